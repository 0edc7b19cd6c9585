"""Writes small TrueType fonts of blocks, each glyph of a size of its own, for tests of PDFs."""

import struct
from collections.abc import Mapping

Codes = Mapping[int, int]


def font(roman: Codes, wide: Codes | None = None, own: Codes | None = None, family: int = 2) -> str:
    """A font as a string of bytes, with glyphs by Mac OS's codes, by Unicode and by its own codes.

    `family` is the first figure of PANOSE.
    """
    kinds = [(1, 0, roman), (3, 1, wide), (3, 0, own)]
    cmap = [(system, kind, _byte(codes) if system == 1 else _segments(codes))
            for system, kind, codes in kinds if codes]  # fmt: skip
    count = 1 + max(glyph for _, _, codes in kinds if codes for glyph in codes.values())
    shapes = [_block(200 + 4 * n, 300 + 2 * n) for n in range(count)]
    starts = [sum(map(len, shapes[:n])) for n in range(count + 1)]
    at, listed, bodies = 4 + 8 * len(cmap), b"", b""
    for system, kind, body in cmap:
        listed += struct.pack(">2HI", system, kind, at + len(bodies))
        bodies += body
    head = struct.pack(">4I2H2Q4h2H3h", 0x10000, 0, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 0, 0, 1500, 1500,
                       0, 8, 2, 1, 0)  # fmt: skip
    tables = {
        b"OS/2": bytes(32) + bytes([family]) + bytes(45),
        b"cmap": struct.pack(">2H", 0, len(cmap)) + listed + bodies,
        b"glyf": b"".join(shapes), b"head": head,
        b"hhea": struct.pack(">I3h11hH", 0x10000, 900, -200, 0, *[0] * 11, 1),
        b"hmtx": struct.pack(">Hh", 600, 0) + bytes(2 * (count - 1)),
        b"loca": struct.pack(f">{count + 1}I", *starts),
        b"maxp": struct.pack(">I14H", 0x10000, count, 4, 1, 0, 0, 2, *[0] * 8),
    }  # fmt: skip
    return _file(tables).decode("latin-1")


def described(name: str, stream: int) -> str:
    """A font of a PDF without an encoding and without letters: /F9, its file in an object."""
    return (
        f"/F9 << /Type /Font /Subtype /TrueType /BaseFont /{name} /FirstChar 0 /LastChar 255 "
        f"/Widths [{'600 ' * 256}] /FontDescriptor << /Type /FontDescriptor /FontName /{name} "
        f"/Flags 4 /FontBBox [0 0 1500 1500] /ItalicAngle 0 /Ascent 900 /Descent -200 "
        f"/CapHeight 700 /StemV 80 /FontFile2 {stream} 0 R >> >> "
    )


def _block(right: int, top: int) -> bytes:
    outline = struct.pack(">5h", 1, 0, 0, right, top) + struct.pack(">2H4B", 3, 0, 1, 1, 1, 1)
    corners = (0, 0, right, 0, 0, top, 0, -top)  # steps to the right, then upwards
    body = outline + struct.pack(">8h", 0, right, 0, -right, *corners[:1], 0, top, 0)
    return body + bytes(-len(body) % 4)


def _byte(codes: Codes) -> bytes:
    return struct.pack(">3H", 0, 262, 0) + bytes(codes.get(code, 0) for code in range(256))


def _segments(codes: Codes) -> bytes:
    ends = [*sorted(codes), 0xFFFF]
    deltas = [*((codes[code] - code) & 0xFFFF for code in ends[:-1]), 1]
    count, length = len(ends), 16 + 8 * len(ends)
    words = [4, length, 0, 2 * count, 0, 0, 0, *ends, 0, *ends, *deltas, *[0] * count]
    return struct.pack(f">{len(words)}H", *words)


def _file(tables: Mapping[bytes, bytes]) -> bytes:
    at, directory, bodies = 12 + 16 * len(tables), b"", b""
    for name, body in sorted(tables.items()):
        directory += struct.pack(">4s3I", name, 0, at + len(bodies), len(body))
        bodies += body + bytes(-len(body) % 4)
    return struct.pack(">I4H", 0x10000, len(tables), 0, 0, 0) + directory + bodies
