"""What sign a character stands for: where the file says so, or its font is a known one of symbols.

What nobody says stays in the text as U+FFFD: a false letter would be quoted.
"""

import re
import string

import numpy as np

from rag.documents.formats.pdf.frames import Mask
from rag.documents.formats.pdf.glyphs import Codes, Font, Glyphs, Handle, tight_boxes
from rag.documents.formats.pdf.language import language, words_of_it

UNREAD = 0xFFFD
"""Stands for a character that is seen on the page and could not be read."""
_HYPHENS = {0x02: 0x2D, 0xFFFE: 0x2D, 0xAD: 0x2D}
_HAIR = 0.01  # of the size
_SPACES = frozenset([0x09, 0x0A, 0x0D, 0x20, 0xA0])
_SAME_CODES = [ord(char) for char in string.ascii_letters + string.digits + ".,:;!?()[]/%&*+=@#-'"]
_FONTS = re.compile(r"(?P<symbol>symbol)|(?P<wingdings>wingdings)(?![ -]?\d)", re.I)
# The font's own encoding, 0x20 to 0x7E and 0xA1 to 0xFE (Adobe, "Symbol Character Set").
_SYMBOL = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧ∆ΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾"
    "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼\0\0ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…│─↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\0〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
)
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥",
    0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xB7: "•", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x4A: "☺", 0x28: "☎", 0x2A: "✉", 0xDF: "←",
}  # fmt: skip


def _symbol_codes() -> dict[int, int]:
    low = dict(zip(range(0x20, 0x7F), _SYMBOL, strict=False))
    high = dict(zip(range(0x9F, 0xFF), _SYMBOL[0x5F:], strict=False))
    return {code: ord(sign) for code, sign in {**low, **high}.items() if sign != "\0"}


_TABLES = {
    "symbol": _symbol_codes(),
    "wingdings": {code: ord(sign) for code, sign in _WINGDINGS.items()},
}


def read_signs(text_page: Handle, glyphs: Glyphs) -> None:
    """Put into `glyphs` what its characters stand for; U+FFFD where that is unknown."""
    codes = glyphs.codes
    _blanks(text_page, glyphs)
    for code, meant in _HYPHENS.items():
        codes[codes == code] = meant
    private = ((codes >= 0xE000) & (codes < 0xF900)) | (codes == UNREAD) | (codes == 0)
    private |= codes >= 0xF0000
    control = ((codes < 0x20) | ((codes >= 0x7F) & (codes < 0xA0))) & ~np.isin(codes, [*_SPACES])
    owned = glyphs.owner >= 0
    doubtful = owned & (private | control | (glyphs.unmapped & ~_plain(glyphs)))
    for order, one in enumerate(glyphs.drawn):
        table = _table(one.font)
        if table is not None:
            mine = np.flatnonzero(glyphs.owner == order)
            for place in mine.tolist():
                codes[place] = _meant(int(codes[place]), bool(doubtful[place]), table)
            doubtful[mine] = False
    codes[doubtful & ~(np.isin(codes, [*_SPACES]))] = UNREAD


def _blanks(text_page: Handle, glyphs: Glyphs) -> None:
    """Signs without ink, or less than a hair of it, whose letters nobody states are spaces.

    A font that is not in the file may have ink that is not known here.
    """
    codes = glyphs.codes
    nameless = glyphs.unmapped | (codes < 0x20) | ((codes >= 0xE000) & (codes < 0xF900))
    nameless |= codes == UNREAD
    places = np.flatnonzero((glyphs.owner >= 0) & nameless & ~np.isin(codes, [*_SPACES]))
    if places.size:
        left, bottom, right, top = tight_boxes(text_page, places).T
        embedded = np.array([one.font.embedded for one in glyphs.drawn])[glyphs.owner[places]]
        least = np.where(embedded, _HAIR * glyphs.of("size")[places], 0.01)
        codes[places[(right - left < least) | (top - bottom < least)]] = 0x20


def _plain(glyphs: Glyphs) -> Mask:
    """Letters and figures of fonts whose letters nobody states, if their codes read as a language.

    Other signs stand in other places in old encodings of print: there "{" is a dash.
    """
    codes = glyphs.codes
    plain: Mask = np.zeros(len(codes), dtype=bool)
    if not glyphs.unmapped.any():
        return plain
    for font in {id(one.font) for one in glyphs.drawn}:
        mine = [order for order, one in enumerate(glyphs.drawn) if id(one.font) == font]
        wide = np.isin(glyphs.owner, [*mine, -1])  # with the spaces that pdfium has put in
        said = "".join(chr(code) if code < 0x7F else " " for code in codes[wide].tolist())
        if language(said) or words_of_it(said):
            plain |= wide & np.isin(codes, _SAME_CODES)
    return plain & glyphs.unmapped


def _table(font: Font) -> dict[int, int] | None:
    """The signs of a known font of symbols, by their codes in the font."""
    kind = _FONTS.match(font.name)
    return _TABLES[str(kind.lastgroup)] if kind else None


def _meant(code: int, doubtful: bool, table: dict[int, int]) -> int:
    """What a code of a font of symbols stands for: such a font has no Latin letters."""
    if code in _SPACES:
        return code
    if doubtful or code < 0x80:
        return table.get(code & 0xFF if code >= 0xF000 or code < 0x100 else code, UNREAD)
    return code


def unread(codes: Codes) -> int:
    """How many characters could not be read."""
    return int((codes == UNREAD).sum())
