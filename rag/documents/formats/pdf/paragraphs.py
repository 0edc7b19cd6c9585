"""Lines of a column grouped into paragraphs and headings, by distance, indent, size and weight."""

import itertools
import re
from collections import Counter
from dataclasses import dataclass

from rag.documents.formats.pdf.line import CAPTION, Line

_ITEM = re.compile(
    r"(?:[•▪◦‣–—-]|\(?[a-z0-9]{1,3}[.)]|§\s?\d{1,4}|[QA][.:]"
    r"|[A-Z][A-Z.'’]*+(?:\s[A-Z][A-Z.'’]*+){0,3}\s?:)\s"
)
_ENDED = re.compile(r"[.!?:;…]['\"”’)\]]*\d{0,3}$")
_AFTER = frozenset(",;:.)")  # begin a line where what stood before them is hidden
_LARGER = 1.08
_WIDE, _GOES_ON = 1.6, 0.3
"""A line distance, in sizes, that may be that of paragraphs, and the share that goes on over it."""
_LONGEST_HEADING = 240
_SENTENCE, _MUCH = 6, 1.6  # spaces of a sentence, which is a heading in much larger print only
_MOST_SET_IN, _SPACES, _MOST_ROWS = 3, 3, 40  # paragraphs, spaces of each, rows of a table


@dataclass(frozen=True, slots=True)
class Print:
    """What is usual in a document: size of its text, distance of its lines, its headings."""

    size: float
    leading: float
    headings: tuple[float, ...]

    def level(self, size: float) -> int:
        """A heading's depth by its size, 1 for the largest."""
        return next(
            (n for n, known in enumerate(self.headings, 1) if size >= known - 0.25),
            len(self.headings) + 1,
        )


