"""The visible characters of a region, and their lines joined to running text.

White space that holds a line end is one line feed here, other white space a space; what a line end
divides is made whole by docs/joining.md. Ligatures become their letters, soft hyphens go.
"""

import re
from collections.abc import Iterable, Iterator

from rag.documents.joining import DASHES, HYPHENS, SOFT, Usage, joint
from rag.documents.reading import JOIN

_SIGNS = HYPHENS + DASHES + SOFT
_JOINT = re.compile(rf"(?<=\S)(?P<sign>[{_SIGNS}])\n(?=\S)")
_SEEN = 60  # code points on either side of a joint
_LETTERS = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ſt", "ﬆ": "st"}

Placed = tuple[str, int]
"""A character of the reading text and its offset in layer 1, or JOIN."""


def visible(
    text: str, start: int, end: int, hidden: Iterable[tuple[int, int]]
) -> tuple[str, list[int]]:
    """The characters of `text[start:end]` outside of the hidden ranges, with their offsets."""
    left_out = bytearray(end - start)
    for a, b in hidden:
        a, b = max(a, start), min(b, end)
        left_out[a - start : b - start] = b"\x01" * max(0, b - a)
    chars: list[str] = []
    origin: list[int] = []
    for at in range(start, end):
        char = text[at]
        if left_out[at - start] and char != SOFT:
            continue
        if not char.isspace():
            chars.append(char)
            origin.append(at)
        elif not chars or chars[-1] not in " \n":
            chars.append("\n" if char in "\r\n\f\u2028\u2029" else " ")
            origin.append(at)
        elif char in "\r\n\f\u2028\u2029":
            chars[-1] = "\n"
    return "".join(chars), origin


def joined(text: str, origin: list[int], usage: Usage) -> Iterator[Placed]:
    """The reading text of visible characters with line feeds at their line ends."""
    at = 0
    for match in _JOINT.finditer(text):
        before = text[max(0, match.start() - _SEEN) : match.start()].replace(SOFT, "")
        after = text[match.end() : match.end() + _SEEN].replace(SOFT, "")
        became = joint(before, match["sign"], after, usage)
        yield from _shown(text, origin, at, match.start() + (became != "whole"))
        if became == "space":
            yield " ", origin[match.end() - 1]
        at = match.end()
    yield from _shown(text, origin, at, len(text))


def _shown(text: str, origin: list[int], start: int, end: int) -> Iterator[Placed]:
    for at in range(start, end):
        char = text[at]
        if char == "\n":
            yield " ", origin[at]
        elif char != SOFT:
            for letter in _LETTERS.get(char, char):
                yield letter, origin[at]


def over(text: str, origin: list[int], more: str, places: list[int]) -> tuple[str, list[int]]:
    """Visible text and what goes on with it behind a page's end, with a line end between them."""
    if not text:
        return more, places
    plain = text.rstrip(" \n")
    return f"{plain}\n{more}", [*origin[: len(plain)], JOIN, *places]
