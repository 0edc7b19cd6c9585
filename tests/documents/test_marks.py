"""Which notes a mark stands for: sequences, pages, chapters, signs and continuations."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from rag.documents.marks import readings
from rag.documents.notes import resolve
from rag.references.printed import PrintedMark, PrintedNote, plain_mark
from rag.span import Span


def _marks(*pairs: tuple[str, int]) -> list[PrintedMark]:
    return [
        PrintedMark(Span(n, n + 1), n, mark, None, page) for n, (mark, page) in enumerate(pairs)
    ]


def _notes(*pairs: tuple[str, int]) -> list[PrintedNote]:
    return [
        PrintedNote(mark, f"Text of note {n}.", (Span(1000 + n, 1001 + n),), page)
        for n, (mark, page) in enumerate(pairs)
    ]


def _resolved(marks: list[PrintedMark], notes: list[PrintedNote]) -> list[tuple[int, ...]]:
    return list(resolve(marks, notes)[1])


def _through(count: int, page: int = 0) -> list[PrintedNote]:
    return _notes(*[(str(number), page) for number in range(1, count + 1)])


def test_marks_in_order_go_to_the_notes_of_their_numbers() -> None:
    """Plain through numbering needs no cleverness."""
    marks = _marks(*[(str(number), 0) for number in range(1, 6)])
    assert [(0,), (1,), (2,), (3,), (4,)] == _resolved(marks, _through(5))


def test_two_notes_run_together_after_the_second() -> None:
    """`34` between 2 and 5 is notes 3 and 4, even where a note 34 exists."""
    marks = _marks(("1", 0), ("2", 0), ("34", 0), ("5", 0))
    assert [(0,), (1,), (2, 3), (4,)] == _resolved(marks, _through(40))


def test_thirty_four_in_its_place_is_note_thirty_four() -> None:
    """`34` between 33 and 35 is one note."""
    marks = _marks(*[(str(number), 0) for number in range(1, 41)])
    assert [(number,) for number in range(40)] == _resolved(marks, _through(40))


def test_run_together_over_a_power_of_ten_and_in_threes() -> None:
    """`910` after 8 is 9 and 10; `111213` is three notes."""
    before = [(str(number), 0) for number in range(1, 9)]
    marks = _marks(*before, ("910", 0), ("111213", 0), ("14", 0))
    assert [(8, 9), (10, 11, 12), (13,)] == _resolved(marks, _through(14))[8:]


def test_a_number_that_neither_exists_nor_follows_is_not_guessed() -> None:
    """`34` after 20 is neither a note of 21 nor notes 3 and 4."""
    marks = _marks(*[(str(number), 0) for number in range(1, 21)], ("34", 0), ("21", 0))
    assert [(), (20,)] == _resolved(marks, _through(21))[20:]


def test_an_excerpt_may_begin_with_a_late_note() -> None:
    """Notes that begin with 7 are due from 7 on."""
    pairs = (("7", 0), ("8", 0))
    assert _resolved(_marks(*pairs), _notes(*pairs)) == [(0,), (1,)]


def test_lists_and_ranges() -> None:
    """`2,3`, `4–6` and `[7, 9]` name each of their notes."""
    marks = _marks(("1", 0), ("2,3", 0), ("4–6", 0), ("[7, 9]", 0))
    assert [(0,), (1, 2), (3, 4, 5), (6, 8)] == _resolved(marks, _through(9))


def test_the_same_note_cited_twice() -> None:
    """A number that returns names the same note again."""
    marks = _marks(("1", 0), ("2", 0), ("1", 0), ("3", 0), ("3", 0))
    assert [(0,), (1,), (0,), (2,), (2,)] == _resolved(marks, _through(3))


def test_numbering_by_page() -> None:
    """Every page starts at 1 again, and each mark goes to its own page's note."""
    pages = [("1", 1), ("2", 1), ("1", 2), ("1", 3), ("2", 3), ("3", 3)]
    assert [(n,) for n in range(6)] == _resolved(_marks(*pages), _notes(*pages))


def test_numbering_by_page_survives_a_lost_mark() -> None:
    """A mark that was not found on page 2 does not shift those of page 3."""
    notes = _notes(("1", 1), ("2", 1), ("1", 2), ("2", 2), ("1", 3), ("2", 3))
    marks = _marks(("1", 1), ("2", 1), ("1", 2), ("1", 3), ("2", 3))
    assert [(0,), (1,), (2,), (4,), (5,)] == _resolved(marks, notes)


def test_numbering_by_chapter_with_all_notes_at_the_end() -> None:
    """The second run of marks goes to the second run of notes."""
    notes = _notes(*[(str(n), 90) for n in (1, 2, 3, 4, 1, 2, 3)])
    marks = _marks(*[(str(n), n) for n in (1, 2, 3, 4, 1, 2, 3)])
    assert [(n,) for n in range(7)] == _resolved(marks, notes)


def test_chapters_with_the_last_marks_missing() -> None:
    """A chapter whose last mark was lost ends where the next one starts at 1."""
    notes = _notes(*[(str(n), 90) for n in (1, 2, 3, 4, 1, 2, 3)])
    marks = _marks(*[(str(n), 1) for n in (1, 2, 3, 1, 2, 3)])
    assert [(0,), (1,), (2,), (4,), (5,), (6,)] == _resolved(marks, notes)


