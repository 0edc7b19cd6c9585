"""The questions that went wrong: what was quoted, and the gold, each marked in its source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from rag.measure.compare import outcome
from rag.measure.library import Library
from rag.measure.report import QuestionResult, Report
from rag.span import Span
from rag.views.template import render
from rag.web.links import Address, Marked

_SHOWN, _MOST, _QUOTES = 8, 60, 3


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of a document; the address at which they are marked is "" where it is gone."""

    text: str
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class _Miss:
    """A question that went wrong: its quotes, under their name, and the gold."""

    question: str
    outcome: str
    name: str
    quotes: Sequence[_Words]
    gold: Sequence[_Words]


def misses_html(report: Report, library: Library) -> Markup:
    """The misses in order, the first of them at once; "" if there are none."""
    if not report.misses:
        return Markup()
    items = [_miss(one, library) for one in report.misses[:_MOST]]
    more = len(report.misses) - _SHOWN
    shown, rest = items[:_SHOWN], items[_SHOWN:]
    return render("web/tabs/misses.html", shown=shown, rest=rest, more=more)


def _miss(one: QuestionResult, library: Library) -> _Miss:
    known, record = one.known, one.record
    name = "Quoted" if record.get("quotes") else "Not quoted, but closest"
    quotes = record.get("quotes") or record.get("nearest") or ()
    gold = [
        _words(library, words, place.doc, (place.span,))
        for place, (_, words) in zip(known.evidence, one.gold, strict=True)
    ]
    shown = [_quote(quote, library) for quote in quotes[:_QUOTES]]
    return _Miss(known.question, outcome(one.row), name, shown, gold)


def _quote(quote: Mapping[str, Any], library: Library) -> _Words:
    spans = tuple(Span(span["start"], span["end"]) for span in quote["spans"])
    return _words(library, quote["text"], quote["document"]["path"], spans)


def _words(library: Library, text: str, path: str, spans: tuple[Span, ...]) -> _Words:
    """The words, with a link that shows them in their document."""
    document = library.document(path)
    if document is None:
        return _Words(text, "", path)
    url = Address(document.doc_id, document.sha256, (Marked(1, spans),)).url(at="quote-1")
    return _Words(text, url, document.title or path)
