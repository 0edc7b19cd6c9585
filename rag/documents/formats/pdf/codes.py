"""Letters of fonts that state none: only their codes are known, which pdfium takes for Mac OS's.

Where the font itself has its glyphs by Unicode too, that says what they are. Else the old
code pages are compared: in the right one signs stand beside words and letters in them. Where two
fit alike, what they differ in is not read.
"""

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2.raw as pdfium

from rag.documents.formats.pdf.drawn import Font, Handle
from rag.documents.formats.pdf.glyphs import Codes, Glyphs, tight_boxes
from rag.documents.formats.pdf.pi_fonts import signs_of
from rag.documents.formats.pdf.truetype import FontFile, font_file
from rag.english.lexicon import is_word

UNREAD = 0xFFFD
"""Stands for a character that is seen on the page and could not be read."""
_PAGES = ("mac_roman", "cp1252", "cp1250", "cp1251", "cp1253")
_READ = {page: bytes(range(256)).decode(page, "replace") for page in _PAGES}
_MAC = {ord(sign): code for code, sign in enumerate(_READ["mac_roman"])}
_MAC.update({0xA4: 0xDB, 0x2126: 0xBD, 0x3BC: 0xB5, 0x394: 0xC6})  # as pdfium has them
_ALPHABETS = [frozenset(letters) for letters in (
    "äöüßé àâæçéèêëîïôœùûüÿ áéíóúüñ áàâãçéêíóôõúü àèéìíòóùú æøåéäöü áéíóúýþðæö áčďéěíňóřšťúůýž "
    "áäčďéíĺľňóôŕšťúýž ąćęłńóśźż áéíóöőúüű ăâîşţșț čćđšž çğıöşüâî"
).split()]  # fmt: skip
"""The letters beside those of ASCII in languages that are written with Latin ones."""
_JOINED = {0xFB01: (0x66, 0x69), 0xFB02: (0x66, 0x6C)}
"""Two letters of one glyph, of which pdfium makes two characters."""
_NEAR = 0.03  # of the size: how exactly ink is measured
_MANY_LETTERS, _MANY_WORDS = 4, 2
_INSIDE = "'’-‐–—/·&@.:…"
_ALONE = frozenset("aeiouyæøœAEIOUYаивкосуяАИВКОСУЯηοωΗΟΩ")


@dataclass(slots=True)
class Coded:
    """A font of a page of which only the codes say what its letters are.

    `places` are those of its characters on the page that pdfium took for a code's, `codes` these.
    """

    font: Font
    file: FontFile
    places: Codes
    codes: Codes


def coded_fonts(text_page: Handle, glyphs: Glyphs) -> Iterator[Coded]:
    """The fonts of a page of which characters were read by their codes alone."""
    fonts: dict[int, list[int]] = {}
    for order, one in enumerate(glyphs.drawn):
        fonts.setdefault(id(one.font), []).append(order)
    for orders in fonts.values():
        places = np.flatnonzero(np.isin(glyphs.owner, orders) & (glyphs.codes > 32))
        first = glyphs.drawn[orders[0]]
        if not places.size or not first.font.embedded:
            continue
        item = ctypes.cast(first.handle, pdfium.FPDF_PAGEOBJECT)
        file = font_file(pdfium.FPDFTextObj_GetFont(item))
        if file is not None and (file.roman or file.own):
            low = file.pictures or signs_of(first.font.name) is not None
            codes = _by_code(text_page, glyphs, places, file, low)
            if (codes >= 0).any():
                yield Coded(first.font, file, places[codes >= 0], codes[codes >= 0])


def _by_code(text_page: Handle, glyphs: Glyphs, places: Codes, file: FontFile, low: bool) -> Codes:
    """The code of each character of which its code alone may say what it is, -1 for others.

    Codes of ASCII, which all pages of codes share, are of interest in fonts of signs only (`low`).

    What is drawn has to be as large as the glyph of that code: else the file states the letter.
    """
    said = glyphs.codes[places].copy()
    for sign, (first, second) in _JOINED.items():
        pair = (said[:-1] == first) & (said[1:] == second)
        pair &= (glyphs.box[places[:-1]] == glyphs.box[places[1:]]).all(axis=1)
        said[:-1][pair] = sign
    codes = np.full(len(places), -1, dtype=np.int64)
    for sign in np.unique(said).tolist():
        mine = np.flatnonzero(said == sign)
        if sign < 0x80 and not low:
            continue
        if glyphs.unmapped[places[mine[0]]]:
            code = sign & 0xFF if sign < 0x100 or sign >> 8 == 0xF0 else -1
        else:
            code = _MAC.get(sign, -1)
        glyph = file.glyph(code) if code >= 0 else 0
        if glyph and _drawn_as(text_page, glyphs, int(places[mine[0]]), file.ink(glyph)):
            codes[mine] = code
    return codes


