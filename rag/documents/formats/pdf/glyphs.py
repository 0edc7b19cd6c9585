"""Every character that pdfium finds on a page: what it is, where it stands, how it is drawn.

Characters are arrays over pdfium's indexes. Coordinates are PDF points of the page before it is
turned by /Rotate.
"""

import ctypes
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from rag.documents.formats.pdf.drawn import Drawn, Font, Handle, address, drawn_text, origins

Codes: TypeAlias = npt.NDArray[np.int64]
Boxes: TypeAlias = npt.NDArray[np.float32]
"""Left, top, right and bottom of characters, of shape (n, 4)."""

BELOW, ABOVE = 0.22, 0.9
"""Of its size: where the box of a letter ends below and above its base line."""
_ODD_SIZE, _SAMPLES, _OF_SIZE = 2.0, 12, 0.8
"""Below this size letters are measured: so many, of so much of their size."""
_BOX = ctypes.sizeof(pdfium.FS_RECTF)
_loose_box = ctypes.cast(
    pdfium.FPDFText_GetLooseCharBox,
    ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p),
)
_text_object = ctypes.cast(
    pdfium.FPDFText_GetTextObject,
    ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int),
)


@dataclass(slots=True)
class Glyphs:
    """The characters of a page. `owner` indexes `drawn`; -1 is a character that pdfium put in.

    `unmapped` are characters of which the file does not say what letters they are. `up`, `down` and
    `small` are those that are raised, lowered or small by their own shape. `rank` is the order in
    which they are read, where it is not that of pdfium.
    """

    codes: Codes
    box: Boxes
    owner: npt.NDArray[np.int32]
    unmapped: npt.NDArray[np.bool_]
    drawn: list[Drawn]
    up: npt.NDArray[np.bool_] = field(init=False)
    down: npt.NDArray[np.bool_] = field(init=False)
    small: npt.NDArray[np.bool_] = field(init=False)
    rank: npt.NDArray[np.float64] | None = None
    _of: dict[str, npt.NDArray[np.float32]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.up, self.down, self.small = np.zeros((3, len(self.codes)), dtype=bool)

    def of(self, what: str) -> npt.NDArray[np.float32]:
        """An attribute of each character's object; that of the first one where it has none."""
        if what not in self._of:
            values = np.array([getattr(one, what) for one in self.drawn], dtype=np.float32)
            self._of[what] = values[np.maximum(self.owner, 0)]
        return self._of[what]

    def resize(self, order: int, size: float) -> None:
        """Give an object another size."""
        self.drawn[order] = replace(self.drawn[order], size=size)
        self._of.pop("size", None)


def read_glyphs(text_page: Handle) -> Glyphs | None:
    """All characters of a page; None where it has none."""
    count = pdfium.FPDFText_CountChars(text_page)
    if count <= 0:
        return None
    codes = _codes(text_page, count)
    page = address(text_page)
    handles = np.array([_text_object(page, n) or 0 for n in range(count)], dtype=np.int64)
    unique, first, which = np.unique(handles, return_index=True, return_inverse=True)
    fonts: dict[int, Font] = {}
    drawn: list[Drawn] = []
    place = np.full(len(unique), -1, dtype=np.int32)
    for order, (handle, at) in enumerate(zip(unique.tolist(), first.tolist(), strict=True)):
        if handle:
            place[order] = len(drawn)
            drawn.append(drawn_text(text_page, handle, at, fonts))
    if not drawn:
        return None
    owner: npt.NDArray[np.int32] = place[which]
    owner[_paired(codes)] = -1
    unmapped = _unmapped(text_page, codes, owner, drawn)
    glyphs = Glyphs(codes, boxes(text_page, count), owner, unmapped, drawn)
    _mend_sizes(text_page, glyphs)
    _mend_boxes(text_page, glyphs)
    return glyphs


def _mend_sizes(text_page: Handle, glyphs: Glyphs) -> None:
    """Give fonts that draw in units of their own the size that their letters have on the page."""
    for order, one in enumerate(glyphs.drawn):
        if one.size < _ODD_SIZE:
            mine = np.flatnonzero((glyphs.owner == order) & (glyphs.codes != 32))[:_SAMPLES]
            ink = tight_boxes(text_page, mine)
            height = float(np.max(ink[:, 3] - ink[:, 1], initial=0.0))
            if height > 2 * one.size:
                glyphs.resize(order, round(height / _OF_SIZE, 1))


def _mend_boxes(text_page: Handle, glyphs: Glyphs) -> None:
    """Give characters whose font states a senseless height the box of any letter of their size."""
    size, box = glyphs.of("size"), glyphs.box
    height = box[:, 1] - box[:, 3]
    odd = (height > 2.5 * size) | (height < 0.3 * size)
    odd &= (glyphs.owner >= 0) & (glyphs.codes != 32) & (glyphs.of("angle") == 0)
    places = np.flatnonzero(odd)
    if places.size:
        x, y = origins(text_page, places).T
        right = np.maximum(tight_boxes(text_page, places)[:, 2], x + 0.2 * size[places])
        right = np.minimum(right, x + size[places])
        above, below = ABOVE * size[places], BELOW * size[places]
        box[places] = np.stack([x, y + above, right, y - below], axis=1)


def boxes(text_page: Handle, count: int) -> Boxes:
    """The boxes of all characters; of no use where text is not level."""
    array = (pdfium.FS_RECTF * count)()
    handle = address(text_page)
    base = ctypes.addressof(array)
    for place in range(count):
        _loose_box(handle, place, base + _BOX * place)
    return np.frombuffer(array, dtype=np.float32).reshape(count, 4).copy()


def tight_boxes(text_page: Handle, places: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
    """The boxes (left, bottom, right, top) of the ink of some characters."""
    edges = [ctypes.c_double() for _ in range(4)]
    boxes = np.zeros((len(places), 4), dtype=np.float32)
    for order, place in enumerate(places.tolist()):
        if pdfium.FPDFText_GetCharBox(text_page, place, *edges):
            left, right, bottom, top = (edge.value for edge in edges)
            boxes[order] = left, bottom, right, top
    return boxes


def _codes(text_page: Handle, count: int) -> Codes:
    """The code point of every character."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    codes: Codes = np.frombuffer(bytes(buffer), dtype=np.uint16)[:count].astype(np.int64)
    if written == count + 1 and not ((codes >= 0xD800) & (codes < 0xE000)).any():
        return codes
    get = pdfium.FPDFText_GetUnicode
    return np.array([get(text_page, place) for place in range(count)], dtype=np.int64)


def _paired(codes: Codes) -> npt.NDArray[np.bool_]:
    """Put characters beyond U+FFFF, of which pdfium makes two, into the first; tell the second.

    Half of one alone becomes U+FFFD.
    """
    high, low = (codes >= 0xD800) & (codes < 0xDC00), (codes >= 0xDC00) & (codes < 0xE000)
    first = high & np.append(low[1:], False)
    second = np.insert(first[:-1], 0, False)
    places = np.flatnonzero(first)
    codes[places] = 0x10000 + ((codes[places] - 0xD800) << 10) + codes[places + 1] - 0xDC00
    codes[(high | low) & ~first] = 0xFFFD
    codes[second] = 0
    return second


def _unmapped(
    text_page: Handle, codes: Codes, owner: npt.NDArray[np.int32], drawn: list[Drawn]
) -> npt.NDArray[np.bool_]:
    """Whether the file leaves open what a character is: asked once for each sign of a font."""
    fonts: dict[int, int] = {}  # two fonts of one name may read their codes differently
    number = np.array([fonts.setdefault(id(one.font), len(fonts)) for one in drawn], dtype=np.int64)
    real = np.flatnonzero(owner >= 0)
    signs = number[owner[real]] * 0x110000 + codes[real]
    _, first, which = np.unique(signs, return_index=True, return_inverse=True)
    wrong = [pdfium.FPDFText_HasUnicodeMapError(text_page, int(real[at])) == 1 for at in first]
    unmapped = np.zeros(len(codes), dtype=bool)
    unmapped[real] = np.array(wrong, dtype=bool)[which]
    return unmapped
