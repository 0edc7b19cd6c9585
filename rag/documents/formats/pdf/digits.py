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
from rag.documents.formats.pdf.objects import bounds_of

_SIDE, _HIGH, _WIDEST = 20, 30, 4000  # pixels
_MUCH, _ALIKE, _SURE = 0.15, 0.62, 0.8  # of 277 fonts none is false, 24 of 25 exchanges are told
_INK, _HAIR, _GAP, _FREE = 96, 0.2, 0.4, 0.1  # of 255; of the size
_FONTS = ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Times-Roman", "Times-Bold",
          "Times-Italic", "Times-BoldItalic", "Courier", "Courier-Bold")  # fmt: skip
_FIGURES = range(0x30, 0x3A)
_BLANK = (0x20, 0xA0, *range(0x2000, 0x2010), *range(0x202A, 0x2030), 0x2060, 0x3000, 0xFEFF)
Silhouette = npt.NDArray[np.float32]
"""What is drawn, scaled to a square: a unit vector."""
Known = dict[tuple[object, ...], bool]
"""Whether a figure is drawn as the file says, by the name of its font, its code and its ink."""
Renderings = dict[int, npt.NDArray[np.uint8]]


def read_digits(
    document: Handle, page: Handle, text_page: Handle, glyphs: Glyphs, known: Known,
    guessed: npt.NDArray[np.bool_],
) -> None:  # fmt: skip
    """Put U+FFFD for figures of fonts that draw others, and for drawn signs that are no space.

    Those `guessed` have to be like figures, too.
    """
    codes, pictures = glyphs.codes, Renderings()
    level = (glyphs.owner >= 0) & (glyphs.of("angle") % 90 == 0) & (glyphs.of("mode") != 3)
    font = np.array([id(one.font) for one in glyphs.drawn])[glyphs.owner]
    figures = np.flatnonzero(level & np.isin(codes, _FIGURES))
    both = np.stack([font[figures], codes[figures]])
    first = figures[np.unique(both, axis=1, return_index=True)[1]]
    ink = tight_boxes(text_page, first) / glyphs.of("size")[first, None]
    for place, size in zip(first.tolist(), np.round(ink[:, 2:] - ink[:, :2], 2), strict=True):
        figure = int(both[1, figures == place][0])
        key = (glyphs.drawn[glyphs.owner[place]].font.tagged, figure, *size.tolist())
        if key not in known:
            shape = _shape(document, page, text_page, glyphs, place, pictures)
            alike = np.zeros(10) if shape is None else (_digits() @ shape).max(axis=0)
            other = float(alike.max())
            like = other - alike[figure - _FIGURES[0]] < _MUCH
            known[key] = bool(not guessed[place] if other < _ALIKE else like)
        if not known[key]:
            codes[figures[font[figures] == font[place]]] = UNREAD
    _read_blanks(document, page, text_page, glyphs, level, pictures)


def _read_blanks(
    document: Handle, page: Handle, text_page: Handle, glyphs: Glyphs,
    level: npt.NDArray[np.bool_], pictures: Renderings,
) -> None:  # fmt: skip
    """Put U+FFFD for drawn signs that the file calls a space."""
    codes = glyphs.codes
    font = np.array([id(one.font) for one in glyphs.drawn])[glyphs.owner]
    blanks = np.flatnonzero(level & np.isin(codes, _BLANK))
    left, bottom, right, top = tight_boxes(text_page, blanks).T
    least = _HAIR * glyphs.of("size")[blanks]
    inked = (np.minimum(right - left, top - bottom) > least) | _before_gap(glyphs, blanks)
    for place in blanks[inked].tolist():
        shape = _shape(document, page, text_page, glyphs, place, pictures)
        always = inked[font[blanks] == font[place]].mean() > 0.5  # as .notdef may be drawn
        if shape is not None and (not always or (_digits() @ shape).max() > _SURE):
            codes[place] = UNREAD


