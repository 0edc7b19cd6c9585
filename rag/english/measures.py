"""Questions for a measure or a property, and the words that tables head its column with."""

import re

from rag.english.numbers import COUNTED
from rag.english.terms import content_words, stem

_ALIKE = (
    "high height tall altitude elevation",
    "long length duration distance",
    "wide width breadth broad",
    "deep depth draught",
    "old age founded built year",
    "heavy weight weigh weighs weighed mass tonnage",
    "large big size area",
    "fast speed quick",
    "far distance",
    "cost costs price expense spend spent spending paid pay pays toll fee fare charge worth",
    "built material construction made",
    "population inhabitants people",
    "opened opening open inaugurated lit",
    "born birth",
    "died death dead",
    "date when day",
    "year when",
    "country nation",
    "captain commander master",
    "owner owned owns",
    "tonnes tons tonnage",
)
_CLASSES = [frozenset(map(stem, words.split())) for words in _ALIKE]
_FRAME = frozenset(
    stem(word)
    for word in "please tell give show say state name find look table row column list much many "
    "first second carry carries hold holds take takes have has make makes use uses own owns keep "
    "get gets total belong called named".split()
)


def alternatives_of(question: str) -> list[frozenset[str]]:
    """The question's content words, each as the stems that may stand for it.

    Who does something is named by its noun, too ("Founder", "Director").

    >>> any("height" in alike for alike in alternatives_of("How high is the Tarnow light?"))
    True
    """
    stems = []
    for word in content_words(question):
        own = stem(word)
        if own in _FRAME:
            continue
        alike = [group for group in _CLASSES if own in group]
        stems.append(frozenset({own, f"{own}er", f"{own}or"}).union(*alike))
    return stems


_LENGTHS = frozenset(
    "millimetres centimetres metres meters kilometres kilometers miles foot feet inch inches yards "
    "fathoms leagues furlongs storeys stories floors m km cm mm ft".split()
)
_TIMES = frozenset(
    "seconds minutes hours days weeks months years decades century centuries nights mornings times "
    "since until till from between".split()
)
_MASSES = frozenset(
    "grams kilograms kilos pounds tons tonnes ounces stone hundredweight quintals g kg lbs oz "
    "cwt".split()
)
"""Words that measure; a time is told by its edges, too ("since 1931")."""
_UNITS = {
    "wide": _LENGTHS, "deep": _LENGTHS, "long": _LENGTHS | _TIMES | {"pages"},
    "far": _LENGTHS | _TIMES, "heavy": _MASSES,
    "fast": _TIMES | {"an", "per", "knots", "mph", "speed", "fast", "faster"},
}  # fmt: skip
_WORDS = {
    "wide": "wide wider width breadth broad x square",
    "deep": "deep deeper depth draught draws",
    "high": "high higher height tall rises rose",
    "tall": "tall taller height high rises rose",
    "long": "long longer length x",
}
_DIMENSIONS = {kind: frozenset(words.split()) for kind, words in _WORDS.items()}
"""The words of each dimension; beside another one's words a length measures that one."""
_HOW = re.compile(
    r"\bhow\s+(?P<kind>wide|deep|high|tall|long|far|heavy|fast)\b(?!\s+(?:ago|after|before))"
    r"|\bhow\s+much\b.*\bweigh(?:s|ed)?\b",
    re.I,
)
_NUMBER = re.compile(rf"\d|\b(?:{COUNTED}|an?|several|few|all|whole|entire)\b", re.I)


def measures_otherwise(question: str, text: str, above: str) -> bool:
    """Whether a question asks for a measure, and a text has figures of other measures alone.

    `above` is what stands above the text, the head of a table among it.

    >>> measures_otherwise("How wide is the walk?", "It is 310 metres long.", "")
    True
    >>> measures_otherwise("How long is the walk?", "It is 310 metres long.", "")
    False
    """
    asked = _HOW.search(question)
    if asked is None or not _NUMBER.search(text):
        return False
    kind = (asked["kind"] or "heavy").lower()
    words = set(re.findall(r"[^\W\d_]+", f"{text} {above}".lower()))
    words |= {f"{word}s" for word in words}
    own, units = _DIMENSIONS.get(kind, frozenset()), _UNITS.get(kind, words)
    if own & words:
        return False
    return not units & words or bool(own and words & set(_DIMENSIONS).union("length width".split()))
