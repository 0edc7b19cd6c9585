"""What a document can be chosen by, with where each value comes from; and the choosing."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from typing_extensions import TypedDict

from rag.english.dates import iso, only_date
from rag.errors import QuestionError
from rag.search.labels import Labels, read_labels
from rag.search.store import DocumentRow, Index
from rag.search.where import (
    Term,
    Values,
    Where,
    kind_of,
    plain_label,
    read_where,
    too_vague,
    values_of,
)

StatedBy = Literal["file", "path", "hand", "catalogue"]
"""Who says so: the file's own contents, its name or place, a person (`quoth tag`), or a reference
manager (`quoth catalogue`)."""
_ORIGINS: Mapping[str, StatedBy] = {
    "author": "file", "title": "file", "date": "file", "kind": "path", "folder": "path",
    "tag": "hand", "collection": "hand",
}  # fmt: skip
_SHOWN = 8  # values that an error names


@dataclass(frozen=True, slots=True)
class Chosen:
    """The documents that fit a filter, and in words what was left out for want of a value."""

    ids: frozenset[str]
    remarks: tuple[str, ...] = ()


def values(row: DocumentRow, labels: Labels | None) -> Values:
    """What a document has in each field of a filter."""
    lists: dict[str, list[str]] = {name: [] for name in _ORIGINS}
    for name, value, _ in _stated(row, labels):
        lists[name].append(value)
    return {name: tuple(found_there) for name, found_there in lists.items()}


def _stated(row: DocumentRow, labels: Labels | None) -> Iterator[tuple[str, str, StatedBy]]:
    """Each field's values with who says so; what several say alike is said once."""
    known = labels or Labels(row.path)
    said: list[tuple[str | None, StatedBy]]
    own: dict[str, Sequence[str | None]] = {
        "author": (row.author,), "title": (row.title,), "date": (_iso(row.date or ""),),
        "kind": kind_of(row.path), "folder": _folders(row),
        "tag": known.tags, "collection": known.collections,
    }  # fmt: skip
    for name, origin in _ORIGINS.items():
        said = [(value, origin) for value in own[name]]
        said += [(value, "file") for value in row.keywords if name == "tag"]
        more = known.stated.get(name, ())
        said += [(_iso(value) if name == "date" else value, "catalogue") for value in more]
        once: dict[str, tuple[str, str, StatedBy]] = {}
        hidden = {plain_label(one) for one in known.hidden if name == "tag"}
        for value, by in said:
            if value and (by == "hand" or plain_label(value) not in hidden):
                once.setdefault(plain_label(value) if name == "tag" else value, (name, value, by))
        yield from once.values()


def _iso(stated: str) -> str:
    """A date as a document states it, in ISO's form; "" for one that cannot be read.

    >>> _iso("2 November 2026"), _iso("2026-11-02T10:00"), _iso("2026-11"), _iso("recently")
    ('2026-11-02', '2026-11-02', '2026-11', '')
    """
    written = re.match(r"\d{4}(?:-\d\d){0,2}(?![\d-])", stated.strip())
    return written[0] if written else iso(stated) or only_date(stated)


def _folders(row: DocumentRow) -> tuple[str, ...]:
    """The document's folder as `quoth docs` shows it, below the indexed one, and absolute."""
    root, inside = Path(row.root), Path(row.relative).parent
    folders = (Path(row.path).parent, inside, root.name / inside, root / inside)
    return tuple(dict.fromkeys(path.as_posix() for path in folders))


FacetRecord = TypedDict(
    "FacetRecord", {"value": str, "from": StatedBy}
)  # fmt: skip
"""A value, and who says so: the file's contents, its path, a person, or a catalogue."""


def facets_json(row: DocumentRow, labels: Labels | None) -> dict[str, list[FacetRecord]]:
    """The values of a document by field, each with where it comes from.

    One that is catalogued has the `key` of its entry, too, and perhaps a `link` that opens it.
    `hidden` are tags that the file or the catalogue states and a person has taken away.
    """
    lists: dict[str, list[FacetRecord]] = {name: [] for name in _ORIGINS}
    for name, value, origin in _stated(row, labels):
        lists[name].append({"value": value, "from": origin})
    for name in ("key", "link"):
        if labels and name in labels.stated:
            lists[name] = [{"value": v, "from": "catalogue"} for v in labels.stated[name]]
    if labels and labels.hidden:
        lists["hidden"] = [{"value": v, "from": "hand"} for v in labels.hidden]
    return {**lists, "folder": lists["folder"][:1]}


def choose(index: Index, where: str | Where) -> Chosen:
    """The documents of an index that fit a filter, which may be in words.

    Raises QuestionError for a filter that cannot be read, and for one that no document fits: a
    filter with a slip in it must not look like documents that do not say.
    """
    condition = read_where(where) if isinstance(where, str) else where
    labels = read_labels(index.directory)
    every = {row.doc_id: values(row, labels.get(row.doc_id)) for row in index.documents()}
    ids = frozenset(doc_id for doc_id, one in every.items() if condition.fits(one))
    if not ids:
        raise QuestionError(_none(condition, list(every.values())))
    return Chosen(ids, tuple(_wanting(condition, every.values())))


def _none(condition: Where, every: Sequence[Values]) -> str:
    """Why no document fits: the first term that none does, and what there is."""
    said = f"no document fits {condition.text!r}."
    for term in condition.terms:
        if not any(term.holds(one) for one in every):
            there = values_of(every, term.field)
            named = ", ".join(there[:_SHOWN]) + (", …" if len(there) > _SHOWN else "")
            return f"{said} {term.field}: the documents have {named or 'none'}."
    return f"{said} Each of its terms fits some, but none all of them. See: quoth docs --json"


def _wanting(condition: Where, every: Iterable[Values]) -> list[str]:
    """How many documents were left out since nothing is known of them."""
    documents, remarks = list(every), []
    for term in condition.terms:
        others = Where("", tuple(one for one in condition.terms if one is not term))
        lost = sum(_unknown(term, one) and others.fits(one) for one in documents)
        if lost:
            exact = ", or one less exact than the filter" if term.field == "date" else ""
            left = "1 document is" if lost == 1 else f"{lost} documents are"
            remarks.append(f"{left} left out for having no {term.field}{exact}")
    return remarks


def _unknown(term: Term, document: Values) -> bool:
    """Whether a document might fit, for all that is known of it."""
    if term.denied or term.field not in ("author", "title", "date"):
        return False
    there = document.get(term.field, ())
    vague = (too_vague(one, date) for one in term.values for date in there)
    return not there or (term.field == "date" and not term.holds(document) and any(vague))
