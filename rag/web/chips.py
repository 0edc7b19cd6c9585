"""What documents can be chosen by, with how many have it: the chips under the filter."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from rag.errors import QuothError
from rag.search.facets import choose, values
from rag.search.labels import read_labels
from rag.views.template import render
from rag.web.desk import Desk

_FIELDS = ("author", "date", "kind", "tag", "collection")
_EACH = 8
_MOST = 5_000  # documents that are counted


@dataclass(frozen=True, slots=True)
class Chip:
    """A value, the term of a filter that chooses it, how many documents have it, if it is on."""

    value: str
    term: str
    count: int
    on: bool


def toggled(where: str, term: str) -> str:
    """The filter with the term, or without it where it has it.

    >>> toggled("kind:md", "author:marsh"), toggled("kind:md author:marsh", "kind:md")
    ('kind:md author:marsh', 'author:marsh')
    """
    there = f" {' '.join(where.split())} "
    if f" {term} " in there:
        return " ".join(there.replace(f" {term} ", " ", 1).split())
    return f"{there.strip()} {term}".strip()


def chips_html(desk: Desk, where: str = "") -> Markup:
    """The chips of the documents that fit the filter; of all where none does."""
    return render("web/chips.html", fields=dict(_chips(desk, where)))


def _chips(desk: Desk, where: str) -> Iterator[tuple[str, list[Chip]]]:
    rows = desk.documents()[:_MOST]
    if len(rows) < 2:
        return
    index = desk.engine.index
    labels = read_labels(index.directory)
    try:
        fitting = choose(index, where).ids if where.strip() else {row.doc_id for row in rows}
    except QuothError:
        fitting = {row.doc_id for row in rows}
    every = [values(row, labels.get(row.doc_id)) for row in rows if row.doc_id in fitting]
    for field in _FIELDS:
        counts = Counter(
            value for has in every for value in {_shown(field, one) for one in has[field]} if value
        )
        chips = [_chip(field, value, n, where) for value, n in counts.most_common(_EACH)]
        if len(chips) > 1 or any(chip.on for chip in chips):
            yield field, chips


def _shown(field: str, value: str) -> str:
    """A date by its year; what the words of a filter cannot hold is left out."""
    return value[:4] if field == "date" else "" if '"' in value else value


def _chip(field: str, value: str, count: int, where: str) -> Chip:
    plain = value.replace("-", "").replace(".", "").isalnum()
    term = f"{field}:{value}" if plain else f'{field}:"{value}"'
    return Chip(value, term, count, f" {term} " in f" {' '.join(where.split())} ")
