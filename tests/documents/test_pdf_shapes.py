"""PDFs: what the shape of a sign says: superior figures, accents of their own, blank signs."""

from pathlib import Path

import pytest

from rag.documents.assembly import document_from
from rag.documents.document import Document
from rag.documents.formats.pdf import extract
from tests.support.pdf_pages import Sheet, written

BLOCKS = {"A": (0, 700), "B": (380, 720), "C": (-120, 240), "D": (0, 340)}
"""Figures of one font and size: on the line, raised, lowered, and small on the line."""


def _read(*sheets: Sheet, **more: object) -> Document:
    data = written(*sheets, **more)  # type: ignore[arg-type]
    return document_from(extract(data, Path("a.pdf")), "a.pdf", "")


def _figures() -> dict[str, object]:
    """A font in which four signs of different shapes are all the figure 4."""
    names = " ".join(f"{ord(name)} /g{name}" for name in BLOCKS)
    shapes = " ".join(f"/g{name} {3 + n} 0 R" for n, name in enumerate(BLOCKS))
    meant = "\n".join(f"<{ord(name):02x}> <0034>" for name in BLOCKS)
    font = (
        "/F9 << /Type /Font /Subtype /Type3 /FontMatrix [.001 0 0 .001 0 0] "
        "/FontBBox [0 -200 600 800] /FirstChar 65 /LastChar 68 /Widths [500 340 340 360] "
        f"/Encoding << /Type /Encoding /Differences [{names}] >> /CharProcs << {shapes} >> "
        f"/Resources << >> /ToUnicode {3 + len(BLOCKS)} 0 R >> "
    )
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        f"1 begincodespacerange <00> <ff> endcodespacerange {len(BLOCKS)} beginbfchar\n{meant}\n"
        "endbfchar endcmap end end"
    )
    blocks = [
        f"500 0 0 {low} 300 {high} d1 0 {low} 300 {high - low} re f"
        for low, high in BLOCKS.values()
    ]
    return {"fonts": font, "streams": [*blocks, table]}


@pytest.mark.parametrize(
    ("signs", "read"),
    [
        ("A", "4 m"),
        ("AB", "4⁴ m"),
        ("AC", "4₄ m"),
        ("ABAC", "4⁴4₄ m"),
        ("AB(/)D", "4⁴/₄ m"),
        ("A(/)D", "4/4 m"),
    ],
)
def test_figures_raised_by_their_shape_are_powers(signs: str, read: str) -> None:
    """A font's own superior and inferior figures say what those of a smaller size say."""
    runs = " ".join(
        f"/F1 11 Tf ({one[1:]}) Tj" if one.startswith("(") else f"/F9 11 Tf ({one}) Tj"
        for one in signs.replace("(/)", ",(/,").split(",")
    )
    sheet = Sheet()
    sheet.content.append(f"BT 40 500 Td /F1 11 Tf (A sum of ) Tj {runs} /F1 11 Tf ( m) Tj ET")
    document = _read(sheet, **_figures())
    assert document.reading.text == f"A sum of {read}"


def test_a_mark_raised_by_its_shape_is_that_of_a_note() -> None:
    """Notes are told by superior figures, too."""
    sheet = Sheet().lines(40, 500, ["Nobody has ever counted the mules of the valley."])
    sheet.content.append("BT 40 486 Td /F1 11 Tf (They went in the spring.) Tj /F9 11 Tf (B) Tj ET")
    sheet.content.append("40 108 m 120 108 l S")
    sheet.content.append("BT 40 96 Td /F9 8 Tf (B) Tj /F1 8 Tf ( Register, folio 9.) Tj ET")
    document = _read(sheet, **_figures())
    assert "They went in the spring.\n\nRegister, folio 9." in document.reading.text
    assert [("4", (0,))] == [(mark.mark, mark.notes) for mark in document.markers]


def test_an_accent_drawn_over_a_letter_is_part_of_it() -> None:
    """Old fonts have no accented letters: what is drawn in two signs is read as one."""
    sheet = Sheet().put(40, 500, "The K").put(68.7, 500, "afer of 1900").put(69.5, 500, "¨")
    assert _read(sheet).reading.text == "The Käfer of 1900"


def test_an_accent_that_stands_alone_stays() -> None:
    """A sign beside letters is a sign."""
    assert _read(Sheet().put(40, 500, "The sign ^ is a roof, ~ a wave.")).reading.text == (
        "The sign ^ is a roof, ~ a wave."
    )


def test_letters_printed_over_themselves_are_read_once() -> None:
    """Print of two strokes makes words bold, letter by letter; double letters stay two."""
    sheet = Sheet()
    x = 40.0
    for letter, wide in (("m", 8.56), ("i", 3.06), ("l", 3.06), ("l", 3.06), ("s", 4.28)):
        sheet.put(x, 500, letter).put(x + 0.4, 500, letter)
        x += wide
    assert _read(sheet).reading.text == "mills"
