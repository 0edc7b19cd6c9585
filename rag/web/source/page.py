"""The source page: a whole document as a page of its own, with quotes marked in it.

It is plain HTML without any script. The browser itself scrolls to a quote, because the quote's
`mark` element is what the address ends in. A PDF is shown as pictures of its pages, too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup

from rag.documents.document import Document
from rag.documents.pictures import has_pages, pages_with
from rag.errors import CitationError, QuothError, SpanError
from rag.quotes.check import check_quote
from rag.quotes.quote import fold_space
from rag.quotes.warnings import WORDS
from rag.search.store import State
from rag.span import Span
from rag.views.escape import in_path
from rag.views.page.segments import MarkedRange
from rag.views.template import render
from rag.web.find import TextMatches, find_words, occurrences
from rag.web.links import Address, Marked, spans_text
from rag.web.source.reading import ExactShown, ReadingShown, exact, reading

_VIEWS = (("", "Reading text"), ("page", "Page"), ("exact", "Exact characters"))


@dataclass(frozen=True, slots=True)
class PicturesShown:
    """The pages that hold the marked quotes: number, address, whether the footnote leads there."""

    pictures: Sequence[tuple[int, str, bool]]
    template: str = field(default="web/source/pictures.html", init=False)


def source_page(document: Document, address: Address, state: State | None = None) -> Markup:
    """The page of `document` with the quotes of `address`, as a whole HTML document.

    `state` says whether the file was changed or taken away after it was indexed.
    """
    layers: list[MarkedRange] = []
    refused: list[str] = []
    for one in address.marked:
        try:
            layers += _layers(document, one)
        except (SpanError, CitationError) as error:
            refused.append(f"Quote {one.number} is not marked: {error}")
    found = find_words(document.reading.text, address.find)
    return render(
        "web/source/source.html",
        title=document.title or document.path,
        about=[part for part in (document.author, document.date) if part],
        path=document.path,
        views=_views(document, address),
        find=None if address.view else _find(address, found),
        places=_places(document, address),
        notices=_notices(document, address, refused, state),
        shown=_shown(document, address, [*layers, *found.layers]),
    )


def _shown(
    document: Document, address: Address, layers: Sequence[MarkedRange]
) -> ExactShown | PicturesShown | ReadingShown:
    """The document in the view that the address asks for."""
    if address.view == "exact":
        return exact(document, address.marked)
    if address.view == "page":
        return pictures(document, address)
    return reading(document, layers)


def _layers(document: Document, one: Marked) -> list[MarkedRange]:
    """The ranges to mark for one quote, after it was checked once more."""
    start, end = document.reading.locate(one.spans)
    check_quote(fold_space(document.reading.text[start:end]), one.spans, document)
    name = f"quote-{one.number}"
    layers = [MarkedRange(start, end, "mark", 0, "quote", name)]
    places = occurrences(document, start, end)
    for n, (a, b) in enumerate(places, 1):
        if (a, b) != (start, end):
            layers.append(MarkedRange(a, b, "mark", 0, "same", f"{name}-place-{n}"))
    return layers


def _views(document: Document, address: Address) -> list[tuple[str, str, bool]]:
    """Name and address of the views that there are of this document, and which one is this."""
    first = f"quote-{address.marked[0].number}" if address.marked else ""
    return [
        (name, address.url(at=first, view=view), view == address.view)
        for view, name in _VIEWS
        if view != "page" or has_pages(document.path)
    ]


def _find(
    address: Address, found: TextMatches
) -> tuple[str, list[tuple[str, str]], str, TextMatches]:
    """The box that finds words: where it leads, what it keeps of the address, what it found."""
    kept = [("v", address.version)] if address.version else []
    kept += [("q", value) for value in address.marked_values()]
    action = address.url(find="").partition("?")[0] + "#found-1"
    return action, kept, address.find, found


def _places(document: Document, address: Address) -> list[tuple[int, int, list[str]]]:
    """Quotes whose words stand in several places: which one it is, and where each of them is."""
    rows = []
    for one in address.marked:
        try:
            start, end = document.reading.locate(one.spans)
        except SpanError:
            continue  # the notice above the text says that it is not marked
        places = occurrences(document, start, end)
        if len(places) < 2:
            continue
        nth = places.index((start, end)) + 1 if (start, end) in places else 1
        name = f"quote-{one.number}"
        anchors = [name if n == nth else f"{name}-place-{n}" for n in range(1, len(places) + 1)]
        rows.append((one.number, nth, anchors))
    return rows


def _notices(
    document: Document, address: Address, refused: list[str], state: State | None
) -> list[str]:
    """What the reader must know before trusting what is marked."""
    said = [*([f"Take care: {WORDS[state]}"] if state else []), *refused]
    if address.version and document.sha256 != address.version:
        said.insert(0, "This document has changed since it was quoted. Ask again to be sure.")
    return said


def pictures(document: Document, address: Address) -> PicturesShown:
    """The pages that hold the marked quotes, as pictures."""
    base = f"/picture/{in_path(document.doc_id)}?v={document.sha256}"
    return PicturesShown(
        [
            (one.number, f"{base}&at={spans_text(one.spans)}&n={nth}", nth == 0)
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
