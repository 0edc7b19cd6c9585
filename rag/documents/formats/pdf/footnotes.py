"""The notes at the foot of a column, and the notes that end a chapter or a book.

A foot begins below a short rule, or at a line that begins with a raised figure, or where the
print grows smaller and a number begins the line.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.documents.document import Region
from rag.documents.formats.pdf.line import CAPTION, Line
from rag.english.patterns.web import NOTES_HEADING
from rag.span import Span

_LIST = re.compile(r"\s?\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]")


def bracketed(text: str, regions: Sequence[Region]) -> Iterator[tuple[Span, str]]:
    """The marks in brackets and what they name, if the notes print their own numbers so.

    A list counts only if every number in it is the number of a note: `[1999]` is none. A space
    before the bracket belongs to the mark, so that the sentence's end stays with its words.
    """
    notes = {
        region.mark
        for region in regions
        if region.kind == "note" and region.mark and text[region.span.start] == "["
    }
    if not notes:
        return
    for region in regions:
        if region.kind in ("body", "block-quote", "caption"):
            for match in _LIST.finditer(text, region.span.start, region.span.end):
                if set(re.findall(r"\d+", match.group(1))) <= notes:
                    yield Span(match.start(), match.end()), match.group(1)


_RAISED = re.compile(r"\d{1,4}|[*∗†‡§¶‖]{1,3}|[a-z]|[ivxlc]{2,6}")
_PLAIN = re.compile(r"[\[(]?(?P<mark>\d{1,4}|[*∗†‡§¶‖]{1,3})(?:[\])]\.?|\.)?\s+(?=\S)")
_LETTERED = re.compile(
    r"[\[(]?(?P<mark>[a-z]|[ivxlc]{2,6})(?:[\])]\.?|\.|(?<=[ivxlc])(?=\s))\s+(?=\S)"
)
_NEXT_LETTER = re.compile(r"(?P<mark>[a-z])\s+(?=[\d\"“‘A-Z])")
_ENDS_NOTE = re.compile(r"[.!?;][\"'”’)\]]*\s*$")
_SMALL = 0.95
_FAR = 4.0  # line distances above notes that neither a rule nor small print sets apart


@dataclass(slots=True)
class Foot:
    """One note's lines; `mark` is None where the note goes on from the page before.

    `printed` is how many characters the mark takes at the start of the first line.
    """

    mark: str | None
    printed: int
    lines: list[Line]


def part_foot(
    column: list[Line],
    rules: list[tuple[float, float, float]],
    body_size: float,
    marks: frozenset[str],
) -> tuple[list[Line], list[Line]]:
    """The column's text, and the lines of the notes at its foot.

    `marks` are the raised figures on the page: a number that is not raised begins a note only
    if it is one of them, as a row of a table is not.
    """
    start = _below_rule(column, rules, body_size, marks)
    if start is None:
        start = _at_mark(column, body_size, marks)
    if start is None:
        start = _far_below(column, marks)
    if start is None:
        return column, []
    small = 1.06 * column[start].size
    float_ = (n for n in range(start + 1, len(column)) if CAPTION.match(column[n].text)
              and column[n].size > small)  # fmt: skip
    end = next(float_, len(column))  # what stands below the notes with a figure is none of them
    return column[:start] + column[end:], column[start:end]


def marks_on(lines: list[Line]) -> frozenset[str]:
    """The raised figures in the running text of a page, lists of them taken apart."""
    raised = (line.text[a:b] for line in lines for a, b in line.raised if a)
    return frozenset(mark for text in raised for mark in re.split(r"[\s,–-]+", text))


def _below_rule(
    column: list[Line],
    rules: list[tuple[float, float, float]],
    body_size: float,
    marks: frozenset[str],
) -> int | None:
    """Where the lines below the lowest short rule begin, if they look like notes."""
    if not column:
        return None
    left, right = min(line.x0 for line in column), max(line.x1 for line in column)
    for x0, x1, y in sorted(rules, key=lambda rule: rule[2]):
        if abs(x0 - left) > 12 or x1 - x0 > 0.75 * (right - left):
            continue
        start = next((n for n, line in enumerate(column) if line.top < y + 3), None)
        if start is None or any(line.bottom < y - 3 for line in column[:start]):
            continue
        first = column[start]
        small = all(line.size <= _SMALL * body_size for line in column[start:])
        if small or _cited(first, marks) or any(raised_mark(n) for n in column[start:]):
            return start
    return None


def _cited(line: Line, marks: frozenset[str]) -> bool:
    """Whether a line begins with a mark that stands raised in the text."""
    mark = mark_of(line, None, marks)
    return mark is not None and mark[0] in marks


def _at_mark(column: list[Line], body_size: float, marks: frozenset[str]) -> int | None:
    """Where a first line begins with a note's mark, and nothing larger follows it."""
    for place, line in enumerate(column):
        small = line.size <= _SMALL * body_size
        if not (raised_mark(line) or (small and _cited(line, marks))):
            continue
        if all(after.size <= line.size * 1.06 for after in column[place:]):
            return place
    return None


