"""What documents can be chosen by, with how many have it: the chips under a filter."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from rag.errors import QuestionError, QuothError
from rag.search.facets import choose, values
from rag.search.labels import read_labels
from rag.search.where import Term, Values, Where, read_where
from rag.views.template import render
from rag.web.desk import Desk

_FIELDS = {
    "author": "Author", "date": "Year", "kind": "Kind", "tag": "Tag",
    "collection": "Collection", "folder": "Folder",
}  # fmt: skip
_EACH = 8
_QUOTES = str.maketrans('“”„«»"', "      ")


@dataclass(frozen=True, slots=True)
class Chip:
    """A value, the term that chooses it, how many of the documents it leaves, whether it is on."""

    value: str
    term: str
    count: int
    on: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A field's chips, the most frequent first, and how many values have none."""

    name: str
    chips: Sequence[Chip]
    more: int


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
        wrong = str(error)
    facets = list(_facets(list(every.values()), asked)) if len(rows) > 1 else []
    fitting = len(every) if asked.terms else None
    return render("web/chips.html", wrong=wrong, facets=facets, fitting=fitting, of=len(rows))


def try_chips(desk: Desk, where: str = "") -> Markup:
    """The chips; where there is no library yet, or its labels are damaged, what is wrong."""
    try:
        return chips_html(desk, where)
    except QuothError as error:
        return render("web/chips.html", wrong=str(error), facets=[], fitting=None, of=0)


def _facets(every: Sequence[Values], asked: Where) -> Iterator[Facet]:
    """The fields by which the documents can be told apart, or that the filter asks for."""
    for field, name in _FIELDS.items():
        found = Counter(value for one in every for value in set(_shown(field, one[field])))
        most = [value for value, _ in found.most_common(_EACH)]
        meant = [value for value in found if _meant(field, value, asked)][:_EACH]
        made = (_chip(field, value, every, asked) for value in dict.fromkeys([*meant, *most]))
        chips = {chip.term.casefold(): chip for chip in made if chip is not None}
        best = sorted(chips.values(), key=lambda chip: (-chip.on, -chip.count, chip.value))
        if any(chip.on or chip.count < len(every) for chip in best):
            yield Facet(name, best, len(found) - len(best))


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
