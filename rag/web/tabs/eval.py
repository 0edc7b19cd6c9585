"""The eval tab: ask the questions of a known-answer set and see what went wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr
from markupsafe import Markup

from rag.answers.record import AnswerRecord, to_json
from rag.errors import QuestionError, QuothError
from rag.web.desk import Desk
from rag.web.door import ROLE
from rag.web.export import Download, links_html
from rag.web.stores.results import ResultStore
from rag.web.tabs.ask import QUIET, lead, run_buttons, status_html
from rag.web.tabs.library_html import counter_html

if TYPE_CHECKING:
    from rag.measure import KnownAnswer, Library, Report, ScoredAnswer

_RUNS = "Every run of the operator is kept, beside the index."
MOST_ASKED = 1000
"""Questions that a visitor may have asked at once."""
_REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"


def build_eval(desk: Desk, kept: ResultStore) -> list[Any]:
    """Lay out the tab and wire it; gives the two lists of runs, to be filled."""
    with gr.Column(elem_id="eval"):
        gr.HTML(lead("eval"), apply_default_css=False)
        own, file, stop = run_buttons(
            "Run the kept answers", "Run a question file", [".jsonl", ".json"], "eval-actions"
        )
        status = gr.HTML(status_html(""), apply_default_css=False)
        result = gr.HTML("", elem_id="measures", apply_default_css=False)
        compare = _build_compare(desk)

    def run_saved(request: gr.Request) -> Iterator[list[Any]]:
        yield from _run(desk, kept, desk.known.path, "kept answers", keep=_keeps(request))

    def run_file(path: str, request: gr.Request) -> Iterator[list[Any]]:
        try:
            yield from _run(desk, kept, Path(path), Path(path).name, keep=_keeps(request))
        finally:
            Path(path).unlink(missing_ok=True)

    shown = [status, result, *compare]
    runs: Any = [
        own.click(run_saved, None, shown, **QUIET),
        file.upload(run_file, file, shown, **QUIET),
    ]
    stop.click(lambda: status_html("Stopped."), None, status, cancels=runs, **QUIET)
    return compare


def _build_compare(desk: Desk) -> list[Any]:
    """Lay out and wire what sets two runs beside each other; gives the lists of runs."""
    with gr.Accordion("Compare two runs", open=False, elem_id="compare"):
        with gr.Row():
            before = gr.Dropdown([], label="Before", info=_RUNS, min_width=260)
            after = gr.Dropdown(
                [], label="After", info="What got worse comes first.", min_width=260
            )
        look = gr.Button("Compare", size="sm", scale=0)
        beside = gr.HTML("", elem_id="comparison", apply_default_css=False)
    look.click(lambda a, b: compared(desk, a, b), [before, after], beside, **QUIET)
    return [before, after]


def choices(desk: Desk) -> list[Any]:
    """The lists of runs; at first the last two are chosen."""
    runs = desk.runs.all()
    offered = [(run.label, run.key) for run in runs]
    keys = [run.key for run in runs]
    return [
        gr.update(choices=offered, value=keys[1] if len(keys) > 1 else None),
        gr.update(choices=offered, value=keys[0] if keys else None),
    ]


def compared(desk: Desk, before: str | None, after: str | None) -> Markup:
    """Two runs beside each other, or what to do first."""
    if not before or not after or before == after:
        return status_html("Choose two runs. Each run of the operator is kept.")
    from rag import measure
    from rag.web.tabs.eval_html import runs_html

    try:
        one, two = desk.runs.read(before), desk.runs.read(after)
    except QuothError as error:
        return status_html(str(error), wrong=True)
    return runs_html(measure.compare(one.rows, two.rows), one, two)


def _keeps(request: gr.Request) -> bool:
    """Whether a run of this caller is kept: others' runs would push the operator's out."""
    return bool(request.headers.get(ROLE) == "operator")


def _run(
    desk: Desk, kept: ResultStore, path: Path, name: str, *, keep: bool
) -> Iterator[list[Any]]:
    """Ask, measure and `keep` the run; yields the status, the result, and the lists of runs."""
    same = [gr.skip(), gr.skip(), gr.skip()]
    if not path.exists():
        said = "Nothing is kept yet. Ask something, then use “Keep as a known answer”."
        yield [status_html(said), *same]
        return
    yield [status_html("Reading the questions …", busy=True), *same]
    try:
        from rag import measure

        library = measure.Library(desk.engine.index)
        known = measure.read_known(path, library.texts)
        stale = measure.stale(known, library)
        fitting = [one for one in known if one.id not in stale]
        _check_number(len(fitting), keep)
        records = []
        for done, one in enumerate(fitting, 1):
            yield [counter_html("Asking", done, len(fitting)), *same]
            records.append(_record(desk, one))
        made = measure.evaluate(fitting, measure.by_id(records), library, desk.engine.index)
        report, earlier = replace(made, left_out=stale), _earlier(desk, name)
        if keep:
            _keep(desk, report, name)
    except (QuothError, OSError) as error:
        yield [status_html(str(error), wrong=True), *same]
        return
    yield [status_html(""), _shown(report, library, kept, name, earlier), *choices(desk)]


def _check_number(asked: int, keep: bool) -> None:
    """Raises QuestionError where somebody else than the operator brings too many questions."""
    if not keep and asked > MOST_ASKED:
        said = f"{asked:,} questions; expected at most {MOST_ASKED:,}. Bring fewer."
        raise QuestionError(said)


def _keep(desk: Desk, report: "Report", name: str) -> None:
    """Save a run, and show on the first tab what a setting means by it."""
    desk.runs.save(report, name)
    desk.measured = (name, [(row.confidence, bool(row.right)) for row in report.rows])


def _earlier(desk: Desk, name: str) -> "Sequence[ScoredAnswer]":
    """The answers of the last run of this name that was kept."""
    last = next((run.key for run in desk.runs.all() if run.name == name), None)
    return desk.runs.read(last).rows if last else []


def _record(desk: Desk, one: "KnownAnswer") -> AnswerRecord:
    """The answer to one question, in the JSON contract."""
    import time

    began = time.perf_counter()
    result = desk.ask(one.question, None, None)
    seconds = time.perf_counter() - began
    return to_json(result, id=one.id, seconds=seconds, index=desk.about())


def _shown(
    report: "Report",
    library: "Library",
    kept: ResultStore,
    name: str,
    earlier: "Sequence[ScoredAnswer]",
) -> Markup:
    """The result, with the whole report kept to be opened and saved."""
    import orjson

    from rag import measure
    from rag.views.page.report import report_html
    from rag.web.tabs.eval_html import eval_html, misses_html

    comparison = measure.compare(earlier, report.rows) if earlier else None
    report = replace(report, comparison=comparison)
    page = report_html(report, name).encode("utf-8")
    data = orjson.dumps(measure.report_json(report), option=orjson.OPT_INDENT_2)
    whole = Download("page", "text/html; charset=utf-8", lambda: page, _REPORT_POLICY)
    files = {"eval.json": Download("JSON, to compare with", "application/json", lambda: data)}
    key = kept.put({"eval.html": whole, **files})
    links = links_html(key, files, "Export this report:")
    shown = eval_html(report, comparison, f"/export/{key}/eval.html", misses_html(report, library))
    return shown + links
