"""Which notes each mark stands for, decided by the whole sequence of marks.

A mark may be read in several ways: `34` is note 34, or notes 3 and 4 run together. The
reading of all marks that breaks the sequence least is found by dynamic programming over the
states (run of notes, last number seen). A mark that fits nowhere costs `_UNRESOLVED` and
gets no note. Marks that are no numbers (`*`, `†`, `a`) go by their page. Whether a raised
figure is a mark at all (and not the 2 of m²) is for the format to tell.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.references.printed import PrintedMark, PrintedNote, plain_mark
from rag.references.series import runs

_UNRESOLVED = 5.0
_RUN_TOGETHER = 0.75
_REPEATED = 1.5
_AHEAD = 4.0
_BEAM = 32
_MAX_RANGE = 30
_LIST = re.compile(r"\d{1,12}|\d{1,4}(?:(?:\s*+[,;&–—-]\s*+|\s++)\d{1,4})+")

_State = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Trail:
    """The notes of one mark, and the trail of the marks before it."""

    before: "_Trail | None"
    notes: tuple[int, ...]


def readings(mark: str) -> list[tuple[tuple[int, ...], bool]]:
    """The numbers that a mark may stand for, each with whether they are run together.

    >>> readings("34")
    [((34,), False), ((3, 4), True)]
    >>> readings("12,14–16")
    [((12, 14, 15, 16), False)]
    """
    plain = plain_mark(mark)
    if not (plain.isascii() or any(dash in plain for dash in "–—")) or not _LIST.fullmatch(plain):
        return []
    if not plain.isdigit():
        return [(tuple(_listed(plain)), False)]
    whole = [((int(plain),), False)] if len(plain) <= 4 else []
    return whole + [(numbers, True) for numbers in _run_together(plain)]


def _listed(plain: str) -> Iterator[int]:
    """The numbers of an explicit list, ranges spelt out."""
    for item in re.split(r"[,;&]|(?<=\d)\s+(?=\d)", plain):
        ends = [int(digits) for digits in re.findall(r"\d+", item)]
        if len(ends) == 2 and ends[0] < ends[1] <= ends[0] + _MAX_RANGE:
            yield from range(ends[0], ends[1] + 1)
        else:
            yield from ends


def _run_together(digits: str) -> Iterator[tuple[int, ...]]:
    """The ways to cut figures into two or more consecutive rising numbers."""
    for length in range(1, len(digits) // 2 + 1):
        numbers = [int(digits[:length])]
        rest = digits[length:]
        while rest.startswith(str(numbers[-1] + 1)):
            numbers.append(numbers[-1] + 1)
            rest = rest[len(str(numbers[-1])) :]
        if not rest and len(numbers) > 1 and numbers[0] > 0:
            yield tuple(numbers)


class _Fit:
    """What it costs to read a mark as certain notes, after a certain state."""

    def __init__(self, marks: Sequence[PrintedMark], notes: Sequence[PrintedNote]) -> None:
        self.notes, self.runs = notes, runs(notes)
        self.on_page: dict[int, set[int]] = {}
        for ordinal, run in enumerate(self.runs):
            for index in run.notes.values():
                self.on_page.setdefault(notes[index].page, set()).add(ordinal)
        near = sum(self._has_own_page(mark) for mark in marks)
        blocks = {mark.page for mark in marks}  # those before a list at the end have one
        self.footnotes = 2 * near > len(marks) and len(self.on_page) > 1 and len(blocks) > 1

    def _has_own_page(self, mark: PrintedMark) -> bool:
        """Whether a note of this mark's number stands on the mark's page."""
        return any(
            all(number in self.runs[run].notes for number in numbers)
            and all(self.notes[self.runs[run].notes[n]].page == mark.page for n in numbers)
            for run in self.on_page.get(mark.page, ())
            for numbers, _ in readings(mark.mark)
        )

    def choices(
        self, mark: PrintedMark, state: _State
    ) -> Iterator[tuple[float, _State, tuple[int, ...]]]:
        """(cost, next state, notes) for every way to read `mark` after `state`."""
        run, last = state
        yield _UNRESOLVED, state, ()
        nearby = set(range(max(run, 0), min(run + 4, len(self.runs))))
        nearby |= self.on_page.get(mark.page, set()) | self.on_page.get(mark.page + 1, set())
        for numbers, together in readings(mark.mark):
            for other in nearby:
                known = self.runs[other].notes
                if other < run or not all(number in known for number in numbers):
                    continue
                labels = tuple(known[number] for number in numbers)
                away = max(self._away(mark, index) for index in labels)
                step = numbers[0] - (last if other == run else self.runs[other].low - 1)
                if together and step != 1 and not (away == 0 and step > 1 and self.footnotes):
                    continue  # figures are cut in two only where the sequence asks for it
                cost = away + _RUN_TOGETHER * together
                if other != run:
                    cost += self._restart(state, other)
                top = max(numbers[-1], last if other == run else 0)
                yield cost + _step(step), (other, top), labels
                if other == run and step > 1:
                    yield cost + _AHEAD, state, labels

    def _away(self, mark: PrintedMark, index: int) -> float:
        """The cost of a note that stands on another page than its mark."""
        ahead = self.notes[index].page - mark.page
        if not self.footnotes or ahead == 0:
            return 0.0
        return 0.5 if ahead == 1 else 1.0 if ahead == -1 else 4.0

    def _restart(self, state: _State, other: int) -> float:
        """The cost of leaving a run for a later one: notes and runs left without a mark."""
        run, last = state
        left = self.runs[run].top - last if run >= 0 else 0
        return 1.0 + min(2.0, 0.25 * left) + min(3.0, 0.75 * (other - run - 1))


def _step(step: int) -> float:
    """The cost of going on by `step` numbers: one is due, more are a gap, fewer repeat."""
    if step == 1:
        return 0.0
    return 1.0 + 0.5 * min(6, step - 1) if step > 1 else _REPEATED


def assign(marks: Sequence[PrintedMark], notes: Sequence[PrintedNote]) -> list[tuple[int, ...]]:
    """For each mark the indexes of its notes; () where nothing says which they are.

    Footnotes and a list of references in brackets are two sequences.
    """
    footnotes = {note.mark for note in notes if not note.bracketed}
    listed = any(note.bracketed for note in notes)
    apart = any(mark.bracketed for mark in marks) or all(mark.mark in footnotes for mark in marks)
    if not (footnotes and listed and apart):
        return _assigned(marks, notes)
    result: list[tuple[int, ...]] = [
        () if mark.target is None else (mark.target,) for mark in marks
    ]
    for kind in (True, False):
        free = [n for n, m in enumerate(marks) if m.target is None and m.bracketed is kind]
        own = [n for n, note in enumerate(notes) if note.bracketed is kind]
        assigned = _assigned([marks[n] for n in free], [notes[n] for n in own])
        for place, indexes in zip(free, assigned, strict=True):
            result[place] = tuple(own[index] for index in indexes)
    return result


def _assigned(marks: Sequence[PrintedMark], notes: Sequence[PrintedNote]) -> list[tuple[int, ...]]:
    """As `assign`, for one sequence."""
    result: list[tuple[int, ...]] = [()] * len(marks)
    order = sorted(range(len(marks)), key=lambda index: marks[index].at)
    numbered: list[int] = []
    signs: list[int] = []
    for index in order:
        mark = marks[index]
        if mark.target is not None:
            result[index] = (mark.target,)
        elif readings(mark.mark):
            numbered.append(index)
        else:
            signs.append(index)
    _by_sequence([marks[index] for index in numbered], numbered, notes, result)
    _by_page(signs, marks, notes, result)
    return result


def _by_sequence(
    marks: Sequence[PrintedMark],
    places: Sequence[int],
    notes: Sequence[PrintedNote],
    result: list[tuple[int, ...]],
) -> None:
    """Resolve the numbered marks, in order, into `result` at their `places`."""
    fit = _Fit(marks, notes)
    beam: dict[_State, tuple[float, _Trail | None]] = {(-1, 0): (0.0, None)}
    for mark in marks:
        grown: dict[_State, tuple[float, _Trail | None]] = {}
        for state, (cost, trail) in beam.items():
            for more, after, assigned in fit.choices(mark, state):
                if after not in grown or cost + more < grown[after][0]:
                    grown[after] = (cost + more, _Trail(trail, assigned))
        beam = dict(sorted(grown.items(), key=lambda item: item[1][0])[:_BEAM])
    best = min(beam.values(), key=lambda kept: kept[0])[1]
    for place in reversed(places):
        if best is not None:
            result[place], best = best.notes, best.before


def _by_page(
    order: Sequence[int],
    marks: Sequence[PrintedMark],
    notes: Sequence[PrintedNote],
    result: list[tuple[int, ...]],
) -> None:
    """Resolve `*`, `†`, `a`: in order on the mark's own page, else the only note of the sign."""
    signed: dict[str, list[int]] = {}
    for index, note in enumerate(notes):
        signed.setdefault(plain_mark(note.mark), []).append(index)
    on_page: dict[tuple[str, int], list[int]] = {}
    for place in order:
        on_page.setdefault((plain_mark(marks[place].mark), marks[place].page), []).append(place)
    for (sign, page), places in on_page.items():
        same = signed.get(sign, []) if sign else []
        here = [index for index in same if notes[index].page == page]
        if len(here) == 1 or (not here and len(same) == 1):
            for place in places:
                result[place] = ((here or same)[0],)
        elif len(here) == len(places):
            for place, index in zip(places, here, strict=True):
                result[place] = (index,)
