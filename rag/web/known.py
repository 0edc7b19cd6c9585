"""Known answers that a user keeps: lines of a question file for `quoth eval`."""

import hashlib
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from rag.document import Document
from rag.span import Span

Json = dict[str, Any]


@dataclass(slots=True)
class KnownAnswers:
    """The question file at `path`, one line a question. Thread-safe."""

    path: Path
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def lines(self) -> list[Json]:
        """The lines, oldest first; none where the file is not there yet."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return []
        return [orjson.loads(line) for line in data.splitlines() if line.strip()]

    def keep(self, line: Json) -> None:
        """Add a line; it takes the place of an older one with the same question."""
        with self._guard:
            kept = [old for old in self.lines() if old["id"] != line["id"]]
            draft = self.path.with_name(f"{self.path.name}.new")
            option = orjson.OPT_APPEND_NEWLINE
            draft.write_bytes(b"".join(orjson.dumps(one, option=option) for one in [*kept, line]))
            draft.replace(self.path)


def answerable(
    question: str, document: Document, sentences: Sequence[Sequence[Span]], every: bool
) -> Json:
    """The line of a question that these sentences answer; `every` says that all are needed.

    Raises SpanError for a span outside of the document.
    """
    spans = [span for sentence in sentences for span in sentence]
    need = "all" if every or any(len(sentence) > 1 for sentence in sentences) else "any"
    return _line(question, True, need, [_evidence(document, span) for span in spans])


def unanswerable(question: str) -> Json:
    """The line of a question that the documents do not answer."""
    return _line(question, False, "any", [])


def _line(question: str, answered: bool, need: str, evidence: Iterable[Json]) -> Json:
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


def _evidence(document: Document, span: Span) -> Json:
    words = span.of(document.text)
    return {
        "doc": document.path,
        "start": span.start,
        "end": span.end,
        "sha256": hashlib.sha256(words.encode("utf-8")).hexdigest(),
        "quote": words,
    }
