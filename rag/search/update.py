"""The two verbs that write an index: add or refresh files, and remove documents."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from rag.search.embed import PACKAGED, Embedder, load_embedder
from rag.search.local import store_of
from rag.search.manifest import check_embedder
from rag.search.plan import Plan, make_plan, reading_rules
from rag.search.report import IndexReport, OnProgress
from rag.search.scan import scan
from rag.search.store import Base, DocumentRow, Step, Store
from rag.search.write import PlannedWrite, ReadFile, WriteOutcome


def update_index(
    place: Path | Store,
    paths: Sequence[Path],
    embedder: Embedder | None = None,
    on_progress: OnProgress | None = None,
    *,
    follow_links: bool = False,
    exports: bool = False,
    rules: str | None = None,
    on_step: Step | None = None,
) -> IndexReport:
    """Add or refresh files and folders; what has gone from an indexed folder is removed.

    `place` is a folder for an index of files, or another store. Readers see the old index until
    the new one is complete. Raises IndexBusy while another process writes, IndexRefused for a
    damaged index or one made by another embedder. A file that cannot be read is a problem in the
    report; its older form, if any, stays. Unchanged files are read again where another extractor
    or other rules made what is indexed of them. Links that lead out of a folder are followed if
    `follow_links`; what Quoth itself has written is left out unless `exports`. `rules` and
    `on_step` are seams for tests.
    """
    store, rules = store_of(place), rules or reading_rules()
    update = Update(store, paths, rules, embedder, on_progress or untold, follow_links, exports)
    return update.run(on_step or untold)


@dataclass(frozen=True, slots=True)
class Update:
    """Files and folders to add or refresh, as `update_index` does; `rules` are those of reading."""

    store: Store
    paths: Sequence[Path]
    rules: str
    embedder: Embedder | None
    tell: OnProgress
    follow_links: bool
    exports: bool

    def plan(self, rows: Sequence[DocumentRow], roots: Sequence[str]) -> Plan:
        """What is to be done where these documents and folders are indexed."""
        scanned = scan(self.paths, roots, self.store.directory, self.follow_links)
        return make_plan(scanned, rows, roots, self.rules, self.exports)

    def run(self, step: Step, reading: ReadFile | None = None) -> IndexReport:
        """Do it; `reading` gives a file's document, where somebody has read it before."""
        with self.store.writing(step) as write:
            base = write.base
            if base.embedder is not None:
                made_with = self.embedder.name if self.embedder else PACKAGED
                check_embedder(base.embedder, made_with, self.store.directory)
            plan = self.plan(base.rows, base.roots)
            outcome = WriteOutcome(base.generation)
            if plan or not base.generation:
                with ThreadPoolExecutor(1) as beside:  # it is loaded while files are read
                    embedder = beside.submit(lambda: self.embedder or load_embedder()).result
                    work = PlannedWrite(write, plan, embedder, self.tell, step, reading)
                    outcome = work.write(self.rules)
            return _report(plan, outcome)


def remove_documents(
    place: Path | Store, documents: Sequence[str], *, on_step: Step | None = None
) -> IndexReport:
    """Remove documents by path or id, with every text version that was kept of them.

    Unknown names are problems in the report. Indexing their folder again brings them back.
    """
    store, step = store_of(place), on_step or untold
    store.published()  # raises IndexMissing before a folder is made
    with store.writing(step) as write:
        plan = _removal(write.base, documents)
        outcome = WriteOutcome(write.base.generation)
        if plan:
            outcome = PlannedWrite(write, plan, None, untold, step).write("", forget=True)
        return _report(plan, outcome)


def _removal(base: Base, documents: Sequence[str]) -> Plan:
    named = {key: row for row in base.rows for key in (row.path, row.doc_id)}
    unknown = [(name, "is not in the index.") for name in documents if name not in named]
    gone = {named[name].row: named[name] for name in documents if name in named}
    return Plan(gone=list(gone.values()), problems=unknown)


def _report(plan: Plan, outcome: WriteOutcome) -> IndexReport:
    return IndexReport(
        generation=outcome.generation,
        added=tuple(sorted(outcome.added)),
        changed=tuple(sorted(outcome.changed)),
        removed=tuple(sorted(row.path for row in plan.gone)),
        unchanged=tuple(sorted(plan.unchanged + outcome.renewed)),
        problems=tuple(sorted(plan.problems + outcome.failed)),
        reextracted=tuple(sorted(outcome.reextracted)),
        losses=tuple(sorted(outcome.losses, key=lambda found: found[0])),
    )


def untold(_: object) -> None:
    """Nobody watches, and no step stops the write."""
