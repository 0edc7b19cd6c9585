"""The grid's files: no cell becomes a formula, and the workbook is one that others read."""

import csv
import io
import zipfile
from typing import Any, cast
from xml.etree import ElementTree

from rag.answers.result import Abstention
from rag.errors import QuothError
from rag.files import csv_of
from rag.web.stores.results import ResultStore
from rag.web.tabs.grid import Grid, _filling, grid_html, to_xlsx
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
    rows = list(csv.reader(io.StringIO(csv_of(grid().rows()).decode("utf-8-sig"))))
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


def test_a_fault_keeps_the_rows_that_were_answered() -> None:
    """Rows are shown whole, the others counted, and the fault is said above them."""

    class Desk:
        def ask(self, question: str, _: None, documents: frozenset[str]) -> Abstention:
            if documents == {"c"}:
                raise QuothError("its index is gone")
            return Abstention(question, "no_evidence", (), 0.0)

    filling = Grid(["When?", "Who?"], [(name, name.upper()) for name in "abcd"])
    *_, [status, table] = _filling(cast(Any, Desk()), ResultStore(), filling)
    assert "Its index is gone" in status
    assert "2 of 4 documents were asked" in table
    assert [["A", "", ""], ["B", "", ""]] == filling.rows()[1:]
