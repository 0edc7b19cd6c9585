"""References as items of CSL-JSON, each with its note word for word.

`note` is the citing note's whole text; `custom` says which part of it was read, by which shape
and into which fields, and lists every note that cites the work. Citation managers keep `note`
and ignore what they do not know of `custom`.
https://github.com/citation-style-language/schema

Entries of BibTeX and RIS become items, too; a field that says nothing is left out. Types follow the
mapping that Zotero publishes (https://aurimasv.github.io/z2csl/typeMap.xml).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rag.bibliography.works_cited import CitedWork
from rag.english.dates import iso
from rag.references.names import is_body, person
from rag.references.record import Name, Reference

_SAME = {
    "title": "title", "container": "container-title", "publisher": "publisher",
    "place": "publisher-place", "volume": "volume", "issue": "issue", "pages": "page",
    "url": "URL", "doi": "DOI",
}  # fmt: skip
_PEOPLE = ("author", "editor", "translator")
_DATES = {"date": "issued", "accessed": "accessed"}
Item = dict[str, Any]
_BIBTEX = {
    "article": "article-journal", "book": "book", "collection": "book", "proceedings": "book",
    "booklet": "pamphlet", "inbook": "chapter", "incollection": "chapter",
    "inproceedings": "paper-conference", "conference": "paper-conference", "thesis": "thesis",
    "phdthesis": "thesis", "mastersthesis": "thesis", "techreport": "report", "report": "report",
    "online": "webpage", "electronic": "webpage", "www": "webpage", "patent": "patent",
    "unpublished": "manuscript", "manual": "book", "jurisdiction": "legal_case",
    "legislation": "legislation",
}  # fmt: skip
_BIBTEX_FIELDS = {
    "title": ("title",), "container-title": ("journaltitle", "journal", "booktitle"),
    "publisher": ("publisher", "institution", "school", "organization"),
    "publisher-place": ("location", "address"), "volume": ("volume",), "issue": ("number",),
    "page": ("pages",), "edition": ("edition",), "DOI": ("doi",), "URL": ("url",),
    "ISBN": ("isbn",), "collection-title": ("series",),
}  # fmt: skip
_RIS = {
    "JOUR": "article-journal", "JFULL": "article-journal", "BOOK": "book", "EDBOOK": "book",
    "CHAP": "chapter", "NEWS": "article-newspaper", "MGZN": "article-magazine", "THES": "thesis",
    "RPRT": "report", "GOVDOC": "report", "ELEC": "webpage", "BLOG": "post-weblog",
    "CONF": "paper-conference", "CPAPER": "paper-conference", "CASE": "legal_case",
    "STAT": "legislation", "BILL": "bill", "HEAR": "report", "UNPB": "manuscript",
    "MANSCPT": "manuscript", "PAT": "patent", "VIDEO": "motion_picture", "MPCT": "motion_picture",
    "PCOMM": "personal_communication", "MAP": "map", "ENCYC": "entry-encyclopedia",
}  # fmt: skip
_RIS_FIELDS = {
    "title": ("TI", "T1"), "container-title": ("T2", "JO", "JF", "BT"), "publisher": ("PB",),
    "publisher-place": ("CY", "PP"), "volume": ("VL",), "issue": ("IS",), "edition": ("ET",),
    "DOI": ("DO",), "URL": ("UR",), "ISBN": ("SN",), "page": ("pages",),
}  # fmt: skip
_NUMBERS = re.compile(r"(\d{4})(?:[-/.](\d\d?)(?:[-/.](\d\d?))?)?(?:[T/].*)?")
_READ = (
    "literal", "given", "dropping-particle", "non-dropping-particle", "family", "suffix",
)  # fmt: skip
"""The parts of a name in the order in which they are read."""
_RIS_PEOPLE = {"author": ("AU", "A1"), "editor": ("A2", "ED"), "translator": ("A4",)}


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
        fields |= {theirs: {"date-parts": [[*map(int, value.split("-"))]]}} if value else {}
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


def bibtex_item(
    key: str, type: str, has: Mapping[str, str], people: Mapping[str, Sequence[str]], date: str
) -> Item:
    """The item of an entry whose values are plain text; `people` are the names of each role."""
    kind = _BIBTEX.get(type.lower(), "document")
    if kind == "article-journal" and has.get("entrysubtype") in ("newspaper", "magazine"):
        kind = f"article-{has['entrysubtype']}"
    has = {**has, "pages": has.get("pages", "").replace("--", "–")}
    return _made(key, kind, people, _BIBTEX_FIELDS, has) | csl_date(date)


def ris_item(key: str, has: Mapping[str, Sequence[str]], date: str) -> Item:
    """The item of a record's values by their tags."""
    first = {tag: values[0] for tag, values in has.items() if values}
    first["pages"] = "–".join(filter(None, (first.get("SP"), first.get("EP"))))
    people = {
        role: list(dict.fromkeys(one for tag in tags for one in has.get(tag, ()) if one))
        for role, tags in _RIS_PEOPLE.items()
    }
    kind = _RIS.get(first.get("TY", ""), "document")
    return _made(key, kind, people, _RIS_FIELDS, first) | csl_date(date)


