"""Which strings of letters are common English words, and how common each is.

The list is the packaged embedder's own vocabulary (about 20,000 whole words, by frequency), so
that no second list has to be kept.
"""

import json
from functools import lru_cache

from rag.models import read_pinned

_ENDINGS = ("'s", "s", "es", "d", "ed", "ing", "ly", "er", "ers", "ness", "al", "ally", "ment")
_PIECES = frozenset("ing ed er est ness ist ists ter ters der ders ted ling ic sis ives".split())
"""Ends of words that the list has, and that are no words: "coat-" / "ing" is one word."""
PAIRS = frozenset(
    "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io "
    "le ve co me de hi ri ro ic ne ea ra ce li ch ll be ma si om ur la el ie ei un ge di do "
    "da os ad ca ta na ab ss em ko ka ki pa po pr va vi ni il us et so sa mi mo no lo tr pe "
    "ec ol ac ns tt sc sk ke we ga gi su tu lu am im ag ir id rs rt ru ul av iv ev ig og eg "
    "ut ud ue ua au ai ia oa ay ey ow ew wa wi wh fo fa fi fr pl bl br cr gr pi ba bo bu by "
    "cu du mu nu fu ho hu ja je ju vo sp sh zi za ze qu ak ek ik ok uk".split()
)
"""Pairs of letters that make up four fifths of English, and over half of Polish or Turkish."""
_NONE = 1_000_000
_COMMON = 5_000  # beyond stand words like "makeup" and "setup", of which both forms are written


@lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    """Each word with its place by frequency: the fewer, the more common."""
    data = json.loads(read_pinned("embedder/tokenizer.json"))
    ranks: dict[str, int] = data["model"]["vocab"]
    return {word: rank for word, rank in ranks.items() if word.isalpha() and word not in _PIECES}


def rank(word: str) -> int:
    """How far down the list a word stands; an inflected one behind its base; else a million.

    >>> rank("international") < rank("inter") < rank("binding") < rank("bindings") < rank("ings")
    True
    """
    ranks = _ranks()
    if word in ranks:
        return ranks[word]
    for ending in _ENDINGS:
        base = word[: -len(ending)]
        if word.endswith(ending) and len(base) >= 3:
            best = min(ranks.get(base, _NONE), ranks.get(base + "e", _NONE))
            if best < _NONE:
                return best + len(ranks)
    return _NONE


def is_word(word: str) -> bool:
    """Whether a word in lower case, or what it is inflected from, is in the list."""
    return rank(word) < _NONE


def is_common(word: str) -> bool:
    """Whether a word in lower case is among the most common, which nobody divides himself.

    >>> is_common("sunday"), is_common("today"), is_common("resign")
    (True, True, False)
    """
    return rank(word) < _COMMON
