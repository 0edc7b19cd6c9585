"""A report beside an earlier one: what changed, question by question, and by how much.

Only questions that both reports hold, with the same wording, are compared. The interval of a
difference is a paired bootstrap over questions, so it says what these questions can tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rag.errors import QuestionError
from rag.files import parse_json, read_file
from rag.measure import measures
from rag.measure.score import ScoredAnswer
from rag.measure.summary import NAMES

_PAIRED = (
    "hit@1", "hit@3", "hit@5", "complete", "keys", "footnotes", "voice", "refusal_recall",
    "false_abstention", *measures.RANKING, "seconds_mean",
)  # fmt: skip
"""The measures that a single question has, if it asks for them."""


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """One measure before and after over the questions of both, with its 95 % interval.

    `verdict` is better, worse, or "" where the interval takes in no change.
    """

    name: str
    questions: int
    before: float
    after: float
    low: float | None
    high: float | None
    verdict: Literal["better", "worse", ""]


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    """A question whose outcome changed: the outcomes as words, and which way."""

    id: str | int
    question: str
    before: str
    after: str
    way: Literal["better", "worse", "other"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Differences in the order of the report; changes, worse first; questions not compared."""

    differences: tuple[MeasureChange, ...]
    changes: tuple[OutcomeChange, ...]
    not_compared: int


def read_baseline(path: Path) -> list[ScoredAnswer]:
    """The rows of a report that `quoth eval --json` or `--save-baseline` wrote."""
    try:
        rows = parse_json(read_file(path))["rows"]
        return [ScoredAnswer(**{**row, "footnotes": tuple(row["footnotes"])}) for row in rows]
    except (ValueError, KeyError, TypeError) as error:
        raise QuestionError(
            f"{str(path)!r} is no baseline ({error!r}); expected a file that "
            "quoth eval --save-baseline wrote"
        ) from error


def compare(before: Sequence[ScoredAnswer], after: Sequence[ScoredAnswer]) -> Comparison:
    """What changed from `before` to `after`."""
    old = {row.id: row for row in before}
    pairs = [
        (old[row.id], row)
        for row in after
        if row.id in old
        and old[row.id].question == row.question
        and old[row.id].answerable == row.answerable
    ]
    differences = [d for name in _PAIRED if (d := _difference(name, pairs))]
    changes = [c for a, b in pairs if (c := _change(a, b))]
    order = {"worse": 0, "better": 1, "other": 2}
    changes.sort(key=lambda change: order[change.way])
    return Comparison(
        tuple(differences), tuple(changes), len({*old, *(r.id for r in after)}) - len(pairs)
    )


def _difference(
    name: str, pairs: Sequence[tuple[ScoredAnswer, ScoredAnswer]]
) -> MeasureChange | None:
    """The difference of one measure's means, or None if no question has it in both."""
    of = NAMES[name].of
    both = [
        (a, b)
        for old, new in pairs
        if (a := of([old])) is not None and (b := of([new])) is not None
    ]
    if not both:
        return None
    before, after = zip(*both, strict=True)
    interval = measures.paired_interval(before, after)
    low, high = interval or (None, None)
    n = len(both)
    verdict = _verdict(name, low, high)
    return MeasureChange(name, n, sum(before) / n, sum(after) / n, low, high, verdict)


def _verdict(name: str, low: float | None, high: float | None) -> Literal["better", "worse", ""]:
    if low is None or high is None or low <= 0 <= high:
        return ""
    return "better" if (low > 0) == (NAMES[name].better == "higher") else "worse"


def outcome(row: ScoredAnswer) -> str:
    """What became of a question, in a word or two."""
    if row.status in ("error", "missing"):
        return row.status
    if not row.answered:
        return "abstained"
    if not row.answerable:
        return "answered the unanswerable"
    return ("complete" if row.complete else "incomplete") + (", right first" if row.hit1 else "")


def _worth(row: ScoredAnswer) -> tuple[int, ...]:
    """How good an outcome is, to tell better from worse; larger is better."""
    failed = row.status not in ("error", "missing")
    honest = not row.forbidden and row.quotes == row.verbatim
    if not row.answerable:
        return int(honest), int(failed), int(not row.answered)
    return int(honest), int(failed), int(bool(row.complete)), int(bool(row.hit1))


def _change(old: ScoredAnswer, new: ScoredAnswer) -> OutcomeChange | None:
    before, after = outcome(old), outcome(new)
    if before == after and _worth(old) == _worth(new):
        return None
    ways: dict[bool, Literal["better", "worse"]] = {True: "better", False: "worse"}
    way = "other" if _worth(old) == _worth(new) else ways[_worth(new) > _worth(old)]
    return OutcomeChange(new.id, new.question, before, after, way)
