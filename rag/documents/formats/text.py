"""Plain text and Markdown: layer 1 is the file decoded as UTF-8, character for character.

Nothing is normalised, so that any other tool can check our offsets. What the text looks like
inside (headings, notes, page breaks) is found by rag/documents/structure/regions.py.
"""

import codecs
from collections import Counter
from pathlib import Path

from rag.documents.extraction import Extraction
from rag.errors import SourceError

EXTRACTOR = "text/2"
_MAX_LINE = 5_000_000
_CONTROL_SHARE = 0.02
_LOOKED_AT = 65_536  # bytes
_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32 LE"), (codecs.BOM_UTF32_BE, "UTF-32 BE"),
    (codecs.BOM_UTF16_LE, "UTF-16 LE"), (codecs.BOM_UTF16_BE, "UTF-16 BE"),
)  # fmt: skip
_ALIKE, _LEAST_LETTERS = 0.9, 6


def extract(data: bytes, path: Path) -> Extraction:
    """Decode `data` strictly; raises SourceError for what is no readable UTF-8 text."""
    if not data.strip():
        raise SourceError(path.name, "the file is empty.", "Nothing to index.")
    if b"\x00" in data[:_LOOKED_AT]:
        raise _no_text(data, path, "binary content, expected UTF-8 text.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8."
        raise _no_text(
            data, path, byte, "Save the file as UTF-8; an older encoding would be guesswork."
        ) from error
    controls = sum(ch < " " and ch not in "\t\n\r\f\v" for ch in text)
    if controls > _CONTROL_SHARE * len(text):
        raise _no_text(data, path, f"{controls} control characters.")
    longest = max(map(len, text.split("\n")))
    if longest > _MAX_LINE:
        raise SourceError(
            path.name,
            f"a line of {longest:,} characters, expected at most {_MAX_LINE:,}.",
            "Break it into paragraphs.",
        )
    return Extraction(text=text, extractor=EXTRACTOR)


def _no_text(
    data: bytes, path: Path, found: str, remedy: str = "Is it a text file?"
) -> SourceError:
    """The error for bytes that are no UTF-8 text; it names the encoding that they look like."""
    encoding = _wide(data)
    if encoding is None:
        return SourceError(path.name, found, remedy)
    return SourceError(
        path.name, f"it looks like {encoding}, expected UTF-8 text.", "Save it as UTF-8."
    )


def _wide(data: bytes) -> str | None:
    """The name of the encoding of two or four bytes a character that `data` looks like.

    It may claim one by its byte order mark. Without one, nearly all of its even (or odd) bytes
    have one of two values, as the upper halves of letters and spaces of one script do. Asked only
    about what is no UTF-8 text: a column of letters would look like UTF-16, too.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    even, odd = data[:_LOOKED_AT:2], data[1:_LOOKED_AT:2]
    if len(odd) < _LEAST_LETTERS:
        return None
    for name, lower, upper in (("LE", even, odd), ("BE", odd, even)):
        alike = sum(count for _, count in Counter(upper).most_common(2))
        if alike >= _ALIKE * len(upper) and min(upper) < 32 and len(set(lower)) >= _LEAST_LETTERS:
            return f"UTF-16 {name} without a byte order mark"
    return None
