"""The library tab: what is indexed; adding files, looking for changed ones, removing."""

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from rag.documents.formats import supported
from rag.errors import QuothError
from rag.files import is_file_name
from rag.search import IndexReport, OnProgress, Progress
from rag.web.desk import Desk
from rag.web.door import ROLE, VISITOR
from rag.web.tabs.ask import QUIET, lead, status_html
from rag.web.tabs.library_html import Batch, library_html, news_html, progress_html, report_html
from rag.web.taking import claimed, may_remove, may_replace, take

MOST_FILES = 50
_ON_LOAD = """
const calm = (button) => {
  button.ariaLabel = button.ariaLabel.replace(button.textContent, button.dataset.sure);
  button.textContent = button.dataset.sure;
  delete button.dataset.sure;
};
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-remove]");
  if (!button) return;
  if (button.dataset.sure) {
    const at = [...element.querySelectorAll("[data-remove]")].indexOf(button);
    new MutationObserver((_, seen) => { // the keyboard goes on with the next document
      seen.disconnect();
      const left = [...element.querySelectorAll("[data-remove]")];
      (left[at] ?? left.at(-1))?.focus();
    }).observe(element, { childList: true, subtree: true });
    trigger("remove", { doc: button.dataset.remove });
    return;
  }
  button.dataset.sure = button.textContent;
  button.textContent = "Remove for good";
  button.ariaLabel = button.ariaLabel.replace(button.dataset.sure, button.textContent);
  button.focus();
});
element.addEventListener("focusout", ({ target }) => target.dataset.sure && calm(target));
element.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !event.target.dataset.sure) return;
  event.stopPropagation();
  calm(event.target);
});
const plain = (text) => text.normalize("NFKD").replace(/\\p{M}/gu, "").toLowerCase();
element.addEventListener("input", (event) => {
  if (event.target.type !== "search") return;
  const words = plain(event.target.value).split(/\\s+/).filter(Boolean);
  const rows = [...element.querySelectorAll("tbody tr")];
  for (const row of rows) {
    const text = plain(row.querySelector("th").textContent);
    row.hidden = !words.every((word) => text.includes(word));
  }
  const left = rows.filter((row) => !row.hidden).length;
  element.querySelector("output").textContent = words.length ? `${left} of ${rows.length}` : "";
});
"""


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """The components of the tab."""

    table: gr.HTML
    upload: gr.File
    again: gr.Button
    report: gr.HTML


def build_library() -> LibraryPage:
    """Lay out the tab. Call inside a Blocks context."""
    kinds = sorted(supported())
    with gr.Column(elem_id="library"):
        gr.HTML(lead("library", ", ".join(kinds)), apply_default_css=False)
        upload = gr.File(
            label="Add documents: drop files here, or click to choose", show_label=False,
            file_count="multiple", file_types=kinds, height=130, elem_id="upload",
        )  # fmt: skip
        report = gr.HTML(status_html(""), elem_id="report", apply_default_css=False)
        again = gr.Button("Look for changed and removed files", size="sm", elem_id="again")
        table = gr.HTML(
            library_html((), {}), elem_id="documents", apply_default_css=False,
            js_on_load=_ON_LOAD,
        )  # fmt: skip
    return LibraryPage(table, upload, again, report)


def wire_library(
    desk: Desk, page: LibraryPage, after: Sequence[Any], refreshed: Callable[[], list[Any]]
) -> None:
    """Do what is asked for, then refresh all that shows the library (`after`)."""

    def steps(made: Iterator[tuple[str, bool]]) -> Iterator[list[Any]]:
        before, said, same = desk.documents(), "", [gr.skip() for _ in after]
        for said, done in made:
            yield [
                said,
                gr.update(value=None) if done else gr.skip(),
                *(refreshed() if done else same),
            ]
        if desk.documents() != before and (news := _news(desk)):
            yield [said + news, gr.skip(), *same]

    def add(paths: list[str] | None, request: gr.Request) -> Iterator[list[Any]]:
        yield from steps(added(desk, paths, _who(request)) if _may(request) else _refused())

    def look(request: gr.Request) -> Iterator[list[Any]]:
        yield from steps(looked(desk) if _who(request) is None else _refused())

    def remove(event: gr.EventData, request: gr.Request) -> Iterator[list[Any]]:
        who = _who(request)
        yield from steps(removed(desk, str(event.doc), who) if _may(request) else _refused())

    shown = [page.report, page.upload, *after]
    page.upload.upload(add, page.upload, shown, **QUIET)
    page.again.click(look, None, shown, **QUIET)
    page.table.remove(remove, None, shown, **QUIET)


