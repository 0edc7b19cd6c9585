"""Extraction in a process of its own, with limits of memory and time.

The parsers of PDF, DOCX, HTML and EPUB read bytes that anybody may have made. What hangs,
eats memory or crashes there ends that process and one file, not the batch. The process is
kept for the next file. Where pages are recognised (OCR), the time begins anew with each few of
them, within the bounds of rag/documents/formats/pdf/tesseract.py. This is no jail: it may still
read files, as any parser may.
"""

import atexit
import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rag.documents import formats
from rag.documents.document import Scan
from rag.documents.extraction import Extraction, OnPage
from rag.documents.worker import (
    Failure,
    Message,
    Recognised,
    WhileRecognising,
    Worker,
    receive,
    send,
)
from rag.errors import SourceError, UnsupportedSource
from rag.span import Span

MEMORY = 1536 * 1024 * 1024
SECONDS = 120.0
_PROGRAM = "from rag.documents.sandbox import serve; serve()"


def extract(
    data: bytes, path: Path, on_page: OnPage | None = None, seconds: float = SECONDS
) -> Extraction:
    """As rag.sources.extract, but for all formats but plain text in a process of its own.

    `on_page` is told how many pages are recognised, of how many. Raises SourceError, also where
    `seconds` or `MEMORY` bytes did not suffice.
    """
    found = formats.format_of(path)
    if found is None or not found.isolated:
        return formats.extract(data, path)
    try:
        extraction = _extracting.ask(("extract", path.name, data), seconds, on_page)
    except WhileRecognising:  # what the text layer holds is worth more than nothing
        extraction = _extracting.ask(("extract without OCR", path.name, data), seconds)
    assert isinstance(extraction, Extraction)
    return extraction


def marked_pages(
    data: bytes,
    path: Path,
    spans: Sequence[Span],
    scans: Sequence[Scan] = (),
    seconds: float = SECONDS,
) -> list[tuple[int, bytes]]:
    """(page from 0, PNG) of the pages of a PDF that the layer-1 `spans` are marked on.

    `scans` are the document's. See rag/documents/formats/pdf/picture.py. Raises SourceError for
    other formats too.
    """
    found = formats.format_of(path)
    if found is None or not found.pages:
        raise UnsupportedSource(path.name, "only the pages of PDFs can be shown.")
    request = ("picture", path.name, data, tuple(spans), tuple(scans))
    pages: list[tuple[int, bytes]] = _drawing.ask(request, seconds)
    return pages


_extracting = Worker(_PROGRAM)
_drawing = Worker(_PROGRAM)  # of its own, so that a page can be looked at while a book is indexed
atexit.register(_extracting.stop)
atexit.register(_drawing.stop)


def serve() -> None:
    """Answer requests from stdin until the other side goes away; the process's whole life."""
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a parser prints must not reach the replies
    while True:
        try:
            task, name, data, *more = receive(requests)
        except EOFError:
            return
        _limit()

        def on_page(done: int, total: int) -> None:
            _limit()
            send(replies, Recognised(done, total))

        told = on_page if task == "extract" else None
        send(replies, _answer(task, data, Path(name), more, told))


def _answer(
    task: str, data: bytes, path: Path, more: Sequence[Any], on_page: OnPage | None
) -> Message:
    try:
        if task == "picture":
            from rag.documents.formats.pdf import picture  # imports what only this task needs

            return picture.marked_pages(data, path, *more)
        return formats.extract(data, path, on_page)
    except SourceError as error:
        return Failure(error.found, error.remedy, isinstance(error, UnsupportedSource))
    except MemoryError:
        return Failure(f"it needs more than {MEMORY >> 20} MB of memory.", "Split the file.")
    except RecursionError:
        return Failure("its parts are nested too deeply.", "Is it damaged?")
    except Exception as error:  # a parser's own failure is this file's, and is named with it
        return Failure(f"its parser failed: {type(error).__name__}: {error}.", "Is it damaged?")


def _limit() -> None:
    """Set the limits for the next file, where the system knows any."""
    try:
        import resource
    except ImportError:  # Windows has no limits of this kind; the time limit still holds
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime + SECONDS) + 1
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, seconds)):
        hard = resource.getrlimit(kind)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(ValueError, OSError):  # a stricter limit is already set
            resource.setrlimit(kind, (allowed, hard))
