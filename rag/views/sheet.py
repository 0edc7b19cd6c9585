"""Answers as a table for spreadsheets (CSV, RFC 4180): a row a quote, or one for no answer."""

from collections.abc import Iterator, Sequence

from rag.files import csv_of
from rag.quotes.locator import printed_place
from rag.views.checked import Answered, CheckedQuote, notes_of
from rag.views.escape import neutral
from rag.views.words import (
    also_words,
    confidence_word,
    differ_words,
    items_words,
    no_answer_words,
    remark_words,
    voice_words,
    warnings_of,
)

_HEAD = (
    "id", "question", "answered", "confidence", "to mind", "number", "quote", "spoken by",
    "title", "author", "date", "path", "page", "section", "line", "characters", "SHA-256",
    "notes", "also in",
)  # fmt: skip


def sheet(answers: Sequence[Answered]) -> bytes:
    """The table; what is no visible character is written out."""
    rows = (row for answer in answers for row in _rows(answer))
    return csv_of([neutral(cell) for cell in row] for row in (_HEAD, *rows))


def _rows(answer: Answered) -> Iterator[Sequence[str]]:
    record = answer.record
    answered = record.get("status") == "answered"
    confidence = float(record.get("confidence") or 0.0)
    said = f"{confidence:.2f} ({confidence_word(confidence)})"
    standing = "yes" if answered else no_answer_words(record.get("reason"))
    asked = (str(record.get("id", "")), str(record.get("question", "")), standing, said)
    differ = differ_words(record, [(item.number, item.quote) for item in answer.quotes])
    mind = [*remark_words(record), *differ]
    for item in answer.quotes:
        care = "\n".join([*warnings_of(item.quote), *items_words(item.quote), *mind])
        yield (*asked, care, *_quote(item))
    if not answer.quotes:
        yield (*asked, "\n".join(mind), *[""] * (len(_HEAD) - len(asked) - 1))


def _quote(item: CheckedQuote) -> Iterator[str]:
    quote, document = item.quote, item.quote["document"]
    locator = quote.get("locator") or {}
    spans = [f"{span['start']}–{span['end']}" for span in quote["spans"]]
    yield from (str(item.number), item.citation.text)
    yield voice_words(quote.get("voice")) or str(document.get("author") or "")
    yield from (str(document.get(name) or "") for name in ("title", "author", "date", "path"))
    yield printed_place(locator.get("page"), locator.get("printed_lines")) or ""
    yield from (str(locator.get(name) or "") for name in ("section", "line"))
    yield from (" ".join(spans), str(document["sha256"]))
    yield from ("\n".join(notes_of(quote)), "\n".join(also_words(quote)))
