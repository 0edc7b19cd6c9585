"""The life of a process that reads files: requests come in, documents go out, limits hold.

Its parent asks it through rag/documents/sandbox.py.
"""

import contextlib
import gc
import os
import signal
import sys
import threading
import time
from pathlib import Path

from rag.documents import formats
from rag.documents.assembly import document_from
from rag.documents.document import Document
from rag.documents.extraction import Extraction, OnPage
from rag.documents.messages import (
    Copy,
    Failure,
    Message,
    Pictures,
    Recognised,
    Request,
    Unreadable,
    packed,
    receive,
    send,
)
from rag.documents.sandbox import MEMORY, SECONDS
from rag.documents.worker import PARENT
from rag.errors import SourceError, UnsupportedSource

_LITTLE = 100_000  # bytes; what reading so much leaves behind in cycles can wait for the next file


def serve() -> None:
    """Answer requests from stdin until the other side goes away; the process's whole life."""
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a parser prints must not reach the replies
    _end_with_parent()
    gc.disable()  # a sixth of the time of a text of many paragraphs; see below
    while True:
        try:
            request = receive(requests)
        except EOFError:
            return
        assert isinstance(request, Request)
        _limit()

        def on_page(done: int, total: int) -> None:
            _limit()
            send(replies, Recognised(done, total))

        progress = on_page if request.task in ("extract", "read") else None
        replies.write(_sent(_answer(request, progress)))
        replies.flush()
        if len(request.data) > _LITTLE:
            gc.collect()


def _sent(reply: Message) -> bytes:
    """The reply as bytes, or that there is none."""
    try:
        return packed(reply)
    except Unreadable as error:
        return packed(Failure(f"its text cannot be stored: {error}.", "Is it damaged?"))


def _answer(request: Request, on_page: OnPage | None) -> Message:
    path = Path(request.name)
    try:
        if request.task == "picture":
            from rag.documents.formats.pdf import picture  # imports what only this task needs

            pages = picture.marked_pages(request.data, path, request.spans, request.scans)
            return Pictures(tuple(pages))
        if request.task == "highlight":
            from rag.documents.formats.pdf import highlights

            return Copy(highlights.highlighted(request.data, path, request.quotes, request.scans))
        return _made(request, on_page)
    except SourceError as error:
        return Failure(error.found, error.remedy, isinstance(error, UnsupportedSource))
    except MemoryError:
        return Failure(f"it needs more than {MEMORY >> 20} MB of memory.", "Split the file.")
    except RecursionError:
        return Failure("its parts are nested too deeply.", "Is it damaged?")
    except Exception as error:  # a parser's own failure is this file's, and is named with it
        return Failure(f"its parser failed: {type(error).__name__}: {error}.", "Is it damaged?")


def _made(request: Request, on_page: OnPage | None) -> Extraction | Document:
    """The extraction of a file, or the document that it makes."""
    extraction = formats.extract(request.data, Path(request.name), on_page)
    if request.task.startswith("extract"):
        return extraction
    return document_from(extraction, request.path, request.sha256)


def _end_with_parent() -> None:
    """End this process within seconds of the one that started it, whatever it is doing."""
    parent = int(os.environ.get(PARENT) or os.getppid())

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1.0)
        os.killpg(0, signal.SIGKILL) if os.name == "posix" else os._exit(1)

    threading.Thread(target=watch, name="quoth-watch", daemon=True).start()


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
