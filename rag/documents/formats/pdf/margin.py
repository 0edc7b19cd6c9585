"""Numbers that count the lines in the margin: of depositions, legal prints, review copies, poems.

They are no words of the text but places in it. A column of figures is one if it stands apart from
the text, counts upwards by a fixed step, evenly down the page, and the lines beside it are running
text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from rag.documents.formats.pdf.counted import counted, rows_of
from rag.documents.formats.pdf.line import Line
from rag.documents.formats.pdf.page import PageText

_ALONE = re.compile(r"\d{1,4}")
_LEADING = re.compile(r"(\d{1,4})\s+(?=\S)")
_TRAILING = re.compile(r"(?<=\S)\s+(\d{1,4})$")
_TURN = re.compile(r"[QA][.:]\s")
_STEPS = frozenset([1, 2, 3, 4, 5, 10, 20])
_ALIGNED = 3.5  # points
_APART, _FAR = 0.7, 1.5  # of the size: between figures and text, left and right of it
_LEAST = 3
_TEXT = 0.93  # of the usual size: smaller print stands in the margin
_MANY = 6
_UNEVEN = 0.3
_PLEADING = 12  # so many numbers down a page, also where nothing stands beside them
_YEAR = 1000
_LONG_LINE = 20  # characters of a line of text
_MOST_COLUMNS = 4
_MOST = 1500  # figures of a page that are looked at


@dataclass(frozen=True, slots=True)
class _Number:
    """A number that may count a line: where it stands, and what of its line is text."""

    number: int
    left: bool
    x0: float
    x1: float
    line: Line
    text: tuple[int, int] | None


def part_numbers(pages: Sequence[PageText]) -> None:
    """Take the numbers of lines out of the lines of the pages, into `PageText.numbers`."""
    found = [_columns(page) for page in pages]
    sure = [_sure(page, columns) for page, columns in zip(pages, found, strict=True)]
    edges = [(one[0].left, one[0].x1) for one in sure if one]
    last = 0
    for page, columns, own in zip(pages, found, sure, strict=True):
        if not own:
            like = (column for column in columns if _like_others(page, column, edges, last))
            own = next(like, [])
        last = own[-1].number if own else 0
        for _ in range(_MOST_COLUMNS):  # a sheet may hold several pages of a record
            if not own:
                break
            _take_out(page, own)
            own = _sure(page, _columns(page))


def _columns(page: PageText) -> list[list[_Number]]:
    """The figures of a page that stand below each other, most first, from top to bottom."""
    figures = [one for line in page.lines for one in _numbers(line)][:_MOST]
    x0, x1 = (np.array([edge], dtype=np.float32) for edge in
              ([one.x0 for one in figures], [one.x1 for one in figures]))  # fmt: skip
    left = np.array([[one.left for one in figures]])
    aligned = (np.abs(x0 - x0.T) < _ALIGNED) | (np.abs(x1 - x1.T) < _ALIGNED)
    aligned &= left == left.T
    columns = []
    while aligned.any():
        best = np.flatnonzero(aligned[int(aligned.sum(axis=1).argmax())])
        columns.append(sorted((figures[n] for n in best), key=lambda one: -one.line.bottom))
        aligned[best, :] = aligned[:, best] = False
    return columns


def _numbers(line: Line) -> Iterator[_Number]:
    """The figures that begin or end a line, and stand apart from its text."""
    if _ALONE.fullmatch(line.text):
        for left in (True, False):
            yield _Number(int(line.text), left, line.x0, line.x1, line, None)
        return
    if line.edges is None:
        return
    size, edges = line.size, line.edges
    leading, trailing = _LEADING.match(line.text), _TRAILING.search(line.text)
    if leading is not None:
        at, end = leading.end(), leading.end(1)
        if edges[at, 0] - edges[end - 1, 1] > _APART * size:
            x0, x1 = float(edges[0, 0]), float(edges[end - 1, 1])
            yield _Number(int(leading[1]), True, x0, x1, line, (at, len(line.text)))
    if trailing is not None:
        end, at = trailing.start(), trailing.start(1)
        if edges[at, 0] - edges[end - 1, 1] > _FAR * size:
            yield _Number(int(trailing[1]), False, float(edges[at, 0]), line.x1, line, (0, end))


def _sure(page: PageText, columns: Iterable[list[_Number]]) -> list[_Number]:
    """The column of a page that surely counts its lines."""
    for column in columns:
        least = _LEAST if not _every_fifth(page, column) else 2
        if len(column) >= least and _counts(column) and _stands_apart(page, column):
            step = column[1].number - column[0].number
            years = column[-1].number >= _YEAR
            if _beyond(page, column) and not _running(page, column):
                continue
            if step > 1 or (len(column) >= _MANY and not years and _running(page, column)):
                return column
        if len(column) == 1 and _fifth_of_all(page, column):
            return column
    return []


def _fifth_of_all(page: PageText, column: list[_Number]) -> bool:
    """Whether a page's only figure counts its lines from the top, as on one of a few lines."""
    one, size = column[0], max((line.size for line in page.lines), default=0.0)
    others = [line for line in page.lines if line is not one.line]
    outside = all(line.x0 > one.x1 + 2 if one.left else line.x1 < one.x0 - 2 for line in others)
    if one.number not in (5, 10) or not outside or not _running(page, column):
        return False
    above = [
        line for line in others
        if line.size >= _TEXT * size and line.bottom > one.line.bottom
        and not _level(line, one.line)
    ]  # fmt: skip
    return len(rows_of(above)) == one.number - 1


