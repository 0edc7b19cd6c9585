"""Rows of a table whose cells have several lines: each cell is read before the next one begins."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

from rag.documents.formats.pdf.line import Line

Edge: TypeAlias = tuple[float, float, float]
Band: TypeAlias = tuple[float, float]
"""The heights of the rules above and below a row."""
_OUTSIDE = (0.0, 0.0)
_MOST = 1500  # rules of a page
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


def with_rows(
    lines: list[Line], rules: Sequence[Edge], bars: Sequence[Edge]
) -> tuple[list[Line], dict[int, list[Line]]]:
    """The lines, each row of a ruled table with cells of several lines as one; the cells of these.

    `rules` are (x0, x1, y), `bars` (y0, y1, x).
    """
    rows: dict[Band, dict[float, list[Line]]] = defaultdict(dict)
    of_line: dict[int, set[Band]] = defaultdict(set)
    for line in lines if 2 <= len(bars) <= _MOST and 2 <= len(rules) <= _MOST else ():
        for piece in _parted(line, bars):
            x, y = (piece.x0 + piece.x1) / 2, (piece.top + piece.bottom) / 2
            (above, below), (right, left) = _around(rules, x, y), _around(bars, y, x)
            band = (above, below) if above and below and right and left else _OUTSIDE
            rows[band].setdefault(left, []).append(piece)
            of_line[id(line)].add(band)
    whole = _of_several_lines(rows)
    while split := {band for own in of_line.values() if not own <= whole for band in own & whole}:
        whole -= split
    kept = [line for line in lines if not of_line[id(line)] & whole]
    found: dict[int, list[Line]] = {}
    for order, band in enumerate(sorted(whole)):
        row = [piece for left in sorted(rows[band]) for piece in rows[band][left]]
        one = _as_one(row)
        found[id(one)] = [replace(p, block=2 * _ROW + order, cells=len(rows[band])) for p in row]
        kept.append(one)
    return kept, found


def _as_one(row: Sequence[Line]) -> Line:
    """The pieces of a row as a line."""
    return replace(
        row[0], text=" ".join(piece.text for piece in row), edges=None,
        x0=min(piece.x0 for piece in row), x1=max(piece.x1 for piece in row),
        top=max(piece.top for piece in row), bottom=min(piece.bottom for piece in row),
    )  # fmt: skip


def _of_several_lines(rows: dict[Band, dict[float, list[Line]]]) -> set[Band]:
    """The rows with several cells of which one has lines below each other."""
    found = set()
    for band, row in rows.items():
        for cell in row.values():
            cell.sort(key=lambda line: (-round(line.bottom), line.x0))
        below = any(cell[0].bottom - cell[-1].bottom > cell[0].size for cell in row.values())
        if len(row) > 1 and below and band != _OUTSIDE and not _level_rows(row):
            found.add(band)
    return found


def _level_rows(row: dict[float, list[Line]]) -> bool:
    """Whether what stands between two rules is several rows, each with a line of every cell."""
    heights = {tuple(round(line.bottom / 2) for line in cell) for cell in row.values()}
    begins = [line.text[:1] for cell in row.values() for line in cell[1:]]
    return len(heights) == 1 and not any(sign.islower() for sign in begins)


def _parted(line: Line, bars: Sequence[Edge]) -> Iterator[Line]:
    """The pieces of a line between bars."""
    middle = (line.top + line.bottom) / 2
    cuts = sorted(x for low, top, x in bars if low < middle < top and line.x0 < x < line.x1)
    at = 0
    for cut in cuts if line.edges is not None else ():
        assert line.edges is not None
        end = int((line.edges[:, 0] > cut).argmax())
        piece = line.part(at, end) if at < end < len(line.text) else None
        if piece is not None and piece.text.strip():
            yield piece.stripped()
            at = end
    yield line.part(at, len(line.text)).stripped() if at else line


def _around(edges: Sequence[Edge], along: float, across: float) -> tuple[float, float]:
    """The nearest edges beyond a place and before it; 0 where there is none."""
    there = [round(at) for low, high, at in edges if low - 1 < along < high + 1]
    beyond, before = [at for at in there if at > across], [at for at in there if at <= across]
    return min(beyond, default=0), max(before, default=0)


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
        alone = at > 0 and len(row) == 1
        lower |= (alone or begins.islower()) and len(cell.text.split()) >= _WORDS
    return lower and below < len(first)


def _begins_at(cell: Line, x: float) -> bool:
    """Whether a word of a cell begins at a place, behind a gap that may part two cells."""
    edges = [] if cell.edges is None else cell.edges.tolist()
    return any(
        before == " " and abs(after[0] - x) < _ALIGNED and after[0] - last[1] > _APART * cell.size
        for before, last, after in zip(cell.text[1:], edges, edges[2:], strict=False)
    )
