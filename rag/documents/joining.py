"""Whether the hyphen at the end of a line stays, by docs/joining.md. Knows nothing of offsets."""

import re
from dataclasses import dataclass
from typing import Literal

from rag.documents.remembered import of_object
from rag.english.lexicon import is_common, is_word, rank
from rag.english.words import CLOSED, LINKING, PREFIXES

LineJoint = Literal["whole", "hyphen", "space"]
"""The hyphen goes, only the line end goes, or a space stays."""

HYPHENS, DASHES, SOFT = "-‐", "–—", "\u00ad"
_RUN = r"[^\W_]+(?:[-‐][^\W_]+)*"
_LEFT = re.compile(rf"(?<![^\W_])(?<![^\W_][-‐]){_RUN}$")
_RIGHT = re.compile(_RUN)
_WORDS = re.compile(_RUN)
_LINE_END = re.compile(r"(?<![^\W\d_])([^\W\d_]++)[-‐][ \t]*(?:\r\n?|\n)\s*([^\W\d_]+)")
_BEFORE, _AFTER = "\"'”’»)]}%°", "\"'“‘«„([{"


@dataclass(frozen=True, slots=True)
class Usage:
    """How a document writes: its words in lower case, and whether it divides any at a line end.

    `named` are those as they are written that have a capital within ("TraceMonkey").
    """

    words: frozenset[str]
    divides: bool
    named: frozenset[str] = frozenset()


@of_object
def usage(text: str) -> Usage:
    """How the document with this layer 1 writes."""
    words = frozenset(word.replace("‐", "-") for word in _WORDS.findall(text.lower()))
    ends = _LINE_END.finditer(text)
    divides = any(b[0].islower() and _sure(a, b) for a, b in map(_lowered, ends))
    written = {word.replace("‐", "-") for word in _WORDS.findall(text)}
    named = frozenset(word for word in written if any(map(str.isupper, word[1:])))
    return Usage(words, divides, named)


def _lowered(match: re.Match[str]) -> tuple[str, str]:
    """The parts; the second as it is written where it does not begin in lower case."""
    a, b = match.groups()
    return a.lower(), b.lower() if b[0].islower() else b


def _sure(a: str, b: str) -> bool:
    """Whether two parts in lower case are surely one divided word."""
    return is_word(a + b) and rank(a + b) < max(rank(a), rank(b))


def joint(left: str, sign: str, right: str, document: Usage) -> LineJoint:
    """What becomes of `sign` between the visible text before it and that behind the line end."""
    before, after = left[-1:], right[:1]
    if sign == SOFT:
        return "whole"
    if sign in DASHES:
        digits = before.isdigit() and after.isdigit()
        return "hyphen" if digits or (sign == "—" and after.islower()) else "space"
    if not _joins(before, _BEFORE) or not _joins(after, _AFTER):
        return "space"
    runs = _LEFT.search(left), _RIGHT.match(right)
    if runs[0] is None or runs[1] is None or not (before.isalpha() and after.isalpha()):
        return "hyphen"
    if re.search(r"[/@_\\]", left.split()[-1]):
        return "hyphen"
    return _words(runs[0].group().replace("‐", "-"), runs[1].group().replace("‐", "-"), document)


def _joins(char: str, others: str) -> bool:
    return bool(char) and (char.isalnum() or char in others)


def _words(left: str, right: str, document: Usage) -> LineJoint:
    """The joint of two runs of letters and hyphens."""
    last, first = left.rpartition("-")[2], right.partition("-")[0]
    a, b = last.lower(), first.lower()
    whole, hyphened = (left + right).lower(), f"{left}-{right}".lower()
    if b in LINKING and first == right and not is_word(a + b) and whole not in document.words:
        return "space"
    capitals = (last + first).isupper() and len(last) > 1
    if not capitals and (first[0].isupper() or last[1:] != last[1:].lower()):
        known = left + right in document.named and hyphened not in document.words
        return "whole" if known and len(last) > 1 else "hyphen"
    if len(last) == 1:
        return "hyphen"
    doubtful = a == "re" and is_word(a + b) and not _sure(a, b)
    if hyphened in document.words or whole in document.words:
        return "hyphen" if hyphened in document.words or doubtful else "whole"
    if is_word(a + b):
        usual = document.divides or is_common(a + b)
        divided = _sure(a, b) or (usual and not doubtful)
        return "whole" if divided else "hyphen"
    if a in CLOSED and document.divides and left == last and first == right and len(b) > 3:
        return "whole"
    compound = is_word(b) and (is_word(a) or last[0].isupper())
    return "hyphen" if left != last or compound or a in PREFIXES else "whole"
