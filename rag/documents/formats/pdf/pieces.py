"""Pieces of one line of a column made whole: raised figures, fractions, cells of a table's row."""

from dataclasses import replace
from itertools import pairwise

import numpy as np

from rag.documents.formats.pdf.line import Line, Stretch
from rag.documents.formats.pdf.tables import cells, wrapped

_SMALL, _LONGEST = 0.88, 6  # of the size, and signs: of an index
_FLUSH, _MEASURE, _SET_WIDE, _INDENT = 1.5, 6, 6, 3  # points; then heights of a line
_CELL = 1.5  # of the height: pieces that far apart are cells of a row


def merged(lines: list[Line]) -> list[Line]:
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
            (cells(group, order) if len(group) > 1 else [one_line(group[0])])]  # fmt: skip


def justified(lines: list[Line]) -> list[Line]:
    """Lines from top to bottom; the words of one that is set wide to fill its column made whole.

    Other lines fill the same measure, and no column begins where its next piece does.
    """
    edges = np.array([(line.x0, line.x1) for line in lines])
    full = edges[np.ptp(edges, axis=1) > _MEASURE * np.array([line.height for line in lines])]
    whole: list[Line] = []
    for line in sorted(lines, key=lambda one: (-round(one.bottom), one.x0)):
        first = whole[-1] if whole else line
        wide = _CELL * line.height < line.x0 - first.x1 < _SET_WIDE * line.height
        if wide and abs(first.bottom - line.bottom) < 1 and first.block == line.block:
            starts = np.abs(edges[:, 0] - line.x0) < _FLUSH
            within = (full[:, 0] > first.x1) & (full[:, 0] < line.x0)  # or it is indented there
            indent = first.x0 - full[:, 0]
            alike = (np.abs(full[:, 1] - line.x1) < _FLUSH) & (indent > -_FLUSH)
            alike &= indent < _INDENT * line.height
            if max(starts.sum(), within.sum()) < 2 <= alike.sum():
                whole[-1] = replace(one_line([first, line]), cells=1)
                continue
        whole.append(line)
    return sorted(whole, key=lambda one: -one.top)


def _across(row: list[Line]) -> list[Line]:
    """The pieces of a row from left to right, the upper part of a fraction before the lower."""
    across = sorted(row, key=lambda line: line.x0)
    for at, (lower, upper) in enumerate(pairwise(across)):
        below = lower.lowered[0] if lower.lowered and lower.edges is not None else (1, 1)
        if below[0] == 0 and lower.edges is not None and upper.x1 <= lower.edges[below[1] - 1, 1]:
            across[at : at + 2] = upper, lower
    for at, (first, second) in reversed([*enumerate(pairwise(across))]):
        if length := _index_below(first, second):
            rest = [second.part(length, len(second.text))] if length < len(second.text) else []
            across[at : at + 2] = [_with_index(first, second.part(0, length)), *rest]
    return across


def _beside(row: list[Line], line: Line) -> bool:
    """Whether a line stands in the row: at its height, and over none of its other pieces."""
    tallest = max(row, key=lambda piece: piece.height)
    shared = min(tallest.top, line.top) - max(tallest.bottom, line.bottom)
    if shared < 0.5 * min(tallest.height, line.height):
        return False
    return all(map(_apart, row, [line] * len(row)))


def _apart(one: Line, other: Line) -> bool:
    """Whether two pieces stand beside each other, or the one ends above what begins the other."""
    first, second = sorted((one, other), key=lambda line: line.x0)
    beside = min(first.x1, second.x1) - second.x0 < 0.5 * other.height
    return beside or _over(first, second) or _index_below(first, second) > 0


def _index_below(first: Line, second: Line) -> int:
    """How many signs of a piece are an index, below the exponent that the other one ends with."""
    at, end = first.raised[-1] if first.raised else (0, 0)
    letter = end == len(first.text) and first.text[at - 1 : at].isalpha()
    if not letter or first.edges is None or second.edges is None:
        return 0
    small = second.size < _SMALL * first.size and second.bottom < first.bottom
    length = len(second.text) if small else 0
    if second.lowered and second.lowered[0][0] == 0:
        length = second.lowered[0][1]
    beneath = abs(second.x0 - float(first.edges[at, 0])) < 0.3 * first.size
    return length if beneath and length <= _LONGEST else 0


