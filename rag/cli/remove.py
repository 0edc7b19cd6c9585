"""`quoth remove`: take documents out of the index."""

import argparse

from rag.cli import terminal

EXAMPLE = """\
DOC is a path as `quoth docs` shows it, or a document id. The files themselves stay. A removed
file that still lies in a folder comes back when that folder is indexed again.

Example:
  quoth remove timeline.md
"""


def register(commands: terminal.Commands) -> None:
    """Add the command to the parser."""
    from rag.cli import add_index

    parser = commands.add_parser(
        "remove",
        help="take documents out of the index",
        description="Takes documents out of the index.",
        epilog=EXAMPLE,
    )
    parser.add_argument("documents", metavar="DOC", nargs="+")
    parser.add_argument("--json", action="store_true", help="what was done, as JSON")
    add_index(parser)
    parser.set_defaults(execute=run)


def run(arguments: argparse.Namespace) -> int:
    """Remove, and say what was removed; exit status 2 if a document is not there."""
    from rag.cli.index import tell
    from rag.search import remove_documents

    report = remove_documents(arguments.place, arguments.documents)
    tell(report, arguments.json)
    return 2 if report.problems else 0
