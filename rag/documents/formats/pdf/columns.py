"""The order in which the lines of a page are read: columns by recursive cuts.

A page, or a part of it, is cut along a gutter that no line crosses; where something crosses
it (a title, a wide figure's caption), that is peeled off first. After Nagy, Seth and
Viswanathan, "A prototype document image analysis system", Computer 25(7), 1992 (XY cut).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

import numpy as np

from rag.documents.formats.pdf.line import ENDED, Line, Stretch
from rag.documents.formats.pdf.tables import Edge, cells, rows_coincide, with_rows, wrapped

_LEAST_LINES = 3
_LEAST_WORDS = 15.0  # characters a line, on average: less is a table's column
_PEELS = sorted(
    ((a, b) for a in range(30) for b in range(30) if (a < 6 and b < 3) or not (a and b)),
    key=lambda peel: (sum(peel), peel[1]),
)[1:]
"""How many lines may be peeled off above and below, the fewest first."""
_GUTTER = 7.0  # points
_GO_ON = 0.3  # of the lines of a column, as far as they go on in a sentence
_TEXT = 8  # lines beside which few lines are no cells of a table
_FULL = 0.8  # of the widest line: a full line of text
_ALIGNED = 3.0  # points
_CELL = 1.5  # of the height: pieces that far apart are cells of a row


def in_order(
    lines: list[Line], rules: Sequence[Edge] = (), bars: Sequence[Edge] = ()
) -> list[list[Line]]:
    """The columns in reading order, each with its lines from top to bottom.

    Rows of a table between rules and bars, where cells have several lines, are kept together.
    """
    if not lines:
        return []
    lines, rows = with_rows(lines, rules, bars)
    columns = [_merged(column) for column in _columns(sorted(lines, key=lambda line: -line.top))]
    return [[one for line in column for one in rows.get(id(line), [line])] for column in columns]


def _columns(lines: list[Line]) -> list[list[Line]]:
    """The columns of lines that are sorted from top to bottom."""
    if len(lines) < 2 * _LEAST_LINES:
        return [lines]
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    wide = sum(line.x1 - line.x0 > 0.6 * width for line in lines)
    if wide > 0.7 * len(lines):
        return [lines]
    gutter = _gutter(lines)
    if gutter is not None:
        left = [line for line in lines if line.x1 <= gutter]
        right = [line for line in lines if line.x1 > gutter]
        return _columns(left) + _columns(right)
    for above, below in _PEELS:
        inner = lines[above : len(lines) - below]
        if len(inner) < 2 * _LEAST_LINES or (gutter := _gutter(inner)) is None:
            continue
        if not (above and below) or _both_go_on(inner, gutter):
            start, end = above, len(lines) - below
            after = _like(lines[end:], inner, gutter)
            columns = [*_like(lines[:start], inner, gutter), *_columns(inner), *after]
            return _past_figures(columns, gutter)
    start, end, gutter = _inner(lines)
    if start < end:
        inner, after = lines[start:end], _columns(lines[end:])
        if len(after) < 2:
            after = _like(lines[end:], inner, gutter)
        columns = [*_like(lines[:start], inner, gutter), *_columns(inner), *after]
        return _past_figures(columns, gutter)
    return [lines]


def _past_figures(columns: list[list[Line]], gutter: float) -> list[list[Line]]:
    """The columns; where sentences say so, each goes on below what stands across both of them."""
    for at in range(len(columns) - 4):
        left, right, across, lower, last = columns[at : at + 5]
        crossing = any(one.x0 < gutter < one.x1 for one in across)
        on_left = (all(one.x1 < gutter for one in side) for side in (left, lower))
        on_right = (all(one.x0 > gutter for one in side) for side in (right, last))
        if not (crossing and all(on_left) and all(on_right)):
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


def _like(lines: list[Line], inner: list[Line], gutter: float) -> list[list[Line]]:
    """The columns of lines above or below two columns, the `inner` ones, which may go on there.

    Few lines do not tell by themselves whether they are columns or rows.
    """
    starts = [min(one.x0 for one in inner if (one.x1 < gutter) == left) for left in (True, False)]
    found: list[list[Line]] = []
    for crosses, group in groupby(lines, lambda one: one.x0 < gutter < one.x1):
        stretch = list(group)
        sides = [[one for one in stretch if (one.x1 < gutter) == left] for left in (True, False)]
        goes_on = any(one.text[:1].islower() for one in stretch)
        if not crosses and goes_on and all(map(_is_column, sides, starts)):
            found += sides
        else:
            found.append(stretch)
    return found


def _is_column(lines: list[Line], start: float) -> bool:
    """Whether lines of text begin where the column does that begins at `start`."""
    flush = any(abs(line.x0 - start) < _ALIGNED for line in lines)
    return flush and np.mean([len(line.text) for line in lines]) >= _LEAST_WORDS


def _inner(lines: list[Line]) -> tuple[int, int, float]:
    """The stretch of lines in two columns between lines that cross the gutter, and the gutter."""
    edges = Counter(
        round(max(a.x0, b.x0) / 3)
        for a, b in pairwise(lines)
        if max(a.x0, b.x0) - min(a.x1, b.x1) > _GUTTER
        and min(a.top, b.top) - max(a.bottom, b.bottom) > 0.5 * min(a.height, b.height)
    )
    for edge, count in edges.most_common(2):
        gutter = 3 * edge - 0.5 * _GUTTER
        crossed = [n for n, one in enumerate(lines) if one.x0 < gutter < one.x1]
        runs = pairwise([-1, *crossed, len(lines)])
        start, end = max(((a + 1, b) for a, b in runs), key=lambda run: run[1] - run[0])
        inner = lines[start:end]
        if count < _LEAST_LINES or len(inner) == len(lines) or _gutter(inner) is None:
            continue
        if _both_go_on(inner, gutter):
            return start, end, gutter
    return 0, 0, 0.0


def _both_go_on(lines: list[Line], gutter: float) -> bool:
    """Whether many lines of both columns go on in a sentence: no cells of a table do."""
    sides = ([one for one in lines if (one.x1 < gutter) == left] for left in (True, False))
    return all(sum(one.text[:1].islower() for one in side) >= _GO_ON * len(side) for side in sides)


def _gutter(lines: list[Line]) -> float | None:
    """The middle of a strip that no line crosses and that parts two columns of text."""
    spans = sorted((line.x0, line.x1) for line in lines)
    edge, best = spans[0][1], None
    for x0, x1 in spans:
        if x0 - edge > _GUTTER and _two_columns(lines, (edge + x0) / 2):
            best = (edge + x0) / 2
            break
        edge = max(edge, x1)
    return best


def _two_columns(lines: list[Line], gutter: float) -> bool:
    """Whether both sides hold lines of text that stand beside each other."""
    left = [line for line in lines if line.x1 <= gutter]
    right = [line for line in lines if line.x1 > gutter]
    if min(len(left), len(right)) < _LEAST_LINES and not _beside_text(left, right):
        return False
    if min(np.mean([len(line.text) for line in side]) for side in (left, right)) < _LEAST_WORDS:
        return False
    low = max(min(line.bottom for line in left), min(line.bottom for line in right))
    high = min(max(line.top for line in left), max(line.top for line in right))
    shorter = min(
        max(line.top for line in side) - min(line.bottom for line in side) for side in (left, right)
    )
    return high - low > 0.5 * shorter and not rows_coincide(left, right)


def _beside_text(left: list[Line], right: list[Line]) -> bool:
    """Whether the longer side is running text: then few lines beside it are a column that ends."""
    text = max(left, right, key=len)
    widest = max(one.x1 - one.x0 for one in text)
    full = sum(one.x1 - one.x0 > _FULL * widest for one in text)
    goes_on = sum(one.text[:1].islower() for one in text)
    return len(text) >= _TEXT and goes_on >= _GO_ON * len(text) and 2 * full > len(text)


def _merged(lines: list[Line]) -> list[Line]:
    """Pieces of one line made whole: a raised figure drawn later, cells of a table's row."""
    rows: list[list[Line]] = []
    for line in lines:
        for row in rows[-3:]:
            if _beside(row, line):
                row.append(line)
                break
        else:
            rows.append([line])
    groups = wrapped([_across(row) for row in rows])
    return [line for order, group in enumerate(groups) for line in
            (cells(group, order) if len(group) > 1 else [_one(group[0])])]  # fmt: skip


