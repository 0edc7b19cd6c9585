"""Which raised figures of a page are marks of notes, and which are powers, isotopes, fractions.

A figure is a mark if a note bears it and it stands as a mark does, in the order of the notes.
Behind the end of a sentence nothing else can stand: there it is a mark without a note.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rag.documents.formats.pdf.line import Line, Stretch
from rag.documents.formats.pdf.plan import Planned, Text
from rag.documents.marks import readings
from rag.documents.printed_marks import could_be_mark

_MARK = re.compile(r"\d{1,4}(?:\s*[,–-]\s*\d{1,4})*|[*∗†‡§¶‖]{1,4}|[a-z]|[ivxlc]{2,6}")
_ENDED = re.compile(r"[^\W\d_][)\]]?[.!?…,;:]?[\"'”’»)\]]*$|[!?…]$")
_STRONG = re.compile(r"(?:[^\W\d_][)\]]?|\b\d{4})[.!?…;,:]?[\"'”’»)\]]*(?<=[.!?…;,:\"'”’»)\]])$")
_UNIT = re.compile(
    r"(?:^|[\d\s(/·×])(?:[kcdmµμ]?m|ft|in|yd|mi|sq|ha|[kmµμ]?g|[kmM]?W|[kM]?Hz|[kM]?J|kWh|k?Pa|lb|s|h"
    r"|sec|min|hr|cd|mol|km/h)$"
)
_FORMULA = re.compile(
    r"(?:^|[\s(=+\-−*/·×√∑∫|])[^\W\d_aI]$|[=+−×·/√]\s?[^\W\d_]{1,3}$|[α-ωΑ-Ω]$|[=+−×·√(|)]\s*$"
)
_MONEY = re.compile(r"[$€£¥]\s?[\d,.’' ]*\d[.,]?$")
_BEARS_LETTER = re.compile(r"[^\W_][.,;:!?\"'”’»)\]]*$")
_NEAR = 3
PlacedStretch = tuple[int, Stretch]
"""The id of a line, and a stretch of it."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A raised figure that may be a mark: its place, its numbers, and how surely it is one."""

    place: PlacedStretch
    mark: str
    numbers: tuple[tuple[int, ...], ...]
    weight: float


def marks_of(pages: Sequence[Planned]) -> frozenset[PlacedStretch]:
    """The raised stretches of all pages that are marks of notes."""
    ending = {mark for page in pages for mark in page.ending if mark}
    marks: set[PlacedStretch] = set()
    far: list[_Candidate] = []
    for order, page in enumerate(pages):
        near = {mark for mark in page.foot if mark}
        follows = pages[order + 1].foot if order + 1 < len(pages) else set()
        here = []
        for one in _candidates(page):
            if _borne(one, near):
                here.append(one)
            elif _borne(one, ending) or _borne(one, near | follows | ending):
                far.append(one)
            elif one.weight > 2 and not one.mark.isalpha():
                marks.add(one.place)
        marks |= _in_order(here)
    return frozenset(marks | _beside_each_other(far))


def _borne(one: _Candidate, notes: set[str]) -> bool:
    """Whether notes bear what a mark names."""
    if one.mark in notes:
        return True
    return any(all(str(number) in notes for number in numbers) for numbers in one.numbers)


def _candidates(page: Planned) -> Iterator[_Candidate]:
    """The raised figures in the text of a page that stand where a mark may stand."""
    for block in page.blocks:
        if not isinstance(block, Text):
            continue
        before = ""
        for line in block.paragraph.lines:
            for start, end in line.raised:
                one = _candidate(line, (start, end), before + line.text[:start])
                if one is not None:
                    yield one
            before = (before + line.text + " ")[-40:]


def _candidate(line: Line, stretch: Stretch, before: str) -> _Candidate | None:
    figure, after = line.text[slice(*stretch)].strip(), line.text[stretch[1] : stretch[1] + 1]
    if not _MARK.fullmatch(figure) or not before.strip():
        return None
    if after.isalnum() or after in ("/", "⁄", "∕") or before.endswith(("/", "⁄", "√")):
        return None
    if figure.isalpha() and not _BEARS_LETTER.search(before):
        return None
    numbers = tuple(number for number, _ in readings(figure))
    plain = before.rstrip()
    if len(figure) == 2 and _MONEY.search(plain):
        return None
    place = (id(line), stretch)
    if not numbers:
        return _Candidate(place, figure, (), 1.0 if figure.isalpha() else 3.0)
    if _STRONG.search(plain):
        return _Candidate(place, figure, numbers, 3.0)
    if not could_be_mark(plain[-12:]) or _UNIT.search(plain) or _FORMULA.search(plain):
        return None
    return _Candidate(place, figure, numbers, 2.0 if _ENDED.search(plain) else 1.0)


def _in_order(candidates: Sequence[_Candidate]) -> set[PlacedStretch]:
    """The candidates of a page whose numbers rise as those of its notes do, most surely."""
    places = {one.place for one in candidates if not one.numbers}
    numbered = [one for one in candidates if one.numbers]
    best: list[tuple[float, list[_Candidate]]] = []
    for one in numbered:
        weight, trail = 0.0, list[_Candidate]()
        for sure, before in best:
            last = before[-1].numbers[0][-1]
            step = one.numbers[0][0] - last
            more = sure if step > 0 else sure - 1.5 if step == 0 else sure - 2.5
            if more > weight:
                weight, trail = more, before
        best.append((weight + one.weight, [*trail, one]))
    if best:
        places |= {one.place for one in max(best, key=lambda kind: kind[0])[1]}
    return places


def _beside_each_other(candidates: Sequence[_Candidate]) -> set[PlacedStretch]:
    """The candidates for notes at the end, whose neighbours have numbers next to theirs."""
    places = set()
    firsts = [one.numbers[0][0] if one.numbers else -1 for one in candidates]
    for order, one in enumerate(candidates):
        around = [*firsts[max(0, order - 2) : order], *firsts[order + 1 : order + 3]]
        near = any(abs(firsts[order] - other) <= _NEAR for other in around if other >= 0)
        if one.weight > 2 or near or firsts[order] in (-1, 1):
            places.add(one.place)
    return places


def stretches(line: Line) -> Iterable[tuple[Stretch, str]]:
    """The raised and lowered stretches of a line in order, each with which it is."""
    marked = [(one, "raised") for one in line.raised] + [(one, "lowered") for one in line.lowered]
    return sorted(marked)
