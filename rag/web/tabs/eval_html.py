"""A run over a question file as HTML: the figures that matter, by type, and what has changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from rag.measure.compare import Comparison, OutcomeChange
from rag.measure.report import Report
from rag.measure.summary import NAMES, by_type
from rag.views.template import render
from rag.views.words import capital, counted

_HEADLINE = ("hit@1", "complete", "footnotes", "refusal_recall", "false_abstention", "bad_quotes")
_BY_TYPE = ("hit@1", "hit@5", "complete", "keys", "refusal_recall")


@dataclass(frozen=True, slots=True)
class _Card:
    """One measure to see at once, and what it means."""

    name: str
    meaning: str
    value: str


@dataclass(frozen=True, slots=True)
class _Sure:
    """A measure that is surely different from the run before."""

    name: str
    verdict: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is different from the run before: measures, and questions with another outcome."""

    sure: Sequence[_Sure]
    changes: Sequence[OutcomeChange]


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
            _Card(measure_words(name), NAMES[name].meaning, figure(summary[name]))
            for name in _HEADLINE
        ],
        misses=misses,
        measures=[measure_words(name) for name in _BY_TYPE],
        types=types,
        beside=None if comparison is None else _beside(comparison),
        left_out=report.left_out,
        url=url,
    )


def measure_words(name: str) -> str:
    """A measure's name as it stands on the page."""
    return name.replace("_", " ")


def figure(value: float | None) -> str:
    """A figure with two digits, a count as it is, a dash where there is none."""
    if value is None:
        return "–"
    return f"{value:.0f}" if float(value).is_integer() and abs(value) > 1 else f"{value:.2f}"


def _beside(comparison: Comparison) -> _Beside:
    sure = [
        _Sure(measure_words(d.name), d.verdict, figure(d.before), figure(d.after))
        for d in comparison.differences
        if d.verdict
    ]
    return _Beside(sure, comparison.changes)
