"""What print does to words: letters set wide, drop caps, words printed twice to make them bold."""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import floor, inf

import numpy as np

from rag.documents.formats.pdf.line import Line
from rag.english.lexicon import is_word

_WIDE = re.compile(r"(?<!\S)[\"'“‘(]?[^\W\d_](?: [^\W\d_]){2,}(?: ?[,.;:!?\"'”’)]+)?(?!\S)")
_BESIDE_ONE = re.compile(r"(?<=\b\w) (?=\w)|(?<=\w) (?=\w\b)")
_BETWEEN_WORDS = re.compile(r"(?<=\w[\w.,;:]) (?=\w\w)")
_ALIKE = 0.15  # points
_FIGURES = re.compile(r"(?<![\w.,])\d(?: [\d.,])* \d(?!\w)")
_WIDE_FIGURES = 0.6  # of the size
_STOPS = frozenset(",.;:!?")
_WIDEST = 0.9  # of the size: what lies further apart are cells of a table
_EVEN, _WORD = 1.5, 1.6
_OUTSIDE = 1.25
_LONG, _OTHER = 4, 0.2
_CAP = re.compile(r"[\"'“‘«]?[^\W\d_]")
_LARGER = 1.6
_ALONE = frozenset("AIO")
_ATWICE, _FARTHEST = 0.3, 100.0
"""How far apart two prints of one word may lie: of the size, and in points."""


