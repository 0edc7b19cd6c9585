"""`quoth page`: the pages of PDFs as pictures, with the words of quotes marked on them."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rag.cli import terminal
from rag.cli.answering import document_named
from rag.errors import QuothError, SourceError
from rag.files import read_file, write_whole
from rag.span import Span, ordered
from rag.views.escape import escaped

if TYPE_CHECKING:
    from rag.search import Index

HELP = "draw the pages of PDFs with quotes marked on them"
WRITES = ("out",)
EXAMPLE = """\
SOURCE is a file of answers (`quoth batch`, `quoth ask --json`): every quote from a PDF is verified
and drawn, a file a page, ID-NUMBER-page-N.png. With --at it is a document of the index, and the
places are offsets of its text, as in an answer's "spans". A PDF that has changed since it was
indexed is refused: its words may stand elsewhere. The names of the files go to stdout.
Exit status: 0; 1 if a quote from a PDF could not be drawn; 2 if nothing could.

Examples:
  quoth page answers.jsonl --out pages
  quoth page book.pdf --at 120-260 --out page.png
"""
_AT = re.compile(r"\s*(\d{1,12})-(\d{1,12})\s*")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("source", metavar="SOURCE", help="ANSWERS.jsonl; with --at a document")
    parser.add_argument("--at", metavar="START-END", type=places, help="offsets, joined by commas")
    parser.add_argument(
        "--out", required=True, type=Path, metavar="PATH", help="a folder; FILE.png for one page"
    )


def places(text: str) -> tuple[Span, ...]:
    """The spans of `120-260,300-310`."""
    matches = [match for part in text.split(",") if (match := _AT.fullmatch(part))]
    try:
        if len(matches) != text.count(",") + 1:
            raise QuothError("expected offsets as in 120-260,300-310")
        return ordered(Span(int(match[1]), int(match[2])) for match in matches)
    except QuothError as error:
        raise argparse.ArgumentTypeError(f"found {text!r}: {error}") from error


def run(arguments: argparse.Namespace) -> int:
    """Draw, write, and name the files."""
    from rag.search import open_index

    with open_index(arguments.place) as index:
        if arguments.at:
            drawn = [("page", page, png) for page, png in _of_document(index, arguments)]
            missed = 0
        else:
            drawn, missed = _of_answers(index, Path(arguments.source))
    if not drawn:
        terminal.say("no page was drawn")
        return 2 if missed else 0
    for path in _written(drawn, arguments.out):
        terminal.put(str(path))
    return 1 if missed else 0


def _of_document(index: "Index", arguments: argparse.Namespace) -> list[tuple[int, bytes]]:
    """The pages of a document that hold the places; raises QuothError where there are none."""
    from rag.documents.pictures import pages_with

    row = document_named(index, arguments.source)
    document = index.document(row.doc_id)
    if arguments.at[-1].end > len(document.text):
        raise QuothError(
            f"{row.path!r} has {len(document.text):,} characters; "
            f"found a place that ends at {arguments.at[-1].end:,}"
        )
    pages = pages_with(document, row.source, arguments.at)
    if not pages:
        raise QuothError(f"{row.path!r} has no words at these places")
    return pages


def _of_answers(index: "Index", path: Path) -> tuple[list[tuple[str, int, bytes]], int]:
    """The pages of all quotes from PDFs, each with its quote's name, and how many are missing."""
    from rag.audit.saved import check_lines
    from rag.documents.pictures import has_pages, pages_with

    drawn: list[tuple[str, int, bytes]] = []
    missed = others = 0
    checked = check_lines(read_file(path).splitlines(), index)
    with terminal.Meter("drawing", len(checked)) as meter:
        for done, item in enumerate(checked):
            meter.at(done, what=escaped(item.path))
            name = f"{item.id}-{item.place + 1}"
            now, document = (item.result.now, item.result.document) if item.result else (None, None)
            row = index.find(document.doc_id) if document else None
            if not has_pages(item.path):
                others += 1
            elif now is None or document is None or row is None or not has_pages(document.path):
                missed += 1
                terminal.say(f"not drawn: quote {escaped(name)}: {item.verdict}: {item.reason}")
            else:
                try:
                    pages = pages_with(document, row.source, now.spans)
                    drawn += [(name, page, png) for page, png in pages]
                except SourceError as error:
                    missed += 1
                    terminal.say(f"not drawn: quote {escaped(name)}: {error}")
    if others:
        terminal.say(f"{others} of {len(checked)} quotes are from files that have no pages")
    return drawn, missed


def _written(drawn: list[tuple[str, int, bytes]], out: Path) -> Iterator[Path]:
    """Write the pictures to a folder, or the one picture to a file; gives their paths."""
    if out.suffix.lower() == ".png":
        if len(drawn) > 1:
            raise QuothError(f"{len(drawn)} pages, and {str(out)!r} is one file. Name a folder.")
        write_whole(out, drawn[0][2])
        yield out
        return
    out.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for name, page, png in drawn:
        stem = re.sub(r"[^\w.-]|^\.", "_", name)[:100]
        stem = f"{stem}-page-{page + 1}" if name != "page" else f"page-{page + 1}"
        stem = next(
            s for n in range(len(drawn)) if (s := stem + f"-{n + 1}" * (n > 0)) not in taken
        )
        taken.add(stem)
        path = out / f"{stem}.png"
        write_whole(path, png)
        yield path
