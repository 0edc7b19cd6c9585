"""What is counted in a document for the library page."""

from dataclasses import dataclass

from rag.documents.document import Document


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """What is counted in a document: words, pages, notes, and marks that no note answers to."""

    words: int
    pages: int
    notes: int
    lost: int


def document_counts(document: Document) -> DocumentCounts:
    """Count a document."""
    lost = sum(not marker.notes for marker in document.markers)
    words = len(document.reading.text.split())
    return DocumentCounts(words, len(document.pages), len(document.notes), lost)
