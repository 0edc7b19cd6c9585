"""What is counted in a document for the library page."""

from dataclasses import dataclass

from rag.documents.document import Document, Loss


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
