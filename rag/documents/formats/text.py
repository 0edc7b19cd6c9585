"""Plain text and Markdown: layer 1 is the file decoded, character for character.

Nothing is normalised, so that any other tool can check our offsets; where the file is no UTF-8,
the extractor's name says which codec gives its text. What the text looks like inside (headings,
notes, page breaks) is found by rag/documents/structure/regions.py.
"""

import re
from pathlib import Path

from rag.documents.document import Loss
from rag.documents.extraction import Extraction
from rag.documents.formats import made_by
from rag.documents.formats.decoding import Decoded, decoded
from rag.documents.structure.line_numbers import LineNumbered, numbered
from rag.documents.structure.page_marks import paged
from rag.errors import SourceError
from rag.span import Span

_MARKDOWN = frozenset([".md", ".markdown"])
_CUE_TIME = re.compile(r"^[ \t]*(?:\d+:)?\d\d?:\d\d[.,]\d{3}[ \t]*-->", re.M)
_OF_CUES = re.compile(
    r"</?(?:c|lang|font)(?:[.\s][^<>\n]*)?>|</v>|<(?:\d+:)?\d\d:\d\d\.\d{3}>|\{\\[^{}\n]*\}"
    r"|&[lr]rm;|(?:(?<=\n\n)|(?<=\n\r\n))(?:NOTE|STYLE|REGION)\b[^\n]*(?:\n(?!\r?\n)[^\n]+)*"
)
"""Classes, places and times of words in captions, and remarks; the turns say who speaks."""
_MAX_LINE = 5_000_000
_MANY, _SHORT = 60_000, 6  # lines, characters: each line may cost what a paragraph costs
_CONTROL_SHARE = 0.02
_PLACES = 20  # unreadable stretches that are named one by one


def extract(data: bytes, path: Path) -> Extraction:
    """Decode `data`; raises SourceError for what is no readable text."""
    found = _read(data, path.name)
    text, plain = found.text, found.codec == "utf-8"
    markdown = path.suffix.lower() in _MARKDOWN
    captions = not markdown and len(_CUE_TIME.findall(text)) > 1
    lines = LineNumbered() if markdown else numbered(text)
    figures, pages = ([], lines.pages) if lines.pages else paged(text, markdown)
    figures += [Span(*tag.span()) for tag in _OF_CUES.finditer(text)] if captions else []
    return Extraction(
        text=text,
        extractor=made_by.text() + ("" if plain else f"+{found.codec}"),
        markup="markdown" if markdown else "captions" if captions else "text",
        problems=() if found.name == "UTF-8" else (f"read as {found.name}; it is no UTF-8",),
        losses=tuple(_unreadable(text)),
        skipped=tuple(sorted([*lines.figures, *figures])),
        printed_lines=tuple(lines.lines),
        pages=tuple(pages),
    )


def _read(data: bytes, name: str) -> Decoded:
    """The text of a file of this name, if it is one that people write."""
    if not data.strip():
        raise SourceError(name, "the file is empty.", "Nothing to index.")
    found = decoded(data)
    if found is None:
        binary = b"\x00" in data
        raise SourceError(
            name,
            "binary content, expected text."
            if binary
            else "text in an encoding that is not known.",
            "Is it a text file?" if binary else "Save it as UTF-8; another one would be guesswork.",
        )
    controls = sum(ch < " " and ch not in "\t\n\r\f\v" for ch in found.text)
    if controls > _CONTROL_SHARE * len(found.text):
        raise SourceError(name, f"{controls} control characters.", "Is it a text file?")
    longest = max(map(len, re.split(r"[\r\n]", found.text)))
    if longest > _MAX_LINE:
        raise SourceError(
            name,
            f"a line of {longest:,} characters, expected at most {_MAX_LINE:,}.",
            "Break it into paragraphs.",
        )
    pieces = sum(map(bool, map(str.strip, found.text.splitlines()))) + found.text.count("\f")
    if pieces > _MANY and len(found.text) < _SHORT * pieces:
        short = f"{pieces:,} lines or pages of fewer than {_SHORT} characters on an average."
        raise SourceError(name, short, "Is it a list of words or figures? No quote is in it.")
    return found


def _unreadable(text: str) -> list[Loss]:
    """The stretches that hold U+FFFD, which stands for what could not be decoded."""
    places = list(re.finditer("\ufffd+", text))
    losses = [
        Loss(f"{len(m.group())} signs could not be decoded", len(m.group()), None, m.start())
        for m in places[:_PLACES]
    ]
    rest = sum(len(m.group()) for m in places[_PLACES:])
    return [*losses, Loss(f"{rest} more signs could not be decoded", rest)] if rest else losses
