"""The page's first tab: ask, read the quotes, see each one in its document."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr
from markupsafe import Markup

from rag.answers.result import Abstention
from rag.errors import QuothError
from rag.views.template import render
from rag.views.words import capital, counted
from rag.web.conversation import Conversation
from rag.web.desk import Desk
from rag.web.examples import WANTED
from rag.web.export import links_html, of_conversation
from rag.web.filter_box import FilterBox, filter_box
from rag.web.filter_box import chosen as chosen_documents
from rag.web.stores.limits import RateLimit
from rag.web.stores.results import ResultStore


def meaning(measured: tuple[str, Sequence[tuple[float, bool]]] | None, least: float) -> Markup:
    """How many questions would be answered, and how many of those answers are right.

    `measured` is a name with (confidence, whether the quotes answer) of each question.
    """
    if measured is None or not measured[1]:
        said = "Run a question file under Eval to see here what a setting means."
    else:
        name, rows = measured
        kept = [right for confidence, right in rows if confidence >= least]
        share = f"{len(kept) / len(rows):.0%}"
        if kept:
            right = f"{sum(kept) / len(kept):.0%}"
            said = (
                f"On {name}, {share} of the questions would be answered, {right} of them rightly."
            )
        else:
            said = f"On {name}, no question would be answered."
    return render("web/tabs/meaning.html", said=said)


SESSION = 6 * 3600
"""Seconds for which a conversation is kept."""
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
"""How events are wired: without Gradio's own overlay, and closed to other programs."""
LOADING = "busy loading"
"""The kind of the line that gives way to what the page says once it is ready."""
TabState = list[Any]
"""What the tab shows next: conversation as HTML and as state, status; never the question box."""
_ON_LOAD = """
for (const [heard, event] of [["begin", "submit"], ["end", "stop"]]) {
  element.addEventListener(heard, ({ detail }) => trigger(event, { question: detail }));
}
element.querySelector(".asking").dataset.open = "";
document.dispatchEvent(new Event("quoth-open"));
"""
_SETTLED = '() => { document.dispatchEvent(new Event("quoth-settled")); return []; }'
"""Told to asking.js, which asks one question after the other."""