def _level(line: Line, other: Line) -> bool:
    return abs(line.bottom - other.bottom) < 0.5 * line.height


def _every_fifth(page: PageText, column: list[_Number]) -> bool:
    """Whether between the first two figures lie as many lines as they count."""
    if len(column) < 2 or column[1].number - column[0].number not in (5, 10):
        return False
    own = {id(one.line) for one in column if one.text is None} | _beyond(page, column)
    middles = [(one.line.top + one.line.bottom) / 2 for one in column[:2]]
    between = [
        line for line in page.lines
        if id(line) not in own and middles[1] <= line.top and line.top < middles[0]
    ]  # fmt: skip
    sizes = sorted(line.size for line in between)
    text = [line for line in between if line.size >= _TEXT * sizes[len(sizes) // 2]]
    return len(rows_of(text)) == column[1].number - column[0].number


def _beyond(page: PageText, column: list[_Number]) -> set[int]:
    """The lines of another column of text, behind a gutter in which the figures stand."""
    left = column[0].left
    edge = min(one.x0 for one in column) if left else max(one.x1 for one in column)
    lines = [one for one in page.lines if (one.x1 < edge - 2 if left else one.x0 > edge + 2)]
    text = sum(len(line.text) > _LONG_LINE for line in lines)
    return {id(line) for line in lines} if text >= max(_LEAST, 0.6 * len(lines)) else set()


def _counts(column: list[_Number]) -> bool:
    """Whether figures rise by one step and stand at even distances."""
    steps = [below.number - above.number for above, below in pairwise(column)]
    usual = max(set(steps), key=steps.count)
    if usual not in _STEPS or any(step <= 0 or step % usual for step in steps):
        return False
    if usual > 2 and any(one.number % usual for one in column):
        return False  # every fifth line is the fifth, the tenth …: others are figures of a table
    if sum(step == usual for step in steps) < 0.8 * len(steps):
        return False
    down = [
        (above.line.bottom - below.line.bottom) / step
        for (above, below), step in zip(pairwise(column), steps, strict=True)
    ]
    middle = sorted(down)[len(down) // 2]
    even = sum(abs(one - middle) < _UNEVEN * middle for one in down)
    return middle > 0 and even >= 0.7 * len(down)


def _like_others(
    page: PageText, column: list[_Number], edges: list[tuple[bool, float]], last: int
) -> bool:
    """Whether figures rise where those of other pages do.

    Where one page has some, they rise from 1 on, or from the `last` one of the page before.
    """
    one = column[0]
    same = sum(left == one.left and abs(x1 - one.x1) < _ALIGNED for left, x1 in edges)
    if same == 1 and (one.number == 1 < len(column) or one.number == last + 1 > 1):
        return _counts(column) and _stands_apart(page, column)
    return same > 1 and all(above.number < below.number for above, below in pairwise(column))


def _stands_apart(page: PageText, column: list[_Number]) -> bool:
    """Whether nothing but these figures stands in their margin, beside lines of text."""
    own = {id(one.line) for one in column} | _beyond(page, column)
    middles = [(one.line.top + one.line.bottom) / 2 for one in column]
    beside = [
        line for line in page.lines
        if id(line) not in own and line.bottom <= middles[0] and middles[-1] <= line.top
    ]  # fmt: skip
    left = column[0].left
    edge = max(one.x1 for one in column) if left else min(one.x0 for one in column)
    apart = all(line.x0 > edge + 2 if left else line.x1 < edge - 2 for line in beside)
    texts = len(beside) + sum(one.text is not None for one in column)
    return apart and (texts >= len(column) - 1 or len(column) >= _PLEADING)


def _running(page: PageText, column: list[_Number]) -> bool:
    """Whether the lines beside the figures are running text, and not the rows of a table."""
    texts = []
    for one in column:
        if one.text is not None:
            texts.append(one.line.text[slice(*one.text)])
        else:
            beside = [
                line for line in page.lines if _level(line, one.line)
                and (line.x0 > one.x1 if one.left else line.x1 < one.x0)
            ]  # fmt: skip
            near = min(beside, key=lambda line: abs(line.x0 - one.x0), default=None)
            texts += [near.text] if near else []
    if len(column) >= _PLEADING and len(texts) < 0.8 * len(column):
        return True  # paper of a court: the numbers were there before the text
    goes_on = sum(text[:1].islower() or bool(_TURN.match(text)) for text in texts)
    long = sum(len(text.split()) >= 5 for text in texts)
    return goes_on >= 0.15 * len(texts) and long >= 0.4 * len(texts)


def _take_out(page: PageText, column: list[_Number]) -> None:
    """Part the figures of a column from the lines of the page."""
    own = {id(one.line): one for one in column}
    lines: list[Line] = []
    for line in page.lines:
        one = own.get(id(line))
        if one is None:
            lines.append(line)
        elif one.text is None:
            page.numbers.append(line)
        else:
            start, end = one.text
            figures = (0, start) if start else (end, len(line.text))
            number = line.part(*figures)
            page.numbers.append(number.stripped())
            lines.append(line.part(start, end))
    heights = [(one.number, (one.line.top + one.line.bottom) / 2) for one in column]
    page.lines = counted(lines, heights)
