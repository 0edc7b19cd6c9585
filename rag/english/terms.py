"""The content words of a question, and how many of them a text holds. No model."""

import math
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from rag.english import months
from rag.english.numbers import COUNTED
from rag.english.words import STOP_WORDS

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_STOP = (
    frozenset(STOP_WORDS)
    .difference(("about", "may", "might"))
    .union(
        "according any but if many me much my no not said say says shall so some than them "
        "then".split()
    )
)
_STEM = re.compile(r"(?:['’]s|ies|ied|ing|ed|es|s|e|y)$")


Counted = Literal["all", "names", "numbers"]


def coverage(question: str, text: str, which: Counted = "all") -> float:
    """The share, 0..1, of the question's content words that occur in `text`, lightly stemmed.

    With "names" just names and figures count, with "numbers" only figures (1.0 if the question
    has none).
    """
    words = content_words(question)
    if which == "names":
        words = [w for w in words[1:] if w[0].isupper() or w[0].isdigit()]
    elif which == "numbers":
        words = [w for w in words if w[0].isdigit()]
    if not words:
        return 1.0
    there = stems_of(text)
    return sum(stem(w) in there for w in words) / len(words)


@lru_cache(maxsize=1024)  # one question asks several times about the same few hundred texts
def stems_of(text: str) -> frozenset[str]:
    """The stems of all words of a text."""
    return frozenset(stem(w) for w in WORD.findall(text))


def content_stems(text: str) -> frozenset[str]:
    """The stems of its content words."""
    return frozenset(map(stem, content_words(text)))


def content_words(question: str) -> list[str]:
    """The words of a question that are no function words, in order, as they are written."""
    return [w for w in words_of(question) if not is_function_word(w.lower())]


def words_of(text: str) -> list[str]:
    """All words of a text, in order, as they are written."""
    return WORD.findall(text)


def in_order(some: Iterable[str], everything: Iterable[str]) -> bool:
    """Whether some words stand among others in their order, whatever stands between them."""
    rest = iter(everything)
    return all(word in rest for word in some)


def is_function_word(word: str) -> bool:
    """Whether a word in lower case has no content of its own."""
    return word in _STOP


def stem(word: str) -> str:
    """The word in lower case, without the ending of its number, tense or possessor."""
    word = word.lower()
    return _STEM.sub("", word) if len(word) > 4 else word


_NUMBER = rf"\d|\b{COUNTED}\b"
_DATE = (
    r"\b\d{4}\b|\b\d{4}s\b|\b(?:"
    + "|".join((*months.MONTHS, *months.WEEKDAYS))
    + r"|century|yesterday|spring|summer|autumn|winter)\b|\b(?:days?|weeks?|months?|years?)\s+"
    r"(?:later|earlier|before|after|ago)\b|\b\d{1,2}(?::\d\d)?\s*[ap]\.?m\b"
)
_WANTS = (
    (
        re.compile(r"\bhow\s+(?:many|much|long|far|old|large|big|tall|deep|often|high)\b", re.I),
        _NUMBER,
    ),
    (re.compile(r"\bwhat\s+(?:number|percentage|share|proportion|amount)\b", re.I), _NUMBER),
    (
        re.compile(r"\bwhen\b|\b(?:what|which)\s+(?:year|date|day|month|century|time)\b", re.I),
        _DATE,
    ),
)
_NAMED = re.compile(
    r"\bwho(?:m|se)?\b|\bwhere\b|\b(?:what|which)\s+(?:city|country|town|place)\b", re.I
)


def fits(question: str, sentence: str) -> float:
    """Whether a sentence holds the kind of thing that is asked for: 1 yes, 0 no, 0.5 anything.

    A figure for "how many", a date for "when", a name that the question does not hold for
    "who" and "where".

    >>> fits("When was it opened?", "It was opened in 1911."), fits("Why?", "Because.")
    (1.0, 0.5)
    """
    for asked, wanted in _WANTS:
        if asked.search(question):
            return float(bool(re.search(wanted, sentence, re.I)))
    if _NAMED.search(question):
        known = {word.lower() for word in WORD.findall(question)}
        names = [w for w in WORD.findall(sentence)[1:] if w[0].isupper()]
        return float(any(name.lower() not in known for name in names))
    return 0.5


_WORD = re.compile(r"[^\W_]+")
_LETTERS = 6


def _stems(words: Sequence[str]) -> set[str]:
    """The words' first letters, in lower case."""
    return {word.lower()[:_LETTERS] for word in words}


def rare_coverage(question: str, sentences: Sequence[str]) -> list[float]:
    """The share, 0..1, of the question's content words by weight that each sentence holds.

    >>> rare_coverage("Who owns the dam?", ["The dam is old.", "The town owns the dam."])
    [0.2082559308114424, 1.0]
    """
    wanted = _stems(content_words(question))
    covered = [_stems(_WORD.findall(sentence)) & wanted for sentence in sentences]
    count = {word: sum(word in words for words in covered) for word in wanted}
    weight = {w: math.log((len(covered) + 1) / (count[w] + 0.5)) for w in wanted}
    total = sum(weight.values())
    return [sum(weight[w] for w in words) / total if total else 0.0 for words in covered]
