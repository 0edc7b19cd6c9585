"""How likely it is that the quotes answer: features of one question, and the calibrator.

The calibrator is a logistic regression with a monotone (isotonic) correction, fitted on the
dev sets by `python -m training.calibrate` with scikit-learn and stored as figures, so that
asking needs NumPy only. Platt (1999); Zadrozny and Elkan (2002).
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rag.document import Hit
from rag.errors import ModelError
from rag.evidence import Candidate
from rag.reader import Reading
from rag.terms import content_words, coverage

_PACKAGED = Path(__file__).parent / "models" / "calibrator.json"


@dataclass(frozen=True, slots=True)
class Calibrator:
    """Weights over standardised features, then a monotone map to a probability.

    `threshold` is the probability below which Quoth abstains by default. `knots` are (x, y)
    of the monotone map, interpolated linearly; without knots the logistic value stands.
    """

    names: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    threshold: float
    knots: tuple[tuple[float, float], ...] = ()

    def probability(self, values: Mapping[str, float]) -> float:
        """The calibrated probability, 0..1, that the quotes answer the question."""
        total = self.bias
        for name, mean, scale, weight in zip(
            self.names, self.mean, self.scale, self.weights, strict=True
        ):
            total += weight * (values[name] - mean) / scale
        raw = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
        if not self.knots:
            return raw
        x, y = zip(*self.knots, strict=True)
        return float(np.interp(raw, x, y))


def load_calibrator(reader: str, path: Path = _PACKAGED) -> Calibrator:
    """The calibrator that was fitted for this reader ("name@sha256").

    Any other reader gets the uncalibrated score of its best sentence, with a threshold of a
    half. Raises ModelError for a file that is no calibrator.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return UNCALIBRATED
    except ValueError as error:
        raise ModelError(f"{path.name}: no JSON ({error}). Reinstall Quoth.") from error
    if data.get("reader") != reader:
        return UNCALIBRATED
    try:
        return Calibrator(
            tuple(data["names"]), tuple(data["mean"]), tuple(data["scale"]),
            tuple(data["weights"]), data["bias"], data["threshold"],
            tuple((x, y) for x, y in data["knots"]),
        )  # fmt: skip
    except (KeyError, TypeError) as error:
        raise ModelError(f"{path.name}: {error!r} is missing. Reinstall Quoth.") from error


UNCALIBRATED = Calibrator(("top",), (0.0,), (1.0,), (1.0,), 0.0, 0.5)


def features(
    question: str, hits: Sequence[Hit], readings: Sequence[Reading], found: Sequence[Candidate]
) -> dict[str, float]:
    """What the retrievers and the reader say of one question, as figures by name.

    `found` is best first. All values are finite; scores that are missing count as 0.
    """
    if not found:
        return dict.fromkeys(NAMES, 0.0)
    top = found[0]
    hit, reading = hits[top.rank], readings[top.rank]
    sentence = top.passage.text[top.start - top.passage.start : top.end - top.passage.start]
    around = f"{hit.passage.section} {hit.passage.text}"
    elsewhere = [c.score for c in found if c.rank != top.rank]
    spans = [s.score for s in reading.spans]
    return {
        "top": _logit(top.score),
        "second": _logit(found[1].score) if len(found) > 1 else _logit(0.0),
        "elsewhere": _logit(max(elsewhere, default=0.0)),
        "answerable": reading.answerable,
        "best_answerable": max(r.answerable for r in readings),
        "span": _logit(max(spans, default=0.0)),
        "cosine": hit.cosine or 0.0,
        "best_cosine": max((h.cosine or 0.0) for h in hits),
        "bm25": math.log1p(max((h.bm25 or 0.0) for h in hits)) / math.log1p(len(question.split())),
        "agreement": 1.0 / (hit.dense_rank or 50) + 1.0 / (hit.lexical_rank or 50),
        "in_sentence": coverage(question, sentence),
        "in_passage": coverage(question, around),
        "names": coverage(question, around, names_only=True),
        "length": math.log(1 + len(content_words(question))),
    }


NAMES = (
    "top", "second", "elsewhere", "answerable", "best_answerable", "span", "cosine", "best_cosine",
    "bm25", "agreement", "in_sentence", "in_passage", "names", "length",
)  # fmt: skip


def _logit(score: float) -> float:
    score = min(max(score, 1e-4), 1 - 1e-4)
    return math.log(score / (1 - score))
