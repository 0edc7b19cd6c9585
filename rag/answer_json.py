"""An answer as one JSON object: the contract that outside tools depend on.

Every quote is checked against its source once more on its way out (rag/check.py). One that
fails raises CitationError: nothing is shown that the source does not bear out. Beyond the
contract a quote carries `answer_spans`, `warnings`, `selector` and `also`, and its document
`address`, the web address that the file states; a reader that does not know them may leave them
aside.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from rag.answer import Abstention, Answer
from rag.citation import cite
from rag.document import Document, Note
from rag.quote import Quote
from rag.span import Span

Json = dict[str, Any]


def to_json(
    result: Answer | Abstention, *, id: str | int, seconds: float, index: Mapping[str, Any]
) -> Json:
    """One line of a batch. `index` states generation, embedder and reader.

    Raises CitationError if a quote, or a nearest passage, is not its source's own words.
    """
    answered = isinstance(result, Answer)
    quotes = result.quotes if isinstance(result, Answer) else ()
    nearest = () if isinstance(result, Answer) else result.nearest
    return {
        "id": id,
        "question": result.question,
        "status": "answered" if answered else "abstained",
        "confidence": result.confidence,
        "reason": None if isinstance(result, Answer) else result.reason,
        "quotes": [quote_json(quote, number) for number, quote in enumerate(quotes, 1)],
        "nearest": [quote_json(quote, number) for number, quote in enumerate(nearest, 1)],
        "seconds": round(seconds, 4),
        "index": dict(index),
    }


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
