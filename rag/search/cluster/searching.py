"""The two ranked lists of one generation: candidates from the engine, scores computed here.

The engine is asked for more than is wanted. What it names is weighed anew from the catalogue with
the generation's own counts, so that an engine's way of adding, and lengths that have changed
since its rows were written, do not show in the order.
"""

from collections.abc import Mapping, Sequence

from rag.search.cluster.catalog import Catalog
from rag.search.cluster.engine import Milvus
from rag.search.cluster.weights import averages, score, weight
from rag.search.fuse import MARGIN, settled
from rag.search.lexical import ScoredRows, terms
from rag.search.store import Matrix
from rag.search.vectors.arithmetic import cosines_of


class Searching:
    """Both retrievers of one generation. Thread-safe."""

    def __init__(self, catalog: Catalog, engine: Milvus) -> None:
        self._catalog, self._engine = catalog, engine
        self._made = catalog.generation
        self._average = averages(self._made.tokens, self._made.passages)

    def __len__(self) -> int:
        return self._made.passages

    def weights(self, stems: Sequence[str]) -> dict[int, float]:
        """What each term of these stems weighs in a question; only terms that a passage has."""
        found = self._catalog.frequencies(stems)
        return {term: weight(term, holding, len(self)) for term, holding in found.items()}

    def search(self, question: str, k: int, documents: Sequence[int] | None = None) -> ScoredRows:
        """The `k` best rows for a question's words, of these documents (None: of all)."""
        weights = self.weights(terms(question))
        return self.by_weights(weights, k, documents)

    def by_weights(
        self, weights: Mapping[int, float], k: int, documents: Sequence[int] | None = None
    ) -> ScoredRows:
        """The `k` best rows for weighed terms."""
        if not weights or k <= 0:
            return []
        where = (self._made.collection, weights, self._chosen(documents), k + MARGIN)
        found = [row for row, _ in self._engine.words(*where, strong=self._made.young)]
        counts = self._catalog.counts(found)
        return settled((row, score(counts[row], weights, self._average)) for row in counts)[:k]

    def near(self, query: Matrix, k: int, documents: Sequence[int] | None = None) -> ScoredRows:
        """The `k` rows of largest cosine, of these documents (None: of all)."""
        where = (self._made.collection, query, self._chosen(documents), k + MARGIN)
        found = [row for row, _ in self._engine.near(*where, strong=self._made.young)]
        return settled(self.cosines(query, found).items())[:k]

    def cosines(self, query: Matrix, rows: Sequence[int]) -> dict[int, float]:
        """The cosine of each of these rows that is there."""
        there, vectors = self._catalog.vectors(rows)
        return dict(zip(there, cosines_of(vectors, query), strict=True)) if there else {}

    def _chosen(self, documents: Sequence[int] | None) -> str:
        visible = self._made.visible
        return visible if documents is None else f"document in {list(documents)} and {visible}"
