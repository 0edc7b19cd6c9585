"""One write: a plan is carried out in whatever store there is, then published."""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import TypeVar

import numpy as np

from rag.documents.document import Document, Loss, Passage
from rag.documents.extraction import OnPage
from rag.documents.sandbox import AT_ONCE, stop_reading
from rag.search.ahead import ahead
from rag.search.codec import pack
from rag.search.embed import Embedder
from rag.search.plan import Plan, PlannedFile, maker, read, same_wording
from rag.search.report import OnProgress, Progress, Reextraction
from rag.search.scan import FileProblem, SourceFile
from rag.search.store import DocumentRow, Origin, Step, Write
from rag.search.wording import embedded

Read = tuple[Document, list[Passage]] | str
"""A file's document and passages, or the reason why there are none."""
ReadFile = Callable[[SourceFile, str, OnPage | None], Read]
Waiting = tuple[PlannedFile, Callable[[], Read]]
Item = TypeVar("Item")
_LITTLE = 300_000  # bytes that are read in the time that a second process takes to start
_BATCH = 128  # passages that are embedded between two reports of progress


@dataclass(slots=True)
class WriteOutcome:
    """What a write did. `renewed` are documents of which another extractor reads the very same."""

    generation: int
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    reextracted: list[Reextraction] = field(default_factory=list)
    renewed: list[str] = field(default_factory=list)
    failed: list[FileProblem] = field(default_factory=list)
    losses: list[tuple[str, Loss]] = field(default_factory=list)


@dataclass(slots=True)
class PlannedWrite:
    """A write that carries out a plan. `embedder` waits for one; None where nothing is added."""

    store: Write
    plan: Plan
    embedder: Callable[[], Embedder] | None
    tell: OnProgress
    step: Step
    reading: ReadFile | None = None

    def write(self, rules: str, forget: bool = False) -> WriteOutcome:
        """Carry out the plan and publish, unless it changes nothing after all."""
        base, plan = self.store.base, self.plan
        outcome = WriteOutcome(base.generation)
        self.step("planned")
        self.store.start()
        self.step("started")
        for row in plan.gone:
            self.store.remove(row, forget)
        self._documents(outcome, rules)
        self.store.add_roots(plan.roots)
        changed = outcome.added or outcome.changed or outcome.renewed
        refused = plan.problems or outcome.failed  # of a first index, nothing but a wrong path
        if (base.generation or refused) and not (changed or plan.gone or plan.roots):
            self.store.discard()
            return outcome
        embedder = self.embedder() if self.embedder is not None else None
        if embedder is not None:
            self._embed(embedder)
        outcome.generation = self.store.publish(embedder)
        return outcome

    def _documents(self, outcome: WriteOutcome, rules: str) -> None:
        """Put what could be read into the store, in place of its older form."""
        with closing(self._read()) as files:
            try:
                self._take(files, outcome, rules)
            except (KeyboardInterrupt, SystemExit):  # else others in this process may be reading
                stop_reading()
                raise

    def _take(self, files: Iterator[Waiting], outcome: WriteOutcome, rules: str) -> None:
        for at, ((file, name, old), waited) in enumerate(files):
            self.tell(Progress("reading", at, len(self.plan.to_read), name))
            result = waited()
            if isinstance(result, str):
                outcome.failed.append((name, result))
                continue
            outcome.failed += [(name, problem) for problem in result[0].problems]
            outcome.losses += [(name, loss) for loss in result[0].losses]
            made_by = maker(rules, file.path)
            if old is None or not _renewed(self.store, outcome, old, result, made_by):
                if old is not None:
                    self.store.remove(old)
                self.store.add(*result, Origin(file.root, file.relative, made_by))
                (outcome.changed if old else outcome.added).append(name)
            self.step("read")

    def _read(self) -> Generator[Waiting, None, None]:
        """Each file with what waits for its document; those behind it are read meanwhile."""
        if self.reading is not None:  # from a store, which one thread may ask
            for file, name, old in self.plan.to_read:
                on_page = partial(self._on_page, name)
                yield (file, name, old), partial(self.reading, file, name, on_page)
            return
        yield from ahead(self._one, self.plan.to_read, at_once(self.plan.to_read))

    def _one(self, planned: PlannedFile) -> Read:
        file, name, _ = planned
        return read(file, name, partial(self._on_page, name))

    def _on_page(self, name: str, done: int, total: int) -> None:
        self.tell(Progress("recognising", done, total, name))

    def _embed(self, embedder: Embedder) -> None:
        """Put the vectors of all that was added."""
        total, added = self.store.added()
        done = 0
        for batch in batches(added, _BATCH):
            self.tell(Progress("embedding", done, total, batch[0].path))
            texts = [embedded(one.passage, one.title) for one in batch]
            rows = np.array([one.row for one in batch], dtype=np.int64)
            self.store.put(rows, embedder.encode(texts))
            done += len(batch)
            self.tell(Progress("embedding", done, total, batch[-1].path))
            self.step("embedded")


def at_once(files: Iterable[PlannedFile]) -> int:
    """How many processes read these files: one where they are little."""
    size = 0
    for file, _, _ in files:
        with suppress(OSError):  # it has gone; its reading says so
            size += file.path.stat().st_size
    return AT_ONCE if size > _LITTLE else 1


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in their order, so many at a time."""
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch


def _renewed(
    store: Write,
    outcome: WriteOutcome,
    old: DocumentRow,
    result: tuple[Document, list[Passage]],
    made_by: str,
) -> bool:
    """Whether a file whose bytes are the same reads the same; then only its maker is noted.

    Where its text differs, that is noted too.
    """
    document, passages = result
    before = store.document(old.doc_id)
    if document.sha256 != old.sha256 or before is None:
        return False
    if before.text != document.text:
        named = (old.extractor, document.extractor)
        was, now = named if len(set(named)) == 2 else (old.made_by, made_by)
        outcome.reextracted.append(Reextraction(old.path, was, now))
        return False
    if store.passages(old.doc_id) != passages:
        return False
    if pack(replace(before, extractor=document.extractor)) != pack(document):
        return False
    if not same_wording(old.made_by, made_by):
        return False
    store.renew(old, document, made_by)
    outcome.renewed.append(old.path)
    return True
