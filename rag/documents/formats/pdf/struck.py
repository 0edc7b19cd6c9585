"""Words that a line crosses out: they are no present words of the page."""

from collections.abc import Iterable

import numpy as np
import pypdfium2.raw as pdfium

from rag.documents.formats.pdf.drawn import Handle
from rag.documents.formats.pdf.fields import HIDDEN, quads_of
from rag.documents.formats.pdf.frames import Mask
from rag.documents.formats.pdf.glyphs import Boxes, Glyphs
from rag.documents.formats.pdf.objects import Bounds

_LOWEST, _HIGHEST = 0.12, 0.45  # of the size, above the base line: where a line crosses letters
_COVERED = 0.6  # of the line: a rule of a table that touches a word runs far beyond it
_THIN = 0.25  # of the size
_MOST_RULES = 400


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
    for x0, y0, x1, y1 in _annotated(page):
        upright = (bottom + top) / 2
        struck |= level & (middle > x0) & (middle < x1) & (upright > y0) & (upright < y1)
    return struck


def _covered(left: Boxes, right: Boxes, size: Boxes) -> float:
    """How much of a line letters take up, with the gaps between letters and words."""
    order = np.argsort(left)
    left, right = left[order], right[order]
    gaps = np.maximum(left[1:] - right[:-1], 0)
    return float((right - left).sum() + gaps[gaps < 0.8 * float(size.max())].sum())


def _annotated(page: Handle) -> list[Bounds]:
    """The bounds of words that annotations strike out."""
    boxes: list[Bounds] = []
    for place in range(min(pdfium.FPDFPage_GetAnnotCount(page), 2000)):
        annotation = pdfium.FPDFPage_GetAnnot(page, place)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation) if annotation else -1
        shown = kind >= 0 and not pdfium.FPDFAnnot_GetFlags(annotation) & HIDDEN
        if shown and kind == pdfium.FPDF_ANNOT_STRIKEOUT:
            boxes += quads_of(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
    return boxes
