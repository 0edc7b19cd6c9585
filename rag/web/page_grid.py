"""The grid tab: several questions to each document by itself."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from rag.errors import QuothError
from rag.web.desk import Desk
from rag.web.export import Download, links_html
from rag.web.grid import Grid, grid_html, to_csv, to_xlsx
from rag.web.kept import Kept
from rag.web.library_html import counter_html
from rag.web.page_ask import LONGEST, QUIET, status_html

MOST_QUESTIONS, MOST_DOCUMENTS = 12, 60
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LEAD = (
    '<p class="lead"><strong>Ask each document by itself</strong>, and see the answers side by '
    "side: one question a line.</p>"
)


def build_grid(desk: Desk, kept: Kept) -> gr.Dropdown:
    """Lay out the tab and wire it; gives the choice of documents, to be filled."""
    with gr.Column(elem_id="grid"):
        gr.HTML(_LEAD, apply_default_css=False)
        questions = gr.Textbox(
            label="Questions, one a line", lines=3, max_lines=MOST_QUESTIONS,
            placeholder="When did it happen?", max_length=LONGEST * MOST_QUESTIONS,
        )  # fmt: skip
        documents = gr.Dropdown(
            [], multiselect=True, label="Documents", info="Leave this empty to ask all of them."
        )
        with gr.Row(elem_id="grid-actions"):
            fill = gr.Button("Fill the grid", variant="primary", size="sm", scale=0)
            stop = gr.Button("Stop", size="sm", scale=0)
        status = gr.HTML(status_html(""), apply_default_css=False)
        table = gr.HTML("", elem_id="cells", apply_default_css=False)

    def run(text: str, chosen: list[str]) -> Iterator[list[Any]]:
        yield from _filled(desk, kept, text, chosen)

    running = fill.click(run, [questions, documents], [status, table], **QUIET)
    stop.click(lambda: status_html("Stopped."), None, status, cancels=running, **QUIET)
    return documents


def _filled(desk: Desk, kept: Kept, text: str, chosen: list[str]) -> Iterator[list[Any]]:
    """Ask, and yield the status and the table."""
    asked = [line.strip()[:LONGEST] for line in text.splitlines() if line.strip()]
    rows = [row for row in desk.documents() if not chosen or row.doc_id in chosen]
    if not asked or not rows:
        said = "Write a question first." if rows else "There are no documents yet."
        yield [status_html(said), gr.skip()]
        return
    if len(asked) > MOST_QUESTIONS or len(rows) > MOST_DOCUMENTS:
        said = f"At most {MOST_QUESTIONS} questions and {MOST_DOCUMENTS} documents at a time."
        yield [status_html(said, wrong=True), gr.skip()]
        return
    grid = Grid(asked, [(row.doc_id, row.title or row.path) for row in rows])
    try:
        for done in grid.fill(desk):
            yield [counter_html("Asking", done, len(asked) * len(rows)), gr.skip()]
    except QuothError as error:
        yield [status_html(str(error), wrong=True), gr.skip()]
        return
    files = {
        "grid.csv": Download("CSV", "text/csv; charset=utf-8", lambda: to_csv(grid)),
        "grid.xlsx": Download("XLSX", _XLSX, lambda: to_xlsx(grid)),
    }
    links = links_html(kept.put(files), files, "Export this grid:")
    yield [status_html(""), grid_html(grid) + links]
