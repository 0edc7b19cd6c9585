"""PDFs: what covers text or stands in its place, and what the page shows all the same."""

from pathlib import Path

import pytest

from rag.documents.assembly import document_from
from rag.documents.document import Document
from rag.documents.formats.pdf import extract
from tests.support.pdf_pages import Sheet, written

UNREADABLE = (
    "/F8 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman "
    "/Encoding << /Differences [103 /G1 109 /G2] >> >> "
)


def _read(*sheets: Sheet, **more: object) -> Document:
    data = written(*sheets, **more)  # type: ignore[arg-type]
    return document_from(extract(data, Path("a.pdf")), "a.pdf", "")


@pytest.mark.parametrize("kind", ["Square", "Stamp", "FreeText"])
def test_what_an_annotation_covers_is_not_seen(kind: str) -> None:
    """Annotations are drawn over the page: a white or black one hides what is below it."""
    cover = f"<< /Type /Annot /Subtype /{kind} /Rect [38 455 300 475] /F 4 /AP << /N 3 0 R >> >>"
    look = "1 g 0 0 400 600 re f"
    sheet = Sheet(annotations=[cover]).put(40, 500, "The mill stands.").put(40, 460, "It burned.")
    data = written(sheet, streams=[look]).replace(
        b"/Length 20 >>", b"/Length 20 /Type /XObject /Subtype /Form /BBox [0 0 262 20] >>"
    )
    found = extract(data, Path("a.pdf"))
    assert "It burned." not in found.text
    assert found.text.startswith("The mill stands.")


def test_an_empty_clip_shows_nothing() -> None:
    """A path without any area lets nothing through."""
    sheet = Sheet().put(40, 500, "The mill stands.")
    sheet.content.append("q 0 0 m 0 0 l W n")
    sheet.put(40, 460, "It burned.").content.append("Q")
    assert _read(sheet).reading.text == "The mill stands."


@pytest.mark.parametrize(
    ("stated", "font", "drawn", "read"),
    [
        ("The niece inherits.", "F1", "The nephew inherits.", "The nephew inherits."),
        ("office", "F1", "office", "office"),
        ("mg", "F8", "mg", "mg"),
    ],
)
def test_stated_text_counts_where_the_drawn_cannot_be_read(
    stated: str, font: str, drawn: str, read: str
) -> None:
    """A file may state a text in place of what it draws; no other words than are seen are read."""
    sheet = Sheet().put(40, 500, "The will:")
    sheet.content.append(f"/Span << /ActualText ({stated}) >> BDC")
    sheet.put(40, 486, drawn, font=font).content.append("EMC")
    assert read in _read(sheet, fonts=UNREADABLE).reading.text


def test_notes_with_letters_are_told_by_the_raised_letters_of_the_page() -> None:
    """A line "a." at the foot is a note where a raised a stands in the text, else an item."""
    sheet = Sheet().runs(40, 500, ("Kelp was burned on the strand", 11, 0), ("a", 7, 4))
    sheet.runs(40, 486, ("and sold for twenty pounds a ton.", 11, 0), ("b", 7, 4))
    for order, line in enumerate(("a. Old Norse for a strand.", "b. Bremner, Industries, 31.")):
        sheet.put(40, 96 - 10 * order, line, size=8)
    document = _read(sheet)
    assert "strand and sold for twenty pounds a ton.\n\nOld Norse" in document.reading.text
    assert ["a", "b"] == [mark.mark for mark in document.markers]
    assert all(mark.notes for mark in document.markers)


def test_a_last_line_in_small_capitals_is_part_of_its_sentence() -> None:
    """Letters of a smaller size are no other paragraph."""
    sheet = Sheet().lines(40, 500, ["The factor of the island kept the books of the estate"] * 3)
    sheet.runs(40, 458, ("in ", 11, 0), ("LATIN", 8, 0), (".", 11, 0))
    assert "the estate in LATIN." in _read(sheet).reading.text


def test_two_numbers_of_lines_beside_side_notes_are_no_text() -> None:
    """A note in the margin does not change how many lines lie between two numbers."""
    lines = ["The keeper of a lamp shall light it at sunset and shall never leave it"] * 11
    sheet = Sheet().lines(60, 540, lines).put(10, 512, "The lamp.", size=7)
    sheet.put(385, 540 - 4 * 14, "5", size=9).put(385, 540 - 9 * 14, "10", size=9)
    text = _read(sheet).reading.text
    assert "leave it 5" not in text
    assert "leave it 10" not in text
