"""Keeping a known answer: which document answers a question, and what was kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from rag.search import DocumentRow
from rag.views.escape import in_path
from rag.views.template import render
from rag.views.words import counted


@dataclass(frozen=True, slots=True)
class _Choice:
    """A document that may answer, and where its words are marked."""

    title: str
    path: str
    url: str


def choose_page(rows: Sequence[DocumentRow], question: str) -> Markup:
    """Which document answers, or that none does."""
    documents = [
        _Choice(row.title or row.path, row.path, f"/keep/{row.doc_id}?question={in_path(question)}")
        for row in rows
    ]
    return render(
        "web/keep.html", title="Keep as a known answer", question=question, documents=documents
    )


def saved_page(question: str, passages: Sequence[str], count: int) -> Markup:
    """What was kept, word for word, and where it is used."""
    return render(
        "web/kept.html",
        title="Kept",
        question=question,
        passages=passages,
        counted=counted(count, "question"),
    )


def known_page(lines: Sequence[Mapping[str, Any]]) -> Markup:
    """All known answers, the newest first, each with a button that takes it out."""
    return render(
        "web/known.html",
        title="Known answers",
        counted=counted(len(lines), "question"),
        lines=lines[::-1],
    )
