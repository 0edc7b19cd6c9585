"""The page's first tab: ask, read the quotes, see each one in its document."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from rag.errors import QuothError
from rag.web.conversation import Conversation
from rag.web.desk import Desk
from rag.web.escape import esc
from rag.web.examples import WANTED
from rag.web.limits import RateLimit

LONGEST = 500
"""Characters that a question may have."""
SESSION = 6 * 3600
"""Seconds for which a conversation is kept."""
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
"""How events are wired: without Gradio's own overlay, and closed to other programs."""


@dataclass(frozen=True, slots=True)
class AskPage:
    """The components of the tab that change with the library."""

    status: gr.HTML
    documents: gr.Dropdown
    examples: tuple[gr.Button, ...]


def build_ask(desk: Desk, limit: RateLimit) -> AskPage:
    """Lay out the tab and wire it. Call inside a Blocks context."""
    talk = gr.State(Conversation(), time_to_live=SESSION)
    with gr.Column(elem_id="answers", scale=1):
        question = gr.Textbox(
            label="Your question", placeholder="Ask in your own words", lines=1, max_lines=4,
            max_length=LONGEST, autofocus=True, elem_id="question", submit_btn="Ask",
        )  # fmt: skip
        status = gr.HTML(
            status_html("Loading the models …", busy=True),
            elem_id="status",
            apply_default_css=False,
        )
        with gr.Row(elem_id="examples"):
            examples = tuple(
                gr.Button(visible=False, size="sm", elem_classes="example") for _ in range(WANTED)
            )
        conversation = gr.HTML("", elem_id="conversation", apply_default_css=False)
        with gr.Accordion("Options", open=False, elem_id="options"):
            documents = gr.Dropdown(
                [], multiselect=True, label="Look only in these documents",
                info="Leave this empty to look in all of them.",
            )  # fmt: skip
            least = gr.Slider(
                0, 1, value=0, step=0.05, label="Answer only if at least this sure",
                info="At 0 the limit is the one that Quoth was measured with.",
            )  # fmt: skip
            fresh = gr.Button("Start a new conversation", size="sm")
    shown = [conversation, talk, question, status]

    def ask(
        said: str, before: Conversation, chosen: list[str], sure: float, request: gr.Request
    ) -> Iterator[list[Any]]:
        yield from asked(desk, limit, (said or "")[:LONGEST], before, chosen, sure, request)

    question.submit(ask, [question, talk, documents, least], shown, **QUIET)
    for button in examples:
        button.click(ask, [button, talk, documents, least], shown, **QUIET)
    fresh.click(lambda: ["", Conversation(), "", status_html("")], None, shown, **QUIET)
    return AskPage(status, documents, examples)


def asked(
    desk: Desk, limit: RateLimit, said: str, before: Conversation, chosen: list[str],
    sure: float, request: gr.Request,
) -> Iterator[list[Any]]:  # fmt: skip
    """Answer one question; while the models load, say so.

    Yields the conversation as HTML and as state, the question box, and the status line.
    """
    keep: Any = gr.skip()
    visitor = request.client.host if request.client else "?"
    if wait := limit.wait(visitor):
        said = f"These were many questions in a short time. Ask again in {wait:.0f} seconds."
        yield [keep, keep, keep, status_html(said)]
        return
    if not desk.ready.is_set():
        yield [keep, keep, keep, status_html(f"{desk.doing} Your question is next.", busy=True)]
    try:
        result = desk.ask(said, sure or None, frozenset(chosen) if chosen else None)
    except QuothError as error:
        yield [keep, keep, keep, status_html(str(error), wrong=True)]
        return
    after = before.after(result)
    yield [after.to_html(), after, "", status_html("")]


def status_html(said: str, *, busy: bool = False, wrong: bool = False) -> str:
    """The line that says what goes on; screen readers hear it."""
    kind = "busy" if busy else "wrong" if wrong else "still"
    return f'<p class="status {kind}" role="status" aria-live="polite">{esc(said)}</p>'
