"""Whether a page looks different without some of its characters: it is drawn with and without."""

import ctypes
from collections.abc import Iterable
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium

from rag.documents.formats.pdf.drawn import Handle
from rag.documents.formats.pdf.frames import Frame, Mask
from rag.documents.formats.pdf.glyphs import Boxes, Glyphs, tight_boxes

_MOST_PIXELS = 6_000_000
_HIGH = 12.0  # pixels, for the smallest letters
_SEEN = 12  # of 255
_DARK = 128
_GREY = np.array([0.11, 0.59, 0.3], dtype=np.float32)  # of blue, green and red
Pixels: TypeAlias = npt.NDArray[np.int64]
"""Rows or columns of a picture."""


def difference(
    page: Handle, text_page: Handle, glyphs: Glyphs, suspect: Mask, upright: Frame,
    without_objects: Iterable[int] = (),
) -> tuple[Mask, Mask]:  # fmt: skip
    """Where characters stand: whether the page looks different without them, else if it is dark.

    Or, where other objects are given by their addresses, whether it looks different without these.
    """
    own = (glyphs.drawn[n].handle for n in np.unique(glyphs.owner[suspect]).tolist())
    places = np.flatnonzero(suspect)
    wanted = _HIGH / max(1.0, float(glyphs.of("size")[places].min()))
    most = (_MOST_PIXELS / (upright.width * upright.height)) ** 0.5
    scale = min(2.0, max(1.0, wanted), most)
    across, down = _pixels(text_page, places, upright, scale)
    part = _Part(upright, scale, across, down)
    whole, changed = part.changed(page, [*without_objects] or own)
    inset = 0.12 * (across[1] - across[0])
    rows = _cut(down[0], down[1], part.top, changed.shape[0])
    columns = _cut(across[0] + inset, across[1] - inset, part.left, changed.shape[1])
    visible, dark = np.zeros((2, len(suspect)), dtype=bool)
    visible[places] = _within_each(_summed(changed), rows, columns) > 0
    if not visible[places].all():
        area = (rows[1] - rows[0]) * (columns[1] - columns[0])
        grey = _summed((whole @ _GREY).astype(np.uint8))
        dark[places] = ~visible[places] & (_within_each(grey, rows, columns) < _DARK * area)
    return visible, dark


def _cut(first: Boxes, last: Boxes, start: int, count: int) -> tuple[Pixels, Pixels]:
    """Of `count` rows or columns from `start` on those between two edges, half-open."""
    low, high = ((edge.astype(np.int64) - start) for edge in (first, last))
    return np.clip(low, 0, count), np.clip(np.maximum(high, 0) + 1, 0, count)


def _summed(picture: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """For each corner of a pixel the sum of all pixels above it and to its left."""
    sums = np.zeros((picture.shape[0] + 1, picture.shape[1] + 1), dtype=np.int64)
    sums[1:, 1:] = picture.cumsum(axis=0, dtype=np.int32).cumsum(axis=1, dtype=np.int64)
    return sums


def _within_each(
    sums: npt.NDArray[np.int64], rows: tuple[Pixels, Pixels], columns: tuple[Pixels, Pixels]
) -> npt.NDArray[np.int64]:
    """The sum of the pixels in each of some rectangles."""
    (top, bottom), (left, right) = rows, columns
    return sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]


def _pixels(
    text_page: Handle, places: npt.NDArray[np.int64], upright: Frame, scale: float
) -> tuple[Boxes, Boxes]:
    """Where characters stand in a picture of the page: left and right, top and bottom."""
    x0, y0, x1, y1 = tight_boxes(text_page, places).T
    corners = [upright.turned(x, y) for x, y in ((x0, y0), (x1, y1))]
    across = np.sort(np.stack([corner[0] for corner in corners]), axis=0) * scale
    down = np.sort(upright.height - np.stack([corner[1] for corner in corners]), axis=0) * scale
    return across.astype(np.float32), down.astype(np.float32)


class _Part:
    """The part of a picture of the page that some characters stand in."""

    def __init__(self, upright: Frame, scale: float, across: Boxes, down: Boxes) -> None:
        self._size = tuple(max(1, round(side * scale)) for side in (upright.width, upright.height))
        self.left, self.top = (max(0, int(edges.min()) - 2) for edges in (across, down))
        ends = (int(edges.max()) + 3 for edges in (across, down))
        right, bottom = (min(end, side) for end, side in zip(ends, self._size, strict=True))
        self._width, self._height = max(1, right - self.left), max(1, bottom - self.top)

    def changed(self, page: Handle, objects: Iterable[int]) -> tuple[npt.NDArray[np.uint8], Mask]:
        """The part as a viewer shows it, and which pixels differ without these objects."""
        items = [ctypes.cast(one, pdfium.FPDF_PAGEOBJECT) for one in objects]
        whole = self.picture(page)
        for item in items:
            pdfium.FPDFPageObj_SetIsActive(item, False)
        without = self.picture(page)
        for item in items:
            pdfium.FPDFPageObj_SetIsActive(item, True)
        apart = np.maximum(whole, without) - np.minimum(whole, without)
        most = np.maximum(np.maximum(apart[:, :, 0], apart[:, :, 1]), apart[:, :, 2])
        return whole, most > _SEEN

    def picture(self, page: Handle) -> npt.NDArray[np.uint8]:
        """The part as a viewer shows it, blue, green and red."""
        bitmap = pypdfium2.PdfBitmap.new_native(self._width, self._height, pdfium.FPDFBitmap_BGRx)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, self._width, self._height)
        at = (-self.left, -self.top, *self._size)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, *at, 0, pdfium.FPDF_ANNOT)
        shown: npt.NDArray[np.uint8] = bitmap.to_numpy()[:, :, :3].copy()
        bitmap.close()
        return shown
