"""Drafts from files: text, Markdown, LaTeX, whatever sources may be, and what Quoth has written.

HTML, DOCX, RTF, EPUB and PDF are read as sources are (rag/documents/sandbox.py). JSON (answers,
annotations, CSL), BibTeX, CSV and evidence bundles state their quotations as data; their offsets
are those of the quotation in the file's text.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias
from zipfile import BadZipFile

from rag.audit.draft import Draft, DraftParagraph, ParagraphKind, from_text
from rag.audit.draft.latex import from_latex
from rag.bibliography.bibtex import read, untex
from rag.documents.extraction import MAX_BYTES, Extraction
from rag.documents.sandbox import extract
from rag.errors import SourceError
from rag.files import csv_rows, parse_json, read_file, zip_member

_LATEX = frozenset({".tex", ".ltx", ".latex"})
_TEXT = frozenset({".txt", ".text", ".md", ".markdown", ""})
_KINDS: dict[str, ParagraphKind] = {
    "heading": "heading",
    "note": "note",
    "block-quote": "block-quote",
}
_NOT_QUOTES = frozenset(
    {"notes", "paragraph_notes", "following_notes", "nearest", "also", "context", "selector"}
)
_Stated: TypeAlias = tuple[tuple[str, ...], str, str | None]
"""Forms in which a quotation may stand in its file, its words, and the path of its source."""
_NEAR, _LOOKS = 4096, 40
"""How far a quotation is looked for behind the last in any case, and how often through the file."""
BUNDLED = "answers.jsonl"
"""The member of an evidence bundle that holds the answers."""


def read_draft(path: Path) -> Draft:
    """The draft in a file, by its suffix; raises SourceError if it cannot be read."""
    try:
        data = read_file(path, MAX_BYTES)
    except OSError as error:
        raise SourceError(str(path), f"cannot be read: {error.strerror}.") from error
    return draft_from(data, path.name)


def draft_from(data: bytes, name: str) -> Draft:
    """The draft in bytes of a file called `name`."""
    if len(data) > MAX_BYTES:
        raise SourceError(name, f"{len(data):,} bytes, expected at most {MAX_BYTES:,}.")
    suffix = Path(name).suffix.lower()
    if suffix == ".zip":
        return draft_from(_bundled(data, name), BUNDLED)
    if suffix in _LATEX:
        return from_latex(_decoded(data, name))
    if suffix in _TEXT:
        return from_text(_decoded(data, name))
    if quotes := _STATED.get(suffix):
        text = _decoded(data, name)
        return _stated(text, quotes(text, name))
    return _extracted(extract(data, Path(name)))


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            name, f"byte {error.start} is not UTF-8.", "Save the draft as UTF-8."
        ) from error


def _bundled(data: bytes, name: str) -> bytes:
    try:
        return zip_member(data, BUNDLED, MAX_BYTES + 1)  # a byte more is refused as any draft is
    except BadZipFile as error:
        raise SourceError(name, f"is no evidence bundle: {error}.") from error


def _extracted(extraction: Extraction) -> Draft:
    """The draft that an extractor has read: its regions as paragraphs, its marks apart."""
    if extraction.regions is None:
        return from_text(extraction.text)
    regions = extraction.regions
    paragraphs = tuple(
        DraftParagraph(r.span.start, r.span.end, _KINDS.get(r.kind, "body"), r.mark)
        for r in regions
    )
    marks = tuple(
        (
            marker.span.start,
            marker.span.end,
            marker.mark if marker.target is None else regions[marker.target].mark or marker.mark,
        )
        for marker in extraction.markers
    )
    return Draft(extraction.text, paragraphs, False, marks=marks)


def _stated(text: str, quotes: Iterator[_Stated]) -> Draft:
    """A draft whose quotations are data."""
    given: list[tuple[int, int, str, str | None]] = []
    at, left = 0, _LOOKS * len(text)
    for forms, words, path in quotes:
        start, end, looked = _place(text, forms, at, left)
        at, left = end, left - looked
        given.append((start, end, words, path))
    return Draft(text, (), False, given=tuple(given))


def _place(text: str, forms: tuple[str, ...], at: int, left: int) -> tuple[int, int, int]:
    """Where one of these forms stands: behind `at`, or else before it; and how far was looked.

    Not far, once `left` characters were looked through: each quotation would else cost a look
    through the whole file. One that is not found stands at `at`.
    """
    looked = 0
    for begin, end in ((at, at + _NEAR), (at, len(text)), (0, at)):
        for form in forms:
            if end - begin > _NEAR and looked >= left:
                continue
            place = text.find(form, begin, end)
            looked += (end if place < 0 else place) - begin
            if place >= 0:
                return place, place + len(form), looked
    return at, min(at + len(forms[0]), len(text)), looked


def _json_quotes(text: str, name: str) -> Iterator[_Stated]:
    """The quotations in one JSON value, or in one a line."""
    try:
        values = [parse_json(text)]
    except ValueError:
        try:
            values = [parse_json(line) for line in text.splitlines() if line.strip()]
        except ValueError as error:
            raise SourceError(name, f"is no JSON: {error}.") from error
    for words, path in (quoted for value in values for quoted in _walk(value, None)):
        forms = (json.dumps(words, ensure_ascii=False)[1:-1], json.dumps(words)[1:-1])
        yield forms, words, path


def _walk(value: Any, path: str | None) -> Iterator[tuple[str, str | None]]:  # noqa: ANN401 - JSON
    """(words, path) of every quote in answers, annotations and CSL records."""
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, path)
    if not isinstance(value, dict):
        return
    path = _path(value) or path
    if isinstance(value.get("text"), str) and isinstance(value.get("spans"), list):
        yield value["text"], path
    body = value.get("body")
    if value.get("type") == "Annotation" and isinstance(body, dict) and "value" in body:
        yield str(body["value"]), path
    for key, item in value.items():
        if key not in _NOT_QUOTES:
            yield from _walk(item, path)


def _path(value: dict[str, Any]) -> str | None:
    """The document's path that a record states, if any."""
    document = value.get("document")
    if isinstance(document, dict) and isinstance(document.get("path"), str):
        return str(document["path"])
    if isinstance(value.get("path"), str):
        return str(value["path"])
    target = value.get("target")
    first = target[0] if isinstance(target, list) and target else target
    source = first.get("source") if isinstance(first, dict) else None
    return str(source["path"]) if isinstance(source, dict) and "path" in source else None


