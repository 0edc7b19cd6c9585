"""Directions of text: each is laid out in a frame of its own, in which it reads from left to right.

A page that a viewer turns, a page that was put in upside down and a table that stands sideways
are all the same: text in a direction. The direction of most of the text is that of the page.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rag.documents.formats.pdf.drawn import Handle, origins
from rag.documents.formats.pdf.glyphs import ABOVE, BELOW, Boxes, Glyphs, tight_boxes

_SAME = 2  # degrees: scans and hand-made pages are never quite level
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Frame:
    """The page as one reads text that runs at `angle` degrees; (left, low) becomes (0, 0)."""

    angle: int
    left: float
    low: float
    width: float
    height: float

    def turned(self, x: npt.ArrayLike, y: npt.ArrayLike) -> tuple[Boxes, Boxes]:
        """Points of the page in this frame."""
        turn = math.radians(self.angle)
        across, up = np.asarray(x, dtype=np.float32), np.asarray(y, dtype=np.float32)
        return (
            (across * math.cos(turn) + up * math.sin(turn) - self.left).astype(np.float32),
            (up * math.cos(turn) - across * math.sin(turn) - self.low).astype(np.float32),
        )


def frame(angle: int, bounds: tuple[float, float, float, float]) -> Frame:
    """The frame of a direction on a page with these bounds (left, bottom, right, top)."""
    left, bottom, right, top = bounds
    x, y = Frame(angle, 0, 0, 0, 0).turned([left, right, right, left], [bottom, bottom, top, top])
    return Frame(angle, float(x.min()), float(y.min()), float(np.ptp(x)), float(np.ptp(y)))


def directions(glyphs: Glyphs, shown: Mask) -> list[tuple[int, Mask]]:
    """The directions of a page's text in degrees, each with its characters, most text first."""
    angles = glyphs.of("angle").astype(np.int64)
    frames: list[tuple[int, Mask]] = []
    left = shown & (glyphs.owner >= 0)
    while left.any():
        counted = np.bincount(angles[left], minlength=360)
        main = int(counted.argmax())
        away = np.abs((angles - main + 180) % 360 - 180)
        near = left & (away <= _SAME)
        frames.append((main, near))
        left = left & ~near
    return frames


def placed(text_page: Handle, glyphs: Glyphs, which: Mask, view: Frame) -> Boxes:
    """The boxes (left, top, right, bottom) in a frame; of characters outside of `which` zeros."""
    if view.angle == 0:
        box: Boxes = glyphs.box - np.array([view.left, view.low] * 2, dtype=np.float32)
        return box
    box = np.zeros((len(glyphs.codes), 4), dtype=np.float32)
    places = np.flatnonzero(which)
    left, base = view.turned(*origins(text_page, places).T)
    size = glyphs.of("size")[places]
    follows = np.append(np.diff(places) == 1, False)
    follows &= np.append(glyphs.owner[places][1:] == glyphs.owner[places][:-1], False)
    right = np.append(left[1:], 0.0)
    ends = np.flatnonzero(~follows | (right <= left))
    right[ends] = np.minimum(_right(text_page, places[ends], view), left[ends] + size[ends])
    right = np.minimum(np.maximum(right, left), left + 1.2 * size)
    box[places] = np.stack([left, base + ABOVE * size, right, base - BELOW * size], axis=1)
    return box


def _right(text_page: Handle, places: npt.NDArray[np.int64], view: Frame) -> Boxes:
    """The right edges in a frame of the ink of some characters."""
    x0, y0, x1, y1 = tight_boxes(text_page, places).T
    corners = [view.turned(x, y)[0] for x in (x0, x1) for y in (y0, y1)]
    edges: Boxes = np.max(corners, axis=0)
    return edges
