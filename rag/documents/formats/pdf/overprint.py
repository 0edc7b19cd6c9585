"""Letters that are printed over themselves: to make them bold, or over their own shadow."""

import numpy as np

from rag.documents.formats.pdf.frames import Mask
from rag.documents.formats.pdf.glyphs import Glyphs

_NEAR = 0.12  # of the size: no two letters of a word lie as close as that


def printed_over(glyphs: Glyphs, shown: Mask) -> Mask:
    """The level characters over which the same one is drawn once more, in the same place."""
    over = np.zeros(len(shown), dtype=bool)
    places = np.flatnonzero(shown & (glyphs.owner >= 0) & (glyphs.of("angle") == 0))
    places = places[glyphs.codes[places] > 0x20]
    if places.size < 2:
        return over
    codes, owners = glyphs.codes[places], glyphs.owner[places]
    left, top, right, bottom = glyphs.box[places].T.astype(np.float64)
    x, y = (left + right) / 2, (top + bottom) / 2
    near = _NEAR * max(1.0, float(np.median(glyphs.of("size")[places])))
    for shift_x, shift_y in ((0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (0.5, 0.5)):
        across = np.floor(x / (2 * near) + shift_x).astype(np.int64) & 0xFFFFF
        down = np.floor(y / (2 * near) + shift_y).astype(np.int64) & 0xFFFFF
        key = codes << 40 | across << 20 | down
        order = np.argsort(key, kind="stable")
        first, second = order[:-1], order[1:]
        same = key[first] == key[second]
        if same.any():
            first, second = first[same], second[same]
            close = (np.abs(x[first] - x[second]) < near) & (np.abs(y[first] - y[second]) < near)
            close &= owners[first] != owners[second]  # one sign may stand for two letters
            over[places[first[close]]] = True
    return over
