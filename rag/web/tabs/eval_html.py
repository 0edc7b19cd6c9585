"""A run over a question file as HTML: the figures that matter, by type, and what has changed."""

from rag.measure.compare import Comparison
from rag.measure.report import Report
from rag.measure.summary import NAMES, Summary, by_type
from rag.views.escape import attributes, esc
from rag.web.words import counted

_HEADLINE = ("hit@1", "complete", "footnotes", "refusal_recall", "false_abstention", "bad_quotes")
_BY_TYPE = ("hit@1", "hit@5", "complete", "keys", "refusal_recall")


def eval_html(report: Report, comparison: Comparison | None, url: str, misses: str = "") -> str:
    """The run in short, and a link to the whole report, which opens beside it.

    `misses` is HTML of its own (misses_html.py).
    """
    summary, missed = report.summary, len(report.misses)
    cards = "".join(_card(name, summary) for name in _HEADLINE)
    said = f"{counted(len(report.rows), 'question')} asked, {missed or 'none'} missed"
    link = attributes(href=url, target="source")
    left = "".join(
        f"<li>{esc(question)}: {esc(why)}</li>" for question, why in report.left_out.items()
    )
    out = (
        f'<details class="note"><summary>Left out</summary><ul>{left}</ul></details>'
        if left
        else ""
    )
    return (
        f'<p class="summary" role="status">{esc(said[:1].upper() + said[1:])}.</p>'
        f'<dl class="figures">{cards}</dl>{misses}{_types(report)}'
        f"{_changes(comparison) if comparison else ''}{out}"
        f'<p class="actions"><a class="show"{link}>Open the whole report, misses first</a></p>'
    )


def _card(name: str, summary: Summary) -> str:
    meaning = attributes(title=NAMES[name].meaning)
    return (
        f"<div{meaning}><dt>{esc(measure_words(name))}</dt><dd>{figure(summary[name])}</dd></div>"
    )


def measure_words(name: str) -> str:
    """A measure's name as it stands on the page."""
    return name.replace("_", " ")


def figure(value: float | None) -> str:
    """A figure with two digits, a count as it is, a dash where there is none."""
    if value is None:
        return "–"
    return f"{value:.0f}" if float(value).is_integer() and abs(value) > 1 else f"{value:.2f}"


def _types(report: Report) -> str:
    heads = "".join(
        f'<th scope="col" class="figure">{esc(measure_words(n))}</th>' for n in _BY_TYPE
    )
    rows = "".join(
        f'<tr><th scope="row">{esc(kind or "untyped")}</th>'
        f'<td class="figure">{values["questions"]:.0f}</td>'
        + "".join(f'<td class="figure">{figure(values[name])}</td>' for name in _BY_TYPE)
        + "</tr>"
        for kind, values in by_type(report.rows).items()
    )
    return (
        '<div class="scroll" role="group" tabindex="0" aria-label="By type of question">'
        "<table><caption>By type of question</caption><thead><tr>"
        f'<th scope="col">Type</th><th scope="col" class="figure">questions</th>{heads}</tr>'
        f"</thead><tbody>{rows}</tbody></table></div>"
    )


def _changes(comparison: Comparison) -> str:
    """What is surely different from the run before, and each question whose outcome changed."""
    sure = [d for d in comparison.differences if d.verdict]
    told = "".join(
        f"<li>{esc(measure_words(d.name))} is {d.verdict}: {figure(d.before)} before, "
        f"{figure(d.after)} now</li>"
        for d in sure
    )
    items = "".join(
        f'<li class="{change.way}">{esc(change.question)}: {esc(change.before)} before, '
        f"{esc(change.after)} now</li>"
        for change in comparison.changes
    )
    head = f"<ul>{told}</ul>" if told else "<p>No figure has changed beyond chance.</p>"
    return (
        f'<section class="changes" aria-label="Changes"><h2>Beside the run before</h2>{head}'
        + (f"<details><summary>Questions that changed</summary><ul>{items}</ul></details>"
           if items else "")
        + "</section>"
    )  # fmt: skip
