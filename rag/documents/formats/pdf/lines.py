"""From a PDF page to its lines of text, with the place and height of every character.

pdfium says where each character stands; what is a line is decided here, by geometry alone.
Coordinates are PDF points from the page's lower left corner.
"""

import ctypes
import re
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

Handle: TypeAlias = object
"""A pointer that pdfium hands out."""

Codes: TypeAlias = npt.NDArray[np.int64]
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\u00ad": "-"})
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.I)
_loose_box = ctypes.cast(
    pdfium.FPDFText_GetLooseCharBox,
    ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p),
)
_BOX = ctypes.sizeof(pdfium.FS_RECTF)
_RAISED_BY = 0.15
_SMALLER = 0.85


@dataclass(slots=True)
class Line:
    """A line of text: its box, font size and boldness, and which of its characters are raised.

    `chars` are pdfium's indexes of the characters of `text`, -1 for a space put in between.
    `raised` are (start, end) in `text`. Where the line was recognised in a picture, `chars` index
    the page's `boxes`: left, bottom, right and top of a word, float32 of shape (n, 4).
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    chars: npt.NDArray[np.int32] = field(repr=False)
    raised: tuple[tuple[int, int], ...] = ()
    boxes: npt.NDArray[np.float32] | None = field(default=None, repr=False)

    @property
    def height(self) -> float:
        """The line's height in points."""
        return self.top - self.bottom


@dataclass(slots=True)
class PageText:
    """The lines of a page in the order of its content stream, and its horizontal rules.

    `rules` are (x0, x1, y). `images` says whether the page holds any, `ocr` whether the lines were
    recognised in a picture of the page.
    """

    width: float
    height: float
    lines: list[Line]
    rules: list[tuple[float, float, float]]
    images: bool
    ocr: bool = False


def read_page(document: Handle, index: int) -> PageText:
    """The text of page `index`, counted from 0; raises ValueError where it can't be loaded."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise ValueError(f"page {index + 1} cannot be loaded")
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        lines = _lines(text_page) if text_page else []
        rules, images = _objects(page)
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        return PageText(width, height, lines, rules, images)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
        pdfium.FPDF_ClosePage(page)


def boxes(text_page: Handle, count: int) -> npt.NDArray[np.float32]:
    """The boxes (left, top, right, bottom) of all characters, float32 of shape (count, 4)."""
    array = (pdfium.FS_RECTF * count)()
    handle = ctypes.cast(text_page, ctypes.c_void_p).value  # type: ignore[arg-type]
    base = ctypes.addressof(array)
    for place in range(count):
        _loose_box(handle, place, base + _BOX * place)
    return np.frombuffer(array, dtype=np.float32).reshape(count, 4).copy()


def _lines(text_page: Handle) -> list[Line]:
    count = pdfium.FPDFText_CountChars(text_page)
    if count <= 0:
        return []
    codes = _codes(text_page, count)
    box = boxes(text_page, count)
    real = np.flatnonzero((codes > 32) & (codes != 0xA0) & (box[:, 1] - box[:, 3] > 0.5))
    if not real.size:
        return []
    cuts = np.flatnonzero(_breaks(box[real])) + 1
    lines = []
    for piece in np.split(real, cuts):
        line = _line(text_page, codes, box, piece)
        if line is not None:
            lines.append(line)
    return lines


def _codes(text_page: Handle, count: int) -> Codes:
    """The code point of every character."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    codes: Codes = np.frombuffer(bytes(buffer), dtype=np.uint16)[:count].astype(np.int64)
    if written == count + 1 and not ((codes >= 0xD800) & (codes < 0xE000)).any():
        return codes
    get = pdfium.FPDFText_GetUnicode
    return np.array([get(text_page, place) for place in range(count)], dtype=np.int64)


def _breaks(box: npt.NDArray[np.float32]) -> npt.NDArray[np.bool_]:
    """Whether a line ends between each character and the next: box is of visible ones."""
    left, top, right, bottom = box.T
    height = top - bottom
    shared = np.minimum(top[1:], top[:-1]) - np.maximum(bottom[1:], bottom[:-1])
    lowest = np.minimum(height[1:], height[:-1])
    tallest = np.maximum(height[1:], height[:-1])
    gap = left[1:] - right[:-1]
    # A quarter of the smaller character must lie beside the taller: raised figures do.
    back = left[1:] < left[:-1] - 0.7 * tallest
    breaks: npt.NDArray[np.bool_] = (shared < 0.25 * lowest) | (gap > 2.2 * tallest) | back
    return breaks


