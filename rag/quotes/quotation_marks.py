"""Pairs of quotation marks in one paragraph: which marks open, which close, which are neither.

English, German („…“, »…«), French (« … »), Swedish (”…”) and straight marks, nested. An
apostrophe, an inch or foot mark and a decade ('90s) open and close nothing.
"""

import re
import sys
from dataclasses import dataclass

CLOSERS = {
    "“": "”“", "„": "“”\"‟", "«": "»", "»": "«", "‹": "›", "›": "‹", "‘": "’", "‚": "‘’'",
    '"': '"”', "'": "'", "”": "”", "「": "」", "『": "』",
}  # fmt: skip
"""Opening mark → the marks that close it."""
MARKS = frozenset("".join(CLOSERS) + "".join(CLOSERS.values()))
_SINGLE = frozenset("'‘’‚")
_ALONE = 0x2E80
_BEFORE = "([{—–-/¿¡|"
_SINGLES = re.compile("['’‘]")
_REACH = 4000
"""Characters in which the mark that closes a single one is looked for."""
_DEEPEST = 32
"""How many open quotations a closing mark may end; a text has two or three."""
_ELIDED = re.compile(r"(?:\d0s|tis|twas|em|n)\b|(?:(?<=’)|(?<=\b(?:in|of) '))\d\d\b", re.I)


_TEX = re.compile(r"(?<!`)``(?=[^`\s])(?P<in>(?:(?!``|\n[ \t]*\n).){1,4000}?)''(?!')", re.S)


_PRIME = re.compile(r"(?<![\d″])″(?=\w)")
"""A double prime that measures nothing, as it opens words."""


def plain_marks(text: str) -> str:
    """The text with LaTeX's marks (``…'') as curly ones and primes that quote as plain ones.

    Every character keeps its place.

    >>> plain_marks("a ``b'' c") == "a \u2060“b”\u2060 c"
    True
    """
    if _PRIME.search(text):
        text = text.replace("″", '"')
    if "``" not in text:
        return text
    return _TEX.sub(lambda match: f"\u2060“{match['in']}”\u2060", text)


@dataclass(frozen=True, slots=True)
class Pair:
    """Places of an opening mark and of its closing one (None: the paragraph ends before it)."""

    opening: int
    closing: int | None
    depth: int


def pairs(text: str, continued: str = "") -> list[Pair]:
    """The pairs of one paragraph, in order of their opening.

    `continued` is the mark of a quotation that the paragraph before left open; if this one
    begins with that mark, the quotation goes on.
    """
    stack: list[tuple[str, int]] = []
    closed: list[Pair] = []
    for at, char in enumerate(text):
        if char not in MARKS or _apostrophe(text, at):
            continue
        level = _closes(text, at, stack)
        if level is not None:
            closed.append(Pair(stack[level][1], at, level))
            del stack[level:]
        elif _opens(text, at, continued):
            if stack and stack[-1][0] == char and char in "\"'":
                stack.pop()  # a straight mark that nothing closed
            stack.append((char, at))
    for level, (char, at) in enumerate(stack[:1]):
        if char not in _SINGLE:
            closed.append(Pair(at, None, level))
    return _outermost(closed)


def _joins(char: str) -> bool:
    """Whether a letter or figure belongs to the word beside it; Chinese letters stand alone."""
    return bool(char) and char.isalnum() and ord(char) < _ALONE


def _outermost(nested: list[Pair]) -> list[Pair]:
    """The pairs in order, with depths counted anew: a mark that nothing closed encloses nothing."""
    result: list[Pair] = []
    ends: list[int] = []  # of the pairs that enclose the place, outermost first
    for pair in sorted(nested, key=lambda pair: pair.opening):
        while ends and ends[-1] < pair.opening:
            ends.pop()
        result.append(Pair(pair.opening, pair.closing, len(ends)))
        ends.append(pair.closing if pair.closing is not None else sys.maxsize)
    return result


def _apostrophe(text: str, at: int) -> bool:
    """Whether a single mark stands inside a word, or before an elided word or decade."""
    if text[at] not in "'’‘":
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if _joins(before) and _joins(after):
        return True
    return not _joins(before) and _ELIDED.match(text, at + 1) is not None


def _closes(text: str, at: int, stack: list[tuple[str, int]]) -> int | None:
    """The level of the stack that the mark at `at` closes, or None."""
    char = text[at]
    before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    noted = after.isnumeric() and (char in "”»" or not after.isdecimal())  # a note's mark
    if (_joins(after) and not noted) or (before.isspace() and char in _SINGLE):
        return None
    if before.isspace() and not after.isspace() and char in CLOSERS and char not in "»«›‹":
        return None
    level = _level(char, stack)
    if level is None or at - stack[level][1] < 2:
        return None
    if char in "'’" and _plural(text, at):
        return None
    return None if char == '"' and _inch(text, at) else level


def _level(char: str, stack: list[tuple[str, int]]) -> int | None:
    least = max(0, len(stack) - _DEEPEST)
    inward = range(len(stack) - 1, least - 1, -1)
    return next((n for n in inward if char in CLOSERS[stack[n][0]]), None)


def _plural(text: str, at: int) -> bool:
    """Whether a mark behind "s" is a possessive: another one closes before the next opens."""
    if not _like_plural(text, at):
        return False
    for later in _SINGLES.finditer(text, at + 1, at + _REACH):
        place = later.start()
        if not _apostrophe(text, place):
            return _ends_word(text, place) and not _like_plural(text, place)
    return False


def _like_plural(text: str, at: int) -> bool:
    return text[at - 1] in "sz" and re.match(r" [a-z]", text[at + 1 : at + 3]) is not None


def _ends_word(text: str, at: int) -> bool:
    """Whether a mark stands behind something and before no letter."""
    after = text[at + 1 : at + 2]
    return not text[at - 1 : at].isspace() and not _joins(after)


def _inch(text: str, at: int) -> bool:
    """Whether a mark behind a figure means inches: another one closes before the next opens."""
    if not re.search(r"(?<!\d)\d{1,3}$", text[max(0, at - 4) : at]):
        return False
    later = text.find('"', at + 1)
    return later > 0 and not text[later - 1].isspace()


def _opens(text: str, at: int, continued: str) -> bool:
    char = text[at]
    before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    if char not in CLOSERS or (char == "”" and continued != "”" and not before.isspace()):
        return False
    if after.isspace() and char not in "«»":
        return False
    if not (before.isspace() or before in _BEFORE or before in MARKS or ord(before) >= _ALONE):
        return char in "“„«" and not after.isspace()
    if char in _SINGLE:
        return any(_is_closed(text, at, closer) for closer in CLOSERS[char])
    return True


def _is_closed(text: str, at: int, closer: str) -> bool:
    """Whether a closing mark behind a word follows within reach."""
    place = text.find(closer, at + 2, at + _REACH)
    while place >= 0 and not _ends_word(text, place):
        place = text.find(closer, place + 1, at + _REACH)
    return place >= 0
