"""What stands behind a preposition, and of what: "lamps along the lake", "convicted of murder".

Of two sentences each may say it of another thing, and then one does not answer for the other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from rag.english.events import verb_stems
from rag.english.patterns.things import THINGS_DETERMINERS, THINGS_GENERAL
from rag.english.terms import is_function_word, stem, stems_of
from rag.english.things import alike
from rag.english.words import FUNCTION, VERBS

_TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|[^\w\s]")
_LINKS = frozenset("at of from to with by near along off for against into over under".split())
"""Not "in": one place may lie in the other."""
_IDLE = THINGS_GENERAL | frozenset(
    "time times respect regard reference relation once first last least most beginning way fact "
    "means order kind type sort case example view light turn use front favour addition".split()
)
"""Nouns behind a preposition that lead nowhere ("with respect to", "at the same time")."""
_BACK, _LONGEST, _ROOT = 8, 4, 5
"""Words that are read before and behind a preposition; letters that words of one root share."""


_MISSPELT = 0.7
"""How alike words are of which one may be misspelt."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A preposition, the stems of the content words before it, the nearest first, and its words.

    `words` are those behind it as they are written, the head last.
    """

    before: tuple[str, ...]
    link: str
    words: tuple[str, ...]


@lru_cache(maxsize=512)  # one question is held against a few hundred sentences
def slots(text: str) -> tuple[Slot, ...]:
    """The places that the prepositions of a text open.

    >>> slots("Nine lamps stand along the lake path.")[0].words
    ('lake', 'path')
    """
    return tuple(_slots(_TOKEN.findall(text)))


def filled_otherwise(question: str, text: str) -> bool:
    """Whether a text has another word at a place that the question fills; in doubt it has not.

    >>> filled_otherwise("Who was the mayor of Lund?", "The mayor of Ystad was Ann Roth.")
    True
    """
    return any(_otherwise(asked, text) for asked in slots(question) if _tells(asked.words))


def _otherwise(asked: Slot, text: str) -> bool:
    there, own = stems_of(text), verb_stems(asked.before[0])
    roots = {one[:_ROOT] for one in there}
    if alike(stem(asked.words[-1])) & there:
        return False
    if any(stem(word) in there or word.lower()[:_ROOT] in roots for word in asked.words):
        return False
    if get_close_matches(stem(asked.words[-1]), there, 1, _MISSPELT):
        return False
    return any(
        one.link == asked.link and own & set(one.before) and _tells(one.words)
        and one.words[0].isalpha() is asked.words[0].isalpha()  # no figure for a thing
        for one in slots(text)
    )  # fmt: skip


def _slots(tokens: Sequence[str]) -> Iterator[Slot]:
    for at, token in enumerate(tokens):
        if token.lower() in _LINKS:
            before, words = _before(tokens, at), _behind(tokens, at)
            if token == "of":  # it belongs to the word right before it, if to any
                before = before[:1] if tokens[at - 1].lower() not in FUNCTION else ()
            if before and words:
                yield Slot(before, token.lower(), words)


def _before(tokens: Sequence[str], at: int) -> tuple[str, ...]:
    """The stems of the content words before a place in its clause, the nearest first."""
    found: list[str] = []
    for token in reversed(tokens[max(0, at - _BACK) : at]):
        if not token[0].isalnum():
            break
        if not is_function_word(token.lower()):
            found.append(stem(token))
    return tuple(found)


def _behind(tokens: Sequence[str], at: int) -> tuple[str, ...]:
    """The words of the noun phrase behind a preposition; none for a verb ("to mend")."""
    words: list[str] = []
    for token in tokens[at + 1 : at + 2 + _LONGEST]:
        low = token.lower()
        if low in THINGS_DETERMINERS and not words:
            continue
        if low in ("to", "and", "or", "because"):
            return ()  # "for the children to attend", "of suspected and sure cases"
        if not token[0].isalnum() or low in FUNCTION or (words and low in VERBS):
            break
        words.append(token)
    alone = tokens[at + 1 : at + 2] == words[:1] and words[:1] and words[0].islower()
    verb = alone and (tokens[at].lower() == "to" or words[0] in VERBS or words[0].endswith("ing"))
    return () if verb else tuple(words)


def _tells(words: Sequence[str]) -> bool:
    """Whether a noun phrase tells one thing from others; no general word and no abbreviation."""
    head = words[-1]
    return head.lower() not in _IDLE and not (head.isupper() and head.isalpha())
