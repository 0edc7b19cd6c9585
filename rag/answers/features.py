"""What is known of a sentence that may answer, as figures, and one score made from them.

The reader's logit weighs most; closeness of meaning, shared words and rank help it where the
question is unlike what it was trained on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from rag.answers.logistic import logistic, logit
from rag.answers.reader import Reading
from rag.english.terms import coverage, fits
from rag.search.embed import Embedder
from rag.search.retriever import Hit

LIKELY = 3
"""Sentences of a passage that are embedded: those that the reader scores highest."""


@dataclass(frozen=True, slots=True)
class SentenceFeatures:
    """What is known of one sentence: the reader's logits, closeness to the question, its rank.

    `reader` is the sentence's logit and `answerable` its passage's. `cosine` is between the
    embeddings of question and sentence, `coverage` the share of the question's content words
    in it, `fits` whether it holds the kind of thing that is asked for (rag/english/terms.py).
    `rank` is 1 / (1 + the passage's rank from 0). `again` is the sentence's logit at the second
    look, and the same as `reader` where there was none (rag/answers/again.py).
    """

    reader: float
    answerable: float
    cosine: float
    coverage: float
    fits: float
    rank: float
    again: float


_NAMES = tuple(field.name for field in fields(SentenceFeatures))


@dataclass(frozen=True, slots=True)
class Scorer:
    """A logistic model over `SentenceFeatures`; fitted on the dev sets by `training.calibrate`."""

    reader: float = 1.0
    answerable: float = 0.0
    cosine: float = 0.0
    coverage: float = 0.0
    fits: float = 0.0
    rank: float = 0.0
    again: float = 0.0
    bias: float = 0.0

    def score(self, sentence_features: SentenceFeatures) -> float:
        """The score of a sentence, 0..1."""
        total = self.bias
        for name in _NAMES:
            total += getattr(self, name) * getattr(sentence_features, name)
        return logistic(total)


def sentence_features(
    question: str, hits: Sequence[Hit], readings: Sequence[Reading], embedder: Embedder | None
) -> list[list[SentenceFeatures]]:
    """The figures of every sentence of every hit, in order; without an embedder no cosines.

    Only the sentences of each hit that the reader likes best are embedded; the cosine of the
    others, which will not be chosen, is 0.
    """
    cosines = {} if embedder is None else _cosines(question, hits, readings, embedder)
    return [
        [
            SentenceFeatures(
                logit(score),
                reading.answerable,
                cosines.get((rank, n), 0.0),
                coverage(question, hit.passage.text[a:b]),
                fits(question, hit.passage.text[a:b]),
                1.0 / (1 + rank),
                logit(score),
            )
            for n, ((a, b), score) in enumerate(
                zip(hit.passage.sentences, reading.sentences, strict=True)
            )
        ]
        for rank, (hit, reading) in enumerate(zip(hits, readings, strict=True))
    ]


def _cosines(
    question: str, hits: Sequence[Hit], readings: Sequence[Reading], embedder: Embedder
) -> dict[tuple[int, int], float]:
    """The closeness of the likely sentences to the question, by hit and sentence."""
    likely = [
        (h, n)
        for h, reading in enumerate(readings)
        for n in sorted(range(len(reading.sentences)), key=lambda n: -reading.sentences[n])[:LIKELY]
    ]
    borders = [(hits[h].passage, hits[h].passage.sentences[n]) for h, n in likely]
    rows = embedder.encode([passage.text[a:b] for passage, (a, b) in borders])
    return dict(zip(likely, (rows @ embedder.encode_query(question)).tolist(), strict=True))
