"""What is measured, as plain functions of figures. Libraries do it wherever they have it.

Ranking: ir_measures (nDCG: Järvelin and Kekäläinen 2002). AUROC, average precision and Brier
score: scikit-learn. Bootstrap: SciPy. Only what they lack is written here: the calibration
error with bins of equal mass, and the curve of risk over coverage with its area.

`confidence` is (n,) in 0..1. `right` is (n,), 1 where the quotes answer, else 0. A measure that
these questions cannot give is None: never 0, and never an error.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

RANKING = ("nDCG@10", "R@5", "R@10", "R@50")
"""The measures of retrieval, in the notation of ir_measures."""
BINS = 10
RESAMPLES = 2000
SEED = 20240229

Figures = Sequence[float] | npt.NDArray[np.float64]
Qrels = Mapping[str, Mapping[str, int]]
TrecRun = Mapping[str, Mapping[str, float]]


def ranking(qrels: Qrels, run: TrecRun) -> dict[str, dict[str, float]]:
    """Question → measure → value, for every question of `qrels`.

    A question that is missing from the run counts 0, and so does one without any relevant
    passage: its evidence was lost before anything was searched.
    """
    import ir_measures

    measures = [ir_measures.parse_measure(name) for name in RANKING]
    values = {query: dict.fromkeys(RANKING, 0.0) for query in qrels}
    judged = {query: dict(passages) for query, passages in qrels.items() if passages}
    scores = {query: dict(run[query]) for query in judged if run.get(query)}
    if not scores:
        return values
    for metric in ir_measures.iter_calc(measures, judged, scores):
        values[metric.query_id][str(metric.measure)] = float(metric.value)
    return values


def auroc(positive: Sequence[bool], confidence: Figures) -> float | None:
    """The chance that a positive has the higher confidence; None without both classes."""
    if len(set(positive)) < 2:
        return None
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(positive, confidence))


def average_precision(positive: Sequence[bool], confidence: Figures) -> float | None:
    """The area under precision over recall, by steps; None without both classes."""
    if len(set(positive)) < 2:
        return None
    from sklearn.metrics import average_precision_score

    return float(average_precision_score(positive, confidence))


def brier(right: Sequence[bool], confidence: Figures) -> float | None:
    """The mean squared distance between confidence and outcome (Brier 1950); None if empty."""
    if not len(right):
        return None
    from sklearn.metrics import brier_score_loss

    return float(brier_score_loss(np.asarray(right, dtype=int), confidence, pos_label=1))


def reliability(
    right: Sequence[bool], confidence: Figures, bins: int = BINS
) -> list[tuple[float, float, int]]:
    """(mean confidence, share right, questions) of up to `bins` bins of equal mass, rising."""
    if not len(right):
        return []
    order = np.argsort(np.asarray(confidence, dtype=float), kind="stable")
    parts = np.array_split(order, min(bins, len(order)))
    p, y = np.asarray(confidence, dtype=float), np.asarray(right, dtype=float)
    return [(float(p[part].mean()), float(y[part].mean()), len(part)) for part in parts]


def calibration_error(right: Sequence[bool], confidence: Figures, bins: int = BINS) -> float | None:
    """The expected calibration error over bins of equal mass; None if empty.

    Naeini, Cooper and Hauskrecht (2015), with the bins of Nguyen and O'Connor (2015).
    """
    parts = reliability(right, confidence, bins)
    total = sum(n for _, _, n in parts)
    return sum(n * abs(p - y) for p, y, n in parts) / total if total else None


def risk_coverage(right: Sequence[bool], confidence: Figures) -> list[tuple[float, float]]:
    """(coverage, risk) after each question, the most confident first.

    Risk is the share of wrong ones among those covered. Questions of equal confidence share
    their errors evenly, so their order does not matter. El-Yaniv and Wiener (2010).
    """
    wrong = 1.0 - np.asarray(right, dtype=float)
    confidence = np.asarray(confidence, dtype=float)
    values, group = np.unique(-confidence, return_inverse=True)
    if not values.size:
        return []
    shared = np.bincount(group, wrong) / np.bincount(group)
    errors = np.cumsum(shared[np.sort(group)])
    covered = np.arange(1, len(wrong) + 1)
    return [(float(c / len(wrong)), float(e / c)) for c, e in zip(covered, errors, strict=True)]


def area_under_risk(right: Sequence[bool], confidence: Figures) -> float | None:
    """The mean risk over all coverages (Geifman, Uziel and El-Yaniv 2019); None if empty."""
    curve = risk_coverage(right, confidence)
    return float(np.mean([risk for _, risk in curve])) if curve else None


def percentile(seconds: Sequence[float], share: float) -> float | None:
    """The value that `share` of the values do not exceed (0.5: the median); None if empty."""
    if not seconds:
        return None
    ordered = np.asarray(seconds, dtype=np.float64)
    method: Literal["linear", "higher"] = "linear" if share == 0.5 else "higher"
    return float(np.quantile(ordered, share, method=method))


def mean(values: Sequence[float | bool]) -> float | None:
    """The mean; None if empty."""
    return float(np.mean(np.asarray(values, dtype=float))) if len(values) else None


def paired_interval(before: Figures, after: Figures) -> tuple[float, float] | None:
    """The 95 % bootstrap interval of mean(after) - mean(before), question by question.

    Percentile bootstrap with a fixed seed (Efron 1979); None for fewer than two questions.
    """
    change = np.asarray(after, dtype=float) - np.asarray(before, dtype=float)
    if change.size < 2:
        return None
    if np.ptp(change) == 0:
        return float(change[0]), float(change[0])
    from scipy.stats import bootstrap

    result = bootstrap(
        (change,),
        np.mean,
        n_resamples=RESAMPLES,
        method="percentile",
        batch=200,
        rng=np.random.default_rng(SEED),
    )
    return float(result.confidence_interval.low), float(result.confidence_interval.high)