def _line(
    text_page: Handle,
    codes: Codes,
    box: npt.NDArray[np.float32],
    piece: Codes,
) -> Line | None:
    """The line of the visible characters `piece`; None for text that does not lie level."""
    middle = int(piece[len(piece) // 2])
    angle = pdfium.FPDFText_GetCharAngle(text_page, middle)
    if 0.1 < angle < 6.18:
        return None
    left, top, right, bottom = box[piece].T
    heights = top - bottom
    height = float(np.median(heights))
    base = float(np.median(bottom[heights >= _SMALLER * height]))
    higher = bottom > base + _RAISED_BY * height
    up = higher & ((heights < _SMALLER * height) | (bottom > base + 0.3 * height))
    text, chars, raised = _text(codes, box, piece, up, height)
    size, bold = _print(text_page, piece[~up] if not up.all() else piece)
    return Line(
        text, float(left.min()), float(right.max()), float(np.median(top)), base,
        size, bold, chars, raised,
    )  # fmt: skip


def _print(text_page: Handle, piece: Codes) -> tuple[float, bool]:
    """Font size and boldness of a line, by three of its characters: words may be set apart."""
    samples = [int(piece[len(piece) * sixth // 6]) for sixth in (1, 3, 5)]
    sizes = sorted(float(pdfium.FPDFText_GetFontSize(text_page, place)) for place in samples)
    return round(sizes[1], 1), all(_is_bold(text_page, place) for place in set(samples))


def _text(
    codes: Codes,
    box: npt.NDArray[np.float32],
    piece: Codes,
    up: npt.NDArray[np.bool_],
    height: float,
) -> tuple[str, npt.NDArray[np.int32], tuple[tuple[int, int], ...]]:
    """The characters with one space wherever the page shows one, and the raised stretches."""
    out: list[str] = []
    chars: list[int] = []
    raised: list[tuple[int, int]] = []
    start: int | None = None
    for order, place in enumerate(piece.tolist()):
        if order:
            before = int(piece[order - 1])
            between = codes[before + 1 : place] if place - before < 8 else ()
            gap = float(box[place, 0] - box[before, 2])
            spaced = any(code in (32, 0xA0, 9) for code in between) and gap > -0.2 * height
            broken = any(code in (10, 13) for code in between)  # pdfium saw a new line here
            if spaced or gap > (0.1 if broken else 0.25) * height:
                if start is not None and not up[order]:
                    raised.append((start, len(out)))
                    start = None
                out.append("\u00a0" if any(code == 0xA0 for code in between) else " ")
                chars.append(-1)
        if up[order] and start is None:
            start = len(out)
        elif not up[order] and start is not None:
            raised.append((start, len(out)))
            start = None
        out.append(chr(codes[place]).translate(_HYPHENS))
        chars.append(place)
    if start is not None:
        raised.append((start, len(out)))
    return "".join(out), np.array(chars, dtype=np.int32), tuple(raised)


def _is_bold(text_page: Handle, place: int) -> bool:
    if pdfium.FPDFText_GetFontWeight(text_page, place) >= 600:
        return True
    buffer = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    size = pdfium.FPDFText_GetFontInfo(text_page, place, buffer, 128, flags)
    name = buffer.value.decode("utf-8", "replace") if 0 < size <= 128 else ""
    return bool(_BOLD.search(name))


def _objects(page: Handle) -> tuple[list[tuple[float, float, float]], bool]:
    """The horizontal rules of a page, and whether it holds an image."""
    rules: list[tuple[float, float, float]] = []
    images = False
    edges = [ctypes.c_float() for _ in range(4)]
    for place in range(min(pdfium.FPDFPage_CountObjects(page), 5000)):
        item = pdfium.FPDFPage_GetObject(page, place)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE or _holds_image(item, kind):
            images = True
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            pdfium.FPDFPageObj_GetBounds(item, *edges)
            x0, y0, x1, y1 = (edge.value for edge in edges)
            if y1 - y0 < 2.5 and x1 - x0 > 25:
                rules.append((x0, x1, (y0 + y1) / 2))
    return rules, images


def _holds_image(item: Handle, kind: int, depth: int = 3) -> bool:
    """Whether an object of a page is a form with an image in it, as some scanners write them."""
    if kind != pdfium.FPDF_PAGEOBJ_FORM or not depth:
        return False
    for place in range(min(pdfium.FPDFFormObj_CountObjects(item), 50)):
        inner = pdfium.FPDFFormObj_GetObject(item, place)
        found = pdfium.FPDFPageObj_GetType(inner)
        if found == pdfium.FPDF_PAGEOBJ_IMAGE or _holds_image(inner, found, depth - 1):
            return True
    return False
