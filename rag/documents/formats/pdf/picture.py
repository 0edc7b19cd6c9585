"""A page of a PDF as an image (PNG), with the words of a quote marked on it.

The file is read again: what lies where is a matter of the file and of this extractor's
version, and is not stored. The caller has checked that the file is still the same.
"""

import ctypes
import io
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from rag.documents.document import ScannedPage
from rag.documents.formats.pdf import opened, read
from rag.documents.formats.pdf.drawn import page_of, text_of
from rag.documents.formats.pdf.frames import Frame
from rag.documents.formats.pdf.glyphs import tight_boxes
from rag.documents.formats.pdf.layout import Book
from rag.documents.formats.pdf.line import Line, PlacedLine
from rag.documents.formats.pdf.page import upright_frame
from rag.span import Span

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in PDF points from the page's lower left corner."""
Piece: TypeAlias = tuple[Line, npt.NDArray[np.int32]]
"""A line, and its characters (`Line.chars`) that are marked."""

_YELLOW = np.array([255, 226, 80], dtype=np.uint16)
_MARGIN = 1.0


def marked_pages(
    data: bytes,
    path: Path,
    spans: Sequence[Span],
    scans: Sequence[ScannedPage] = (),
    scale: float = 1.5,
) -> list[tuple[int, bytes]]:
    """(page from 0, PNG) of every page that holds a part of the layer-1 `spans`, in order.

    `scans` are the document's; `scale` is pixels a point. Raises SourceError where the file can't
    be read.
    """
    with opened(data, path) as document:
        boxes = boxes_of(document, read(document, path, scans), spans)
        return [(page, _picture(document, page, marked, scale)) for page, marked in boxes.items()]


def boxes_of(
    document: pypdfium2.PdfDocument, book: Book, spans: Sequence[Span]
) -> dict[int, list[Box]]:
    """Page from 0 → a box for every piece of a line that the layer-1 `spans` cover."""
    boxes: dict[int, list[Box]] = {}
    by_page: dict[int, list[Piece]] = {}
    for place in book.places:
        chars = _covered(place, spans)
        if chars.size:
            by_page.setdefault(place.page, []).append((place.line, chars))
    for page, pieces in sorted(by_page.items()):
        boxes[page] = _boxes(document, page, pieces)
    return boxes


def _covered(place: PlacedLine, spans: Sequence[Span]) -> npt.NDArray[np.int32]:
    """Pdfium's indexes of the characters of a line that lie in the spans."""
    offsets = place.start + np.arange(len(place.line.chars))
    inside = np.zeros(len(offsets), dtype=bool)
    for span in spans:
        inside |= (offsets >= span.start) & (offsets < span.end)
    chars = place.line.chars[inside]
    if chars.size and (chars < 0).all() and place.line.boxes is not None:
        return np.zeros(1, dtype=np.int32)  # a field's value has one box
    return chars[chars >= 0]


def _boxes(document: pypdfium2.PdfDocument, page: int, pieces: list[Piece]) -> list[Box]:
    with page_of(document.raw, page) as loaded, text_of(loaded) as text_page:
        upright = upright_frame(loaded)
        return [_box(text_page, line, chars, upright) for line, chars in pieces]


def _box(text_page: object, line: Line, chars: npt.NDArray[np.int32], upright: Frame) -> Box:
    """The smallest box around some characters of a line, on the page as it is shown."""
    if line.boxes is not None:
        low, high = line.boxes[chars].min(axis=0), line.boxes[chars].max(axis=0)
        return float(low[0]), float(low[1]), float(high[2]), float(high[3])
    rect = pdfium.FS_RECTF()
    edges = []
    for char in chars.tolist():
        pdfium.FPDFText_GetLooseCharBox(text_page, char, ctypes.byref(rect))
        edges.append((rect.left, rect.bottom, rect.right, rect.top))
    ink = tight_boxes(text_page, chars.astype(np.int64)).tolist()  # level boxes are of no use
    left, bottom, right, top = zip(*edges, *ink, strict=True)  # where text is turned
    x, y = upright.turned([min(left), max(right)], [min(bottom), max(top)])
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())


def _picture(document: pypdfium2.PdfDocument, index: int, boxes: list[Box], scale: float) -> bytes:
    """The page with its boxes in yellow, the print still to be seen through them."""
    page = document[index]
    pixels: npt.NDArray[np.uint8] = np.array(page.render(scale=scale).to_pil().convert("RGB"))
    height = page.get_height()
    for left, bottom, right, top in boxes:
        rows = slice(
            _pixel(height - top - _MARGIN, scale), _pixel(height - bottom + _MARGIN, scale)
        )
        part = pixels[rows, _pixel(left - _MARGIN, scale) : _pixel(right + _MARGIN, scale)]
        part[...] = (part.astype(np.uint16) * _YELLOW // 255).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG", optimize=True)
    return out.getvalue()


def _pixel(points: float, scale: float) -> int:
    return max(0, round(points * scale))
