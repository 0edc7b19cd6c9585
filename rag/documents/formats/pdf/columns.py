"""The order in which the lines of a page are read: columns by recursive cuts.

A page, or a part of it, is cut along a gutter that no line crosses; where something crosses
it (a title, a wide figure's caption), that is peeled off first. After Nagy, Seth and
Viswanathan, "A prototype document image analysis system", Computer 25(7), 1992 (XY cut).
"""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise

import numpy as np

from rag.documents.formats.pdf.gutters import (
    GUTTER,
    HOLE,
    LEAST_LINES,
    LEAST_WORDS,
    both_go_on,
    gutter_of,
    sides,
)
from rag.documents.formats.pdf.line import ENDED, Line
from rag.documents.formats.pdf.pieces import justified, merged
from rag.documents.formats.pdf.tables import Edge, with_rows

_PEELS = sorted(
    ((a, b) for a in range(30) for b in range(30) if (a < 6 and b < 3) or not (a and b)),
    key=lambda peel: (sum(peel), peel[1]),
)[1:]
"""How many lines may be peeled off above and below, the fewest first."""
_ALIGNED = 3.0  # points
_RUNS = 3  # stretches between lines that cross a gutter: a table may be the longest
_LOOSE = 0.8  # of the height: between what is no paragraph's lines


def in_order(
    lines: list[Line], rules: Sequence[Edge] = (), bars: Sequence[Edge] = ()
) -> list[list[Line]]:
    """The columns in reading order, each with its lines from top to bottom.

    Rows of a table between rules and bars, where cells have several lines, are kept together.
    """
    if not lines:
        return []
    lines, rows = with_rows(lines, rules, bars)
    columns = [merged(column) for column in _columns(justified(lines))]
    return [[one for line in column for one in rows.get(id(line), [line])] for column in columns]


def _columns(lines: list[Line]) -> list[list[Line]]:
    """The columns of lines that are sorted from top to bottom."""
    if len(lines) < 4:
        return [lines]
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    wide = sum(line.x1 - line.x0 > 0.6 * width for line in lines)
    if wide > 0.7 * len(lines):
        return [lines]
    gutter = gutter_of(lines)
    if gutter is not None:
        left, right = sides(lines, gutter)
        return _around_hole(left, right) or _columns(left) + _by_measure(left, right)
    start, end, gutter = _inner(lines)
    for above, below in _PEELS:
        inner = lines[above : len(lines) - below]
        if len(inner) < max(2 * LEAST_LINES, end - start):  # a box beside a few lines below
            continue
        if (edge := gutter_of(inner)) is None:
            continue
        if not (above and below) or both_go_on(inner, edge):
            return _between(lines, above, len(lines) - below, edge, apart=False)
    if start < end:
        return _between(lines, start, end, gutter, apart=True)
    return [lines]


def _by_measure(left: list[Line], right: list[Line]) -> list[list[Line]]:
    """The columns right of a first one: a third begins as far from the second as that from it.

    Few lines, or a table in one of them, do not tell by themselves that they are two.
    """
    first, second = (min(one.x0 for one in side) for side in (left, right))
    third = 2 * second - first
    within, beyond = sides(right, third - 0.5 * GUTTER)
    flush = any(abs(one.x0 - third) < _ALIGNED for one in beyond)
    if not within or not flush or min(one.x0 for one in beyond) < third - _ALIGNED:
        return _columns(right)
    return _columns(within) + _columns(beyond)


def _between(
    lines: list[Line], start: int, end: int, gutter: float, *, apart: bool
) -> list[list[Line]]:
    """The columns from `start` to `end`, what stands above them, and what stands below.

    That may have columns of its own where it stands `apart`, or behind a strip without text.
    """
    inner = lines[start:end]
    apart = apart or (end < len(lines) and _hole(lines, end))
    lower = _columns(lines[end:]) if apart else []
    after = lower if len(lower) > 1 else _like(lines[end:], inner, gutter)
    columns = [*_like(lines[:start], inner, gutter), *_columns(inner), *after]
    return _past_figures(columns, gutter)


def _hole(lines: list[Line], at: int) -> bool:
    """Whether a strip without text parts a line from all those above it."""
    lowest = min(line.bottom for line in lines[:at])
    return lowest - lines[at].top > _LOOSE * lines[at].height


def _past_figures(columns: list[list[Line]], gutter: float) -> list[list[Line]]:
    """The columns; where sentences say so, each goes on below what stands across both of them."""
    for at in range(len(columns) - 4):
        left, right, across, lower, last = columns[at : at + 5]
        crossing = any(one.x0 < gutter < one.x1 for one in across)
        astray = sides([*left, *lower], gutter)[1] or sides([*right, *last], gutter)[0]
        if not crossing or astray:
            continue
        below, beside = (left, lower, right, last), (left, right, lower, last)
        if _joints(below) > _joints(beside):
            return [*columns[:at], *below, across, *columns[at + 5 :]]
    return columns


