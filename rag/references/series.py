"""Notes in order: pieces that a page break cut in two made whole, and runs of numbers.

A run is a stretch of notes numbered upwards: the whole document where numbering goes
through, else a chapter or a page.
"""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rag.references.printed import PrintedNote, number_of, plain_mark

_CONTINUED = re.compile(r"^\(?\s*(?:cont(?:inued|\.|’d|'d)?|ctd\.?)\b[^)]{0,40}\)?[.:]?\s*", re.I)
_MARK_CONTINUED = re.compile(
    r"(?<!\s)\s*+\(?+\s*+(?:cont(?:inued|\.|’d|'d)?|ctd\.?)[^)]*\)?\s*$", re.I
)
_ENDED = re.compile(r"[.!?…][\"'”’)\]]*$")


@dataclass(slots=True)
class NumberRun:
    """Note numbers of one run, the least and the largest, and the index of each one's note."""

    notes: dict[int, int] = field(default_factory=dict)
    low: int = sys.maxsize
    top: int = 0

    def add(self, number: int, index: int) -> None:
        """Register a note; the first of two with the same number stays."""
        self.notes.setdefault(number, index)
        self.low, self.top = min(self.low, number), max(self.top, number)


def joined(notes: Sequence[PrintedNote]) -> tuple[list[PrintedNote], list[int]]:
    """The notes with their continuations made one, and for each given note its new index."""
    whole: list[PrintedNote] = []
    places: list[int] = []
    last_page = 0
    for note in notes:
        if whole and _continues(whole, note, last_page):
            whole[-1] = _append(whole[-1], note)
        else:
            whole.append(note)
        last_page = note.page
        places.append(len(whole) - 1)
    return whole, places


def _continues(whole: list[PrintedNote], note: PrintedNote, last_page: int) -> bool:
    """Whether `note` is the rest of the last of the `whole` notes."""
    before = whole[-1]
    if not note.mark.strip():
        return True
    bare = _MARK_CONTINUED.sub("", note.mark)
    if plain_mark(bare) != plain_mark(before.mark):
        return False
    if bare != note.mark or _CONTINUED.match(note.text):
        return True
    if not last_page < note.page <= last_page + 2 or note.text == before.text:
        return False
    if note.text[:1].islower() or not _ENDED.search(before.text):
        return True
    number = number_of(note.mark)
    previous = number_of(whole[-2].mark) if len(whole) > 1 else None
    # A run that starts anew starts at 1: a second 7 on the next page can only be the first 7.
    return number is not None and number > 1 and previous == number - 1


def _append(before: PrintedNote, note: PrintedNote) -> PrintedNote:
    rest = _CONTINUED.sub("", note.text)
    hyphenated = before.text.endswith("-") and rest[:1].islower()
    text = before.text[:-1] + rest if hyphenated else f"{before.text} {rest}".strip()
    return replace(before, text=text, spans=before.spans + note.spans)


def runs(notes: Sequence[PrintedNote]) -> list[NumberRun]:
    """The runs of the numbered notes, in order; other notes belong to none."""
    result: list[NumberRun] = []
    for index, note in enumerate(notes):
        number = number_of(note.mark)
        if number is None:
            continue
        if not result or _restarts(result[-1], number, note, notes):
            result.append(NumberRun())
        result[-1].add(number, index)
    return result


def _restarts(run: NumberRun, number: int, note: PrintedNote, notes: Sequence[PrintedNote]) -> bool:
    """Whether a note of this number begins a new run, rather than being out of order."""
    if number in run.notes:
        return notes[run.notes[number]].text != note.text or number == 1
    return number < run.low
