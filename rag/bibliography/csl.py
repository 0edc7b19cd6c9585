"""References as items of CSL-JSON, each with its note word for word.

`note` is the citing note's whole text; `custom` says which part of it was read, by which shape
and into which fields, and lists every note that cites the work. Citation managers keep `note`
and ignore what they do not know of `custom`.
https://github.com/citation-style-language/schema
"""

from typing import Any

from rag.bibliography.csl_items import name_item
from rag.bibliography.works_cited import CitedWork
from rag.references.record import Reference

_SAME = {
    "title": "title", "container": "container-title", "publisher": "publisher",
    "place": "publisher-place", "volume": "volume", "issue": "issue", "pages": "page",
    "url": "URL", "doi": "DOI",
}  # fmt: skip
_PEOPLE = ("author", "editor", "translator")
_DATES = {"date": "issued", "accessed": "accessed"}


def item(work: CitedWork, key: str) -> dict[str, Any]:
    """One item; an unresolved short reference is a `document` with its note and nothing else."""
    reference = work.reference
    fields: dict[str, Any] = {"id": key, "type": reference.type}
    for name in _PEOPLE:
        named = getattr(reference, name)
        fields |= {name: [name_item(one) for one in named]} if named else {}
    for name, theirs in _SAME.items():
        value = getattr(reference, name)
        fields |= {theirs: value} if value else {}
    for name, theirs in _DATES.items():
        value = getattr(reference, name)
        fields |= {theirs: _date(value)} if value else {}
    return fields | {"note": work.places[0].note, "custom": _custom(work)}


def _custom(work: CitedWork) -> dict[str, Any]:
    reference = work.reference
    said: dict[str, Any] = {"citation": reference.text, "parsed": parsed(reference)}
    if not work.resolved:
        said = {"citation": reference.text, "unresolved": True, "candidates": [*work.candidates]}
    if reference.cited:
        said["locator"] = reference.cited
    said["cited_in"] = [
        {"path": place.path, "sha256": place.sha256, "mark": place.mark, "note": place.note}
        | ({"short": place.short} if place.short else {})
        for place in work.places
    ]
    return said


def parsed(reference: Reference) -> str:
    """How a reference was read: its shape, and the fields that it states."""
    if reference.shape == "none" and not reference.stated:
        return "not parsed"
    return f"read by rule as {reference.shape}: {', '.join(reference.stated)}"


def _date(date: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in date.split("-")]]}
