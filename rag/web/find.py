"""Where words stand in a text: to mark them, to cite them, or where the same stand again.

Words that are cited are found in a time that grows with the text and not with its square.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from rag.documents.document import Document
from rag.views.page.segments import MarkedRange

MOST = 500
_STEPS = 12
_LONGEST = 500
_PLAIN = str.maketrans("’‘ʼ“”„‐‑\0", "'''\"\"\"--\ufffd")
_EDGE = re.compile(
    r"\b(?!(?<=[^\W\d_])['-][^\W\d_]|(?<=[^\W\d_]['-])[^\W\d_]|(?<=\d)[.,]\d|(?<=\d[.,])\d)"
)
"""Edges of words, compounds ("Mazar-e-Sharif") and figures ("12.5") as a quote may have them."""
_MOST_ALIKE = 200


@dataclass(frozen=True, slots=True)
class TextMatches:
    """The places found: layers to mark, what to say of them, how many links step through."""

    layers: tuple[MarkedRange, ...] = ()
    said: str = ""
    steps: int = 0


def find_words(text: str, wanted: str) -> TextMatches:
    """Every place of `wanted`, white space and case aside; curly and straight marks are alike."""
    words = wanted.split()
    if not words:
        return TextMatches()
    if len(wanted) > _LONGEST:
        return TextMatches(said=f"more than {_LONGEST} characters are not looked for")
    pattern = r"\s+".join(_alike(word) for word in words)
    layers: list[MarkedRange] = []
    for match in re.finditer(pattern, text, re.IGNORECASE):
        layers.append(MarkedRange(*match.span(), "mark", 1, "found", f"found-{len(layers) + 1}"))
        if len(layers) == MOST:
            break
    if not layers:
        return TextMatches(said="not found")
    many = f"{MOST} places or more" if len(layers) == MOST else f"{len(layers)} places"
    said = "1 place" if len(layers) == 1 else many
    return TextMatches(tuple(layers), said, min(len(layers), _STEPS))


def _alike(word: str) -> str:
    pattern = re.escape(word)
    pattern = re.sub(r"['’‘]", "['’‘]", pattern)
    return re.sub(r'["“”]', '["“”]', pattern)


def places(text: str, words: str) -> Iterator[tuple[int, int]]:
    """The ranges of the text in which whole words say this, in order; none for no words.

    >>> list(places("The  ‘weir’ froze. Weirs!", "the 'weir'")), list(places("A weir", "weir"))
    ([], [(2, 6)])
    >>> list(places("The  ‘weir’ froze", "The 'weir'")), list(places("A weird day", "weir"))
    ([(0, 11)], [])
    >>> list(places("Mazar-e-Sharif, e 1.5", "e")), list(places("O’Neill’s 1.5", "5"))
    ([(16, 17)], [])
    """
    wanted = " ".join(words.translate(_PLAIN).split())
    plain = text.translate(_PLAIN)
    folded = " ".join(plain.split())
    if not wanted or wanted not in folded:
        return
    # The edges of words are characters here, so that a plain search finds whole words alone.
    edged, needle = _EDGE.sub("\0", folded), _EDGE.sub("\0", wanted)
    begins = [match.start() for match in re.finditer(r"\S+", plain)]
    folds = [match.start() for match in re.finditer(r"\S+", folded)]

    def in_text(place: int) -> int:
        nearest = bisect_right(folds, place) - 1
        return begins[nearest] + place - folds[nearest]

    at = edged.find(needle)
    while at >= 0:
        first = at - edged.count("\0", 0, at)
        yield in_text(first), in_text(first + len(wanted) - 1) + 1
        at = edged.find(needle, at + len(needle))


def occurrences(document: Document, start: int, end: int) -> list[tuple[int, int]]:
    """The reading ranges with the same characters as `start` to `end`, in order, itself included.

    At most `_MOST_ALIKE`.
    """
    text = document.reading.text
    found = []
    for match in re.finditer(re.escape(text[start:end]), text):
        found.append(match.span())
        if len(found) == _MOST_ALIKE:
            break
    return found
