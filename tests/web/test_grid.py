"""The grid's files: no cell becomes a formula, and the workbook is one that others read."""

import csv
import io
import zipfile
from xml.etree import ElementTree

from rag.web.tabs.grid import Grid, grid_html, to_csv, to_xlsx
from tests.web.test_html import herat

FORMULA = '=HYPERLINK("http://evil","x")'


def grid() -> Grid:
    """A quote and an empty cell, under questions that look like formulas and mark-up."""
    quote = herat()
    doc = quote.document
    cells = {(doc.doc_id, 0): quote, (doc.doc_id, 1): None}
    return Grid([FORMULA, "<b>when?</b>"], [(doc.doc_id, doc.title or "")], cells)


def test_a_csv_cell_is_never_a_formula() -> None:
    """A cell that a spreadsheet would run is written as text."""
    rows = list(csv.reader(io.StringIO(to_csv(grid()).decode("utf-8-sig"))))
    assert [f"'{FORMULA}", "<b>when?</b>"] == rows[0][1:]
    assert ["The fall of Herat", "The Taliban took Herat in 1995.", ""] == rows[1]


def test_the_workbook_holds_strings_only() -> None:
    """Every cell is a string, none a formula, and every part of the workbook is well-formed XML."""
    with zipfile.ZipFile(io.BytesIO(to_xlsx(grid()))) as book:
        parts = {name: ElementTree.fromstring(book.read(name)) for name in book.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    assert {"s"} == {cell.get("t") for cell in sheet.iter(f"{space}c") if len(cell)}
    assert [] == list(sheet.iter(f"{space}f"))
    strings = parts["xl/sharedStrings.xml"]
    assert FORMULA in [text.text for text in strings.iter(f"{space}t")]


def test_the_table_is_escaped_and_says_where_a_document_is_silent() -> None:
    """Questions are text, an empty cell says so, a full one leads to the quote."""
    html = grid_html(grid())
    assert "&lt;b&gt;when?" in html
    assert "does not say" in html
    assert "#quote-1" in html
