"""Raised figures on a page that is a picture: the marks of notes, which Tesseract misreads.

It reads "Tajikistan.8" with a raised 8 as "Tajikistan.®". Where they stand can be measured: the
last (in a note, the first) patches of ink of a word are as high as small figures and end above
the line. These patches are enlarged, put on a sheet, one below the other, and read once more
as figures and nothing else. What does not come back as figures is left as it was.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image

Pixels = npt.NDArray[np.uint8]
"""A page in grey, (rows, columns)."""
Box: TypeAlias = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels."""
_MISREAD = frozenset("°®©™*'‘’\"“”?!†‡§¶0123456789lI|]")
_LEAST_UP, _LEAST, _MOST = 0.45, 0.6, 1.2  # above the line, and high: in heights of an x
_ROW, _GAP, _SIDE = 36, 30, 40  # of the sheet, in pixels
_MOST_PATCHES = 150  # a page that seems to have more is no page of text


@dataclass(slots=True)
class Word:
    """A word: its box in pixels (left, top, right, bottom), and the raised part of its text."""

    text: str
    box: Box
    base: float
    x_height: float
    first: bool
    raised: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Patch:
    """Columns of ink: a box in the page, how far above the line it ends, and how high it is."""

    box: Box
    up: float
    high: float

    @property
    def small(self) -> bool:
        """Whether it may be a raised figure."""
        left, _, right, _ = self.box
        wide = (right - left) / max(1, self.box[3] - self.box[1])
        return self.up >= _LEAST_UP and _LEAST <= self.high <= _MOST and wide < 1.1


Recognise = Callable[[Pixels], list[tuple[float, str]]]
"""Reads figures on a sheet: the middle of each word, in rows from the top, and the word."""


def correct(page: Pixels, words: Sequence[Word], read: Recognise) -> None:
    """Put the figures that were meant into words that end or begin with raised ones."""
    parts = [(word, *part) for word in words if (part := _part(page, word)) is not None]
    if sum(len(marks) for _, _, _, marks in parts) > _MOST_PATCHES:
        return
    rows = [_joined(marks) for _, _, _, marks in parts]  # each mark whole, then its figures
    rows += [patch.box for _, _, _, marks in parts for patch in marks]
    said = _read_rows(page, rows, read)
    at = len(parts)
    for order, (word, start, end, marks) in enumerate(parts):
        single = "".join(said[at : at + len(marks)])
        at += len(marks)
        if figures := _agreed(said[order], single, len(marks)):
            word.text = word.text[:start] + figures + word.text[end:]
            word.raised = (start, start + len(figures))


def _agreed(whole: str, single: str, count: int) -> str | None:
    """The figures of a mark, read as one and one by one; None where both differ or neither fits."""
    fitting = {one for one in (whole, single) if len(one) == count}
    return fitting.pop() if len(fitting) == 1 else None


def _joined(marks: Sequence[_Patch]) -> Box:
    left, top, right, bottom = zip(*(patch.box for patch in marks), strict=True)
    return min(left), min(top), max(right), max(bottom)


def _read_rows(page: Pixels, boxes: Sequence[Box], read: Recognise) -> list[str]:
    """What is read in each of these boxes of a page."""
    said = [""] * len(boxes)
    if boxes:
        sheet = np.full((len(boxes) * (_ROW + _GAP) + _GAP, 4 * _ROW + 2 * _SIDE), 255, np.uint8)
        for order, box in enumerate(boxes):
            figure = _enlarged(page, box)
            top = _GAP + order * (_ROW + _GAP)
            sheet[top : top + _ROW, _SIDE : _SIDE + figure.shape[1]] = figure
        for middle, word in read(sheet):
            row = int((middle - _GAP / 2) // (_ROW + _GAP))
            if 0 <= row < len(said):
                said[row] += word
    return said


def _part(page: Pixels, word: Word) -> tuple[int, int, list[_Patch]] | None:
    """Where the raised figures stand in a word's text, as it was read, and their ink."""
    if not (_MISREAD & {word.text[0], word.text[-1]}):
        return None
    patches = _patches(page, word)
    last = next((n for n, p in enumerate(reversed(patches)) if not p.small), len(patches))
    length = len(word.text)
    if last == len(patches):
        return (0, length, patches) if 0 < last <= 4 and length <= last + 2 else None
    if 0 < last <= 4:
        tail = length - len(word.text.rstrip("".join(_MISREAD)))
        before = patches[-last - 1]
        point = before.high < 0.5 and before.up < 0.2  # all behind a full stop is the mark
        count = tail if point else last
        return (length - count, length, patches[-last:]) if 0 < count <= tail else None
    first = next(n for n, p in enumerate(patches) if not p.small)
    if word.first and 0 < first <= 4 and set(word.text[:first]) <= _MISREAD:
        return 0, first, patches[:first]
    return None


def _patches(page: Pixels, word: Word) -> list[_Patch]:
    """The ink of a word in runs of columns, from left to right."""
    left, top, right, bottom = word.box
    piece = page[max(0, top - 2) : bottom + 2, max(0, left - 2) : right + 2]
    if not piece.size:
        return []
    ink = piece < (int(piece.min()) + int(piece.max())) / 2
    columns = np.flatnonzero(np.diff(np.concatenate(([0], ink.any(axis=0).astype(np.int8), [0]))))
    patches = []
    for a, b in columns.reshape(-1, 2).tolist():
        rows = np.flatnonzero(ink[:, a:b].any(axis=1))
        y0, y1 = int(rows[0]) + max(0, top - 2), int(rows[-1]) + 1 + max(0, top - 2)
        box = (a + max(0, left - 2), y0, b + max(0, left - 2), y1)
        patches.append(_Patch(box, (word.base - y1) / word.x_height, (y1 - y0) / word.x_height))
    return patches


def _enlarged(page: Pixels, box: Box) -> Pixels:
    """A piece of the page, as high as a row of the sheet."""
    left, top, right, bottom = box
    piece = Image.fromarray(page[max(0, top - 3) : bottom + 3, max(0, left - 3) : right + 3])
    width = min(4 * _ROW, max(1, round(piece.width * _ROW / piece.height)))
    return np.asarray(piece.resize((width, _ROW), Image.Resampling.LANCZOS))
