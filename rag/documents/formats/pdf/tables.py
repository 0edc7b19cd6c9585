"""Rows of a table whose cells have several lines: each cell is read before the next one begins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from rag.documents.formats.pdf.line import Line

_ITEM = re.compile(r"\W{1,3}|\W?\w{1,3}[.):]")
_CLOSE = 1.45  # times the size: what stands further below is another row
_ALIGNED = 3.0  # points
_APART = 0.5  # of the height, between cells
_HANGS = 0.8  # of the size
_WORDS = 2  # of a cell that goes on
_ROW = 10_000  # above all numbers of fields
_LINE = 0.8  # of the size: lines that stand closer are pieces of one
_LOOSE = 1.2  # times the usual distance of lines: what parts rows
_LEAST, _SHARE, _LINES = 2, 0.8, 3.0  # lines of a row


def rows_coincide(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether what stands on both sides of a gutter begins anew at the same heights, as rows do."""
    high = min(max(line.top for line in side) for side in (left, right)) + 2
    low = max(min(line.bottom for line in side) for side in (left, right)) - 2
    left, right = (
        [line for line in side if low <= line.bottom and line.top <= high] for side in (left, right)
    )
    one, other = _beginnings(left), _beginnings(right)
    both = sum(any(abs(a - b) < 2 for b in other) for a in one)
    if both < _LEAST or min(len(left), len(right)) > _LINES * both:
        return False
    return both >= _SHARE * max(len(one), len(other))


def _beginnings(lines: Sequence[Line]) -> list[float]:
    """The heights of the first line and of those that stand further below than others do."""
    gaps = [(above.bottom - below.bottom) / below.size for above, below in pairwise(lines)]
    least = min((gap for gap in gaps if gap > _LINE), default=0.0)
    loose = [True, *(gap > _LOOSE * least for gap in gaps)]
    return [line.bottom for line, begins in zip(lines, loose, strict=True) if begins]


def wrapped(rows: Sequence[list[Line]]) -> Iterator[list[list[Line]]]:
    """Rows of pieces, each with those below it that its cells go on in."""
    group: list[list[Line]] = []
    for row in rows:
        if group and not _goes_on(group, row):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def cells(group: Sequence[list[Line]], order: int) -> list[Line]:
    """The lines of a row's cells, cell by cell; they are a block of their own."""
    columns: list[list[Line]] = [[] for _ in group[0]]
    for row in group:
        for piece in row:
            columns[_column(group[0], piece)].append(piece)
    return [replace(piece, block=_ROW + order, cells=len(columns))
            for column in columns for piece in column]  # fmt: skip


def _column(first: Sequence[Line], piece: Line) -> int:
    """The last of a row's cells that begins left of a piece; -1 where none does."""
    return sum(cell.x0 < piece.x0 + _ALIGNED for cell in first) - 1


def _goes_on(group: Sequence[list[Line]], row: Sequence[Line]) -> bool:
    """Whether the cells of a row go on in the pieces below it."""
    first, last = group[0], group[-1][0]
    items = _ITEM.fullmatch(first[0].text) is not None
    if len(first) - items < 2 or not 0 < last.bottom - row[0].bottom <= _CLOSE * last.size:
        return False
    if any(after.x0 - cell.x1 < _APART * cell.height for cell, after in pairwise(first)):
        return False
    lower, below = False, 0
    for piece in row:
        at = _column(first, piece)
        if at < 0 or (at + 1 < len(first) and piece.x1 > first[at + 1].x0 - 1):
            return False
        cell, begins = first[at], piece.text[:1]
        hangs = piece.x0 > cell.x0 + _HANGS * piece.size
        if hangs and not _begins_at(cell, piece.x0):
            return False
        words = begins.isalpha() or begins in "\"“‘('"
        if not hangs and (not words or (at == 0 and not begins.islower())):
            return False
        below += not hangs
        lower |= begins.islower() and len(cell.text.split()) >= _WORDS
    return lower and below < len(first)


def _begins_at(cell: Line, x: float) -> bool:
    """Whether a word of a cell begins at a place, behind a gap that may part two cells."""
    edges = [] if cell.edges is None else cell.edges.tolist()
    return any(
        before == " " and abs(after[0] - x) < _ALIGNED and after[0] - last[1] > _APART * cell.size
        for before, last, after in zip(cell.text[1:], edges, edges[2:], strict=False)
    )
