"""Words that no document holds: read as the library's own word that is nearest, and said so.

Fuzzy matching suggests and never verifies: the quotes are checked as ever, and the answer says how
the question was read.
"""

import re
from collections.abc import Callable, Iterable

from rag.english.inflect import possessor
from rag.english.lexicon import is_word
from rag.english.terms import content_words

_LONG, _SHORT, _NAME = 8, 5, 4
"""Letters from which two, or one, may be wrong, or one may be missing from a name."""


def respelled(
    question: str, known: Callable[[str], bool], like: Callable[[str, int], Iterable[str]]
) -> tuple[str, list[tuple[str, str]]]:
    """The question with unknown words replaced, and each word with what it was read as.

    `known` says whether the library holds a word, `like` gives its words within a distance.
    """
    changed: list[tuple[str, str]] = []
    for word in dict.fromkeys(content_words(question)):
        bare = possessor(word)
        least = _NAME if bare[0].isupper() else _SHORT
        if len(bare) < least or not bare.isalpha() or known(bare):
            continue
        if bare[0].islower() and is_word(bare):
            continue
        likely = nearest(bare, like(bare, 2 if len(bare) >= _LONG else 1))
        if likely:
            changed.append((bare, likely))
            question = re.sub(rf"\b{re.escape(bare)}\b", likely, question)
    return question, changed


def respelled_words(word: str, read: str) -> str:
    """What is said of a word that was read as another."""
    return f"No document holds “{word}”; did you mean “{read}”? It was read so."


def nearest(word: str, library: Iterable[str]) -> str | None:
    """The library's word that is nearest to `word`; a name stays a name; None for none near.

    >>> nearest("Orlow", ["Orlo", "below", "Oslo"])
    'Orlo'
    """
    from rapidfuzz.distance import DamerauLevenshtein

    far = 2 if len(word) >= _LONG else 1
    best: list[tuple[int, str]] = []
    for other in set(library):
        if other[:1].isupper() != word[0].isupper() or other.casefold() == word.casefold():
            continue
        distance = DamerauLevenshtein.distance(word.casefold(), other.casefold())
        if len(word) < _SHORT and len(other) <= len(word):
            continue
        if distance <= far and min(len(word), len(other)) >= _SHORT - 1:
            best.append((distance, other))
    return min(best)[1] if best else None
