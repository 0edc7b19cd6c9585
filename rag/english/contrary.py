"""Sentences that say the contrary of what is asked: "accept" for "reject", "local" for "non-local".

Only of questions for something: to "Is it open on Sundays?" a sentence that denies it is an answer.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from rag.english.lexicon import is_word
from rag.english.numbers import ORDINALS
from rag.english.opposites import CONTRASTS, DENIAL, OPPOSITES
from rag.english.terms import coverage, is_function_word, stem, stems_of, words_of
from rag.english.words import AUX

_CONVERSE = frozenset(("win", "buy", "more", "arriv", "befor"))
"""Of these one side may be told by the other: who bought is told by what was sold to whom."""
_SIDES = [
    sides
    for pair in OPPOSITES
    if not _CONVERSE
    & (sides := [frozenset(map(stem, side.split())) for side in pair.split("|")])[0]
]
_KINDS = [frozenset(map(stem, words)) for words in (*CONTRASTS, (*ORDINALS, "last"))]
_LACKS = re.compile(
    r"\b(?:(?:fail|refus|reject|lack|exclu|prevent|oppos|den[iy]|forb|prohibit|avoid|miss|stop|leav"
    r"|clos|empt|absen|instead|rather|unlike|withou)\w*|except|but|other|only|ban(?:s|ned)?|few|fewer"
    r"|little|free|left|los(?:e|es|t|s)|against|less|no|none|nobody|neither|nor|than|un(?:less|til))\b",
    re.I,
)
"""Words that may deny without "not"."""
_SAID = 0.75
"""The share of a question's words that a sentence must have to affirm what the question denies."""
_PREFIX = re.compile(r"(?:non|un|in|im|ir|dis)(?P<bare>[a-z]{4,})")


def says_the_contrary(question: str, text: str) -> bool:
    """Whether a text has the contrary of a word of the question, and not the word.

    >>> says_the_contrary("Who opposed the new bridge?", "Ann Roth supported it.")
    True
    """
    first = next(iter(words_of(question)), "").lower()
    if first in AUX:
        return False
    there = stems_of(text)
    if any(not own & there and other & there for own, other in _opposites_of(question)):
        return True
    if _bare_of(question, text):
        return True
    if first == "why" or not DENIAL.search(question):
        return False
    return coverage(question, text) >= _SAID and not (
        DENIAL.search(text) or _LACKS.search(text) or any(map(_denied, words_of(text)))
    )


def called_otherwise(question: str, text: str, around: str) -> bool:
    """Whether a noun has another word of its kind before it in a text, or in what is around it.

    Any other word than the question's is no sign: on papers of the dev packs that refused five
    right answers of 200 and stopped three wrong ones of 170.

    >>> called_otherwise("When did the first train run?", "The last train ran in May.", "")
    True
    """
    grouped = _grouped(question)
    if not grouped:
        return False
    there, pairs = stems_of(text), {*_pairs(text), *_pairs(around)}
    for (own, noun), group in grouped:
        if own not in there and (own, noun) not in pairs and any((w, noun) in pairs for w in group):
            return True
    return False


@lru_cache(maxsize=16)  # one question is held against a few hundred sentences
def _grouped(question: str) -> tuple[tuple[tuple[str, str], frozenset[str]], ...]:
    """The words of a question that have others of their kind: each with its noun, and the kind."""
    kinds = ((pair, next((k for k in _KINDS if pair[0] in k), None)) for pair in _pairs(question))
    return tuple((pair, kind) for pair, kind in kinds if kind is not None)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Each word with the one behind it, and with the next but one, as stems."""
    words = [stem(word) for word in words_of(text)]
    for step in (1, 2):
        yield from (
            (a, b) for a, b in zip(words, words[step:], strict=False) if not is_function_word(b)
        )


@lru_cache(maxsize=16)
def _opposites_of(question: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """The sides of opposites that a question takes, each with the stems of the other sides."""
    asked = stems_of(question)
    taken = [[side for side in sides if side & asked] for sides in _SIDES]
    return tuple(
        (own[0], frozenset().union(*sides) - own[0])
        for own, sides in zip(taken, _SIDES, strict=True)
        if len(own) == 1
    )


def _denied(word: str) -> bool:
    """Whether a word is denied by what stands before it ("unpaid"), and is no other ("under")."""
    denied = _PREFIX.fullmatch(word.lower().replace("-", ""))
    return denied is not None and is_word(denied["bare"])


@lru_cache(maxsize=16)
def _denied_words(question: str) -> tuple[tuple[str, str], ...]:
    """The stems of words that a question denies by a prefix, as they stand and without it."""
    words = (one.replace("-", "") for one in map(str.lower, words_of(question)))
    denied = ((word, _PREFIX.fullmatch(word)) for word in words)
    return tuple((stem(word), stem(match["bare"])) for word, match in denied if match)


def _bare_of(question: str, text: str) -> bool:
    """Whether a word is denied in the question ("non-local"), and stands in the text as it is."""
    denied = _denied_words(question)
    if not denied or DENIAL.search(text):
        return False
    there = stems_of(text.replace("on-", "on"))
    return any(whole not in there and bare in there for whole, bare in denied)