def _across(row: list[Line]) -> list[Line]:
    """The pieces of a row from left to right, the upper part of a fraction before the lower."""
    across = sorted(row, key=lambda line: line.x0)
    for at, (lower, upper) in enumerate(pairwise(across)):
        below = lower.lowered[0] if lower.lowered and lower.edges is not None else (1, 1)
        if below[0] == 0 and lower.edges is not None and upper.x1 <= lower.edges[below[1] - 1, 1]:
            across[at : at + 2] = upper, lower
    return across


def _beside(row: list[Line], line: Line) -> bool:
    """Whether a line stands in the row: at its height, and over none of its other pieces."""
    tallest = max(row, key=lambda piece: piece.height)
    shared = min(tallest.top, line.top) - max(tallest.bottom, line.bottom)
    if shared < 0.5 * min(tallest.height, line.height):
        return False
    return all(min(p.x1, line.x1) - max(p.x0, line.x0) < 0.5 * line.height for p in row)


def _below_bar(text: str, raised: Stretch, piece: Line, end: float) -> bool:
    """Whether a piece begins with figures below those that a line ends with: a fraction.

    A letter beside them would bear both: x with an exponent and an index, or 235 and 92 before U.
    """
    lower = piece.lowered[0] if piece.lowered else (1, 1)
    beside = text[: raised[0]][-1:] + piece.text[lower[1] : lower[1] + 1]
    figures = text[slice(*raised)].isdigit() and piece.text[: lower[1]].isdigit()
    stacked = raised[1] == len(text) and lower[0] == 0 and piece.x0 < end - 0.2 * piece.height
    return stacked and figures and not any(map(str.isalpha, beside))


