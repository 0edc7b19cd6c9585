"""Short references against the full ones that they stand for, on notes of our own."""

import re
from pathlib import Path

from rag.documents.notes import resolve
from rag.references.printed import PrintedNote
from rag.references.short import short_references
from rag.span import Span

DATA = Path(__file__).parents[1] / "data" / "notes" / "short_references.txt"
Essay = tuple[list[PrintedNote], list[list[str]]]


def _essays() -> dict[str, Essay]:
    """Name → notes, and for each note what is expected of it, as written in the data file."""
    essays: dict[str, Essay] = {}
    notes: list[PrintedNote] = []
    for line in DATA.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            notes, expected = essays.setdefault(line[3:], ([], []))
        elif line and not line.startswith("#"):
            mark, what, text = line.split(" | ", 2)
            notes.append(PrintedNote(mark, text, (Span(len(notes), len(notes) + 1),)))
            expected.append([] if what == "-" else what.split(","))
    return essays


def _measured() -> tuple[int, int, int, list[str]]:
    """(right, found, expected, failures in words) over all essays."""
    right = found = wanted = 0
    failures: list[str] = []
    for name, (notes, expected) in _essays().items():
        got: list[list[str]] = [[] for _ in notes]
        for short in short_references(notes):
            got[short.note].append("?" if short.full is None else notes[short.full].mark)
        for note, want, have in zip(notes, expected, got, strict=True):
            sure = [mark for mark in have if mark != "?"]
            hoped = [mark for mark in want if mark != "?"]
            right += len(set(sure) & set(hoped))
            found += len(sure)
            wanted += len(hoped)
            if sure != hoped:
                failures.append(f"{name} {note.mark}: expected {want}, found {have}: {note.text}")
    return right, found, wanted, failures


def test_precision_and_recall() -> None:
    """At least 98 % of the resolved short references are right, and 95 % are resolved."""
    right, found, wanted, failures = _measured()
    assert wanted >= 100, "the set is meant to hold at least a hundred short references"
    assert right / found >= 0.98, "\n".join(failures)
    assert right / wanted >= 0.95, "\n".join(failures)


def _full_of(*texts: str) -> list[str | None]:
    """For each note, numbered from 1, the number of the note that it stands for."""
    notes = [
        PrintedNote(str(number), text, (Span(number, number + 1),))
        for number, text in enumerate(texts, 1)
    ]
    full = [note.full_reference for note in resolve([], notes)[0]]
    return [None if note is None else note.mark for note in full]


def test_the_first_full_reference_wins() -> None:
    """A work cited in full twice is shown as it was first cited."""
    full = "Ana Reyes, The Quiet Hill (Porto: Douro, 1994), {}."
    assert [None, None, "1"] == _full_of(full.format(2), full.format(9), "Reyes, Quiet Hill, 3.")


def test_two_works_that_fit_are_listed_and_not_chosen() -> None:
    """An ambiguous short reference has candidates and no full reference."""
    texts = (
        "Ana Reyes, The Quiet Hill (Porto: Douro, 1994), 2.",
        "Ana Reyes, The Quiet Harbour (Porto: Douro, 1995), 2.",
        "Reyes, The Quiet, 3.",
    )
    assert [None, None, None] == _full_of(*texts)
    notes = [PrintedNote(str(n), text, (Span(n, n + 1),)) for n, text in enumerate(texts)]
    (short,) = short_references(notes)
    assert (None, (0, 1)) == (short.full, short.candidates)


def test_the_full_reference_carries_no_reference_of_its_own() -> None:
    """A note with a full and a short reference is shown as it stands when it is the target."""
    notes = [
        PrintedNote("1", "Ana Reyes, The Quiet Hill (Porto: Douro, 1994), 2.", (Span(1, 2),)),
        PrintedNote("2", "Reyes, Hill, 3; Olu Ade, Looms (Lagos: Palm, 1991), 4.", (Span(2, 3),)),
        PrintedNote("3", "Ade, Looms, 5.", (Span(3, 4),)),
    ]
    full = resolve([], notes)[0][2].full_reference
    assert full is not None
    assert ("2", None) == (full.mark, full.full_reference)


def test_ibid_after_a_lost_note_is_not_guessed() -> None:
    """Note 3 is missing from the text: the Ibid. of note 4 may stand for anything."""
    notes = [
        PrintedNote("1", "Ana Reyes, The Quiet Hill (Porto: Douro, 1994), 2.", (Span(1, 2),)),
        PrintedNote("2", "Reyes, Quiet Hill, 3.", (Span(2, 3),)),
        PrintedNote("4", "Ibid., 5.", (Span(4, 5),)),
    ]
    assert resolve([], notes)[0][2].full_reference is None


def test_ibid_may_state_a_date_or_a_leaf_of_its_own() -> None:
    """Another issue of the same paper, another membrane of the same roll."""
    for said in ("Ibid., 18 August 2005.", "Ibid., m. 5."):
        notes = [
            PrintedNote("1", "Ana Reyes, The Quiet Hill (Porto: Douro, 1994), 2.", (Span(1, 2),)),
            PrintedNote("2", said, (Span(2, 3),)),
        ]
        assert resolve([], notes)[0][1].full_reference is not None


def test_supra_counts_in_its_own_chapter() -> None:
    """`supra note 1` in chapter two is the first note of chapter two."""
    texts = [
        ("1", "Ana Reyes, The Quiet Hill (Porto: Douro, 1994), 2."),
        ("2", "A remark."),
        ("1", "Olu Ade, Looms (Lagos: Palm, 1991), 4."),
        ("2", "Ade, supra note 1, at 9."),
    ]
    notes = [PrintedNote(mark, text, (Span(n, n + 1),)) for n, (mark, text) in enumerate(texts)]
    full = resolve([], notes)[0][3].full_reference
    assert full is not None
    assert "Olu Ade" in full.text


def test_the_set_is_well_formed() -> None:
    """Every expected target is the number of a note of the same essay."""
    for notes, expected in _essays().values():
        marks = {note.mark for note in notes}
        assert all(re.fullmatch(r"\d+", mark) for mark in marks)
        assert {mark for marks_ in expected for mark in marks_} <= marks | {"?"}
