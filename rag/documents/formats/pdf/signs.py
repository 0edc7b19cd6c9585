"""What sign a character stands for: where the file says so, or its font is a known one of symbols.

What nobody says stays in the text as U+FFFD: a false letter would be quoted.
"""

import string

import numpy as np

from rag.documents.formats.pdf.codes import UNREAD, coded_fonts, mend_letters
from rag.documents.formats.pdf.drawn import Font, Handle
from rag.documents.formats.pdf.frames import Mask
from rag.documents.formats.pdf.glyphs import Glyphs, tight_boxes
from rag.documents.formats.pdf.language import language, words_in, words_of_it
from rag.documents.formats.pdf.pi_fonts import meant, signs_of, signs_of_tex

_AT_END, _FLAT = 0xFFFE, 0.3  # pdfium's hyphen at a line's end, no higher than so much of its size
_HYPHENS = {0x02: 0x2D, _AT_END: 0x2D, 0xAD: 0x2D}
_HAIR = 0.01  # of the size
_SPACES = frozenset([0x09, 0x0A, 0x0D, 0x20, 0xA0])
_SAME_CODES = [ord(char) for char in string.ascii_letters + string.digits + ".,:;!?()[]/%&*+=@#-'"]


def read_signs(text_page: Handle, glyphs: Glyphs) -> Mask:
    """Put into `glyphs` what its characters stand for; U+FFFD where that is unknown.

    Returns which figures are so by their code alone: their shape has to bear that out.
    """
    codes = glyphs.codes
    _blanks(text_page, glyphs)
    _known_by_code(text_page, glyphs)
    ends = np.flatnonzero(np.isin(codes, [_AT_END, 0xAD]) & (glyphs.owner >= 0))
    ink = tight_boxes(text_page, ends)
    codes[ends[ink[:, 3] - ink[:, 1] > _FLAT * glyphs.of("size")[ends]]] = UNREAD
    for code, hyphen in _HYPHENS.items():
        codes[(codes == code) & ~(glyphs.unmapped & (code == 0x02))] = hyphen
    plain = _plain(glyphs)
    private = ((codes >= 0xE000) & (codes < 0xF900)) | (codes == UNREAD) | (codes == 0)
    private |= codes >= 0xF0000
    control = ((codes < 0x20) | ((codes >= 0x7F) & (codes < 0xA0))) & ~np.isin(codes, [*_SPACES])
    owned = glyphs.owner >= 0
    guessed = glyphs.unmapped & owned & ~plain & (codes >= 0x30) & (codes <= 0x39) & plain.any()
    doubtful = owned & (private | control | glyphs.unmapped) & ~plain & ~guessed
    of_signs = _read_by_font(glyphs, doubtful)
    doubtful[of_signs] = guessed[of_signs] = False
    codes[doubtful & ~(np.isin(codes, [*_SPACES]))] = UNREAD
    return guessed


def _read_by_font(glyphs: Glyphs, doubtful: Mask) -> Mask:
    """Put what the characters of known fonts of signs stand for; tells which these are."""
    of_signs: Mask = np.zeros(len(glyphs.codes), dtype=bool)
    for order, one in enumerate(glyphs.drawn):
        table = signs_of(one.font.name)
        if table is None:
            continue
        mine = np.flatnonzero(glyphs.owner == order).tolist()
        of_signs[mine] = True
        for place in [at for at in mine if glyphs.codes[at] not in _SPACES]:
            known = meant(int(glyphs.codes[place]), bool(doubtful[place]), table)
            glyphs.codes[place] = UNREAD if known is None else known
    return of_signs


def _blanks(text_page: Handle, glyphs: Glyphs) -> None:
    """Signs without ink, or less than a hair of it, whose letters nobody states are spaces.

    A font that is not in the file may have ink that is not known here.
    """
    codes = glyphs.codes
    nameless = glyphs.unmapped | (codes < 0x20) | ((codes >= 0xE000) & (codes < 0xF900))
    nameless |= codes == UNREAD
    places = np.flatnonzero((glyphs.owner >= 0) & nameless)
    if places.size:
        left, bottom, right, top = tight_boxes(text_page, places).T
        embedded = np.array([one.font.embedded for one in glyphs.drawn])[glyphs.owner[places]]
        least = np.where(embedded, _HAIR * glyphs.of("size")[places], 0.01)
        blank = (right - left < least) | (top - bottom < least)
        space = np.isin(codes[places], [*_SPACES])
        codes[places[blank & ~space]] = 0x20
        codes[places[~blank & space & (codes[places] < 0x20)]] += 0xF000  # TeX's "fl" is a CR


def _plain(glyphs: Glyphs) -> Mask:
    """Letters and figures of fonts whose letters nobody states, if their codes read as a language.

    Other signs stand in other places in old encodings of print: there "{" is a dash. What they are
    is put in their place where words tell that the fonts are TeX's.
    """
    codes = glyphs.codes
    wide: Mask = np.zeros(len(codes), dtype=bool)
    if not glyphs.unmapped.any():
        return wide
    fonts = {id(one.font): one.font for one in glyphs.drawn}.values()
    masks = [_set_in(glyphs, font) for font in fonts]
    reads = [mine for mine in masks if _reads(glyphs, mine)]
    wide = np.any(reads, axis=0) if reads else wide
    tex = signs_of_tex("".join(map(chr, codes[wide].tolist())))
    for mine in masks if tex else ():  # where one font is TeX's, words in others are no signs
        wide |= mine if len(words_in(_said(glyphs, mine))) >= 2 else False
    plain = wide & glyphs.unmapped & np.isin(codes, _SAME_CODES)
    for place in np.flatnonzero(wide & glyphs.unmapped & np.isin(codes, [*tex])).tolist():
        codes[place], plain[place] = tex[int(codes[place])], True
    return plain


def _set_in(glyphs: Glyphs, font: Font) -> Mask:
    """The characters of a font, with the spaces that pdfium has put in."""
    mine = [order for order, one in enumerate(glyphs.drawn) if one.font is font]
    return np.isin(glyphs.owner, [*mine, -1])


def _reads(glyphs: Glyphs, which: Mask) -> bool:
    """Whether characters read as a language."""
    said = _said(glyphs, which)
    return language(said) or words_of_it(said)


def _said(glyphs: Glyphs, which: Mask) -> str:
    """Characters as codes of ASCII."""
    return "".join(chr(code) if code < 0x7F else " " for code in glyphs.codes[which].tolist())


def _known_by_code(text_page: Handle, glyphs: Glyphs) -> None:
    """Put what stands for characters of which the file says only the code in their font."""
    for coded in coded_fonts(text_page, glyphs):
        signs = signs_of(coded.font.name)
        if signs is None and coded.file.pictures:
            signs = None if _reads(glyphs, _set_in(glyphs, coded.font)) else {}
        if signs is None:
            mend_letters(glyphs, coded)
        else:
            glyphs.codes[coded.places] = [signs.get(c, UNREAD) for c in coded.codes.tolist()]
            glyphs.unmapped[coded.places] = False
