"""Gutters: strips that no line crosses and that part two columns of text, not cells of a table."""

import numpy as np

from rag.documents.formats.pdf.line import Line
from rag.documents.formats.pdf.tables import rows_coincide

LEAST_LINES = 3  # of a column
LEAST_WORDS = 15.0  # characters a line, on average: less is a table's column
GUTTER = 7.0  # points
HOLE = 3.5  # heights of a line: a figure may stand there
_GO_ON = 0.3  # of the lines of a column, as far as they go on in a sentence
_TEXT = 8  # lines beside which few lines are no cells of a table
_LONG = 35.0  # characters a line, on average: no cells of a table, however few they are
_FULL = 0.8  # of the widest line: a full line of text


def sides(lines: list[Line], gutter: float) -> list[list[Line]]:
    """The lines left of a gutter, and the others."""
    return [[one for one in lines if (one.x1 <= gutter) == left] for left in (True, False)]


def both_go_on(lines: list[Line], gutter: float) -> bool:
    """Whether many lines of both columns go on in a sentence: no cells of a table do."""
    return all(
        sum(one.text[:1].islower() for one in side) >= _GO_ON * len(side)
        for side in sides(lines, gutter)
    )


def gutter_of(lines: list[Line]) -> float | None:
    """The middle of a strip that no line crosses and that parts two columns of text."""
    spans = sorted((line.x0, line.x1) for line in lines)
    edge, best = spans[0][1], None
    for x0, x1 in spans:
        if x0 - edge > GUTTER and _two_columns(lines, (edge + x0) / 2):
            best = (edge + x0) / 2
            break
        edge = max(edge, x1)
    return best


def _two_columns(lines: list[Line], gutter: float) -> bool:
    """Whether both sides hold lines of text that stand beside each other."""
    left = [line for line in lines if line.x1 <= gutter]
    right = [line for line in lines if line.x1 > gutter]
    if min(len(left), len(right)) < LEAST_LINES and not (
        _beside_text(left, right) or _of_long_lines(left, right, lines, gutter)
    ):
        return False
    if _labels(left, right):
        return False
    if min(np.mean([len(line.text) for line in side]) for side in (left, right)) < LEAST_WORDS:
        return False
    low = max(min(line.bottom for line in left), min(line.bottom for line in right))
    high = min(max(line.top for line in left), max(line.top for line in right))
    shorter = min(
        max(line.top for line in side) - min(line.bottom for line in side) for side in (left, right)
    )
    if high - low <= 0.5 * shorter:
        return False
    return not rows_coincide(left, right) or (
        both_go_on(lines, gutter)
        and any(not _rows_beside(left, right, hole) for hole in _holes(left, right))
    )


def _holes(left: list[Line], right: list[Line]) -> list[float]:
    """The lower ends of the strips without text, on both sides, in which a figure may stand."""
    both = sorted([*left, *right], key=lambda line: -line.top)
    ends = np.minimum.accumulate([line.bottom for line in both])
    return [
        line.top for end, line in zip(ends, both[1:], strict=False)
        if end - line.top > HOLE * line.height
    ]  # fmt: skip


def _rows_beside(left: list[Line], right: list[Line], hole: float) -> bool:
    """Whether what stands above a hole, or below it, is rows by itself."""
    parts = ([[one for one in side if (one.top > hole) == above] for side in (left, right)]
             for above in (True, False))  # fmt: skip
    return any(a and b and rows_coincide(a, b) for a, b in parts)


def _beside_text(left: list[Line], right: list[Line]) -> bool:
    """Whether the longer side is running text: then few lines beside it are a column that ends."""
    text = max(left, right, key=len)
    widest = max(one.x1 - one.x0 for one in text)
    full = sum(one.x1 - one.x0 > _FULL * widest for one in text)
    goes_on = sum(one.text[:1].islower() for one in text)
    return len(text) >= _TEXT and goes_on >= _GO_ON * len(text) and 2 * full > len(text)


def _of_long_lines(left: list[Line], right: list[Line], lines: list[Line], gutter: float) -> bool:
    """Whether few lines on both sides are sentences: pages of a book side by side on one sheet."""
    long = all(np.mean([len(line.text) for line in side]) >= _LONG for side in (left, right))
    return min(len(left), len(right)) > 1 and long and both_go_on(lines, gutter)


def _labels(left: list[Line], right: list[Line]) -> bool:
    """Whether most values of fields on the right have their labels on the left, beside them."""
    values = [one for one in right if one.block and one.boxes is not None]
    labelled = 0
    for value in values:
        level = [
            one for one in (*left, *right)
            if one.x1 <= value.x0 + 2 and one.bottom < (value.top + value.bottom) / 2 < one.top
        ]  # fmt: skip
        nearest = max(level, key=lambda one: one.x1, default=None)
        labelled += any(nearest is one for one in left)
    return 2 * labelled > len(values)
