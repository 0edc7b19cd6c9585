"""What may be the number of the things that a question counts."""

import pytest

from rag.answers.asking.narrow import with_counts
from rag.answers.evidence import Candidate
from rag.documents.document import Passage
from rag.english.counts import may_count
from rag.span import Span

ASKED = "How many lanterns did the keeper own?"


@pytest.mark.parametrize(
    "sentence",
    [
        "She had lit eight.", "He owned 40 lamps.", "Lanterns | 7", "Dozens hung there.",
        "The keeper owned a lantern and a boat.", "He had no lanterns.", "30 per cent were his.",
        "In 1911 he owned 1,500 of them.", "About a third were his.", "He bought them three times.",
        "Lanterns--4 good ones--hung there.", "He owned various lanterns.",
    ],
)  # fmt: skip
def test_a_number_of_things_may_be_the_one_asked_for(sentence: str) -> None:
    """Whatever is counted may be what the question means; in doubt it is."""
    assert may_count(ASKED, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Abel Rune, 61, lit the lanterns on 3 May.", "He kept lanterns for 21 months.",
        "The lanterns were lit in 1911.", "See page 12.", "It cost $40.", "At 6 p.m. they burned.",
        "The 40-year-old keeper saw it.", "On the 3rd floor it was dark.", "He was a keeper.",
        "The tower is 40 metres high.", "The lanterns burned.",
    ],
)  # fmt: skip
def test_dates_ages_measures_and_pages_count_nothing(sentence: str) -> None:
    """They are figures, and no number of lanterns."""
    assert not may_count(ASKED, sentence)


def test_a_question_for_a_measure_or_for_anything_else_is_left_alone() -> None:
    """Years are a measure, and who asks for no number is told none."""
    assert may_count("How many years did it burn?", "It burned from 1900 to 1911.")
    assert may_count("Who lit it?", "Nobody.")


def test_who_counts_the_dead_is_told_of_deaths() -> None:
    """By whatever word; a number of those who lived is none."""
    assert may_count("How many sailors died?", "The storm killed nine.")
    assert may_count("How many sailors died?", "There were no deaths.")
    assert not may_count("How many sailors died?", "Nine sailors were on board.")


def test_a_sentence_with_a_number_comes_first() -> None:
    """Where none has one, the order stays and little is left of the confidence."""

    def candidate(text: str, score: float) -> Candidate:
        whole = ((0, len(text)),)
        passage = Passage("d", 0, 0, len(text), text, whole, (Span(0, len(text)),), "body")
        return Candidate(passage, 0, len(text), score, (), 0)

    dated, counted = candidate("He lit them in 1911.", 0.9), candidate("She had lit eight.", 0.6)
    found, left = with_counts(ASKED, [dated, counted])
    assert ([one.text for one in found], left) == ([counted.text, dated.text], 1.0)
    assert with_counts(ASKED, [dated])[1] < 0.5
