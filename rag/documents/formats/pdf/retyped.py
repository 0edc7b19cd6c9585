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
    left, top, right, bottom = glyphs.box.T
    places, over = np.flatnonzero(hidden), list[int]()
    stands, rank = np.zeros(len(hidden), dtype=bool), np.arange(len(hidden), dtype=float)
    places = places[np.argsort((left + right)[places])]
    x, low, high = (left + right)[places] / 2, bottom[places], top[places]
    read = _read(glyphs)
    when = np.array([drawn.order.get(n.handle, -1) for n in glyphs.drawn])[glyphs.owner[places]]
    for handle, at in drawn.order.items() if places.size else ():
        x0, y0, x1, y1 = bounds_of(ctypes.cast(handle, pdfium.FPDF_PAGEOBJECT))
        some = slice(x.searchsorted(x0, "right"), x.searchsorted(x1))
        below = places[some][(when[some] < at) & (low[some] < y1) & (high[some] > y0)]
        over += [handle] * bool(below.size)
        mine = read.get(handle, places[:0])
        below = below[_beneath(left, right, mine, below) < _FREE * (right - left)[below]]
        stands[below] = True
        for place in below if mine.size else ():
            rank[place] = _behind(mine, left[mine] < (left + right)[place] / 2)
    if stands.any():
        stands &= difference(page, text_page, glyphs, stands, upright, over)[0]
        glyphs.rank = rank
    return stands


def _behind(mine: Codes, before: Mask) -> float:
    """The rank of a character that a text has behind some of its own."""
    return float(mine[before][-1] + 0.5 if before.any() else mine[0] - 0.5)


def _read(glyphs: Glyphs) -> dict[int, Codes]:
    """The characters that are read of each text, by its handle."""
    order = np.argsort(glyphs.owner, kind="stable")
    edges = glyphs.owner[order].searchsorted(range(len(glyphs.drawn) + 1))
    return {one.handle: order[edges[n] : edges[n + 1]] for n, one in enumerate(glyphs.drawn)}


def _beneath(
    left: npt.NDArray[np.float32], right: npt.NDArray[np.float32], mine: Codes, places: Codes
) -> npt.NDArray[np.float32]:
    """How much of each place lies below the characters of a text."""
    shared = np.minimum(right[mine, None], right[places])
    shared -= np.maximum(left[mine, None], left[places])
    beneath: npt.NDArray[np.float32] = np.maximum(shared, 0).sum(axis=0)
    return beneath
