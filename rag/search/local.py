"""The store that there is: a folder with a catalog in SQLite, vectors in FAISS, words in tantivy.

A write makes a new generation beside the published one (`rag.search.generations`).
"""

import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import rag
from rag.documents.document import Document, Passage
from rag.errors import QuothError
from rag.search import generations
from rag.search.catalog import LocalCatalog
from rag.search.codec import pack
from rag.search.embed import PACKAGED, Embedder
from rag.search.index import LocalIndex
from rag.search.layers import due, fold
from rag.search.lexical import write_lexical
from rag.search.lock import writer_lock
from rag.search.manifest import (
    CATALOG,
    FORMAT,
    LEXICAL,
    VECTORS,
    Manifest,
    check_embedder,
    check_file,
    read_current,
)
from rag.search.store import Added, Base, DocumentRow, Index, Matrix, Origin, Rows, Step, Store
from rag.search.subset import LARGEST
from rag.search.vectors.reading import Vectors
from rag.search.vectors.writing import VectorsWrite
from rag.search.wording import lexical_row


@dataclass(frozen=True, slots=True)
class LocalStore:
    """An index in a folder of this machine; a Store."""

    directory: Path

    def published(self) -> int:
        """Number of the current generation."""
        return read_current(self.directory)[1]

    @contextmanager
    def writing(self, step: Step) -> Iterator["LocalWrite"]:
        """Hold the writer's lock; a full disk or missing rights become an error of Quoth's own."""
        try:
            with writer_lock(self.directory):
                yield LocalWrite(self.directory, step)
        except (OSError, sqlite3.Error) as error:
            raise QuothError(
                f"the index in {str(self.directory)!r} could not be written: {error}. Nothing was "
                "changed. Make room or give another folder with --index, then try again."
            ) from error

    def open(self, embedder: Embedder | None = None) -> LocalIndex:
        """The published generation, held against deletion until it is closed."""
        name, manifest, lock = generations.hold(self.directory)
        try:
            made_with = embedder.name if embedder else PACKAGED
            check_embedder(manifest.embedder, made_with, self.directory)
            return LocalIndex(self.directory, name, manifest, lock, embedder)
        except QuothError:
            lock.close()
            raise


def store_of(place: Path | Store) -> Store:
    """A folder as the store that it is; any other store as it is."""
    return LocalStore(place) if isinstance(place, Path) else place


def open_index(place: Path | Store, embedder: Embedder | None = None) -> Index:
    """The published generation of an index; without an embedder, the packaged.

    Later generations don't change what was opened. Raises IndexMissing, or IndexRefused for
    an index that is damaged or was made by another embedder.
    """
    return store_of(place).open(embedder)


