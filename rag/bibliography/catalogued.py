"""What a reference manager's export says of files: BibTeX, RIS or CSL-JSON, entry by entry.

Zotero, JabRef and EndNote write all three; the attached files are named in BibTeX's `file` and in
RIS's `L1` (CSL-JSON has no place for them, so that only the title can tell).
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from rag.bibliography.bibtex import untex
from rag.documents.formats import supported
from rag.errors import SourceError

_RIS = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*))?")
_FILES = ("L1", "L2", "L4")


@dataclass(frozen=True, slots=True)
class Entry:
    """One work as a person has catalogued it; `files` are paths as the export gives them."""

    key: str
    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    tags: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def read_catalogue(path: Path) -> list[Entry]:
    """The entries of an export, by its suffix; raises SourceError for one that is none."""
    readers = {".bib": _bibtex, ".ris": _ris, ".json": _csl}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise SourceError(path.name, "is no export.", "Expected .bib, .ris or .json (CSL-JSON).")
    try:
        text = path.read_bytes().decode("utf-8-sig")
        found = list(reader(text))
    except (UnicodeDecodeError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(path.name, f"cannot be read: {error}.", "Export it again.") from error
    if not found:
        raise SourceError(path.name, "holds no entry.", "Export it again.")
    return found


def _bibtex(text: str) -> Iterator[Entry]:
    from bibtexparser.entrypoint import parse_string

    for entry in parse_string(text).entries:
        has = {field.key.lower(): str(field.value) for field in entry.fields}
        people = re.split(r"\s+and\s+", has.get("author") or has.get("editor") or "")
        date = has.get("date") or "-".join(filter(None, (has.get("year"), _month(has))))
        words = (untex(one) for one in re.split(r"[,;]", has.get("keywords", "")))
        yield Entry(
            entry.key, untex(has.get("title", "")), tuple(_turned(untex(p)) for p in people if p),
            date, _some(words), tuple(_attached(has.get("file", ""))),
        )  # fmt: skip


def _month(has: dict[str, str]) -> str:
    found = re.fullmatch(r"0?([1-9]|1[0-2])", has.get("month", ""))
    return f"{int(found[1]):02}" if found else ""


def _attached(value: str) -> Iterator[str]:
    """The paths of BibTeX's `file`: one, or several as "name:path:type" with semicolons between."""
    for one in re.split(r"(?<!\\);", value):
        parts = [re.sub(r"\\([:;\\{}_&%$#])", r"\1", part) for part in re.split(r"(?<!\\):", one)]
        paths = [part.strip() for part in parts if Path(part.strip()).suffix.lower() in supported()]
        # "Full text.pdf:files/3/Full text.pdf:application/pdf": what lies deepest is the path.
        yield from sorted(paths, key=lambda path: -path.count("/") - path.count("\\"))[:1]


def _ris(text: str) -> Iterator[Entry]:
    has: dict[str, list[str]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        found = _RIS.match(line)
        if found is None:
            continue
        name, value = found[1], (found[2] or "").strip()
        if name == "TY":
            has = {"ID": [f"line {number}"]}
        if name != "ER":
            has.setdefault(name, []).append(value)
            continue
        dates = (_ris_date(one) for tag in ("DA", "PY", "Y1") for one in has.get(tag, ()))
        yield Entry(
            has["ID"][-1],
            next((one for tag in ("TI", "T1", "CT") for one in has.get(tag, ())), ""),
            tuple(_turned(one) for tag in ("AU", "A1") for one in has.get(tag, ()) if one),
            next((date for date in dates if date), ""),
            _some(has.get("KW", ())),
            tuple(one for tag in _FILES for one in has.get(tag, ()) if one),
        )


def _ris_date(value: str) -> str:
    """ISO's form of 2000/05/12/ or 2000.

    >>> _ris_date("2000/05//"), _ris_date("2000")
    ('2000-05', '2000')
    """
    parts = [part for part in value.split("/")[:3] if part.isdigit()]
    return "-".join(part.zfill(2) for part in parts)


def _csl(text: str) -> Iterator[Entry]:
    items: Any = json.loads(text)
    for item in items if isinstance(items, list) else items["items"]:
        people = item.get("author") or item.get("editor") or []
        names = (p.get("literal") or f"{p.get('given', '')} {p.get('family', '')}" for p in people)
        parts = (item.get("issued") or {}).get("date-parts") or [[]]
        date = "-".join(str(part).zfill(2) for part in parts[0])
        words = re.split(r"[,;]", item.get("keyword") or "")
        title = re.sub(r"</?(?:i|b|sc|sup|sub|span)\b[^>]*>", "", item.get("title") or "")
        yield Entry(str(item["id"]), title, _some(names), date, _some(words))


def _some(words: Any) -> tuple[str, ...]:  # noqa: ANN401 - anything that gives strings
    return tuple(dict.fromkeys(" ".join(word.split()) for word in words if word.strip()))


def _turned(name: str) -> str:
    """A name as it is read: "Rashid, Ahmed" is Ahmed Rashid.

    >>> _turned("Rashid, Ahmed"), _turned("Human Rights Watch")
    ('Ahmed Rashid', 'Human Rights Watch')
    """
    last, _, first = name.partition(",")
    return " ".join(f"{first} {last}".split())


def places(path: str, beside: Path) -> Path:
    """Where an attached file lies; a relative path is below the export's folder."""
    parts = urlsplit(path)
    plain = unquote(parts.path) if parts.scheme == "file" else path
    return (beside / plain.replace("\\", "/")).resolve()