def usual(pages: list[list[list[Line]]]) -> Print:
    """The most frequent size and line distance, weighed by characters."""
    sizes: Counter[float] = Counter()
    leadings: Counter[float] = Counter()
    goes_on: Counter[float] = Counter()
    items: Counter[float] = Counter()
    for columns in pages:
        for column in columns:
            for line in column:
                sizes[line.size] += len(line.text)
            for before, line in itertools.pairwise(column):
                if before.size == line.size:
                    leading = round(before.bottom - line.bottom, 1)
                    leadings[leading] += len(line.text)
                    if line.text[:1].islower():
                        goes_on[leading] += len(line.text)
                    elif _ITEM.match(line.text):
                        items[leading] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    leading = leadings.most_common(1)[0][0] if leadings else 1.2 * size
    if leading > _WIDE * size and goes_on[leading] < _GOES_ON * (leadings - items)[leading]:
        inside = Counter({one: n for one, n in goes_on.items() if one <= _WIDE * size})
        leading = inside.most_common(1)[0][0] if inside else 1.2 * size  # paragraphs of one line
    large = sorted({s for s in sizes if s >= _LARGER * size}, reverse=True)
    return Print(size, leading, tuple(large[:5]))


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, and what they are.

    `flush` says that they begin without an indent, `short` that they end before their column does.
    """

    kind: str
    level: int
    lines: list[Line]
    flush: bool = True
    short: bool = False

    @property
    def text(self) -> str:
        """The lines as one, for looking at; layer 1 keeps them apart."""
        return " ".join(line.text for line in self.lines)


def paragraphs(column: list[Line], usually: Print) -> list[Paragraph]:
    """The paragraphs of a column, in order."""
    if not column:
        return []
    left = Counter(round(line.x0) for line in column).most_common(1)[0][0]
    right = max(line.x1 for line in column)
    groups: list[list[Line]] = []
    for line in column:
        if groups and not _parts(groups[-1], line, left, right, usually):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group, left, right, usually) for group in groups]


def _parts(group: list[Line], line: Line, left: float, right: float, usually: Print) -> bool:
    """Whether a line begins a new paragraph."""
    before = group[-1]
    if before.block or line.block:  # a field or a row of a table is a matter of its own
        return before.block != line.block
    if _begins_row(group, line):
        return True
    leading = usually.leading * max(line.size, before.size) / usually.size
    if before.bottom - line.bottom > 1.3 * leading and not _spread(before, line, right, leading):
        return True
    if before.bold != line.bold and _is_heading(group, usually):
        return True
    larger = max(before.size, line.size) >= _LARGER * usually.size
    if abs(before.size - line.size) > (0.08 if larger else 0.2) * usually.size:
        return not _in_small_capitals(before, line)
    short = right - before.x1 > 0.25 * (right - left)
    if _ITEM.match(line.text):
        ends = _ENDED.search(before.text) or _ITEM.match(group[0].text)
        return bool(ends) or (short and not _is_heading(group, usually))
    amid = line.text[:1] in _AFTER or (line.text[:1].islower() and not _ENDED.search(before.text))
    indented = line.x0 - left > 0.7 * line.size and not amid
    if indented and before.x0 - left < 0.4 * line.size and not _ITEM.match(group[0].text):
        return True
    return short and bool(_ENDED.search(before.text)) and not _is_heading(group, usually)


def _begins_row(group: list[Line], line: Line) -> bool:
    """Whether a line is another row of a table, or the first behind one or of one."""
    if line.cells > 1 and group[0].cells > 1:
        return True
    goes_on = line.text[:1].islower() or line.text[:1] in _AFTER
    return (line.cells > 1) != (group[-1].cells > 1) and not goes_on


def _in_small_capitals(before: Line, line: Line) -> bool:
    """Whether a line goes on in the sentence before it, mostly in letters of a smaller size."""
    goes_on = not _ENDED.search(before.text) and line.text[:1].islower()
    return goes_on and max(before.tallest, before.size) == max(line.tallest, line.size)


def _spread(before: Line, line: Line, right: float, leading: float) -> bool:
    """Whether two lines are one sentence that raised figures have pushed apart."""
    if not (before.raised or before.lowered or line.raised or line.lowered):
        return False
    goes_on = not _ENDED.search(before.text) and line.text[:1].islower()
    full = right - before.x1 < 6 * line.size
    return goes_on and full and before.bottom - line.bottom < 1.8 * leading


def _is_heading(group: list[Line], usually: Print) -> bool:
    """Whether lines are a heading: larger than the text, or bold and short."""
    text = " ".join(line.text for line in group)
    if len(text) > _LONGEST_HEADING or not re.search(r"[^\W\d_]{2}", text):
        return False
    sentence = text.endswith(".") and text.count(" ") >= _SENTENCE
    if all(line.size >= (_MUCH if sentence else 1) * _LARGER * usually.size for line in group):
        return len(group) <= 4
    bold = all(line.bold and line.cells < 3 for line in group)  # no head of a table
    return bold and len(group) <= 2 and not re.search(r"[.;,]$", text)


def _paragraph(group: list[Line], left: float, right: float, usually: Print) -> Paragraph:
    if _is_heading(group, usually):
        return Paragraph("heading", usually.level(group[0].size), group)
    flush = group[0].x0 - left < 0.7 * group[0].size
    inset = all(line.x0 - left > 1.2 * line.size for line in group)
    if inset and len(group) > 1 and not _ITEM.match(group[0].text):
        narrow = all(right - line.x1 > 0.8 * line.size for line in group)
        if narrow:
            return Paragraph("block-quote", 0, group)
    if CAPTION.match(group[0].text):
        return Paragraph("caption", 0, group)
    short = right - group[-1].x1 > 0.25 * (right - left)
    return Paragraph("body", 0, group, flush, short)


def insets(parts: list[Paragraph], usually: Print) -> set[int]:
    """Where sentences go on behind a pull quote that is set into them; it becomes a caption."""
    resumed = set()
    for at, part in enumerate(parts):
        last = part.lines[-1]
        text = (
            part.kind == "body"
            and all(one.cells == 1 for one in part.lines)
            and last.size == usually.size
        )
        if not text or _ENDED.search(part.text):
            continue
        after = range(at + 1, min(at + 2 + _MOST_ROWS, len(parts)))
        like = (n for n in after if parts[n].kind == "body" and parts[n].lines[0].size == last.size
                and not _is_row(parts[n]))  # fmt: skip
        beyond = next(like, at)
        within = parts[at + 1 : beyond]
        others = [one for one in within if not _is_row(one)]  # rows alone may be of a program
        if (
            0 < len(others) <= _MOST_SET_IN
            and all(map(_is_set_in, within))
            and parts[beyond].text[:1].islower()
        ):
            resumed.add(beyond)
            for one in within:
                one.kind = "caption"
    return resumed


def _is_row(part: Paragraph) -> bool:
    return part.lines[0].cells > 1


def _is_set_in(part: Paragraph) -> bool:
    """Whether a paragraph is a sentence in a print of its own, or a row or caption of a table.

    A name, a formula or a piece of one is none.
    """
    if _is_row(part) or CAPTION.match(part.text):
        return _is_row(part) or bool(_ENDED.search(part.text))
    said = part.text[:1] in '“„«"' or bool(_ENDED.search(part.text))
    return part.kind in ("heading", "caption") and said and part.text.count(" ") >= _SPACES
