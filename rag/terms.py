"""The content words of a question, and how many of them a text holds. No model."""

import re

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_STOP = frozenset(
    "a an and any are as at be been being but by can could did do does for from had has have he "
    "her his how i if in into is it its many me much my no not of on or our shall she should so "
    "some than that the their them then there these they this those to was we were what when "
    "where which who whom whose why will with would you your say says said according".split()
)
_STEM = re.compile(r"(?:['’]s|ies|ied|ing|ed|es|s|e|y)$")


def coverage(question: str, text: str, *, names_only: bool = False) -> float:
    """The share, 0..1, of the question's content words that occur in `text`, lightly stemmed.

    With `names_only` just names and figures count (1.0 if the question has none).
    """
    words = content_words(question)
    if names_only:
        words = [w for w in words[1:] if w[0].isupper() or w[0].isdigit()]
    if not words:
        return 1.0
    there = {_stem(w) for w in _WORD.findall(text)}
    return sum(_stem(w) in there for w in words) / len(words)


def content_words(question: str) -> list[str]:
    """The words of a question that are no function words, in order, as they are written."""
    return [w for w in _WORD.findall(question) if w.lower() not in _STOP]


def _stem(word: str) -> str:
    word = word.lower()
    return _STEM.sub("", word) if len(word) > 4 else word
