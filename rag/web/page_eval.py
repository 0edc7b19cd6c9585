"""The eval tab: ask the questions of a known-answer set and see what went wrong."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from rag.answer_json import to_json
from rag.errors import QuothError
from rag.web.desk import Desk
from rag.web.export import Download, links_html
from rag.web.kept import Kept
from rag.web.library_html import counter_html
from rag.web.page_ask import QUIET, SESSION, status_html

if TYPE_CHECKING:
    from rag.evaluate import Known, Report, Row

_LEAD = (
    '<p class="lead"><strong>Measure on questions whose answers are known</strong>: those that '
    "you keep on the page, or a file of them. Gold that no longer fits its document is left "
    "out.</p>"
)
_REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"


@dataclass(frozen=True, slots=True)
class Before:
    """The rows of the run before in this session, to compare with."""

    rows: "tuple[Row, ...]" = ()

    def __deepcopy__(self, memo: object) -> "Before":
        return self


def build_eval(desk: Desk, kept: Kept) -> None:
    """Lay out the tab and wire it. Call inside a Blocks context."""
    before = gr.State(Before(), time_to_live=SESSION)
    with gr.Column(elem_id="eval"):
        gr.HTML(_LEAD, apply_default_css=False)
        with gr.Row(elem_id="eval-actions"):
            own = gr.Button("Run the kept answers", variant="primary", size="sm", scale=0)
            file = gr.UploadButton(
                "Run a question file", file_types=[".jsonl", ".json"], size="sm", scale=0,
                variant="secondary",
            )  # fmt: skip
            stop = gr.Button("Stop", size="sm", scale=0)
        status = gr.HTML(status_html(""), apply_default_css=False)
        result = gr.HTML("", elem_id="measures", apply_default_css=False)

    def run_kept(last: Before) -> Iterator[list[Any]]:
        yield from _run(desk, kept, desk.known.path, "kept answers", last)

    def run_file(path: str, last: Before) -> Iterator[list[Any]]:
        try:
            yield from _run(desk, kept, Path(path), Path(path).name, last)
        finally:
            Path(path).unlink(missing_ok=True)

    shown = [status, result, before]
    runs: Any = [
        own.click(run_kept, before, shown, **QUIET),
        file.upload(run_file, [file, before], shown, **QUIET),
    ]
    stop.click(lambda: status_html("Stopped."), None, status, cancels=runs, **QUIET)


def _run(desk: Desk, kept: Kept, path: Path, name: str, last: Before) -> Iterator[list[Any]]:
    """Ask and measure; yields the status, the result, and the rows for the next comparison."""
    if not path.exists():
        said = "Nothing is kept yet. Ask something, then use “Keep as a known answer”."
        yield [status_html(said), gr.skip(), gr.skip()]
        return
    yield [status_html("Reading the questions …", busy=True), gr.skip(), gr.skip()]
    try:
        from rag import evaluate

        library = evaluate.Library(desk.engine.index)
        known = evaluate.read_known(path, library.texts)
        stale = evaluate.stale(known, library)
        fitting = [one for one in known if one.id not in stale]
        records = []
        for done, one in enumerate(fitting, 1):
            yield [counter_html("Asking", done, len(fitting)), gr.skip(), gr.skip()]
            records.append(_record(desk, one))
        report = evaluate.evaluate(fitting, evaluate.by_id(records), library, desk.engine.index)
    except QuothError as error:
        yield [status_html(str(error), wrong=True), gr.skip(), gr.skip()]
        return
    report = replace(report, left_out=stale)
    desk.measured = (name, [(row.confidence, bool(row.right)) for row in report.rows])
    yield [status_html(""), _shown(report, kept, name, last), Before(tuple(report.rows))]


def _record(desk: Desk, one: "Known") -> dict[str, Any]:
    """The answer to one question, in the JSON contract."""
    import time

    began = time.perf_counter()
    result = desk.ask(one.question, None, None)
    seconds = time.perf_counter() - began
    return to_json(result, id=one.id, seconds=seconds, index=desk.about())


def _shown(report: "Report", kept: Kept, name: str, last: Before) -> str:
    """The result, with the whole report kept to be opened and saved."""
    import orjson

    from rag import evaluate
    from rag.render.report import report_html
    from rag.web.eval_html import eval_html

    comparison = evaluate.compare(last.rows, report.rows) if last.rows else None
    report = replace(report, comparison=comparison)
    page = report_html(report, name).encode("utf-8")
    data = orjson.dumps(evaluate.report_json(report), option=orjson.OPT_INDENT_2)
    whole = Download("page", "text/html; charset=utf-8", lambda: page, _REPORT_POLICY)
    files = {"eval.json": Download("JSON, to compare with", "application/json", lambda: data)}
    key = kept.put({"eval.html": whole, **files})
    links = links_html(key, files, "Export this report:")
    return eval_html(report, comparison, f"/export/{key}/eval.html") + links
