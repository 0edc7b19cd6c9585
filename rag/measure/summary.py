"""Rows to figures: every measure of a report, over all questions and by type of question."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from rag.errors import QuestionError
from rag.measure import measures
from rag.measure.score import ScoredAnswer

ScoredAnswers = Sequence[ScoredAnswer]
Better = Literal["higher", "lower"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of the report: its name, which way is better, and what it says in words."""

    name: str
    better: Better
    meaning: str
    of: Callable[[ScoredAnswers], float | None]


def _share(
    value: Callable[[ScoredAnswer], bool | float | None],
) -> Callable[[ScoredAnswers], float | None]:
    """The mean of what rows say, over the rows that say something."""
    return lambda rows: measures.mean([v for row in rows if (v := value(row)) is not None])


def _ranked(name: str) -> Callable[[ScoredAnswer], float | None]:
    return lambda row: None if row.retrieval is None else row.retrieval[name]


def _over(
    outcome: Callable[[ScoredAnswer], bool],
    function: Callable[[list[bool], list[float]], float | None],
) -> Callable[[ScoredAnswers], float | None]:
    """A measure of confidence for an outcome: that a question can be answered, or is."""
    return lambda rows: function([outcome(r) for r in rows], [r.confidence for r in rows])


_ANSWERABLE = attrgetter("answerable")
_RIGHT = attrgetter("right")


def _quote_precision(rows: ScoredAnswers) -> float | None:
    quotes = sum(row.quotes for row in rows if row.answerable)
    return sum(row.relevant or 0 for row in rows) / quotes if quotes else None


def _verbatim(rows: ScoredAnswers) -> float | None:
    quotes = sum(row.quotes for row in rows)
    return sum(row.verbatim for row in rows) / quotes if quotes else None


def _footnotes(rows: ScoredAnswers) -> float | None:
    return measures.mean([share for row in rows for share in row.footnotes])


def _seconds(share: float) -> Callable[[ScoredAnswers], float | None]:
    return lambda rows: measures.percentile(
        [row.seconds for row in rows if row.seconds is not None], share
    )


MEASURES = (
    Measure("hit@1", "higher", "the first quote covers the evidence", _share(lambda r: r.hit1)),
    Measure("hit@3", "higher", "one of the first three quotes does", _share(lambda r: r.hit3)),
    Measure("hit@5", "higher", "one of the first five quotes does", _share(lambda r: r.hit5)),
    Measure(
        "complete",
        "higher",
        "the quotes cover all that the question needs",
        _share(lambda r: r.complete),
    ),
    Measure("keys", "higher", "the quotes hold the words of the answer", _share(lambda r: r.keys)),
    Measure(
        "quote_precision", "higher", "share of quotes that touch the evidence", _quote_precision
    ),
    Measure("verbatim", "higher", "share of quotes that are their source's own words", _verbatim),
    Measure(
        "bad_quotes",
        "lower",
        "quotes that are not",
        lambda rows: float(sum(row.quotes - row.verbatim for row in rows)),
    ),
    Measure("footnotes", "higher", "the source's own notes that came with the quotes", _footnotes),
    Measure("voice", "higher", "who speaks is named rightly", _share(lambda r: r.voice)),
    Measure(
        "forbidden_quoted",
        "lower",
        "readers' comments passed off as the document's words",
        lambda rows: float(sum(row.forbidden for row in rows)),
    ),
    Measure(
        "refusal_recall",
        "higher",
        "share of unanswerable questions not answered",
        _share(lambda r: None if r.answerable else not r.answered),
    ),
    Measure(
        "refusal_precision",
        "higher",
        "share of refusals that were right",
        _share(lambda r: None if r.answered else not r.answerable),
    ),
    Measure(
        "false_abstention",
        "lower",
        "share of answerable questions not answered",
        _share(lambda r: not r.answered if r.answerable else None),
    ),
    Measure(
        "auroc",
        "higher",
        "confidence tells answerable from unanswerable",
        _over(_ANSWERABLE, measures.auroc),
    ),
    Measure(
        "average_precision",
        "higher",
        "the same, as precision over recall",
        _over(_ANSWERABLE, measures.average_precision),
    ),
    Measure(
        "ece",
        "lower",
        "expected calibration error, ten bins of equal mass",
        _over(_RIGHT, measures.calibration_error),
    ),
    Measure(
        "brier", "lower", "mean squared error of the confidence", _over(_RIGHT, measures.brier)
    ),
    Measure(
        "aurc", "lower", "area under risk over coverage", _over(_RIGHT, measures.area_under_risk)
    ),
    *(
        Measure(name, "higher", "ranking of passages by search alone", _share(_ranked(name)))
        for name in measures.RANKING
    ),
    Measure(
        "errors",
        "lower",
        "questions that failed",
        lambda rows: float(sum(row.status in ("error", "missing") for row in rows)),
    ),
    Measure("seconds_mean", "lower", "an answer took on average", _share(lambda r: r.seconds)),
    Measure("seconds_p50", "lower", "half of the answers came within", _seconds(0.5)),
    Measure("seconds_p95", "lower", "95 % of the answers came within", _seconds(0.95)),
)
"""Every measure, in the order of the report."""
NAMES = {measure.name: measure for measure in MEASURES}

Summary = dict[str, float | None]


def summarise(rows: ScoredAnswers) -> Summary:
    """Every measure by name; None where these questions cannot give it."""
    return {measure.name: measure.of(rows) for measure in MEASURES}


def by_type(rows: ScoredAnswers) -> dict[str, Summary]:
    """The same for each type of question, with the number of its questions as `questions`."""
    types = sorted({row.type for row in rows})
    summaries: dict[str, Summary] = {}
    for kind in types:
        rows_of_type = [row for row in rows if row.type == kind]
        summaries[kind] = {"questions": float(len(rows_of_type)), **summarise(rows_of_type)}
    return summaries


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure that a measure must reach: at least `value`, or at most where less is better."""

    name: str
    value: float

    @property
    def sign(self) -> str:
        """Which way the bar stands."""
        return "≥" if NAMES[self.name].better == "higher" else "≤"

    def held(self, summary: Mapping[str, float | None]) -> bool:
        """Whether the summary reaches it; a figure that could not be measured does not."""
        value = summary[self.name]
        if value is None:
            return False
        return value >= self.value if self.sign == "≥" else value <= self.value


def read_bar(text: str) -> Bar:
    """A bar written as `hit@1=0.75`; raises QuestionError for an unknown name or no figure."""
    name, _, value = text.partition("=")
    try:
        bar = Bar(name.strip(), float(value))
    except ValueError as error:
        raise QuestionError(f"bar {text!r}: expected NAME=FIGURE, as in hit@1=0.75") from error
    if bar.name not in NAMES:
        raise QuestionError(f"bar {text!r}: no such measure; there are {', '.join(NAMES)}")
    return bar


def missed(bars: Iterable[Bar], summary: Mapping[str, float | None]) -> list[Bar]:
    """The bars that the summary does not reach."""
    return [bar for bar in bars if not bar.held(summary)]
