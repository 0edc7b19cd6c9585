"""An open index: documents, their older text versions, and search."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rag.errors import IndexRefused
from rag.search import generations
from rag.search import manifest as manifests
from rag.search.catalog import LocalCatalog
from rag.search.embed import Embedder, load_embedder
from rag.search.fuse import Ranking
from rag.search.lexical import LexicalIndex
from rag.search.manifest import (
    CATALOG,
    CHANGES,
    LEXICAL,
    VECTORS,
    Manifest,
    check_files,
    remedy,
)
from rag.search.opened import NEAR, OpenIndex
from rag.search.store import Matrix
from rag.search.subset import Subsets
from rag.search.vectors.reading import Vectors
from rag.search.wording import lexical_row


class _Engines(NamedTuple):
    embedder: Embedder
    vectors: Vectors
    lexical: LexicalIndex
    chosen: Subsets
    beside: ThreadPoolExecutor


class LocalIndex(OpenIndex):
    """One generation of a folder, open for reading; an Index. Thread-safe.

    Model, vectors and lexical index are loaded by the first search, or by `warm`.
    """

    def __init__(
        self,
        directory: Path,
        name: str,
        manifest: Manifest,
        lock: generations.Hold,
        embedder: Embedder | None,
    ) -> None:
        self.directory, self.manifest = directory, manifest
        self._folder, self._lock, self._given = directory / name, lock, embedder
        self._catalog = LocalCatalog.read(self._folder)
        damaged = f"the index in {str(directory)!r} is damaged"
        trusted = manifest.checked_at_open
        super().__init__(self._catalog, damaged, remedy(directory), manifest.passages, trusted)

    @property
    def generation(self) -> int:
        """Number of the generation that was opened."""
        return self.manifest.generation

    @property
    def embedder(self) -> str:
        """Name of the model that made the vectors."""
        return self.manifest.embedder

    def warm(self) -> None:
        """Load everything that a search needs."""
        self._engines.embedder.encode_query("warm")

    def knows(self, word: str) -> bool:
        """Whether a passage, a section or a title holds the word, or one of its stem."""
        return self._engines.lexical.holds(word)

    def words_like(self, word: str, distance: int) -> set[str]:
        """The words, as they are written, of passages that hold one so near to this."""
        return self._written(self._engines.lexical.near(word, distance, NEAR))

    def close(self) -> None:
        """Let go of the generation, so that it may be deleted once it is old."""
        if "_engines" in self.__dict__:
            self._engines.beside.shutdown(wait=False)
        self._catalog.close()
        self._lock.close()

    @cached_property
    def _engines(self) -> _Engines:
        if not self.manifest.checked_at_open:  # their libraries trust what they read, and crash
            name, catalog = self._folder.name, frozenset([CATALOG, CHANGES])
            check_files(self.directory, name, self.manifest, manifests.CHECKED_LATER, but=catalog)
        vectors = Vectors.load(self._folder / VECTORS)
        lexical = self._worded()
        if not len(vectors) == len(lexical) == self.manifest.passages:
            raise IndexRefused(
                f"the index in {str(self.directory)!r} holds {len(vectors)} vectors and "
                f"{len(lexical)} lexical entries for {self.manifest.passages} passages. "
                f"{remedy(self.directory)}"
            )
        beside = ThreadPoolExecutor(2, "lexical")
        chosen = Subsets(self._catalog, lexical)
        return _Engines(self._given or load_embedder(), vectors, lexical, chosen, beside)

    def _worded(self) -> LexicalIndex:
        """The lexical index; made anew in memory where no folder may be written for its lock."""
        try:
            return LexicalIndex(self._folder / LEXICAL)
        except OSError:
            added = self._catalog.added_after(-1)
            return LexicalIndex.of(
                lexical_row(one.row, one.document, one.title, one.passage) for one in added
            )

    def _rankings(
        self, words: str, depth: int, documents: frozenset[str] | None
    ) -> tuple[Matrix, Ranking, Ranking]:
        """The question's vector, and both retrievers' rankings, which are made side by side."""
        embedder, vectors, lexical, chosen, beside = self._engines
        among: npt.NDArray[np.int64] | None = None
        if documents is None:
            worded = beside.submit(lexical.search, words, depth)
        else:
            rows, passages = self._catalog.rows_of(documents)
            among = np.array(passages, dtype=np.int64)
            worded = beside.submit(chosen.search, words, depth, rows, len(passages))
        query = embedder.encode_query(words)
        return query, vectors.search(query, depth, among), worded.result()

    def _cosines(self, query: Matrix, rows: Sequence[int]) -> dict[int, float]:
        found = self._engines.vectors.cosines(query, np.array(rows, dtype=np.int64))
        return dict(zip(rows, found.tolist(), strict=True))