class LocalWrite:
    """A generation in the making; a Write."""

    def __init__(self, directory: Path, step: Step) -> None:
        """The caller holds the writer's lock. Raises IndexRefused for a damaged index."""
        self._directory, self._step = directory, step
        self._published = generations.published(directory)
        self.base = self._read_base()
        self._removed: list[int] = []  # rows of documents
        self._dead: list[int] = []  # rows of their passages
        self._forgotten: list[str] = []  # ids of documents
        self._vectors: VectorsWrite | None = None

    def _read_base(self) -> Base:
        if self._published is None:
            return Base()
        name, manifest = self._published
        catalog = LocalCatalog.read(self._directory / name)
        try:
            rows, roots = tuple(catalog.documents()), tuple(catalog.roots())
        finally:
            catalog.close()
        return Base(manifest.generation, manifest.embedder, rows, roots)

    def start(self) -> None:
        """Make the new generation's folder, with the old one's catalog and words in it."""
        name, manifest = self._published or (None, None)
        number = self.base.generation + 1
        self._folder = generations.start(self._directory, name, manifest, number)
        self._catalog = LocalCatalog.write(self._folder)
        self._last = self._catalog.last_row()

    def document(self, doc_id: str) -> Document | None:
        """The document as it is now."""
        return self._catalog.document(doc_id)

    def passages(self, doc_id: str) -> list[Passage]:
        """The document's passages, by their ordinals."""
        known = self._catalog.passages(self._catalog.rows_of([doc_id])[1]).values()
        return sorted(known, key=lambda passage: passage.ordinal)

    def remove(self, row: DocumentRow, forget: bool = False) -> None:
        """Drop a document from the catalog, and later from vectors and words."""
        self._removed.append(row.row)
        self._dead += self._catalog.rows_of([row.doc_id])[1]
        self._catalog.remove(row)
        self._forgotten += [row.doc_id] if forget else []

    def renew(self, row: DocumentRow, document: Document, made_by: str) -> None:
        """Replace its record."""
        self._catalog.renew(row, document.extractor, pack(document), made_by)

    def add(self, document: Document, passages: Sequence[Passage], origin: Origin) -> None:
        """Put it into the catalog."""
        self._catalog.add(document, passages, origin)

    def add_roots(self, roots: Iterable[str]) -> None:
        """Remember that these folders were indexed."""
        self._catalog.add_roots(roots)

    def added(self) -> tuple[int, Iterator[Added]]:
        """The passages that the old generation did not have."""
        return self._catalog.count_after(self._last), self._catalog.added_after(self._last)

    def put(self, rows: Rows, vectors: Matrix) -> None:
        """Put these beside the old generation's vectors."""
        self._writing_vectors().add(rows, vectors)

    def _writing_vectors(self) -> VectorsWrite:
        """The old generation's vectors without the dead ones, and what is put beside them."""
        if self._vectors is None:
            folder, old = self._folder / VECTORS, Vectors((), np.empty(0, dtype=np.int64))
            if self._published is not None:
                old = Vectors.load(self._directory / self._published[0] / VECTORS)
            self._vectors = VectorsWrite(folder, old, self.base.generation + 1, self._check)
            self._vectors.remove(np.array(self._dead, dtype=np.int64))
        return self._vectors

    def _check(self, file: str) -> None:
        """Refuse a file of the old generation that is not what was written."""
        if self._published is not None:
            name, manifest = self._published
            kept = manifest.files.get(file)
            if kept is not None:
                check_file(self._directory / name / file, kept[1], self._directory)

    def publish(self, embedder: Embedder | None) -> int:
        """Write vectors, words and the manifest, and turn CURRENT to them."""
        self._writing_vectors().finish()
        self._step("vectors")
        self._write_words()
        self._step("lexical")
        name = self.base.embedder or (embedder.name if embedder else "")
        dim = self._published[1].dim if self._published else embedder.dim if embedder else 1
        self._finish(self._manifest(name, dim))
        return self.base.generation + 1

    def _write_words(self) -> None:
        """The new passages' words beside the old ones, or all anew where something was removed.

        What is removed goes on counting in an index of words until its segments are merged; a
        small library is counted anew, so that it ranks as if it had been indexed today.
        """
        folder, after = self._folder / LEXICAL, self._last
        if self._removed and self._catalog.count()[1] <= LARGEST:
            shutil.rmtree(folder)
            folder.mkdir()
            self._removed, after = [], 0
        added = self._catalog.added_after(after)
        rows = (lexical_row(a.row, a.document, a.title, a.passage) for a in added)
        write_lexical(folder, self._removed, rows)

    def _manifest(self, embedder: str, dim: int) -> Manifest:
        documents, passages = self._catalog.count()
        self._catalog.close()
        if due(self._folder, self._forgotten):
            self._check(CATALOG)
            fold(self._folder, self._forgotten)
        made = FORMAT, self.base.generation + 1, rag.__version__
        return Manifest(*made, embedder, dim, documents, passages, {})

    def _finish(self, manifest: Manifest) -> None:
        old = self._published[1] if self._published else None
        generations.finish(self._directory, self._folder, manifest, old)
        self._step("finished")
        generations.publish(self._directory)
        self._step("published")
        generations.clean(self._directory)
        self._step("cleaned")

    def discard(self) -> None:
        """Delete the new generation's folder."""
        self._catalog.close()
        shutil.rmtree(self._folder)
