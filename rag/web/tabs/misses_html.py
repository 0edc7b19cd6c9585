"""The questions that went wrong: what was quoted, and the gold, each marked in its source."""

from collections.abc import Mapping
from typing import Any

from rag.measure.compare import outcome
from rag.measure.library import Library
from rag.measure.report import QuestionResult, Report
from rag.span import Span
from rag.views.escape import attributes, esc
from rag.web.links import Address, Marked

_SHOWN, _MOST, _QUOTES = 8, 60, 3


def misses_html(report: Report, library: Library) -> str:
    """The misses in order, the first of them at once; "" if there are none."""
    misses = report.misses
    if not misses:
        return ""
    items = [_miss(one, library) for one in misses[:_MOST]]
    more = len(misses) - _SHOWN
    rest = (
        f'<details class="rest"><summary>Show {more} more</summary>'
        f"{''.join(items[_SHOWN:])}</details>"
        if more > 0
        else ""
    )
    return (
        '<section class="misses" aria-label="Misses"><h2>Misses</h2>'
        f"{''.join(items[:_SHOWN])}{rest}</section>"
    )


def _miss(one: QuestionResult, library: Library) -> str:
    known = one.known
    quotes = one.record.get("quotes") or one.record.get("nearest") or ()
    name = "Quoted" if one.record.get("quotes") else "Not quoted, but closest"
    shown = "".join(_quote(quote, library) for quote in quotes[:_QUOTES])
    gold = "".join(
        f'<blockquote dir="auto">{esc(words)} {_link(library, place.doc, (place.span,))}'
        "</blockquote>"
        for place, (_, words) in zip(known.evidence, one.gold, strict=True)
    )
    return (
        f'<details class="change worse"><summary><bdi>{esc(known.question)}</bdi> '
        f'<span>{esc(outcome(one.row))}</span></summary><div class="sides">'
        f"<div><h3>{name}</h3>{shown or '<p>(nothing)</p>'}</div>"
        f"<div><h3>Known answer</h3>{gold or '<p>(the documents do not answer it)</p>'}</div>"
        "</div></details>"
    )


def _quote(quote: Mapping[str, Any], library: Library) -> str:
    spans = tuple(Span(span["start"], span["end"]) for span in quote["spans"])
    link = _link(library, quote["document"]["path"], spans)
    return f'<blockquote dir="auto">{esc(quote["text"])} {link}</blockquote>'


def _link(library: Library, path: str, spans: tuple[Span, ...]) -> str:
    """A link that shows the words in their document."""
    document = library.document(path)
    if document is None:
        return ""
    url = Address(document.doc_id, document.sha256, (Marked(1, spans),)).url(at="quote-1")
    link = attributes(href=url, target="source", aria_label=f"Show in {document.title or path}")
    return f"<a{link}>show</a>"
