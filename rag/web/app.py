"""The page as a whole: a Gradio Blocks with its tabs, and what is filled in once it is open."""

from collections.abc import Iterator
from inspect import signature
from typing import Any

import gradio as gr

from rag.web.desk import Desk
from rag.web.examples import WANTED
from rag.web.stores.limits import RateLimit
from rag.web.stores.results import Kept
from rag.web.tabs.ask import QUIET, build_ask, status_html
from rag.web.tabs.audit import build_audit
from rag.web.tabs.eval import build_eval
from rag.web.tabs.eval import choices as run_choices
from rag.web.tabs.grid import build_grid
from rag.web.tabs.library import build_library, wire_library
from rag.web.tabs.library_html import library_html
from rag.web.words import counted

_SANS = ("ui-sans-serif", "system-ui", "sans-serif")
_MONO = ("ui-monospace", "monospace")
_COLOURS = {
    "body_background_fill": "var(--paper)",
    "body_text_color": "var(--ink)",
    "body_text_color_subdued": "var(--soft)",
    "background_fill_primary": "var(--paper)",
    "background_fill_secondary": "var(--sheet)",
    "block_background_fill": "transparent",
    "block_border_width": "0px",
    "block_label_text_color": "var(--soft)",
    "block_title_text_color": "var(--soft)",
    "block_info_text_color": "var(--soft)",
    "border_color_primary": "var(--rule)",
    "border_color_accent": "var(--accent)",
    "color_accent": "var(--accent)",
    "color_accent_soft": "var(--same)",
    "input_background_fill": "var(--sheet)",
    "input_border_color": "var(--edge)",
    "input_border_color_focus": "var(--accent)",
    "input_placeholder_color": "var(--soft)",
    "button_primary_background_fill": "var(--accent)",
    "button_primary_background_fill_hover": "var(--accent)",
    "button_primary_text_color": "var(--accent-ink)",
    "button_secondary_background_fill": "transparent",
    "button_secondary_background_fill_hover": "var(--same)",
    "button_secondary_border_color": "var(--rule)",
    "button_secondary_text_color": "var(--ink)",
    "slider_color": "var(--accent)",
    "panel_background_fill": "transparent",
}
"""Gradio's own parts in our colours; tokens.css turns them dark with the system."""


def look() -> dict[str, Any]:
    """Theme, style sheet and head, as arguments of `Blocks.launch`."""
    theme = gr.themes.Base(font=_SANS, font_mono=_MONO, radius_size="sm", text_size="md")
    modes = {f"{name}_dark": value for name, value in _COLOURS.items()}
    known = signature(theme.set).parameters  # not every colour has a dark twin
    theme.set(**_COLOURS, **{name: value for name, value in modes.items() if name in known})
    return {
        "theme": theme,
        # Not as `css`: Gradio puts its container before each selector, so that none matches body.
        "head": '<link rel="stylesheet" href="/quoth/style.css">'
        '<script src="/quoth/page.js" defer></script>',
    }


HELP = """<article class="help">
<h2>How to use Quoth</h2>
<p>Ask a question. Quoth looks for the sentences in your documents that answer it and shows them
as they stand, word for word. It never writes an answer of its own. If the documents do not
answer the question, it says so.</p>
<h3>Reading an answer</h3>
<dl>
<dt>The line above a quote</dt><dd>says who speaks, in which document and where. The words of
somebody whom the author quotes, or of a reader’s comment, are never given to the author.</dd>
<dt>The number behind a quote</dt><dd>is its footnote. Follow it, or click the quote: the document
opens beside it with the quote marked.</dd>
<dt>Words that are underlined</dt><dd>are those that answer the question, as far as Quoth can
tell.</dd>
<dt>Small grey figures</dt><dd>are the notes of the document itself. They unfold below the quote;
a short reference comes with the full one that it stands for.</dd>
<dt>Confidence</dt><dd>says how likely it is that the quotes answer the question. The figure is
shown when you point at the word.</dd>
<dt>Sources differ</dt><dd>stands above documents that make the same statement with another date,
amount or name, or with a “not”. They are set side by side; which one is right is not judged. Where
Quoth is in doubt, it says nothing of the kind.</dd>
<dt>Closest passages</dt><dd>are shown where there is no answer. They are what came nearest, and
no answer.</dd>
</dl>
<h3>How a quote is checked</h3>
<p>Each time a quote is shown, it is compared character by character with the file that it comes
from. Only mark-up, white space and line-end hyphens may differ. A quote that fails is held back.
“Exact characters” above a document shows what it was compared with.</p>
<h3>The other pages</h3>
<dl>
<dt>Library</dt><dd>lists the documents, takes new ones, and removes them.</dd>
<dt>Audit</dt><dd>checks the quotations of any text against the library. A wavy line is a
quotation that differs, a dotted one was not found.</dd>
<dt>Grid</dt><dd>asks several questions of each document by itself.</dd>
<dt>Eval</dt><dd>measures Quoth on questions whose answers you know. “Keep as a known answer” below
an answer adds one: select the words that answer the question, by dragging over them, with the
buttons below the text, or with the arrow keys in it.</dd>
</dl>
<h3>Your documents</h3>
<p>Everything happens on the machine that runs Quoth. Nothing is sent anywhere else.</p>
<h3>Keyboard</h3>
<p><kbd>/</kbd> goes to the question. <kbd>Enter</kbd> asks, <kbd>Shift</kbd>+<kbd>Enter</kbd>
starts a new line. <kbd>Tab</kbd> walks through quotes and footnotes, and <kbd>Enter</kbd> opens
one. <kbd>Esc</kbd> closes the source.</p>
</article>"""


