"""The source page: a whole document as a page of its own, with quotes marked in it.

It is plain HTML without any script. The browser itself scrolls to a quote, because the quote's
`mark` element is what the address ends in.
"""

from rag.documents.document import Document
from rag.documents.pictures import has_pages
from rag.errors import CitationError, SpanError
from rag.quotes.citation import check_quote
from rag.quotes.quote import fold_space
from rag.views.escape import attributes, esc, isolated
from rag.views.page.segments import MarkedRange
from rag.web.find import TextMatches, find_words
from rag.web.links import Address, Marked
from rag.web.page_html import page
from rag.web.source.exact import exact_html
from rag.web.source.pictures import pictures_html
from rag.web.source.places import occurrences
from rag.web.source.reading import reading_html

_VIEWS = (("", "Reading text"), ("page", "Page"), ("exact", "Exact characters"))


def source_page(document: Document, address: Address) -> str:
    """The page of `document` with the quotes of `address`, as a whole HTML document."""
    layers: list[MarkedRange] = []
    refused: list[str] = []
    for one in address.marked:
        try:
            layers += _layers(document, one)
        except (SpanError, CitationError) as error:
            refused.append(f"Quote {one.number} is not marked: {error}")
    found = find_words(document.reading.text, address.find)
    notices = _notices(document, address, refused)
    if address.view == "exact":
        body = exact_html(document, address.marked)
    elif address.view == "page":
        body = pictures_html(document, address)
    else:
        body = reading_html(document, [*layers, *found.layers])
    title = document.title or document.path
    return page(title, f"{_header(document, address, found)}{notices}{body}", css="source")


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


def _header(document: Document, address: Address, found: TextMatches) -> str:
    """Title, author, date, path; the two views; find; the places of repeated sentences."""
    about = [isolated(part) for part in (document.author, document.date) if part]
    about.append(f'<span class="path">{isolated(document.path)}</span>')
    first = f"quote-{address.marked[0].number}" if address.marked else ""
    views = "".join(
        f"<a{attributes(href=address.url(at=first, view=view), aria_current=current)}>{name}</a>"
        for view, name in _VIEWS
        if view != "page" or has_pages(document.path)
        for current in ("page" if view == address.view else None,)
    )
    return (
        f'<header><h1 dir="auto">{esc(document.title or document.path)}</h1>'
        f'<p class="about">{" · ".join(about)}</p>'
        f'<div class="tools"><nav class="views" aria-label="View">{views}</nav>'
        f"{_find_form(address, found)}</div>{_places(document, address)}</header>"
    )


def _find_form(address: Address, found: TextMatches) -> str:
    """A box that finds words in this document; it keeps what is marked."""
    if address.view:
        return ""
    kept = [("v", address.version)] if address.version else []
    kept += [("q", value) for value in address.marked_values()]
    hidden = "".join(f'<input type="hidden"{attributes(name=n, value=v)}>' for n, v in kept)
    said = f'<span class="count" role="status">{esc(found.said)}</span>' if address.find else ""
    target = address.url(find="").partition("?")[0] + "#found-1"
    return (
        f'<form method="get" role="search"{attributes(action=target)}>{hidden}'
        f'<input type="search" name="find" aria-label="Find in this document" '
        f'placeholder="Find in this document"{attributes(value=address.find or None)}>'
        f'<button type="submit">Find</button>{said}{found.steps}</form>'
    )


def _places(document: Document, address: Address) -> str:
    """For a quote whose words stand in several places: which one it is, and links to the others."""
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
        links = " ".join(
            f'<a href="#quote-{one.number}{"" if n == nth else f"-place-{n}"}">{n}</a>'
            for n in range(1, len(places) + 1)
        )
        rows.append(
            f"<p>Quote {one.number} is {nth} of {len(places)} places with these words: {links}</p>"
        )
    return f'<nav class="places" aria-label="Repeated words">{"".join(rows)}</nav>' if rows else ""


def _notices(document: Document, address: Address, refused: list[str]) -> str:
    """What the reader must know before trusting what is marked."""
    said = list(refused)
    if address.version and document.sha256 != address.version:
        said.insert(0, "This document has changed since it was quoted. Ask again to be sure.")
    return "".join(f'<p class="notice" role="alert">{esc(line)}</p>' for line in said)
