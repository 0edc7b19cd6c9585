"""The page as a whole: a Gradio Blocks with its tabs, and what is filled in once it is open."""

from collections.abc import Iterator
from inspect import signature
from typing import Any

import gradio as gr

from rag.views.template import render
from rag.views.words import counted
from rag.web.desk import Desk
from rag.web.examples import WANTED
from rag.web.stores.limits import RateLimit
from rag.web.stores.results import ResultStore
from rag.web.tabs.ask import LOADING, QUIET, AskPage, build_ask, status_html
from rag.web.tabs.audit import build_audit
from rag.web.tabs.eval import build_eval
from rag.web.tabs.eval import choices as run_choices
from rag.web.tabs.grid import build_grid
from rag.web.tabs.library import LibraryPage, build_library, wire_library
from rag.web.tabs.library_html import library_html
from rag.web.tabs.weigh import build_weigh

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
        "head": str(render("web/head.html")),
    }


def build_app(desk: Desk, limit: RateLimit, kept: ResultStore) -> Any:  # noqa: ANN401 - a gr.Blocks, whose types mypy does not follow
    """The page over `desk`; each visitor has a conversation of their own."""
    with gr.Blocks(title="Quoth", analytics_enabled=False, fill_width=True) as app:
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="left", scale=1):
                gr.HTML(render("web/masthead.html"), elem_id="masthead", apply_default_css=False)
                page, shelves, chosen, runs = _tabs(desk, limit, kept)
            with gr.Column(elem_id="source-column", scale=1):
                gr.HTML(render("web/viewer.html"), apply_default_css=False)
        library = [shelves.table, page.documents, chosen, *page.examples]
        wire_library(desk, shelves, library, lambda: shelf(desk))

        def opened() -> Iterator[list[Any]]:
            yield from _opened(desk)

        filled = app.load(opened, None, [page.status, *library], concurrency_limit=None, **QUIET)
        filled.then(lambda now: _greeting(desk, now), page.status, page.status, **QUIET)
        app.load(lambda: run_choices(desk), None, runs, **QUIET)
    return app


def _tabs(
    desk: Desk, limit: RateLimit, kept: ResultStore
) -> tuple[AskPage, LibraryPage, Any, list[Any]]:
    """Lay out the tabs; gives what is filled in: of Ask, of Library, of Grid and of Eval."""
    with gr.Tabs(elem_id="tabs"):
        with gr.Tab("Ask"):
            page = build_ask(desk, limit, kept)
        with gr.Tab("Library"):
            shelves = build_library()
        with gr.Tab("Weigh"):
            build_weigh(desk, kept)
        with gr.Tab("Audit"):
            build_audit(desk, kept)
        with gr.Tab("Grid"):
            chosen = build_grid(desk, kept)
        with gr.Tab("Eval"):
            runs = build_eval(desk, kept)
        with gr.Tab("Help"):
            gr.HTML(render("web/help.html"), elem_id="help", apply_default_css=False)
    return page, shelves, chosen, runs


def _opened(desk: Desk) -> Iterator[list[Any]]:
    """Say that the models load; when they have, fill in what comes from the library."""
    desk.start()
    if not desk.ready.is_set():
        yield [status_html(desk.doing, kind=LOADING), *[gr.skip() for _ in range(3 + WANTED)]]
        desk.ready.wait()
    yield [gr.skip(), *shelf(desk)]


def _greeting(desk: Desk, now: str) -> Any:  # noqa: ANN401 - HTML, or what Gradio passes over
    """What is there, or what to do first, where the line says `now` that the models load.

    What was said meanwhile of somebody's question stays.
    """
    if LOADING not in str(now).partition(">")[0]:
        return gr.skip()
    if desk.problem:
        return status_html(desk.problem, wrong=True)
    rows, offers = desk.documents(), desk.examples()
    if not rows:
        return render("web/start.html")
    said = counted(len(rows), "document")
    then = "Ask, or begin with one of these:" if offers else "Ask."
    are = "is" if len(rows) == 1 else "are"
    return status_html(f"{said[0].upper()}{said[1:]} {are} ready. {then}", kind="ready")


def shelf(desk: Desk) -> list[Any]:
    """The list of documents, the choice of documents, and the example questions."""
    rows = desk.documents()
    choices = [(row.title or row.path, row.doc_id) for row in rows]
    table = library_html(rows, desk.counts(), desk.problems, desk.dated(), desk.labels())
    return [table, gr.update(choices=choices), gr.update(choices=choices), *_offers(desk)]


def _offers(desk: Desk) -> list[Any]:
    """Example questions as buttons; none where nothing answers one."""
    offered = desk.examples()
    return [
        gr.update(value=offered[n], visible=True) if n < len(offered) else gr.update(visible=False)
        for n in range(WANTED)
    ]
