"""Runs over question files as HTML: one with its figures and its misses, two beside each other."""

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from rag.measure.compare import Comparison, MeasureChange, OutcomeChange, outcome
from rag.measure.library import Library
from rag.measure.report import QuestionResult, Report
from rag.measure.summary import NAMES, by_type
from rag.quotes.record import QuoteRecord
from rag.span import Span
from rag.views.page.report import HEADLINE
from rag.views.table import figure as exact
from rag.views.template import render
from rag.views.words import capital, counted
from rag.web.links import Address, Marked
from rag.web.stores.runs import RunSummary

_BY_TYPE = ("hit@1", "hit@5", "complete", "keys", "refusal_recall")
_SIGNS = {"better": "▲", "worse": "▼", "other": "·"}
_SHOWN = 3  # quotes of one answer
_SHOWN_MISSES, _MOST, _QUOTES = 8, 60, 3
figure = partial(exact, digits=2)


def eval_html(
    report: Report, comparison: Comparison | None, url: str, misses: Markup | str = ""
) -> Markup:
    """The run in short, and a link to the whole report, which opens beside it.

    `misses` is HTML of its own (misses_html.py).
    """
    summary, missed = report.summary, len(report.misses)
    said = f"{counted(len(report.rows), 'question')} asked, {missed or 'none'} missed."
    types = [
        (kind or "untyped", [f"{values['questions']:.0f}", *(figure(values[n]) for n in _BY_TYPE)])
        for kind, values in by_type(report.rows).items()
    ]
    return render(
        "web/tabs/eval.html",
        said=capital(said),
        cards=[
            (measure_words(n), NAMES[n].meaning, exact(summary[n], 2 * (n != "bad_quotes")))
            for n in HEADLINE
        ],
        misses=misses,
        measures=[measure_words(name) for name in _BY_TYPE],
        types=types,
        beside=comparison,
        sure=[] if comparison is None else _sure(comparison),
        left_out=report.left_out,
        url=url,
    )


def measure_words(name: str) -> str:
    """A measure's name as it stands on the page."""
    return name.replace("_", " ")


def _sure(comparison: Comparison) -> list[tuple[str, str, str, str]]:
    """The measures that are surely different from the run before: name, verdict, both figures."""
    return [
        (measure_words(d.name), d.verdict, figure(d.before), figure(d.after))
        for d in comparison.differences
        if d.verdict
    ]


def runs_html(comparison: Comparison, before: RunSummary, after: RunSummary) -> Markup:
    """The comparison; misses first: what got worse stands above what got better."""
    apart = comparison.not_compared
    return render(
        "web/tabs/runs.html",
        measures=[_measure(one) for one in comparison.differences],
        changed=capital(counted(len(comparison.changes), "question")),
        changes=[_change(one, before, after) for one in comparison.changes],
        apart=counted(apart, "question") if apart else "",
    )


def _measure(one: MeasureChange) -> tuple[str, str, Sequence[str], str, str]:
    """A measure's name and meaning, its figures as text, the verdict, and that in words."""
    interval = "–" if one.low is None or one.high is None else f"{one.low:+.2f} … {one.high:+.2f}"
    said = f"{_SIGNS[one.verdict]} {one.verdict}" if one.verdict else "within chance"
    cells = (figure(one.before), figure(one.after), f"{one.after - one.before:+.2f}", interval)
    meaning = NAMES[one.name].meaning if one.name in NAMES else ""
    return measure_words(one.name), meaning, cells, one.verdict, said


def _change(
    one: OutcomeChange, before: RunSummary, after: RunSummary
) -> tuple[OutcomeChange, str, list[Sequence[str]]]:
    """A question whose outcome has changed, its sign, what was quoted both times, and the gold."""
    texts = (before.said, after.said, after.gold)
    return one, _SIGNS[one.way], [said.get(str(one.id), ())[:_SHOWN] for said in texts]


_Words = tuple[str, str, str]
"""Words of a document, the address at which they are marked ("" where it is gone), its title."""


def misses_html(report: Report, library: Library) -> Markup:
    """The misses in order, the first of them at once; "" if there are none."""
    if not report.misses:
        return Markup()
    items = [_miss(one, library) for one in report.misses[:_MOST]]
    more = len(report.misses) - _SHOWN_MISSES
    shown, rest = items[:_SHOWN_MISSES], items[_SHOWN_MISSES:]
    return render("web/tabs/misses.html", shown=shown, rest=rest, more=more)


def _miss(
    one: QuestionResult, library: Library
) -> tuple[str, str, str, Sequence[_Words], Sequence[_Words]]:
    """A question that went wrong, how, its quotes, under their name, and the gold."""
    known, record = one.known, one.record
    own, near = (record["quotes"], record["nearest"]) if record else ([], [])
    name = "Quoted" if own else "Not quoted, but closest"
    quotes = own or near
    gold = [
        _words(library, words, place.doc, (place.span,))
        for place, (_, words) in zip(known.evidence, one.gold, strict=True)
    ]
    shown = [_quote(quote, library) for quote in quotes[:_QUOTES]]
    return known.question, outcome(one.row), name, shown, gold


def _quote(quote: QuoteRecord, library: Library) -> _Words:
    spans = tuple(Span(span["start"], span["end"]) for span in quote["spans"])
    return _words(library, quote["text"], quote["document"]["path"], spans)


def _words(library: Library, text: str, path: str, spans: tuple[Span, ...]) -> _Words:
    """The words, with a link that shows them in their document."""
    document = library.document(path)
    if document is None:
        return text, "", path
    url = Address(document.doc_id, document.sha256, (Marked(1, spans),)).url(at="quote-1")
    return text, url, document.title or path
