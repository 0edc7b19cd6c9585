"""Which characters of a page cannot be seen: white on white, covered, clipped, tiny, off the page.

What is suspect by its colour, place or clip is looked at: the page is drawn with these text
objects and without them, and what makes no difference is hidden. Invisible text (render mode 3)
over a picture is the picture's own text; elsewhere it is read and said to be unseen. Words that a
line crosses out are no present words of the page.
"""

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from rag.documents.formats.pdf.difference import difference
from rag.documents.formats.pdf.drawn import Handle
from rag.documents.formats.pdf.fields import HIDDEN
from rag.documents.formats.pdf.frames import Frame, Mask
from rag.documents.formats.pdf.glyphs import Boxes, Glyphs
from rag.documents.formats.pdf.objects import Bounds, Objects, annotations, clip_of
from rag.documents.formats.pdf.retyped import retyped

_TINY = 2.0  # points: nobody reads print as small as that, in height or across
_INVISIBLE = frozenset([3, 7])
_LIGHT, _OPAQUE = 215.0, 40
_PATTERN = 191.0  # what pdfium states of ink that is a pattern, which may be white
_ALIKE = 30.0  # of 255
_SCAN = 0.5  # of the page: a picture that large, drawn over text, is a scan
_PROBED = 8  # characters of a form
_MOST_CLIPPED, _MOST_COVERS = 600, 2000
BAR = 0x2588
"""Stands for each character below a dark bar, in a line of which other words are seen."""
_LOWEST, _HIGHEST = 0.12, 0.45  # of the size, above the base line: where a line crosses letters
_COVERED = 0.6  # of the line: a rule of a table that touches a word runs far beyond it
_THIN = 0.25  # of the size
_MOST_RULES, _MOST_QUADS = 400, 2000


@dataclass(frozen=True, slots=True)
class Visibility:
    """Characters that are read, those of them that are invisible, and what is left out and why.

    `due` are the characters that a reader of the page sees, or would if they were not invisible.
    """

    shown: Mask
    due: Mask
    unseen: Mask
    left_out: tuple[tuple[str, int], ...] = ()


def visibility(
    page: Handle, text_page: Handle, glyphs: Glyphs, drawn: Objects, upright: Frame, bounds: Bounds
) -> Visibility:
    """Which characters of a page are read."""
    codes = glyphs.codes
    real = (glyphs.owner >= 0) & (codes > 32) & (codes != 0xA0)
    middle = _middles(glyphs)
    off = real & ~_within(middle, bounds)
    tiny = real & ~off & (glyphs.of("size") * glyphs.of("narrow") < _TINY)
    invisible = real & ~off & ~tiny & np.isin(glyphs.of("mode"), [*_INVISIBLE])
    suspect = _suspect(glyphs, drawn, middle, bounds)
    suspect |= _in_hidden_forms(page, text_page, glyphs, drawn, upright)
    suspect &= real & ~off & ~tiny
    pictured = np.zeros(len(codes), dtype=bool)
    for picture in drawn.pictures:
        pictured |= _within(middle, picture)
    white = invisible & suspect & ~pictured
    covered, dark = suspect & ~invisible, np.zeros(len(codes), dtype=bool)
    if covered.any():
        differs, dark = difference(page, text_page, glyphs, covered, upright)
        covered &= ~differs
        covered &= ~retyped(page, text_page, glyphs, drawn, covered & ~dark, upright)
    gone = off | tiny | covered | white
    struck = real & ~gone & crossed(page, glyphs, drawn.rules)
    gone |= struck
    barred = _in_a_line(glyphs, covered & dark, real & ~gone)
    codes[barred] = BAR
    gone &= ~barred
    left_out = _counted((off, tiny, covered | white, struck))
    return Visibility(~gone, real & ~gone, invisible & ~white & ~pictured, left_out)


_WHY_LEFT_OUT = (
    "not seen, outside of the page", "not seen, smaller than two points",
    "not seen, hidden in white, covered or clipped", "struck out",
)  # fmt: skip


