"""`quoth docs`: what the index holds."""

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from typing_extensions import TypedDict

from rag.cli import terminal
from rag.cli.answering import add_where, chosen_rows
from rag.views.escape import escaped

if TYPE_CHECKING:
    from rag.documents.document import Loss

HELP = "list the documents"
EXAMPLE = """\
One document a line: path, passages, title. --notes reads each document and adds how many of its
own notes were found, and how many marks could not be resolved to one. --losses adds what of
each document could not be read, a line each with its page or the offset in its text. --json gives
one object a line with all that is known; "facets" are what a filter (--where) can ask for, each
value with where it comes from: the file's own contents, its path, a hand (quoth tag) or a
catalogue.

Examples:
  quoth docs
  quoth docs --notes
  quoth docs --losses
  quoth docs --where 'kind:md -author:*'
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("--notes", action="store_true", help="count notes and unresolved marks")
    parser.add_argument("--losses", action="store_true", help="name what could not be read")
    parser.add_argument("--json", action="store_true", help="one object a line")
    add_where(parser)


def run(arguments: argparse.Namespace) -> int:
    """List the documents in the order of their paths."""
    from rag.search import open_index
    from rag.search.facets import facets_json
    from rag.search.labels import read_labels

    with open_index(arguments.place) as index:
        rows = sorted(chosen_rows(index, arguments.where), key=lambda row: row.path)
        documents = [_details(index, row.doc_id, arguments) for row in rows]
    if arguments.json:
        labels = read_labels(arguments.index)
        terminal.put_json(
            {**asdict(row), "facets": facets_json(row, labels.get(row.doc_id)), **more}
            for row, more in zip(rows, documents, strict=True)
        )
        return 0
    width = max((len(escaped(row.path)) for row in rows), default=0)
    for row, more in zip(rows, documents, strict=True):
        columns = [f"{escaped(row.path):{width}}", f"{row.passages:5}"]
        if arguments.notes:
            columns.append(f"{more['notes']:4} notes {more['unresolved']:3} unresolved")
        terminal.put("  ".join([*columns, escaped(row.title or "")]).rstrip())
        for loss in more.get("losses", ()):
            terminal.put(f"  not read: {escaped(_placed(loss))}")
    if not rows:
        terminal.say("the index is empty. Next: quoth index PATH")
    return 0


class DetailsRecord(TypedDict, total=False):
    """What is told of a document where it is asked for."""

    notes: int
    unresolved: int
    losses: "list[Loss]"


def _details(index: Any, doc_id: str, arguments: argparse.Namespace) -> DetailsRecord:  # noqa: ANN401
    """What was asked for of a document: its notes and marks without one, what is not read."""
    if not (arguments.notes or arguments.losses):
        return {}
    document = index.document(doc_id)
    lost = sum(not marker.notes for marker in document.markers)
    details = DetailsRecord()
    if arguments.notes:
        details = {"notes": len(document.notes), "unresolved": lost}
    if arguments.losses:
        details["losses"] = [*document.losses]
    return details


def _placed(loss: "Loss") -> str:
    """A loss in words behind its page, or with its offset where it stands on none."""
    placed = loss.page is not None or loss.at is None
    return loss.words if placed else f"{loss.words} (at {loss.at})"