def test_signs_go_by_their_page() -> None:
    """An asterisk is the note of the page that it stands on."""
    notes = _notes(("*", 1), ("†", 1), ("*", 2), ("**", 2))
    marks = _marks(("∗", 1), ("†", 1), ("*", 2), ("* *", 2), ("‡", 2))
    assert [(0,), (1,), (2,), (3,), ()] == _resolved(marks, notes)


def test_a_sign_without_a_note_on_its_page_is_not_guessed() -> None:
    """Two notes with an asterisk on other pages: nothing says which one is meant."""
    assert [()] == _resolved(_marks(("*", 3)), _notes(("*", 1), ("*", 2)))


def test_an_exponent_far_from_its_note_is_no_mark() -> None:
    """In a text with footnotes, a raised 2 on page 9 is not the note 2 of page 1."""
    own = [(str(number), number) for number in range(1, 10)]
    marks = _marks(*own[:8], ("2", 8), own[8])
    assert () == _resolved(marks, _notes(*own))[8]


def test_footnotes_are_not_taken_for_the_list_of_references() -> None:
    """Also where nothing cites the list, which prints its numbers in brackets."""
    notes = _notes(("1", 0), ("2", 0), ("3", 1))
    listed = [replace(note, bracketed=True) for note in _notes(("1", 1), ("2", 1), ("3", 1))]
    marks = _marks(("1", 0), ("2", 0), ("3", 1))
    assert [(0,), (1,), (5,)] == _resolved(marks, [*notes[:2], *listed, notes[2]])


def test_links_win_over_numbers() -> None:
    """Where the format links to a note, its number does not matter."""
    marks = [PrintedMark(Span(0, 1), 0, "1", 1), PrintedMark(Span(1, 2), 1, "a", 0)]
    assert [(1,), (0,)] == _resolved(marks, _through(2))


def test_a_note_continued_on_the_next_page_is_made_whole() -> None:
    """A piece without a mark belongs to the note before it, and later indexes move up."""
    notes = [
        PrintedNote("1", "A long remark that", (Span(10, 20),), 1),
        PrintedNote("", "goes on over the page.", (Span(50, 60),), 2),
        PrintedNote("2", "Another.", (Span(60, 70),), 2),
    ]
    whole, found = resolve(_marks(("1", 1), ("2", 2)), notes)
    assert ("A long remark that goes on over the page.", "Another.") == tuple(
        note.text for note in whole
    )
    assert (Span(10, 20), Span(50, 60)) == whole[0].spans
    assert ((0,), (1,)) == found


def test_a_continuation_that_repeats_its_number() -> None:
    """`7 (continued)` and an unfinished 7 on the next page are the rest of note 7."""
    notes = [
        PrintedNote("6", "Six.", (Span(1, 2),), 1),
        PrintedNote("7", "Seven is inter-", (Span(2, 3),), 1),
        PrintedNote("7", "(continued) rupted.", (Span(3, 4),), 2),
        PrintedNote("8", "Eight.", (Span(4, 5),), 2),
    ]
    whole, _ = resolve([], notes)
    assert ["Six.", "Seven is interrupted.", "Eight."] == [note.text for note in whole]


def test_the_same_number_on_the_next_page_is_its_own_note_in_numbering_by_page() -> None:
    """A finished note 1 on each of two pages is two notes."""
    assert 2 == len(resolve([], _notes(("1", 1), ("1", 2)))[0])


def test_readings_of_a_mark() -> None:
    """What a mark may stand for, before the sequence decides."""
    assert [((1213,), False), ((12, 13), True)] == readings("1213")
    assert [((3, 5), False)] == readings("3,5")
    assert [] == readings("†")
    assert [] == readings("")
    assert "12" == plain_mark(" [¹²] ")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 12), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_run_together_marks_of_many_pages(sizes: list[int], random: object) -> None:
    """Footnotes by page with neighbours run together at random are all found."""
    notes: list[tuple[str, int]] = []
    marks: list[tuple[str, int]] = []
    expected: list[tuple[int, ...]] = []
    for page, size in enumerate(sizes):
        number = 1
        while number <= size:
            together = number > 1 and number < size and random.random() < 0.3  # type: ignore[attr-defined]
            group = [number, number + 1] if together else [number]
            expected.append(tuple(len(notes) + n - 1 for n in group))
            marks.append(("".join(map(str, group)), page))
            number += len(group)
        notes += [(str(n), page) for n in range(1, size + 1)]
    assert expected == _resolved(_marks(*marks), _notes(*notes))


def test_nothing_gives_nothing() -> None:
    """No marks and no notes are no error."""
    assert ((), ()) == resolve([], [])


def test_a_long_document_is_quick() -> None:
    """Two thousand marks over 300 pages are resolved in order."""
    pages = [(str(n % 7 + 1), n // 7) for n in range(2100)]
    assert [(n,) for n in range(2100)] == _resolved(_marks(*pages), _notes(*pages))


def test_notes_of_chapters_at_the_end_of_a_book() -> None:
    """Where all marks stand before them, chapters part the notes, though each has a 1 alone."""
    marks = _marks(("1", 0), ("2", 0), ("1", 0), ("1", 0))
    notes = _notes(("1", 0), ("2", 0), ("1", 1), ("1", 2))
    assert [(0,), (1,), (2,), (3,)] == _resolved(marks, notes)
