"""`quoth docs`: what the index holds."""

import argparse
from dataclasses import asdict
from typing import Any

from rag.cli import terminal
from rag.views.escape import escaped

EXAMPLE = """\
One document a line: path, passages, title. --notes reads each document and adds how many of its
own notes were found, and how many marks could not be resolved to one. --json gives one object a
line with all that is known.

Examples:
  quoth docs
  quoth docs --notes
"""


def register(commands: Any) -> None:  # noqa: ANN401 - argparse has no public name for it
    """Add the command to the parser."""
    from rag.cli import add_index

    parser = commands.add_parser(
        "docs", help="list the documents", description="Lists the documents.", epilog=EXAMPLE
    )
    parser.add_argument("--notes", action="store_true", help="count notes and unresolved marks")
    parser.add_argument("--json", action="store_true", help="one object a line")
    add_index(parser)
    parser.set_defaults(execute=run)


def run(arguments: argparse.Namespace) -> int:
    """List the documents in the order of their paths."""
    from rag.search import open_index

    index = open_index(arguments.index)
    try:
        rows = sorted(index.documents(), key=lambda row: row.path)
        notes = [_notes(index, row.doc_id) if arguments.notes else {} for row in rows]
    finally:
        index.close()
    if arguments.json:
        terminal.put_json({**asdict(row), **more} for row, more in zip(rows, notes, strict=True))
        return 0
    width = max((len(escaped(row.path)) for row in rows), default=0)
    for row, more in zip(rows, notes, strict=True):
        columns = [f"{escaped(row.path):{width}}", f"{row.passages:5}"]
        if more:
            columns.append(f"{more['notes']:4} notes {more['unresolved']:3} unresolved")
        terminal.put("  ".join([*columns, escaped(row.title or "")]).rstrip())
    if not rows:
        terminal.say("the index is empty. Next: quoth index PATH")
    return 0


def _notes(index: Any, doc_id: str) -> dict[str, int]:  # noqa: ANN401 - an Index
    """How many notes a document has, and how many marks that lead to none."""
    document = index.document(doc_id)
    lost = sum(not marker.notes for marker in document.markers)
    return {"notes": len(document.notes), "unresolved": lost}
