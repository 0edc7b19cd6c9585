"""The indexed documents under the names that gold uses, and whether the gold still fits them."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol

from rag.documents.document import Document
from rag.errors import QuestionError, SpanError
from rag.measure.questions import Gold, KnownAnswer

if TYPE_CHECKING:
    from rag.audit.verify import ListedDocument

_SHOWN = 10


class Documents(Protocol):
    """What is needed of an index: its list of documents, and each of them."""

    def documents(self) -> "Sequence[ListedDocument]":
        """All rows."""

    def document(self, doc_id: str) -> Document:
        """One document with its layers."""


class Library:
    """Documents by path, or by file name where only one document has it."""

    def __init__(self, index: Documents) -> None:
        self._index = index
        self._ids = {row.path: row.doc_id for row in index.documents()}
        self._by_name: dict[str, list[str]] = {}
        for path in self._ids:
            self._by_name.setdefault(PurePosixPath(path).name, []).append(path)

    def path(self, doc: str) -> str | None:
        """The path of a document that gold or a quote names; None if there is none.

        Raises QuestionError for a file name that several documents share.
        """
        if doc in self._ids:
            return doc
        paths = self._by_name.get(PurePosixPath(doc).name, [])
        if len(paths) > 1:
            raise QuestionError(
                f"gold names {doc!r}, which may be any of {sorted(paths)}; "
                "expected a path that is one document's"
            )
        return paths[0] if paths else None

    def document(self, doc: str) -> Document | None:
        """The document of that path or file name; None if there is none."""
        path = self.path(doc)
        return None if path is None else self._index.document(self._ids[path])

    def texts(self) -> Iterator[tuple[str, str]]:
        """(path, layer 1) of every document, in the order of paths."""
        for path, doc_id in sorted(self._ids.items()):
            yield path, self._index.document(doc_id).text


def stale(known: Iterable[KnownAnswer], library: Library) -> dict[str | int, str]:
    """Question id → what is wrong with its gold, for questions whose gold no longer fits."""
    reasons = {}
    for one in known:
        for gold in (*one.evidence, *one.forbid):
            if why := _misfit(gold, library):
                reasons[one.id] = why
                break
    return reasons


def _misfit(gold: Gold, library: Library) -> str:
    """Why a gold span does not fit today's documents; "" if it does."""
    document = library.document(gold.doc)
    if document is None:
        return f"{gold.doc!r} is not in the index"
    try:
        text = gold.span.of(document.text)
    except SpanError as error:
        return f"{gold.doc!r}: {error}"
    if hashlib.sha256(text.encode("utf-8")).hexdigest() != gold.sha256:
        return (
            f"{gold.doc!r}: {gold.span.start}-{gold.span.end} now reads {text[:60]!r}, "
            "which is not the text that its sha256 was made of"
        )
    return ""


def refuse_stale(reasons: dict[str | int, str]) -> None:
    """Raise QuestionError, which lists them, if there is stale gold."""
    if not reasons:
        return
    lines = [f"  {question}: {why}" for question, why in list(reasons.items())[:_SHOWN]]
    if len(reasons) > _SHOWN:
        lines.append(f"  … and {len(reasons) - _SHOWN} more")
    raise QuestionError(
        f"the gold of {len(reasons)} question(s) does not fit the indexed documents:\n"
        + "\n".join(lines)
        + "\nIndex the documents that the gold was made of, or leave these questions out with "
        "--skip-stale."
    )
