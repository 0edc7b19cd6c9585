"""Marking the words of a known answer: numbers of words in, spans of layer 1 out."""

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.errors import QuestionError
from rag.measure import read_known
from rag.quotes.quote import fold_space
from rag.web.marking import NumberedWords, mark_page, marked_line, ranges_of, read_ranges
from tests.support.building import document
from tests.support.web_stand import COAST, HERAT, HOSTILE, KABUL
from tests.web.test_html import Reader

DOCUMENTS = [document(text, "a.md") for text in (COAST, HERAT, HOSTILE, KABUL)]


@given(st.data())
@settings(max_examples=60)
def test_the_spans_of_marked_words_are_those_words(data: st.DataObject) -> None:
    """From the first word to the last, neither more nor less, whatever stands before them."""
    words = NumberedWords(data.draw(st.sampled_from(DOCUMENTS)))
    first = data.draw(st.integers(0, len(words.places) - 1))
    last = data.draw(st.integers(first, min(len(words.places) - 1, first + 40)))
    reading = words.document.reading
    spans = words.spans((first, last))
    start, end = reading.locate(spans)
    assert (words.places[first][0], words.places[last][1]) == (start, end)
    assert (first, last) == words.holding(spans)


@pytest.mark.parametrize("document", DOCUMENTS, ids=["coast", "herat", "hostile", "kabul"])
def test_the_page_numbers_every_word_once(document: object) -> None:
    """Each word stands in an element with its number, in order, and all text is there."""
    words = NumberedWords(document)  # type: ignore[arg-type]
    page = Reader(mark_page(words, "Who?", [(0, 2)], find="the"))
    text = words.document.reading.text
    for n, (start, end) in enumerate(words.places):
        shown = page.text_of(id=f"w{n}").split()
        assert (n, text[start:end].replace("\u202e", "\\u202e")) == (n, shown[0])


def test_a_line_over_two_sentences_is_read_by_eval(tmp_path: Path) -> None:
    """The gold behind emoji is the text that was marked, and its hash is that of layer 1."""
    words = NumberedWords(document(COAST, "coast.md"))
    text = words.document.reading.text
    at = {text[a:b]: n for n, (a, b) in enumerate(words.places)}
    chosen = (at["It"], at["pier"])
    sha256 = words.document.sha256
    line, quoted = marked_line(words, sha256, "What was large?", [chosen], every=False)
    said = "It was the largest of its time 𝔸𝔹. Nobody paid for the second pier"
    assert [said] == quoted
    (tmp_path / "known.jsonl").write_text(json.dumps(line) + "\n")
    (gold,) = read_known(tmp_path / "known.jsonl")[0].evidence
    there = gold.span.of(COAST)
    assert said == fold_space(there.replace("*", ""))
    assert gold.sha256 == hashlib.sha256(there.encode()).hexdigest()


def test_a_document_that_changed_meanwhile_is_not_marked() -> None:
    """Numbers of words of an older version would name other words today."""
    words = NumberedWords(document(COAST, "coast.md"))
    with pytest.raises(QuestionError, match="has changed"):
        marked_line(words, "0" * 64, "What?", [(0, 1)], every=False)


@pytest.mark.parametrize("value", ["", "3", "a-b", "1-2-3", "-1-4", "5-", "١-٢"])
def test_a_forged_form_is_refused(value: str) -> None:
    """Anything but two numbers is no passage."""
    with pytest.raises(QuestionError):
        read_ranges([value])


@pytest.mark.parametrize("chosen", [(4, 3), (0, 10_000)])
def test_words_that_are_not_there_are_refused(chosen: tuple[int, int]) -> None:
    """The numbers must be words of this document, in order."""
    with pytest.raises(QuestionError, match="document has words"):
        NumberedWords(document(COAST, "coast.md")).spans(chosen)


def test_a_quote_that_is_no_longer_there_is_not_marked() -> None:
    """Old spans that are no run of text today leave the page unmarked."""
    words = NumberedWords(document("# A\n\nOne.\n", "a.md"))
    old = NumberedWords(document(COAST, "coast.md")).spans((30, 31))
    assert [] == ranges_of(words, [old])