_HEAD = (
    '<header class="masthead"><h1>Quoth</h1><p>Answers only in the words of your documents.</p>'
    "</header>"
)
_SOURCE = (
    '<section class="source" aria-label="Source">'
    '<div class="bar"><span>Source</span>'
    '<button type="button" class="close" aria-label="Close the source">Close</button></div>'
    '<iframe name="source" title="The document, with the quote marked in it" src="/source/">'
    "</iframe></section>"
)


def build_app(desk: Desk, limit: RateLimit, kept: Kept) -> Any:  # noqa: ANN401 - a gr.Blocks, whose types mypy does not follow
    """The page over `desk`; each visitor has a conversation of their own."""
    with gr.Blocks(title="Quoth", analytics_enabled=False, fill_width=True) as app:
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="left", scale=1):
                gr.HTML(_HEAD, elem_id="masthead", apply_default_css=False)
                with gr.Tabs(elem_id="tabs"):
                    with gr.Tab("Ask"):
                        page = build_ask(desk, limit, kept)
                    with gr.Tab("Library"):
                        shelves = build_library()
                    with gr.Tab("Audit"):
                        build_audit(desk, kept)
                    with gr.Tab("Grid"):
                        chosen = build_grid(desk, kept)
                    with gr.Tab("Eval"):
                        runs = build_eval(desk, kept)
                    with gr.Tab("Help"):
                        gr.HTML(HELP, elem_id="help", apply_default_css=False)
            with gr.Column(elem_id="source-column", scale=1):
                gr.HTML(_SOURCE, apply_default_css=False)
        library = [shelves.table, page.documents, chosen, *page.examples]
        wire_library(desk, shelves, library, lambda: shelf(desk))

        def opened() -> Iterator[list[Any]]:
            yield from _opened(desk)

        app.load(opened, None, [page.status, *library], concurrency_limit=None, **QUIET)
        app.load(lambda: run_choices(desk), None, runs, **QUIET)
        app.load(page.linked, None, page.shown, **QUIET)
    return app


def _opened(desk: Desk) -> Iterator[list[Any]]:
    """Say that the models load; when they have, fill in what comes from the library."""
    desk.start()
    if not desk.ready.is_set():
        yield [status_html(desk.doing, busy=True), *[gr.skip() for _ in range(3 + WANTED)]]
        desk.ready.wait()
    yield [_greeting(desk), *shelf(desk)]


def _greeting(desk: Desk) -> str:
    """What is there, or what to do first."""
    if desk.problem:
        return status_html(desk.problem, wrong=True)
    rows, offers = desk.documents(), desk.examples()
    if not rows:
        return status_html("There are no documents yet. Add some under Library, then ask.")
    said = counted(len(rows), "document")
    then = "Ask, or begin with one of these:" if offers else "Ask."
    are = "is" if len(rows) == 1 else "are"
    return status_html(f"{said[0].upper()}{said[1:]} {are} ready. {then}")


def shelf(desk: Desk) -> list[Any]:
    """The list of documents, the choice of documents, and the example questions."""
    rows = desk.documents()
    choices = [(row.title or row.path, row.doc_id) for row in rows]
    table = library_html(rows, desk.counts(), desk.problems, desk.dated())
    return [table, gr.update(choices=choices), gr.update(choices=choices), *_offers(desk)]


def _offers(desk: Desk) -> list[Any]:
    """Example questions as buttons; none where nothing answers one."""
    offered = desk.examples()
    return [
        gr.update(value=offered[n], visible=True) if n < len(offered) else gr.update(visible=False)
        for n in range(WANTED)
    ]