def _counted(masks: Sequence[Mask]) -> tuple[tuple[str, int], ...]:
    """How many characters are left out for each reason, where there are any."""
    counted = zip(_WHY_LEFT_OUT, (int(which.sum()) for which in masks), strict=True)
    return tuple((why, count) for why, count in counted if count)


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
    light = glyphs.of("light")
    suspect: Mask = (light > _LIGHT) | (np.abs(light - _PATTERN) < 1)
    suspect |= glyphs.of("alpha") < _OPAQUE
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


def _in_hidden_forms(
    page: Handle, text_page: Handle, glyphs: Glyphs, drawn: Objects, upright: Frame
) -> Mask:
    """The characters of each form of which the longest text is not seen where it stands."""
    number = {one.handle: n for n, one in enumerate(glyphs.drawn)}
    forms = [
        [number[item] for item in form if item in number and item not in drawn.mixed]
        for form in drawn.forms
    ]
    lengths = np.bincount(glyphs.owner[glyphs.owner >= 0], minlength=len(glyphs.drawn))
    probes = [max(form, key=lengths.__getitem__) if form else -1 for form in forms]
    places = [
        np.flatnonzero((glyphs.owner == one) & (glyphs.codes > 32))[:_PROBED] for one in probes
    ]
    probed = np.zeros(len(glyphs.codes), dtype=bool)
    probed[np.concatenate([*places, np.zeros(0, np.int64)]).astype(np.int64)] = True
    if not probed.any():
        return probed
    differs, _ = difference(page, text_page, glyphs, probed, upright)
    hidden = [n for form, own in zip(forms, places, strict=True) if not differs[own].any()
              for n in form]  # fmt: skip
    return np.isin(glyphs.owner, hidden)


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


def crossed(page: Handle, glyphs: Glyphs, rules: Iterable[Bounds]) -> Mask:
    """The characters of level text that a rule or an annotation strikes out."""
    struck = np.zeros(len(glyphs.codes), dtype=bool)
    level = (glyphs.owner >= 0) & (glyphs.of("angle") == 0) & (glyphs.codes > 32)
    size, base = glyphs.of("size"), glyphs.of("y")
    left, top, right, bottom = glyphs.box.T
    middle = (left + right) / 2
    across = [one for one in rules if one[2] - one[0] > 2 * (one[3] - one[1])][:_MOST_RULES]
    for x0, y0, x1, y1 in across:
        height = (y0 + y1) / 2 - base
        through = level & (height > _LOWEST * size) & (height < _HIGHEST * size)
        through &= (middle > x0 - 0.5) & (middle < x1 + 0.5) & (y1 - y0 <= _THIN * size)
        if through.any() and _covered(left[through], right[through], size[through]) >= _COVERED * (
            x1 - x0
        ):
            struck |= through
    for x0, y0, x1, y1 in _struck(page):
        upright = (bottom + top) / 2
        struck |= level & (middle > x0) & (middle < x1) & (upright > y0) & (upright < y1)
    return struck


def _covered(left: Boxes, right: Boxes, size: Boxes) -> float:
    """How much of a line letters take up, with the gaps between letters and words."""
    order = np.argsort(left)
    left, right = left[order], right[order]
    gaps = np.maximum(left[1:] - right[:-1], 0)
    return float((right - left).sum() + gaps[gaps < 0.8 * float(size.max())].sum())


def _struck(page: Handle) -> Iterator[Bounds]:
    """The bounds of words that annotations strike out."""
    quad = pdfium.FS_QUADPOINTSF()
    for annotation in annotations(page):
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind != pdfium.FPDF_ANNOT_STRIKEOUT or pdfium.FPDFAnnot_GetFlags(annotation) & HIDDEN:
            continue
        for place in range(min(pdfium.FPDFAnnot_CountAttachmentPoints(annotation), _MOST_QUADS)):
            if pdfium.FPDFAnnot_GetAttachmentPoints(annotation, place, quad):
                x = (quad.x1, quad.x2, quad.x3, quad.x4)
                y = (quad.y1, quad.y2, quad.y3, quad.y4)
                yield min(x), min(y), max(x), max(y)
