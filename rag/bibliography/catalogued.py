"""What a reference manager's export says of files: BibTeX, RIS or CSL-JSON, entry by entry.

Zotero, JabRef and EndNote write all three; the attached files are named in BibTeX's `file` and in
RIS's `L1` (CSL-JSON has no place for them, so that only the title can tell).
"""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from rag.bibliography.bibtex import read, untex
from rag.bibliography.csl import bibtex_item, csl_date, ris_item, stated_date, text_names
from rag.documents.formats import supported
from rag.english import months
from rag.errors import SourceError
from rag.files import parse_json, read_file

_RIS = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*))?")
_FILES = ("L1", "L2", "L4")
_ZOTERO = re.compile(
    r"https?://(?:www\.)?zotero\.org/(?:users/(?:local/)?\w+|(?P<group>groups/\d+))/items/(?P<key>\w+)"
)


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One work as a person has catalogued it; `files` are paths as the export gives them.

    `item` is the whole of it as CSL-JSON, `link` an address that opens it in the program that
    keeps it.
    """

    key: str
    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    tags: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    item: Mapping[str, Any] = field(default_factory=dict)
    link: str = ""


def read_catalogue(path: Path) -> list[CatalogueEntry]:
    """The entries of an export, by its suffix; raises SourceError for one that is none."""
    readers = {".bib": _bibtex, ".ris": _ris, ".json": _csl}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise SourceError(path.name, "is no export.", "Expected .bib, .ris or .json (CSL-JSON).")
    try:
        data = read_file(path)
        text = data.decode("utf-16" if data[:2] in (BOM_UTF16_LE, BOM_UTF16_BE) else "utf-8-sig")
        entries = list(reader(text))
    except UnicodeDecodeError as error:
        raise SourceError(path.name, "is not in UTF-8.", "Export it again as UTF-8.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(path.name, f"cannot be read: {error}.", "Export it again.") from error
    if not entries:
        raise SourceError(path.name, "holds no entry.", "Export it again.")
    return entries


def _bibtex(text: str) -> Iterator[CatalogueEntry]:
    entries, damaged = read(text)
    for line in damaged:
        yield CatalogueEntry(line, "an entry that cannot be read")
    for entry in entries:
        has = {field.key.lower(): str(field.value) for field in entry.fields}
        date = has.get("date") or "-".join(filter(None, (has.get("year"), _month(has))))
        date = date if csl_date(date) else stated_date(untex(date))
        words = (untex(one) for one in _parted(has.get("keywords", ""), r"[,;]"))
        people = {
            name: [
                _undivided(one)
                for one in _parted(has[name], r"(?<!\s)\s+and\s+")
                if one != "others"
            ]
            for name in ("author", "editor", "translator")
            if has.get(name)
        }
        plain = {name: untex(value).strip() for name, value in has.items() if name != "file"}
        item = bibtex_item(entry.key, entry.entry_type, plain, people, date)
        title, files = untex(has.get("title", "")), _attached(has.get("file", ""))
        yield _entry(entry.key, item, title, date.partition("/")[0], words, files)


def _parted(value: str, between: str) -> list[str]:
    """A list of BibTeX, parted where no brace is open.

    >>> _parted("{Barnes and Noble} and Ada Roper and others", " and ")
    ['{Barnes and Noble}', 'Ada Roper', 'others']
    """
    parts, depth = [""], 0
    for piece in re.split(rf"({between}|\\.|[{{}}])", value):
        depth += (piece == "{") - (piece == "}")
        if depth <= 0 and re.fullmatch(between, piece):
            parts.append("")
        else:
            parts[-1] += piece
    return [part.strip() for part in parts if part.strip()]


def _undivided(name: str) -> str:
    """A name as plain text; braces around the whole of it stay, since they keep it undivided."""
    whole = name.startswith("{") and name.endswith("}")
    return f"{{{untex(name[1:-1])}}}" if whole else untex(name)


def _month(has: dict[str, str]) -> str:
    """The month of an entry in two figures, given as a figure or by its name."""
    given = has.get("month", "").strip(' {}".')
    with suppress(ValueError):
        month = int(given) if given.isdecimal() else months.number(given)
        return f"{month:02}" if 1 <= month <= 12 else ""
    return ""


def _attached(value: str) -> Iterator[str]:
    """The paths of BibTeX's `file`: one, or several as "name:path:type" with semicolons between."""
    for one in re.split(r"(?<!\\);", value):
        parts = [re.sub(r"\\([:;\\{}_&%$#])", r"\1", part) for part in re.split(r"(?<!\\):", one)]
        paths = [part.strip() for part in parts if Path(part.strip()).suffix.lower() in supported()]
        # "Full text.pdf:files/3/Full text.pdf:application/pdf": what lies deepest is the path.
        yield from sorted(paths, key=lambda path: -path.count("/") - path.count("\\"))[:1]


