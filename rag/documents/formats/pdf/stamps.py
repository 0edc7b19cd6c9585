"""Stamps: print that lies over the letters of a page's text, which is no part of its lines."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from rag.documents.formats.pdf.glyphs import Glyphs
from rag.documents.formats.pdf.line import Line

_WORD = re.compile(r"[^\W\d_]{3}")
_LETTERS = 2  # of the text, that a stamp lies over: more than a slip of its edge
_DEEP = 0.3  # of the height
_SMALL = 0.8  # of the size: indices and limits stand close to what bears them
_NEAR = 1.5  # heights: between the lines of a stamp
_FEW = 256

Ink = tuple[bool, float, float]
"""Boldness of a line, lightness of its ink and size."""


def part_stamps(lines: list[Line], glyphs: Glyphs) -> tuple[list[Line], list[Line]]:
    """The lines of the text, and those of stamps over it: of two prints the rarer is the stamp's.

    What stands near in the print of a stamp belongs to it, though it may lie beside the text.
    """
    prints = [_print_of(line, glyphs) for line in lines]
    if len(set(prints)) < 2:
        return lines, []
    amount = Counter(own for own, line in zip(prints, lines, strict=True) for _ in line.text)
    pairs = [sorted(pair, key=lambda n: amount[prints[n]]) for pair in _overlapping(lines)]
    stamped = {
        rarer for rarer, text in pairs
        if amount[prints[rarer]] < amount[prints[text]] and _lies_over(lines[rarer], lines[text])
    }  # fmt: skip
    while more := {
        n
        for n, line in enumerate(lines)
        if n not in stamped
        and any(prints[n] == prints[at] and _near(line, lines[at]) for at in stamped)
    }:
        stamped |= more
    kept = [line for n, line in enumerate(lines) if n not in stamped]
    return kept, [lines[n] for n in sorted(stamped)]


def _print_of(line: Line, glyphs: Glyphs) -> Ink:
    """How the letter amid a line is drawn."""
    real = line.chars[line.chars >= 0]
    return line.bold, glyphs.drawn[glyphs.owner[real[len(real) // 2]]].light, line.size


def _overlapping(lines: Sequence[Line]) -> list[list[int]]:
    """The pairs of lines whose boxes share some height and width.

    From the foot of the page up, each few lines are held against those that begin below their head.
    """
    boxes = np.array([(one.x0, one.x1, one.top, one.bottom) for one in lines])
    order = np.argsort(boxes[:, 3])
    x0, x1, top, bottom = boxes[order].T
    found: list[list[int]] = []
    for at in range(0, len(lines), _FEW):
        some = slice(at, at + _FEW)
        others = slice(at, int(np.searchsorted(bottom, top[some].max())))
        height = np.minimum.outer((top - bottom)[some], (top - bottom)[others])
        deep = np.minimum.outer(top[some], top[others])
        deep -= np.maximum.outer(bottom[some], bottom[others])
        wide = np.minimum.outer(x1[some], x1[others]) - np.maximum.outer(x0[some], x0[others])
        pairs = np.argwhere(np.triu((deep > _DEEP * height) & (wide > 0.5 * height), 1))
        found += order[pairs + at].tolist()
    return found


def _lies_over(stamp: Line, text: Line) -> bool:
    """Whether words lie over letters, not over a row of dots or a blank to be filled in."""
    if not _WORD.search(stamp.text) or stamp.size < _SMALL * text.size or text.edges is None:
        return False
    if stamp.unseen or text.unseen:
        return False
    middle = text.edges.mean(axis=1)
    under = np.flatnonzero((middle > stamp.x0) & (middle < stamp.x1))
    return sum(text.text[at].isalnum() for at in under.tolist()) >= _LETTERS


def _near(line: Line, other: Line) -> bool:
    """Whether two lines stand close below each other, the one above some of the other."""
    apart = max(line.bottom - other.top, other.bottom - line.top)
    return apart < _NEAR * other.height and min(line.x1, other.x1) > max(line.x0, other.x0)
