"""From a file's bytes to layer 1: one module a format, chosen by the file's suffix.

A format returns an `Extraction`. Formats that know their own structure (DOCX, HTML, PDF)
also return its regions and note markers; for plain text and Markdown these are found from
the text itself (rag/documents/structure/regions.py, rag/notes.py).
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from rag.documents.extraction import MAX_BYTES, Extraction, OnPage
from rag.errors import SourceError, UnsupportedSource

OCR = "+tesseract/"
"""What stands before Tesseract's version in the name of an extractor that has used it."""


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
    recognises: str = (
        import_module("rag.documents.formats.pdf.tesseract").name() if name == "pdf" else ""
    )
    return f"{import_module(f'rag.documents.formats.{name}').EXTRACTOR}{recognises}"


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
    reader: Callable[..., Extraction] = import_module(f"rag.documents.formats.{name}").extract
    return reader(data, path, on_page) if name == "pdf" else reader(data, path)
