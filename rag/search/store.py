"""What an index is, to those who write one and to those who read it: three protocols.

A `Store` is a place for an index. `writing` gives the one writer a `Write`; `open` gives readers
an `Index`, which never changes under them. `rag.search.local` is the store that there is, a folder
of files; `update_index`, `remove_documents`, `open_index` and `load_engine` take any other in the
folder's place. Reading files, cutting passages and embedding them is done by `update`, once for
all stores, so that the same files give the same passages and vectors everywhere.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, Protocol, Self

import numpy as np
import numpy.typing as npt

from rag.documents.document import Document, Passage
from rag.search.embed import Embedder
from rag.search.retriever import Retriever

State = Literal["changed", "gone"]
"""What became of a document's file since it was indexed."""
Step = Callable[[str], None]
"""Called with the name of each step of a write; a seam for tests that stop there."""
Rows = npt.NDArray[np.int64]
Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as `quoth docs` lists it. `root` is the indexed folder, absolute.

    `relative` is the file's path inside `root`; `path` is the same unless two folders brought
    the same one. `made_by` names the extractor and the version of Quoth that read the file.
    `row` is the store's own number for it, `keywords` are labels that the file states.
    """

    doc_id: str
    path: str
    sha256: str
    title: str | None
    author: str | None
    date: str | None
    extractor: str
    characters: int
    passages: int
    root: str
    relative: str
    made_by: str
    row: int
    keywords: tuple[str, ...] = ()

    @property
    def source(self) -> Path:
        """Where the file lay when it was indexed."""
        return Path(self.root) / self.relative


class Origin(NamedTuple):
    """Where a document's file lies and what read it; see `DocumentRow`."""

    root: str
    relative: str
    made_by: str


class Added(NamedTuple):
    """A passage that a write has added: its row, and its document's row, title and path.

    Rows are the store's own numbers; no passage ever gets the row of another.
    """

    row: int
    document: int
    title: str | None
    path: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Base:
    """What is published when a write begins. Without an index: 0, None, and nothing.

    `embedder` names the model that made the vectors. `roots` are the indexed folders.
    """

    generation: int = 0
    embedder: str | None = None
    rows: tuple[DocumentRow, ...] = ()
    roots: tuple[str, ...] = ()


class Write(Protocol):
    """One write, from `base` to the next generation. No reader sees any of it before `publish`.

    The calls come in this order: documents are removed, renewed and added, roots are added; then
    vectors are put for all that `added` gives; then `publish` or `discard`.
    """

    @property
    def base(self) -> Base:
        """What was published when the write began."""

    def start(self) -> None:
        """Called once before everything else, unless there is nothing to do."""

    def document(self, doc_id: str) -> Document | None:
        """The document as it is now."""

    def passages(self, doc_id: str) -> list[Passage]:
        """The document's passages, by their ordinals."""

    def remove(self, row: DocumentRow, forget: bool = False) -> None:
        """Drop a document with its passages; its text versions too if it is to be forgotten."""

    def renew(self, row: DocumentRow, document: Document, made_by: str) -> None:
        """Note that something else reads the very same; passages and vectors stay."""

    def add(self, document: Document, passages: Sequence[Passage], origin: Origin) -> None:
        """Add a document that is not there (its old form was removed); older versions stay."""

    def add_roots(self, roots: Iterable[str]) -> None:
        """Remember that these folders were indexed."""

    def added(self) -> tuple[int, Iterator[Added]]:
        """How many passages this write has added, and each of them, by row."""

    def put(self, rows: Rows, vectors: Matrix) -> None:
        """The unit vectors, (len(rows), dim) float32, of added passages; in parts."""

    def publish(self, embedder: Embedder | None) -> int:
        """Make all of it what readers find from now on, in one step; gives its generation.

        `embedder` is None where nothing was added.
        """

    def discard(self) -> None:
        """Leave everything as it was."""


class Index(Retriever, Protocol):
    """One generation, open for reading. Safe to call from many threads."""

    @property
    def directory(self) -> Path:
        """The folder beside which labels and outcomes are kept."""

    @property
    def generation(self) -> int:
        """Number of the generation that was opened."""

    @property
    def embedder(self) -> str:
        """Name of the model that made the vectors."""

    def documents(self) -> list[DocumentRow]:
        """All documents, by path."""

    def dated(self) -> dict[str, str]:
        """When documents were indexed, by doc_id (ISO 8601, UTC); unknown ones are left out."""

    def find(self, path_or_id: str) -> DocumentRow | None:
        """The document with this path or doc_id, or None."""

    def document(self, doc_id: str) -> Document:
        """The document with both layers of text; raises QuothError if there is none."""

    def version(self, doc_id: str, sha256: str) -> Document | None:
        """The document as it was when its file had this SHA-256; None if it was never so."""

    def versions(self, doc_id: str, sha256: str) -> list[Document]:
        """Every text that was extracted from the file with this SHA-256, the latest first."""

    def state(self, doc_id: str) -> State | None:
        """Whether the document's file was changed or taken away since; None if it was not."""

    def warm(self) -> None:
        """Load everything that a search needs."""

    def knows(self, word: str) -> bool:
        """Whether a passage, a section or a title holds the word, or one of its stem."""

    def words_like(self, word: str, distance: int) -> set[str]:
        """The words, as they are written, of passages that hold one so near to this."""

    def close(self) -> None:
        """Let go of the generation, so that it may be deleted once it is old."""

    def __enter__(self) -> Self:
        """Itself."""

    def __exit__(self, *_: object) -> None:
        """Close it."""


class Store(Protocol):
    """A place for an index. `directory` is the folder of what is kept beside it."""

    @property
    def directory(self) -> Path:
        """Never scanned for documents."""

    def published(self) -> int:
        """Number of the generation that readers find now; raises IndexMissing if there is none."""

    def writing(self, step: Step) -> AbstractContextManager[Write]:
        """Be the only writer; raises IndexBusy while another writes, IndexRefused for damage.

        What is not published when it ends, or dies, was never there.
        """

    def open(self, embedder: Embedder | None = None) -> Index:
        """What is published; without an embedder, questions are embedded by the packaged one.

        Raises IndexMissing, or IndexRefused for damage or for an index of another embedder.
        """