def _news(desk: Desk) -> str:
    """What has become of the saved questions with a changed library."""
    from rag.web.saved import SavedQuestions

    return news_html(SavedQuestions(desk).changed())


def _may(request: gr.Request) -> bool:
    """Whether whoever asks may change anything; the guard says so of every request."""
    return request.headers.get(ROLE) in ("operator", "guest")


def _who(request: gr.Request) -> str | None:
    """Which visitor asks; None is the operator."""
    return None if request.headers.get(ROLE) == "operator" else request.headers.get(VISITOR, "")


def _refused(why: str = "This library is read-only.") -> Iterator[tuple[str, bool]]:
    yield status_html(f"{why} Its operator signs in at /operator.", wrong=True), True


def added(
    desk: Desk, paths: Sequence[str] | None, visitor: str | None = None
) -> Iterator[tuple[str, bool]]:
    """Index uploaded files; yields (HTML that says what has become of each, whether all is done).

    Of two files of one name only the first is taken. `visitor` brings them; None is the operator.
    """
    files = [Path(path) for path in paths or ()]
    if len(files) > MOST_FILES:
        said = f"These are {len(files)} files. Add at most {MOST_FILES} at a time."
        yield status_html(said, wrong=True), True
        return
    if not files:
        return
    batch = Batch.of(dict.fromkeys(file.name for file in files))
    chosen = _chosen(desk, files, batch, visitor)
    batch.over = not chosen
    yield batch.to_html(), batch.over
    if not chosen:
        return
    for step in _steps(lambda tell: take(desk, chosen, tell, visitor), desk):
        if isinstance(step, Progress):
            batch.go_on(step)
        elif isinstance(step, IndexReport):
            batch.end(step)
        else:
            batch.stop(getattr(step, "strerror", None) or str(step))
        yield batch.to_html(), batch.over


def _chosen(desk: Desk, files: Sequence[Path], batch: Batch, visitor: str | None) -> list[Path]:
    """The files that are taken: the first of each name, and nobody else's name."""
    first: dict[str, Path] = {}
    for file in files:
        if first.setdefault(file.name, file) != file:
            batch.fail(f"{file.name} (again)", "another file has this name. Rename one of them.")
            file.unlink()
    for name in [name for name in first if not is_file_name(name)]:
        batch.fail(name, "this system keeps no file of such a name. Rename it.")
        first.pop(name).unlink(missing_ok=True)
    for name in [name for name in first if not may_replace(desk, name, visitor)]:
        batch.fail(name, "somebody else has brought a file of this name. Rename yours.")
        first.pop(name).unlink()
    chosen = []
    for name, file in first.items():
        try:
            chosen.append(claimed(file))
        except OSError:
            batch.fail(name, "the very same file is being added just now.")
    return chosen


def looked(desk: Desk) -> Iterator[tuple[str, bool]]:
    """Look for changed and removed files; yields as `added` does."""
    name = "the library"
    yield progress_html(None, name), False
    for step in _steps(lambda tell: desk.index(desk.roots(), tell), desk):
        if isinstance(step, Progress):
            yield progress_html(step, name), False
        elif isinstance(step, IndexReport):
            yield report_html(step), True
        else:
            yield status_html(str(step), wrong=True), True


def _steps(
    work: Callable[[OnProgress], IndexReport], desk: Desk
) -> Iterator[Progress | IndexReport | Exception]:
    """Work in a thread once the models are there: its progress, then its report or its error."""
    desk.ready.wait()
    told: queue.Queue[Progress | IndexReport | Exception] = queue.Queue()

    def run() -> None:
        try:
            told.put(work(told.put))
        except Exception as error:  # whatever it is, the page must not wait for ever
            told.put(error)

    threading.Thread(target=run, name="quoth-indexing", daemon=True).start()
    while isinstance(step := told.get(), Progress):
        yield step
    yield step


def removed(desk: Desk, doc_id: str, visitor: str | None = None) -> Iterator[tuple[str, bool]]:
    """Remove a document that `visitor` may remove (None is the operator); yields what was done."""
    if not may_remove(desk, doc_id, visitor):
        yield from _refused("You can remove what you have added, from the same browser.")
        return
    try:
        yield report_html(desk.remove([doc_id])), True
    except (QuothError, OSError) as error:
        yield status_html(str(error), wrong=True), True
