"""A store that is not ours: an index in memory, searched by numpy; a write is a generation."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from rag.documents.document import Document, Passage
from rag.errors import IndexMissing, QuothError
from rag.search.embed import Embedder, load_embedder
from rag.search.retriever import Hit
from rag.search.store import Added, Base, DocumentRow, Matrix, Origin, Rows, State, Step


@dataclass(frozen=True)
class Generation:
    """All that is published at once."""

    base: Base = field(default_factory=Base)
    texts: dict[tuple[str, str], Document] = field(default_factory=dict)
    passages: dict[int, Added] = field(default_factory=dict)
    vectors: dict[int, npt.NDArray[np.float32]] = field(default_factory=dict)


class MemoryStore:
    """Readers take the generation that is there when they open; a write puts the next one."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.generation = Generation()

    def published(self) -> int:
        if not self.generation.base.generation:
            raise IndexMissing("nothing was indexed")
        return self.generation.base.generation

    @contextmanager
    def writing(self, step: Step) -> Iterator["MemoryWrite"]:
        del step  # nothing of it outlives the process
        yield MemoryWrite(self)

    def open(self, embedder: Embedder | None = None) -> "MemoryIndex":
        self.published()
        return MemoryIndex(self.directory, self.generation, embedder or load_embedder())


class MemoryWrite:
    """A copy of what is published, changed, and put in its place."""

    def __init__(self, store: MemoryStore) -> None:
        self._store, old = store, store.generation
        self.base = old.base
        self._next = max([0, *old.passages]) + 1
        self._first = self._next
        self._rows = {row.doc_id: row for row in old.base.rows}
        self._roots = dict.fromkeys(old.base.roots)
        self._texts, self._passages = dict(old.texts), dict(old.passages)
        self._vectors = dict(old.vectors)

    def start(self) -> None:
        """Nothing is to be made first."""

    def document(self, doc_id: str) -> Document | None:
        row = self._rows.get(doc_id)
        return self._texts[doc_id, row.sha256] if row else None

    def passages(self, doc_id: str) -> list[Passage]:
        found = (added.passage for added in self._passages.values())
        return [passage for passage in found if passage.doc_id == doc_id]

    def remove(self, row: DocumentRow, forget: bool = False) -> None:
        del self._rows[row.doc_id]
        kept = {n: a for n, a in self._passages.items() if a.passage.doc_id != row.doc_id}
        self._passages = kept
        if forget:
            self._texts = {key: d for key, d in self._texts.items() if key[0] != row.doc_id}

    def renew(self, row: DocumentRow, document: Document, made_by: str) -> None:
        self._texts[row.doc_id, row.sha256] = document
        self._rows[row.doc_id] = replace(row, extractor=document.extractor, made_by=made_by)

    def add(self, document: Document, passages: Sequence[Passage], origin: Origin) -> None:
        self._texts[document.doc_id, document.sha256] = document
        self._rows[document.doc_id] = DocumentRow(
            document.doc_id, document.path, document.sha256, document.title, document.author,
            document.date, document.extractor, len(document.reading.text), len(passages),
            *origin, row=self._next, keywords=document.keywords,
        )  # fmt: skip
        for passage in passages:
            added = Added(self._next, self._first, document.title, document.path, passage)
            self._passages[self._next] = added
            self._next += 1

    def add_roots(self, roots: Iterable[str]) -> None:
        self._roots.update(dict.fromkeys(roots))

    def added(self) -> tuple[int, Iterator[Added]]:
        new = [added for row, added in self._passages.items() if row >= self._first]
        return len(new), iter(new)

    def put(self, rows: Rows, vectors: Matrix) -> None:
        self._vectors.update(zip(rows.tolist(), vectors, strict=True))

    def publish(self, embedder: Embedder | None) -> int:
        name = self.base.embedder or (embedder.name if embedder else "")
        rows = tuple(sorted(self._rows.values(), key=lambda row: row.path))
        base = Base(self.base.generation + 1, name, rows, tuple(self._roots))
        vectors = {row: self._vectors[row] for row in self._passages}
        self._store.generation = Generation(base, self._texts, self._passages, vectors)
        return base.generation

    def discard(self) -> None:
        """Nothing was changed yet."""


class MemoryIndex:
    """One generation, searched by cosine alone."""

    def __init__(self, directory: Path, generation: Generation, embedder: Embedder) -> None:
        self.directory, self.generation = directory, generation.base.generation
        self.embedder = generation.base.embedder or ""
        self._made, self._embedder = generation, embedder
        self._rows = {row.doc_id: row for row in generation.base.rows}

    def documents(self) -> list[DocumentRow]:
        return list(self._rows.values())

    def dated(self) -> dict[str, str]:
        return {}

    def find(self, path_or_id: str) -> DocumentRow | None:
        rows = self._rows.values()
        return next((row for row in rows if path_or_id in (row.path, row.doc_id)), None)

    def document(self, doc_id: str) -> Document:
        if doc_id not in self._rows:
            raise QuothError(f"no document {doc_id!r}")
        return self._made.texts[doc_id, self._rows[doc_id].sha256]

    def version(self, doc_id: str, sha256: str) -> Document | None:
        return self._made.texts.get((doc_id, sha256))

    def versions(self, doc_id: str, sha256: str) -> list[Document]:
        found = self.version(doc_id, sha256)
        return [found] if found else []

    def state(self, doc_id: str) -> State | None:
        del doc_id  # nobody looks
        return None

    def warm(self) -> None:
        self._embedder.encode_query("warm")

    def knows(self, word: str) -> bool:
        texts = (added.passage.text for added in self._made.passages.values())
        return any(word.casefold() in text.casefold() for text in texts)

    def words_like(self, word: str, distance: int) -> set[str]:
        del word, distance  # it suggests nothing
        return set()

    def search(
        self, question: str, k: int = 10, documents: frozenset[str] | None = None
    ) -> list[Hit]:
        chosen = [
            (float(self._made.vectors[row] @ self._embedder.encode_query(question)), added.passage)
            for row, added in self._made.passages.items()
            if documents is None or added.passage.doc_id in documents
        ]
        best = sorted(chosen, key=lambda pair: -pair[0])[:k]
        ranked = enumerate(best, start=1)
        return [Hit(p, 1 / at, cosine=cosine, dense_rank=at) for at, (cosine, p) in ranked]

    def close(self) -> None:
        """Nothing is held."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
