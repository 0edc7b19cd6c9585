"""The tab that weighs claims: quotes for and against, side by side; never a verdict."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr
from markupsafe import Markup

from rag.answers.batch import dump_line, error_json
from rag.answers.question_files import QuestionLine, read_file_of, read_text
from rag.errors import QuestionError, QuothError
from rag.views.template import render
from rag.views.weighed import HEADINGS, why_words
from rag.web.desk import Desk
from rag.web.export import Download, links_html
from rag.web.filter_box import chosen, filter_box
from rag.web.quote_html import Numbered, QuoteShown, quote_shown
from rag.web.stores.results import ResultStore
from rag.web.tabs.ask import QUIET, lead, run_buttons, status_html
from rag.web.tabs.library_html import counter_html

if TYPE_CHECKING:
    from rag.answers.record import ErrorRecord, SetupRecord
    from rag.answers.weigh import Voiced, Weighed, WeighedLine

MOST_CLAIMS = 100


_Side = tuple[str, str, Sequence[tuple[str, QuoteShown]]]
"""Name and heading of a side, and its quotes, each with why it is there, or ""."""


def weighed_html(weighed: "Weighed", number: int) -> Markup:
    """One claim; `number` tells it from the others on the page. Every quote is checked again."""
    from rag.answers.weigh import SIDES

    voiced = [one for side in SIDES for one in weighed.voiced[side]]
    numbered: list[Numbered] = [(n, one.quote) for n, one in enumerate(voiced, 1)]
    told = dict(zip(map(id, voiced), numbered, strict=True))

    def shown(one: "Voiced") -> tuple[str, QuoteShown]:
        n, quote = told[id(one)]
        words = [word for word in one.sorted.words if word]
        why = why_words(one.sorted.why, words)
        return why, quote_shown(n, quote, numbered, f"w{number}-{n}", titled=True)

    sides: list[_Side] = [
        (side, HEADINGS[side], [*map(shown, weighed.voiced[side])]) for side in SIDES
    ]
    silent = [row.title or row.path for row in weighed.silent]
    return render(
        "web/tabs/weighed.html", number=number, claim=weighed.claim, wrong="", sides=sides,
        silent=silent, unread=weighed.unread, problems=weighed.problems,
    )  # fmt: skip


def build_weigh(desk: Desk, kept: ResultStore) -> None:
    """Lay out the tab and wire it. Call inside a Blocks context."""
    with gr.Column(elem_id="weigh"):
        gr.HTML(lead("weigh"), apply_default_css=False)
        claims = gr.Textbox(
            label="Claims, one a line", lines=2, max_lines=20,
            placeholder="The bridge was closed in 1997.",
        )  # fmt: skip
        with gr.Accordion("Only some documents", open=False, elem_classes="more") as only:
            filter_ = filter_box("weigh-where")
        kinds = [".jsonl", ".csv", ".tsv", ".txt"]
        begin, file, stop = run_buttons("Weigh", "A file of claims", kinds, "weigh-actions")
        status = gr.HTML(status_html(""), apply_default_css=False)
        result = gr.HTML("", elem_id="weighed", apply_default_css=False)

    def typed(text: str, where: str) -> Iterator[list[Any]]:
        yield from _weighed(desk, kept, [*read_text(text.encode().split(b"\n"), "claim")], where)

    def brought(path: str, where: str) -> Iterator[list[Any]]:
        yield from _brought(desk, kept, Path(path), where)

    shown, carried = [status, result], filter_.carried(1, 2)
    running: list[Any] = [
        begin.click(typed, [claims, filter_.where], shown, js=carried, **QUIET),
        file.upload(brought, [file, filter_.where], shown, js=carried, **QUIET),
    ]
    stop.click(lambda: status_html("Stopped."), None, status, cancels=running, **QUIET)
    filter_.wire(desk, only.expand)


def _brought(desk: Desk, kept: ResultStore, path: Path, where: str) -> Iterator[list[Any]]:
    """Weigh the claims of an uploaded file, which is not kept."""
    data = path.read_bytes()
    path.unlink(missing_ok=True)
    try:
        lines = list(read_file_of(path.name, io.BytesIO(data), "claim"))
    except QuestionError as error:
        yield [status_html(str(error), wrong=True), gr.skip()]
        return
    yield from _weighed(desk, kept, lines, where)


def _weighed(
    desk: Desk, kept: ResultStore, lines: Sequence[QuestionLine], where: str
) -> Iterator[list[Any]]:
    """Weigh each line; yields the status and what there is so far."""
    from rag.answers.weigh import setup_of

    if not lines or len(lines) > MOST_CLAIMS:
        said = (
            f"At most {MOST_CLAIMS} claims at a time, found {len(lines)}; see: quoth weigh --claims"
        )
        yield [status_html(said if lines else "Write a claim first.", wrong=bool(lines)), gr.skip()]
        return
    made, html = list[bytes](), Markup()
    try:
        documents = chosen(desk, [], where)
        setup = setup_of(desk.engine, documents)
    except QuothError as error:
        yield [status_html(str(error), wrong=True), gr.skip()]
        return
    for number, line in enumerate(lines, 1):
        yield [counter_html("Weighing", number - 1, len(lines)), html]
        record, part = _weighed_line(desk, line, number, documents, setup)
        made.append(dump_line(record))
        html += part
    data = b"".join(made)
    files = {"weighed.jsonl": Download("JSON Lines", "application/jsonl", lambda: data)}
    yield [status_html(""), html + links_html(kept.put(files), files, "Export:")]


def _weighed_line(
    desk: Desk,
    line: QuestionLine,
    number: int,
    documents: frozenset[str] | None,
    setup: "SetupRecord",
) -> "tuple[WeighedLine | ErrorRecord, Markup]":
    """The record of one claim, and what the page shows of it; or why it is none."""
    from rag.answers.weigh import weigh, weighed_line

    try:
        if line.error:
            raise QuestionError(line.error)
        weighed = weigh(desk.engine, line.question, documents)
        record = weighed_line(line.id, line.question, weighed, setup)
        return record, weighed_html(weighed, number)
    except QuothError as error:  # one line that is no claim takes none along
        claim = line.question or f"Line {line.number}"
        shown = render("web/tabs/weighed.html", number=number, claim=claim, wrong=str(error))
        return error_json(line, str(error)), shown