@dataclass(frozen=True, slots=True)
class AskPage:
    """The components of the tab that change with the library."""

    status: gr.HTML
    documents: gr.Dropdown
    examples: tuple[gr.Button, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """What one question needs besides itself: the desk, the limit, and where exports are kept."""

    desk: Desk
    limit: RateLimit
    kept: ResultStore

    def answer(
        self, said: str, before: Conversation, chosen: list[str], where: str, sure: float,
        follow: bool, request: gr.Request,
    ) -> Iterator[TabState]:  # fmt: skip
        """Answer one question after those before it; while the models load, say so."""
        visitor = request.client.host if request.client else "?"
        if wait := self.limit.wait(visitor):
            yield _only(
                f"These were many questions in a short time. Ask again in {wait:.0f} seconds."
            )
            return
        if not self.desk.ready.is_set():
            yield _only(f"{self.desk.doing} Your question is next.", busy=True)
        try:
            began = time.perf_counter()
            question = before.standalone(said).question if follow else said
            documents = chosen_documents(self.desk, chosen, where)
            result = self.desk.ask(question, sure or None, documents)
        except QuothError as error:
            yield _only(str(error), wrong=True)
            return
        seconds = time.perf_counter() - began
        narrowed = documents is not None or isinstance(result, Abstention)
        searched = self._searched(documents, where) if narrowed else ""
        after = before.after(result, said, seconds, searched)
        files = of_conversation(after, self.desk.engine.index, self.desk.about())
        after = replace(after, key=self.kept.put(files, after.key))
        html = after.to_html() + links_html(after.key, files, "Export this conversation:")
        yield [html, after, status_html("")]

    def _searched(self, chosen: frozenset[str] | None, where: str | None) -> str:
        """Which documents were looked through."""
        rows = self.desk.documents()
        own = [row for row in rows if chosen is None or row.doc_id in chosen]
        words = " ".join((where or "").split())
        why = f" ({words})" if words else ""
        if not own:
            return ""
        if len(own) == 1:
            return f"Searched: {own[0].title or own[0].path}{why}."
        every = "all " if len(own) == len(rows) else ""
        return f"Searched: {every}{counted(len(own), 'document')}{why}."


@dataclass(frozen=True, slots=True)
class AskOptions:
    """What can be set before a question is asked, what it means, and how to begin anew."""

    documents: gr.Dropdown
    filter: FilterBox
    least: gr.Slider
    means: gr.HTML
    follow: gr.Checkbox
    fresh: gr.Button


def build_ask(desk: Desk, limit: RateLimit, kept: ResultStore) -> AskPage:
    """Lay out the tab and wire it. Call inside a Blocks context."""
    talk = gr.State(Conversation(), time_to_live=SESSION)
    with gr.Column(elem_id="answers", scale=1):
        gr.Textbox(
            label="Your question", placeholder="Ask in your own words", lines=1, max_lines=4,
            autofocus=True, elem_id="question", submit_btn="Ask",
        )  # fmt: skip
        asked = gr.HTML(
            render("web/asked.html"), elem_id="asked", apply_default_css=False, js_on_load=_ON_LOAD
        )
        status = gr.HTML(
            status_html("Loading the models …", kind=LOADING),
            elem_id="status",
            apply_default_css=False,
        )
        with gr.Row(elem_id="examples"):
            examples = tuple(
                gr.Button(visible=False, size="sm", elem_classes="example") for _ in range(WANTED)
            )
        gr.HTML(render("web/hint.html"), apply_default_css=False)
        with gr.Accordion("Options", open=False, elem_id="options") as opened:
            options = _options(desk)
        conversation = gr.HTML("", elem_id="conversation", apply_default_css=False)
    options.filter.wire(desk, opened.expand)
    _wire(Asking(desk, limit, kept), asked, options, (conversation, talk, status))
    return AskPage(status, options.documents, examples)


def _wire(
    asking: Asking, asked: gr.HTML, options: AskOptions, shown: tuple[gr.HTML, gr.State, gr.HTML]
) -> None:
    """What happens when a question is asked, stopped or followed by a new conversation."""
    _, talk, status = shown

    def ask(
        before: Conversation, chosen: list[str], where: str, sure: float, follow: bool,
        request: gr.Request, event: gr.EventData,
    ) -> Iterator[TabState]:  # fmt: skip
        yield from asking.answer(str(event.question), before, chosen, where, sure, follow, request)

    inputs = [talk, options.documents, options.filter.where, options.least, options.follow]
    carried = options.filter.carried(2, 5)
    running = asked.submit(ask, inputs, [*shown], js=carried, trigger_mode="multiple", **QUIET)
    running.then(None, js=_SETTLED, **QUIET)
    running.failure(None, js=_SETTLED, **QUIET)
    asked.stop(lambda: status_html("Stopped."), None, status, cancels=running, **QUIET)
    desk, least = asking.desk, options.least
    least.change(lambda value: meaning(desk.measured, value), least, options.means, **QUIET)
    options.fresh.click(
        lambda: ["", Conversation(), status_html("")], None, [*shown], cancels=running, **QUIET
    )


def _options(desk: Desk) -> AskOptions:
    documents = gr.Dropdown(
        [], multiselect=True, label="Look only in these documents",
        info="Leave this empty to look in all of them.",
    )  # fmt: skip
    filter_ = filter_box("where")
    least = gr.Slider(
        0, 1, value=0, step=0.05, label="Answer only if at least this sure",
        info="At 0 the limit is the one that Quoth was measured with.",
    )  # fmt: skip
    means = gr.HTML(meaning(desk.measured, 0.0), apply_default_css=False)
    follow = gr.Checkbox(
        True, label="Understand a question from the ones before it",
        info="“And who led them?” is read with what was asked before. How it was read is shown.",
    )  # fmt: skip
    fresh = gr.Button("Start a new conversation", size="sm")
    return AskOptions(documents, filter_, least, means, follow, fresh)


def _only(said: str, *, busy: bool = False, wrong: bool = False) -> TabState:
    """Nothing changes but the status."""
    return [gr.skip(), gr.skip(), status_html(said, busy=busy, wrong=wrong)]


def status_html(
    said: str, *, busy: bool = False, wrong: bool = False, kind: str = "still"
) -> Markup:
    """The line that says what goes on; screen readers hear it."""
    kind = "busy" if busy else "wrong" if wrong else kind
    return render("web/tabs/status.html", kind=kind, said=capital(said))


def lead(tab: str, kinds: str = "") -> Markup:
    """What a tab is for, in a paragraph; `kinds` are the suffixes that the library takes."""
    return render("web/tabs/lead.html", tab=tab, kinds=kinds)


def run_buttons(
    begin: str, file: str, kinds: list[str], name: str
) -> tuple[gr.Button, gr.UploadButton, gr.Button]:
    """Lay out a row: what begins a run, a file for another, and what stops both."""
    with gr.Row(elem_id=name, elem_classes="row-actions"):
        return (
            gr.Button(begin, variant="primary", size="sm", scale=0),
            gr.UploadButton(file, file_types=kinds, size="sm", scale=0, variant="secondary"),
            gr.Button("Stop", size="sm", scale=0, elem_classes="stop"),
        )
