"""Letters that are drawn after their line and stand in a gap of it, as browsers draw them.

A ligature of another font, a figure that a style raises: they belong where they are seen.
"""

import numpy as np

from rag.documents.formats.pdf.frames import Mask
from rag.documents.formats.pdf.glyphs import Boxes, Codes, Glyphs

_LONGEST, _MOST = 6, 400  # signs, and such pieces of a page
_FILLED, _SLACK = 0.7, 0.2  # of the piece's width that the gap has; of the height


def set_in(glyphs: Glyphs, box: Boxes, real: Codes, cut: Mask) -> Codes | None:
    """The characters in the order in which short pieces stand in the gaps that they fill.

    `cut` says between each character and the next whether a piece ends. None: all stays.
    """
    ends = np.concatenate([[0], np.flatnonzero(cut) + 1, [len(real)]])
    left, top, right, bottom = box[real].T
    room = np.where(cut, 0, left[1:] - right[:-1])
    high, low = np.maximum(top[1:], top[:-1]), np.minimum(bottom[1:], bottom[:-1])
    slack = _SLACK * (high - low)
    order = np.arange(len(real), dtype=float)
    for n in np.flatnonzero(np.diff(ends) <= _LONGEST)[:_MOST].tolist():
        own = slice(ends[n], ends[n + 1])
        x0, x1 = float(left[own].min()), float(right[own].max())
        middle = float(top[own].max() + bottom[own].min()) / 2
        fits = (room > _FILLED * (x1 - x0)) & (right[:-1] < x0 + slack) & (left[1:] > x1 - slack)
        fits &= (low < middle) & (middle < high)
        if fits.sum() == 1:
            at = int(np.flatnonzero(fits)[0])
            order[own] = at + np.clip((left[own] - right[at]) / room[at], 0.01, 0.99)
    moved = order != np.arange(len(real))
    if not moved.any():
        return None
    if glyphs.rank is None:
        glyphs.rank = np.arange(len(glyphs.codes), dtype=float)
    glyphs.rank[real[moved]] = real[order[moved].astype(int)] + 0.5
    return real[np.argsort(order, kind="stable")]
