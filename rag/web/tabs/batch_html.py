"""The files that are being added: a row each, with what has become of it so far."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from markupsafe import Markup

from rag.search import IndexReport, Progress
from rag.views.template import render
from rag.views.words import capital, counted

_SIGNS = {"waiting": "·", "busy": "…", "read": "·", "done": "✓", "failed": "✗"}


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
        files = [(_SIGNS[file.state], name, file) for name, file in self.files.items()]
        return render("web/tabs/batch.html", said=said, over=self.over, files=files)
