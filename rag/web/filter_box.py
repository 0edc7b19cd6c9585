"""A filter on the page: a box of words with chips below it. What is sent is what the box shows.

Gradio hears of typed words a little later than they are seen, so an event could be sent with the
filter of a moment before. Each event therefore reads the box itself (`FilterBox.carried`), no event
ever writes into it, and a chip is put into it in the browser (page.js).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from rag.errors import QuestionError
from rag.search.facets import choose
from rag.web.chips import try_chips
from rag.web.desk import Desk

LONGEST = 500
"""Characters that a filter may have."""
_HEARD: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_ON_CHANGE = """
element.addEventListener("filter", (event) => trigger("choose", { where: event.detail }));
"""


@dataclass(frozen=True, slots=True)
class FilterBox:
    """The box, and the chips below it."""

    where: gr.Textbox
    chips: gr.HTML
    name: str

    def carried(self, at: int, of: int) -> str:
        """JavaScript of an event with `of` inputs: the one at `at` is what the box shows now."""
        return f"""(...given) => {{
  const box = document.querySelector("#{self.name} input, #{self.name} textarea");
  if (box) given[{at}] = box.value;
  return given.slice(0, {of});
}}"""

    def wire(self, desk: Desk, *shown: Any) -> None:  # noqa: ANN401 - events have no type
        """Count anew when the filter has changed, and whenever one of the events `shown` comes."""

        def count(event: gr.EventData) -> Any:  # noqa: ANN401
            return try_chips(desk, str(event.where)[:LONGEST])

        def begin(said: str | None) -> Any:  # noqa: ANN401
            return try_chips(desk, (said or "")[:LONGEST])

        self.chips.choose(count, None, self.chips, trigger_mode="multiple", **_HEARD)
        for event in shown:
            event(begin, self.where, self.chips, js=self.carried(0, 1), **_HEARD)


def chosen(desk: Desk, named: Sequence[str], where: str | None) -> frozenset[str] | None:
    """The ids of documents that are named and fit the filter; None where neither is given."""
    ids = frozenset(named) if named else None
    words = (where or "").strip()
    if not words:
        return ids
    if len(words) > LONGEST:  # cut, it would mean something else
        raise QuestionError(f"The filter is longer than {LONGEST} characters.")
    fitting = choose(desk.engine.index, words).ids
    if ids is not None and not ids & fitting:
        raise QuestionError("None of the documents that are chosen fits the filter.")
    return fitting if ids is None else ids & fitting


def filter_box(name: str) -> FilterBox:
    """Lay out a filter. Call inside a Blocks context; `name` is its id on the page."""
    where = gr.Textbox(
        "", label="Look only in documents that fit", max_lines=1, elem_id=name,
        elem_classes="where", placeholder="author:rashid date:1996..2002 -tag:draft",
        info="Fields: author, title, date, tag, collection, kind, folder.",
    )  # fmt: skip
    chips = gr.HTML(
        "", elem_id=f"{name}-chips", apply_default_css=False,
        js_on_load=_ON_CHANGE,
    )  # fmt: skip
    return FilterBox(where, chips, name)
