"""`quoth references`: the works that the documents' notes cite, for a citation manager."""

import argparse
from pathlib import Path
from typing import Any

from rag.cli import terminal
from rag.files import write_whole

EXAMPLE = """\
Each work is listed once, with every note that cites it; short references ("Ibid.", a surname and a
title) count for the work that they stand for. A field is filled only where the note states it
clearly, and the note itself always comes along, word for word. Short references without a full one
are named on stderr. Without DOC all documents are read. Exit status: 0.

Examples:
  quoth references --format bibtex --out sources.bib
  quoth references herat.md --format csl
"""


def register(commands: terminal.Commands) -> None:
    """Add the command to the parser."""
    from rag.cli import add_index

    parser = commands.add_parser(
        "references",
        help="the works that the documents' notes cite, as CSL-JSON or BibTeX",
        description="Lists the works that the documents' notes cite.",
        epilog=EXAMPLE,
    )
    parser.add_argument("documents", nargs="*", metavar="DOC", help="a path or an id")
    parser.add_argument("--format", required=True, choices=("csl", "bibtex"))
    parser.add_argument("--out", default="-", metavar="FILE", help="default: stdout")
    add_index(parser)
    parser.set_defaults(execute=run, writes=("out",))


def run(arguments: argparse.Namespace) -> int:
    """Read the documents' notes, write the list, and say what stayed unresolved."""
    from rag.bibliography import as_bibtex, as_csl, references
    from rag.search import open_index

    index = open_index(arguments.place)
    try:
        works = references([index.document(row) for row in _rows(index, arguments.documents)])
    finally:
        index.close()
    text = as_csl(works) if arguments.format == "csl" else as_bibtex(works)
    if arguments.out == "-":
        terminal.put_bytes(text.encode("utf-8"))
    else:
        write_whole(Path(arguments.out), text)
    for work in works:
        if not work.resolved:
            place = work.places[0]
            maybe = f" (it may mean note {' or '.join(work.candidates)})" if work.candidates else ""
            said = f"unresolved: {place.path}, note {place.mark}: {work.reference.text}{maybe}"
            terminal.say(said)
    resolved = sum(work.resolved for work in works)
    terminal.say(f"{resolved} works, {len(works) - resolved} short references unresolved")
    return 0


def _rows(index: Any, names: list[str]) -> list[str]:  # noqa: ANN401 - an Index
    """The ids of the named documents, in the order given; of all, by path, if none is named."""
    from rag.errors import QuestionError

    if not names:
        return [row.doc_id for row in sorted(index.documents(), key=lambda row: row.path)]
    rows = []
    for name in names:
        row = index.find(name)
        if row is None:
            raise QuestionError(f"{name!r} is not in the index. List what is: quoth docs")
        rows.append(row.doc_id)
    return rows
