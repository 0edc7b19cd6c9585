"""A filter on the page: a box of words with chips below it. What is sent is what the box shows.

Gradio hears of typed words a little later than they are seen, so an event could be sent with the
filter of a moment before. Each event therefore reads the box itself (`FilterBox.carried`), no event
ever writes into it, and a chip is put into it in the browser (page.js). Chips say what documents
can be chosen by, with how many have it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr
from markupsafe import Markup

from rag.errors import QuestionError, QuothError
from rag.search.facets import choose, values
from rag.search.labels import read_labels
from rag.search.where import Term, Values, Where, read_where
from rag.views.template import render
from rag.views.words import capital
from rag.web.desk import Desk

LONGEST = 500
"""Characters that a filter may have."""
_HEARD: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_ON_CHANGE = """
element.addEventListener("filter", (event) => trigger("choose", { where: event.detail }));
"""
_FIELDS = {
    "author": "Author", "date": "Year", "kind": "Kind", "tag": "Tag",
    "collection": "Collection", "folder": "Folder",
}  # fmt: skip
_EACH = 8
_QUOTES = str.maketrans('“”„«»"', "      ")


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


@dataclass(frozen=True, slots=True)
class Chip:
    """A value, the term that chooses it, how many of the documents it leaves, whether it is on."""

    value: str
    term: str
    count: int
    on: bool


def chips_html(desk: Desk, where: str = "") -> Markup:
    """The chips of the documents that fit the filter; of all, and why, where none does."""
    index, words = desk.engine.index, where.strip()
    rows, labels = index.documents(), read_labels(index.directory)
    every = {row.doc_id: values(row, labels.get(row.doc_id)) for row in rows}
    wrong, asked = "", Where("", ())
    try:
        if words:
            ids, asked = choose(index, words).ids, read_where(words)
            every = {doc_id: one for doc_id, one in every.items() if doc_id in ids}
    except QuestionError as error:
        wrong = capital(str(error))
    facets = list(_facets(list(every.values()), asked)) if len(rows) > 1 else []
    fitting = len(every) if asked.terms else None
    return render("web/chips.html", wrong=wrong, facets=facets, fitting=fitting, of=len(rows))


def try_chips(desk: Desk, where: str = "") -> Markup:
    """The chips; where there is no library yet, or its labels are damaged, what is wrong."""
    try:
        return chips_html(desk, where)
    except QuothError as error:
        return render("web/chips.html", wrong=str(error), facets=[], fitting=None, of=0)


def _facets(every: Sequence[Values], asked: Where) -> Iterator[tuple[str, list[Chip], int]]:
    """The fields by which the documents can be told apart, or that the filter asks for.

    Each has its chips, the most frequent first, and tells how many values have none.
    """
    for field, name in _FIELDS.items():
        found = Counter(value for one in every for value in set(_shown(field, one[field])))
        most = [value for value, _ in found.most_common(_EACH)]
        meant = [value for value in found if _meant(field, value, asked)][:_EACH]
        made = (_chip(field, value, every, asked) for value in dict.fromkeys([*meant, *most]))
        chips = {chip.term.casefold(): chip for chip in made if chip is not None}
        best = sorted(chips.values(), key=lambda chip: (-chip.on, -chip.count, chip.value))
        if any(chip.on or chip.count < len(every) for chip in best):
            yield name, best, len(found) - len(best)


def _meant(field: str, value: str, asked: Where) -> bool:
    """Whether the filter asks for the value."""
    there = (term for term in asked.terms if term.field == field and not term.denied)
    return any(term.holds({field: (value,)}) for term in there)


def _shown(field: str, there: tuple[str, ...]) -> tuple[str, ...]:
    """A date by its year, a kind by the more exact of its names, a folder by the listed one."""
    if field == "date":
        return tuple(value[:4] for value in there)
    if field == "kind":
        return there[-1:]
    return tuple(v for v in there[:1] if v != ".") if field == "folder" else there


def _chip(field: str, value: str, every: Sequence[Values], asked: Where) -> Chip | None:
    """The chip of a value; None where no words of a filter mean it."""
    said = " ".join(value.translate(_QUOTES).split())
    plain = said.replace("-", "").replace(".", "").isalnum()
    text = f"{field}:{said}" if plain else f'{field}:"{said}"'
    try:
        [term] = read_where(text).terms
    except (QuestionError, ValueError):
        return None
    count = _fitting(term, every)
    return Chip(value, text, count, _plain(term) in map(_plain, asked.terms)) if count else None


def _plain(term: Term) -> tuple[str, tuple[str, ...], bool]:
    """A term as it is compared: in any case."""
    return term.field, tuple(value.casefold() for value in term.values), term.denied


def _fitting(term: Term, every: Sequence[Values]) -> int:
    """How many documents a term leaves; each of their values is looked at once."""
    known: dict[str, bool] = {}
    count = 0
    for one in every:
        for value in one[term.field]:
            if value not in known:
                known[value] = term.holds({term.field: (value,)})
        count += any(known[value] for value in one[term.field])
    return count
