"""The quotes of saved answers, each checked against its source before anything is written."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.answers.record import AnswerLine
from rag.documents.document import Document
from rag.errors import CitationError
from rag.quotes.citation import Citation, from_json
from rag.quotes.locator import printed_place
from rag.quotes.record import QuoteRecord
from rag.views.words import LATER_NOTES

if TYPE_CHECKING:  # an answer in the terminal does not wait for what audits read
    from rag.audit.verify import Sources


@dataclass(frozen=True, slots=True)
class CheckedQuote:
    """One quote of an export: its number over all answers from 1, the JSON, and its source."""

    number: int
    quote: QuoteRecord
    citation: Citation
    document: Document


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer of an export. An abstention has no quotes."""

    record: AnswerLine
    quotes: tuple[CheckedQuote, ...]


def cited(records: Iterable[AnswerLine], library: "Sources") -> list[Answered]:
    """The answers with their quotes; raises CitationError for the first that is not intact.

    What a quote says of its words beside them (who speaks, the title, a note) must be so as well.
    """
    from rag.audit.saved import quotes_of

    answereds: list[Answered] = []
    number = 0
    for line, record in enumerate(records, 1):
        quotes: list[CheckedQuote] = []
        for quote in quotes_of(record, line):
            number += 1
            quotes.append(_cited(number, quote, library))
        answereds.append(Answered(record, tuple(quotes)))
    return answereds


def _cited(number: int, quote: QuoteRecord, library: "Sources") -> CheckedQuote:
    from rag.audit.members import wrong_member
    from rag.audit.saved import wrong_beside

    citation = from_json(quote)
    row = library.find(citation.path)
    if row is None:
        raise CitationError(f"{citation.path!r} is not in the index. Run: quoth verify")
    document = library.document(row.doc_id)
    try:
        citation.check(document)
        wrong = wrong_member(quote, document, citation.spans) or wrong_beside(quote, library)
        if wrong is not None:
            raise CitationError(wrong)
    except CitationError as error:
        raise CitationError(
            f"quote {number} is not exported: {error}. Run: quoth verify"
        ) from error
    return CheckedQuote(number, quote, citation, document)


def every(answers: Iterable[Answered]) -> Iterator[CheckedQuote]:
    """All quotes, in order."""
    for answer in answers:
        yield from answer.quotes


def documents(answers: Iterable[Answered]) -> dict[str, list[CheckedQuote]]:
    """The cited documents by path, in the order of their first quote, with their quotes."""
    quotes_of: dict[str, list[CheckedQuote]] = {}
    for item in every(answers):
        quotes_of.setdefault(item.document.path, []).append(item)
    return quotes_of


def notes_of(quote: QuoteRecord) -> Sequence[str]:
    """The source's own notes to a quote, as lines; a short one with what it stands for."""
    lines: list[str] = []
    for note in quote.get("notes") or ():
        lines.append(f"note {note['mark']}: {note['text']}")
        full = note.get("full_reference")
        if full:
            lines.append(f"that is, note {full['mark']}: {full['text']}")
    return [*lines, *paragraph_note_words(quote)]


def paragraph_note_words(quote: QuoteRecord) -> list[str]:
    """Notes further on in the quote's paragraph, labelled as that."""
    return [
        f"note {note['mark']}, {place}: {note['text']}"
        for member, place in LATER_NOTES.items()
        for note in quote.get(member) or ()
    ]


def where(quote: QuoteRecord) -> str:
    """The words of a footnote: title, author, date, place, and the exact characters."""
    document, locator = quote["document"], quote.get("locator") or {}
    parts = [
        document.get("title"), document.get("author"), document.get("date"), document["path"],
        printed_place(locator.get("page"), locator.get("printed_lines")),
        f"line {locator['line']}" if locator.get("line") else None,
        "read by OCR" if "ocr" in (quote.get("warnings") or ()) else None,
        f"characters {quote['spans'][0]['start']}–{quote['spans'][-1]['end']}",
        f"SHA-256 {document['sha256'][:12]}",
    ]  # fmt: skip
    return ", ".join(part for part in parts if part)
