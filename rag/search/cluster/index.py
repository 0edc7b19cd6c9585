"""One generation of a cluster, open for reading."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path

from rapidfuzz.distance import OSA

from rag.errors import IndexRefused
from rag.search.cluster import generation
from rag.search.cluster.catalog import Catalog
from rag.search.cluster.engine import Milvus
from rag.search.cluster.searching import Searching
from rag.search.cluster.session import Session
from rag.search.cluster.weights import FIELDS
from rag.search.embed import Embedder, load_embedder
from rag.search.lexical import ScoredRows, terms
from rag.search.opened import NEAR, OpenIndex
from rag.search.store import Matrix
from rag.search.subset import Subsets


class ClusterIndex(OpenIndex):
    """One generation, held while it is open; an Index. Thread-safe.

    The generation is read once, here; every question of this index is answered from it alone.
    """

    def __init__(
        self, directory: Path, session: Session, engine: Milvus, embedder: Embedder | None
    ) -> None:
        self.directory, self._session, self._given = directory, session, embedder
        self._made = generation.hold(session)
        self._check_engine(engine)
        self._catalog = Catalog(session, self._made)
        self._searching = Searching(self._catalog, engine)
        self._chosen = Subsets(self._catalog, self._searching)
        self._beside = ThreadPoolExecutor(2, "lexical")
        damaged = f"the index at {session.place} is damaged"
        again = "Name another index and index your files again."
        super().__init__(self._catalog, damaged, again, self._made.passages)

    def _check_engine(self, engine: Milvus) -> None:
        """Raise IndexRefused unless the engine has each of the generation's passages."""
        made = self._made
        found = engine.count(made.collection, made.visible) if made.collection else 0
        if found != made.passages:
            self._session.close()
            raise IndexRefused(
                f"the search engine has {found:,} passages of the index at {self._session.place}, "
                f"expected {made.passages:,}. Name another index (postgresql://…#name) and index "
                "your files again."
            )

    @property
    def generation(self) -> int:
        """Number of the generation that was opened."""
        return self._made.number

    @property
    def embedder(self) -> str:
        """Name of the model that made the vectors."""
        return self._made.embedder

    def warm(self) -> None:
        """Load the model and ask the engine once."""
        query = self._embedder.encode_query("warm")
        if self._made.passages:
            self._searching.near(query, 1)

    @cached_property
    def _embedder(self) -> Embedder:
        return self._given or load_embedder()

    def _rankings(
        self, words: str, depth: int, documents: frozenset[str] | None
    ) -> tuple[Matrix, ScoredRows, ScoredRows]:
        """The question's vector, and both rankings, which are made side by side."""
        rows: Sequence[int] | None = None
        if documents is None:
            worded = self._beside.submit(self._searching.search, words, depth)
        else:
            rows, count = self._catalog.rows_of(documents)
            if not rows:
                return self._embedder.encode_query(words), [], []
            worded = self._beside.submit(self._chosen.search, words, depth, rows, count)
        query = self._embedder.encode_query(words)
        return query, self._searching.near(query, depth, rows), worded.result()

    def _cosines(self, query: Matrix, rows: Sequence[int]) -> dict[int, float]:
        return self._searching.cosines(query, rows)

    def knows(self, word: str) -> bool:
        """Whether a passage, a section or a title holds the word, or one of its stem."""
        return bool(self._catalog.frequencies(terms(word)))

    def words_like(self, word: str, distance: int) -> set[str]:
        """The words, as they are written, of passages that hold one so near to this."""
        rows = {row for term in terms(word) for row in self._near(term, distance)}
        return self._written(sorted(rows))

    def _near(self, term: str, distance: int) -> list[int]:
        """Rows of passages with a stem that differs in so many letters at most."""
        stems = self._catalog.stems_like(len(term) - distance, len(term) + distance)
        near = [s for s in stems if OSA.distance(term, s, score_cutoff=distance) <= distance]
        rows: list[int] = []
        held = sorted(self._catalog.frequencies(near))
        for field in range(len(FIELDS)):
            found: set[int] = set()
            for one in (one for one in held if one % 4 == field):
                found.update(row for row, _ in self._searching.by_weights({one: 1.0}, NEAR))
            rows += sorted(found)[:NEAR]
        return rows

    def close(self) -> None:
        """Let go of the generation, so that it may be deleted once it is old."""
        self._beside.shutdown(wait=False)
        self._session.close()
