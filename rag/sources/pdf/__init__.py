"""PDFs with a text layer: reading order, running heads, headings, footnotes, pages.

Layer 1 is the text of the pages in reading order, a line a line, a hyphen at a line's end
kept. Parser: pdfium (BSD-3-Clause and Apache-2.0) by pypdfium2. A page without text is named
in `Extraction.problems`; recognising its characters is no part of this module.
"""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from rag.errors import SourceError
from rag.sources import Extraction
from rag.sources.pdf.book import Book
from rag.sources.pdf.glyphs import read_page

EXTRACTOR = f"pdf/1+pdfium/{pypdfium2.PDFIUM_INFO.build}"
MAX_PAGES = 5000
_ERRORS = {
    pdfium.FPDF_ERR_PASSWORD: ("encrypted.", "Save it without a password."),
    pdfium.FPDF_ERR_SECURITY: ("encrypted in a way that is not read.", "Save it unprotected."),
}
_JUNK_TITLE = re.compile(r"microsoft word|untitled|\.(?:docx?|tex|dvi|indd|qxd|pdf)\b|^\W*$", re.I)


def extract(data: bytes, path: Path) -> Extraction:
    """The text of a PDF; raises SourceError where there is none or it can't be read."""
    with opened(data, path) as document:
        return read(document, path).extraction(EXTRACTOR)


@contextlib.contextmanager
def opened(data: bytes, path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """The PDF; raises SourceError where it is encrypted, damaged or too long."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        found, remedy = _ERRORS.get(error.err_code, ("damaged, or no PDF.", "Is it complete?"))
        raise SourceError(path.name, found, remedy) from error
    try:
        if len(document) > MAX_PAGES:
            raise SourceError(
                path.name, f"{len(document):,} pages, expected at most {MAX_PAGES:,}.",
                "Split the file.",
            )  # fmt: skip
        yield document
    finally:
        document.close()


def read(document: pypdfium2.PdfDocument, path: Path) -> Book:
    """The laid-out text of a PDF; raises SourceError if no page has any."""
    try:
        pages = [read_page(document.raw, index) for index in range(len(document))]
    except ValueError as error:
        raise SourceError(path.name, f"{error}.", "Is it damaged?") from error
    if not any(page.lines for page in pages):
        raise SourceError(
            path.name, f"{len(pages)} pages without any text: they are images.",
            "Recognise its characters (OCR) first.",
        )  # fmt: skip
    title = document.get_metadata_value("Title").strip()
    author = document.get_metadata_value("Author").strip()
    labels = [document.get_page_label(index) for index in range(len(pages))]
    return Book(pages, labels, "" if _JUNK_TITLE.search(title) else title, author)