def _ris(text: str) -> Iterator[CatalogueEntry]:
    """Records begin with TY; one whose end is missing ends with the next, and with the text."""
    has: dict[str, list[str]] = {}  # its line and its type are no record yet
    name = ""
    for number, line in enumerate(text.splitlines(), 1):
        matched = _RIS.match(line)
        if matched is None:
            if name == "KW":  # EndNote writes one a line, and the tag before the first alone
                has["KW"].append(line)
            continue
        name, value = matched[1], (matched[2] or "").strip()
        if name in ("TY", "ER") and len(has) > 2:
            yield _ris_entry(has)
        if name in ("TY", "ER"):
            has = {}
        if name == "TY":
            has = {"ID": [f"line {number}"]}
        if name != "ER":
            has.setdefault(name, []).append(value)
    if len(has) > 2:
        yield _ris_entry(has)


def _ris_entry(has: Mapping[str, Sequence[str]]) -> CatalogueEntry:
    dates = (stated_date(one) for tag in ("DA", "PY", "Y1") for one in has.get(tag, ()))
    key, date = has["ID"][-1], next((one for one in dates if one), "")
    item = ris_item(key, has, date)
    title = next((one for tag in ("TI", "T1", "CT") for one in has.get(tag, ())), "")
    files = (one for tag in _FILES for one in has.get(tag, ()) if one)
    return _entry(key, item, title, date, has.get("KW", ()), files)


def _csl(text: str) -> Iterator[CatalogueEntry]:
    items: Any = parse_json(text)
    for item in items if isinstance(items, list) else items["items"]:
        yield csl_entry(item)


def csl_entry(item: Mapping[str, Any]) -> CatalogueEntry:
    """The entry of one item of CSL-JSON; its id may be the address that Zotero gives it."""
    key = str(item["id"])
    issued = item.get("issued") or {}
    date = "-".join(str(part).zfill(2) for part in (issued.get("date-parts") or [[]])[0] if part)
    if not date:
        date = stated_date(str(issued.get("raw") or issued.get("literal") or ""))
        item = {**item, **csl_date(date)}
    words = re.split(r"[,;]", item.get("keyword") or "")
    title = re.sub(r"</?(?:i|b|sc|sup|sub|span)\b[^>]*>", "", item.get("title") or "")
    match = _ZOTERO.fullmatch(key)
    link = f"zotero://select/{match['group'] or 'library'}/items/{match['key']}" if match else ""
    return _entry(match["key"] if match else key, item, title, date, words, link=link)


def _entry(
    key: str, item: Mapping[str, Any], title: str, date: str, words: Iterable[str],
    files: Iterable[str] = (), link: str = "",
) -> CatalogueEntry:  # fmt: skip
    """An entry of a work with its keywords, each once."""
    people = text_names(item.get("author") or item.get("editor") or ())
    tags = dict.fromkeys(" ".join(word.split()) for word in words if word.strip())
    return CatalogueEntry(key, title, people, date, tuple(tags), tuple(files), item, link)


def places(path: str, beside: Path) -> Path:
    """Where an attached file lies; a relative path is below the export's folder."""
    parts = urlsplit(path)
    plain = unquote(parts.path) if parts.scheme == "file" else path
    return (beside / plain.replace("\\", "/")).resolve()