def _before_gap(glyphs: Glyphs, places: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Whether the next character of the same text stands far off: of two spaces pdfium has one."""
    after = np.minimum(places + 1, len(glyphs.codes) - 1)
    gap = glyphs.box[after, 0] - glyphs.box[places, 2]
    same: npt.NDArray[np.bool_] = glyphs.owner[after] == glyphs.owner[places]
    same &= glyphs.of("angle")[places] == 0
    same &= gap > _GAP * glyphs.of("size")[places]
    return same


def _shape(
    document: Handle, page: Handle, text_page: Handle, glyphs: Glyphs, place: int,
    pictures: Renderings,
) -> Silhouette | None:  # fmt: skip
    """What is drawn for a character, or behind a space up to the next one; None for nothing."""
    order = int(glyphs.owner[place])
    one, item = glyphs.drawn[order], ctypes.cast(glyphs.drawn[order].handle, pdfium.FPDF_PAGEOBJECT)
    x, low, end, y = bounds_of(item)
    scale = min(_HIGH / max(one.size, 1.0), _WIDEST / max(end - x, y - low, 1.0))
    if order not in pictures:
        pictures[order] = _picture(document, page, item, scale)
    left, bottom, right, top = tight_boxes(text_page, np.array([place]))[0].tolist()
    if glyphs.codes[place] in _BLANK and _before_gap(glyphs, np.array([place]))[0]:
        left, bottom, top = glyphs.box[place][[2, 3, 1]].tolist()
        right = float(tight_boxes(text_page, np.array([place + 1]))[0, 0]) - _FREE * one.size
    across = slice(*(max(0, round((edge - x) * scale) + n) for n, edge in ((-1, left), (1, right))))
    down = slice(*(max(0, round((y - edge) * scale) + n) for n, edge in ((-1, top), (1, bottom))))
    return _scaled(np.rot90(pictures[order][down, across], -one.angle // 90))


def _picture(
    document: Handle, page: Handle | None, item: Handle, scale: float
) -> npt.NDArray[np.uint8]:
    """A text alone, how dark each pixel is; of no pixels where it can't be drawn."""
    bitmap = pdfium.FPDFTextObj_GetRenderedBitmap(document, page, item, ctypes.c_float(scale))
    if not bitmap:
        return np.zeros((0, 0), np.uint8)
    rows, line = pdfium.FPDFBitmap_GetHeight(bitmap), pdfium.FPDFBitmap_GetStride(bitmap)
    data = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), rows * line)
    pdfium.FPDFBitmap_Destroy(bitmap)
    return np.frombuffer(data, np.uint8).reshape(rows, line // 4, 4)[:, :, 3]  # what covers


def _scaled(picture: npt.NDArray[np.uint8]) -> Silhouette | None:
    """The part of a picture with ink as a shape; None where it has none."""
    down, across = np.nonzero(picture > _INK)
    if not len(down):
        return None
    part = picture[down.min() : down.max() + 1, across.min() : across.max() + 1]
    size = (_SIDE, _SIDE)
    flat = np.asarray(Image.fromarray(part).resize(size, Image.Resampling.BILINEAR), np.float32)
    flat = flat.ravel() - flat.mean()
    return flat / (np.linalg.norm(flat) or 1.0)  # type: ignore[no-any-return]


@cache
def _digits() -> Silhouette:
    """The ten figures in pdfium's own fonts: of shape (fonts, 10, pixels)."""
    document = pdfium.FPDF_CreateNewDocument()
    shapes = []
    for name in _FONTS:
        font = pdfium.FPDFText_LoadStandardFont(document, name.encode())
        for code in _FIGURES:
            item = pdfium.FPDFPageObj_CreateTextObj(document, font, ctypes.c_float(_HIGH))
            pdfium.FPDFText_SetText(item, (ctypes.c_ushort * 2)(code, 0))
            shapes.append(_scaled(_picture(document, None, item, 1.0)))
            pdfium.FPDFPageObj_Destroy(item)
    pdfium.FPDF_CloseDocument(document)
    return np.array(shapes).reshape(-1, len(_FIGURES), _SIDE * _SIDE)
