"""Sentences that say the contrary of what is asked: "accept" for "reject", "local" for "non-local".

Only of questions for something: to "Is it open on Sundays?" a sentence that denies it is an answer.
"""

import re
from collections.abc import Iterator

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
    asked, there = stems_of(question), stems_of(text)
    if any(_opposed(sides, asked, there) for sides in _SIDES) or _bare_of(question, text):
        return True
    denied = DENIAL.search(question) and first != "why"
    said = coverage(question, text) >= _SAID and not (
        DENIAL.search(text) or _LACKS.search(text) or any(map(_denied, words_of(text)))
    )
    return bool(denied) and said


def called_otherwise(question: str, text: str, around: str) -> bool:
    """Whether a noun has another word of its kind before it in a text, or in what is around it.

    Any other word than the question's is no sign: on papers of the dev packs that refused five
    right answers of 200 and stopped three wrong ones of 170.

    >>> called_otherwise("When did the first train run?", "The last train ran in May.", "")
    True
    """
    there, pairs = stems_of(text), {*_pairs(text), *_pairs(around)}
    for own, noun in _pairs(question):
        group = next((group for group in _KINDS if own in group), frozenset[str]())
        if own not in there and (own, noun) not in pairs and any((w, noun) in pairs for w in group):
            return True
    return False


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Each word with the one behind it, and with the next but one, as stems."""
    words = [stem(word) for word in words_of(text)]
    for step in (1, 2):
        yield from (
            (a, b) for a, b in zip(words, words[step:], strict=False) if not is_function_word(b)
        )


def _opposed(sides: list[frozenset[str]], asked: frozenset[str], there: frozenset[str]) -> bool:
    """Whether one side alone stands in the question, and only others in the text."""
    own = [side for side in sides if side & asked]
    return len(own) == 1 and not own[0] & there and any(side & there for side in sides)


def _denied(word: str) -> bool:
    """Whether a word is denied by what stands before it ("unpaid"), and is no other ("under")."""
    denied = _PREFIX.fullmatch(word.lower().replace("-", ""))
    return denied is not None and is_word(denied["bare"])


def _bare_of(question: str, text: str) -> bool:
    """Whether a word is denied in the question ("non-local"), and stands in the text as it is."""
    if DENIAL.search(text):
        return False
    there = stems_of(text.replace("on-", "on"))
    for word in (one.replace("-", "") for one in map(str.lower, words_of(question))):
        denied = _PREFIX.fullmatch(word)
        if denied and stem(word) not in there and stem(denied["bare"]) in there:
            return True
    return False
