"""The cited documents as CSL-JSON and as BibTeX, each with the quotes taken from it.

Titles, authors and dates are those that the documents state; nothing is added. Behind them come
the works that the documents themselves cite in the notes of these quotes (rag/references/).
Citation managers ignore the members and fields that only Quoth reads (`custom`, `quote1` …).
https://github.com/citation-style-language/schema
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from rag.bibliography import CitedWork, references
from rag.bibliography import bibtex as works_bibtex
from rag.bibliography import csl as works_csl
from rag.bibliography.bibtex import tex
from rag.bibliography.csl import csl_date, csl_name
from rag.bibliography.works_cited import distinct, keys
from rag.documents.document import Document
from rag.english.dates import iso, only_date
from rag.english.naming import people_in
from rag.views.checked import Answered, CheckedQuote, documents
from rag.views.escape import neutral

_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_ISO = re.compile(r"^(\d{4})-(\d{2})(?:-(\d{2}))?$")


def csl(answers: Sequence[Answered]) -> str:
    """A CSL-JSON array as JSON text: one item a document, then one a work of the quotes' notes."""
    keyed = _keyed(answers)
    items = [_item(key, quotes) for key, quotes in keyed]
    items += [works_csl.item(work, key) for key, work in _works(keyed)]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def own_item(document: Document) -> dict[str, Any]:
    """The CSL-JSON of a document by what its file states alone; its id is the path."""
    item: dict[str, Any] = {
        "id": document.path,
        "type": "document",
        "title": document.title or document.path,
    }
    if document.author:
        item["author"] = [csl_name(name) for name in people_in(document.author)]
    if document.date:
        item["issued"] = _date(document.date)
    return item | ({"type": "webpage", "URL": document.address} if document.address else {})


def _item(key: str, quotes: Sequence[CheckedQuote]) -> dict[str, Any]:
    document = quotes[0].document
    item = {**own_item(document), "id": key}
    item["custom"] = {
        "path": document.path,
        "sha256": document.sha256,
        "quotes": [
            {
                "text": quoted.citation.text,
                "spans": [{"start": s.start, "end": s.end} for s in quoted.citation.spans],
            }
            for quoted in quotes
        ],
    }
    return item


def bibtex(answers: Sequence[Answered]) -> str:
    """BibTeX entries, one a document, then one a work that the quotes' notes cite."""
    keyed = _keyed(answers)
    entries = [("misc", key, _entry(quotes)) for key, quotes in keyed]
    return works_bibtex.written([*entries, *(works_bibtex.entry(w, k) for k, w in _works(keyed))])


def _entry(quotes: Sequence[CheckedQuote]) -> dict[str, str]:
    """The fields of a document's entry, in TeX."""
    document = quotes[0].document
    # Braced twice, a title keeps its capitals.
    fields = {"title": f"{{{tex(neutral(document.title or document.path))}}}"}
    if document.author:
        fields["author"] = " and ".join(map(tex, people_in(document.author)))
    if document.date:
        year = _YEAR.search(document.date)
        fields |= {"date": document.date} if _ISO.match(document.date) else {}
        fields |= {"year": year.group()} if year else {}
    fields |= {"url": tex(document.address)} if document.address else {}
    fields |= {"file": tex(document.path), "sha256": document.sha256}
    return fields | {f"quote{n}": tex(neutral(q.citation.text)) for n, q in enumerate(quotes, 1)}


def _works(keyed: Sequence[tuple[str, list[CheckedQuote]]]) -> list[tuple[str, CitedWork]]:
    """The works that the notes of the quotes cite, under keys that no document has."""
    quoted = {
        (item.document.path, _first(note))
        for _, quotes in keyed for item in quotes for note in item.quote.get("notes") or ()
    }  # fmt: skip
    works = [
        work
        for work in references(quotes[0].document for _, quotes in keyed)
        if any((place.path, place.start) in quoted for place in work.places)
    ]
    return list(zip(keys(works, [key for key, _ in keyed]), works, strict=True))


def _first(note: Mapping[str, Any]) -> int:
    """Where in layer 1 a note of an answer begins; -1 if it does not say."""
    spans = note.get("spans") or ()
    return int(spans[0]["start"]) if spans else -1


def _keyed(answers: Sequence[Answered]) -> list[tuple[str, list[CheckedQuote]]]:
    """Each document's quotes under a key of its own: surname, year, first word of the title."""
    groups, bases = list(documents(answers).values()), []
    for quotes in groups:
        document = quotes[0].document
        names = people_in(document.author or "")
        year = _YEAR.search(document.date or "")
        word = re.search(r"[^\W\d_]{4,}", document.title or document.path)
        parts = [names[0].split()[-1] if names else "", year.group() if year else "",
                 word.group() if word else ""]  # fmt: skip
        bases.append(re.sub(r"[^a-z0-9]", "", "".join(parts).casefold()) or "document")
    return list(zip(distinct(bases), groups, strict=True))


def _date(date: str) -> dict[str, Any]:
    """A date as CSL has it: by its parts, or as printed where it cannot be read."""
    read = date if _ISO.match(date) else iso(date) or only_date(date)
    return dict(csl_date(read).get("issued") or {"literal": date})
