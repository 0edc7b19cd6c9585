"""Which words of a paragraph stand in quotation marks, and which paragraph leads a quotation in.

Double and single marks, guillemets, low-high marks, LaTeX's ``…'', dialogue between dashes, and
quotations over several paragraphs, each of which opens with the mark again.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import takewhile

from rag.documents.document import Document
from rag.documents.reading import Block
from rag.english.capitals import UPPER
from rag.english.later import later
from rag.english.speech import PERSON, SAYING
from rag.quotes.quotation_marks import CLOSERS, pairs, plain_marks

Range = tuple[int, int]
_MOST = 40
"""Paragraphs that one quotation may run over."""
_DASH = later(r"[—―]\s*(?=[^\W\d_a-zß-öø-ÿ]|[¿¡…])")
_INSERTED = later(
    rf"(?:(?<!\s)\s+)?[—―–]\s*(?=(?:\w+ly\s+)?(?:{SAYING})\b|\w+(?:\s+\w+){{0,3}}\s+(?:{SAYING})\b)"
)

_SPOKEN = later(rf"(?:[,?!…]\s*[—―–]\s*|\s[—―])(?=[^\W\d_{UPPER}]\w*\s+[^\W\d_])")
"""The end of what is said, in a language whose verbs of saying are not known."""
_ADDED = later(
    rf"(?<=[,?!…])\s+(?=(?:{SAYING})\s+[^\W\d_]|(?:{PERSON}|[Hh]e|[Ss]he)\s+(?:{SAYING})\s*[.,])"
)
_RESUMED = later(
    r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)[.;]\s+(?:[—―–]\s*)?(?=[^\W\d_a-z])|,\s*[—―–]\s*"
)


def block_at(document: Document, place: int) -> int:
    """The number of the block that a place of the reading text lies in."""
    blocks = document.reading.blocks
    return bisect_right(blocks, place, key=lambda block: block.start) - 1


def block_text(document: Document, number: int) -> str:
    """The words of a block."""
    block = document.reading.blocks[number]
    return document.reading.text[block.start : block.end]


def sentences_in(document: Document, start: int, end: int) -> list[Range]:
    """The sentences that share a character with the reading text from `start` to `end`."""
    cuts = document.reading.sentences
    first = bisect_right(cuts, start, key=lambda cut: cut[1])
    return list(takewhile(lambda cut: cut[0] < end, cuts[first:]))


def sentences_of(document: Document, block: Block) -> tuple[Range, ...]:
    """The sentences of a block, in order; none goes over its end."""
    cuts = document.reading.sentences
    return cuts[bisect_left(cuts, (block.start, 0)) : bisect_left(cuts, (block.end, 0))]


def quoted_ranges(document: Document, number: int) -> list[Range]:
    """Ranges of the block that stand in quotation marks, marks included, in order.

    A quotation that the paragraph leaves open runs to its end.
    """
    blocks, text = document.reading.blocks, document.reading.text
    block = blocks[number]
    words = text[block.start : block.end]
    spoken = _dialogue(document, number)
    if spoken:
        return [(block.start + a, block.start + b) for a, b in spoken]
    continued = words[:1] if opening(document, number) < number else ""
    ranges = []
    for pair in pairs(plain_marks(words), continued):
        if not pair.depth:
            closing = len(words) if pair.closing is None else pair.closing + 1
            ranges.append((block.start + pair.opening, block.start + closing))
    if not ranges and words[:1] == "‘" and _opens_next(blocks, text, number):
        ranges.append((block.start, block.end))
    return ranges


def opening(document: Document, number: int) -> int:
    """The number of the block in which the quotation that opens this block began."""
    blocks, text = document.reading.blocks, document.reading.text
    first = number
    while first and number - first < _MOST:
        before, mark = blocks[first - 1], text[blocks[first].start]
        if mark not in CLOSERS or before.kind != "body" or not _open(text, before, mark):
            break
        first -= 1
    return first


def _open(text: str, block: Block, mark: str) -> bool:
    """Whether a block opens a quotation with this mark and does not close it."""
    words = plain_marks(text[block.start : block.end])
    outer = [pair for pair in pairs(words, mark) if not pair.depth]
    if mark in "‘'":
        return words[:1] == mark and not any(pair.opening == 0 for pair in outer)
    return bool(outer) and outer[-1].closing is None and words[outer[-1].opening] == mark


def _opens_next(blocks: Sequence[Block], text: str, number: int) -> bool:
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    return following is not None and text[following.start] == "‘"


def _dialogue(document: Document, number: int) -> list[Range]:
    """The spoken parts of a line of dialogue that opens with a dash; empty if it is none."""
    blocks, text = document.reading.blocks, document.reading.text
    block = blocks[number]
    words = text[block.start : block.end]
    opened = _DASH.match(words)
    if block.kind != "body" or opened is None:
        return []
    beside = [b for b in blocks[max(0, number - 1) : number + 2] if b is not block]
    parted = _INSERTED.search(words, opened.end())
    narrated = parted or _ADDED.search(words, opened.end())
    if not narrated:
        spoken = any(_DASH.match(text, b.start, b.end) for b in beside)
        return [(0, len(words))] if spoken or _SPOKEN.search(words, opened.end()) else []
    goes_on = re.compile(r"(?:[.,;]\s*|(?<!\s)\s+)?[—―–]\s*") if parted else _RESUMED
    resumed = goes_on.search(words, narrated.end())
    ranges = [(0, narrated.start())]
    return [*ranges, (resumed.end(), len(words))] if resumed else ranges


def without(text: str, start: int, end: int, quoted: Sequence[Range]) -> str:
    """The range with everything inside quotation marks as "…"."""
    piece = list(text[start:end])
    for a, b in quoted:
        for at in range(max(a, start), min(b, end)):
            piece[at - start] = "\x00"
    return re.sub("\x00+", " … ", "".join(piece))
