"""The two verbs that write an index: add or refresh files, and remove documents."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rag.errors import QuothError
from rag.search.embed import PACKAGED, Embedder, load_embedder
from rag.search.generations import Step, writer_lock
from rag.search.manifest import check_embedder, read_current
from rag.search.plan import Plan, make_plan, reading_rules
from rag.search.report import IndexReport, OnProgress, Progress
from rag.search.scan import scan
from rag.search.write import Base, Draft, Outcome, read_base


def update_index(
    directory: Path,
    paths: Sequence[Path],
    embedder: Embedder | None = None,
    on_progress: OnProgress | None = None,
    *,
    follow_links: bool = False,
    rules: str | None = None,
    on_step: Step | None = None,
) -> IndexReport:
    """Add or refresh files and folders; what has gone from an indexed folder is removed.

    Readers see the old index until the new one is complete. Raises IndexBusy while another
    process writes, IndexRefused for a damaged index or one made by another embedder. A file
    that cannot be read is a problem in the report; its older form, if any, stays. Unchanged files
    are read again where another extractor or other rules made what is indexed of them. Links that
    lead out of a folder are followed if `follow_links`. `rules` and `on_step` are seams for tests.
    """
    with _writing(directory):
        base = read_base(directory)
        if base.manifest is not None:
            check_embedder(base.manifest, embedder.name if embedder else PACKAGED, directory)
        rules = rules or reading_rules()
        found = scan(paths, base.roots, directory, follow_links)
        plan = make_plan(found, base.rows, base.roots, rules)
        outcome = Outcome(base.generation)
        if plan or base.manifest is None:
            embedder = embedder or load_embedder()
            draft = Draft(base, plan, embedder, on_progress or _quiet, on_step or _on)
            outcome = draft.write(rules)
        return _report(plan, outcome)


def remove_documents(
    directory: Path, documents: Sequence[str], *, on_step: Step | None = None
) -> IndexReport:
    """Remove documents by path or id, with every text version that was kept of them.

    Unknown names are problems in the report. Indexing their folder again brings them back.
    """
    read_current(directory)  # raises IndexMissing before a folder is made
    with _writing(directory):
        base = read_base(directory)
        plan = _removal(base, documents)
        outcome = Outcome(base.generation)
        if plan:
            outcome = Draft(base, plan, None, _quiet, on_step or _on).write("", forget=True)
        return _report(plan, outcome)


@contextmanager
def _writing(directory: Path) -> Iterator[None]:
    """The writer's lock; a full disk or missing rights become an error of Quoth's own."""
    try:
        with writer_lock(directory):
            yield
    except (OSError, sqlite3.Error) as error:
        raise QuothError(
            f"the index in {str(directory)!r} could not be written: {error}. Nothing was "
            "changed. Make room or give another folder with --index, then try again."
        ) from error


def _removal(base: Base, documents: Sequence[str]) -> Plan:
    named = {key: row for row in base.rows for key in (row.path, row.doc_id)}
    unknown = [(name, "is not in the index.") for name in documents if name not in named]
    gone = {named[name].row: named[name] for name in documents if name in named}
    return Plan(gone=list(gone.values()), problems=unknown)


def _report(plan: Plan, outcome: Outcome) -> IndexReport:
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


def _quiet(_: Progress) -> None:
    """Nobody watches."""


def _on(_: str) -> None:
    """No step stops the write."""
