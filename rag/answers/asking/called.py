"""Things of one kind that the word before their noun tells apart: "the spring show".

Only words of a group ("spring", "autumn") that stand in the same place before the noun are
compared. In doubt it is the same thing.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from rag.english.numbers import ORDINALS
from rag.english.patterns.things import THINGS_PLAIN, WHICH_CONTRASTS
from rag.english.terms import is_function_word, stem
from rag.english.words import FUNCTION, PAST, VERBS

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")
_NO_NOUN = FUNCTION | VERBS | {"may"}
_ORDERS = frozenset(ORDINALS) | {"last"}
_CONTRASTS = [frozenset(map(stem, words)) for words in (*WHICH_CONTRASTS, _ORDERS)]
_SHORTEST = 3


def called_otherwise(question: str, text: str, above: str) -> bool:
    """Whether the noun has another word before it, in a text or above it, that tells two apart.

    Any other word than the question's is no sign: on papers of the dev packs that refused five
    right answers of 200 and stopped three wrong ones of 170.
    """
    around = f"{text} . {above}"
    for noun, own, between in _named_in(question):
        words = _words_before(around, noun, between)
        if own in words or own in _befores(text):
            continue
        if any(own in group and group & set(words) for group in _CONTRASTS):
            return True
    return False


def _named_in(question: str) -> Iterator[tuple[str, str, list[str]]]:
    """Each noun with a word before it that may tell it from others, and what stands between."""
    words = _TOKEN.findall(question)
    for at, noun in enumerate(words):
        if noun.lower() in _NO_NOUN or not noun[0].islower() or len(noun) < _SHORTEST:
            continue
        after = words[at + 1].lower() if at + 1 < len(words) else "?"
        ends = not after[0].isalpha() or after in _NO_NOUN | PAST or after.endswith("ed")
        before = _before(words, at)
        for place, own in enumerate(before):
            rivals = any(stem(own) in group for group in _CONTRASTS)
            if not rivals and (own in _NO_NOUN | THINGS_PLAIN or own.endswith("ly")):
                break
            if ends or rivals:
                yield stem(noun), stem(own), list(map(stem, before[:place]))


def _words_before(text: str, noun: str, between: Sequence[str]) -> list[str]:
    """The word that stands before the noun and `between`; "" for each noun without one."""
    place = len(between)
    return [
        "".join(before[place : place + 1]) if before[:place] == between else ""
        for before in _befores(text).get(noun, ())
    ]


@lru_cache(maxsize=256)
def _befores(text: str) -> dict[str, list[list[str]]]:
    """For each word of a text what stands before it, wherever it stands; all as stems."""
    words, found = _TOKEN.findall(text), dict[str, list[list[str]]]()
    for at, word in enumerate(words):
        found.setdefault(stem(word), []).append(list(map(stem, _before(words, at))))
    return found


def _before(words: Sequence[str], at: int) -> list[str]:
    """Up to two words before one that may belong to it, the nearest first."""
    before = (word.lower() for word in reversed(words[max(0, at - 2) : at]))
    return list(takewhile(lambda w: w in _ORDERS or not _parts(w), before))


def _parts(word: str) -> bool:
    return not word[0].isalpha() or is_function_word(word)
