"""The numbers of lines, from the figures in a margin that count them: every one, or every fifth."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rag.documents.formats.pdf.line import Line

_FAR = 1.6  # times the usual distance of two lines: what lies further off is not counted on
Figure = tuple[int, float]
"""A number in the margin, and the height of its middle."""


def counted(lines: Sequence[Line], figures: Sequence[Figure]) -> list[Line]:
    """The lines with their numbers; `figures` come from top to bottom and rise.

    Lines between two figures are counted only if there are as many as the figures say.
    """
    rows = rows_of(lines)
    at = {n: row for n, height in figures if (row := _row(rows, height)) is not None}
    number = {row: n for n, row in at.items()}
    for (n, row), (m, below) in pairwise(sorted(at.items())):
        if below - row == m - n:
            number.update((row + step, n + step) for step in range(1, m - n))
    numbers = [n for n, _ in figures]
    step = min((b - a for a, b in pairwise(numbers)), default=1)
    if at and step > 1:
        _outwards(rows, number, min(at.items()), -1, step)
        _outwards(rows, number, max(at.items()), 1, step)
    of_line = {id(line): number[row] for row, own in enumerate(rows) if row in number
               for line in own}  # fmt: skip
    return [replace(one, number=of_line[id(one)]) if id(one) in of_line else one for one in lines]


def rows_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that stand beside each other, from top to bottom."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.bottom):
        if rows and abs(rows[-1][0].bottom - line.bottom) < 0.4 * line.height:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _row(rows: list[list[Line]], height: float) -> int | None:
    """The row beside a figure whose middle lies at a height."""
    return next((n for n, (line, *_) in enumerate(rows) if line.bottom < height < line.top), None)


def _outwards(
    rows: list[list[Line]], number: dict[int, int], edge: tuple[int, int], to: int, step: int
) -> None:  # fmt: skip
    """Count on from the first or the last figure, as far as lines lie evenly below each other."""
    n, row = edge
    gaps = sorted(above[0].bottom - below[0].bottom for above, below in pairwise(rows))
    usual = gaps[len(gaps) // 2] if gaps else 0.0
    for _ in range(step - 1):
        n, after = n + to, row + to
        if n < 1 or not 0 <= after < len(rows):
            return
        one, other = rows[row][0], rows[after][0]
        if abs(one.bottom - other.bottom) > _FAR * usual or abs(one.size - other.size) > 1:
            return
        number.setdefault(after, n)
        row = after
