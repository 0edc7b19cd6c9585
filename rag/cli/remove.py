"""`quoth remove`: take documents out of the index."""

import argparse

HELP = "take documents out of the index"
EXAMPLE = """\
DOC is a path as `quoth docs` shows it, or a document id. The files themselves stay. A removed
file that still lies in a folder comes back when that folder is indexed again.

Example:
  quoth remove timeline.md
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("documents", metavar="DOC", nargs="+")
    parser.add_argument("--json", action="store_true", help="what was done, as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Remove, and say what was removed; exit status 2 if a document is not there."""
    from rag.cli.index import tell
    from rag.search import remove_documents

    report = remove_documents(arguments.place, arguments.documents)
    tell(report, arguments.json)
    return 2 if report.problems else 0
