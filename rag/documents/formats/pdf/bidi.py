"""Text that runs from right to left: Arabic, Hebrew and their kin, from its place on the page.

pdfium gives such text in an order that depends on how a program drew it. Here the characters of a
row are taken as they stand side by side and put into the order in which they are read, by the two
levels of Unicode's bidirectional algorithm (UAX 9) that print knows: words against the direction
of the line keep their own. A page that is read so is laid out as its mirror image.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from rag.documents.formats.pdf.frames import Mask
from rag.documents.formats.pdf.glyphs import Boxes, Codes
from rag.documents.formats.pdf.line import Line

_RIGHT, _LEFT, _FIGURE, _MARK, _OTHER = "R", "L", "N", "M", "O"
_KINDS = {"R": _RIGHT, "AL": _RIGHT, "L": _LEFT, "EN": _FIGURE, "AN": _FIGURE, "NSM": _MARK}
_IN_NUMBERS = frozenset(".,:/-٫٬%")
_MIRRORED = {ord(a): ord(b) for a, b in zip("()[]{}«»", ")(][}{»«", strict=True)}
_OPENING, _CLOSING = frozenset(map(ord, "([{")), frozenset(map(ord, ")]}"))
_LAM, _ALEFS = 0x0644, frozenset([0x0622, 0x0623, 0x0625, 0x0627])
_LEFTWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


@cache
def _kind(code: int) -> str:
    return _KINDS.get(unicodedata.bidirectional(chr(code)), _OTHER)


def runs_left(codes: Codes) -> Mask:
    """Which characters are letters of a script that runs from right to left."""
    leftward: Mask = ((codes >= 0x590) & (codes < 0x900)) | ((codes >= 0xFB1D) & (codes < 0xFE00))
    leftward |= (codes >= 0xFE70) & (codes < 0xFF00)
    if not leftward.any():
        return leftward
    places = np.flatnonzero(leftward)
    leftward[places] = [_kind(code) == _RIGHT for code in codes[places].tolist()]
    return leftward


def stand_over(codes: Codes) -> Mask:
    """Which characters are marks that stand over or below letters."""
    return np.array([_kind(code) == _MARK for code in codes.tolist()], dtype=bool)


def side_by_side(piece: Codes, codes: Codes, box: Boxes) -> Codes:
    """The characters of a row from left to right.

    Of one sign that stands for several letters, the last is first. A mark that stands over a letter
    comes behind it as one reads.
    """
    left, _, right, _ = box[piece].T
    middle = (left + right) / 2
    kinds = np.array([_kind(code) for code in codes[piece].tolist()])
    key = middle.astype(np.float64)
    letters = np.flatnonzero(kinds != _MARK)
    for at in np.flatnonzero(kinds == _MARK).tolist() if letters.size else ():
        base = letters[np.abs(middle[letters] - middle[at]).argmin()]
        key[at] = key[base] - 1e-3 if kinds[base] == _RIGHT else key[base] + 1e-3
    ordered = piece[np.lexsort((piece, key))]
    for at in range(len(ordered) - 1):
        one, two = codes[ordered[at : at + 2]].tolist()
        if one == _LAM and two in _ALEFS and (box[ordered[at]] == box[ordered[at + 1]]).all():
            ordered[at : at + 2] = ordered[at : at + 2][::-1]
    return ordered


def as_read(codes: list[int], leftwards: bool) -> list[int]:
    """The order in which signs that stand side by side are read; 32 is a space.

    >>> "".join("אבג 12"[n] for n in as_read([ord(c) for c in "אבג 12"], True))
    '12 גבא'
    """
    kinds = _resolved([_kind(code) for code in codes], codes, leftwards)
    against = _LEFT if leftwards else _RIGHT
    order = list(range(len(codes)))
    if leftwards:
        order.reverse()
    found: list[int] = []
    run: list[int] = []
    for at in order:
        if kinds[at] == against:
            run.append(at)
            continue
        found += run[::-1]
        run = []
        found.append(at)
    return found + run[::-1]


def _resolved(kinds: list[str], codes: list[int], leftwards: bool) -> list[str]:
    """Each sign's direction: figures run right, other signs as those on both sides of them do."""
    resolved = list(kinds)
    for at in range(1, len(codes) - 1):
        beside = resolved[at - 1], kinds[at + 1]
        if beside == (_FIGURE, _FIGURE) and chr(codes[at]) in _IN_NUMBERS:
            resolved[at] = _FIGURE
    strong = _RIGHT if leftwards else _LEFT
    before = strong
    for at, kind in enumerate(resolved):
        if kind in (_OTHER, _MARK):
            continue
        same = _LEFT if kind == _FIGURE else kind
        gap = at - 1
        while gap >= 0 and resolved[gap] in (_OTHER, _MARK):
            resolved[gap] = same if same == before else strong
            gap -= 1
        resolved[at] = before = same
    return [strong if kind in (_OTHER, _MARK) else kind for kind in resolved]


def turn_brackets(codes: Codes, read: Codes) -> None:
    """Turn round brackets that open behind a word, or close before one.

    `read` are places in `codes` in the order in which they are read, -1 for a space.
    """
    signs = [32 if place < 0 else int(codes[place]) for place in read.tolist()]
    for at, (before, sign, after) in enumerate(
        zip([32, *signs], signs, [*signs[1:], 32], strict=False)
    ):
        opens = sign in _OPENING
        if opens | (sign in _CLOSING) and (before == 32, after == 32) == (not opens, opens):
            codes[read[at]] = _MIRRORED[sign]


def leftwards(lines: Sequence[Line]) -> bool:
    """Whether most letters of some lines run from right to left."""
    if not any(_LEFTWARDS.search(line.text) for line in lines):
        return False
    codes = np.array([ord(char) for line in lines for char in line.text if char.isalpha()])
    return 2 * int(runs_left(codes).sum()) > len(codes)


def mirrored(lines: Sequence[Line], width: float) -> list[Line]:
    """Lines as the mirror image of their page has them."""
    return [
        replace(
            line, x0=width - line.x1, x1=width - line.x0,
            edges=None if line.edges is None else width - line.edges[:, ::-1],
        )
        for line in lines
    ]  # fmt: skip
