"""Figures and letters that are raised or lowered by their own shape, at the size of the text.

A font may have superior figures of its own (OpenType's sups, subs, numr and dnom): set on the
line like any other, they are read as plain figures, and 10⁵ would become 105. Their ink tells.
"""

import numpy as np
import numpy.typing as npt

from rag.documents.formats.pdf.drawn import Handle
from rag.documents.formats.pdf.frames import Mask
from rag.documents.formats.pdf.glyphs import Boxes, Codes, Glyphs, tight_boxes

SMALLER = 0.88
"""Of the usual size: what is smaller is no letter of the line itself."""
_LONGEST = 40  # letters of a word in small capitals
_UP, _LOW = 0.2, 0.55  # of the size: ink that begins higher, and is lower, is raised
_DOWN, _TOP = -0.06, 0.42
_MIDDLE = 0.42  # of a raised dash
_FIGURES = [*range(0x30, 0x3A)]
_DASHES = [*map(ord, "-−–")]
_HIGH = [*map(ord, "*∗†‡")]  # behind a word they are set like raised figures
_SIGNS = [*_FIGURES, *range(0x41, 0x5B), *range(0x61, 0x7B), *map(ord, "()+="), *_DASHES]


def find_shapes(text_page: Handle, glyphs: Glyphs) -> None:
    """Tell which characters are raised, lowered or small by their shape."""
    codes = glyphs.codes
    glyphs.up[1:] = np.isin(codes[1:], _HIGH) & (codes[:-1] > 0x20)
    level = (glyphs.owner >= 0) & (glyphs.of("angle") == 0)
    places = _odd(text_page, glyphs, np.flatnonzero(level & np.isin(codes, _SIGNS)))
    if not places.size:
        return
    bottom, top = _ink(text_page, glyphs, places)
    inked = top > bottom
    small = inked & (top - bottom < _LOW)
    dash = np.isin(codes[places], _DASHES)
    up = np.where(dash, bottom + top > 2 * _MIDDLE, small & (bottom > _UP))
    down = small & (bottom < _DOWN) & (top < _TOP) & ~dash
    glyphs.up[places[up & inked]] = True
    glyphs.down[places[down]] = True
    glyphs.small[places[small & np.isin(codes[places], _FIGURES)]] = True


def _odd(text_page: Handle, glyphs: Glyphs, places: Codes) -> Codes:
    """All figures, and the letters and signs that may be small: one of each kind is looked at.

    A kind is a code of a width in a font.
    """
    figure = np.isin(glyphs.codes[places], _FIGURES)
    others = places[~figure]
    if not others.size:
        return places
    fonts: dict[int, int] = {}
    number = [fonts.setdefault(id(one.font), len(fonts)) for one in glyphs.drawn]
    size = np.maximum(glyphs.of("size")[others], 0.1)
    wide = (glyphs.box[others, 2] - glyphs.box[others, 0]) / size
    kind = np.array(number, dtype=np.int64)[glyphs.owner[others]] << 40
    kind |= np.clip(40 * wide, 0, 0xFF).astype(np.int64) << 24
    kind |= glyphs.codes[others]
    _, first, which = np.unique(kind, return_index=True, return_inverse=True)
    bottom, top = _ink(text_page, glyphs, others[first])
    odd = (top - bottom < _LOW) & ((bottom > _UP) | (bottom < _DOWN))
    return np.sort(np.concatenate([places[figure], others[odd[which]]]))


def _ink(text_page: Handle, glyphs: Glyphs, places: Codes) -> tuple[Boxes, Boxes]:
    """Where the ink of some characters begins and ends above the line, in parts of their size."""
    base, size = glyphs.of("y")[places], np.maximum(glyphs.of("size")[places], 0.1)
    _, bottom, _, top = tight_boxes(text_page, places).T
    return (bottom - base) / size, (top - base) / size


def below_slash(codes: Codes, up: Mask, small: Mask) -> Mask:
    """The small figures behind a slash that follows a raised figure: a fraction's lower part."""
    below = np.zeros(len(codes), dtype=bool)
    slashes = np.isin(codes[1:-1], [0x2F, 0x2044, 0x2215]) & up[:-2]
    for at in np.flatnonzero(slashes).tolist():
        end = at + 2
        while end < len(codes) and small[end] and 0x30 <= codes[end] <= 0x39:
            below[end] = True
            end += 1
    return below


def one_case(
    glyphs: Glyphs, piece: Codes, sizes: npt.NDArray[np.float32], base: npt.NDArray[np.float32]
) -> None:
    """Give small capitals behind a large one one case: they have the shapes of capitals.

    A file that says once what a shape is gives "UrsUla" for a name in which that of U stands twice.
    """
    smaller = (sizes[1:] < SMALLER * sizes[:-1]) & (base[1:] == base[:-1])
    for start in (np.flatnonzero(smaller) + 1).tolist():
        word = [chr(code) for code in glyphs.codes[piece[start - 1 : start + _LONGEST]].tolist()]
        alike = sizes[start : start + _LONGEST] == sizes[start]
        end = next(
            (n for n, sign in enumerate(word[1:]) if not (alike[n] and sign.isalpha())), len(alike)
        )
        small = word[1 : end + 1]
        if word[0].isupper() and any(map(str.islower, small)) and any(map(str.isupper, small)):
            glyphs.codes[piece[start : start + end]] = [ord(sign.lower()[0]) for sign in small]
