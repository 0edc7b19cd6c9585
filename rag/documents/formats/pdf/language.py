"""Whether the words of a text can be those of a language that is written with Latin letters."""

import re
from collections.abc import Iterable

from rag.english.lexicon import PAIRS, is_word

_WORD = re.compile(r"(?<![^\W_])[A-Za-z]?[a-z]{2,}(?![^\W_])")
_LEAST_PAIRS, _COMMON, _KNOWN = 40, 0.52, 0.35


def words_in(*texts: str) -> list[str]:
    """The words of texts that may be of a language, in lower case."""
    return [word.lower() for text in texts for word in _WORD.findall(text)]


def _many(words: list[str]) -> bool:
    """Whether there are enough pairs of letters to tell by."""
    return sum(len(word) - 1 for word in words) >= _LEAST_PAIRS


def _of_a_language(words: list[str]) -> bool:
    """Whether enough words are known, or enough pairs of letters common."""
    if sum(map(is_word, words)) >= _KNOWN * len(words):
        return True
    pairs = [word[at : at + 2] for word in words for at in range(len(word) - 1)]
    return sum(pair in PAIRS for pair in pairs) >= _COMMON * len(pairs)


def no_language(texts: Iterable[str]) -> bool:
    """Whether there is enough text to tell that it is in no language."""
    words = words_in(*texts)
    return _many(words) and not _of_a_language(words)


def language(text: str) -> bool:
    """Whether there is enough text to tell that it is in one."""
    words = words_in(text)
    return _many(words) and _of_a_language(words)


def words_of_it(text: str) -> bool:
    """Whether a short text is made of words that are known."""
    words = words_in(text)
    return len(words) >= 2 and sum(map(is_word, words)) >= 0.7 * len(words)