def _made(
    key: str, kind: str, people: Mapping[str, Sequence[str]],
    names: Mapping[str, Sequence[str]], has: Mapping[str, str],
) -> Item:  # fmt: skip
    """An item by the first of the names that its source may have for each field."""
    item: Item = {"id": key, "type": kind}
    item |= {role: [csl_name(one) for one in ones] for role, ones in people.items() if ones}
    values = {name: next(filter(None, map(has.get, theirs)), "") for name, theirs in names.items()}
    return item | {name: value for name, value in values.items() if value}


def csl_name(text: str) -> dict[str, str]:
    """A name as CSL has it: "Rashid, Ahmed", "King, Jr., Martin", a body, or given name first.

    >>> csl_name("Rashid, Ahmed"), csl_name("Henrik van der Molen")
    ({'family': 'Rashid', 'given': 'Ahmed'}, {'family': 'van der Molen', 'given': 'Henrik'})
    >>> csl_name("{Human Rights Watch}")
    {'literal': 'Human Rights Watch'}
    """
    bare = " ".join(text.split())
    if bare.startswith("{") and bare.endswith("}"):
        return {"literal": bare[1:-1]}
    parts = [part.strip() for part in bare.split(",")]
    if 2 <= len(parts) <= 3 and all(parts) and not is_body(bare):
        return {"family": parts[0], "given": parts[-1]} | (
            {"suffix": parts[1]} if len(parts) == 3 else {}
        )
    named = person(bare)
    return name_item(named) if named else {"literal": bare}


def name_item(name: Name) -> dict[str, str]:
    """A name of a reference as CSL has it."""
    if name.literal:
        return {"literal": name.literal}
    fields = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {key: value for key, value in fields.items() if value}


def stated_date(text: str) -> str:
    """The day, month or year that a catalogue states, in ISO's form; "" for none and for several.

    >>> stated_date("2000/05//"), stated_date("1998 Mar 12"), stated_date("[c1998?]")
    ('2000-05', '1998-03-12', '1998')
    >>> stated_date("12 May 1998"), stated_date("1998-05-12T10:00Z"), stated_date("1640-1650")
    ('1998-05-12', '1998-05-12', '')
    """
    bare = " ".join(text.split())
    if match := _NUMBERS.fullmatch(bare):
        return "-".join(part.zfill(2) for part in match.groups() if part)
    turned = re.sub(r"(\d{4}) (\w{3,})\.?(?: (\d{1,2}))?", r"\3 \2 \1", bare)
    years = set(re.findall(r"\d+", bare))
    alone = years.pop() if len(years) == 1 else ""
    return iso(bare) or iso(turned) or (alone if len(alone) == 4 else "")


def csl_date(date: str) -> Item:
    """`issued` of a date like 2004-05-12, 2004-05, 2004 or 2004/2006; nothing for any other."""
    ends = [end.split("-")[:3] for end in date.split("/")[:2] if end]
    whole = ends and all(part.isdecimal() for end in ends for part in end)
    if not whole or any(len(end[0]) != 4 for end in ends):
        return {}
    return {"issued": {"date-parts": [[*map(int, end)] for end in ends]}}


def text_names(people: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """Names of CSL as they are read."""
    return tuple(
        " ".join(filter(None, map(one.get, _READ)))
        for one in people
    )  # fmt: skip
