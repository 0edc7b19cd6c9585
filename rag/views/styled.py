"""Footnotes in a style of the Citation Style Language, and the list of what is cited.

A document is cited by its whole entry in the reference manager (`quoth catalogue`), else by what
the file itself states. One without a title keeps Quoth's own footnote, since a style would have to
make one up. Where exactly the words stand is said in a list of its own at the end.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rag.bibliography.pages import outside
from rag.bibliography.styles import Cite, StyledText, in_style
from rag.documents.document import Document
from rag.quotes.locator import printed_place
from rag.views.checked import Answered, CheckedQuote, every, where
from rag.views.references import own_item

Items = Mapping[str, Mapping[str, Any]]
"""CSL-JSON of documents by their ids, as a reference manager has them."""


@dataclass(frozen=True, slots=True)
class Styled:
    """What footnotes say, by number; the bibliography; and the exact place of each quote."""

    notes: Mapping[int, tuple[StyledText, ...]]
    bibliography: tuple[tuple[StyledText, ...], ...]
    places: tuple[str, ...]
    items: Mapping[int, Mapping[str, Any]]
    cites: Mapping[int, Cite]


def styled(answers: Sequence[Answered], style: str, items: Items) -> Styled:
    """The citations of all quotes; raises QuestionError for a style that cannot be had."""
    quotes = list(every(answers))
    works = {q.document.path: work for q in quotes if (work := _work(q.document, items))}
    cites = {q.number: _cite(q, works[q.document.path]) for q in quotes if q.document.path in works}
    made = in_style(style, works.values(), list(cites.values()))
    return Styled(
        dict(zip(cites, made.notes, strict=True)),
        made.bibliography + _notes_alone([str(works[key]["title"]) for key in made.unlisted]),
        tuple(f"{item.number}. {where(item.quote)}" for item in quotes),
        {q.number: works[q.document.path] for q in quotes if q.document.path in works},
        cites,
    )


def _notes_alone(titles: Sequence[str]) -> tuple[tuple[StyledText, ...], ...]:
    """A last entry with what the style has in notes alone, so that nothing is missed in silence."""
    said = f"In the notes alone, as this style has it: {'; '.join(titles)}."
    return ((StyledText(said),),) if titles else ()


def _work(document: Document, items: Items) -> dict[str, Any] | None:
    """The item that a document is cited by; its id is the path, as `_cite` has it."""
    kept = items.get(document.doc_id)
    item = dict(kept) if kept and kept.get("title") else None
    if item is None and document.title:
        item = own_item(document)
    return None if item is None else {**item, "address": item["id"], "id": document.path}


def _cite(item: CheckedQuote, work: Mapping[str, Any]) -> Cite:
    """The page where the file has pages, else its counted line, else the heading above it.

    A page that is none of the work's own is the file's.
    """
    locator = item.quote.get("locator") or {}
    place = printed_place(locator.get("page"), locator.get("printed_lines"))
    if page := locator.get("page"):
        if outside(work, page):
            return Cite(item.document.path, aside=f"{place} of the file")
        return Cite(item.document.path, "page", place.partition(" ")[2])
    if place:
        return Cite(item.document.path, "line", str(locator["printed_lines"]))
    section = str(locator.get("section") or "").split(" › ")[-1]
    return (
        Cite(item.document.path, "section", f"“{section}”") if section else Cite(item.document.path)
    )


def plain(runs: Sequence[StyledText]) -> str:
    """A citation without its typefaces."""
    return "".join(run.text for run in runs)