def _drawn_as(text_page: Handle, glyphs: Glyphs, place: int, ink: tuple[float, float]) -> bool:
    """Whether a character is drawn as large as a glyph, which may be turned."""
    one = glyphs.drawn[glyphs.owner[place]]
    left, low, right, high = tight_boxes(text_page, np.array([place]))[0].tolist()
    drawn = (right - left) / max(0.1, one.size), (high - low) / max(0.1, one.size)
    expected = ink[0] * one.narrow, ink[1]
    return any(
        abs(a - expected[0]) < _NEAR and abs(b - expected[1]) < _NEAR
        for a, b in (drawn, drawn[::-1])
    )


def mend_letters(glyphs: Glyphs, coded: Coded) -> None:
    """Put what the letters of a font are that pdfium has read by codes of the Macintosh."""
    high = coded.codes >= 0x80
    if not high.any():
        return
    places, codes = coded.places[high], coded.codes[high]
    if coded.file.wide:
        meant, sure = [_stated(coded.file, code) for code in codes.tolist()], True
        if _fit(glyphs, places, [*map(chr, meant)])[0] > max(2, len(places) // 6):
            meant = [UNREAD] * len(places)  # such as letters of India in the places of others
    else:
        meant, sure = _compared(glyphs, places, codes, coded.file.roman is not None)
        mine = [order for order, one in enumerate(glyphs.drawn) if one.font is coded.font]
        if sure:  # ASCII is the same in all
            glyphs.unmapped[np.isin(glyphs.owner, mine) & (glyphs.codes < 0x7F)] = False
    for place, sign in zip(places.tolist(), meant, strict=True):
        if glyphs.unmapped[place] and not sure:
            continue  # the font may have signs and no letters
        if sign not in _JOINED:
            if _joined(glyphs, place):
                glyphs.codes[place + 1], glyphs.owner[place + 1] = 0, -1
            glyphs.codes[place] = sign
        glyphs.unmapped[place] = False


def _joined(glyphs: Glyphs, place: int) -> bool:
    """Whether a character and the next are the two letters of one glyph, if the first is."""
    return tuple(glyphs.codes[place : place + 2].tolist()) in _JOINED.values()


def _stated(file: FontFile, code: int) -> int:
    """What the font's own Unicode says of a code; as for the Macintosh, where it says nothing."""
    assert file.wide
    glyph = file.glyph(code)
    for page in _PAGES:
        sign = ord(_READ[page][code])
        if glyph and file.wide(sign) == glyph:
            return sign
    return ord(_READ["mac_roman"][code])


def _compared(glyphs: Glyphs, places: Codes, codes: Codes, roman: bool) -> tuple[list[int], bool]:
    """What the codes mean in the page of codes in which they fit best into the words.

    Where nothing speaks against it, a font for the Macintosh (`roman`) has the codes of that. Also
    whether so many fit that the font must have letters.
    """
    read = {page: [_READ[page][code] for code in codes.tolist()] for page in _PAGES}
    fits = {page: _fit(glyphs, places, signs) for page, signs in read.items()}
    least = min(faults for faults, _ in fits.values())
    best = [page for page in _PAGES if fits[page][0] == least]
    if best[0] == "mac_roman" and roman:
        best = best[:1]
    meant = [
        {ord(sign) for sign in signs} for signs in zip(*(read[page] for page in best), strict=True)
    ]
    sure = least <= len(codes) // 20 and fits[best[0]][1]
    return [signs.pop() if len(signs) == 1 else UNREAD for signs in meant], sure


def _fit(glyphs: Glyphs, places: Codes, signs: Sequence[str]) -> tuple[int, bool]:
    """How many signs do not fit into their words, less the words known; if words prove them."""
    read = dict(zip(places.tolist(), signs, strict=True))
    start, end = max(0, int(places[0]) - 40), min(len(glyphs.codes), int(places[-1]) + 40)
    both = {at + 1: sign for at, sign in read.items() if _joined(glyphs, at)}
    line = "".join(
        read.get(at) or both.get(at) or chr(int(glyphs.codes[at]) or 32) for at in range(start, end)
    )
    letters = {sign.lower() for sign in read.values() if sign.isalpha()}
    faults = sum(_misfit(line, place - start) for place in read)
    latin = {sign for sign in letters if ord(sign) < 0x250}
    faults += min(len(latin - alphabet) for alphabet in _ALPHABETS)
    words = {word.strip("\"'“”‘’«»().,;:!?–—-…") for word in line.split() if not word.isascii()}
    known = sum(len(word) > 2 and is_word(word.lower()) for word in words)
    return faults - known, len(letters) >= _MANY_LETTERS or known >= _MANY_WORDS


def _misfit(line: str, at: int) -> bool:
    """Whether a sign stands where in no language one stands."""
    sign, before, after = line[at], line[at - 1 : at], line[at + 1 : at + 2]
    if sign in "\ufffdﬁﬂ":
        return sign == "\ufffd"
    letters = before.isalpha() and after.isalpha()
    if unicodedata.category(sign) not in ("Ll", "Lu"):
        return letters and sign not in _INSIDE
    if sign.isupper() and before.islower():
        return True
    if not (before.isalpha() or after.isalpha()):
        return unicodedata.normalize("NFD", sign)[0] not in _ALONE
    beside = [other for other in (before, after) if other.isalpha()]
    return ord(sign) >= 0x250 and any(ord(other) < 0x250 for other in beside)
