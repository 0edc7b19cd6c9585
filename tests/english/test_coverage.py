"""Rare words of a question in the sentences of a context."""

import pytest

from rag.english.terms import rare_coverage


def test_a_word_in_every_sentence_weighs_least() -> None:
    """The sentence with the rare word is ahead of those with the common one."""
    lines = ["The dam is old.", "The dam is wide.", "A miller owned the dam.", "It rained."]
    scores = rare_coverage("Who owned the dam?", lines)
    assert max(scores) == scores[2] == pytest.approx(1.0)
    assert scores[0] == scores[1] < 0.5
    assert scores[3] == 0.0


def test_questions_without_content_words_cover_nothing() -> None:
    """No words, no sentences: no error."""
    assert rare_coverage("Who was it?", ["It was he."]) == [0.0]
    assert rare_coverage("Who owned the dam?", []) == []
