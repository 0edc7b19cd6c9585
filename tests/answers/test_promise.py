"""A promise is kept on new questions, and refused where the sample is too small."""

import random
from pathlib import Path

import pytest

from rag.answers.promise import (
    NEVER,
    Outcome,
    floors,
    load_outcomes,
    needed,
    promise,
    save_outcomes,
)
from rag.english.kind import Kind
from rag.errors import QuothError


def sample(rng: random.Random, size: int) -> list[Outcome]:
    """Questions whose confidence is exactly the chance that the answer is right."""
    figures = [rng.random() for _ in range(size)]
    return [Outcome(c, rng.random() < c) for c in figures]


def test_the_promise_holds_on_questions_that_it_did_not_see() -> None:
    """In at most about one of ten samples is the true precision lower than promised."""
    rng = random.Random(7)
    broken = made = 0
    for _ in range(200):
        try:
            kept = promise(sample(rng, 300), 0.85)
        except QuothError:
            continue
        made += 1
        broken += (1 + kept.threshold) / 2 < 0.85  # the true precision above the threshold
    assert (made > 100, broken <= 0.15 * made) == (True, True)


def test_a_sample_that_is_too_small_is_refused() -> None:
    """Forty right answers do not support 95 per cent; it takes 45."""
    with pytest.raises(QuothError, match="at least 45 answers"):
        promise([Outcome(0.9, True)] * 40, 0.95)
    assert promise([Outcome(0.9, True)] * 45, 0.95).answered == 45


def test_questions_with_the_same_confidence_stand_or_fall_together() -> None:
    """A threshold cannot part what has the same confidence."""
    outcomes = [Outcome(0.9, True)] * 50 + [Outcome(0.5, True)] * 5 + [Outcome(0.5, False)] * 20
    assert promise(outcomes, 0.95).threshold == 0.9


def test_outcomes_of_other_models_are_refused(tmp_path: Path) -> None:
    """A threshold means nothing for another reader."""
    folder = tmp_path / "none" / "yet"  # an index in servers has none before
    save_outcomes(folder, [Outcome(0.9, True)], {"reader": "a"})
    assert load_outcomes(folder, {"reader": "a"}) == [Outcome(0.9, True)]
    with pytest.raises(QuothError, match="measured with"):
        load_outcomes(folder, {"reader": "b"})


def of_kind(rng: random.Random, kind: Kind, size: int, low: float) -> list[Outcome]:
    """Questions of a kind that are right with a chance that grows with the confidence."""
    figures = [rng.random() for _ in range(size)]
    return [Outcome(c, rng.random() < low + (1 - low) * c, kind) for c in figures]


def test_a_kind_that_is_harder_has_a_higher_threshold() -> None:
    """Facts are answered from a lower confidence on than reasons; topics go by all together."""
    rng = random.Random(11)
    asked = [*of_kind(rng, "fact", 600, 0.7), *of_kind(rng, "reason", 600, 0.0)]
    asked += of_kind(rng, "topic", 5, 0.5)
    made, said = floors(asked, 0.8)
    assert made.of("When did it burn?") < made.general < made.of("Why did it burn?")
    assert made.of("the fire of 1871") == made.general
    assert any(line.startswith("topic: 5 questions, too few") for line in said)


def test_a_kind_that_cannot_keep_the_promise_is_not_answered() -> None:
    """It is refused rather than answered at the cost of the others."""
    rng = random.Random(3)
    lists = [Outcome(rng.random(), rng.random() < 0.3, "list") for _ in range(200)]
    made, said = floors([*of_kind(rng, "fact", 900, 0.9), *lists], 0.8)
    assert (made.of("Which mills did it own?"), made.of("Who owned it?") < 1) == (NEVER, True)
    assert any(line.startswith("list: cannot be promised") for line in said)
    assert needed(0.95) == 45


def test_kinds_are_kept_with_the_outcomes(tmp_path: Path) -> None:
    """And a calibration of an older version, which has none, is read."""
    kept = [Outcome(0.9, True, "reason"), Outcome(0.2, False, None)]
    save_outcomes(tmp_path, kept, {"reader": "a"})
    assert load_outcomes(tmp_path, {"reader": "a"}) == kept
