"""PDFs with a text layer: reading order, running heads, headings, footnotes, pages.

Layer 1 is the text of the pages in reading order, a line a line, a hyphen at a line's end
kept. Parser: pdfium (BSD-3-Clause and Apache-2.0) by pypdfium2. A page that is a picture is read
by OCR where there is one (rag/documents/formats/pdf/tesseract.py), else it is named in
`Extraction.problems`.
"""

import contextlib
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from rag.documents.document import Loss, ScannedPage
from rag.documents.extraction import Extraction, OnPage
from rag.documents.formats import made_by, recognition
from rag.documents.formats.pdf import letters, tesseract
from rag.documents.formats.pdf.digits import Known
from rag.documents.formats.pdf.hocr import lay
from rag.documents.formats.pdf.layout import Book
from rag.documents.formats.pdf.page import PageText, read_page
from rag.documents.structure.front import stated_title
from rag.english.patterns.page import PDF_NOBODY
from rag.errors import SourceError

MAX_PAGES = 5000
_MOST_NAMED = 50
_ERRORS = {
    pdfium.FPDF_ERR_PASSWORD: ("encrypted.", "Save it without a password."),
    pdfium.FPDF_ERR_SECURITY: ("encrypted in a way that is not read.", "Save it unprotected."),
}
_XFA = "the file is a form in XFA, of which only the plain pages are read"
_PROGRAM = re.compile(
    r"\b(?:acrobat|adobe|microsoft|libre\s*office|open\s*office|pdf\s?latex|latex|word\b.*\d|quark"
    r"|ghostscript|reportlab|pdf\s?creator|pdfsharp|itext|pandoc|calibre|distiller|indesign|canon|xerox"
    r"|ricoh|konica|hewlett|epson|wkhtmltopdf|quartz|skia|chrom(?:e|ium)|tcpdf|fpdf)\b",
    re.I,
)


def extract(data: bytes, path: Path, on_page: OnPage | None = None) -> Extraction:
    """The text of a PDF; raises SourceError where there is none or it can't be read.

    Pages that are pictures are recognised if there is an `on_page`, which is told of them.
    """
    with opened(data, path) as document:
        pages = _pages(document, path)
        pictures = [n for n, page in enumerate(pages) if page.images and not page.lines]
        scans = tesseract.recognise(document, pictures, on_page) if on_page else ()
        scans_read, false = _looked_at(document, pages, on_page)
        scans = tuple(sorted((*scans, *scans_read), key=lambda scan: scan.page))
        book = _book(document, path, pages, scans)
        extraction = book.extraction(made_by.pdf() + (recognition.name() if scans else ""))
        xfa = document.get_formtype() in (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND)
        losses = (Loss(_XFA),) * xfa + _attached(document)
        return replace(extraction, scans=scans, losses=(*losses, *false, *extraction.losses))


def _attached(document: pypdfium2.PdfDocument) -> tuple[Loss, ...]:
    """The files that hang on a PDF, which are documents of their own."""
    names = [document.get_attachment(n).get_name() for n in range(document.count_attachments())]
    return tuple(Loss(f"the attached file {name!r} is not read") for name in names[:_MOST_NAMED])


def _looked_at(
    document: pypdfium2.PdfDocument, pages: list[PageText], on_page: OnPage | None
) -> tuple[tuple[ScannedPage, ...], tuple[Loss, ...]]:
    """What is seen on pages whose letters can't be right; where nobody looks, they are unread.

    One page of each set of fonts is looked at first: where it says what its text says, the text is
    of a language that is not known here, and stays.
    """
    doubts = letters.doubtful(pages)
    scans: dict[int, ScannedPage] = {}
    for fonts in set(doubts.values()):
        mine = [n for n, doubtful_fonts in doubts.items() if doubtful_fonts == fonts]
        first = max(mine, key=lambda n: sum(len(line.text) for line in pages[n].lines))
        seen = tesseract.recognise(document, [first], on_page) if on_page else ()
        if seen and letters.agrees(seen[0], pages[first]):
            for n in mine:
                del doubts[n]
        elif seen and on_page:
            more = tesseract.recognise(document, [n for n in mine if n != first], on_page)
            scans.update((scan.page, scan) for scan in (*seen, *more))
    losses = []
    for n in sorted(scans.keys() & doubts.keys()):
        said = "the letters that the file states are not those that are seen; read by OCR"
        losses.append(Loss(f"p. {document.get_page_label(n) or n + 1}: {said}"))
    for n in doubts.keys() - scans.keys():
        letters.unread(pages[n], doubts[n])
    return tuple(scans.values()), tuple(losses)


@contextlib.contextmanager
def opened(data: bytes, path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """The PDF; raises SourceError where it is encrypted, damaged or too long."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        fault, remedy = _ERRORS.get(error.err_code, ("damaged, or no PDF.", "Is it complete?"))
        raise SourceError(path.name, fault, remedy) from error
    try:
        with warnings.catch_warnings():  # a form in XFA is named below
            warnings.simplefilter("ignore")
            document.init_forms()
        if len(document) > MAX_PAGES:
            raise SourceError(
                path.name, f"{len(document):,} pages, expected at most {MAX_PAGES:,}.",
                "Split the file.",
            )  # fmt: skip
        yield document
    finally:
        document.close()


def read(document: pypdfium2.PdfDocument, path: Path, scans: Sequence[ScannedPage]) -> Book:
    """The laid-out text of a PDF, with what was once recognised on its pages.

    Raises SourceError if no page has any.
    """
    return _book(document, path, _pages(document, path), scans)


def _pages(document: pypdfium2.PdfDocument, path: Path) -> list[PageText]:
    try:
        form = document.formenv.raw if document.formenv else None
        known: Known = {}
        return [read_page(document.raw, index, form, known) for index in range(len(document))]
    except ValueError as error:
        raise SourceError(path.name, f"{error}.", "Is it damaged?") from error


def _book(
    document: pypdfium2.PdfDocument, path: Path, pages: list[PageText], scans: Sequence[ScannedPage]
) -> Book:
    lay(scans, pages)
    if not any(page.lines or page.turned for page in pages):
        pictures = sum(page.images for page in pages)
        fault = f"{len(pages)} pages without any text, {pictures} of them images."
        raise SourceError(path.name, fault, _remedy(pictures))
    title = document.get_metadata_value("Title").strip()
    author = document.get_metadata_value("Author").strip()
    author = "" if PDF_NOBODY.fullmatch(author) or _PROGRAM.search(author) else author
    labels = [document.get_page_label(index) for index in range(len(pages))]
    about = {"title": stated_title(title) or "", "author": author or None}
    about["keywords"] = document.get_metadata_value("Keywords")
    return Book(pages, labels, about)


def _remedy(pictures: int) -> str:
    """What may help where no page has text."""
    if not pictures:
        return "Is it blank, or are its letters drawn as lines?"
    if recognition.version():
        return "No words were recognised on them."
    return "Install Tesseract (tesseract-ocr), or recognise their characters (OCR) first."
