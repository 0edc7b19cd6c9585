"""How many of a question's words each sentence of a context holds, rare ones counting more.

In long, dry texts every sentence is on the topic, and a reader that was trained on short passages
takes topic for answer. There the words themselves say which sentence is meant. Rarity is taken
from the context alone: a word weighs log((n + 1) / (d + 1/2)) if d of its n sentences hold it
(the idf of Robertson and Spärck Jones 1976, smoothed). Words are compared by six letters.
"""

import math
import re
from collections.abc import Sequence

from rag.english.terms import content_words

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
