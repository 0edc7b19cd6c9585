"""The characters of an RTF text: bytes in the code page of their font, and Unicode by numbers."""

import re
from collections import Counter

from rag.documents.formats.docx.rtf.tokens import ANSI, code_page, decoded, page_of
from rag.documents.formats.symbols import is_symbolic
from rag.documents.gaps import PLACEHOLDER

_UNPRINTED = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def printed(text: str) -> str:
    """The text without what no XML may hold."""
    return _UNPRINTED.sub("", text)


class Letters:
    """Characters as they are read; `due` counts signs that stand in for one read already."""

    def __init__(self, text: str) -> None:
        self.due = 0
        self._page = code_page(text)
        self._fonts: dict[str, tuple[str, str]] = {}
        self._pages: Counter[str] = Counter()  # how many fonts are of each code page
        self._bytes, self._high = b"", 0

    def font(self, number: str) -> tuple[str, str]:
        """Name and code page of a font, "" where they are not known."""
        return self._fonts.get(number, ("", ""))

    def take(self, data: bytes) -> None:
        """Keep bytes until their font is known."""
        skipped = min(self.due, len(data))
        self.due -= skipped
        self._bytes += data[skipped:]

    def name_font(self, number: str) -> None:
        """Take the bytes that were kept as the name of a font that has none."""
        data, self._bytes = self._bytes, b""
        name, page = self.font(number)
        if data:
            self._know(number, name or printed(data.decode("latin-1")).rstrip("; "), page)

    def encode_font(self, number: str, charset: int) -> None:
        """Note the character set of a font."""
        self._know(number, self.font(number)[0], code_page("", charset) if charset else ANSI)

    def _know(self, number: str, name: str, page: str) -> None:
        if number in self._fonts:
            self._pages[self._fonts[number][1]] -= 1
        self._fonts[number] = name, page
        self._pages[page] += 1

    def taken(self, number: str) -> str | None:
        """The bytes that were kept, in a font; None where there are none."""
        data, self._bytes = self._bytes, b""
        name, page = self.font(number)
        if not data or is_symbolic(name):
            return data.decode("latin-1") if data else None
        return decoded(data, page_of(page, self._page, set(+self._pages)))

    def unicode(self, code: int) -> str:
        """The character of a number, of which two may make one."""
        code &= 0xFFFF
        if self._high and 0xDC00 <= code < 0xE000:
            code, self._high = 0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00, 0
        if 0xD800 <= code < 0xDC00:
            before, self._high = self.behind_half(""), code
            return before
        return self.behind_half(PLACEHOLDER if 0xDC00 <= code < 0xE000 else chr(code))

    def behind_half(self, text: str) -> str:
        """Text behind a placeholder, where half a character before it has no other half."""
        if self._high:
            text, self._high = f"{PLACEHOLDER}{text}", 0
        return text
