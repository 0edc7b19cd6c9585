"""What is typed or filled into the blanks of a line: it is read where it stands in the line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from rag.documents.formats.pdf.line import Line
from rag.documents.formats.pdf.pieces import one_line

_SIGNS = "_.…"
_BLANK = re.compile(rf"[{_SIGNS}]{{3,}}")
_SLACK = 2.0  # points
_LEVEL, _SPACE = 0.5, 0.25  # of the height


def typed_over(lines: list[Line]) -> list[Line]:
    """The lines, with what is typed over their blanks in them."""
    typed: dict[int, list[Line]] = {}
    blanks = [(line, match) for line in lines for match in _BLANK.finditer(line.text)]
    for line, match in blanks:
        if line.edges is not None:
            edges = line.edges[match.start() : match.end()]
            left, right = float(edges[0, 0]) - _SLACK, float(edges[-1, 1]) + _SLACK
            typed.setdefault(id(line), []).extend(
                other for other in lines
                if abs(other.bottom - line.bottom) < _LEVEL * line.height and other is not line
                and left < other.x0 and other.x1 < right and not _BLANK.search(other.text)
            )  # fmt: skip
    inside = {id(one) for own in typed.values() for one in own}
    return [_with(line, typed.get(id(line), [])) for line in lines if id(line) not in inside]


def _with(line: Line, typed: list[Line]) -> Line:
    """A line with other pieces in it."""
    if not typed:
        return line
    level = [replace(one, bottom=line.bottom, top=line.top) for one in typed]
    pieces = sorted([*map(replace, _parted(line, level)), *level], key=lambda piece: piece.x0)
    for piece, after in pairwise(pieces):
        piece.x1 = min(piece.x1, after.x0 - _SPACE * line.height)
    return replace(one_line(pieces), cells=1)


def parted_at(lines: list[Line], values: Sequence[Line]) -> list[Line]:
    """The lines, cut where the value of a field stands amid them."""
    return [
        piece for line in lines for piece in _parted(
            line, [one for one in values if line.bottom < (one.top + one.bottom) / 2 < line.top])
    ] if values else lines  # fmt: skip


def _parted(line: Line, others: Sequence[Line]) -> Iterator[Line]:
    """The pieces of a line between others that stand in its gaps and over its blanks."""
    at = 0
    if others and line.edges is not None:
        middle = line.edges.mean(axis=1)
        for other in sorted(others, key=lambda one: one.x0):
            end = next((n for n in range(at, len(line.text)) if middle[n] > other.x0
                        and not (line.text[n].isspace() or line.text[n] in _SIGNS)), 0)  # fmt: skip
            if end > at and line.edges[end, 0] > other.x1 - _SLACK and line.text[at:end].strip():
                yield line.part(at, end).stripped()
                at = end
    yield line.part(at, len(line.text)).stripped() if at else line
