"""The fonts of an RTF text, which say how its bytes are coded."""

import re
from collections.abc import Collection

from rag.documents.formats.symbols import is_symbolic

_CODE_PAGES = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250",
}  # fmt: skip
_SYSTEMS = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_ANSI = "ansi"
"""Stated by a font instead of a code page."""
_HEAD = 2000  # characters in which a file says where it comes from
UNPRINTED = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class RtfFonts:
    """The font table: the name and the code page of each font, by its number."""

    def __init__(self, text: str) -> None:
        self._page = _code_page(text)
        self._fonts: dict[str, tuple[str, str]] = {}

    def name(self, font: str) -> str:
        """The name of a font, "" for one that is not in the table."""
        return self._fonts.get(font, ("", ""))[0]

    def state_name(self, font: str, data: bytes) -> None:
        """Take the first words that the table has for a font as its name."""
        name, page = self._fonts.get(font, ("", ""))
        said = UNPRINTED.sub("", data.decode("latin-1")).rstrip("; ")
        self._fonts[font] = (name or said, page)

    def state_set(self, font: str, charset: int) -> None:
        """Take the character set that the table states for a font."""
        self._fonts[font] = self.name(font), _code_page("", charset) if charset else _ANSI

    def read(self, font: str, data: bytes) -> str:
        """Bytes as they are coded in a font; those of a font of signs are its codes."""
        name, page = self._fonts.get(font, ("", ""))
        if is_symbolic(name):
            return data.decode("latin-1")
        others = {page for _, page in self._fonts.values()}
        return _decoded(data, _page_of(page, self._page, others))


def _code_page(text: str, charset: int | None = None) -> str:
    """The encoding of bytes in a font of this character set, or in the whole file."""
    if charset in _CODE_PAGES:
        return _CODE_PAGES[charset]
    stated = re.search(r"\\ansicpg(\d+)|\\(mac|pca?)(?![a-z])", text[:_HEAD])
    if stated is None:
        return "cp1252"
    return f"cp{stated[1]}" if stated[1] else _SYSTEMS[stated[2]]


def _page_of(stated: str, own: str, others: Collection[str]) -> str:
    """A font's code page; Western where it says _ANSI and `others` have the file's `own`."""
    if stated == _ANSI and own in others and own.startswith("cp"):
        return "cp1252"
    return own if stated in ("", _ANSI) else stated


def _decoded(data: bytes, page: str) -> str:
    """Bytes in a code page; in that of Western Windows where it is not known."""
    try:
        return data.decode(page, "replace")
    except LookupError:
        return data.decode("cp1252", "replace")
