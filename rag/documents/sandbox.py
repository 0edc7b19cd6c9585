"""Reading in a process of its own, with limits of memory and time.

Parsers, and what makes regions, reading text and notes of what they find, read bytes that anybody
may have made. What hangs,
eats memory or crashes there ends that process and one file, not the batch. Processes are
kept for the next files. Where pages are recognised (OCR), the time begins anew with each few of
them, within the bounds of rag/documents/formats/pdf/tesseract.py. This is no jail: it may still
read files, as any parser may.
"""

import atexit
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rag.documents import formats
from rag.documents.document import Document, ScannedPage
from rag.documents.extraction import Extraction, OnPage
from rag.documents.messages import Copy, Message, Pictures, Request
from rag.documents.worker import WhileRecognising, Worker, Workers, cores
from rag.errors import UnsupportedSource
from rag.span import Span

MEMORY = 1536 * 1024 * 1024
SECONDS = 120.0
AT_ONCE = min(cores(), 4)
"""Files that are read side by side; each may take `MEMORY`."""
_PROGRAM = "from rag.documents.serving import serve; serve()"


def extract(
    data: bytes, path: Path, on_page: OnPage | None = None, seconds: float = SECONDS
) -> Extraction:
    """As rag.documents.formats.extract, in a process of its own.

    `on_page` is told how many pages are recognised, of how many. Raises SourceError, also where
    `seconds` or `MEMORY` bytes did not suffice.
    """
    if not apart(path):
        return formats.extract(data, path, on_page)
    reply = _extracted(Request("extract", path.name, data), on_page, seconds)
    assert isinstance(reply, Extraction)
    return reply


def read(
    data: bytes,
    path: Path,
    document: tuple[str, str],
    on_page: OnPage | None = None,
    seconds: float = SECONDS,
) -> Document:
    """The document that a file is, with its reading text and notes; limits are those of `extract`.

    `document` is its path inside the library and the SHA-256 of its bytes.
    """
    name, sha256 = document
    reply = _extracted(Request("read", path.name, data, name, sha256), on_page, seconds)
    assert isinstance(reply, Document)
    return replace(reply, path=name, sha256=sha256)  # whose it is, no parser says


def _extracted(request: Request, on_page: OnPage | None, seconds: float) -> Message:
    try:
        return _extracting.ask(request, seconds, on_page)
    except WhileRecognising:  # what the text layer holds is worth more than nothing
        return _extracting.ask(replace(request, task=f"{request.task} without OCR"), seconds)


def stop_reading() -> None:
    """End all that is being read in this process, which is to end itself."""
    _extracting.stop()


def apart(path: Path) -> bool:
    """Whether a file of this kind is read in a process of its own."""
    record = formats.format_of(path)
    return record is not None and record.isolated


def marked_pages(
    data: bytes,
    path: Path,
    spans: Sequence[Span],
    scans: Sequence[ScannedPage] = (),
    seconds: float = SECONDS,
) -> list[tuple[int, bytes]]:
    """(page from 0, PNG) of the pages of a PDF that the layer-1 `spans` are marked on.

    `scans` are the document's. See rag/documents/formats/pdf/picture.py. Raises SourceError for
    other formats too.
    """
    record = formats.format_of(path)
    if record is None or not record.pages:
        raise UnsupportedSource(path.name, "only the pages of PDFs can be shown.")
    request = Request("picture", path.name, data, spans=tuple(spans), scans=tuple(scans))
    reply = _drawing.ask(request, seconds)
    assert isinstance(reply, Pictures)
    return list(reply.pages)


def highlighted(
    data: bytes,
    path: Path,
    quotes: Sequence[tuple[str, tuple[Span, ...]]],
    scans: Sequence[ScannedPage] = (),
    seconds: float = SECONDS,
) -> bytes:
    """A copy of a PDF with quotes highlighted; see rag/documents/formats/pdf/highlights.py."""
    record = formats.format_of(path)
    if record is None or not record.pages:
        raise UnsupportedSource(path.name, "only PDFs can be highlighted.")
    request = Request("highlight", path.name, data, quotes=tuple(quotes), scans=tuple(scans))
    reply = _drawing.ask(request, seconds)
    assert isinstance(reply, Copy)
    return reply.data


_extracting = Workers(_PROGRAM, AT_ONCE)
_drawing = Worker(_PROGRAM)  # of its own, so that a page can be looked at while a book is indexed
atexit.register(_extracting.stop)
atexit.register(_drawing.stop)
