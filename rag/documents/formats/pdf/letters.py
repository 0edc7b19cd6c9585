"""Whether the letters of a font can be those that the page shows: a file may map them to others.

Such text is no language: few of its words are common English ones, and few of its pairs of letters
are common in any European language. Then the page is read by sight (OCR), which has the last word;
where nobody can look, the letters count as unread.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import orjson

from rag.documents.document import ScannedPage
from rag.documents.formats.pdf.codes import UNREAD
from rag.documents.formats.pdf.language import language, no_language
from rag.documents.formats.pdf.line import Line
from rag.documents.formats.pdf.page import PageText

_MANY_UNREAD, _LEAST_UNREAD = 0.2, 10
_SAME = 0.5
_SAMPLE = 2000  # characters of a page: enough to tell


def doubtful(pages: Sequence[PageText]) -> dict[int, frozenset[str]]:
    """The pages with fonts whose letters can't be those seen, or with many unread signs."""
    whole: dict[str, list[str]] = defaultdict(list)
    for page in pages:
        for font, text in page.fonts.items():
            whole[font].append(text[:_SAMPLE])
    false = {font for font, texts in whole.items() if no_language(texts)}
    found = {}
    for index, page in enumerate(pages):
        fonts = {
            font for font, text in page.fonts.items()
            if no_language([text[:_SAMPLE]]) or (font in false and not language(text))
        }  # fmt: skip
        if fonts or _mostly_unread(page.lines):
            found[index] = frozenset(fonts)
    return found


def _mostly_unread(lines: Sequence[Line]) -> bool:
    unread = sum(len(line.unread) for line in lines)
    return unread >= max(_LEAST_UNREAD, _MANY_UNREAD * sum(len(line.text) for line in lines))


def agrees(scan: ScannedPage, page: PageText) -> bool:
    """Whether what is seen on a page is what its text says: it is a language that is not known."""
    if _mostly_unread(page.lines):
        return False
    lines, *_ = orjson.loads(scan.seen)
    recognised = {word for line in lines for piece, *_ in line[3] for word in _words(str(piece))}
    said = {word for line in page.lines for word in _words(line.text)}
    return bool(said) and len(said & recognised) >= _SAME * len(said)


def _words(text: str) -> Iterator[str]:
    return (word for word in re.findall(r"\w+", text.casefold()) if len(word) > 2)


def unread(page: PageText, fonts: frozenset[str]) -> None:
    """Put U+FFFD for the letters of these fonts; what the page says of them is not known."""
    if not fonts:  # most of the page is unread already
        return
    false = np.flatnonzero(np.isin(page.font_of, [page.order[font] for font in fonts]))
    page.lines = [_blank(line, false, sorted(fonts)[0]) for line in page.lines]
    page.turned = [[_blank(line, false, sorted(fonts)[0]) for line in side] for side in page.turned]


def _blank(line: Line, false: "np.typing.NDArray[np.int64]", font: str) -> Line:
    gone = np.isin(line.chars, false)
    if not gone.any():
        return line
    text = "".join(chr(UNREAD) if one else char for char, one in zip(line.text, gone, strict=True))
    name = re.sub(r"^[A-Z]{6}\+|#\d+$", "", font)
    return replace(line, text=text, unread=tuple((int(at), name) for at in np.flatnonzero(gone)))
