"""One write: a plan is carried out beside the published generation, then published."""

import shutil
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import numpy as np

import rag
from rag.documents.document import Document, Loss, Passage
from rag.search import generations
from rag.search.catalog import Catalog, DocumentRow
from rag.search.codec import pack
from rag.search.embed import Embedder
from rag.search.generations import Step
from rag.search.lexical import write_lexical
from rag.search.manifest import CATALOG, FORMAT, LEXICAL, VECTORS, Manifest
from rag.search.plan import Plan, maker, read, same_wording
from rag.search.report import OnProgress, Progress, Reextraction
from rag.search.scan import Problem
from rag.search.vectors import Vectors
from rag.search.wording import embedded, lexical_row

_BATCH = 128  # passages that are embedded between two reports of progress


@dataclass(frozen=True, slots=True)
class Base:
    """The published generation that a write starts from; all empty if there is none."""

    directory: Path
    name: str | None = None
    manifest: Manifest | None = None
    rows: tuple[DocumentRow, ...] = ()
    roots: tuple[str, ...] = ()

    @property
    def generation(self) -> int:
        """Its number; 0 if there is none."""
        return self.manifest.generation if self.manifest else 0


@dataclass(slots=True)
class Outcome:
    """What a write did. `dropped` are rows of documents, `dead` those of their passages.

    `renewed` are documents of which another extractor reads the very same.
    """

    generation: int
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    reextracted: list[Reextraction] = field(default_factory=list)
    renewed: list[str] = field(default_factory=list)
    failed: list[Problem] = field(default_factory=list)
    losses: list[tuple[str, Loss]] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)
    dead: list[int] = field(default_factory=list)


def read_base(directory: Path) -> Base:
    """The published generation with its documents; the caller holds the writer's lock."""
    published = generations.published(directory)
    if published is None:
        return Base(directory)
    catalog = Catalog.read(directory / published[0] / CATALOG)
    try:
        return Base(directory, *published, tuple(catalog.documents()), tuple(catalog.roots()))
    finally:
        catalog.close()


