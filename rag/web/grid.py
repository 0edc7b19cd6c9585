"""Documents × questions: what each document says to each question, and the table as a file."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from rag.answer import Answer
from rag.quote import Quote
from rag.render.safe import neutral
from rag.web.desk import Desk
from rag.web.escape import attributes, esc
from rag.web.links import address_of

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(slots=True)
class Grid:
    """Rows are documents as (doc_id, title); a cell is the best quote, or None."""

    questions: Sequence[str]
    documents: Sequence[tuple[str, str]]
    cells: dict[tuple[str, int], Quote | None] = field(default_factory=dict)

    def fill(self, desk: Desk) -> Iterator[int]:
        """Ask every question of every document; yields the number of cells done."""
        for doc_id, _ in self.documents:
            for column, question in enumerate(self.questions):
                result = desk.ask(question, None, frozenset({doc_id}))
                best = result.quotes[0] if isinstance(result, Answer) else None
                self.cells[doc_id, column] = best
                yield len(self.cells)

    def rows(self) -> list[list[str]]:
        """The table as text: a head, then a row a document. A cell without answer is empty."""
        head = ["Document", *self.questions]
        body = [
            [title, *(quote.text if (quote := self.cells.get((doc_id, column))) else ""
                      for column in range(len(self.questions)))]
            for doc_id, title in self.documents
        ]  # fmt: skip
        return [[neutral(cell) for cell in row] for row in [head, *body]]


def grid_html(grid: Grid) -> str:
    """The table; a cell leads to its quote in the document."""
    heads = "".join(f'<th scope="col"><bdi>{esc(q)}</bdi></th>' for q in grid.questions)
    body = "".join(_row(grid, doc_id, title) for doc_id, title in grid.documents)
    return (
        f'<div class="scroll" role="group" tabindex="0" aria-label="Grid">'
        f'<table class="grid"><thead><tr><th scope="col">Document</th>{heads}'
        f"</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(grid: Grid, doc_id: str, title: str) -> str:
    cells = "".join(
        f"<td>{_cell(grid.cells.get((doc_id, column)))}</td>"
        for column in range(len(grid.questions))
    )
    return f'<tr><th scope="row"><bdi>{esc(title)}</bdi></th>{cells}</tr>'


def _cell(quote: Quote | None) -> str:
    if quote is None:
        return '<span class="none">does not say</span>'
    url = address_of([(1, quote)], quote.document.doc_id).url(at="quote-1")
    return f'<a dir="auto"{attributes(href=url, target="source")}>{esc(quote.text)}</a>'


def to_csv(grid: Grid) -> bytes:
    """CSV in UTF-8 with a byte order mark; no cell is taken for a formula by a spreadsheet."""
    out = io.StringIO()
    rows = [[f"'{c}" if c.startswith(_FORMULA) else c for c in row] for row in grid.rows()]
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(grid: Grid) -> bytes:
    """A workbook with one sheet of inline strings (ECMA-376), which are never formulas."""
    rows = "".join(
        "<row>"
        + "".join(f'<c t="inlineStr"><is><t xml:space="preserve">{_xml(c)}</t></is></c>' for c in r)
        + "</row>"
        for r in grid.rows()
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in {**_BOOK, "xl/worksheets/sheet1.xml": _SHEET.format(rows)}.items():
            book.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
    return out.getvalue()


def _xml(text: str) -> str:
    return escape("".join(c for c in text if c in "\t\n" or c >= " "))


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEET = f'<worksheet xmlns="{_MAIN}"><sheetData>{{}}</sheetData></worksheet>'
_BOOK = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="Quoth" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    "</Relationships>",
}
