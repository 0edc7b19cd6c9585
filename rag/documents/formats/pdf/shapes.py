"""Figures and letters that are raised or lowered by their own shape, at the size of the text.

A font may have superior figures of its own (OpenType's sups, subs, numr and dnom): set on the
line like any other, they are read as plain figures, and 10⁵ would become 105. Their ink tells.
"""

import numpy as np

from rag.documents.formats.pdf.frames import Mask
from rag.documents.formats.pdf.glyphs import Glyphs, Handle, tight_boxes

_UP, _LOW = 0.2, 0.55  # of the size: ink that begins higher, and is lower, is raised
_DOWN, _TOP = -0.06, 0.42
_MIDDLE = 0.42  # of a raised dash
_FIGURES = [*range(0x30, 0x3A)]
_LETTERS = [*_FIGURES, *range(0x41, 0x5B), *range(0x61, 0x7B), *map(ord, "()+=")]
_DASHES = [*map(ord, "-−–")]


def find_shapes(text_page: Handle, glyphs: Glyphs) -> None:
    """Tell which characters are raised, lowered or small by their shape.

    One of each shape is looked at: a code at a width in a font of a size.
    """
    codes = glyphs.codes
    level = (glyphs.owner >= 0) & (glyphs.of("angle") == 0)
    places = np.flatnonzero(level & np.isin(codes, [*_LETTERS, *_DASHES]))
    if not places.size:
        return
    fonts: dict[int, int] = {}
    number = [fonts.setdefault(id(one.font), len(fonts)) for one in glyphs.drawn]
    size = glyphs.of("size")[places]
    wide = (glyphs.box[places, 2] - glyphs.box[places, 0]) / np.maximum(size, 0.1)
    key = np.array(number, dtype=np.int64)[glyphs.owner[places]] << 48
    key |= np.clip(10 * size, 0, 0xFFFF).astype(np.int64) << 32
    key |= np.clip(40 * wide, 0, 0xFF).astype(np.int64) << 16
    key |= codes[places]
    _, first, which = np.unique(key, return_index=True, return_inverse=True)
    base = glyphs.of("y")[places]
    _, bottom, _, top = tight_boxes(text_page, places[first]).T
    bottom, top = (((edge - base[first]) / size[first])[which] for edge in (bottom, top))
    inked = top > bottom
    small = inked & (top - bottom < _LOW)
    dash = np.isin(codes[places], _DASHES)
    up = np.where(dash, bottom + top > 2 * _MIDDLE, small & (bottom > _UP))
    down = small & (bottom < _DOWN) & (top < _TOP) & ~dash
    glyphs.up[places[up & inked]] = True
    glyphs.down[places[down]] = True
    glyphs.small[places[small & np.isin(codes[places], _FIGURES)]] = True


def below_slash(codes: "np.typing.NDArray[np.int64]", up: Mask, small: Mask) -> Mask:
    """The small figures behind a slash that follows a raised figure: a fraction's lower part."""
    below = np.zeros(len(codes), dtype=bool)
    slashes = np.isin(codes[1:-1], [0x2F, 0x2044, 0x2215]) & up[:-2]
    for at in np.flatnonzero(slashes).tolist():
        end = at + 2
        while end < len(codes) and small[end] and 0x30 <= codes[end] <= 0x39:
            below[end] = True
            end += 1
    return below