@dataclass(slots=True)
class Draft:
    """A generation in the making. `embedder` may be None where nothing is added."""

    base: Base
    plan: Plan
    embedder: Embedder | None
    tell: OnProgress
    step: Step

    def write(self, rules: str, forget: bool = False) -> Outcome:
        """Carry out the plan and publish, unless it changes nothing after all."""
        base, outcome = self.base, Outcome(self.base.generation + 1)
        self.step("planned")
        folder = generations.start(base.directory, base.name, base.manifest, outcome.generation)
        self.step("started")
        catalog = Catalog.write(folder / CATALOG)
        before = catalog.last_row()
        self._documents(catalog, outcome, rules, forget)
        catalog.add_roots(self.plan.roots)
        changes = outcome.dropped or outcome.added or outcome.renewed or self.plan.roots
        if base.manifest and not changes:
            catalog.close()
            shutil.rmtree(folder)
            outcome.generation = base.generation
            return outcome
        vectors = self._vectors(catalog, before, outcome)
        vectors.save(folder / VECTORS)
        self.step("vectors")
        added = catalog.added_after(before)
        rows = (lexical_row(row, document, title, p) for row, document, title, _, p in added)
        write_lexical(folder / LEXICAL, outcome.dropped, rows)
        self.step("lexical")
        self._publish(folder, self._manifest(catalog, outcome, vectors.dim))
        return outcome

    def _documents(self, catalog: Catalog, outcome: Outcome, rules: str, forget: bool) -> None:
        """Drop what is gone and put what could be read into the catalog."""
        for row in self.plan.gone:
            _drop(catalog, outcome, row, forget)
        for at, (found, name, old) in enumerate(self.plan.to_read):
            self.tell(Progress("reading", at, len(self.plan.to_read), name))
            result = read(found, name, partial(self._on_page, name))
            if isinstance(result, str):
                outcome.failed.append((name, result))
                continue
            outcome.failed += [(name, problem) for problem in result[0].problems]
            outcome.losses += [(name, loss) for loss in result[0].losses]
            made_by = maker(rules, found.path)
            if old is None or not _renewed(catalog, outcome, old, result, made_by):
                if old is not None:
                    _drop(catalog, outcome, old, forget=False)
                catalog.add(*result, root=found.root, relative=found.relative, made_by=made_by)
                (outcome.changed if old else outcome.added).append(name)
            self.step("read")

    def _on_page(self, name: str, done: int, total: int) -> None:
        self.tell(Progress("recognising", done, total, name))

    def _vectors(self, catalog: Catalog, before: int, outcome: Outcome) -> Vectors:
        """The base's vectors without the dead ones, with those of the new passages."""
        if self.base.name is not None:
            vectors = Vectors.load(self.base.directory / self.base.name / VECTORS)
        else:
            vectors = Vectors.empty(self.embedder.dim if self.embedder else 1)
        vectors.remove(np.array(outcome.dead, dtype=np.int64))
        if self.embedder is not None:
            self._embed(catalog, before, vectors, self.embedder)
        return vectors.fitted()

    def _embed(self, catalog: Catalog, before: int, vectors: Vectors, embedder: Embedder) -> None:
        total, done = catalog.count_after(before), 0
        rows: list[int] = []
        texts: list[str] = []
        path = ""

        def flush() -> None:
            vectors.add(np.array(rows, dtype=np.int64), embedder.encode(texts))
            self.tell(Progress("embedding", done, total, path))
            self.step("embedded")
            rows.clear()
            texts.clear()

        for number, _, title, path, passage in catalog.added_after(before):
            if not rows:
                self.tell(Progress("embedding", done, total, path))
            rows.append(number)
            texts.append(embedded(passage, title))
            done += 1
            if len(rows) == _BATCH:
                flush()
        if rows:
            flush()

    def _manifest(self, catalog: Catalog, outcome: Outcome, dim: int) -> Manifest:
        documents, passages = catalog.count()
        catalog.close()
        old = self.base.manifest
        name = old.embedder if old else self.embedder.name if self.embedder else ""
        return Manifest(
            FORMAT, outcome.generation, rag.__version__, name, dim, documents, passages, {}
        )

    def _publish(self, folder: Path, manifest: Manifest) -> None:
        generations.finish(self.base.directory, folder, manifest, self.base.manifest)
        self.step("finished")
        generations.publish(self.base.directory)
        self.step("published")
        generations.clean(self.base.directory)
        self.step("cleaned")


def _renewed(
    catalog: Catalog,
    outcome: Outcome,
    old: DocumentRow,
    result: tuple[Document, list[Passage]],
    made_by: str,
) -> bool:
    """Whether a file whose bytes are the same reads the same; then only its maker is noted.

    Where its text differs, that is noted too.
    """
    document, passages = result
    before = catalog.document(old.doc_id)
    if document.sha256 != old.sha256 or before is None:
        return False
    if before.text != document.text:
        named = (old.extractor, document.extractor)
        was, now = named if len(set(named)) == 2 else (old.made_by, made_by)
        outcome.reextracted.append((old.path, was, now))
        return False
    known = catalog.passages(catalog.rows_of([old.doc_id])[1]).values()
    if sorted(known, key=lambda passage: passage.ordinal) != passages:
        return False
    record = pack(document)
    if pack(replace(before, extractor=document.extractor)) != record:
        return False
    if not same_wording(old.made_by, made_by):
        return False
    catalog.renew(old, document.extractor, record, made_by)
    outcome.renewed.append(old.path)
    return True


def _drop(catalog: Catalog, outcome: Outcome, row: DocumentRow, forget: bool) -> None:
    outcome.dropped.append(row.row)
    outcome.dead += catalog.rows_of([row.doc_id])[1]
    catalog.remove(row, forget)