def _far_below(column: list[Line], marks: frozenset[str]) -> int | None:
    """Where notes in print of the text's size begin far below it, each with a mark raised there."""
    apart = [before.bottom - line.bottom for before, line in itertools.pairwise(column)]
    if not apart:
        return None
    start = 1 + max(range(len(apart)), key=apart.__getitem__)
    notes = notes_in(column[start:], None, marks)
    far = apart[start - 1] > _FAR * sorted(apart)[len(apart) // 2]
    cited = all(note.mark in marks and not note.lines[0].bold for note in notes)
    return start if far and cited else None


def raised_mark(line: Line) -> str | None:
    """The raised mark that a line begins with, if any."""
    if not line.raised or line.raised[0][0] != 0:
        return None
    text = line.text[: line.raised[0][1]].strip()
    return text if _RAISED.fullmatch(text) and line.raised[0][1] < len(line.text) else None


def mark_of(line: Line, last: str | None, marks: frozenset[str]) -> tuple[str, int] | None:
    """(mark, characters it takes) at the start of a line.

    A plain number must follow `last`, a plain letter must be one of the page's raised `marks`.
    """
    raised = raised_mark(line)
    if raised is not None:
        end = line.raised[0][1]
        rest = line.text[end:]
        return raised, end + len(rest) - len(rest.lstrip(" ."))
    match = _PLAIN.match(line.text) or _LETTERED.match(line.text)
    if match is None and (letter := _NEXT_LETTER.match(line.text)):
        due = "a" if last is None else chr(ord(last[-1]) + 1)
        match = letter if letter["mark"] == due else None
    mark = match.group("mark") if match else ""
    if match is None or (mark.isalpha() and mark not in marks):
        return None
    if mark.isdigit() and mark not in marks and not (last and line.text[0] == "["):
        if last and last.isdigit():
            follows = int(mark) == int(last) + 1
        else:  # "1702." may begin the line of a note, as any figure one that a star bears
            follows = last is None and len(mark) < 4
        return (mark, match.end()) if follows else None
    follows = not (last and last.isdigit() and mark.isdigit()) or int(mark) == int(last) + 1
    return (mark, match.end()) if follows else None


def notes_in(
    lines: list[Line], last: str | None, marks: frozenset[str] = frozenset()
) -> list[Foot]:
    """The lines of a foot cut into notes; plain numbers must follow `last` and each other."""
    notes: list[Foot] = []
    raised_only = any(raised_mark(line) for line in lines)
    for line in (piece for whole in lines for piece in _cut_at_marks(whole, marks)):
        mark = mark_of(line, last, marks)
        if mark is not None and raised_only and not (raised_mark(line) or line.text[0] == "["):
            mark = None
        if mark is not None:
            last = mark[0]
            notes.append(Foot(last, mark[1], [line]))
        elif notes:
            notes[-1].lines.append(line)
        else:
            notes.append(Foot(None, 0, [line]))
    return notes


def _cut_at_marks(line: Line, marks: frozenset[str]) -> Iterator[Line]:
    """The pieces of a line in which several notes stand, each behind its raised mark."""
    at = 0
    for start, end in line.raised if line.edges is not None and raised_mark(line) else ():
        ended = _ENDS_NOTE.search(line.text[at:start])
        if ended and line.text[start:end] in marks:
            yield line.part(at, start).stripped()
            at = start
    yield line.part(at, len(line.text)) if at else line


def part_amid(
    column: list[Line], body_size: float, marks: frozenset[str]
) -> tuple[list[Line], list[Line]]:
    """The lines of a column, and those of notes amid it, as below a table: small, with a mark."""
    notes: list[Line] = []
    for before, line in itertools.pairwise(column):
        small = line.size <= _SMALL * body_size and not line.bold
        goes_on = bool(notes) and notes[-1] is before and line.size == before.size
        if small and (goes_on or raised_mark(line) in marks):
            notes.append(line)
    taken = {id(line) for line in notes}
    return [line for line in column if id(line) not in taken], notes


def begins_notes(text: str) -> bool:
    """Whether a heading says that notes follow: "Notes", "Endnotes", "References"."""
    return bool(NOTES_HEADING.fullmatch(text.strip(" .:")))
