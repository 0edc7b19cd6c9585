"""Plain text and Markdown: layer 1 is the file decoded as UTF-8, character for character.

Nothing is normalised, so that any other tool can check our offsets. What the text looks like
inside (headings, notes, page breaks) is found by rag/regions.py.
"""

from pathlib import Path

from rag.errors import SourceError
from rag.sources import Extraction

EXTRACTOR = "text/1"
_MAX_LINE = 5_000_000
_CONTROL_SHARE = 0.02


def extract(data: bytes, path: Path) -> Extraction:
    """Decode `data` strictly; raises SourceError for what is no readable UTF-8 text."""
    if not data.strip():
        raise SourceError(path.name, "the file is empty.", "Nothing to index.")
    if b"\x00" in data[:65536]:
        encoding = _utf16(data)
        hint = f"It looks like {encoding}; save it as UTF-8." if encoding else "Is it a text file?"
        raise SourceError(path.name, "binary content, expected UTF-8 text.", hint)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(
            path.name,
            f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8.",
            "Save the file as UTF-8; an older encoding would be guesswork.",
        ) from error
    controls = sum(ch < " " and ch not in "\t\n\r\f\v" for ch in text)
    if controls > _CONTROL_SHARE * len(text):
        raise SourceError(path.name, f"{controls} control characters.", "Is it a text file?")
    longest = max(map(len, text.split("\n")))
    if longest > _MAX_LINE:
        raise SourceError(
            path.name,
            f"a line of {longest:,} characters, expected at most {_MAX_LINE:,}.",
            "Break it into paragraphs.",
        )
    return Extraction(text=text, extractor=EXTRACTOR)


def _utf16(data: bytes) -> str | None:
    """The name of the UTF-16 form that the byte order mark claims."""
    return {b"\xff\xfe": "UTF-16 LE", b"\xfe\xff": "UTF-16 BE"}.get(data[:2])
