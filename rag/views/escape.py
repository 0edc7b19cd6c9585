"""Text from documents and questions made harmless for where it is shown.

A terminal obeys control characters, and some Unicode characters change the order in which the
others are shown, so that a line can say something else than it holds (CVE-2021-42574). Both are
written out as escapes. What writing systems need stays: joiners, and left-to-right marks.
Mark-up is escaped by the templates of HTML (rag/views/template.py).
"""

import re
from urllib.parse import quote as percent


def in_path(text: str) -> str:
    """Text as one part of a URL's path or query."""
    return percent(text, safe="")


_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and line feed, DEL, C1
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides and isolates
    "\u2028\u2029\ufeff\ufff9-\ufffb\ufffe\uffff"  # separators, byte order mark, annotations, none
    "\U000e0000-\U000e007f"  # tag characters, which are never shown
    "\ud800-\udfff]"  # halves of surrogate pairs, which cannot be encoded
)
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~$&!^{])")
_MARKDOWN_START = re.compile(r"^(\s*)(?:([-+=])|(\d+)([.)]))")


def neutral(text: str) -> str:
    """The text with control and reordering characters as escapes; lines and tabs stay."""
    return _UNSAFE.sub(_escape, text)


def escaped(text: str) -> str:
    """Like `neutral`, on one line: white space of any kind becomes a space."""
    return neutral(" ".join(text.split()))


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def as_markdown(text: str) -> str:
    """The text on one line of Markdown in which nothing of it is mark-up."""
    marked = _MARKDOWN.sub(r"\\\1", escaped(text))
    return _MARKDOWN_START.sub(_escape_start, marked)


def _escape_start(match: re.Match[str]) -> str:
    space, bullet, number, dot = match.groups()
    return f"{space}\\{bullet}" if bullet else f"{space}{number}\\{dot}"
