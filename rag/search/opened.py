"""What every open index does alike, wherever it lies: documents, their versions, their words."""

import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from functools import cached_property, lru_cache
from typing import Protocol, Self

from rag.documents.document import Document, Passage
from rag.errors import IndexRefused, QuothError
from rag.search.freshness import state_of
from rag.search.fuse import DEPTH, Ranking, fuse
from rag.search.retriever import Hit
from rag.search.store import DocumentRow, Matrix, State
from rag.search.wording import fold

NEAR = 40  # passages in which a misspelt word's neighbours are looked for
_LETTERS = re.compile(r"[^\W\d_]+")
_CACHED = 64  # documents that stay in memory


class ReadCatalog(Protocol):
    """What an open index asks its catalog for."""

    def documents(self) -> list[DocumentRow]:
        """All documents, by path."""

    def dated(self) -> dict[str, str]:
        """When documents were indexed, by doc_id (ISO 8601, UTC); unknown ones are left out."""

    def find(self, key: str) -> DocumentRow | None:
        """The document with this path or doc_id."""

    def document(self, doc_id: str) -> Document | None:
        """The document as it is now."""

    def versions(self, doc_id: str, sha256: str) -> list[Document]:
        """Every text that was extracted from the file with this SHA-256, the latest first."""

    def passages(self, rows: Sequence[int]) -> dict[int, Passage]:
        """Passages by row id; unknown rows are left out."""


class OpenIndex(ABC):
    """The documents of one generation, and the search in it. Thread-safe.

    `damaged` begins what is said of damage ("the index in … is damaged"), `remedy` ends it. A
    catalog that is `trusted` was checked as a whole.
    """

    def __init__(
        self, catalog: ReadCatalog, damaged: str, remedy: str, passages: int, trusted: bool = False
    ) -> None:
        self._read, self._damaged, self._remedy = catalog, damaged, remedy
        self._count, self._trusted = passages, trusted
        self._cached = lru_cache(maxsize=_CACHED)(self._loaded)

    @cached_property
    def _rows(self) -> dict[str, DocumentRow]:
        return {row.doc_id: row for row in self._read.documents()}

    def documents(self) -> list[DocumentRow]:
        """All documents, by path."""
        return list(self._rows.values())

    def dated(self) -> dict[str, str]:
        """When documents were indexed, by doc_id (ISO 8601, UTC); unknown ones are left out."""
        return self._read.dated()

    def find(self, path_or_id: str) -> DocumentRow | None:
        """The document with this path or doc_id, or None."""
        return self._rows.get(path_or_id) or self._read.find(path_or_id)

    def document(self, doc_id: str) -> Document:
        """The document with both layers of text; raises QuothError if there is none."""
        return self._cached(doc_id)

    def _loaded(self, doc_id: str) -> Document:
        loaded = self._read.document(doc_id)
        if loaded is None:
            raise QuothError(f"no document {doc_id!r} in the index. See: quoth docs")
        if loaded.doc_id != doc_id:
            raise self._refused(f"it gives {loaded.path!r} for another document")
        return loaded

    def version(self, doc_id: str, sha256: str) -> Document | None:
        """The document as it was when its file had this SHA-256; None if it was never so.

        Keeps citations of replaced files readable. `quoth remove` forgets all versions.
        """
        return next(iter(self.versions(doc_id, sha256)), None)

    def versions(self, doc_id: str, sha256: str) -> list[Document]:
        """Every text that was extracted from the file with this SHA-256, the latest first."""
        return self._read.versions(doc_id, sha256)

    def state(self, doc_id: str) -> State | None:
        """Whether the document's file was changed or taken away since; None if it was not."""
        row = self._rows.get(doc_id)
        return None if row is None else state_of(row, self.dated().get(doc_id))

    def search(
        self, question: str, k: int = 10, documents: frozenset[str] | None = None
    ) -> list[Hit]:
        """The `k` best passages by reciprocal rank fusion; see `rag.search.retriever.Retriever`."""
        words = fold(question).strip()
        if not words or k <= 0 or not self._count:
            return []
        query, dense, lexical = self._rankings(words, max(DEPTH, 2 * k), documents)
        best = fuse(dense, lexical)[:k]
        rows = [row for row, _ in best]
        passages = self._read.passages(rows)
        if not self._trusted:
            self._check(rows, passages)
        cosines, bm25 = dict(dense), dict(lexical)
        cosines |= self._cosines(query, [row for row in rows if row not in cosines])
        first, second = _ranks(dense), _ranks(lexical)
        return [
            Hit(passages[n], score, cosines.get(n), bm25.get(n), first.get(n), second.get(n))
            for n, score in best
        ]

    @abstractmethod
    def _rankings(
        self, words: str, depth: int, documents: frozenset[str] | None
    ) -> tuple[Matrix, Ranking, Ranking]:
        """The question's vector, and both retrievers' rankings, which are made side by side."""

    @abstractmethod
    def _cosines(self, query: Matrix, rows: Sequence[int]) -> dict[int, float]:
        """The cosine of each of these rows with the question's vector."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the generation, so that it may be deleted once it is old."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _written(self, rows: Sequence[int]) -> set[str]:
        """The words of these passages and their sections, as they are written."""
        texts = (f"{p.text} {p.section}" for p in self._read.passages(rows).values())
        return {found for text in texts for found in _LETTERS.findall(text)}

    def _check(self, rows: Collection[int], passages: dict[int, Passage]) -> None:
        """Raise IndexRefused unless these passages are what their documents say.

        A document's record carries a checksum; the rows of a catalog that is too large to be
        checked when it is opened carry none.
        """
        for row in rows:
            passage = passages.get(row)
            if passage is None or passage.text != self._said(passage):
                raise self._refused(f"passage {row} is not what its document says")

    def _said(self, passage: Passage) -> str:
        text = self.document(passage.doc_id).reading.text
        if not 0 <= passage.start < passage.end <= len(text):
            return ""
        return text[passage.start : passage.end]

    def _refused(self, why: str) -> IndexRefused:
        return IndexRefused(f"{self._damaged}: {why}. {self._remedy}")


def _ranks(ranking: Ranking) -> dict[int, int]:
    return {row: rank for rank, (row, _) in enumerate(ranking, start=1)}
