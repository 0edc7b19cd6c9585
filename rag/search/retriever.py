"""The one thing that answering needs from a search engine.

An open index (`rag.search.store.Index`) is one. Another takes its place by having this method
(`load_engine(directory, retriever=…)`); nothing else in Quoth looks behind it. One whose hits
lack the two retrievers' own scores and ranks is answered from without calibration, and the answer
says so: their absence would count as a bad rank.
"""

from dataclasses import dataclass
from typing import Protocol

from rag.documents.document import Passage


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that search found.

    `score` orders the hits (fused reciprocal rank). `cosine` and `bm25` are the two
    retrievers' own scores, `dense_rank` and `lexical_rank` their ranks from 1; None where
    that retriever did not return the passage.
    """

    passage: Passage
    score: float
    cosine: float | None = None
    bm25: float | None = None
    dense_rank: int | None = None
    lexical_rank: int | None = None

    @property
    def ranked(self) -> bool:
        """Whether it says what the two retrievers thought of it, which the calibrator needs."""
        return self.dense_rank is not None or self.lexical_rank is not None


class Retriever(Protocol):
    """Finds passages for a question. Safe to call from many threads."""

    def search(
        self, question: str, k: int = 10, documents: frozenset[str] | None = None
    ) -> list[Hit]:
        """The `k` best passages, best first; equal scores in a fixed order.

        `documents` restricts the search to these document ids; the result is the best `k`
        among them, not what is left of the best of all. Empty if nothing was found.
        """
