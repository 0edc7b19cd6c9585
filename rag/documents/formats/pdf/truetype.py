"""What a TrueType font in the file says of its glyphs: by which codes, and how large they are.

https://learn.microsoft.com/typography/opentype/spec/
"""

import ctypes
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pypdfium2.raw as pdfium

from rag.documents.formats.pdf.drawn import Handle

Lookup: TypeAlias = Callable[[int], int]
"""From a code to a glyph; 0 is none."""
_MOST = 64 << 20
_PICTURES = 5  # as the first figure of PANOSE


@dataclass(frozen=True, slots=True)
class FontFile:
    """Glyphs by the codes of the Macintosh, by Unicode and by codes of its own, where it has them.

    `pictures` says that the font itself says that it has signs and no letters.
    """

    roman: Lookup | None
    wide: Lookup | None
    own: Lookup | None
    pictures: bool
    _tables: dict[str, bytes]

    def glyph(self, code: int) -> int:
        """The glyph of a code of one byte, as a font of signs or one for the Macintosh has it."""
        found = 0
        if self.own:
            found = self.own(0xF000 + code) or self.own(code)
        return found or (self.roman(code) if self.roman else 0)

    def ink(self, glyph: int) -> tuple[float, float]:
        """How wide and high the ink of a glyph is, in parts of its size; zeros where not known."""
        try:
            head, loca, glyf = (self._tables[name] for name in ("head", "loca", "glyf"))
            (em,) = struct.unpack_from(">H", head, 18)
            (long,) = struct.unpack_from(">h", head, 50)
            step, times = (">2I", 1) if long else (">2H", 2)
            at, end = struct.unpack_from(step, loca, glyph * struct.calcsize(step) // 2)
            if end <= at:
                return 0.0, 0.0
            left, low, right, high = struct.unpack_from(">4h", glyf, at * times + 2)
        except (KeyError, struct.error):
            return 0.0, 0.0
        return (right - left) / max(1, em), (high - low) / max(1, em)


def font_file(font: Handle) -> FontFile | None:
    """The TrueType font that is in the file for one of pdfium's fonts; None where there is none."""
    size = ctypes.c_size_t()
    if pdfium.FPDFFont_GetIsEmbedded(font) != 1:
        return None
    if not pdfium.FPDFFont_GetFontData(font, None, 0, size) or not 12 < size.value <= _MOST:
        return None
    buffer = (ctypes.c_uint8 * size.value)()
    if not pdfium.FPDFFont_GetFontData(font, buffer, size.value, size):
        return None
    try:
        return parsed(bytes(buffer))
    except (struct.error, ValueError, IndexError):  # damaged: it says nothing
        return None


def parsed(data: bytes) -> FontFile | None:
    """A font from its bytes; raises struct.error, ValueError or IndexError where it is damaged."""
    if data[:4] not in (b"\0\1\0\0", b"true"):
        return None
    tables = {}
    for order in range(struct.unpack_from(">H", data, 4)[0]):
        name, _, at, length = struct.unpack_from(">4s3I", data, 12 + 16 * order)
        tables[name.decode("latin-1")] = data[at : at + length]
    codes = _codes(tables.get("cmap", b""))
    wide = [lookup for (system, kind), lookup in codes.items()
            if system == 0 or (system, kind) in ((3, 1), (3, 10))]  # fmt: skip
    stated = tables.get("OS/2", b"")
    return FontFile(
        codes.get((1, 0)), wide[-1] if wide else None, codes.get((3, 0)),
        stated[32:33] == bytes([_PICTURES]), tables,
    )  # fmt: skip


def _codes(cmap: bytes) -> dict[tuple[int, int], Lookup]:
    """The lookups of a font by the system and kind of their codes."""
    found = {}
    for order in range(struct.unpack_from(">H", cmap, 2)[0] if cmap else 0):
        system, kind, at = struct.unpack_from(">2HI", cmap, 4 + 8 * order)
        lookup = _lookup(cmap[at:])
        if lookup:
            found[system, kind] = lookup
    return found


def _lookup(table: bytes) -> Lookup | None:
    """The lookup of a table of codes; None if it is of a kind that is rare."""
    (kind,) = struct.unpack_from(">H", table)
    if kind == 0:
        glyphs = table[6:262]
        return lambda code: glyphs[code] if 0 <= code < len(glyphs) else 0
    if kind == 4:
        return _segments(table)
    if kind == 6:
        first, count = struct.unpack_from(">2H", table, 6)
        listed = np.frombuffer(table, ">u2", count, 10)
        return lambda code: int(listed[code - first]) if first <= code < first + count else 0
    if kind == 12:
        (count,) = struct.unpack_from(">I", table, 12)
        start, end, glyph = np.frombuffer(table, ">u4", 3 * count, 16).reshape(-1, 3).T
        return lambda code: next(
            (code - int(start[n]) + int(glyph[n])
             for n in np.flatnonzero((start <= code) & (code <= end)).tolist()), 0,
        )  # fmt: skip
    return None


def _segments(table: bytes) -> Lookup:
    """The lookup of a table of format 4, which goes by stretches of codes."""
    count = struct.unpack_from(">H", table, 6)[0] // 2
    ends = np.frombuffer(table, ">u2", count, 14)
    starts, deltas, shifts = np.frombuffer(table, ">u2", 3 * count, 16 + 2 * count).reshape(3, -1)
    shifts_at = 16 + 6 * count

    def lookup(code: int) -> int:
        order = int(np.searchsorted(ends, code))
        if order >= count or code < starts[order]:
            return 0
        glyph, shift = code, int(shifts[order])
        if shift:
            at = shifts_at + 2 * order + shift + 2 * (code - int(starts[order]))
            glyph = struct.unpack_from(">H", table, at)[0] if at + 2 <= len(table) else 0
        return (glyph + int(deltas[order])) & 0xFFFF if glyph else 0

    return lookup
