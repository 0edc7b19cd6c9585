"""A report of `quoth eval` as one HTML file that asks nothing of any network.

Misses come first, each with the quotes that were shown and the gold beside them.
"""

from collections.abc import Sequence

from rag.measure import measures
from rag.measure.compare import outcome
from rag.measure.report import QuestionResult, Report
from rag.measure.summary import MEASURES, by_type
from rag.quotes.record import QuoteRecord
from rag.views.plots import reliability_svg, risk_coverage_svg
from rag.views.table import difference, figure
from rag.views.template import packaged, render
from rag.views.words import reason_words, voice_words, where_words

HEADLINE = ("hit@1", "complete", "footnotes", "refusal_recall", "false_abstention", "bad_quotes")

QuoteCells = tuple[str, str, Sequence[str]]
"""A quote, who speaks and where, and the source's notes."""


CaseQuotes = tuple[Sequence[QuoteCells], Sequence[QuoteCells]]
"""The quotes of an answer, and the closest passages of an abstention."""


def report_html(report: Report, name: str) -> str:
    """The whole file. `name` is that of the question file."""
    rows, summary = report.rows, report.summary
    right, confidence = [row.right for row in rows], [row.confidence for row in rows]
    return render(
        "views/page/report.html",
        name=name,
        style=packaged("views/page", "report.css"),
        about=f"{len(rows)} questions, {len(report.misses)} missed. {_about(report)}",
        headline=[(n, figure(summary[n])) for n in HEADLINE if summary[n] is not None],
        bars=[(bar, figure(summary[bar.name]), bar in report.missed) for bar in report.bars],
        misses=[_case(one) for one in report.misses],
        figures=[(m.name, figure(summary[m.name]), m.meaning) for m in MEASURES],
        types=_types(report),
        risk=risk_coverage_svg(measures.risk_coverage(right, confidence)),
        reliability=reliability_svg(measures.reliability(right, confidence)),
        comparison=report.comparison,
        difference=difference,
        fine=[_case(one) for one in report.scored if not one.row.miss],
    )


def _about(report: Report) -> str:
    """The index and the models, and what was left out."""
    said = ", ".join(f"{k} {v}" for k, v in report.index.items())
    left = len(report.left_out)
    return said + (f". {left} left out: their gold does not fit the index" if left else "")


def _types(report: Report) -> tuple[Sequence[str], list[Sequence[str]]]:
    """The head and the rows of the table by type of question."""
    summaries = by_type(report.rows)
    shown = [m.name for m in MEASURES if any(s[m.name] is not None for s in summaries.values())]
    rows: list[Sequence[str]] = [
        (kind, f"{summary['questions']:.0f}", *(figure(summary[n]) for n in shown))
        for kind, summary in summaries.items()
    ]
    return ("type", "n", *shown), rows


def _case(one: QuestionResult) -> tuple[QuestionResult, str, str, CaseQuotes, str]:
    """One question: how it ended and why, what was shown, and what beside the gold was wanted."""
    row, record, known = one.row, one.record, one.known
    reason = reason_words(record["reason"]) if record and row.status == "abstained" else ""
    wanted = [*known.answer, *(f"note {n.number}: {n.contains}" for n in known.footnotes)]
    quotes = [*map(_quote, (record and record.get("quotes")) or ())]
    nearest = [*map(_quote, (record and record.get("nearest")) or ())]
    why = reason or (record["error"] if record and record["status"] == "error" else "")
    return one, outcome(row), why, (quotes, nearest), "; ".join(wanted)


def _quote(quote: QuoteRecord) -> QuoteCells:
    origin = [part for part in (voice_words(quote.get("voice")), *where_words(quote)) if part]
    notes = [f"note {note['mark']}: {note['text']}" for note in quote.get("notes") or ()]
    return quote["text"], " · ".join(origin), notes
