"""`quoth docs`: what the index holds."""

import argparse
from typing import Any

from rag.cli import terminal
from rag.render.safe import escaped

EXAMPLE = """\
One document a line: path, passages, title. --json gives one object a line with all that is
known of it.

Example:
  quoth docs
"""


def register(commands: Any) -> None:  # noqa: ANN401 - argparse has no public name for it
    """Add the command to the parser."""
    from rag.cli import add_index

    parser = commands.add_parser(
        "docs", help="list the documents", description="Lists the documents.", epilog=EXAMPLE
    )
    parser.add_argument("--json", action="store_true", help="one object a line")
    add_index(parser)
    parser.set_defaults(execute=run)


def run(arguments: argparse.Namespace) -> int:
    """List the documents in the order of their paths."""
    from dataclasses import asdict

    from rag.index import open_index

    index = open_index(arguments.index)
    try:
        rows = sorted(index.documents(), key=lambda row: row.path)
    finally:
        index.close()
    if arguments.json:
        terminal.put_json(asdict(row) for row in rows)
        return 0
    width = max((len(escaped(row.path)) for row in rows), default=0)
    for row in rows:
        path, title = escaped(row.path), escaped(row.title or "")
        terminal.put(f"{path:{width}}  {row.passages:5}  {title}".rstrip())
    if not rows:
        terminal.say("the index is empty. Next: quoth index PATH")
    return 0
