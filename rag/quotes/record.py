"""A quote, a document and a note as JSON: one part of the contract that outside tools depend on.

Every quote is checked against its source once more on its way out (rag/quotes/check.py). One that
fails raises CitationError: nothing is shown that the source does not bear out.
"""

from collections.abc import Iterable
from typing import Any

from rag.documents.document import Document, Note
from rag.quotes.citation import cite
from rag.quotes.quote import Quote
from rag.span import Span

Json = dict[str, Any]


def quote_json(quote: Quote, number: int) -> Json:
    """One quote, numbered from 1; raises CitationError if its source does not bear it out."""
    citation = cite(quote)
    before, after = quote.context
    return {
        "number": number,
        "text": citation.text,
        "spans": spans_json(citation.spans),
        "document": document_json(quote.document),
        "locator": {
            "page": quote.locator.page,
            "section": quote.locator.section,
            "line": quote.locator.line,
        },
        "voice": {"kind": quote.voice.kind, "speaker": quote.voice.speaker},
        "notes": [note_json(note) for note in quote.notes],
        "context": {"before": before, "after": after},
        "occurrence": list(quote.occurrence),
        "score": quote.score,
        "answer_spans": spans_json(quote.answer_spans),
        "warnings": list(quote.warnings),
        "selector": {
            "exact": citation.exact,
            "prefix": citation.prefix,
            "suffix": citation.suffix,
        },
        "also": [
            {"document": document_json(place.document), "spans": spans_json(place.spans)}
            for place in quote.also
        ],
    }


def document_json(document: Document) -> Json:
    """What identifies a document, and what it says of itself."""
    return {
        "id": document.doc_id,
        "path": document.path,
        "sha256": document.sha256,
        "title": document.title,
        "author": document.author,
        "date": document.date,
        "address": document.address,
    }


def note_json(note: Note) -> Json:
    """A note of the source, with the full reference that a short one stands for."""
    full = note.full_reference
    return {
        "mark": note.mark,
        "text": note.text,
        "spans": spans_json(note.spans),
        "full_reference": None if full is None else note_json(full),
    }


def spans_json(spans: Iterable[Span]) -> list[dict[str, int]]:
    """Spans as objects, in the same order."""
    return [{"start": span.start, "end": span.end} for span in spans]
