"""Reading text of a document in pieces: emphasis, the source's own note marks, marked ranges."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

import numpy as np

from rag.documents.document import Document, Marker
from rag.documents.reading import JOIN, Block
from rag.errors import SpanError
from rag.span import Span
from rag.views.page.segments import MarkedRange, TextPiece, pieces

_MARK = re.compile(
    r"(?P<run>\*{1,3}|_{1,3})|<(?P<close>/?)(?P<tag>em|i|strong|b|cite)\b[^<>]*>", re.I
)
_TAGS = {"em": "em", "i": "em", "cite": "em", "strong": "strong", "b": "strong"}
_LONGEST = 200  # code points of mark-up between two characters; a longer gap is no mark-up
EMPHASIS_RANK = 9


def emphasis(document: Document, block: Block) -> list[MarkedRange]:
    """The emphasised ranges of one block, as layers of `em` and `strong`, in reading offsets."""
    ranges: list[MarkedRange] = []
    opened: dict[str, int] = {}
    for at, gap in _gaps(document, block):
        for tag, way in _marks(gap):
            if tag in opened and way != "open":
                begin = opened.pop(tag)
                if begin < at:
                    ranges.append(MarkedRange(begin, at, tag, EMPHASIS_RANK))
            elif way != "close":
                opened[tag] = at
    return ranges


def _gaps(document: Document, block: Block) -> Iterator[tuple[int, str]]:
    """(reading offset, characters of layer 1 left out right before it), the block's end last."""
    text, origin = document.text, document.reading.origin[block.start : block.end]
    places = np.flatnonzero(origin != JOIN)
    if not places.size:
        return
    at = origin[places]
    lead = text[max(0, int(at[0]) - 40) : int(at[0])].rpartition("\n")[2]
    yield block.start + int(places[0]), lead
    left_out = np.diff(at)
    gaps = (np.diff(places) == 1) & (left_out > 1) & (left_out <= _LONGEST)
    for n in np.flatnonzero(gaps).tolist():
        yield block.start + int(places[n + 1]), text[int(at[n]) + 1 : int(at[n + 1])]
    yield block.end, text[int(at[-1]) + 1 : int(at[-1]) + 41].partition("\n")[0]


def _marks(gap: str) -> Iterator[tuple[str, str]]:
    """(element, "open", "close" or "either") for each emphasis mark in a gap."""
    if gap.strip(" ") in ("* * *", "*") and len(gap) > 2:
        return
    for match in _MARK.finditer(gap):
        if match["tag"]:
            yield _TAGS[match["tag"].lower()], "close" if match["close"] else "open"
            continue
        if len(match["run"]) != 2:
            yield "em", "either"
        if len(match["run"]) >= 2:
            yield "strong", "either"


def passage(
    document: Document,
    start: int,
    end: int,
    layers: Iterable[MarkedRange] = (),
    anchor: str = "note-",
) -> list[TextPiece]:
    """The reading text from `start` to `end` in pieces, for inside a paragraph.

    `anchor` and a note's number, from 1, name the element that its mark leads to.
    """
    ranges = list(layers)
    for block in blocks_between(document, start, end):
        ranges += emphasis(document, block)
    markers = markers_between(document, start, end)
    inserts = [(one.at, _mark(one, anchor)) for one in markers]
    return pieces(document.reading.text, start, end, ranges, inserts)


def blocks_between(document: Document, start: int, end: int) -> tuple[Block, ...]:
    """The blocks that share a character with the reading text from `start` to `end`."""
    blocks = document.reading.blocks
    first = bisect_right(blocks, start, key=lambda block: block.end)
    return blocks[first : bisect_left(blocks, end, key=lambda block: block.start)]


def markers_between(document: Document, start: int, end: int) -> tuple[Marker, ...]:
    """The marks of notes behind a character of the reading text from `start` to `end`."""
    first = bisect_right(document.markers, start, key=lambda one: one.at)
    return document.markers[first : bisect_right(document.markers, end, key=lambda one: one.at)]


def reading_ranges(document: Document, spans: Iterable[Span]) -> list[tuple[int, int]]:
    """The reading range of each layer-1 span; one that holds no reading text is left out."""
    ranges = []
    for span in spans:
        try:
            ranges.append(document.reading.locate((span,)))
        except SpanError:
            continue  # mark-up only: there is nothing to mark
    return ranges


def _mark(marker: Marker, anchor: str) -> TextPiece:
    """A mark of the source's own notes; a small link to the first note that it stands for."""
    if not marker.notes:
        return TextPiece("mark", marker.mark, css="lost")
    return TextPiece("mark", marker.mark, href=f"#{anchor}{marker.notes[0] + 1}")
