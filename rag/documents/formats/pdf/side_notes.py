"""Notes that stand in the margin beside the text: of statutes, old books, school editions.

They are no words of the sentence beside them. A note is narrow, in smaller print than the text, and
outside of the strip that holds the text; it is read behind the page's text, as a block of its own.
So are the words in a drawn frame beside lines of the text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rag.documents.formats.pdf.line import Line
from rag.documents.formats.pdf.page import PageText

_NOTE = re.compile(r"[^\W\d_]|\d{3}|\d:\d\d")
_SMALLER = 0.93
_NARROW, _WIDE = 0.3, 0.4  # of the page's width
_APART, _NARROWEST = 3.0, 40.0  # points
_MOST = 40  # rules of a page with frames
_LEAST, _WORDS = 2, 4  # lines of text that make a strip, and words of each
_SHARE = 0.35  # of the strip's characters: more is no margin
_BEYOND = 2.0  # of the text's size: how far above and below the text a note may stand
_GAP = 0.7  # of a line's height: where one note ends


@dataclass(frozen=True, slots=True)
class _Strip:
    """What a page's text takes up, and the size of its print."""

    left: float
    right: float
    low: float
    high: float
    size: float


def part_side_notes(pages: Iterable[PageText]) -> None:
    """Take the notes in the margins out of the lines of the pages, into `PageText.turned`."""
    for page in pages:
        for x0, low, x1, high in _frames(page):
            level = [one for one in page.lines if low < (one.top + one.bottom) / 2 < high]
            held = {id(one): one for one in level if x0 < one.x0 and one.x1 < x1}
            rest = [one for one in page.lines if id(one) not in held]
            if 0 < len(held) < len(level) and _signs(held.values()) <= _SHARE * _signs(rest):
                page.lines, page.turned = rest, [*page.turned, [*held.values()]]
        strip = _strip(page)
        if strip is None:
            continue
        beside = [line for line in page.lines if _is_beside(line, strip, page.width)]
        within = [line for line in page.lines if strip.left <= line.x0 and line.x1 <= strip.right]
        if 0 < _signs(beside) <= _SHARE * _signs(within):
            taken = {id(line) for line in beside}
            page.lines = [line for line in page.lines if id(line) not in taken]
            page.turned += _notes(beside)


def _frames(page: PageText) -> Iterator[tuple[float, float, float, float]]:
    """The frames that touch no other line, as a cell of a table does: left, low, right, high."""
    bars = sorted(page.bars[:_MOST], key=lambda bar: bar[2])
    for (low, high, x0), (low_2, high_2, x1) in combinations(bars, 2):
        if max(abs(low - low_2), abs(high - high_2)) > _APART or x1 - x0 < _NARROWEST:
            continue
        left, right, under, over = x0 - _APART, x1 + _APART, low - _APART, high + _APART
        rules = [(start, end, y) for start, end, y in page.rules[:_MOST]
                 if under < y < over and start < right and end > left]  # fmt: skip
        near = [(y, low, high) for _, _, y in rules]
        near += [(x, x0, x1) for y0, y1, x in bars if left < x < right and y0 < over and y1 > under]
        alone = all(min(abs(at - one), abs(at - other)) < _APART for at, one, other in near)
        alone &= all(left < start and end < right for start, end, _ in rules)
        if alone and {abs(y - low) < _APART for _, _, y in rules} == {True, False}:
            yield x0, low, x1, high


def _signs(lines: Iterable[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _strip(page: PageText) -> _Strip | None:
    """The strip of a page's text; None where it has no single one."""
    sizes: Counter[float] = Counter()
    for line in page.lines:
        sizes[line.size] += len(line.text)
    if not sizes:
        return None
    size = sizes.most_common(1)[0][0]
    wide = [line for line in page.lines if line.size == size and len(line.text.split()) >= _WORDS
            and line.x1 - line.x0 > _WIDE * page.width]  # fmt: skip
    if len(wide) < _LEAST:
        return None
    left, right = min(line.x0 for line in wide), max(line.x1 for line in wide)
    text = [line for line in page.lines
            if line.size == size and left <= line.x0 and line.x1 <= right]  # fmt: skip
    low, high = min(line.bottom for line in text), max(line.top for line in text)
    return _Strip(left, right, low, high, size)


def _is_beside(line: Line, strip: _Strip, width: float) -> bool:
    outside = line.x0 > strip.right + _APART or line.x1 < strip.left - _APART
    small = line.size <= _SMALLER * strip.size and line.x1 - line.x0 < _NARROW * width
    level = strip.low - _BEYOND * strip.size < line.bottom
    level &= line.top < strip.high + _BEYOND * strip.size
    return outside and small and level and _NOTE.search(line.text) is not None


def _notes(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each note, from top to bottom."""
    notes: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (round(line.x0 / 60), -line.top)):
        last = notes[-1][-1] if notes else None
        if last is not None and -line.height < last.bottom - line.top < _GAP * line.height:
            notes[-1].append(line)
        else:
            notes.append([line])
    return notes