def mended(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines with their words whole; and those that are printed over others."""
    once, twice = _once(lines)
    wide = set[float]()
    closed = [_closed(line, wide) for line in once]
    return _with_caps([_as_wide(line, wide) for line in closed] if wide else closed), twice


def _once(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Lines without those that are printed over themselves; and these."""
    rows: dict[tuple[str, int], list[tuple[float, float]]] = {}  # by points: x0, bottom
    once: list[Line] = []
    twice: list[Line] = []
    for line in lines:
        x, y = line.x0, line.bottom
        near = min(_ATWICE * line.size, _FARTHEST)
        close = range(floor(y - near), floor(y + near) + 1)
        if any(_printed(rows.get((line.text, row), []), x, y, near) for row in close):
            twice.append(line)
            continue
        insort(rows.setdefault((line.text, floor(y)), []), (x, y))
        once.append(line)
    return once, twice


def _printed(row: list[tuple[float, float]], x: float, y: float, near: float) -> bool:
    first, last = bisect_right(row, (x - near, inf)), bisect_left(row, (x + near, -inf))
    return any(abs(bottom - y) < near for _, bottom in row[first:last])


def _closed(line: Line, wide: set[float]) -> Line:
    """A line with the words closed up that are set wide; the gaps of these go to `wide`."""
    if line.edges is None:
        return line
    gone = [at for match in _WIDE.finditer(line.text) for at in _gaps(line, *match.span())]
    wide.update(round(float(line.edges[at + 1, 0] - line.edges[at - 1, 1]), 1) for at in gone)
    gone += [
        at for match in _FIGURES.finditer(line.text) for at in _spaces_between(line, *match.span())
    ]
    return _without(line, gone) if gone else line


def _as_wide(line: Line, wide: set[float]) -> Line:
    """A line without the gaps around single letters and figures that are `wide` as elsewhere."""
    ends = {place for a, b in (*line.raised, *line.lowered) for place in (a - 1, b)}
    spaces = [at for m in _BESIDE_ONE.finditer(line.text) if (at := m.start()) not in ends]
    if line.edges is None or not spaces:
        return line
    left, right = line.edges.T
    others = [match.start() for match in _BETWEEN_WORDS.finditer(line.text)]
    usual = min((float(left[at + 1] - right[at - 1]) for at in others), default=0.0)
    known = [gap for gap in wide if abs(gap - usual) > _OTHER * gap]
    gone = [at for at in spaces
            if any(abs(left[at + 1] - right[at - 1] - gap) < _ALIKE for gap in known)]  # fmt: skip
    return _without(line, gone) if gone and (usual or len(gone) > 1) else line


def _spaces_between(line: Line, start: int, end: int) -> list[int]:
    """The spaces within a number that is set wide: the file has none between its figures."""
    assert line.edges is not None
    left, right = line.edges.T
    spaces = [at for at in range(start, end) if line.text[at] == " "]
    glued = all(line.chars[at + 1] - line.chars[at - 1] == 1 for at in spaces)
    close = all(left[at + 1] - right[at - 1] <= _WIDE_FIGURES * line.size for at in spaces)
    return spaces if glued and close else []


def _gaps(line: Line, start: int, end: int) -> Iterator[int]:
    """The places of the spaces within wide words, of a stretch of single letters."""
    assert line.edges is not None
    left, right = line.edges.T
    spaces = [at for at in range(start, end) if line.text[at] == " "]
    # Where the file has no space between two letters, the space is the print's.
    glued = [at for at in spaces if line.chars[at + 1] - line.chars[at - 1] == 1]
    if len(glued) > 1:
        spaces = glued + [at for at in spaces if line.text[at + 1] in _STOPS and at not in glued]
    wide = {at: float(left[at + 1] - right[at - 1]) for at in spaces}
    middle = sorted(wide.values())[len(wide) // 2]
    inside = [at for at in spaces if wide[at] <= _WORD * middle]
    if not inside:  # letters that lie over each other
        return
    even = max(wide[at] for at in inside) <= _EVEN * max(0.01, min(wide[at] for at in inside))
    if not even or middle > _WIDEST * line.size:
        return
    edges = [at for at in (start - 1, end) if 0 < at < len(line.text) - 1]
    outside = [float(left[at + 1] - right[at - 1]) for at in edges]
    apart = all(gap > _OUTSIDE * middle for gap in outside) and len(outside or inside[2:]) > 0
    if len(glued) > 1 or apart or _spelt(line, start, end, middle, set(inside)):
        yield from inside


def _spelt(line: Line, start: int, end: int, gap: float, inside: set[int]) -> bool:
    """Whether letters make words, and lie at other distances than the words of their line do.

    `inside` are the places of the spaces within these words.
    """
    assert line.edges is not None
    said = "".join(line.text[at] for at in range(start, end) if at not in inside).lower()
    words = re.findall(r"[^\W\d_]+", said)
    left, right = line.edges.T
    others = sorted(
        float(left[at + 1] - right[at - 1])
        for at, char in enumerate(line.text[:-1])
        if char == " " and at and not start <= at < end
    )
    usual = others[len(others) // 2] if others else 0.0
    behind = float(left[end + 1] - right[end - 1]) if end < len(line.text) - 1 else usual
    unlike = abs(gap - usual) > _OTHER * gap or behind > _WORD * gap  # each letter ends wide
    known = 2 * sum(map(is_word, words)) >= len(words) and sum(map(len, words)) >= _LONG
    by_one_more = usual and abs(behind - gap - usual) < _ALIKE  # as wide letters end
    return unlike and (known or bool(by_one_more))


def _without(line: Line, gone: list[int]) -> Line:
    """A line without some characters of its text."""
    assert line.edges is not None
    remaining = np.ones(len(line.text), dtype=bool)
    remaining[gone] = False
    place = np.concatenate([[0], np.cumsum(remaining)])
    return replace(
        line, text="".join(np.array(list(line.text))[remaining]), chars=line.chars[remaining],
        edges=line.edges[remaining],
        raised=tuple((int(place[a]), int(place[b])) for a, b in line.raised),
        lowered=tuple((int(place[a]), int(place[b])) for a, b in line.lowered),
        unread=tuple((int(place[at]), font) for at, font in line.unread),
    )  # fmt: skip


def _with_caps(lines: list[Line]) -> list[Line]:
    """The lines with each drop cap before the word that it begins."""
    for cap in [line for line in lines if _CAP.fullmatch(line.text)]:
        beside = [
            line for line in lines
            if line is not cap and cap.size >= _LARGER * line.size and _stands_beside(cap, line)
        ]  # fmt: skip
        if not beside:
            continue
        first = max(beside, key=lambda line: line.bottom)
        for line in beside:
            line.x0 = cap.x0  # what stands beside a drop cap is not indented
        lines[next(n for n, line in enumerate(lines) if line is first)] = _joined(cap, first)
        lines = [line for line in lines if line is not cap]
    return lines


def _stands_beside(cap: Line, line: Line) -> bool:
    """Whether a line stands beside a drop cap; some programs draw the cap over its first line."""
    middle = (line.top + line.bottom) / 2
    if not cap.bottom - 0.5 * line.size <= middle <= cap.top:
        return False
    over = cap.x0 - 1 <= line.x0 and middle > cap.bottom and line.text[:1].islower()
    return (over or line.x0 - cap.x1 >= -0.2 * cap.size) and line.x0 - cap.x1 < 2 * line.size


def _joined(cap: Line, line: Line) -> Line:
    """A line behind its drop cap, which begins its first word or is one itself."""
    word = re.match(r"[^\W\d_]*", line.text)
    rest = word[0].lower() if word else ""
    letter = cap.text[-1]
    apart = letter in _ALONE and is_word(rest) and not is_word(letter.lower() + rest)
    space = " " if apart else ""
    by = len(cap.text) + len(space)
    chars = np.concatenate([cap.chars, np.full(len(space), -1, np.int32), line.chars])
    known = cap.edges is not None and line.edges is not None
    return replace(
        line, text=cap.text + space + line.text, chars=chars,
        edges=np.concatenate([cap.edges, np.zeros((len(space), 2), np.float32), line.edges])
        if known else None,
        raised=tuple((a + by, b + by) for a, b in line.raised),
        lowered=tuple((a + by, b + by) for a, b in line.lowered),
        unread=(*cap.unread, *((at + by, font) for at, font in line.unread)),
    )  # fmt: skip


def soften(every: Sequence[Line]) -> None:
    """Tell hyphens that a program has put in at line ends, which no word of the document has."""
    lines = [line for line in every if "‐" in line.text]
    if all("‐" not in line.text[:-1] for line in lines):
        for line in lines:
            line.text = line.text[:-1] + "\u00ad"
