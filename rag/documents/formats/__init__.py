"""From a file's bytes to layer 1: one module a format, chosen by the file's suffix.

`FORMATS` lists them all; docs/formats.md says how to add one. A format returns an `Extraction`.
Formats that know their own structure (DOCX, HTML, PDF) also return its regions and note markers;
for plain text and Markdown these are found from the text itself (rag/documents/structure).
"""

from pathlib import Path

from rag.documents.extraction import MAX_BYTES, Extraction, Format, OnPage
from rag.errors import SourceError, UnsupportedSource

_HERE = "rag.documents.formats"
_TOLD, _RECOGNISED = f"{_HERE}.made_by", f"{_HERE}.recognition"
FORMATS: tuple[Format, ...] = (
    Format("text", (".txt", ".text", ".md", ".markdown", ".srt", ".vtt"), f"{_HERE}.text", _TOLD),
    Format("html", (".html", ".htm", ".xhtml"), f"{_HERE}.html", _TOLD),
    Format("docx", (".docx", ".docm", ".dotx", ".rtf"), f"{_HERE}.docx", _TOLD),
    Format("epub", (".epub",), f"{_HERE}.epub", _TOLD),
    Format("pdf", (".pdf",), f"{_HERE}.pdf", _TOLD, pages=True, recognised_by=_RECOGNISED),
)
"""Every format that can be read."""

_INSTEAD = (
    dict.fromkeys(
        (".bib", ".ris", ".json"), "If a reference manager wrote it, take it with: quoth catalogue."
    )
    | dict.fromkeys((".doc", ".odt", ".wpd", ".pages"), "Save it as .docx or .pdf.")
    | dict.fromkeys((".mobi", ".azw", ".azw3"), "Convert it to .epub.")
    | dict.fromkeys((".zip", ".7z", ".rar", ".tar", ".gz"), "Unpack it.")
)
"""What to do with a file that is not read, where that is not to convert it to any that is."""


def format_of(path: Path) -> Format | None:
    """The format of a file by its suffix, in any case; None for a type that is not read."""
    suffix = path.suffix.lower()
    return next((one for one in FORMATS if suffix in one.suffixes), None)


def supported() -> frozenset[str]:
    """The suffixes, in lower case and with their dot, that can be read."""
    return frozenset(suffix for one in FORMATS for suffix in one.suffixes)


def reader_of(path: Path) -> str:
    """The extractor and version that would read this file now; "" for a type that is not read.

    `Extraction.extractor` is the same, but for what was not needed for that file.
    """
    record = format_of(path)
    return record.extractor() if record else ""


def extract(data: bytes, path: Path, on_page: OnPage | None = None) -> Extraction:
    """Layer 1 of a file with these bytes; `path` serves for its suffix and for messages.

    Pages that are pictures are recognised only if there is an `on_page`, which is told of them.
    Raises UnsupportedSource for a suffix that no format claims, SourceError for bytes that
    the format cannot read.
    """
    record = format_of(path)
    if record is None:
        known = ", ".join(sorted(supported()))
        raise UnsupportedSource(
            path.name,
            f"files of type {path.suffix or '(none)'!r} are not read.",
            _INSTEAD.get(path.suffix.lower(), f"Convert it to one of: {known}."),
        )
    if len(data) > MAX_BYTES:
        raise SourceError(
            path.name, f"{len(data):,} bytes, expected at most {MAX_BYTES:,}.", "Split the file."
        )
    return record.extract(data, path, on_page)
