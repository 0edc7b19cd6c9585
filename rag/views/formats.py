"""The formats that answers are exported in: one table for the command line and the page."""

from typing import NamedTuple


class ExportFormat(NamedTuple):
    """What people call a format, the suffix of its files, and its media type (RFC 6838)."""

    label: str
    suffix: str
    media: str


FORMATS = {
    "markdown": ExportFormat("Markdown", ".md", "text/markdown; charset=utf-8"),
    "html": ExportFormat("HTML", ".html", "text/html; charset=utf-8"),
    "docx": ExportFormat(
        "Word",
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "annotations": ExportFormat("Web Annotations", ".jsonld", "application/ld+json"),
    "links": ExportFormat("web links", ".md", "text/markdown; charset=utf-8"),
    "csl": ExportFormat("CSL-JSON", ".json", "application/vnd.citationstyles.csl+json"),
    "bibtex": ExportFormat("BibTeX", ".bib", "application/x-bibtex"),
    "csv": ExportFormat("CSV", ".csv", "text/csv; charset=utf-8"),
    "bundle": ExportFormat("evidence bundle", ".zip", "application/zip"),
}
"""Each format by its name; rag/views/export.py has the writers."""
