"""What is known of a sentence that may answer, as figures, and one score made from them.

The reader's logit weighs most; closeness of meaning, shared words and rank help it where the
question is unlike what it was trained on.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rag.document import Hit
from rag.embed import Embedder
from rag.reader import Reading
from rag.terms import coverage, fits


@dataclass(frozen=True, slots=True)
class Figures:
    """What is known of one sentence: the reader's logits, closeness to the question, its rank.

    `reader` is the sentence's logit and `answerable` its passage's. `cosine` is between the
    embeddings of question and sentence, `coverage` the share of the question's content words
    in it, `fits` whether it holds the kind of thing that is asked for (rag/terms.py). `rank` is
    1 / (1 + the passage's rank from 0).
    """

    reader: float
    answerable: float
    cosine: float
    coverage: float
    fits: float
    rank: float


@dataclass(frozen=True, slots=True)
class Scorer:
    """A logistic model over `Figures`; fitted on the dev sets by `training.calibrate`."""

    reader: float = 1.0
    answerable: float = 0.0
    cosine: float = 0.0
    coverage: float = 0.0
    fits: float = 0.0
    rank: float = 0.0
    bias: float = 0.0

    def score(self, figures: Figures) -> float:
        """The score of a sentence, 0..1."""
        total = (
            self.bias
            + self.reader * figures.reader
            + self.answerable * figures.answerable
            + self.cosine * figures.cosine
            + self.coverage * figures.coverage
            + self.fits * figures.fits
            + self.rank * figures.rank
        )
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def figures(
    question: str, hits: Sequence[Hit], readings: Sequence[Reading], embedder: Embedder | None
) -> list[list[Figures]]:
    """The figures of every sentence of every hit, in order; without an embedder no cosines."""
    texts = [h.passage.text[a:b] for h in hits for a, b in h.passage.sentences]
    cosines = iter([0.0] * len(texts))
    if embedder is not None:
        cosines = iter((embedder.encode(texts) @ embedder.encode_query(question)).tolist())
    return [
        [
            Figures(
                logit(score),
                reading.answerable,
                next(cosines),
                coverage(question, hit.passage.text[a:b]),
                fits(question, hit.passage.text[a:b]),
                1.0 / (1 + rank),
            )
            for (a, b), score in zip(hit.passage.sentences, reading.sentences, strict=True)
        ]
        for rank, (hit, reading) in enumerate(zip(hits, readings, strict=True))
    ]


def logit(score: float) -> float:
    """The log-odds of a probability, which is kept a little away from 0 and 1."""
    score = min(max(score, 1e-4), 1 - 1e-4)
    return math.log(score / (1 - score))
