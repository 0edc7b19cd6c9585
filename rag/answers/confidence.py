"""How likely it is that the quotes answer: features of one question, and the calibrator.

The calibrator is a logistic regression, stretched by Platt's map (Platt 1999), fitted on the dev
sets by `python -m training.calibrate` with scikit-learn and stored as figures, so that asking
needs no library for it.
"""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from rag.answers.evidence import Candidate
from rag.answers.features import Scorer
from rag.answers.logistic import logistic, logit
from rag.answers.reader import Reading
from rag.english.terms import content_words, coverage
from rag.errors import ModelError
from rag.models import read_pinned
from rag.search.retriever import Hit

PACKAGED = "calibrator.json"


@dataclass(frozen=True, slots=True)
class Calibrator:
    """Weights over standardised features; their logistic value is the probability.

    `scorer` makes the sentences' scores that the features are taken from.
    `threshold` is the probability below which Quoth abstains by default.
    """

    names: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    threshold: float
    scorer: Scorer = field(default_factory=Scorer)

    def probability(self, values: Mapping[str, float]) -> float:
        """The calibrated probability, 0..1, that the quotes answer the question."""
        total = self.bias
        for name, mean, scale, weight in zip(
            self.names, self.mean, self.scale, self.weights, strict=True
        ):
            total += weight * (values[name] - mean) / scale
        return logistic(total)


def load_calibrator(reader: str, path: Path | None = None) -> Calibrator:
    """The packaged calibrator, or one at `path`, if it was fitted for this reader ("name@sha256").

    Any other reader gets the uncalibrated score of its best sentence, with a threshold of a
    half. Raises ModelError for a file that is missing, no calibrator, or (packaged) not the
    pinned one: a wrong confidence must not pass for a calibrated one.
    """
    name = path.name if path else PACKAGED
    try:
        data = json.loads(path.read_bytes() if path else read_pinned(PACKAGED))
    except OSError as error:
        raise ModelError(f"{name}: {error.strerror}. Reinstall Quoth.") from error
    except ValueError as error:
        raise ModelError(f"{name}: no JSON ({error}). Reinstall Quoth.") from error
    if data.get("reader") != reader:
        return UNCALIBRATED
    try:
        return msgspec.convert(data, Calibrator)
    except msgspec.ValidationError as error:
        raise ModelError(f"{name}: {error}. Reinstall Quoth.") from error


UNCALIBRATED = Calibrator(("top",), (0.0,), (1.0,), (1.0,), 0.0, 0.5)


@dataclass(frozen=True, slots=True)
class PassageFeatures:
    """What the retrievers and the reader say of one hit; 0 where a retriever missed it.

    `in_passage`, `names` and `numbers` are the shares of the question's content words, of its
    names and figures, and of its figures alone that stand in the passage, its headings or its
    document's title.
    """

    cosine: float
    bm25: float
    dense_rank: int
    lexical_rank: int
    answerable: float
    span: float
    in_passage: float
    names: float
    numbers: float


def features_of(
    question: str,
    hits: Sequence[Hit],
    readings: Sequence[Reading],
    found: Sequence[Candidate],
    title: Callable[[str], str],
) -> dict[str, float]:
    """The features of a question whose hits were read; `title` gives a document's title."""
    passages = [
        passage_features(question, hit, reading, title(hit.passage.doc_id))
        for hit, reading in zip(hits, readings, strict=True)
    ]
    ranked = [Ranked(c.score, c.rank, coverage(question, c.text)) for c in found]
    return features(question, passages, ranked)


def passage_features(question: str, hit: Hit, reading: Reading, title: str) -> PassageFeatures:
    """The figures of one hit; `title` is its document's."""
    around = f"{title} {hit.passage.section} {hit.passage.text}"
    return PassageFeatures(
        hit.cosine or 0.0,
        hit.bm25 or 0.0,
        hit.dense_rank or 0,
        hit.lexical_rank or 0,
        reading.answerable,
        max((s.score for s in reading.spans), default=0.0),
        coverage(question, around),
        coverage(question, around, "names"),
        coverage(question, around, "numbers"),
    )


@dataclass(frozen=True, slots=True)
class Ranked:
    """A scored sentence: its score, its hit (from 0), the question's words that stand in it."""

    score: float
    hit: int
    coverage: float


def features(
    question: str, passages: Sequence[PassageFeatures], ranked: Sequence[Ranked]
) -> dict[str, float]:
    """What is known of one question's evidence, as finite figures by name.

    `ranked` is best first; without any sentence all features are 0.
    """
    if not ranked:
        return dict.fromkeys(NAMES, 0.0)
    top = ranked[0]
    hit = passages[top.hit]
    words = len(content_words(question))
    return {
        "top": logit(top.score),
        "second": logit(ranked[1].score if len(ranked) > 1 else 0.0),
        "elsewhere": logit(max((r.score for r in ranked if r.hit != top.hit), default=0.0)),
        "answerable": hit.answerable,
        "best_answerable": max(p.answerable for p in passages),
        "span": logit(hit.span),
        "cosine": hit.cosine,
        "best_cosine": max(p.cosine for p in passages),
        "bm25": math.log1p(max(p.bm25 for p in passages)) / math.log(2 + words),
        "agreement": 1.0 / (hit.dense_rank or 50) + 1.0 / (hit.lexical_rank or 50),
        "in_sentence": top.coverage,
        "in_passage": hit.in_passage,
        "names": hit.names,
        "numbers": hit.numbers,
        "best_names": max(p.names for p in passages),
        "length": math.log(1 + words),
    }


NAMES = (
    "top", "second", "elsewhere", "answerable", "best_answerable", "span", "cosine", "best_cosine",
    "bm25", "agreement", "in_sentence", "in_passage", "names", "numbers", "best_names",
    "length",
)  # fmt: skip


def has_ranks(hits: Sequence[Hit]) -> bool:
    """Whether the search engine says of any hit what the calibrator was fitted on."""
    return any(hit.ranked for hit in hits)
