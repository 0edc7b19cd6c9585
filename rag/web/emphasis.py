"""Italics and bold of a document's reading text, read off the mark-up that it left behind.

Between two characters of reading text that stood side by side, layer 1 may hold mark-up. Its
emphasis marks open and close ranges. A range that does not close in its block is dropped.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from rag.document import Document
from rag.reading import JOIN, Block
from rag.web.segments import Layer

_MARK = re.compile(
    r"(?P<run>\*{1,3}|_{1,3})|<(?P<close>/?)(?P<tag>em|i|strong|b|cite)\b[^<>]*>", re.I
)
_TAGS = {"em": "em", "i": "em", "cite": "em", "strong": "strong", "b": "strong"}
_LONGEST = 200  # code points of mark-up between two characters; a longer gap is no mark-up
EMPHASIS_RANK = 9


def emphasis(document: Document, block: Block) -> list[Layer]:
    """The emphasised ranges of one block, as layers of `em` and `strong`, in reading offsets."""
    found: list[Layer] = []
    opened: dict[str, int] = {}
    for at, gap in _gaps(document, block):
        for tag, way in _marks(gap):
            if tag in opened and way != "open":
                begin = opened.pop(tag)
                if begin < at:
                    found.append(Layer(begin, at, tag, EMPHASIS_RANK))
            elif way != "close":
                opened[tag] = at
    return found


def _gaps(document: Document, block: Block) -> Iterator[tuple[int, str]]:
    """(reading offset, characters of layer 1 left out right before it), the block's end last."""
    text, origin = document.text, document.reading.origin[block.start : block.end].tolist()
    places = [(block.start + n, at) for n, at in enumerate(origin) if at != JOIN]
    if not places:
        return
    lead = text[max(0, places[0][1] - 40) : places[0][1]].rpartition("\n")[2]
    yield places[0][0], lead
    for (before, was), (after, now) in pairwise(places):
        if after == before + 1 and was + 1 < now <= was + _LONGEST:
            yield after, text[was + 1 : now]
    last = places[-1][1]
    yield block.end, text[last + 1 : last + 41].partition("\n")[0]


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
