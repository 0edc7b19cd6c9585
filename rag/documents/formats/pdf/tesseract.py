"""Pages that are pictures, read by Tesseract where that program is installed.

Tesseract (Apache-2.0) is called once a page, and once more for its raised figures. Its lines go
the same way as those of a text layer (rag/documents/formats/pdf/layout.py). What was read is kept
with the document, so that a page is never read twice.
"""

import os
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pypdfium2

from rag.documents.document import ScannedPage
from rag.documents.extraction import OnPage
from rag.documents.formats import recognition
from rag.documents.formats.pdf.hocr import numbers, parsed, recognised, trust, words_in
from rag.documents.formats.pdf.raised_marks import Pixels

PAGE_SECONDS, LONGEST = 60.0, 3600.0
"""Seconds for one page, and for all pages of one file; what is not read by then is not read."""
_DOTS = 300  # an inch; Tesseract's models were trained at about this
_MOST_PIXELS = 24_000_000  # a page of 14 by 19 inches; larger ones are drawn smaller
_AT_ONCE = 4
_DOUBTFUL = 75.0  # per cent: what is trusted less may stand on its head
_COMMAND = ("tesseract", "stdin", "stdout", "--dpi", str(_DOTS), "-l", "eng",
            "-c", "tessedit_create_hocr=1")  # fmt: skip
_PAGE = ("--psm", "3")
_FIGURES = ("--psm", "6", "-c", "tessedit_char_whitelist=0123456789")


def recognise(
    document: pypdfium2.PdfDocument, wanted: Sequence[int], on_page: OnPage
) -> tuple[ScannedPage, ...]:
    """What Tesseract reads on these pages, counted from 0; pages without words are left out.

    `on_page` is told before the first page and after each few, how many are done of how many.
    """
    if not wanted or recognition.version() is None:
        return ()
    began, scanned = time.monotonic(), []
    at_once = min(_AT_ONCE, os.cpu_count() or 1)
    with ThreadPoolExecutor(at_once) as pool:
        for done in range(0, len(wanted), at_once):
            on_page(done, len(wanted))
            if time.monotonic() - began > LONGEST:
                break
            few = wanted[done : done + at_once]
            drawn = [_picture(document, index) for index in few]  # pdfium knows no threads
            read = pool.map(lambda picture: _read(*picture) if picture else None, drawn)
            scanned += [
                ScannedPage(index, what)
                for index, what in zip(few, read, strict=True)
                if what is not None
            ]
    return tuple(scanned)


def _picture(document: pypdfium2.PdfDocument, index: int) -> tuple[Pixels, float] | None:
    """The page in grey, and points a pixel; None if that is too much."""
    try:
        page = document[index]
        width, height = page.get_size()
        scale = min(_DOTS / 72, (_MOST_PIXELS / (width * height)) ** 0.5)
        image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
        page.close()
        return np.asarray(image), 1 / scale
    except (pypdfium2.PdfiumError, MemoryError, ValueError, ZeroDivisionError):
        return None  # the page counts as not read, and is named


def _read(page: Pixels, point: float) -> str | None:
    """What is kept of a page; None where nothing was read, and the page is named."""
    said = _tesseract(page, _PAGE)
    trusted, turns, best = trust(said), 0, page
    for quarters in (2, 1, 3) if said and trusted < _DOUBTFUL else ():
        turned = np.ascontiguousarray(np.rot90(page, quarters))
        other = _tesseract(turned, _PAGE)
        if trust(other) > max(trusted, _DOUBTFUL):
            trusted, turns, best, said = trust(other), quarters, turned, other
            break
    return recognised(said, best, point, _digits, turns)


def _digits(sheet: Pixels) -> list[tuple[float, str]]:
    """The figures on a sheet of nothing else, each word with its middle from the top."""
    root = parsed(_tesseract(sheet, _FIGURES))
    words = words_in(root) if root is not None else ()
    boxes = [(numbers("bbox", word), said) for said, word in words]
    return [((top + bottom) / 2, said) for (_, top, _, bottom), said in boxes]


def _tesseract(picture: Pixels, settings: tuple[str, ...]) -> bytes:
    """What Tesseract says of a picture; nothing if it fails or takes too long."""
    rows, columns = picture.shape
    try:
        done = subprocess.run(
            (*_COMMAND, *settings), input=b"P5 %d %d 255\n" % (columns, rows) + picture.tobytes(),
            capture_output=True, timeout=PAGE_SECONDS, check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return b""
    return done.stdout
