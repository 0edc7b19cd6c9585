"""A quote's text is derived from its spans and equals them, mark-up and white space aside."""

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from rag.errors import SourceError, SpanError
from rag.quotes.check import check_quote
from rag.quotes.quote import Quote, quote_at
from rag.quotes.voice import Voice
from rag.span import Span
from tests.documents.test_regions import ESSAY
from tests.support.building import document
from tests.support.hostile import hostile_text


@given(hostile_text)
@hypothesis_settings(deadline=None)
def test_every_sentence_of_a_hostile_document_is_a_true_quote(text: str) -> None:
    """The second implementation, which reads layer 1 only, accepts every one."""
    try:
        found = document(text)
    except SourceError:
        return
    for start, end in found.reading.sentences:
        quote = quote_at(found, start, end)
        check_quote(quote.text, quote.spans, found)


def test_a_quote_over_a_page_break_brings_both_its_notes() -> None:
    """Notes are those of the marks inside the quote and right behind it."""
    found = document(ESSAY)
    first, second = found.reading.sentences[2:4]
    assert [n.mark for n in quote_at(found, *first).notes] == ["1"]
    assert [n.mark for n in quote_at(found, first[0], second[1]).notes] == ["1", "2"]
    assert quote_at(found, *second).notes[0].full_reference == found.notes[0]


def test_the_same_sentence_twice_is_told_apart() -> None:
    """Each place knows which of how many it is."""
    found = document("# T\n\nThe gate was open. Nobody came. The gate was open.")
    quotes = [quote_at(found, *s) for s in found.reading.sentences[1:]]
    assert [q.occurrence for q in quotes] == [(1, 2), (1, 1), (2, 2)]


def test_locator_and_context_say_where_the_words_stand() -> None:
    """Line from 1, headings above, the sentences beside."""
    found = document("# Title\n\n## Part\n\nOne came. Two went. Three stayed.\n")
    quote = quote_at(found, *found.reading.sentences[3])
    assert (quote.text, quote.context) == ("Two went.", ("One came.", "Three stayed."))
    assert (quote.locator.line, quote.locator.section) == (5, "Part")


def test_spans_that_skip_words_are_no_quote() -> None:
    """Two pieces with words between them are two quotes."""
    found = document("# T\n\nOne came and two went away.")
    with pytest.raises(SpanError, match="not one run"):
        Quote(found, (Span(5, 8), Span(14, 17)), Voice("author"))
