"""A quote that the check refuses is left out and named; the others stand."""

import pytest

from rag.answers import shown
from rag.documents.assembly import document_from
from rag.documents.document import Document
from rag.documents.extraction import Extraction
from rag.errors import CitationError
from rag.quotes.quote import quote_at
from rag.span import Span


def test_one_refused_quote_does_not_take_the_answer_along(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine keeps what passes, and says in words what does not."""
    document = document_from(Extraction("It froze. It thawed.", "text/3"), "a.txt", "0" * 64)
    quotes = [quote_at(document, *sentence) for sentence in document.reading.sentences]

    def check(text: str, spans: tuple[Span, ...], source: Document) -> None:
        if text == "It froze.":
            raise CitationError(f"{source.path!r}: the words differ at {spans[0].start}")

    monkeypatch.setattr(shown, "check_quote", check)
    kept, problems = shown.borne_out(quotes)
    assert [quote.text for quote in kept] == ["It thawed."]
    assert len(problems) == 1
    assert "the words differ at 0" in problems[0]
