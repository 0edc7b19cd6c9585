"""An open index: documents, their older text versions, and search."""

import re
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from rag.documents.document import Document, Passage
from rag.errors import IndexRefused, QuothError
from rag.search import generations
from rag.search.catalog import LocalCatalog
from rag.search.embed import Embedder, load_embedder
from rag.search.freshness import state_of
from rag.search.fuse import DEPTH, Ranking, fuse
from rag.search.hits import hits_of, lacking
from rag.search.lexical import LexicalIndex
from rag.search.manifest import (
    CATALOG,
    LEXICAL,
    VECTORS,
    Manifest,
    check_files,
    remedy,
)
from rag.search.retriever import Hit
from rag.search.store import DocumentRow, Matrix, State
from rag.search.subset import Subsets
from rag.search.vectors import Vectors
from rag.search.wording import fold

_NEAR = 40  # passages in which a misspelt word's neighbours are looked for
_LETTERS = re.compile(r"[^\W\d_]+")
_KEPT = 64  # documents that stay in memory


class _Engines(NamedTuple):
    embedder: Embedder
    vectors: Vectors
    lexical: LexicalIndex
    chosen: Subsets
    beside: ThreadPoolExecutor


class LocalIndex:
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
        self._catalog = LocalCatalog.read(self._folder / CATALOG)
        self._cache: OrderedDict[str, Document] = OrderedDict()
        self._guard = Lock()

    @property
    def generation(self) -> int:
        """Number of the generation that was opened."""
        return self.manifest.generation

    @property
    def embedder(self) -> str:
        """Name of the model that made the vectors."""
        return self.manifest.embedder

    @cached_property
    def _rows(self) -> dict[str, DocumentRow]:
        return {row.doc_id: row for row in self._catalog.documents()}

    def documents(self) -> list[DocumentRow]:
        """All documents, by path."""
        return list(self._rows.values())

    def dated(self) -> dict[str, str]:
        """When documents were indexed, by doc_id (ISO 8601, UTC); unknown ones are left out."""
        return self._catalog.dated()

    def find(self, path_or_id: str) -> DocumentRow | None:
        """The document with this path or doc_id, or None."""
        return self._rows.get(path_or_id) or self._catalog.find(path_or_id)

    def document(self, doc_id: str) -> Document:
        """The document with both layers of text; raises QuothError if there is none."""
        with self._guard:
            found = self._cache.get(doc_id)
            if found is not None:
                self._cache.move_to_end(doc_id)
                return found
        loaded = self._catalog.document(doc_id)
        if loaded is None:
            raise QuothError(f"no document {doc_id!r} in the index. See: quoth docs")
        if loaded.doc_id != doc_id:
            raise IndexRefused(
                f"the index in {str(self.directory)!r} is damaged: it gives {loaded.path!r} for "
                f"another document. {remedy(self.directory)}"
            )
        with self._guard:
            self._cache[doc_id] = loaded
            while len(self._cache) > _KEPT:
                self._cache.popitem(last=False)
        return loaded

    def version(self, doc_id: str, sha256: str) -> Document | None:
        """The document as it was when its file had this SHA-256; None if it was never so.

        Keeps citations of replaced files readable. `quoth remove` forgets all versions.
        """
        return next(iter(self.versions(doc_id, sha256)), None)

    def versions(self, doc_id: str, sha256: str) -> list[Document]:
        """Every text that was extracted from the file with this SHA-256, the latest first."""
        return self._catalog.versions(doc_id, sha256)

    def warm(self) -> None:
        """Load everything that a search needs."""
        self._engines.embedder.encode_query("warm")

    def search(
        self, question: str, k: int = 10, documents: frozenset[str] | None = None
    ) -> list[Hit]:
        """The `k` best passages by reciprocal rank fusion; see `rag.search.retriever.Retriever`."""
        words = fold(question).strip()
        if not words or k <= 0 or not self.manifest.passages:
            return []
        query, dense, lexical = self._rankings(words, max(DEPTH, 2 * k), documents)
        best = fuse(dense, lexical)[:k]
        return self._hits(best, dense, lexical, query)

    def knows(self, word: str) -> bool:
        """Whether a passage, a section or a title holds the word, or one of its stem."""
        return self._engines.lexical.holds(word)

    def words_like(self, word: str, distance: int) -> set[str]:
        """The words, as they are written, of passages that hold one so near to this."""
        passages = self._catalog.passages(self._engines.lexical.near(word, distance, _NEAR))
        texts = (f"{p.text} {p.section}" for p in passages.values())
        return {found for text in texts for found in _LETTERS.findall(text)}

    def state(self, doc_id: str) -> State | None:
        """Whether the document's file was changed or taken away since; None if it was not."""
        row = self._rows.get(doc_id)
        return None if row is None else state_of(row, self.dated().get(doc_id))

    def close(self) -> None:
        """Let go of the generation, so that it may be deleted once it is old."""
        if "_engines" in self.__dict__:
            self._engines.beside.shutdown(wait=False)
        self._catalog.close()
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def _engines(self) -> _Engines:
        if not self.manifest.checked_at_open:  # their libraries trust what they read, and crash
            name, catalog = self._folder.name, frozenset([CATALOG])
            check_files(self.directory, name, self.manifest, but=catalog)
        vectors = Vectors.load(self._folder / VECTORS)
        lexical = LexicalIndex(self._folder / LEXICAL)
        if not len(vectors) == len(lexical) == self.manifest.passages:
            raise IndexRefused(
                f"the index in {str(self.directory)!r} holds {len(vectors)} vectors and "
                f"{len(lexical)} lexical entries for {self.manifest.passages} passages. "
                f"{remedy(self.directory)}"
            )
        beside = ThreadPoolExecutor(2, "lexical")
        chosen = Subsets(self._catalog, lexical)
        return _Engines(self._given or load_embedder(), vectors, lexical, chosen, beside)

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

    def _check(self, rows: Sequence[int], passages: dict[int, Passage]) -> None:
        """Raise IndexRefused unless these passages are what their documents say.

        A document's record carries a checksum; the rows of a catalog that is too large to be
        checked when it is opened carry none.
        """
        for row in rows:
            passage = passages.get(row)
            if passage is None or passage.text != self._said(passage):
                raise IndexRefused(
                    f"the index in {str(self.directory)!r} is damaged: passage {row} is not what "
                    f"its document says. {remedy(self.directory)}"
                )

    def _said(self, passage: Passage) -> str:
        reading = self.document(passage.doc_id).reading
        if not 0 <= passage.start < passage.end <= len(reading.text):
            return ""
        return reading.text[passage.start : passage.end]

    def _hits(
        self,
        best: Ranking,
        dense: Ranking,
        lexical: Ranking,
        query: Matrix,
    ) -> list[Hit]:
        """The hits of fused rows; a cosine that the search did not return is computed."""
        rows = [row for row, _ in best]
        without = np.array(lacking(best, dense), dtype=np.int64)
        extra = self._engines.vectors.cosines(query, without)
        passages = self._catalog.passages(rows)
        if not self.manifest.checked_at_open:
            self._check(rows, passages)
        cosines = dict(zip(without.tolist(), extra.tolist(), strict=True))
        return hits_of(best, dense, lexical, passages, cosines)
