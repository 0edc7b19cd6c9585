"""`quoth verify`: saved citations against today's sources."""

import argparse
from pathlib import Path

from rag.cli import terminal
from rag.files import read_file, write_whole

HELP = "check saved citations against today's sources"
EXAMPLE = """\
ANSWERS.jsonl is what `quoth batch` has written. Verdicts: intact, moved (with new offsets),
altered, gone, ambiguous. --fix writes the moved ones anew into the file and touches nothing else.
A citation of a version that this index has never held is altered; where the index was made anew,
--any-version lets the words alone decide.
Exit status: 0, or 1 if a citation is altered, gone or ambiguous.

Examples:
  quoth verify answers.jsonl
  quoth verify --fix answers.jsonl
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("answers", metavar="ANSWERS.jsonl", type=Path)
    parser.add_argument("--fix", action="store_true", help="write moved citations anew")
    parser.add_argument("--any-version", action="store_true", help="accept unknown hashes")
    parser.add_argument("--json", action="store_true", help="verdicts as one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Verify, say what is wrong, and mend what has only moved."""
    from rag.audit.saved import check_lines, checked_json, mended
    from rag.search import open_index

    lines = read_file(arguments.answers).splitlines(keepends=True)
    with open_index(arguments.place) as index:
        checked = check_lines(lines, index, arguments.any_version)
        fixed = mended(lines, checked) if arguments.fix else lines
    if arguments.json:
        terminal.put_json([checked_json(checked)])
    else:
        from rag.views.audit_text import checked_text

        terminal.put(checked_text(checked, terminal.styled))
    if fixed != lines:
        write_whole(arguments.answers, b"".join(fixed))
        terminal.say(f"written anew: {sum(c.verdict == 'moved' for c in checked)} citations")
    return 0 if all(c.verdict in ("intact", "moved") for c in checked) else 1
