"""Two runs beside each other as HTML: every measure, and the questions whose outcome changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from rag.measure.compare import Comparison, MeasureChange, OutcomeChange
from rag.measure.summary import NAMES
from rag.views.template import render
from rag.views.words import capital, counted
from rag.web.stores.runs import RunSummary
from rag.web.tabs.eval_html import figure, measure_words

_SIGNS = {"better": "▲", "worse": "▼", "other": "·"}
_SHOWN = 3  # quotes of one answer


@dataclass(frozen=True, slots=True)
class _Measure:
    """One measure: before, after, change and interval as text, and the verdict in words."""

    name: str
    meaning: str
    cells: Sequence[str]
    verdict: str
    said: str


@dataclass(frozen=True, slots=True)
class _Changed:
    """A question whose outcome has changed, with what was quoted and the gold."""

    way: str
    sign: str
    question: str
    before: str
    after: str
    said_before: Sequence[str]
    said_after: Sequence[str]
    gold: Sequence[str]


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


def _measure(one: MeasureChange) -> _Measure:
    interval = "–" if one.low is None or one.high is None else f"{one.low:+.2f} … {one.high:+.2f}"
    said = f"{_SIGNS[one.verdict]} {one.verdict}" if one.verdict else "within chance"
    cells = (figure(one.before), figure(one.after), f"{one.after - one.before:+.2f}", interval)
    meaning = NAMES[one.name].meaning if one.name in NAMES else ""
    return _Measure(measure_words(one.name), meaning, cells, one.verdict, said)


def _change(one: OutcomeChange, before: RunSummary, after: RunSummary) -> _Changed:
    key = str(one.id)
    said_before, said_after, gold = (
        texts.get(key, ())[:_SHOWN] for texts in (before.said, after.said, after.gold)
    )
    return _Changed(
        one.way, _SIGNS[one.way], one.question, one.before, one.after, said_before, said_after,
        gold,
    )  # fmt: skip
