"""A quote, a document and a note as JSON: one part of the contract that outside tools depend on.

Every quote is checked against its source once more on its way out (rag/quotes/check.py). One that
fails raises CitationError: nothing is shown that the source does not bear out. Every member is
described in docs/answer-format.md; docs/answer.schema.json is made from these types.
"""

from collections.abc import Iterable
from typing import NotRequired

from typing_extensions import TypedDict

from rag.documents.document import Document, Note, VoiceKind
from rag.quotes.check import check_quote
from rag.quotes.citation import cite
from rag.quotes.locator import Locator, locator_of
from rag.quotes.quote import Lead, LeadKind, Quote, SameSentence
from rag.span import Span


class SpanRecord(TypedDict):
    """Half-open code points of layer 1."""

    start: int
    end: int


class PathRecord(TypedDict):
    """A document by its path."""

    path: str


class TitledRecord(PathRecord):
    """A document by its names."""

    id: str
    title: str | None


class DocumentRecord(TypedDict):
    """What identifies a document, and what it says of itself."""

    id: str
    path: str
    sha256: str
    title: str | None
    author: str | None
    date: str | None
    address: NotRequired[str | None]


class LocatorRecord(TypedDict):
    """Where a quote begins: the page as printed, the path of headings, the line of the file.

    `printed_lines` are the numbers of its lines where the print counts them.
    """

    page: str | None
    section: str
    line: int
    printed_lines: NotRequired[str | None]


class VoiceRecord(TypedDict):
    """Who speaks in a quote; the speaker is None where nobody is named."""

    kind: VoiceKind
    speaker: str | None


class NoteRecord(TypedDict):
    """A note of the source, with the full reference that a short one stands for."""

    mark: str
    text: str
    spans: list[SpanRecord]
    full_reference: "NoteRecord | None"


class ContextRecord(TypedDict):
    """Reading text on either side of a quote."""

    before: str
    after: str


class SelectorRecord(TypedDict):
    """A W3C TextQuoteSelector: the words in layer 1, with 32 code points on either side."""

    exact: str | None
    prefix: str | None
    suffix: str | None


class PlaceRecord(TypedDict):
    """Another document with the same words."""

    document: DocumentRecord
    spans: list[SpanRecord]
    locator: NotRequired[LocatorRecord]


class LeadRecord(TypedDict):
    """Words of the same document that the quote is read under."""

    kind: LeadKind
    text: str
    spans: list[SpanRecord]


class QuoteRecord(TypedDict):
    """A quote as data; from `answer_spans` on, members came after version 0.1."""

    number: int
    text: str
    spans: list[SpanRecord]
    document: DocumentRecord
    locator: LocatorRecord
    voice: VoiceRecord
    notes: list[NoteRecord]
    context: ContextRecord
    occurrence: list[int]
    score: float
    paragraph_notes: NotRequired[list[NoteRecord]]
    following_notes: NotRequired[list[NoteRecord]]
    answer_spans: NotRequired[list[SpanRecord]]
    warnings: NotRequired[list[str]]
    selector: NotRequired[SelectorRecord]
    also: NotRequired[list[PlaceRecord]]
    lead: NotRequired[list[LeadRecord]]
    items: NotRequired[list[int] | None]


def quote_json(quote: Quote, number: int) -> QuoteRecord:
    """One quote, numbered from 1; raises CitationError if its source does not bear it out."""
    citation = cite(quote)
    before, after = quote.context
    return {
        "number": number,
        "text": citation.text,
        "spans": spans_json(citation.spans),
        "document": document_json(quote.document),
        "locator": locator_json(quote.locator),
        "voice": {"kind": quote.voice.kind, "speaker": quote.voice.speaker},
        "notes": [note_json(note) for note in quote.notes],
        "paragraph_notes": [note_json(note) for note in quote.paragraph_notes],
        "following_notes": [note_json(note) for note in quote.following_notes],
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
        "also": [place_json(place, citation.text) for place in quote.also],
        "lead": [lead_json(lead, quote) for lead in quote.lead],
        "items": None if quote.items is None else list(quote.items),
    }


def place_json(place: SameSentence, text: str) -> PlaceRecord:
    """Another place of the words `text`; raises CitationError unless they stand there."""
    check_quote(text, place.spans, place.document)
    return {
        "document": document_json(place.document),
        "spans": spans_json(place.spans),
        "locator": locator_json(locator_of(place.document, place.spans)),
    }


def lead_json(lead: Lead, quote: Quote) -> LeadRecord:
    """What the quote is read under; raises CitationError unless it stands there."""
    text = quote.words_at(lead.spans)
    check_quote(text, lead.spans, quote.document)
    return {"kind": lead.kind, "text": text, "spans": spans_json(lead.spans)}


def locator_json(locator: Locator) -> LocatorRecord:
    """Where a person finds a quote."""
    return {
        "page": locator.page, "section": locator.section, "line": locator.line,
        "printed_lines": locator.printed_lines,
    }  # fmt: skip


def document_json(document: Document) -> DocumentRecord:
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


def note_json(note: Note) -> NoteRecord:
    """A note of the source, with the full reference that a short one stands for."""
    full = note.full_reference
    return {
        "mark": note.mark,
        "text": note.text,
        "spans": spans_json(note.spans),
        "full_reference": None if full is None else note_json(full),
    }


def spans_json(spans: Iterable[Span]) -> list[SpanRecord]:
    """Spans as objects, in the same order."""
    return [{"start": span.start, "end": span.end} for span in spans]
