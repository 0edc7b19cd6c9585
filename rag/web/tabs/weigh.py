"""The tab that weighs claims: quotes for and against, side by side; never a verdict."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr
import orjson
from markupsafe import Markup

from rag.answers.weigh import SIDES, Voiced, Weighed, weigh, weighed_json
from rag.errors import QuothError
from rag.views.template import render
from rag.views.weighed import HEADINGS, why_words
from rag.web.desk import Desk
from rag.web.export import Download, links_html
from rag.web.filter_box import chosen, filter_box
from rag.web.quote_html import Numbered, QuoteShown, quote_shown
from rag.web.stores.results import ResultStore
from rag.web.tabs.ask import QUIET, lead, status_html
from rag.web.tabs.library_html import counter_html

MOST_CLAIMS = 20


@dataclass(frozen=True, slots=True)
class _Side:
    """The quotes of a side, each with why it is there; "" where no reason is to be said."""

    name: str
    heading: str
    quotes: Sequence[tuple[str, QuoteShown]]


@dataclass(frozen=True, slots=True)
class _ClaimShown:
    """A claim with its sides, or why it could not be weighed. `silent` are titles."""

    number: int
    claim: str
    sides: Sequence[_Side] = ()
    silent: Sequence[str] = ()
    unread: int = 0
    problems: Sequence[str] = ()
    wrong: str = ""


def weighed_html(weighed: Weighed, number: int) -> Markup:
    """One claim; `number` tells it from the others on the page. Every quote is checked again."""
    voiced = [one for side in SIDES for one in weighed.voiced[side]]
    numbered: list[Numbered] = [(n, one.quote) for n, one in enumerate(voiced, 1)]
    told = dict(zip(map(id, voiced), numbered, strict=True))

    def shown(one: Voiced) -> tuple[str, QuoteShown]:
        n, quote = told[id(one)]
        words = [word for word in one.sorted.words if word]
        why = why_words({"why": one.sorted.why, "words": words})
        return why, quote_shown(n, quote, numbered, f"w{number}-{n}", titled=True)

    sides = [
        _Side(side, HEADINGS[side], [shown(one) for one in weighed.voiced[side]]) for side in SIDES
    ]
    silent = [row.title or row.path for row in weighed.silent]
    return _claim(
        _ClaimShown(number, weighed.claim, sides, silent, weighed.unread, weighed.problems)
    )


def _claim(shown: _ClaimShown) -> Markup:
    return render("web/tabs/weighed.html", shown=shown)


def build_weigh(desk: Desk, kept: ResultStore) -> None:
    """Lay out the tab and wire it. Call inside a Blocks context."""
    with gr.Column(elem_id="weigh"):
        gr.HTML(lead("weigh"), apply_default_css=False)
        claims = gr.Textbox(
            label="Claims, one a line", lines=2, max_lines=MOST_CLAIMS,
            placeholder="The bridge was closed in 1997.",
        )  # fmt: skip
        with gr.Accordion("Only some documents", open=False, elem_classes="more") as only:
            filter_ = filter_box("weigh-where")
        with gr.Row(elem_classes="row-actions"):
            begin = gr.Button("Weigh", variant="primary", size="sm", scale=0)
            stop = gr.Button("Stop", size="sm", scale=0)
        status = gr.HTML(status_html(""), apply_default_css=False)
        result = gr.HTML("", elem_id="weighed", apply_default_css=False)

    def run(text: str, where: str) -> Iterator[list[Any]]:
        yield from _weighed(desk, kept, text, where)

    carried = filter_.carried(1, 2)
    running = begin.click(run, [claims, filter_.where], [status, result], js=carried, **QUIET)
    stop.click(lambda: status_html("Stopped."), None, status, cancels=running, **QUIET)
    filter_.wire(desk, only.expand)


def _weighed(desk: Desk, kept: ResultStore, text: str, where: str) -> Iterator[list[Any]]:
    """Weigh each line; yields the status and what there is so far."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines or len(lines) > MOST_CLAIMS:
        said = f"At most {MOST_CLAIMS} claims at a time." if lines else "Write a claim first."
        yield [status_html(said, wrong=bool(lines)), gr.skip()]
        return
    made, html = list[bytes](), Markup()
    try:
        documents = chosen(desk, [], where)
    except QuothError as error:
        yield [status_html(str(error), wrong=True), gr.skip()]
        return
    for number, line in enumerate(lines, 1):
        yield [counter_html("Weighing", number - 1, len(lines)), html]
        try:
            weighed = weigh(desk.engine, line, documents)
            record, part = {"id": number, **weighed_json(weighed)}, weighed_html(weighed, number)
        except QuothError as error:  # one line that is no claim takes none along
            record = {"id": number, "claim": line, "error": str(error)}
            part = _claim(_ClaimShown(number, line, wrong=str(error)))
        made.append(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
        html += part
    data = b"".join(made)
    files = {"weighed.jsonl": Download("JSON Lines", "application/jsonl", lambda: data)}
    yield [status_html(""), html + links_html(kept.put(files), files, "Export:")]
