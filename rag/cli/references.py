"""`quoth references`: the works that the documents' notes cite, for a citation manager."""

import argparse
from typing import TYPE_CHECKING

from rag.cli import terminal
from rag.cli.answering import document_named

if TYPE_CHECKING:
    from rag.search import Index

HELP = "the works that the documents' notes cite, as CSL-JSON or BibTeX"
WRITES = ("out",)
EXAMPLE = """\
Each work is listed once, with every note that cites it; short references ("Ibid.", a surname and a
title) count for the work that they stand for. A field is filled only where the note states it
clearly, and the note itself always comes along, word for word. Short references without a full one
are named on stderr. Without DOC all documents are read. Exit status: 0.

Examples:
  quoth references --format bibtex --out sources.bib
  quoth references herat.md --format csl
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("documents", nargs="*", metavar="DOC", help="a path or an id")
    parser.add_argument("--format", required=True, choices=("csl", "bibtex"))
    parser.add_argument("--out", default="-", metavar="FILE", help="default: stdout")


def run(arguments: argparse.Namespace) -> int:
    """Read the documents' notes, write the list, and say what stayed unresolved."""
    from rag.bibliography import as_bibtex, as_csl, references
    from rag.search import open_index

    with open_index(arguments.place) as index:
        works = references([index.document(row) for row in _rows(index, arguments.documents)])
    text = as_csl(works) if arguments.format == "csl" else as_bibtex(works)
    terminal.put_out(text.encode("utf-8"), arguments.out)
    for work in works:
        if not work.resolved:
            place = work.places[0]
            maybe = f" (it may mean note {' or '.join(work.candidates)})" if work.candidates else ""
            said = f"unresolved: {place.path}, note {place.mark}: {work.reference.text}{maybe}"
            terminal.say(said)
    resolved = sum(work.resolved for work in works)
    terminal.say(f"{resolved} works, {len(works) - resolved} short references unresolved")
    return 0


def _rows(index: "Index", names: list[str]) -> list[str]:
    """The ids of the named documents, in the order given; of all, by path, if none is named."""
    if not names:
        return [row.doc_id for row in sorted(index.documents(), key=lambda row: row.path)]
    return [document_named(index, name).doc_id for name in names]
