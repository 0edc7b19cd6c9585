"""Pictures of a PDF's pages, with a quote marked on them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rag.documents.document import Document
from rag.documents.pictures import pages_with
from rag.errors import QuothError
from rag.span import Span
from rag.views.escape import in_path
from rag.web.links import Address, spans_text


@dataclass(frozen=True, slots=True)
class Picture:
    """A page that holds a part of a quote; the first of them is where the footnote leads to."""

    number: int
    src: str
    first: bool


@dataclass(frozen=True, slots=True)
class PicturesShown:
    """The pages that hold the marked quotes; none where nothing is marked."""

    pictures: Sequence[Picture]
    template: str = field(default="web/source/pictures.html", init=False)


def pictures(document: Document, address: Address) -> PicturesShown:
    """The pages that hold the marked quotes, as pictures."""
    return PicturesShown(
        [
            Picture(
                one.number,
                f"/picture/{in_path(document.doc_id)}?v={document.sha256}"
                f"&at={spans_text(one.spans)}&n={nth}",
                nth == 0,
            )
            for one in address.marked
            for nth in range(_pages(document, one.spans))
        ]
    )


def _pages(document: Document, spans: Sequence[Span]) -> int:
    """How many pages the spans lie on."""
    starts = [page.start for page in document.pages] or [0]
    return len({sum(start <= span.start for start in starts) for span in spans})


def picture(document: Document, source: Path, spans: Sequence[Span], nth: int) -> bytes:
    """The `nth` page, from 0, that holds a part of the spans, as PNG.

    Raises QuothError if the file has changed since it was indexed, or has no such page.
    """
    pages = pages_with(document, source, spans)
    if nth >= len(pages):
        raise QuothError(f"{document.path!r} has no such page for these words.")
    return pages[nth][1]
