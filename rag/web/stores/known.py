"""Known answers that a user keeps: lines of a question file for `quoth eval`."""

import hashlib
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from rag.documents.document import Document
from rag.errors import QuestionError
from rag.files import write_whole
from rag.measure.questions import GoldRecord, KnownRecord, Need
from rag.span import Span

if TYPE_CHECKING:
    from rag.measure.library import Documents


@dataclass(slots=True)
class KnownAnswers:
    """The question file at `path`, one line a question. Thread-safe."""

    path: Path
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def lines(self) -> list[KnownRecord]:
        """The lines, oldest first; none where the file is not there yet."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return []
        return [orjson.loads(line) for line in data.splitlines() if line.strip()]

    def data(self) -> bytes:
        """The file as it is; empty where it is not there yet."""
        return self.path.read_bytes() if self.path.exists() else b""

    def keep(self, line: KnownRecord) -> None:
        """Add a line; it takes the place of an older one with the same question."""
        self._replace(line["id"], [line])

    def remove(self, id: str) -> None:
        """Take a line out; nothing happens where there is none with this id."""
        self._replace(id, [])

    def _replace(self, id: str, lines: list[KnownRecord]) -> None:
        with self._guard:
            kept = [old for old in self.lines() if old["id"] != id]
            option = orjson.OPT_APPEND_NEWLINE
            made = [orjson.dumps(one, option=option) for one in [*kept, *lines]]
            write_whole(self.path, b"".join(made))


def answerable(
    question: str, document: Document, passages: Sequence[Sequence[Span]], every: bool
) -> KnownRecord:
    """The line of a question that these passages answer; `every` says that all are needed.

    Raises SpanError for a span outside of the document.
    """
    spans = [span for passage in passages for span in passage]
    need: Need = "all" if every or any(len(passage) > 1 for passage in passages) else "any"
    return _line(question, True, need, [_evidence(document, span) for span in spans])


def unanswerable(question: str) -> KnownRecord:
    """The line of a question that the documents do not answer."""
    return _line(question, False, "any", [])


def checked(line: KnownRecord, index: "Documents") -> KnownRecord:
    """The line, which `quoth eval` reads and whose gold fits; raises QuestionError if not."""
    from rag.measure import Library, refuse_stale, stale
    from rag.measure.questions import known_of

    if not line["question"]:
        raise QuestionError("there is no question; type one first, then keep its answer")
    try:
        known = known_of(line, 1)
    except ValueError as error:
        raise QuestionError(str(error)) from error
    refuse_stale(stale([known], Library(index)))
    return line


def _line(question: str, answered: bool, need: Need, evidence: Iterable[GoldRecord]) -> KnownRecord:
    digest = hashlib.sha256(" ".join(question.casefold().split()).encode("utf-8")).hexdigest()
    return {
        "id": f"kept-{digest[:12]}",
        "type": "kept",
        "question": question,
        "answerable": answered,
        "need": need,
        "evidence": list(evidence),
        "answer": [],
    }


def _evidence(document: Document, span: Span) -> GoldRecord:
    words = span.of(document.text)
    return {
        "doc": document.path,
        "start": span.start,
        "end": span.end,
        "sha256": hashlib.sha256(words.encode("utf-8")).hexdigest(),
        "quote": words,
    }
