"""Sentences of a reading text, block by block: none crosses a block, none cuts a link."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from rag.documents.reading import Block
from rag.english.sentence import sentences

_LONGEST = 1200  # code points; longer ones are cut, so that a passage stays readable


def in_blocks(
    text: str,
    blocks: Iterable[Block],
    origin: Sequence[int],
    links: Iterable[tuple[int, int, int]],
) -> list[tuple[int, int]]:
    """Sentences of every block; a heading is one, and none is longer than 1,200 code points.

    `origin` gives the layer-1 offset of each character, `links` are (start, close, end) there.
    """
    ordered = sorted(links)
    starts = [start for start, _, _ in ordered]
    closes = list(accumulate((close for _, close, _ in ordered), max))  # of this link or before
    ranges: list[tuple[int, int]] = []
    for block in blocks:
        piece, base = text[block.start : block.end], block.start
        joined: list[tuple[int, int]] = []
        for a, b in [(0, len(piece))] if block.kind == "heading" else sentences(piece):
            if joined:
                opened = bisect_right(starts, origin[base + joined[-1][1] - 1])
                if opened and origin[base + a] < closes[opened - 1]:  # no border cuts a link
                    joined[-1] = (joined[-1][0], b)
                    continue
            joined.append((a, b))
        for a, b in joined:
            ranges += [(base + x, base + y) for x, y in _bounded(piece, a, b)]
    return ranges


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The range, cut at white space where it is longer than a sentence may be."""
    pieces: list[tuple[int, int]] = []
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        pieces.append((start, cut))
        start = cut + (text[cut] == " ")
    return [*pieces, (start, end)]