def _with_index(line: Line, index: Line) -> Line:
    """A line with an index before the exponent that it ends with, below which it stands."""
    assert line.edges is not None
    assert index.edges is not None
    at, length = line.raised[-1][0], len(index.text)
    unread = [(n + length * (n >= at), font) for n, font in line.unread]
    return replace(
        line, text=line.text[:at] + index.text + line.text[at:], x1=max(line.x1, index.x1),
        chars=np.concatenate([line.chars[:at], index.chars, line.chars[at:]]),
        edges=np.concatenate([line.edges[:at], index.edges, line.edges[at:]]),
        raised=(*line.raised[:-1], (at + length, len(line.text) + length)),
        lowered=(*line.lowered, (at, at + length)),
        unread=(*unread, *((at + n, font) for n, font in index.unread)),
    )  # fmt: skip


def _over(first: Line, second: Line) -> bool:
    """Whether a piece ends with what stands above the figures that begin the other."""
    if not (first.raised and second.lowered) or second.edges is None:
        return False
    stacked = first.raised[-1][1] == len(first.text) and second.lowered[0][0] == 0
    return stacked and first.x1 <= second.edges[second.lowered[0][1] - 1, 1]


def _below_bar(text: str, raised: Stretch, piece: Line, end: float) -> bool:
    """Whether a piece begins with figures below those that a line ends with: a fraction.

    A letter beside them would bear both: x with an exponent and an index, or 235 and 92 before U.
    """
    lower = piece.lowered[0] if piece.lowered else (1, 1)
    beside = text[: raised[0]][-1:] + piece.text[lower[1] : lower[1] + 1]
    figures = text[slice(*raised)].isdigit() and piece.text[: lower[1]].isdigit()
    stacked = raised[1] == len(text) and lower[0] == 0 and piece.x0 < end - 0.2 * piece.height
    return stacked and figures and not any(map(str.isalpha, beside))


def one_line(row: list[Line]) -> Line:
    """The pieces of a row, from left to right, as one line."""
    if len(row) == 1:
        return row[0]
    main = max(row, key=lambda piece: len(piece.text))
    whole = replace(
        main, text="", chars=main.chars[:0], raised=(), lowered=(), unread=(), cells=1,
        x0=row[0].x0, x1=row[0].x0, unseen=any(piece.unseen for piece in row), edges=None,
        block=max(piece.block for piece in row), number=max(piece.number for piece in row),
    )  # fmt: skip
    for piece in row:
        whole = _with_next(whole, piece, main)
    return replace(whole, x1=max(piece.x1 for piece in row))


def _with_next(line: Line, piece: Line, main: Line) -> Line:
    """A line with its next piece, which may stand higher than the `main` one; it ends there."""
    apart = piece.x0 - line.x1
    between = " " if line.text and apart > 0.15 * main.height else ""
    if line.raised and _below_bar(line.text, line.raised[-1], piece, line.x1):
        between = "⁄"
    up = piece.bottom > main.bottom + 0.15 * main.height and piece is not main
    raised = ((0, len(piece.text)),) if up else piece.raised
    at = len(line.text) + len(between)
    sign = np.full(len(between), -1, dtype=np.int32)
    return replace(
        line, text=line.text + between + piece.text, x1=piece.x1,
        chars=np.concatenate([line.chars, sign, piece.chars]),
        raised=(*line.raised, *((at + a, at + b) for a, b in raised)),
        lowered=(*line.lowered, *((at + a, at + b) for a, b in piece.lowered)),
        unread=(*line.unread, *((at + place, font) for place, font in piece.unread)),
        cells=line.cells + (apart > _CELL * main.height),
    )  # fmt: skip
