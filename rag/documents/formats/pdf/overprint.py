"""Signs that are printed over letters: the same letter once more, to make it bold, and accents.

TeX's old fonts have no "ï": they draw a dotless i and two points over it, and what is read would
be "na¨ıve".
"""

import unicodedata

import numpy as np

from rag.documents.formats.pdf.drawn import Handle
from rag.documents.formats.pdf.frames import Mask
from rag.documents.formats.pdf.glyphs import Glyphs, tight_boxes

_NEAR = 0.12  # of the size: no two letters of a word lie as close as that
_ACCENTS = {
    0x60: 0x300, 0x2CB: 0x300, 0xB4: 0x301, 0x2CA: 0x301, 0x5E: 0x302, 0x2C6: 0x302, 0x7E: 0x303,
    0x2DC: 0x303, 0xAF: 0x304, 0x2C9: 0x304, 0x2D8: 0x306, 0x2D9: 0x307, 0xA8: 0x308, 0x2DA: 0x30A,
    0xB0: 0x30A, 0x2DD: 0x30B, 0x2C7: 0x30C, 0xB8: 0x327, 0x2DB: 0x328,
}  # fmt: skip
_ACCENTS |= {code: code for code in range(0x300, 0x329)}
_DOTLESS = {0x131: 0x69, 0x237: 0x6A}
_MOST = 1000  # accents of a page
_OVER = 0.6  # of the accent's ink that lies over the letter


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


def join_accents(text_page: Handle, glyphs: Glyphs) -> None:
    """Put the letter with its accent in the place of the letter, and take out the accent."""
    codes = glyphs.codes
    accents = np.flatnonzero((glyphs.owner >= 0) & np.isin(codes, [*_ACCENTS]))
    if not accents.size:
        return
    letters = np.flatnonzero((glyphs.owner >= 0) & (codes > 0x40))
    base, size = glyphs.of("y")[letters], glyphs.of("size")[letters]
    left, right = glyphs.box[letters, 0], glyphs.box[letters, 2]
    heights = glyphs.of("y")[accents]
    inks = tight_boxes(text_page, accents)
    for at, height, ink in zip(accents[:_MOST].tolist(), heights, inks, strict=False):
        shared = np.minimum(right, ink[2]) - np.maximum(left, ink[0])
        over = (shared > _OVER * (ink[2] - ink[0])) & (np.abs(base - height) < 0.6 * size)
        over &= letters != at
        for letter in letters[over][np.argsort(-shared[over])].tolist():
            if whole := _whole(int(codes[letter]), _ACCENTS[int(codes[at])]):
                codes[letter] = whole
                codes[at], glyphs.owner[at] = 0, -1
                break


def _whole(letter: int, accent: int) -> int:
    """The letter with its accent, 0 where there is no such letter."""
    whole = unicodedata.normalize("NFC", chr(_DOTLESS.get(letter, letter)) + chr(accent))
    return ord(whole) if len(whole) == 1 and chr(letter).isalpha() else 0
