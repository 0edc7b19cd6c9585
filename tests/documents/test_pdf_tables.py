"""Tables of PDFs whose cells have several lines, and columns of which one ends early."""

from pathlib import Path

from rag.documents.assembly import document_from
from rag.documents.document import Document
from rag.documents.formats.pdf import extract
from tests.support.pdf_pages import Sheet, written

TEXT = [
    "The wells of the plain were bored in",
    "three summers, and each of them has",
    "a keeper who measures it once a month.",
    "Nobody has ever paid these keepers for",
    "it, and none of them has asked, since",
    "the wells are held in common by all.",
    "One of them keeps the book in which",
    "the depths are written, and his wife",
    "corrects it where he was mistaken.",
]


def _read(sheet: Sheet) -> Document:
    name = Path("page.pdf")
    return document_from(extract(written(sheet), name), name.name, "")


def test_a_cell_of_several_lines_is_read_before_the_next_one() -> None:
    """The second line of a cell is not read behind the first one of the cell beside it."""
    sheet = Sheet().lines(40, 540, TEXT[:3])
    rows = [
        ("North", ["Irma Sool and", "her brothers"], ["Collapsed after the", "casing broke."]),
        ("Mill", ["Parish of Sarn"], ["In use, although its", "pump was stolen."]),
        ("School", ["Canton"], ["Closed since the", "test of May 2016."]),
    ]
    for order, (name, *columns) in enumerate(rows):
        sheet.put(40, 460 - 40 * order, name)
        for column, lines in enumerate(columns):
            sheet.lines(120 + 140 * column, 460 - 40 * order, lines, step=13)
    text = _read(sheet).reading.text
    assert "North Irma Sool and her brothers Collapsed after the casing broke." in text
    assert "Mill Parish of Sarn In use, although its pump was stolen." in text


def test_rows_of_one_line_each_stay_rows() -> None:
    """Code beside its remarks, both in lower case, is read line by line."""
    sheet = Sheet().lines(40, 540, TEXT[:3])
    sheet.lines(40, 440, ["load the register", "store the result"])
    sheet.lines(220, 440, ["from the trace", "to the stack"])
    text = _read(sheet).reading.text
    assert "load the register from the trace" in text


def test_a_second_column_of_two_lines_is_no_part_of_the_first() -> None:
    """Text that goes on beside a column that ends early is not read line by line."""
    sheet = Sheet().lines(30, 540, TEXT)
    sheet.lines(230, 526, ["This work was paid for by", "the water board of Sarn."])
    text = _read(sheet).reading.text
    assert " ".join(TEXT[:3]) in text
    assert "This work was paid for by the water board of Sarn." in text


def test_rows_between_lines_are_read_cell_by_cell() -> None:
    """Where rules and bars part the cells, all of them may go on, the first one as well."""
    sheet = Sheet().lines(40, 540, TEXT[:3])
    rows = [
        (["Jens Munk the", "Elder, a pilot"], ["Washed from the", "gallery in 1861."]),
        (["Sara Munk", "of Fyr"], ["Dismissed, as she", "was a woman."]),
    ]
    for order, columns in enumerate(rows):
        for column, lines in enumerate(columns):
            sheet.lines(44 + 150 * column, 460 - 34 * order, lines, step=13)
    rules = [f"40 {y} m 340 {y} l S" for y in (474, 440, 406)]
    sheet.content += rules + [f"{x} 406 m {x} 474 l S" for x in (40, 190, 340)]
    text = _read(sheet.put(40, 380, "The board paid her a pension.")).reading.text
    assert "\n\nJens Munk the Elder, a pilot Washed from the gallery in 1861.\n\n" in text
    assert "Sara Munk of Fyr Dismissed, as she was a woman." in text


def test_a_cell_goes_on_below_where_nothing_else_stands_in_its_row() -> None:
    """A name may begin with a capital; no word of the next cell stands before it."""
    sheet = Sheet().lines(40, 540, TEXT[:3])
    for order, row in enumerate([("Gull", "The widow Aas of", "35"), ("Heron", "Moss", "120")]):
        for x, cell in zip((40, 120, 280), row, strict=True):
            sheet.put(x, 460 - 24 * order, cell)
    text = _read(sheet.put(120, 448, "Drobak by lease")).reading.text
    assert "Gull The widow Aas of Drobak by lease 35" in text
    assert "Heron Moss 120" in text


def test_rows_between_two_lines_are_rows_where_each_cell_has_a_line_in_each() -> None:
    """Tables with rules around them, and none between their rows."""
    sheet = Sheet().lines(40, 540, TEXT[:3])
    for order, row in enumerate([("1901", "Borch", "11 040"), ("1911", "Lund", "15 300")]):
        for x, cell in zip((44, 124, 284), row, strict=True):
            sheet.put(x, 460 - 14 * order, cell)
    for y in (474, 440):
        sheet.content.append(f"40 {y} m 340 {y} l S")
    for x in (40, 120, 280, 340):
        sheet.content.append(f"{x} 474 m {x} 440 l S")
    text = _read(sheet).reading.text
    assert "1901 Borch 11 040" in text
    assert "1911 Lund 15 300" in text
