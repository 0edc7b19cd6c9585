"""The visible characters of a region, and their lines joined to running text.

Lone carriage returns and line separators are line feeds to all rules for text. White space that
holds a line end is one line feed here, other white space a space; what a line end divides
is made whole by docs/joining.md. Ligatures become their letters, soft hyphens go.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

from rag.documents.joining import DASHES, HYPHENS, SOFT, Usage, joint
from rag.documents.reading import JOIN

_SIGNS = HYPHENS + DASHES + SOFT
_JOINT = re.compile(rf"(?<=\S)(?P<sign>[{_SIGNS}])\n(?=\S)")
_SEEN = 60  # code points on either side of a joint
_LETTERS = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ſt", "ﬆ": "st"}
_UNLIKE = re.compile(f"[{SOFT}{''.join(_LETTERS)}]")
_RUN = re.compile(r"\S+|(?P<space>\s+)")
_ENDS = re.compile("[\r\n\f\u2028\u2029]")
_LONE = re.compile("\r(?!\n)|[\u2028\u2029]")
_SCANNED = re.compile(r"(?<=[^\W\d_]{2})¬(?=[ \t]*\r?\n\s*[^\W\d_]|[^\W\d_]{2})")
"""The sign that OCR writes for a hyphen which divides a word."""


def visible(
    text: str,
    start: int,
    end: int,
    hidden: Collection[tuple[int, int]],
    breaks: Collection[int] = (),
    signs: Mapping[int, str] = MappingProxyType({}),
) -> tuple[str, list[int]]:
    """The characters of `text[start:end]` outside of the hidden ranges, with their offsets.

    A hidden range that begins at one of `breaks` leaves a space. `signs` are shown for what stands
    at their offsets, right before a hidden range.
    """
    piece = text[start:end]
    if not hidden and not signs and piece.isprintable() and "  " not in piece:
        return piece, list(range(start, end))  # most paragraphs
    pieces: list[str] = []
    origin: list[int] = []
    for a, last in _outside(text, start, end, hidden, breaks):
        sign = signs.get(last - 1, "") if last > a else ""
        b = last - bool(sign)
        if a == last and pieces and pieces[-1] not in (" ", "\n"):
            pieces.append(" ")
            origin.append(a)
        _take(_RUN.finditer(text, a, b), pieces, origin)
        if sign and (not sign.isspace() or not pieces or pieces[-1] not in (" ", "\n")):
            pieces.append(" " if sign.isspace() else sign)
            origin.append(b)
    return "".join(pieces), origin


def _take(runs: Iterable[re.Match[str]], pieces: list[str], origin: list[int]) -> None:
    """Add words and white space, of which there is one sign in a row."""
    for found in runs:
        space = found["space"]
        if space is None:
            pieces.append(found.group())
            origin.extend(range(*found.span()))
        elif not pieces or pieces[-1] not in (" ", "\n"):
            pieces.append("\n" if _ENDS.search(space) else " ")
            origin.append(found.start())
        elif _ENDS.search(space):
            pieces[-1] = "\n"


def _outside(
    text: str,
    start: int,
    end: int,
    hidden: Iterable[tuple[int, int]],
    breaks: Collection[int],
) -> Iterator[tuple[int, int]]:
    """The stretches between hidden ranges, an empty one for a break; soft hyphens are seen, too."""
    at = start
    for a, b in sorted(hidden):
        a, b = max(a, at), min(b, end)
        if a >= b:
            continue
        if a > at:
            yield at, a
        if a in breaks:
            yield a, a
        for soft in re.compile(SOFT).finditer(text, a, b):
            yield soft.span()
        at = b
    if at < end:
        yield at, end


def joined(text: str, origin: list[int], usage: Usage) -> tuple[str, list[int]]:
    """The reading text of visible characters with line feeds at their line ends, with origins."""
    if "\n" not in text and _UNLIKE.search(text) is None:
        return text, origin
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for match in _JOINT.finditer(text):
        before = text[max(0, match.start() - _SEEN) : match.start()].replace(SOFT, "")
        after = text[match.end() : match.end() + _SEEN].replace(SOFT, "")
        became = joint(before, match["sign"], after, usage)
        _show(text, origin, (at, match.start() + (became != "whole")), pieces, places)
        if became == "space":
            pieces.append(" ")
            places.append(origin[match.end() - 1])
        at = match.end()
    _show(text, origin, (at, len(text)), pieces, places)
    return "".join(pieces), places


def _show(
    text: str, origin: list[int], stretch: tuple[int, int], pieces: list[str], places: list[int]
) -> None:
    """Add the letters of a stretch, a space for each line end, and where they come from."""
    at, end = stretch
    for found in _UNLIKE.finditer(text, at, end):
        pieces.append(text[at : found.start()].replace("\n", " "))
        letters = _LETTERS.get(found.group(), "")
        pieces.append(letters)
        places += [*origin[at : found.start()], *([origin[found.start()]] * len(letters))]
        at = found.end()
    pieces.append(text[at:end].replace("\n", " "))
    places += origin[at:end]


def over(
    text: str, origin: list[int], more: str, places: list[int], between: str = "\n"
) -> tuple[str, list[int]]:
    """Visible text and what goes on with it behind a page's end, with a line end between them."""
    if not text:
        return more, places
    plain = text.rstrip(" \n") if between else text
    return f"{plain}{between}{more}", [*origin[: len(plain)], *[JOIN] * len(between), *places]


def plain_lines(text: str) -> str:
    """The text, of the same length, with line feeds for lone carriage returns and line separators.

    A byte order mark at its head becomes a space, the "¬" of OCR inside a word a soft hyphen.
    Offsets stay what they are.
    """
    if text.startswith("\ufeff"):
        text = " " + text[1:]
    return _LONE.sub("\n", _SCANNED.sub(SOFT, text))