def _joints(columns: Sequence[list[Line]]) -> int:
    """At how many joints a sentence goes on, or ends and another begins."""
    return sum(
        bool(ENDED.search(above[-1].text)) != below[0].text[:1].islower()
        for above, below in pairwise(columns)
    )


def _around_hole(left: list[Line], right: list[Line]) -> list[list[Line]]:
    """Two columns with a figure across both, above it first; nothing if no sentence says so."""
    for side, other in ((left, right), (right, left)):
        for above, below in pairwise(side):
            if above.bottom - below.top < HOLE * above.height:
                continue
            upper, within, lower = _at_hole(other, above.bottom, below.top)
            at = next(n for n, line in enumerate(side) if line is below)
            columns = [(side[:at], side[at:]), (upper, lower)][:: 1 if side is left else -1]
            (one, under), (two, last) = columns
            if not (upper and lower) or _joints([one, under, two, last]) > 1:
                continue
            if _joints([one, two, under, last]) == 3:  # names that begin lines feign one, not all
                return [one, two, *([within] if within else []), under, last]
    return []


def _at_hole(
    lines: list[Line], high: float, low: float
) -> tuple[list[Line], list[Line], list[Line]]:
    """The lines of a column above a hole in the other one, few inside of it, and those below."""
    end = next(
        (n for n, line in enumerate(lines) if line.top < low + 0.5 * line.height), len(lines)
    )
    start = next(
        (n for n, (above, line) in enumerate(pairwise(lines[:end]), 1)
         if line.top < high and above.bottom - line.top > _LOOSE * line.height), end,
    )  # fmt: skip
    within = lines[start:end]
    edge = lines[start - 1].bottom if start else high
    filled = sum(line.height for line in within) >= 0.5 * (edge - low)
    return ([], [], []) if filled else (lines[:start], within, lines[end:])


def _like(lines: list[Line], inner: list[Line], gutter: float) -> list[list[Line]]:
    """The columns of lines above or below two columns, the `inner` ones, which may go on there.

    Few lines do not tell by themselves whether they are columns or rows.
    """
    columns = sides(inner, gutter)
    below = bool(lines) and lines[0].top < inner[0].top
    found: list[list[Line]] = [[]]
    for crosses, group in groupby(lines, lambda one: one.x0 < gutter < one.x1):
        stretch = list(group)
        both = sides(stretch, gutter)
        joints = [
            [*column[-1:], *side] if below else [*side, *column[:1]]
            for side, column in zip(both, columns, strict=True)
        ]
        if not crosses and all(map(_is_column, both, columns)) and all(map(_runs_on, joints)):
            found += [*(column for side in both for column in _columns(side)), []]
        else:
            found[-1] += stretch
    return [column for column in found if column]


def _runs_on(lines: list[Line]) -> bool:
    """Whether a sentence goes on from one of the lines to the next."""
    return any(
        not ENDED.search(one.text) and other.text[:1].islower() for one, other in pairwise(lines)
    )


def _is_column(lines: list[Line], column: list[Line]) -> bool:
    """Whether lines of text begin where a column does."""
    start = min(line.x0 for line in column)
    flush = any(abs(line.x0 - start) < _ALIGNED for line in lines)
    return flush and bool(np.mean([len(line.text) for line in lines]) >= LEAST_WORDS)


def _between_holes(lines: list[Line], runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of stretches of lines between strips without text."""
    parted = (
        [start, *(n for n in range(start + 1, end) if _hole(lines[start:end], n - start)), end]
        for start, end in runs
    )
    return [part for ends in parted if len(ends) > 2 for part in pairwise(ends)]


def _inner(lines: list[Line]) -> tuple[int, int, float]:
    """The stretch of lines in two columns between lines that cross the gutter, and the gutter."""
    edges = Counter(
        round(max(a.x0, b.x0) / 3)
        for a, b in pairwise(lines)
        if min(len(a.text), len(b.text)) >= LEAST_WORDS  # cells of a table are shorter
        and max(a.x0, b.x0) - min(a.x1, b.x1) > GUTTER
        and min(a.top, b.top) - max(a.bottom, b.bottom) > 0.5 * min(a.height, b.height)
    )
    for edge, count in edges.most_common(2):
        gutter = 3 * edge - 0.5 * GUTTER
        crossed = [n for n, one in enumerate(lines) if one.x0 < gutter < one.x1]
        runs = [(a + 1, b) for a, b in pairwise([-1, *crossed, len(lines)])]
        longest = sorted(runs, key=lambda run: run[0] - run[1])[:_RUNS]
        parts = sorted(longest + _between_holes(lines, longest), key=lambda run: run[0] - run[1])
        for a, b in parts if count >= LEAST_LINES else ():
            inner = lines[a:b]
            if not LEAST_LINES < len(inner) < len(lines) or gutter_of(inner) is None:
                continue
            if both_go_on(inner, gutter):
                return a, b, gutter
    return 0, 0, 0.0
