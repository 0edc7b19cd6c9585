"""The reader to measure others against: sentence embeddings and shared words, nothing trained.

It scores a sentence by the cosine of its embedding with the question's and by the share of
the question's content words that stand in it. It cannot tell a near miss from an answer.
"""

from collections.abc import Sequence

from rag.answers.reader import Reading, ReadText
from rag.english.terms import coverage
from rag.search.embed import Embedder

NAME = "similarity"
_EMBEDDED = 16  # sentences that are embedded: those with most of the question's words
_COSINE = 0.7
"""The weight of the cosine beside the shared words, chosen on the dev sets."""


class SimilarityReader:
    """A `Reader` that needs no model but the embedder. Scores are uncalibrated, in 0..1."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.name = f"{NAME}/{embedder.name}"

    def read(self, question: str, passages: Sequence[ReadText]) -> list[Reading]:
        """One reading a passage, in order; no answer spans."""
        texts = [text[a:b] for text, borders in passages for a, b in borders]
        if not texts:
            return [Reading(-10.0, (), ()) for _ in passages]
        shared = [coverage(question, text) for text in texts]
        likely = sorted(range(len(texts)), key=lambda n: -shared[n])[:_EMBEDDED]
        vectors = self._embedder.encode([texts[n] for n in likely])
        scores = [(1 - _COSINE) * share for share in shared]
        for n, cosine in zip(likely, vectors @ self._embedder.encode_query(question), strict=True):
            scores[n] += _COSINE * max(0.0, float(cosine))
        readings, at = [], 0
        for _, borders in passages:
            own = tuple(min(1.0, s) for s in scores[at : at + len(borders)])
            at += len(borders)
            readings.append(Reading(20 * (max(own, default=0.0) - 0.5), own, ()))
        return readings
