"""The cited documents as CSL-JSON and as BibTeX, each with the quotes taken from it.

Titles, authors and dates are those that the documents state; nothing is added. Citation
managers ignore the members and fields that only Quoth reads (`custom`, `quote1` …).
https://github.com/citation-style-language/schema
"""

import json
import re
from collections.abc import Sequence
from typing import Any

from rag.audit.draft_files import TEX
from rag.exports.cited import Answered, Cited, documents

_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_ISO = re.compile(r"^(\d{4})-(\d{2})(?:-(\d{2}))?$")


def csl(answers: Sequence[Answered]) -> str:
    """A CSL-JSON array, one item a document, as JSON text."""
    items = [_item(key, quotes) for key, quotes in _keyed(answers)]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _item(key: str, quotes: Sequence[Cited]) -> dict[str, Any]:
    document = quotes[0].document
    item: dict[str, Any] = {
        "id": key,
        "type": "document",
        "title": document.title or document.path,
    }
    if document.author:
        item["author"] = [_name(name) for name in _authors(document.author)]
    if document.date:
        item["issued"] = _date(document.date)
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
    """BibTeX entries, one a document; special characters are written as TeX has them."""
    return "\n".join(_entry(key, quotes) for key, quotes in _keyed(answers))


def _entry(key: str, quotes: Sequence[Cited]) -> str:
    document = quotes[0].document
    fields = {"title": document.title or document.path}
    if document.author:
        fields["author"] = " and ".join(_authors(document.author))
    if document.date:
        year = _YEAR.search(document.date)
        fields |= {"date": document.date} if _ISO.match(document.date) else {}
        fields |= {"year": year.group()} if year else {}
    fields |= {"file": document.path, "sha256": document.sha256}
    fields |= {f"quote{n}": quoted.citation.text for n, quoted in enumerate(quotes, 1)}
    lines = [f"  {name} = {{{tex(value)}}}" for name, value in fields.items()]
    lines[0] = f"  title = {{{{{tex(fields['title'])}}}}}"  # braced twice, it keeps its capitals
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}\n"


def tex(text: str) -> str:
    """The text on one line of a BibTeX field."""
    return "".join(TEX.get(char, char) for char in " ".join(text.split()))


def _keyed(answers: Sequence[Answered]) -> list[tuple[str, list[Cited]]]:
    """Each document's quotes under a key of its own: surname, year, first word of the title."""
    found: dict[str, list[Cited]] = {}
    for quotes in documents(answers).values():
        document = quotes[0].document
        names = _authors(document.author or "")
        year = _YEAR.search(document.date or "")
        word = re.search(r"[^\W\d_]{4,}", document.title or document.path)
        parts = [names[0].split()[-1] if names else "", year.group() if year else "",
                 word.group() if word else ""]  # fmt: skip
        key = base = re.sub(r"[^a-z0-9]", "", "".join(parts).casefold()) or "document"
        number = 1
        while key in found:
            number += 1
            key = f"{base}-{number}"
        found[key] = quotes
    return list(found.items())


def _authors(author: str) -> list[str]:
    return [name.strip() for name in re.split(r";|,| and | & ", author) if name.strip()]


def _name(name: str) -> dict[str, str]:
    """Given and family name where there are two words, else the name as it stands."""
    given, _, family = name.rpartition(" ")
    return {"given": given, "family": family} if given else {"literal": name}


def _date(date: str) -> dict[str, Any]:
    iso = _ISO.match(date)
    if iso:
        return {"date-parts": [[int(part) for part in iso.groups() if part]]}
    return {"raw": date}
