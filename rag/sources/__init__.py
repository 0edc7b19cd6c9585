"""From a file's bytes to layer 1: one module a format, chosen by the file's suffix.

A format returns an `Extraction`. Formats that know their own structure (DOCX, HTML, PDF)
also return its regions and note markers; for plain text and Markdown these are found from
the text itself (rag/regions.py, rag/notes.py).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Literal

from rag.document import Page, Region, Scan
from rag.errors import SourceError, UnsupportedSource
from rag.span import Span

MAX_BYTES = 64 * 1024 * 1024
"""Larger files are refused: a 1,000-page book is about 3 MB of text."""


OCR = "+tesseract/"
"""What stands before Tesseract's version in the name of an extractor that has used it."""
OnPage = Callable[[int, int], None]
"""Told how many pages are recognised, of how many."""


@dataclass(frozen=True, slots=True)
class RawMarker:
    """A note's mark in layer 1, before it is resolved.

    `target` is the index of the note region (in `Extraction.regions`) that the format itself
    links to, or None where only the mark's number can tell.
    """

    span: Span
    mark: str
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """Layer 1 of one file, and whatever structure its format states.

    `markup` says whether the text carries Markdown and inline HTML of its own ("markdown")
    or none ("none"). `regions` is None where they must be found from the text. `skipped`
    are layer-1 spans inside regions that the reading text leaves out (a marker's figures).
    `problems` say in words what of the file could not be read (a page that is an image). `scans`
    are what was recognised on pages that are pictures. `address` is the web address that the file
    states as its own.
    """

    text: str = field(repr=False)
    extractor: str
    markup: Literal["markdown", "none"] = "markdown"
    regions: tuple[Region, ...] | None = None
    markers: tuple[RawMarker, ...] = ()
    skipped: tuple[Span, ...] = ()
    title: str | None = None
    author: str | None = None
    date: str | None = None
    address: str | None = None
    pages: tuple[Page, ...] = ()
    problems: tuple[str, ...] = ()
    scans: tuple[Scan, ...] = ()


_FORMATS = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".docx": "docx", ".epub": "epub",
    ".pdf": "pdf",
}  # fmt: skip
"""Suffix → module of this package with a function `extract(data, path) -> Extraction`."""


def supported() -> frozenset[str]:
    """The suffixes, in lower case and with their dot, that can be read."""
    return frozenset(_FORMATS)


def reader_of(path: Path) -> str:
    """The extractor and version that would read this file now; "" for a type that is not read.

    `Extraction.extractor` is the same, but for what was not needed for that file.
    """
    name = _FORMATS.get(path.suffix.lower())
    if name is None:
        return ""
    recognises: str = import_module("rag.sources.pdf.ocr").name() if name == "pdf" else ""
    return f"{import_module(f'rag.sources.{name}').EXTRACTOR}{recognises}"


def extract(data: bytes, path: Path, on_page: OnPage | None = None) -> Extraction:
    """Layer 1 of a file with these bytes; `path` serves for its suffix and for messages.

    Pages that are pictures are recognised only if there is an `on_page`, which is told of them.
    Raises UnsupportedSource for a suffix that no format claims, SourceError for bytes that
    the format cannot read.
    """
    name = _FORMATS.get(path.suffix.lower())
    if name is None:
        known = ", ".join(sorted(_FORMATS))
        raise UnsupportedSource(
            path.name,
            f"files of type {path.suffix or '(none)'!r} are not read.",
            f"Convert it to one of: {known}.",
        )
    if len(data) > MAX_BYTES:
        raise SourceError(
            path.name, f"{len(data):,} bytes, expected at most {MAX_BYTES:,}.", "Split the file."
        )
    reader: Callable[..., Extraction] = import_module(f"rag.sources.{name}").extract
    return reader(data, path, on_page) if name == "pdf" else reader(data, path)
