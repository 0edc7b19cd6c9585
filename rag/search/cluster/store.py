"""The store of a cluster: `--store postgresql://… --engine http://…`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rag.errors import IndexBusy, IndexMissing
from rag.search.cluster import generation
from rag.search.cluster.catalog import Catalog
from rag.search.cluster.engine import Milvus
from rag.search.cluster.generation import Generation
from rag.search.cluster.index import ClusterIndex
from rag.search.cluster.session import WRITER, Place, Session
from rag.search.cluster.tables import make_tables
from rag.search.cluster.write import ClusterWrite
from rag.search.embed import PACKAGED, Embedder
from rag.search.manifest import check_embedder
from rag.search.store import Step


@dataclass(frozen=True, slots=True)
class ClusterStore:
    """An index in PostgreSQL and Milvus; a Store.

    `directory` holds what people keep beside an index (labels, known answers), on this machine
    or on a folder that several share. Readers on any number of machines may open it.
    """

    place: Place
    engine: Milvus
    directory: Path
    _asking: Session = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_asking", Session(self.place, again=True))

    @classmethod
    def of(cls, store: str, engine: str, directory: Path) -> "ClusterStore":
        """From the two URLs; nothing is opened yet."""
        return cls(Place.read(store), Milvus(engine), directory)

    def published(self) -> int:
        """Number of the current generation."""
        return generation.current(self._asking).number

    def close(self) -> None:
        """End the connection that `published` has opened."""
        self._asking.close()

    @contextmanager
    def writing(self, step: Step) -> Iterator[ClusterWrite]:
        """Hold the writer's lock; what is not committed when it ends or dies was never there."""
        session = Session(self.place)
        write: ClusterWrite | None = None
        try:
            make_tables(session)
            if not session.take(WRITER):
                raise IndexBusy(
                    f"another process is writing to the index at {self.place}. Wait until it is "
                    "done, then try again."
                )
            generation.retire(session)
            write = ClusterWrite(session, self.engine, _published(session), step)
            yield write
            self._clean(session)
            step("cleaned")
        finally:
            if write is not None:
                write.discard()
            session.close()

    def _clean(self, session: Session) -> None:
        """Drop the collections of generations that have gone, and of writers that were killed."""
        used = set(generation.retire(session))
        for name in self.engine.collections(f"{self.place.name}_"):
            if name not in used and _ours(name, self.place.name):
                self.engine.drop(name)

    def open(self, embedder: Embedder | None = None) -> ClusterIndex:
        """The published generation, held against deletion until it is closed."""
        session = Session(self.place, again=True)
        index = ClusterIndex(self.directory, session, self.engine, embedder)
        try:
            check_embedder(index.embedder, embedder.name if embedder else PACKAGED, self.directory)
        except BaseException:
            index.close()
            raise
        return index

    def examine(self) -> tuple[int, int, list[str]]:
        """The generation, how many documents it has, and everything that is wrong with it."""
        session = Session(self.place, again=True)
        try:
            made = generation.hold(session)
            faults = list(faults_of(Catalog(session, made), self.engine))
            return made.number, made.documents, faults
        finally:
            session.close()


def faults_of(catalog: Catalog, engine: Milvus) -> Iterator[str]:
    """Whether every record, passage and vector is there, and says what its document says."""
    made = catalog.generation
    found = engine.count(made.collection, made.visible)
    if found != made.passages:
        yield f"{found:,} passages in the search engine for {made.passages:,}"
    for row in catalog.documents():
        document = catalog.document(row.doc_id)
        if document is None or document.doc_id != row.doc_id:
            yield f"{row.path}: its record is missing"
            continue
        entries = catalog.passages_in([row.row])
        text = document.reading.text
        wrong = sum(text[p.start : p.end] != p.text for _, _, _, p in entries)
        vectors = len(catalog.vectors([number for number, *_ in entries])[0])
        if wrong or not len(entries) == vectors == row.passages:
            yield (
                f"{row.path}: {len(entries)} passages and {vectors} vectors of {row.passages}, "
                f"{wrong} of them wrong"
            )


def _published(session: Session) -> Generation:
    try:
        return generation.current(session)
    except IndexMissing:
        return Generation()


def _ours(collection: str, name: str) -> bool:
    """Whether a collection is of this index: its name, a number, eight figures."""
    rest = collection.removeprefix(f"{name}_").split("_")
    return len(rest) == 2 and rest[0].isdecimal() and len(rest[1]) == 8
