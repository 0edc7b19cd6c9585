"""Measures against figures worked out by hand."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.measure import measures

SCORED = st.lists(
    st.tuples(st.booleans(), st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0])),
    min_size=1,
    max_size=40,
)


def test_ranking_counts_a_question_that_the_run_misses() -> None:
    """One relevant passage at rank 2 of one question; the other question was not found at all."""
    found = measures.ranking({"a": {"x": 1}, "b": {"y": 1}}, {"a": {"n": 2.0, "x": 1.0}})
    assert 1 / math.log2(3) == pytest.approx(found["a"]["nDCG@10"])
    assert (1.0, 0.0, 0.0) == (found["a"]["R@5"], found["b"]["R@5"], found["b"]["nDCG@10"])


def test_ranking_counts_a_question_without_relevant_passages_as_zero() -> None:
    """Evidence that no passage holds was lost before the search; leaving it out would flatter."""
    found = measures.ranking({"a": {"x": 1}, "b": {}}, {"a": {"x": 1.0}, "b": {"x": 1.0}})
    assert {"a": 1.0, "b": 0.0} == {query: values["R@10"] for query, values in found.items()}


def test_recall_is_the_share_of_relevant_passages_found() -> None:
    """Two of four relevant passages among the first five, three among the first ten."""
    run = {f"p{n}": float(20 - n) for n in range(12)}
    qrels = {"q": {"p0": 1, "p4": 1, "p9": 1, "gone": 1}}
    found = measures.ranking(qrels, {"q": run})["q"]
    assert (0.5, 0.75, 0.75) == (found["R@5"], found["R@10"], found["R@50"])


def test_ranking_of_an_empty_run_is_zero() -> None:
    """Nothing found at all is a figure, not an error."""
    assert 0.0 == measures.ranking({"a": {"x": 1}}, {})["a"]["nDCG@10"]


def test_auroc_counts_pairs_in_order() -> None:
    """Of four pairs three are in order and one is tied: 3.5 of 4."""
    assert 0.875 == measures.auroc([True, True, False, False], [0.9, 0.5, 0.5, 0.1])


def test_average_precision_by_steps() -> None:
    """Positives at ranks 1 and 3: (1/1 + 2/3) / 2."""
    found = measures.average_precision([True, False, True], [0.9, 0.8, 0.7])
    assert (1 + 2 / 3) / 2 == pytest.approx(found)


@pytest.mark.parametrize("measure", [measures.auroc, measures.average_precision])
def test_one_class_alone_gives_no_figure(measure: type) -> None:
    """Without an unanswerable question there is nothing to tell apart; None, not 0."""
    assert measure([True, True], [0.1, 0.9]) is None


def test_brier_is_the_mean_squared_distance() -> None:
    """(0.1² + 0.4²) / 2, also where all questions have one outcome."""
    assert 0.085 == pytest.approx(measures.brier([True, False], [0.9, 0.4]))
    assert 0.01 == pytest.approx(measures.brier([True], [0.9]))


def test_calibration_error_weighs_bins_by_their_mass() -> None:
    """Two bins of two: |0.85 - 1| and |0.15 - 0.5|, each half of the mass."""
    found = measures.calibration_error([False, True, True, True], [0.1, 0.2, 0.8, 0.9], bins=2)
    assert (0.15 + 0.35) / 2 == pytest.approx(found)


def test_risk_over_coverage_takes_the_most_confident_first() -> None:
    """Right, wrong, right: no risk at a third, a half at two thirds, a third at all."""
    curve = measures.risk_coverage([True, False, True], [0.9, 0.8, 0.7])
    assert [(1 / 3, 0.0), (2 / 3, 0.5), (1.0, 1 / 3)] == [pytest.approx(point) for point in curve]
    found = measures.area_under_risk([True, False, True], [0.9, 0.8, 0.7])
    assert (0 + 1 / 2 + 1 / 3) / 3 == pytest.approx(found)


@settings(max_examples=100)
@given(SCORED, st.randoms(use_true_random=False))
def test_the_order_of_equal_confidences_does_not_matter(
    scored: list[tuple[bool, float]], random: object
) -> None:
    """Shuffling the questions changes no area, whatever ties there are."""
    mixed = list(scored)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    before, after = (measures.area_under_risk(*zip(*s, strict=True)) for s in (scored, mixed))
    assert before == pytest.approx(after)


@settings(max_examples=100)
@given(SCORED)
def test_risk_at_full_coverage_is_the_share_wrong(scored: list[tuple[bool, float]]) -> None:
    """The end of the curve is one minus accuracy; bins hold every question once."""
    right, confidence = zip(*scored, strict=True)
    coverage, risk = measures.risk_coverage(right, confidence)[-1]
    assert 1.0 == coverage
    assert 1 - sum(right) / len(right) == pytest.approx(risk)
    assert len(right) == sum(n for _, _, n in measures.reliability(right, confidence))


def test_nothing_gives_none() -> None:
    """An empty run has no figures, and no errors."""
    empty = [measures.brier, measures.calibration_error, measures.area_under_risk]
    assert [None, None, None] == [measure([], []) for measure in empty]
    assert (None, None) == (measures.mean([]), measures.percentile([], 0.5))


@pytest.mark.parametrize("size", [1, 2, 7, 20, 45, 100])
def test_percentiles_are_values_that_occurred(size: int) -> None:
    """p95 is the value at 95 % of the sorted list; the median may lie between two."""
    seconds = [float(n) for n in range(size)]
    assert seconds[min(size - 1, int(0.95 * size))] == measures.percentile(seconds, 0.95)
    assert float(np.median(seconds)) == measures.percentile(seconds, 0.5)


def test_a_paired_interval_holds_the_difference_and_is_repeatable() -> None:
    """Eight of forty questions became right: the interval is above zero and seeded."""
    before, after = [0.0] * 40, [1.0] * 8 + [0.0] * 32
    found = measures.paired_interval(before, after)
    assert found is not None
    assert 0 < found[0] < 0.2 < found[1] < 0.4
    assert found == measures.paired_interval(before, after)


def test_a_difference_that_is_always_the_same_has_no_width() -> None:
    """No question changed, so the interval is a point; one question has no interval."""
    assert (0.0, 0.0) == measures.paired_interval([1.0, 0.0], [1.0, 0.0])
    assert measures.paired_interval([1.0], [0.0]) is None
