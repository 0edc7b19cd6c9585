"""Answers to a report: scored rows, figures, curves, and what each quote said beside the gold.

This is the only file of the package that sees both the answers and the documents.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NotRequired

from typing_extensions import TypedDict

from rag import __version__
from rag.answers.record import AnswerLine, IndexRecord
from rag.errors import CitationError
from rag.measure import measures
from rag.measure.compare import Comparison
from rag.measure.library import Library
from rag.measure.questions import KnownAnswer
from rag.measure.retrieval import qrels_of, query_id, run_of
from rag.measure.score import ScoredAnswer, score, shown_quotes
from rag.measure.summary import Bar, Summary, by_type, missed, summarise
from rag.quotes.check import check_quote
from rag.quotes.citation import from_json
from rag.quotes.record import QuoteRecord
from rag.search.retriever import Retriever
from rag.span import Span


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question with its row, its answer, if it has one, and the words of its gold spans.

    `faults` say, for each quote that its source does not bear out, what is wrong with it.
    """

    known: KnownAnswer
    row: ScoredAnswer
    record: AnswerLine | None
    gold: tuple[tuple[str, str], ...]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All that is known of a run over a question file.

    `run` and `qrels` are the retrieval's, by question id as TREC can hold it; empty if search
    was not measured. `left_out` are questions whose gold did not fit.
    """

    scored: tuple[QuestionResult, ...]
    index: IndexRecord
    run: Mapping[str, Mapping[str, float]] = field(repr=False)
    qrels: Mapping[str, Mapping[str, int]] = field(repr=False)
    left_out: Mapping[str | int, str] = field(default_factory=dict)
    bars: tuple[Bar, ...] = ()
    comparison: Comparison | None = None

    @property
    def rows(self) -> list[ScoredAnswer]:
        """The rows, in the order of the questions."""
        return [one.row for one in self.scored]

    @property
    def summary(self) -> Summary:
        """Every measure over all questions."""
        return summarise(self.rows)

    @property
    def missed(self) -> list[Bar]:
        """The bars that were not reached."""
        return missed(self.bars, self.summary)

    @property
    def misses(self) -> list[QuestionResult]:
        """The questions that went wrong, in order."""
        return [one for one in self.scored if one.row.miss]


def evaluate(
    known: Sequence[KnownAnswer],
    records: Mapping[str | int, AnswerLine],
    library: Library,
    searcher: Retriever | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> Report:
    """Score the answers, `records` by question id, and with `searcher` the retrieval too.

    Gold must fit the library (`stale`). A question without an answer counts as missing.
    """
    run: dict[str, dict[str, float]] = {}
    qrels: dict[str, dict[str, int]] = {}
    if searcher is not None:
        qrels = qrels_of(known, library)
        for done, one in enumerate(known, 1):
            run[query_id(one.id)] = run_of(one, searcher)
            if on_progress is not None:
                on_progress(done)
    ranked = measures.ranking(qrels, run) if qrels else {}
    scored = tuple(
        _scored(one, records.get(one.id), library, ranked.get(query_id(one.id))) for one in known
    )
    every = (one.record.get("index") for one in scored if one.record)
    none: IndexRecord = {}
    about = next(filter(None, every), none)
    return Report(scored, about, run, qrels)


def _scored(
    known: KnownAnswer,
    record: AnswerLine | None,
    library: Library,
    ranked: Mapping[str, float] | None,
) -> QuestionResult:
    """One question scored, with each of its quotes checked against the stored source."""
    quotes = shown_quotes(record) if record else ()
    faults = tuple(why for quote in quotes if (why := fault(quote, library)))
    row = score(known, record, len(quotes) - len(faults), ranked)
    gold = tuple((gold.doc, _words(gold.doc, gold.span, library)) for gold in known.evidence)
    return QuestionResult(known, row, record, gold, faults)


def _words(doc: str, span: Span, library: Library) -> str:
    document = library.document(doc)
    return "" if document is None else span.of(document.text)


def fault(quote: QuoteRecord, library: Library) -> str:
    """Why a quote, as it was written out, is not its source's own words; "" if it is.

    The document is found by path, its bytes' SHA-256 must be the one that was cited, and the
    words are followed through layer 1 (rag/quotes/check.py).
    """
    try:
        citation = from_json(quote)
        document = library.document(citation.path)
        if document is None:
            return f"{citation.path!r} is not in the index"
        if document.sha256 != citation.sha256:
            return f"{citation.path!r} is not the file that was cited: its SHA-256 differs"
        check_quote(citation.text, citation.spans, document)
    except CitationError as error:
        return str(error)
    return ""


class BarRecord(TypedDict):
    """A bar, and whether it was reached."""

    name: str
    value: float
    held: bool


class EvalRecord(TypedDict):
    """A report as one object: `quoth eval --json`. Its `rows` make it a baseline for later runs."""

    quoth: str
    index: IndexRecord
    questions: int
    summary: Summary
    by_type: dict[str, Summary]
    bars: list[BarRecord]
    left_out: dict[str, str]
    reliability: list[tuple[float, float, int]]
    risk_coverage: list[tuple[float, float]]
    rows: list[ScoredAnswer]
    faults: dict[str, list[str]]
    comparison: NotRequired[Comparison]


class RunRecord(EvalRecord):
    """A run that the page keeps: when it was, what its quotes say and the gold, by question."""

    name: str
    when: str
    missed: int
    said: dict[str, list[str]]
    gold: dict[str, list[str]]


def report_json(report: Report) -> EvalRecord:
    """The report in what `orjson` writes as JSON."""
    rows = report.rows
    right, confidence = [r.right for r in rows], [r.confidence for r in rows]
    record: EvalRecord = {
        "quoth": __version__,
        "index": report.index,
        "questions": len(rows),
        "summary": report.summary,
        "by_type": by_type(rows),
        "bars": bars_json(report.bars, report.missed),
        "left_out": {str(question): why for question, why in report.left_out.items()},
        "reliability": measures.reliability(right, confidence),
        "risk_coverage": measures.risk_coverage(right, confidence),
        "rows": rows,
        "faults": {str(one.known.id): list(one.faults) for one in report.scored if one.faults},
    }
    if report.comparison is not None:
        record["comparison"] = report.comparison
    return record


def bars_json(bars: Iterable[Bar], missed: Sequence[Bar]) -> list[BarRecord]:
    """Bars with whether each was reached."""
    return [{"name": bar.name, "value": bar.value, "held": bar not in missed} for bar in bars]


def by_id(records: Iterable[AnswerLine]) -> dict[str | int, AnswerLine]:
    """Answers by their question's id; of several with one id the last."""
    return {record["id"]: record for record in records}
