"""A threshold with a promise: how confident an answer must be so that few answers are wrong.

From a known-answer set of the user's own come pairs (confidence, was it right). A promise of
precision is tested at some twenty thresholds, from the strictest down, with an exact binomial
test at each, and stops at the first that fails: fixed-sequence testing, Angelopoulos et al.,
"Learn then Test" (2021). Beside it stands the conformal risk control bound (Angelopoulos et
al., 2022) on wrong answers among all questions asked. Both hold for questions drawn like
those of the set, whatever the distribution. What a sample cannot support is refused.

A kind of question (`rag/english/kind.py`) of which the set has enough has a threshold of its own:
reasons need a higher one than facts, and a promise over both would be kept at the cost of one.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

import msgspec

from rag.english.kind import Kind, kind_of
from rag.errors import QuothError
from rag.files import write_whole

FILE = "calibration.json"
DELTA = 0.1
"""The chance, over samples, that the promise of precision does not hold."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question of the set: the confidence of its best quotes, and whether they answer it.

    `kind` is None in a calibration that was kept before there were kinds.
    """

    confidence: float
    right: bool
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """A threshold and what is promised at it.

    `answered` of `sample` questions reach the threshold, `wrong` of these are wrong.
    `precision` holds with probability 1 - `delta` over samples. `risk` bounds the expected
    share of questions, of all that are asked, that get a wrong answer.
    """

    threshold: float
    precision: float
    delta: float
    sample: int
    answered: int
    wrong: int
    risk: float

    def __str__(self) -> str:
        return (
            f"threshold {self.threshold:.3f}: with {1 - self.delta:.0%} confidence at least "
            f"{self.precision:.0%} of the answers are right, for questions like these "
            f"{self.sample} (of which {self.answered} are answered, {self.wrong} wrongly); at most "
            f"{self.risk:.1%} of all questions asked get a wrong answer, on average"
        )


NEVER = 1.1
"""A threshold that no confidence reaches."""
_CANNOT = "cannot be promised from {} questions, so not answered"


@dataclass(frozen=True, slots=True)
class Floors:
    """The least confidence of an answer, and that of kinds that have one of their own."""

    general: float
    kinds: Mapping[Kind, float] = field(default_factory=dict)

    def of(self, question: str) -> float:
        """The least confidence of an answer to this question."""
        return self.kinds.get(kind_of(question), self.general)


def floors(
    outcomes: Sequence[Outcome], precision: float, delta: float = DELTA
) -> tuple[Floors, list[str]]:
    """The thresholds that keep the promise for all questions and for each kind, and what to say.

    A kind with too few questions in the sample goes by the threshold of all. What has enough of
    them and does not reach the precision is not answered. Raises QuothError if nothing is.
    """
    general, said = NEVER, ""
    try:
        made = promise(outcomes, precision, delta)
        general, said = made.threshold, str(made)
    except QuothError as error:
        refused = error
    kinds: dict[Kind, float] = {}
    lines = [said or f"all kinds together: {_CANNOT.format(len(outcomes))}"]
    for kind in get_args(Kind):
        own = [one for one in outcomes if one.kind == kind]
        if len(own) < needed(precision, delta):
            lines.append(f"{kind}: {len(own)} questions, too few for a promise of its own")
        else:
            kinds[kind], line = _floor_of(own, precision, delta)
            lines.append(f"{kind}: {line}")
    if min(general, *kinds.values(), NEVER) == NEVER:
        raise refused
    return Floors(general, kinds), lines


def _floor_of(outcomes: Sequence[Outcome], precision: float, delta: float) -> tuple[float, str]:
    """The threshold that keeps the promise for one kind, and what to say of it."""
    try:
        made = promise(outcomes, precision, delta)
    except QuothError:
        return NEVER, _CANNOT.format(len(outcomes))
    return made.threshold, str(made)


def needed(precision: float, delta: float = DELTA) -> int:
    """How many answers, all of them right, it takes to promise a precision."""
    return math.ceil(math.log(delta) / math.log(precision))


def promise(outcomes: Sequence[Outcome], precision: float, delta: float = DELTA) -> Promise:
    """The lowest threshold at which the sample supports the precision.

    Raises QuothError if no threshold does, and says how many right answers it would take.
    """
    if not 0.0 < precision < 1.0:
        raise QuothError(f"precision {precision}: expected a figure between 0 and 1, like 0.95.")
    least = needed(precision, delta)
    best: Promise | None = None
    ranked = sorted(outcomes, key=lambda o: -o.confidence)
    wrong, due, step = 0, least, max(1, len(ranked) // 20)
    for answered, outcome in enumerate(ranked, 1):
        wrong += not outcome.right
        tied = answered < len(ranked) and ranked[answered].confidence == outcome.confidence
        if tied or (answered < due and answered < len(ranked)) or answered < least:
            continue
        due = answered + step
        if _chance(wrong, answered, precision) > delta:
            break
        risk = (wrong + 1) / (len(ranked) + 1)
        best = Promise(outcome.confidence, precision, delta, len(ranked), answered, wrong, risk)
    if best is None:
        raise QuothError(
            f"precision {precision:.0%} cannot be promised from these {len(outcomes)} questions: "
            f"it takes at least {least} answers, all of them right, or more with a few wrong. "
            "Ask for less, or add known-answer questions and run: quoth calibrate QUESTIONS.jsonl"
        )
    return best


def _chance(wrong: int, answered: int, precision: float) -> float:
    """P(at most `wrong` wrong answers) if the true precision were just too low (exact)."""
    from scipy.stats import binom  # slow to import, and only calibrating needs it

    return float(binom.cdf(wrong, answered, 1 - precision))


@dataclass(frozen=True, slots=True)
class _Calibration:
    models: dict[str, str]
    outcomes: list[Outcome]


def save_outcomes(directory: Path, outcomes: Sequence[Outcome], models: dict[str, str]) -> None:
    """Keep the outcomes beside the index, with the models they were measured with."""
    directory.mkdir(parents=True, exist_ok=True)  # an index in servers has no folder yet
    write_whole(directory / FILE, msgspec.json.encode(_Calibration(models, list(outcomes))))


def load_outcomes(directory: Path, models: dict[str, str]) -> list[Outcome]:
    """The outcomes kept beside the index.

    Raises QuothError if there are none, or if they were measured with other models.
    """
    path = directory / FILE
    try:
        kept = msgspec.json.decode(path.read_bytes(), type=_Calibration)
    except FileNotFoundError:
        raise QuothError(
            f"{path}: there is no calibration yet. Run: quoth calibrate QUESTIONS.jsonl"
        ) from None
    except msgspec.MsgspecError as error:
        raise QuothError(
            f"{path}: damaged ({error}). Run: quoth calibrate QUESTIONS.jsonl"
        ) from error
    if kept.models != models:
        raise QuothError(
            f"{path}: measured with {kept.models}, expected {models}. "
            "Run: quoth calibrate QUESTIONS.jsonl"
        )
    return kept.outcomes
