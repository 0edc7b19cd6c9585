"""PDFs as LaTeX, word processors and browsers set them: fractions, endnotes, tables, spaces."""

from pathlib import Path

from rag.documents.assembly import document_from
from rag.documents.document import Document
from rag.documents.formats.layer import raised
from rag.documents.formats.pdf import extract
from tests.support.pdf_pages import Sheet, written

LEFT = [
    "The mill at Orsk was sold to a miller",
    "from the coast in the spring, and he",
    "paid for it with nine barrels of salted",
    "herring, which the seller never saw.",
    "It had stood empty for eleven years.",
    "No one knew who had the key to it.",
]
RIGHT = [
    "second miller came, and with him two",
    "sons who could not read. They ground",
    "rye until the river froze, and then",
    "they went home and sold the stones.",
    "the wheel itself is still at Orsk.",
    "children swim there in the summer.",
]


def _read(*sheets: Sheet) -> Document:
    name = Path("page.pdf")
    return document_from(extract(written(*sheets), name), name.name, "")


def test_columns_between_a_title_and_a_number_are_read_one_after_the_other() -> None:
    """What crosses the gutter above and below the columns does not make rows of them."""
    sheet = Sheet().put(120, 560, "The Mill at Orsk and its Owners", size=16)
    sheet.lines(30, 500, LEFT).lines(215, 500, RIGHT).put(196, 130, "1")
    text = _read(sheet).reading.text
    assert " ".join(LEFT) in text
    assert "  ".join(text.split()).endswith("summer.")


def test_a_number_far_from_the_edge_is_the_pages_own() -> None:
    """A page with a wide margin has its number further in; it is no text and no note's end."""
    text = "A sluice was built here in the spring of 1911 by two brothers."
    first, second = (Sheet().lines(40, 500, [text, *LEFT]).put(200, 110, n) for n in "12")
    document = _read(first, second)
    assert ["1", "2"] == [page.label for page in document.pages]
    assert " 1 " not in document.reading.text


def _fraction(before: str, after: str) -> str:
    sheet = Sheet().lines(40, 500, LEFT)
    sheet.put(40, 300, before).put(95, 304.5, "3", size=7).put(93, 296, "10", size=7)
    return _read(sheet.put(104, 300, after)).reading.text


def test_a_figure_below_a_figure_is_a_fraction() -> None:
    """Three above ten is no 3 and no 10; what a letter bears is an exponent and an index."""
    assert "of it, ³⁄₁₀ was lost." in _fraction("and of it, ", "was lost.")


def test_notes_that_end_a_book_in_roman_figures_are_linked() -> None:
    """Word processors number endnotes i, ii, iii and put no heading over them."""
    first = Sheet().lines(40, 500, LEFT)
    first.runs(40, 380, ("The key was found.", 11, 0), ("i", 6.5, 4))
    first.runs(40, 350, ("The lock was not.", 11, 0), ("ii", 6.5, 4))
    last = Sheet().put(40, 500, "i Kirov, Mills, p. 9.", size=9)
    last.put(40, 486, "ii Oral report by his niece.", size=9)
    document = _read(first, last)
    notes = [document.notes[n].text for marker in document.markers for n in marker.notes]
    assert ["Kirov, Mills, p. 9.", "Oral report by his niece."] == notes


def test_a_table_without_lines_stands_apart_from_the_text_around_it() -> None:
    """A row of cells at the distance of lines of text is no part of a sentence."""
    sheet = Sheet().lines(40, 500, LEFT)
    sheet.put(40, 416, "Bass").put(200, 416, "4, of whom one is deaf")
    sheet.put(40, 402, "The treasurer reported a debt of nine pounds to the printer.")
    text = _read(sheet).reading.text
    assert "\n\nBass 4, of whom one is deaf\n\nThe treasurer" in text


def test_a_narrow_gap_is_a_space_in_a_line_without_others_inside_of_words() -> None:
    """What is moved by a fifth of the size, without a space in the file, is another word."""
    sheet = Sheet().lines(40, 500, LEFT)
    sheet.content.append(
        "BT /F1 11 Tf 40 400 Td [(It is still in the archive of) -200 (the commune.)] TJ ET"
    )
    assert "archive of the commune." in _read(sheet).reading.text


def test_small_capitals_have_one_case() -> None:
    """A file that says once what a shape is would give another case where it stands again."""
    sheet = Sheet().lines(40, 500, LEFT)
    sheet.content.append("BT 40 400 Td /F1 11 Tf (U) Tj /F1 8.8 Tf (rsUla) Tj ET")
    assert "Ursula" in _read(sheet).reading.text


def test_a_raised_ring_is_a_degree() -> None:
    """LaTeX sets degrees with a ring of its mathematics."""
    assert raised("∘") == "°"


def test_a_drop_cap_over_the_first_line_begins_it() -> None:
    """Some programs draw the letter over the line that it belongs to."""
    sheet = Sheet().put(40, 480, "W", size=33).put(40, 494, "hen the mill was sold, nobody")
    sheet.lines(76, 480, ["came to see it, and the miller", "kept his barrels of herring."])
    assert "When the mill was sold, nobody came to see it" in _read(sheet).reading.text


def test_a_star_on_the_line_is_a_mark_of_its_note() -> None:
    """Typewriters and troff have no raised star; the note at the foot tells what it is."""
    sheet = Sheet().lines(40, 500, [*LEFT[:5], "No one had the key to it.*"])
    document = _read(sheet.put(40, 60, "* Kirov, Mills, p. 9.", size=9))
    assert [document.notes[n].text for m in document.markers for n in m.notes] == [
        "Kirov, Mills, p. 9."
    ]
    assert "the key to it.*" not in document.reading.text


def test_files_that_hang_on_a_document_are_named() -> None:
    """A folder of files in a PDF is no text of it, and no silence either."""
    spec = "<< /Type /Filespec /F (ledger.txt) /UF (ledger.txt) /EF << /F 3 0 R >> >>"
    attached = f"/Names << /EmbeddedFiles << /Names [(ledger.txt) {spec}] >> >>"
    data = written(Sheet().lines(40, 500, LEFT), catalog=attached, streams=[""])
    losses = [loss.what for loss in extract(data, Path("a.pdf")).losses]
    assert losses == ["the attached file 'ledger.txt' is not read"]
