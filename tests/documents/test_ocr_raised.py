"""Raised figures on scanned pages: found by their ink, read as figures, else left alone."""

import numpy as np
import pytest

from rag.documents import sandbox
from rag.documents.assembly import document_from
from rag.documents.formats.pdf.raised_marks import Pixels, Word, correct
from tests.documents.test_ocr import ESSAY, SCAN, needs_tesseract
from tests.support.scanning import scanned

BASE, X = 60, 20  # the line, from the top, and the height of an x, in pixels
LETTER, TALL, POINT, QUOTE, RAISED = (0, 20), (0, 28), (0, 4), (18, 8), (14, 16)
"""How far above the line a patch of ink ends, and how high it is."""


def _printed(text: str, patches: list[tuple[int, int]], first: bool = False) -> tuple[Pixels, Word]:
    """A page with one word of these patches of ink, each ten pixels wide."""
    page = np.full((100, 400), 250, dtype=np.uint8)
    for order, (up, high) in enumerate(patches):
        page[BASE - up - high : BASE - up, 20 + 14 * order : 30 + 14 * order] = 20
    box = (20, BASE - 40, 16 + 14 * len(patches), BASE)
    return page, Word(text, box, BASE, X, first)


def _corrected(
    text: str, patches: list[tuple[int, int]], *rows: str, first: bool = False
) -> tuple[str, tuple[int, int] | None]:
    """The word after its raised figures were read as `rows`: the mark, then each figure."""
    page, word = _printed(text, patches, first)
    read = [(30.0 + 66 * order + 18, said) for order, said in enumerate(rows) if said]
    correct(page, [word], lambda _: read)
    return word.text, word.raised


@pytest.mark.parametrize(
    ("text", "patches", "rows", "expected"),
    [
        ("an.®", [LETTER, LETTER, POINT, RAISED], ("8", "8"), ("an.8", (3, 4))),
        ("an.°®", [LETTER, LETTER, POINT, RAISED], ("6", "6"), ("an.6", (3, 4))),
        ("an.'*", [LETTER, LETTER, POINT, RAISED, RAISED], ("12", "12"), ("an.12", (3, 5))),
        ('an."', [LETTER, LETTER, POINT, RAISED, RAISED], ("11", ""), ("an.11", (3, 5))),
        ("an.”?", [LETTER, LETTER, POINT, QUOTE, RAISED], ("2", "2"), ("an.”2", (4, 5))),
        ("km?", [TALL, LETTER, RAISED], ("2", "2"), ("km2", (2, 3))),
        ("°", [RAISED], ("5", "5"), ("5", (0, 1))),
    ],
)
def test_raised_figures_are_put_right(
    text: str, patches: list[tuple[int, int]], rows: tuple[str, ...],
    expected: tuple[str, tuple[int, int]],
) -> None:  # fmt: skip
    """Behind a full stop all odd signs are the mark; behind anything else as many as it has."""
    assert expected == _corrected(text, patches, *rows)


@pytest.mark.parametrize(
    ("text", "patches", "rows"),
    [
        ("an.”", [LETTER, LETTER, POINT, QUOTE], ("9", "9")),
        ("1989", [TALL, TALL, TALL, TALL], ("9", "9")),
        ("an?", [LETTER, LETTER, TALL], ("9", "9")),
        ("an.'*", [LETTER, LETTER, POINT, RAISED, RAISED], ("12", "13")),
        ("an.'*", [LETTER, LETTER, POINT, RAISED, RAISED], ("1", "")),
        ("an.®", [LETTER, LETTER, POINT, RAISED], ()),
        ("ant", [LETTER, LETTER, RAISED], ("9", "9")),
    ],
    ids=["quote", "year", "question", "readings differ", "one lost", "nothing", "letter"],
)
def test_what_is_no_mark_or_not_sure_stays(
    text: str, patches: list[tuple[int, int]], rows: tuple[str, ...]
) -> None:
    """A wrong number would lead to a wrong note."""
    assert (text, None) == _corrected(text, patches, *rows)


def test_a_notes_own_number_is_at_its_start() -> None:
    """Only the first word of a line may begin with one."""
    note = [RAISED, TALL, LETTER]
    assert ("1Ol", (0, 1)) == _corrected("‘Ol", note, "1", "1", first=True)
    assert ("‘Ol", None) == _corrected("‘Ol", note, "1", "1", first=False)


def test_blank_and_broken_places_are_no_words() -> None:
    """Boxes at the page's edge, without ink, or outside of it."""
    page = np.full((100, 400), 250, dtype=np.uint8)
    for box in ((0, 0, 0, 0), (390, 90, 500, 200), (900, 900, 950, 950), (0, 0, 400, 100)):
        word = Word("an.®", box, BASE, X, True)
        correct(page, [word], lambda _: [(48.0, "8")])
        assert ("an.®", None) == (word.text, word.raised)


@needs_tesseract
def test_notes_of_a_scanned_page_come_with_their_marks() -> None:
    """At least four of the five marks on the essay's second page lead to their notes."""
    document = document_from(sandbox.extract(scanned(ESSAY, [1]), SCAN), "a.pdf", "")
    found = {m.mark: document.notes[n].text for m in document.markers for n in m.notes}
    expected = {"5": "Ahmed Rashid", "6": "Steve Coll", "7": "Mohsen M. Milani", "8": "Rashid",
                "9": "Milani"}  # fmt: skip
    assert len(found) >= 4
    assert all(text.startswith(expected[mark]) for mark, text in found.items())
    assert "Tajikistan. The diplomacy" in document.reading.text
