"""Letters that stand once more where the same ones are covered: pdfium reads them only once.

"4,500" below white with "4,900" typed over it: pdfium takes all but the 9 for the old figures
printed twice, and the page would say 9.
"""

import ctypes

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from rag.documents.formats.pdf.difference import difference
from rag.documents.formats.pdf.drawn import Handle
from rag.documents.formats.pdf.frames import Frame, Mask
from rag.documents.formats.pdf.glyphs import Codes, Glyphs
from rag.documents.formats.pdf.objects import Objects, bounds_of

_FREE = 0.5  # of its width: so much of a letter may lie below those that stand there


def retyped(
    page: Handle, text_page: Handle, glyphs: Glyphs, drawn: Objects, hidden: Mask, upright: Frame
) -> Mask:
    """Which hidden characters stand for those that a later text draws in their place.

    That text has none of its own there, and the page looks different without it. They are read
    behind what it has before them.
    """
    stands = np.zeros(len(hidden), dtype=bool)
    places, over, rank = np.flatnonzero(hidden), list[int](), np.arange(len(hidden), dtype=float)
    left, top, right, bottom = glyphs.box.T
    x, low, high = (left + right)[places] / 2, bottom[places], top[places]
    read = {one.handle: number for number, one in enumerate(glyphs.drawn)}
    when = np.array([drawn.order.get(n.handle, -1) for n in glyphs.drawn])[glyphs.owner[places]]
    for handle, at in drawn.order.items() if places.size else ():
        x0, y0, x1, y1 = bounds_of(ctypes.cast(handle, pdfium.FPDF_PAGEOBJECT))
        below = (when < at) & (x > x0) & (x < x1) & (low < y1) & (high > y0)
        if not below.any():
            continue
        mine = np.flatnonzero(glyphs.owner == read.get(handle, -2))
        below &= _beneath(left, right, mine, places) < _FREE * (right - left)[places]
        stands[places[below]] = True
        over.append(handle)
        for place, middle in zip(places[below], x[below], strict=True) if mine.size else ():
            before = mine[left[mine] < middle]
            rank[place] = before[-1] + 0.5 if before.size else mine[0] - 0.5
    if stands.any():
        stands &= difference(page, text_page, glyphs, stands, upright, over)[0]
        glyphs.rank = rank
    return stands


def _beneath(
    left: npt.NDArray[np.float32], right: npt.NDArray[np.float32], mine: Codes, places: Codes
) -> npt.NDArray[np.float32]:
    """How much of each place lies below the characters of a text."""
    shared = np.minimum(right[mine, None], right[places])
    shared -= np.maximum(left[mine, None], left[places])
    beneath: npt.NDArray[np.float32] = np.maximum(shared, 0).sum(axis=0)
    return beneath
