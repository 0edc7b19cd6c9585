"""The list of documents, the files that are being added, and what an update did, as HTML."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from types import MappingProxyType

from markupsafe import Markup

from rag.search import DocumentRow, IndexReport, Progress
from rag.search.facets import values
from rag.search.labels import Labels
from rag.views.template import render
from rag.views.words import capital, counted
from rag.web.links import Address
from rag.web.records import DocumentCounts

_SHOWN = 20  # problems, or places, that are listed one by one
_DOING = {"reading": "Reading", "recognising": "Recognising the scanned pages of"}
_SIGNS = {"waiting": "·", "busy": "…", "read": "·", "done": "✓", "failed": "✗"}


_Losses = tuple[str, Sequence[str], str]
"""How many places could not be read, what was there, and how many more."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One document. Figures are text; a dash where there is none."""

    id: str
    url: str
    title: str
    about: Sequence[str]
    path: str
    pages: str
    words: str
    notes: str
    unresolved: int
    indexed: tuple[str, str, str] | None
    losses: _Losses | None
    tags: Sequence[str]
    links: Sequence[str]


def library_html(
    rows: Sequence[DocumentRow],
    counts: Mapping[str, DocumentCounts],
    problems: Sequence[tuple[str, str]] = (),
    dated: Mapping[str, str] = MappingProxyType({}),
    labels: Mapping[str, Labels] = MappingProxyType({}),
) -> Markup:
    """The documents as a table; what to do where there are none.

    `counts`, `dated` (ISO 8601) and `labels` are by doc_id.
    """
    shown = [
        _row(row, counts.get(row.doc_id), dated.get(row.doc_id, ""), labels.get(row.doc_id))
        for row in rows
    ]
    caption = capital(counted(len(rows), "document"))
    return render("web/tabs/library.html", rows=shown, caption=caption, bad=_problems(problems))


def _row(row: DocumentRow, count: DocumentCounts | None, at: str, labels: Labels | None) -> _Row:
    return _Row(
        id=row.doc_id,
        url=Address(row.doc_id).url(),
        title=row.title or row.path,
        about=[part for part in (row.author, row.date) if part],
        path=row.path,
        pages=f"{count.pages:,}" if count and count.pages else "–",
        words=f"{count.words:,}" if count else f"{round(row.characters / 6):,}",
        notes=f"{count.notes:,}" if count else "–",
        unresolved=count.lost if count else 0,
        indexed=short_date(at),
        losses=_losses(count),
        tags=values(row, labels)["tag"],
        links=labels.stated.get("link", ()) if labels else (),
    )


def _losses(count: DocumentCounts | None) -> _Losses | None:
    if count is None or not count.losses:
        return None
    words, more = [loss.words for loss in count.losses], len(count.losses) - _SHOWN
    rest = counted(more, "more") if more > 0 else ""
    return counted(len(words), "place"), words[:_SHOWN], rest


def short_date(at: str) -> tuple[str, str, str] | None:
    """A date and time: ISO 8601, in full for who points at it, and short; None for ""."""
    if not at:
        return None
    when = datetime.fromisoformat(at).astimezone()
    return at, when.strftime("%Y-%m-%d %H:%M %Z"), f"{when.day} {when:%b %Y}"


def progress_html(step: Progress | None, name: str) -> Markup:
    """A progress bar with words: what is being done, and how far it is."""
    if step is None:
        return _bar("Reading", name, None, 0)
    return _bar(_DOING.get(step.stage, "Indexing"), step.path, step.done, step.total)


def counter_html(doing: str, done: int, total: int) -> Markup:
    """A progress bar that counts."""
    return _bar(doing, None, done, total)


def _bar(doing: str, path: str | None, done: int | None, total: int) -> Markup:
    return render("web/tabs/step.html", doing=doing, path=path, done=done, total=total)


