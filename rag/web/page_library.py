"""The library tab: what is indexed, adding files, removing them."""

import queue
import shutil
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from rag.errors import QuothError
from rag.index import IndexReport, Progress
from rag.sources import supported
from rag.web.desk import Desk
from rag.web.library_html import library_html, progress_html, report_html
from rag.web.page_ask import QUIET, status_html

MOST_FILES = 50
LARGEST = 50 * 1024 * 1024
"""Bytes that one uploaded file may have."""
_LEAD = (
    '<p class="lead"><strong>Add documents</strong> ({kinds}). They are read on this machine and '
    "stay on it.</p>"
)


def build_library() -> tuple[gr.HTML, gr.File, gr.HTML]:
    """Lay out the tab; gives the list of documents, the upload and the line that reports."""
    kinds = sorted(supported())
    with gr.Column(elem_id="library"):
        gr.HTML(_LEAD.format(kinds=", ".join(kinds)), apply_default_css=False)
        upload = gr.File(
            label="Add documents", show_label=False, file_count="multiple", file_types=kinds,
            height=130, elem_id="upload",
        )  # fmt: skip
        report = gr.HTML(status_html(""), elem_id="report", apply_default_css=False)
        table = gr.HTML(library_html(()), elem_id="documents", apply_default_css=False)
    return table, upload, report


def added(desk: Desk, paths: Sequence[str] | None) -> Iterator[tuple[str, bool]]:
    """Index uploaded files; yields (HTML that says how far it is, whether it is done)."""
    files = [Path(path) for path in paths or ()]
    if not files:
        return
    if len(files) > MOST_FILES:
        yield status_html(f"These are {len(files)} files. Add at most {MOST_FILES} at a time.",
                          wrong=True), True  # fmt: skip
        return
    desk.ready.wait()
    told: queue.Queue[Progress | IndexReport | BaseException] = queue.Queue()

    def work() -> None:
        try:
            told.put(desk.index([_kept(desk.uploads, file) for file in files], told.put))
        except (QuothError, OSError) as error:
            told.put(error)

    threading.Thread(target=work, name="quoth-upload", daemon=True).start()
    yield progress_html(None, len(files)), False
    while True:
        step = told.get()
        if isinstance(step, Progress):
            yield progress_html(step, len(files)), False
            continue
        if isinstance(step, BaseException):
            yield status_html(str(step), wrong=True), True
        else:
            yield report_html(step), True
        return


def _kept(folder: Path, file: Path) -> Path:
    """Move an uploaded file to `folder`, under its own name; one of that name is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / file.name
    draft = folder / f".{file.name}.new"
    shutil.copyfile(file, draft)
    draft.replace(target)
    file.unlink()  # Gradio's own copy, which lies where it could be fetched from
    return target


def wire_library(
    desk: Desk,
    upload: gr.File,
    report: gr.HTML,
    after: Sequence[Any],
    refreshed: Any,  # noqa: ANN401
) -> None:
    """Index what is uploaded, then refresh all that shows the library (`after`)."""

    def add(paths: list[str] | None) -> Iterator[list[Any]]:
        for said, done in added(desk, paths):
            rest = refreshed() if done else [gr.skip() for _ in after]
            yield [said, gr.update(value=None) if done else gr.skip(), *rest]

    upload.upload(add, upload, [report, upload, *after], **QUIET)
