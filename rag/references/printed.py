"""What a format hands over: marks and notes as found, before any mark is resolved."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rag.span import Span


@dataclass(frozen=True, slots=True)
class PrintedMark:
    """A mark in the running text, as printed: `12`, `34`, `12,13`, `12–14`, `*`.

    `at` is its place in the reading text. `target` indexes the notes that stand beside it
    where the format itself links to one. `page` is the ordinal of the page, or of the zone
    between two blocks of notes, that it stands on. `bracketed` says that it is printed as [1].
    """

    span: Span
    at: int
    mark: str
    target: int | None = None
    page: int = 0
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class PrintedNote:
    """A note as printed: `text` is its reading text without the number, `page` as above.

    An empty `mark` says that the text goes on with the note before it. `bracketed` says that its
    number is printed as [1], as in a list of references.
    """

    mark: str
    text: str
    spans: tuple[Span, ...]
    page: int = 0
    bracketed: bool = False


_AROUND = re.compile(r"^[\s\[({]++[\s\])}.:]*+$|^[\s\[({]+|(?<![\s\])}.:])[\s\])}.:]+$")
_ASTERISKS = str.maketrans({"∗": "*", "⁎": "*", "＊": "*", "﹡": "*", "✱": "*"})


@lru_cache(maxsize=4096)
def plain_mark(mark: str) -> str:
    """A mark without brackets, with common figures and asterisks.

    >>> plain_mark("[¹²]"), plain_mark("∗ ∗"), plain_mark("12.")
    ('12', '**', '12')
    """
    folded = unicodedata.normalize("NFKC", mark).translate(_ASTERISKS)
    folded = _AROUND.sub("", folded)
    return folded if any(ch.isalnum() for ch in folded) else re.sub(r"\s", "", folded)


def number_of(mark: str) -> int | None:
    """The number of a mark that is one number and nothing else; None for any other."""
    plain = plain_mark(mark)
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 4 else None
