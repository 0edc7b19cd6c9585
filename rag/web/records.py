"""What programs are given beside answers and audits (rag/web/calls.py), and what is counted."""

from dataclasses import dataclass

from typing_extensions import TypedDict

from rag.documents.document import Document, Loss
from rag.quotes.record import PathRecord, SpanRecord, TitledRecord
from rag.search.facets import FacetRecord


class ListedRecord(TypedDict):
    """A document as it is listed; `facets` also have `key` and `link` if it is catalogued."""

    doc_id: str
    path: str
    sha256: str
    title: str | None
    author: str | None
    date: str | None
    extractor: str
    characters: int
    passages: int
    keywords: list[str]
    facets: dict[str, list[FacetRecord]]


class NamedRecord(PathRecord):
    """A document's names and the hash of its file."""

    id: str
    sha256: str


class TextRecord(TypedDict):
    """A part of a document's reading text; `next` is where more of it begins."""

    document: NamedRecord
    text: str
    start: int
    end: int
    of: int
    next: int | None


class HitRecord(TypedDict):
    """A passage that search found; `start` is its place in the reading text."""

    document: TitledRecord
    section: str
    kind: str
    text: str
    start: int
    spans: list[SpanRecord]
    score: float


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """What is counted in a document: words, pages, notes, and marks that no note answers to.

    `losses` are what of it could not be read.
    """

    words: int
    pages: int
    notes: int
    lost: int
    losses: tuple[Loss, ...] = ()


def document_counts(document: Document) -> DocumentCounts:
    """Count a document."""
    lost = sum(not marker.notes for marker in document.markers)
    words = len(document.reading.text.split())
    pages, notes = len(document.pages), len(document.notes)
    return DocumentCounts(words, pages, notes, lost, document.losses)
