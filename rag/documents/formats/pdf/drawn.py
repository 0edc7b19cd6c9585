"""How text is drawn (font, size, direction, colour): the matter of its text object."""

import ctypes
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

Handle: TypeAlias = object
"""A pointer that pdfium hands out."""
_BOLD = re.compile(r"bold|black|heavy|semibold|demi|^cmbx", re.I)


@contextmanager
def page_of(document: Handle, index: int) -> Iterator[Handle]:
    """A page, counted from 0, while it is open; raises ValueError where it can't be loaded."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise ValueError(f"page {index + 1} cannot be loaded")
    try:
        yield page
    finally:
        pdfium.FPDF_ClosePage(page)


@contextmanager
def text_of(page: Handle) -> Iterator[Handle]:
    """The text of a page while it is open; it may be none."""
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        yield text_page
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def address(item: Handle) -> int:
    """What a pointer of pdfium points to, 0 for nothing."""
    return ctypes.cast(item, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Font:
    """A font by its name, and by its name with the tag that the file gives a subset of it."""

    name: str
    bold: bool
    tagged: str = ""
    embedded: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text object: its font, size in points on the page, direction, place and ink.

    `angle` is the direction of the text in whole degrees, counter-clockwise, 0 for level text of a
    page that is not turned. (`x`, `y`) is where its first character is set down.
    `mode` is the PDF's text render mode (3 is invisible), `light` the lightness of its ink from 0
    to 255, `alpha` its opacity. `first` is its first character. `narrow` is what its letters
    are squeezed to across, of their size, or 1.
    """

    handle: int
    first: int
    font: Font
    size: float
    angle: int
    x: float
    y: float
    mode: int
    light: float
    alpha: int
    narrow: float


def origins(text_page: Handle, places: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
    """Where characters are set down on the page, (x, y) each."""
    x, y = ctypes.c_double(), ctypes.c_double()
    points = np.zeros((len(places), 2), dtype=np.float32)
    for order, place in enumerate(places.tolist()):
        if pdfium.FPDFText_GetCharOrigin(text_page, place, x, y):
            points[order] = x.value, y.value
    return points


def drawn_text(text_page: Handle, handle: int, at: int, fonts: dict[int, Font]) -> Drawn:
    """The text object of the character `at`; `fonts` are those of the page by their handles."""
    item = ctypes.cast(handle, pdfium.FPDF_PAGEOBJECT)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, at, matrix)
    angle = math.degrees(math.atan2(matrix.b, matrix.a))
    high = math.hypot(matrix.c, matrix.d)
    size = pdfium.FPDFText_GetFontSize(text_page, at) * high
    across = abs(matrix.a * matrix.d - matrix.b * matrix.c) / (high * high or 1.0)
    if size < 0:  # turns letters round, both ways
        size, angle = -size, angle + 180
    x, y = origins(text_page, np.array([at]))[0].tolist()
    parts = [ctypes.c_uint() for _ in range(4)]
    mode = pdfium.FPDFTextObj_GetTextRenderMode(item)
    outlined = mode in (pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP)
    ink = pdfium.FPDFText_GetStrokeColor if outlined else pdfium.FPDFText_GetFillColor
    known = ink(text_page, at, *parts)
    red, green, blue, alpha = (part.value for part in parts) if known else (0, 0, 0, 255)
    return Drawn(
        handle, at, _font(item, fonts), round(size, 1), round(angle) % 360,
        x, y, mode,
        0.3 * red + 0.59 * green + 0.11 * blue, alpha, min(1.0, across),
    )  # fmt: skip


def _font(item: Handle, fonts: dict[int, Font]) -> Font:
    handle = pdfium.FPDFTextObj_GetFont(item)
    key = address(handle)
    if key not in fonts:
        buffer = ctypes.create_string_buffer(256)
        size = pdfium.FPDFFont_GetBaseFontName(handle, buffer, 256) if key else 0
        name = buffer.value.decode("utf-8", "replace") if 0 < size <= 256 else ""
        plain = re.sub(r"^[A-Z]{6}\+", "", name)
        bold = bool(key) and pdfium.FPDFFont_GetWeight(handle) >= 600
        embedded = bool(key) and pdfium.FPDFFont_GetIsEmbedded(handle) == 1
        fonts[key] = Font(plain, bold or bool(_BOLD.search(plain)), name, embedded)
    return fonts[key]
