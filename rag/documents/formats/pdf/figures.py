"""Figures that are drawn otherwise than the file says, and drawn signs that it calls a space.

A file may state 519 where 480 is seen, or nothing at all. A figure's shape is compared with those
of the fonts that pdfium has: where it is much more like another one, its font's figures are unread.
"""

import ctypes
from functools import cache

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium
from PIL import Image

from rag.documents.formats.pdf.codes import UNREAD
from rag.documents.formats.pdf.drawn import Handle
from rag.documents.formats.pdf.glyphs import Glyphs, tight_boxes

_SHAPE, _HIGH, _WIDEST = 20, 30, 6000  # pixels
_MUCH, _ALIKE, _SURE = 0.15, 0.62, 0.8  # found for 277 fonts: no false one, 24 of 25 exchanges
_INK, _HAIR, _GAP, _FREE = 96, 0.2, 0.4, 0.1  # of 255; of the size
_FONTS = "Helvetica Helvetica-Bold Helvetica-Oblique Times-Roman Times-Bold Times-Italic " \
    "Times-BoldItalic Courier Courier-Bold"  # fmt: skip
_FIGURES = range(0x30, 0x3A)
_BLANK = (0x20, 0xA0, *range(0x2000, 0x2010), *range(0x202A, 0x2030), 0x2060, 0x3000, 0xFEFF)
Picture = npt.NDArray[np.uint8]


def read_figures(document: Handle, page: Handle, text_page: Handle, glyphs: Glyphs) -> None:
    """Put U+FFFD for figures of fonts that draw others, and for drawn signs that are no space."""
    codes, pictures = glyphs.codes, dict[int, Picture | None]()
    owned = (glyphs.owner >= 0) & (glyphs.of("angle") % 90 == 0) & (glyphs.of("mode") != 3)
    fonts: dict[int, int] = {}
    number = [fonts.setdefault(id(one.font), len(fonts)) for one in glyphs.drawn]
    font = np.array(number)[glyphs.owner]
    figures = np.flatnonzero(owned & np.isin(codes, _FIGURES))
    _, first = np.unique(font[figures] * 0x100 + codes[figures], return_index=True)
    false = set()
    for place in figures[first].tolist():
        ink = _ink(document, page, text_page, glyphs, place, pictures)
        if ink is not None and not _as_said(ink, int(codes[place]) - _FIGURES[0]):
            false.add(int(font[place]))
    codes[figures[np.isin(font[figures], [*false])]] = UNREAD
    blanks = np.flatnonzero(owned & np.isin(codes, _BLANK))
    left, bottom, right, top = tight_boxes(text_page, blanks).T
    least = _HAIR * glyphs.of("size")[blanks]
    inked = (np.minimum(right - left, top - bottom) > least) | _before_gap(glyphs, blanks)
    for place in blanks[inked].tolist():
        ink = _ink(document, page, text_page, glyphs, place, pictures)
        always = inked[font[blanks] == font[place]].mean() > 0.5  # as .notdef may be drawn
        if ink is not None and (not always or (_shapes() @ _turned(ink)).max() > _SURE):
            codes[place] = UNREAD


