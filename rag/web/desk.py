"""What stands behind the page: the open engine, swapped whole when the index has a new generation.

The page comes up first; `start` loads models and refreshes the index in a thread. Everything
that needs them waits on `ready`.
"""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from rag.answers.answerer import about_index
from rag.answers.record import IndexRecord
from rag.answers.result import Abstention, Answer
from rag.documents.document import Document
from rag.errors import IndexMissing, QuothError
from rag.search import DocumentRow, IndexReport, OnProgress, Store, open_index
from rag.search.embed import Embedder
from rag.search.labels import Labels, read_labels
from rag.search.local import store_of
from rag.views.template import compile_all
from rag.web.examples import example_questions
from rag.web.records import DocumentCounts, document_counts
from rag.web.stores.known import KnownAnswers
from rag.web.stores.owners import Owners
from rag.web.stores.runs import RunStore

if TYPE_CHECKING:
    from rag.answers.engine import Engine
    from rag.audit import Auditor

_READ_FOR_EXAMPLES = 12  # documents
_COUNTED = 300  # documents
_AUDITING = 60.0  # seconds that one draft may take
Loader: TypeAlias = "Callable[..., Engine]"


class Desk:
    """One index with its engine, for all who have the page open. Thread-safe.

    `corpus` is refreshed at the start. `uploads` is where uploaded files are kept; it lies
    beside the index and is served to nobody. `load` and `embedder` stand in for the packaged
    models in tests.
    """

    def __init__(
        self,
        place: Path | Store,
        corpus: Path | None = None,
        load: "Loader | None" = None,
        embedder: Embedder | None = None,
    ) -> None:
        self._place, self._store = place, store_of(place)
        self.directory, self.corpus = self._store.directory, corpus
        beside, name = self.directory.resolve().parent, self.directory.name
        self.uploads = beside / f"{name}-uploads"
        self.known = KnownAnswers(beside / f"{name}-known.jsonl")
        self.owners = Owners(beside / f"{name}-owners.json")
        self.runs = RunStore(beside / f"{name}-runs")
        self.ready = threading.Event()
        self.problem: str | None = None
        self.problems: tuple[tuple[str, str], ...] = ()
        self.doing = "Loading the models …"
        self._load, self._embedder = load or _load_engine, embedder
        self._engine: Engine | None = None
        self._started = False
        self._swap, self._write, self._asking = (threading.Lock() for _ in range(3))
        self.taking = threading.Lock()  # held while uploads are put where they are kept
        self._auditor: tuple[int, Auditor] | None = None
        self.measured: tuple[str, list[tuple[float, bool]]] | None = None
        self._counts: dict[tuple[str, str], DocumentCounts] = {}
        self._examples: tuple[int, list[str]] | None = None

    def start(self) -> None:
        """Begin to load, behind the page; a second call does nothing."""
        with self._swap:
            if self._started:
                return
            self._started = True
        threading.Thread(target=self._begin, name="quoth-load", daemon=True).start()

    def _begin(self) -> None:
        try:
            compile_all()
            with suppress(IndexMissing):
                self._engine = self._load(self._place)
                self._engine.index.warm()
                self.ready.set()  # what is there can be asked while the corpus is looked through
            if self.corpus is not None:
                self.doing = "Indexing the documents …"
                self.index([self.corpus], None)
            elif self._engine is None:
                self.index([], None)
        except (QuothError, OSError) as error:
            self.problem = str(error)
        finally:
            self.ready.set()

    @property
    def engine(self) -> "Engine":
        """The engine on the newest generation; raises QuothError if there is none."""
        self.ready.wait()
        if self._engine is None:
            raise QuothError(self.problem or "There is no index yet. Add documents in the library.")
        if self._store.published() != self._engine.index.generation:
            self._reopen()  # `quoth index` was run beside us
        return self._engine

    def ask(self, question: str, least: float | None, documents: frozenset[str] | None
            ) -> Answer | Abstention:  # fmt: skip
        """Answer from the newest generation; waits while the models load."""
        return self.engine.ask(question, min_confidence=least, documents=documents)

    def about(self) -> IndexRecord:
        """Generation and models, as answers state them."""
        return about_index(self.engine)

    def documents(self) -> list[DocumentRow]:
        """What the index holds, by path; empty while nothing is open."""
        return self._engine.index.documents() if self._engine else []

    def dated(self) -> dict[str, str]:
        """When each document was indexed, by doc_id."""
        return self._engine.index.dated() if self._engine else {}

    def labels(self) -> dict[str, Labels]:
        """What people and catalogues say, by doc_id; nothing where it is damaged, as chips tell."""
        with suppress(QuothError):
            return read_labels(self._store.directory)
        return {}

    def auditor(self, documents: frozenset[str] | None = None) -> "Auditor":
        """Whoever checks quotations: against all documents, made once a generation, or some."""
        from rag.audit import Auditor

        engine, index = self.engine, self.engine.index

        def over(ids: frozenset[str] | None) -> Auditor:
            rows = (row for row in index.documents() if ids is None or row.doc_id in ids)
            documents = (index.document(row.doc_id) for row in rows)
            return Auditor(documents, lambda: engine.reader, _AUDITING)

        if documents is not None:
            return over(documents)
        with self._asking:
            if self._auditor is None or self._auditor[0] != index.generation:
                self._auditor = (index.generation, over(None))
            return self._auditor[1]

    def roots(self) -> list[Path]:
        """The folders that were indexed, and the corpus."""
        found = {Path(row.root) for row in self.documents()}
        return sorted(found | ({self.corpus.resolve()} if self.corpus else set()))

    def counts(self) -> dict[str, DocumentCounts]:
        """Words, pages and notes by doc_id; of a large library's first documents only."""
        engine = self._engine
        if engine is None:
            return {}
        found = {}
        for row in engine.index.documents()[:_COUNTED]:
            key = (row.doc_id, row.sha256)
            if key not in self._counts:
                self._counts[key] = document_counts(engine.index.document(row.doc_id))
            found[row.doc_id] = self._counts[key]
        return found

    def examples(self) -> list[str]:
        """Questions that the documents suggest and answer; made once a generation."""
        engine = self._engine
        if engine is None:
            return []
        with self._asking:
            if self._examples is None or self._examples[0] != engine.index.generation:
                rows = engine.index.documents()[:_READ_FOR_EXAMPLES]
                documents = [engine.index.document(row.doc_id) for row in rows]
                made = example_questions(
                    documents, lambda question: isinstance(engine.ask(question), Answer)
                )
                self._examples = (engine.index.generation, made)
            return self._examples[1]

    def document(self, doc_id: str, version: str = "") -> Document:
        """The document, in the version with this SHA-256 if the index still has it."""
        index = self.engine.index
        return index.version(doc_id, version) or index.document(doc_id)

    def file(self, doc_id: str) -> Path:
        """Where a document's file lies; raises QuothError for an unknown one."""
        row = self.engine.index.find(doc_id)
        if row is None:
            raise QuothError(f"no document {doc_id!r} in the index")
        return row.source

    def index(self, paths: Sequence[Path], on_progress: OnProgress | None) -> IndexReport:
        """Add or refresh files; afterwards everybody asks the new generation."""
        from rag.search import update_index

        with self._write:
            report = update_index(self._store, paths, self._embedder, on_progress)
            if not report.generation:  # a wrong path, and no index before it
                raise QuothError(" ".join(" ".join(problem) for problem in report.problems))
            if set(self.roots()) <= set(paths):
                self.problems = report.problems
            self._reopen()
        return report

    def remove(self, doc_ids: Sequence[str]) -> IndexReport:
        """Forget documents, with the copies of those that were uploaded here."""
        from rag.search import remove_documents

        with self._write:
            rows = [row for row in self.documents() if row.doc_id in set(doc_ids)]
            report = remove_documents(self._store, [row.doc_id for row in rows])
            for row in rows:
                if row.source.is_relative_to(self.uploads):
                    row.source.unlink(missing_ok=True)
                    self.owners.forget(row.source.name)
            self._reopen()
        return report

    def _reopen(self) -> None:
        """Open the published generation, with the models that are loaded already."""
        with self._swap:
            if self._engine is None:
                self._engine = self._load(self._place)
            else:
                index = open_index(self._store, self._embedder)
                if index.generation != self._engine.index.generation:
                    self._engine = replace(self._engine, index=index)
            self._engine.index.warm()


def _load_engine(place: Path | Store) -> "Engine":
    """The engine with the packaged models; its many modules must not slow the first page."""
    from rag.answers.engine import load_engine

    return load_engine(place)
