"""Answers as a table for spreadsheets (CSV, RFC 4180): a row a quote, or one for no answer."""

from collections.abc import Iterator, Sequence

from rag.files import csv_of
from rag.quotes.locator import printed_place
from rag.quotes.record import QuoteRecord
from rag.views.checked import Answered
from rag.views.escape import neutral
from rag.views.parts import AnswerParts, QuoteParts, parts_of

_ANSWER = ("id", "question", "status", "confidence", "answer")
_QUOTE = ("number", "quote", "spoken by", "to mind", "title", "author", "date", "path", "page",
          "section", "line", "characters", "SHA-256", "notes")  # fmt: skip


def sheet(answers: Sequence[Answered]) -> bytes:
    """The table; what is no visible character is written out."""
    both = zip(answers, parts_of(answers), strict=True)
    rows = (row for answer, parts in both for row in _rows(answer, parts))
    return csv_of([neutral(cell) for cell in row] for row in ((*_ANSWER, *_QUOTE), *rows))


def _rows(answer: Answered, parts: AnswerParts) -> Iterator[Sequence[str]]:
    named = (str(answer.record.get(name, "")) for name in _ANSWER[:-1])
    of_answer = (*named, "\n".join(parts.said))
    for item, quote in zip(answer.quotes, parts.quotes, strict=True):
        yield (*of_answer, *_quote(item.quote, quote))
    if not answer.quotes:
        yield (*of_answer, *[""] * len(_QUOTE))


def _quote(record: QuoteRecord, parts: QuoteParts) -> Iterator[str]:
    document, locator = record["document"], record.get("locator") or {}
    author = str(document.get("author") or "")
    spans = [f"{span['start']}–{span['end']}" for span in record["spans"]]
    yield from (str(parts.number), parts.text, parts.voice or author)
    yield "\n".join(parts.warnings)
    yield from (str(document.get(name) or "") for name in ("title", "author", "date", "path"))
    yield printed_place(locator.get("page"), locator.get("printed_lines")) or ""
    yield from (str(locator.get(name) or "") for name in ("section", "line"))
    yield from (" ".join(spans), str(document["sha256"]), "\n".join(parts.lines))