def _before_gap(glyphs: Glyphs, places: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Whether the next character of the same text stands far off: of two spaces pdfium has one."""
    after = np.minimum(places + 1, len(glyphs.codes) - 1)
    gap = glyphs.box[after, 0] - glyphs.box[places, 2]
    same = glyphs.owner[after] == glyphs.owner[places]
    return same & (gap > _GAP * glyphs.of("size")[places]) & (glyphs.of("angle")[places] == 0)


def _ink(
    document: Handle, page: Handle, text_page: Handle, glyphs: Glyphs, place: int,
    pictures: dict[int, Picture | None],
) -> Picture | None:  # fmt: skip
    """What is drawn for a character, or up to the next one for a space; None where nothing is."""
    order = int(glyphs.owner[place])
    one, item = glyphs.drawn[order], ctypes.cast(glyphs.drawn[order].handle, pdfium.FPDF_PAGEOBJECT)
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(item, *edges)
    x, _, end, y = (edge.value for edge in edges)
    scale = min(_HIGH / max(one.size, 1.0), _WIDEST / max(end - x, 1.0))
    if order not in pictures:
        pictures[order] = _picture(document, page, item, scale)
    picture = pictures[order]
    left, bottom, right, top = tight_boxes(text_page, np.array([place]))[0].tolist()
    if glyphs.codes[place] in _BLANK and _before_gap(glyphs, np.array([place]))[0]:
        left, bottom, top = glyphs.box[place][[2, 3, 1]].tolist()
        right = float(tight_boxes(text_page, np.array([place + 1]))[0, 0]) - _FREE * one.size
    across = slice(*(max(0, round((edge - x) * scale) + 1) for edge in (left - 2 / scale, right)))
    down = slice(*(max(0, round((y - edge) * scale) + 1) for edge in (top + 2 / scale, bottom)))
    return _cut(np.rot90(picture[down, across], -one.angle // 90)) if picture is not None else None


def _picture(document: Handle, page: Handle | None, item: Handle, scale: float) -> Picture | None:
    """A text alone, how dark each pixel is; None where it can't be drawn."""
    bitmap = pdfium.FPDFTextObj_GetRenderedBitmap(document, page, item, ctypes.c_float(scale))
    if not bitmap:
        return None
    rows, line = pdfium.FPDFBitmap_GetHeight(bitmap), pdfium.FPDFBitmap_GetStride(bitmap)
    data = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), rows * line)
    pdfium.FPDFBitmap_Destroy(bitmap)
    return np.frombuffer(data, np.uint8).reshape(rows, line // 4, 4)[:, :, 3]  # what covers


def _cut(picture: Picture) -> Picture | None:
    """The part with ink, in the usual size."""
    down, across = np.nonzero(picture > _INK)
    if not len(down):
        return None
    part = picture[down.min() : down.max() + 1, across.min() : across.max() + 1]
    return np.asarray(Image.fromarray(part).resize((_SHAPE, _SHAPE), Image.Resampling.BILINEAR))


def _as_said(ink: Picture, figure: int) -> bool:
    """Whether a shape is no more like another figure than like the one that the file says."""
    alike = (_shapes() @ _turned(ink)).max(axis=0)
    other = float(np.delete(alike, figure).max())
    return other < _ALIKE or other - float(alike[figure]) < _MUCH


def _turned(ink: Picture) -> npt.NDArray[np.float32]:
    """A shape as a unit vector."""
    flat = ink.astype(np.float32).ravel() - ink.mean()
    return flat / (np.linalg.norm(flat) or 1.0)  # type: ignore[no-any-return]


@cache
def _shapes() -> npt.NDArray[np.float32]:
    """The ten figures in pdfium's own fonts, as unit vectors: of shape (fonts, 10, pixels)."""
    document = pdfium.FPDF_CreateNewDocument()
    shapes = []
    for name in _FONTS.split():
        font = pdfium.FPDFText_LoadStandardFont(document, name.encode())
        for code in _FIGURES:
            item = pdfium.FPDFPageObj_CreateTextObj(document, font, ctypes.c_float(_HIGH))
            pdfium.FPDFText_SetText(item, (ctypes.c_ushort * 2)(code, 0))
            picture = _picture(document, None, item, 1.0)
            ink = _cut(picture) if picture is not None else None
            shapes.append(_turned(np.zeros((_SHAPE, _SHAPE), np.uint8) if ink is None else ink))
            pdfium.FPDFPageObj_Destroy(item)
    pdfium.FPDF_CloseDocument(document)
    return np.array(shapes).reshape(-1, len(_FIGURES), _SHAPE * _SHAPE)
