"""The grid tab: several questions to each document by itself."""

import io
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import gradio as gr
from markupsafe import Markup

from rag.answers.result import Answer
from rag.errors import QuothError
from rag.files import csv_of
from rag.quotes.quote import Quote
from rag.views.escape import neutral
from rag.views.template import render
from rag.views.words import counted
from rag.web.desk import Desk
from rag.web.export import Download, links_html
from rag.web.filter_box import chosen, filter_box
from rag.web.links import address_of
from rag.web.stores.results import ResultStore
from rag.web.tabs.ask import QUIET, lead, status_html
from rag.web.tabs.library_html import counter_html


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

    def complete(self) -> list[tuple[str, str]]:
        """The documents of which every question was asked: a cell of the others says nothing."""
        last = len(self.questions) - 1
        return [one for one in self.documents if (one[0], last) in self.cells]

    def rows(self) -> list[list[str]]:
        """The table as text: a head, then a row a document. A cell without answer is empty."""
        head = ["Document", *self.questions]
        body = [
            [title, *(quote.text if (quote := self.cells.get((doc_id, column))) else ""
                      for column in range(len(self.questions)))]
            for doc_id, title in self.complete()
        ]  # fmt: skip
        return [[neutral(cell) for cell in row] for row in [head, *body]]


def grid_html(grid: Grid) -> Markup:
    """The table; a cell leads to its quote in the document."""
    columns = range(len(grid.questions))
    rows = [
        (title, [_cell(grid.cells.get((doc_id, column))) for column in columns])
        for doc_id, title in grid.complete()
    ]
    of = len(grid.documents)
    return render("web/tabs/grid.html", questions=grid.questions, rows=rows, of=of)


def _cell(quote: Quote | None) -> tuple[str, str] | None:
    """The words of a quote, and where they stand."""
    if quote is None:
        return None
    return quote.text, address_of([(1, quote)], quote.document.doc_id).url(at="quote-1")


def to_xlsx(grid: Grid) -> bytes:
    """A workbook with one sheet of strings, which are never formulas or links."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet, wrapped = book.add_worksheet("Quoth"), book.add_format({"text_wrap": True})
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, len(grid.questions), 48)
    for at, row in enumerate(grid.rows()):
        for column, text in enumerate(row):
            sheet.write_string(at, column, text, wrapped)
    sheet.freeze_panes(1, 1)
    book.close()
    return out.getvalue()


MOST_QUESTIONS, MOST_ANSWERS = 12, 1000
_PAUSE = 1.0  # seconds between two looks at a table that is being filled
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def build_grid(desk: Desk, kept: ResultStore) -> gr.Dropdown:
    """Lay out the tab and wire it; gives the choice of documents, to be filled."""
    with gr.Column(elem_id="grid"):
        gr.HTML(lead("grid"), apply_default_css=False)
        questions = gr.Textbox(
            label="Questions, one a line", lines=3, max_lines=MOST_QUESTIONS,
            placeholder="When did it happen?",
        )  # fmt: skip
        with gr.Accordion("Only some documents", open=False, elem_classes="more") as only:
            documents = gr.Dropdown(
                [], multiselect=True, label="Documents", info="Leave this empty to ask all of them."
            )
            filter_ = filter_box("grid-where")
        with gr.Row(elem_id="grid-actions"):
            fill = gr.Button("Fill the grid", variant="primary", size="sm", scale=0)
            stop = gr.Button("Stop", size="sm", scale=0, elem_classes="stop")
        status = gr.HTML(status_html(""), apply_default_css=False)
        table = gr.HTML("", elem_id="cells", apply_default_css=False)

    def run(text: str, named: list[str], where: str) -> Iterator[list[Any]]:
        yield from _filled(desk, kept, text, named, where)

    inputs, carried = [questions, documents, filter_.where], filter_.carried(2, 3)
    running = fill.click(run, inputs, [status, table], js=carried, **QUIET)
    filter_.wire(desk, only.expand)
    stop.click(lambda: status_html("Stopped."), None, status, cancels=running, **QUIET)
    return documents


def _filled(
    desk: Desk, kept: ResultStore, text: str, named: list[str], where: str
) -> Iterator[list[Any]]:
    """Ask, and yield the status and the table."""
    if not desk.ready.is_set():
        yield [status_html(desk.doing, busy=True), gr.skip()]
        desk.ready.wait()
    asked = [line.strip() for line in text.splitlines() if line.strip()]
    try:
        ids = chosen(desk, named, where)
    except QuothError as error:
        yield [status_html(str(error), wrong=True), gr.skip()]
        return
    rows = [row for row in desk.documents() if ids is None or row.doc_id in ids]
    if not asked or not rows:
        said = "Write a question first." if rows else "There are no documents yet."
        yield [status_html(said), gr.skip()]
        return
    if len(asked) > MOST_QUESTIONS or len(asked) * len(rows) > MOST_ANSWERS:
        said = (
            f"{counted(len(asked), 'question')} to {counted(len(rows), 'document')}; expected at "
            f"most {MOST_QUESTIONS} questions and {MOST_ANSWERS:,} answers. Ask fewer, or choose "
            "documents under “Only some documents”."
        )
        yield [status_html(said, wrong=True), gr.skip()]
        return
    yield from _filling(desk, kept, Grid(asked, [(r.doc_id, r.title or r.path) for r in rows]))


def _filling(desk: Desk, kept: ResultStore, grid: Grid) -> Iterator[list[Any]]:
    """Ask, and show what there is every second; a fault or a stop leaves what was answered."""
    cells = len(grid.questions) * len(grid.documents)
    files = {
        "grid.csv": Download("CSV", "text/csv; charset=utf-8", lambda: csv_of(grid.rows())),
        "grid.xlsx": Download("XLSX", _XLSX, lambda: to_xlsx(grid)),
    }
    links = links_html(kept.put(files), files, "Export this grid:")
    yield [counter_html("Asking", 0, cells), ""]
    ended, shown = status_html(""), time.monotonic()
    try:
        for done in grid.fill(desk):
            late = time.monotonic() - shown > _PAUSE and bool(grid.complete())
            shown = time.monotonic() if late else shown
            table = grid_html(grid) + links if late else gr.skip()
            yield [counter_html("Asking", done, cells), table]
    except QuothError as error:
        ended = status_html(str(error), wrong=True)
    yield [ended, grid_html(grid) + links if grid.complete() else ""]
