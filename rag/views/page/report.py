"""A report of `quoth eval` as one HTML file that asks nothing of any network.

Misses come first, each with the quotes that were shown and the gold beside them. Every text
that comes from a document, a question or an answer is escaped.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rag.measure import measures
from rag.measure.compare import Comparison, outcome
from rag.measure.report import QuestionResult, Report
from rag.measure.summary import MEASURES, by_type
from rag.views.escape import as_html
from rag.views.plots import reliability_svg, risk_coverage_svg
from rag.views.table import figure
from rag.views.words import reason_words, voice_words, where_words

_HEADLINE = ("hit@1", "complete", "footnotes", "refusal_recall", "false_abstention", "bad_quotes")
_STYLE = """
:root{color-scheme:light dark;--ink:#1c2024;--dim:#60646c;--rule:#d9d9e0;--bg:#fcfcfd;
--card:#fff;--mark:#0d74ce;--bad:#ce2c31;--good:#218358}
@media(prefers-color-scheme:dark){:root{--ink:#edeef0;--dim:#b0b4ba;--rule:#363a3f;--bg:#111113;
--card:#18191b;--mark:#70b8ff;--bad:#ff9592;--good:#3dd68c}}
body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--bg);margin:0 auto;
max-width:70rem;padding:2rem 1rem 4rem}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2.5rem}
.scroll{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{text-align:right;padding:.25rem .7rem;border-bottom:1px solid var(--rule);white-space:nowrap}
th:first-child,td:first-child,td.words{text-align:left}td.words{color:var(--dim);white-space:normal}
.headline{display:flex;flex-wrap:wrap;gap:.5rem 2rem;color:var(--dim)}
.headline b{font-size:1.3rem;color:var(--ink)}
.plots{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0;flex:1 1 20rem;max-width:30rem}
svg{width:100%;height:auto}svg text{fill:var(--dim);font-size:11px}
.grid{stroke:var(--rule)}.line{fill:none;stroke:var(--mark);stroke-width:2}
.dot{fill:var(--mark)}.even{stroke:var(--dim);stroke-dasharray:4 4}
article{background:var(--card);border:1px solid var(--rule);border-radius:.5rem;padding:.7rem 1rem;
margin:.8rem 0}article h3{font-size:1rem;margin:0}.dim{color:var(--dim)}
.sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(18rem,1fr));gap:1rem}
blockquote{margin:.4rem 0;padding-left:.7rem;border-left:3px solid var(--mark);
overflow-wrap:anywhere;white-space:pre-line}.gold blockquote{border-color:var(--good)}
.bad,.worse{color:var(--bad)}.good,.better{color:var(--good)}summary{cursor:pointer}
"""


def report_html(report: Report, name: str) -> str:
    """The whole file. `name` is that of the question file."""
    rows = report.rows
    right, confidence = [row.right for row in rows], [row.confidence for row in rows]
    misses = report.misses
    fine = [one for one in report.scored if not one.row.miss]
    parts = [
        f"<h1>quoth eval: {as_html(name)}</h1>",
        f'<p class="dim">{len(rows)} questions, {len(misses)} missed. {_about(report)}</p>',
        _headline(report),
        _bars(report),
        f"<h2>{len(misses)} misses</h2>",
        '<p class="dim">What was shown stands on the left, the gold on the right.</p>'
        * bool(misses),
        *map(_article, misses),
        "<h2>Figures</h2>",
        _figures(report),
        "<h2>By type of question</h2>",
        _types(report),
        "<h2>Confidence</h2>",
        '<div class="plots">'
        f"<figure>{risk_coverage_svg(measures.risk_coverage(right, confidence))}"
        "<figcaption>Risk over coverage: lower is better.</figcaption></figure>"
        f"<figure>{reliability_svg(measures.reliability(right, confidence))}"
        "<figcaption>Reliability: the dashed line is perfect.</figcaption></figure></div>",
        _comparison(report.comparison) if report.comparison is not None else "",
        f"<details><summary>{len(fine)} questions without a fault</summary>",
        *map(_article, fine),
        "</details>",
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>quoth eval: {as_html(name)}</title><style>{_STYLE}</style></head><body>\n"
        + "\n".join(parts)
        + "\n</body></html>\n"
    )


def _about(report: Report) -> str:
    """The index and the models, and what was left out."""
    said = ", ".join(f"{as_html(str(k))} {as_html(str(v))}" for k, v in report.index.items())
    left = len(report.left_out)
    return said + (f". {left} left out: their gold does not fit the index" if left else "")


def _headline(report: Report) -> str:
    """The figures to see at once."""
    summary = report.summary
    items = [
        f"<div><b>{figure(summary[name])}</b><br>{name}</div>"
        for name in _HEADLINE
        if summary[name] is not None
    ]
    return f'<div class="headline">{"".join(items)}</div>'


def _bars(report: Report) -> str:
    """The bars, held or missed."""
    lost, summary = report.missed, report.summary
    items = [
        f'<li class="{"bad" if bar in lost else "good"}">{bar.name} {bar.sign} {bar.value:g}: '
        f"{figure(summary[bar.name])} ({'missed' if bar in lost else 'held'})</li>"
        for bar in report.bars
    ]
    return f"<ul>{''.join(items)}</ul>" if items else ""


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are HTML already."""
    lines = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
    heads = "".join(f"<th>{cell}</th>" for cell in head)
    return f'<div class="scroll"><table><tr>{heads}</tr>{lines}</table></div>'