def _one(row: list[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    main = max(row, key=lambda piece: len(piece.text))
    text = ""
    raised: list[Stretch] = []
    lowered: list[Stretch] = []
    unread: list[tuple[int, str]] = []
    chars: list[np.ndarray[tuple[int], np.dtype[np.int32]]] = []
    end = row[0].x0
    cells = 1
    for piece in row:
        cells += piece.x0 - end > _CELL * main.height
        if raised and _below_bar(text, raised[-1], piece, end):
            text += "⁄"
            chars.append(np.array([-1], dtype=np.int32))
        elif text and piece.x0 - end > 0.15 * main.height:
            text += " "
            chars.append(np.array([-1], dtype=np.int32))
        up = piece.bottom > main.bottom + 0.15 * main.height and piece is not main
        inside = ((0, len(piece.text)),) if up else piece.raised
        at = len(text)
        raised += [(at + a, at + b) for a, b in inside]
        lowered += [(at + a, at + b) for a, b in piece.lowered]
        unread += [(at + place, font) for place, font in piece.unread]
        text += piece.text
        chars.append(piece.chars)
        end = piece.x1
    return replace(
        main, text=text, x0=row[0].x0, x1=max(p.x1 for p in row),
        chars=np.concatenate(chars), raised=tuple(raised), lowered=tuple(lowered),
        unread=tuple(unread), unseen=any(piece.unseen for piece in row), edges=None,
        block=max(piece.block for piece in row), number=max(piece.number for piece in row),
        cells=cells,
    )  # fmt: skip
