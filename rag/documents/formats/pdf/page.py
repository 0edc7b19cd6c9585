"""A page of a PDF as it is laid out: its lines in the direction in which it is read, its rules."""

from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

from rag.documents.formats.pdf.frames import Frame, directions, frame, placed
from rag.documents.formats.pdf.glyphs import Handle, read_glyphs
from rag.documents.formats.pdf.lines import Line, lines_of
from rag.documents.formats.pdf.objects import Objects, objects_of
from rag.documents.formats.pdf.signs import read_signs
from rag.documents.formats.pdf.typeset import mended
from rag.documents.formats.pdf.visible import seen_on

Rule = tuple[float, float, float]


@dataclass(slots=True)
class PageText:
    """The lines of a page in the order of its content stream, and its horizontal rules.

    `rules` are (x0, x1, y). `images` says whether the page holds any, `ocr` whether the lines were
    recognised in a picture of the page. `turned` are lines that run in another direction than the
    page's text, a list for each direction, in frames of their own. `left_out` says why how many
    characters of the page, which nobody sees, are not read. `numbers` count its lines in
    the margin.
    """

    width: float
    height: float
    lines: list[Line]
    rules: list[Rule]
    images: bool
    ocr: bool = False
    turned: list[list[Line]] = field(default_factory=list)
    left_out: tuple[tuple[str, int], ...] = ()
    numbers: list[Line] = field(default_factory=list)


def read_page(document: Handle, index: int) -> PageText:
    """The text of page `index`, counted from 0; raises ValueError where it can't be loaded."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise ValueError(f"page {index + 1} cannot be loaded")
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        return _read(page, text_page)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
        pdfium.FPDF_ClosePage(page)


def bounds_of(page: Handle) -> tuple[float, float, float, float]:
    """What is shown of a page: left, bottom, right and top, before it is turned by /Rotate."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    return box.left, box.bottom, box.right, box.top


def _read(page: Handle, text_page: Handle) -> PageText:
    bounds = bounds_of(page)
    glyphs = read_glyphs(text_page) if text_page else None
    upright = frame(90 * pdfium.FPDFPage_GetRotation(page), bounds)
    drawn = objects_of(page)
    if glyphs is None:
        return _laid(upright, drawn, [])
    read_signs(glyphs)
    seen = seen_on(page, text_page, glyphs, drawn, upright, bounds)
    sides = []
    for angle, which in directions(glyphs, seen.shown):
        view = frame(angle, bounds)
        box = placed(text_page, glyphs, which, view)
        sides.append((view, mended(lines_of(glyphs, which, box, view, seen.unseen))))
    found = _laid(sides[0][0] if sides else upright, drawn, [lines for _, lines in sides])
    found.left_out = seen.left_out
    return found


def _laid(view: Frame, drawn: Objects, sides: list[list[Line]]) -> PageText:
    """A page in the frame of most of its text."""
    rules: list[Rule] = []
    for left, bottom, right, top in drawn.rules:
        x, y = view.turned([left, right], [bottom, top])
        if abs(y[1] - y[0]) < 2.5 and abs(x[1] - x[0]) > 25:
            rules.append((float(x.min()), float(x.max()), float(y.mean())))
    lines = sides[0] if sides else []
    turned = [found for found in sides[1:] if found]
    return PageText(view.width, view.height, lines, rules, bool(drawn.pictures), turned=turned)