def _figures(report: Report) -> str:
    summary = report.summary
    rows = "".join(
        f"<tr><td>{m.name}</td><td>{figure(summary[m.name])}</td>"
        f'<td class="words">{as_html(m.meaning)}</td></tr>'
        for m in MEASURES
    )
    return f'<div class="scroll"><table>{rows}</table></div>'


def _types(report: Report) -> str:
    found = by_type(report.rows)
    chosen = [m.name for m in MEASURES if any(s[m.name] is not None for s in found.values())]
    rows = [
        (as_html(kind), f"{summary['questions']:.0f}", *(figure(summary[n]) for n in chosen))
        for kind, summary in found.items()
    ]
    return _table(("type", "n", *chosen), rows)


def _comparison(comparison: Comparison) -> str:
    """Differences with their intervals, and every question that changed."""
    rows = [
        (
            d.name,
            str(d.questions),
            figure(d.before),
            figure(d.after),
            "–" if d.low is None else f"[{d.low:+.3f}, {d.high:+.3f}]",
            f'<span class="{d.verdict}">{d.verdict}</span>',
        )
        for d in comparison.differences
    ]
    changes = "".join(
        f'<li><span class="{c.way}">{c.way}</span> {as_html(str(c.id))}: '
        f"{as_html(c.before)} → {as_html(c.after)} <bdi>{as_html(c.question)}</bdi></li>"
        for c in comparison.changes
    )
    return (
        "<h2>Against the baseline</h2>"
        + _table(("measure", "n", "before", "after", "95 % interval", ""), rows)
        + f"<p>{len(comparison.changes)} questions changed; {comparison.not_compared} are in only "
        f"one of both runs.</p><ul>{changes}</ul>"
    )


def _article(one: QuestionResult) -> str:
    """One question: what was shown on the left, the gold on the right."""
    row, record = one.row, one.record
    reason = reason_words(record.get("reason")) if row.status == "abstained" else ""
    shown = record.get("quotes") or []
    nearest = record.get("nearest") or []
    left = "".join(map(_quote, shown))
    if nearest:
        left += '<p class="dim">Closest passages (not an answer)</p>' + "".join(
            map(_quote, nearest)
        )
    left += "".join(f'<p class="bad">{as_html(why)}</p>' for why in one.faults)
    right = "".join(
        f'<blockquote><bdi>{as_html(words)}</bdi></blockquote><p class="dim">{as_html(doc)}</p>'
        for doc, words in one.gold
    )
    known = one.known
    wanted = [*known.answer, *(f"note {n.number}: {n.contains}" for n in known.footnotes)]
    right += f'<p class="dim">{as_html("; ".join(wanted))}</p>' if wanted else ""
    return (
        f"<article><h3><bdi>{as_html(row.question)}</bdi></h3>"
        f'<p class="dim">{as_html(str(row.id))} · {as_html(row.type)} · '
        f'<span class="{"bad" if row.miss else "good"}">{outcome(row)}</span> · '
        f"confidence {row.confidence:.2f} {as_html(reason or record.get('error') or '')}</p>"
        f'<div class="sides"><div>{left or "<p>Nothing was quoted.</p>"}</div>'
        f'<div class="gold">{right or "<p>No answer in the documents.</p>"}</div></div></article>'
    )


def _quote(quote: Mapping[str, Any]) -> str:
    """A quote with who speaks, where, and the source's notes."""
    origin = [part for part in (voice_words(quote.get("voice")), *where_words(quote)) if part]
    notes = "".join(
        f"<br>note {as_html(note['mark'])}: {as_html(note['text'])}"
        for note in quote.get("notes") or ()
    )
    return (
        f"<blockquote><bdi>{as_html(quote['text'])}</bdi></blockquote>"
        f'<p class="dim">{as_html(" · ".join(origin))}{notes}</p>'
    )
