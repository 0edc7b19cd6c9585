"""Two runs beside each other as HTML: every measure, and the questions whose outcome changed."""

from collections.abc import Sequence

from rag.measure.compare import Comparison, MeasureChange, OutcomeChange
from rag.measure.summary import NAMES
from rag.views.escape import attributes, esc
from rag.web.stores.runs import Told
from rag.web.tabs.eval_html import figure, measure_words
from rag.web.words import counted

_SIGNS = {"better": "▲", "worse": "▼", "other": "·"}
_SHOWN = 3  # quotes of one answer


def runs_html(comparison: Comparison, before: Told, after: Told) -> str:
    """The comparison; misses first: what got worse stands above what got better."""
    if not comparison.differences:
        return (
            '<div class="empty"><p><strong>These two runs share no question.</strong></p>'
            "<p>Choose two runs over the same question file.</p></div>"
        )
    rows = "".join(_measure(one) for one in comparison.differences)
    heads = "".join(
        f'<th scope="col"{css}>{name}</th>'
        for name, css in (
            ("Measure", ""), ("before", ' class="figure"'), ("after", ' class="figure"'),
            ("change", ' class="figure"'), ("95 % interval", ' class="figure"'), ("verdict", ""),
        )
    )  # fmt: skip
    return (
        '<section class="runs" aria-label="Comparison">'
        '<div class="scroll" role="group" tabindex="0" aria-label="Every measure">'
        "<table>"
        "<caption>Every measure over the questions of both runs</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
        f"{_changes(comparison, before, after)}</section>"
    )


def _measure(one: MeasureChange) -> str:
    interval = "–" if one.low is None or one.high is None else f"{one.low:+.2f} … {one.high:+.2f}"
    sign = f"{_SIGNS[one.verdict]} {one.verdict}" if one.verdict else "within chance"
    cells = (figure(one.before), figure(one.after), f"{one.after - one.before:+.2f}", interval)
    tds = "".join(f'<td class="figure">{esc(cell)}</td>' for cell in cells)
    meaning = attributes(title=NAMES[one.name].meaning if one.name in NAMES else None)
    return (
        f'<tr><th scope="row"{meaning}>{esc(measure_words(one.name))}</th>{tds}'
        f'<td class="{one.verdict}">{sign}</td></tr>'
    )


def _changes(comparison: Comparison, before: Told, after: Told) -> str:
    left = (
        f"<p>{counted(comparison.not_compared, 'question')} stand in one of the runs only, or were "
        "worded differently, and are not compared.</p>"
        if comparison.not_compared
        else ""
    )
    if not comparison.changes:
        return f"<p>No question has another outcome.</p>{left}"
    items = "".join(_change(one, before, after) for one in comparison.changes)
    said = counted(len(comparison.changes), "question")
    return (
        f"<h2>{esc(said[0].upper() + said[1:])} with another outcome, worse ones first</h2>"
        f"{items}{left}"
    )


def _change(one: OutcomeChange, before: Told, after: Told) -> str:
    key = str(one.id)
    gold = _words("Known answer", after.gold.get(key, ()), "the documents do not answer it")
    sides = "".join(
        _words(name, told.said.get(key, ()), "no answer")
        for name, told in (("Before", before), ("After", after))
    )
    return (
        f'<details class="change {one.way}"><summary><span class="sign">{_SIGNS[one.way]}</span> '
        f"<bdi>{esc(one.question)}</bdi> <span>{esc(one.before)} before, {esc(one.after)} "
        f'after</span></summary><div class="sides">{sides}{gold}</div></details>'
    )


def _words(name: str, texts: Sequence[str], none: str) -> str:
    quotes = "".join(f'<blockquote dir="auto">{esc(t)}</blockquote>' for t in texts[:_SHOWN])
    return f"<div><h3>{name}</h3>{quotes or f'<p>({none})</p>'}</div>"
