"""Which characters of a page cannot be seen: white on white, covered, clipped, tiny, off the page.

What is suspect by its colour, place or clip is looked at: the page is drawn with these text
objects and without them, and what makes no difference is hidden. Invisible text (render mode 3)
over a picture is the picture's own text; elsewhere it is read and said to be unseen.
"""

import ctypes
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium

from rag.documents.formats.pdf.frames import Frame, Mask
from rag.documents.formats.pdf.glyphs import Boxes, Glyphs, Handle, tight_boxes
from rag.documents.formats.pdf.objects import Bounds, Objects, clip_of
from rag.documents.formats.pdf.struck import crossed

_TINY = 2.0  # points: nobody reads print of this height
_INVISIBLE = frozenset([3, 7])
_LIGHT, _OPAQUE = 215.0, 40
_ALIKE = 30.0  # of 255
_SCAN = 0.5  # of the page: a picture that large, drawn over text, is a scan
_MOST_PIXELS = 6_000_000
_SEEN = 12  # of 255
_MOST_CLIPPED, _MOST_COVERS = 600, 2000
_DARK = 128
_GREY = np.array([0.11, 0.59, 0.3], dtype=np.float32)  # of blue, green and red
BAR = 0x2588
"""Stands for each character below a dark bar, in a line of which other words are seen."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Characters that are read, those of them that are invisible, and what is left out and why.

    `due` are the characters that a reader of the page sees, or would if they were not invisible.
    """

    shown: Mask
    due: Mask
    unseen: Mask
    left_out: tuple[tuple[str, int], ...] = ()


def seen_on(
    page: Handle, text_page: Handle, glyphs: Glyphs, drawn: Objects, upright: Frame, bounds: Bounds
) -> Seen:
    """Which characters of a page are read."""
    codes = glyphs.codes
    real = (glyphs.owner >= 0) & (codes > 32) & (codes != 0xA0)
    middle = _middles(glyphs)
    off = real & ~_within(middle, bounds)
    tiny = real & ~off & (glyphs.of("size") < _TINY)
    invisible = real & ~off & ~tiny & np.isin(glyphs.of("mode"), [*_INVISIBLE])
    suspect = _suspect(glyphs, drawn, middle, bounds) & real & ~off & ~tiny
    pictured = np.zeros(len(codes), dtype=bool)
    for picture in drawn.pictures:
        pictured |= _within(middle, picture)
    white = invisible & suspect & ~pictured
    covered = suspect & ~invisible
    barred = np.zeros(len(codes), dtype=bool)
    if covered.any():
        differs, dark = _difference(page, text_page, glyphs, covered, upright)
        covered &= ~differs
        barred = covered & dark
    gone = off | tiny | covered | white
    struck = real & ~gone & crossed(page, glyphs, drawn.rules)
    gone |= struck
    barred = _in_a_line(glyphs, barred, real & ~gone)
    codes[barred] = BAR
    gone &= ~barred
    left_out = (
        ("not seen, outside of the page", off), ("not seen, smaller than two points", tiny),
        ("not seen, hidden in white, covered or clipped", covered | white), ("struck out", struck),
    )  # fmt: skip
    return Seen(
        ~gone, real & ~gone, invisible & ~white & ~pictured,
        tuple((why, int(which.sum())) for why, which in left_out if which.any()),
    )  # fmt: skip


def _in_a_line(glyphs: Glyphs, barred: Mask, shown: Mask) -> Mask:
    """Those of the characters below a dark bar that stand in a line with others that are seen."""
    base, size = glyphs.of("y"), glyphs.of("size")
    bases = np.unique(base[shown])
    in_line = np.zeros(len(barred), dtype=bool)
    for place in np.flatnonzero(barred).tolist():
        in_line[place] = bool((np.abs(bases - base[place]) < 0.3 * size[place]).any())
    return in_line


def _middles(glyphs: Glyphs) -> npt.NDArray[np.float32]:
    """The middle of each character, x and y; of turned text the place where it is set down."""
    left, top, right, bottom = glyphs.box.T
    level = glyphs.of("angle") == 0
    x = np.where(level, (left + right) / 2, left)
    y = np.where(level, (top + bottom) / 2, bottom)
    return np.stack([x, y]).astype(np.float32)


def _within(middle: npt.NDArray[np.float32], bounds: Bounds) -> Mask:
    x, y = middle
    left, bottom, right, top = bounds
    inside: Mask = (x >= left - 1) & (x <= right + 1) & (y >= bottom - 1) & (y <= top + 1)
    return inside