def _bib_quotes(text: str, name: str) -> Iterator[_Stated]:
    """The fields quote1, quote2 … of each entry, with its field `file` as the path."""
    entries, damaged = read(text, as_written=True)
    if damaged:  # whatever it quotes would be audited as if it were not there
        raise SourceError(name, f"has an entry that cannot be read: {damaged[0]}.", "Mend it.")
    for entry in entries:
        fields = [(field.key.lower(), _bare(field.value)) for field in entry.fields]
        path = next((untex(value) for name, value in fields if name == "file"), None)
        for name, value in fields:
            if re.fullmatch(r"quote\d+", name):
                yield (value,), untex(value), path


def _table_quotes(text: str, name: str) -> Iterator[_Stated]:
    """The column `quote` of a table that Quoth has written, with its column `path`."""
    try:
        rows = csv_rows(text)
    except ValueError as error:
        raise SourceError(name, f"is no table: {error}.", "Save it as CSV again.") from error
    if rows and "quote" not in rows[0]:
        found = ", ".join(map(repr, rows[0]))
        raise SourceError(name, f"has no column 'quote'; found {found}.", "Name one of them so.")
    for row in rows:
        if words := row["quote"]:
            yield (words.replace('"', '""'), words), words, row.get("path") or None


def _bare(value: str) -> str:
    """A value without the braces or quotation marks around it."""
    value = value.strip()
    return value[1:-1] if value[:1] + value[-1:] in ("{}", '""') else value


_STATED = dict.fromkeys((".json", ".jsonl", ".jsonld", ".ndjson"), _json_quotes) | {
    ".bib": _bib_quotes,
    ".csv": _table_quotes,
}
"""How quotations are stated as data, by the file's suffix."""