def report_html(report: IndexReport) -> Markup:
    """What was added, and for each file that could not be read why."""
    verbs = ((report.added, "added"), (report.changed, "renewed"), (report.removed, "removed"))
    done = [f"{counted(len(paths), 'document')} {verb}" for paths, verb in verbs if paths]
    if report.unchanged and not done:
        done = ["nothing has changed"]
    said = f"{capital(', '.join(done))}." if done else ""
    return render("web/tabs/updated.html", said=said, bad=_problems(report.problems))


def news_html(questions: Sequence[str]) -> Markup:
    """The saved questions whose answers have something new; nothing where there are none."""
    more = counted(len(questions) - _SHOWN, "more") if len(questions) > _SHOWN else ""
    return render("web/tabs/news.html", questions=questions[:_SHOWN], more=more)


def _problems(problems: Sequence[tuple[str, str]]) -> tuple[Sequence[tuple[str, str]], str]:
    """Files that could not be read, each with the reason, and how many more there are."""
    more = len(problems) - _SHOWN
    rest = counted(more, "more file") if more > 0 else ""
    return problems[:_SHOWN], rest


@dataclass(slots=True)
class File:
    """One file: its state (a key of the signs), and what is said of it."""

    state: str = "waiting"
    said: str = "waiting"


@dataclass(slots=True)
class Batch:
    """Files by name, in the order in which they were given."""

    files: dict[str, File] = field(default_factory=dict)
    over: bool = False

    @classmethod
    def of(cls, names: Iterable[str]) -> "Batch":
        """All of them waiting."""
        return cls({name: File() for name in names})

    def fail(self, name: str, why: str) -> None:
        """A file that will not be added."""
        self.files[name] = File("failed", f"not added: {why}")

    def go_on(self, step: Progress) -> None:
        """Take in one step of the update; files are read one by one, then all are embedded."""
        file = self.files.get(PurePosixPath(step.path).name)
        for one in self.files.values():
            if one is not file and one.state == "busy":
                one.state, one.said = "read", "read, waiting for the index"
        if file is None:
            return
        file.state, file.said = "busy", "reading"
        if step.stage == "recognising":
            file.said = f"reading the scan, page {step.done} of {step.total}"
        elif step.stage == "embedding":
            file.said = f"indexing, passage {step.done:,} of {step.total:,} of all files"

    def end(self, report: IndexReport) -> None:
        """Take in what the update did."""
        self.over = True
        verbs = ((report.added, "indexed"), (report.changed, "renewed"),
                 (report.unchanged, "was here already"))  # fmt: skip
        for paths, verb in verbs:
            for path in paths:
                self._set(path, "done", verb)
        for path, why in report.problems:
            file = self.files.get(PurePosixPath(path).name)
            if file is not None and file.state == "done":
                file.said += f", but: {why}"
            else:
                self._set(path, "failed", f"not added: {why}")

    def stop(self, why: str) -> None:
        """Nothing was added, for one reason that concerns all."""
        self.over = True
        for file in self.files.values():
            if file.state != "failed":
                file.state, file.said = "failed", f"not added: {why}"

    def _set(self, path: str, state: str, said: str) -> None:
        name = PurePosixPath(path).name
        if name in self.files:
            self.files[name] = File(state, said)

    def to_html(self) -> Markup:
        """What is done in a line that screen readers hear, and the table of the files."""
        good = sum(file.state == "done" for file in self.files.values())
        bad = sum(file.state == "failed" for file in self.files.values())
        said = f"Adding {counted(len(self.files), 'file')} …"
        if self.over:
            failed = f", {counted(bad, 'file')} not" if bad else ""
            said = capital(f"{counted(good, 'file')} added{failed}")
            said = said if good else capital(f"{counted(bad, 'file')} not added")
        files = [(_SIGNS[file.state], name, file) for name, file in self.files.items()]
        return render("web/tabs/batch.html", said=said, over=self.over, files=files)