def _suspect(
    glyphs: Glyphs, drawn: Objects, middle: npt.NDArray[np.float32], bounds: Bounds
) -> Mask:
    """Characters that may not be seen, by their colour, by what is drawn later, by their clip."""
    suspect: Mask = (glyphs.of("light") > _LIGHT) | (glyphs.of("alpha") < _OPAQUE)
    order = np.array([drawn.order.get(one.handle, -1) for one in glyphs.drawn], dtype=np.int32)
    when = order[np.maximum(glyphs.owner, 0)]
    mixed = np.array([one.handle in drawn.mixed for one in glyphs.drawn], dtype=bool)
    suspect |= mixed[np.maximum(glyphs.owner, 0)]
    suspect |= _like_ground(glyphs, drawn, middle, when)
    last = int(when.min()) if len(when) else 0
    area = (bounds[2] - bounds[0]) * (bounds[3] - bounds[1])
    height = glyphs.of("size")
    pictures = set(drawn.pictures)
    drawn_over = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in pictures)  # often in strips
    scanned = drawn_over > _SCAN * area
    lowest = 0.5 * float(height[glyphs.owner >= 0].min())
    for at, cover in drawn.covers[-_MOST_COVERS:]:
        flat = cover[3] - cover[1] <= lowest
        if at <= last or flat or (scanned and cover in pictures):
            continue
        suspect |= (when < at) & (cover[3] - cover[1] > 0.5 * height) & _within(middle, cover)
    for number, one in enumerate(glyphs.drawn[:_MOST_CLIPPED]):
        clip = clip_of(ctypes.cast(one.handle, pdfium.FPDF_PAGEOBJECT))
        if clip is not None and clip != bounds:
            mine = glyphs.owner == number
            suspect[mine] |= ~_within(middle[:, mine], clip)
    return suspect


def _like_ground(
    glyphs: Glyphs, drawn: Objects, middle: npt.NDArray[np.float32], when: npt.NDArray[np.int32]
) -> Mask:
    """Characters of the lightness of a filling that was drawn below them."""
    found = np.zeros(len(when), dtype=bool)
    light = glyphs.of("light")
    inks = np.unique(light)
    for at, bounds, ground in drawn.grounds[:_MOST_COVERS]:
        if (np.abs(inks - ground) < _ALIKE).any():
            alike = (np.abs(light - ground) < _ALIKE) & (when > at)
            found |= alike & _within(middle, bounds)
    return found


def _difference(
    page: Handle, text_page: Handle, glyphs: Glyphs, suspect: Mask, upright: Frame
) -> tuple[Mask, Mask]:
    """Where characters stand: whether the page looks different without them, and whether dark."""
    owners = np.unique(glyphs.owner[suspect]).tolist()
    items = [ctypes.cast(glyphs.drawn[n].handle, pdfium.FPDF_PAGEOBJECT) for n in owners]
    scale = min(2.0, (_MOST_PIXELS / (upright.width * upright.height)) ** 0.5)
    places = np.flatnonzero(suspect)
    across, down = _pixels(text_page, places, upright, scale)
    part = _Part(upright, scale, across, down)
    whole = part.picture(page)
    for item in items:
        pdfium.FPDFPageObj_SetIsActive(item, False)
    without = part.picture(page)
    for item in items:
        pdfium.FPDFPageObj_SetIsActive(item, True)
    changed = (np.abs(whole.astype(np.int16) - without) > _SEEN).any(axis=2)
    grey = whole @ _GREY
    visible, dark = np.zeros((2, len(suspect)), dtype=bool)
    left, top = part.left, part.top
    for place, (a, b), (c, d) in zip(places, across.T.tolist(), down.T.tolist(), strict=True):
        inset = 0.12 * (b - a)
        rows = slice(max(0, int(c) - top), max(0, int(d) - top) + 1)
        columns = slice(max(0, int(a + inset) - left), max(0, int(b - inset) - left) + 1)
        visible[place] = changed[rows, columns].any()
        dark[place] = grey[rows, columns].size > 0 and grey[rows, columns].mean() < _DARK
    return visible, dark


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

    def picture(self, page: Handle) -> npt.NDArray[np.uint8]:
        """The part as a viewer shows it, blue, green and red."""
        bitmap = pypdfium2.PdfBitmap.new_native(self._width, self._height, pdfium.FPDFBitmap_BGRx)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, self._width, self._height)
        at = (-self.left, -self.top, *self._size)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, *at, 0, pdfium.FPDF_ANNOT)
        shown: npt.NDArray[np.uint8] = bitmap.to_numpy()[:, :, :3].copy()
        bitmap.close()
        return shown
