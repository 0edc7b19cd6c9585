"""Extraction in a process of its own, with limits of memory and time.

The parsers of PDF, DOCX, HTML and EPUB read bytes that anybody may have made. What hangs,
eats memory or crashes there ends that process and one file, not the batch. The process is
kept for the next file. This is no jail: it may still read files, as any parser may.
"""

import atexit
import contextlib
import os
import pickle
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeAlias

from rag import sources
from rag.errors import SourceError, UnsupportedSource
from rag.sources import Extraction
from rag.span import Span

MEMORY = 1536 * 1024 * 1024
SECONDS = 120.0
IN_PROCESS = frozenset([".txt", ".text", ".md", ".markdown"])
_LENGTH = struct.Struct(">Q")
_XCPU = 24
_Message: TypeAlias = Any


def extract(data: bytes, path: Path, seconds: float = SECONDS) -> Extraction:
    """As rag.sources.extract, but for all formats but plain text in a process of its own.

    Raises SourceError, also where `seconds` or `MEMORY` bytes did not suffice.
    """
    suffix = path.suffix.lower()
    if suffix in IN_PROCESS or suffix not in sources.supported():
        return sources.extract(data, path)
    extraction = _extracting.ask("extract", data, path.name, (), seconds)
    assert isinstance(extraction, Extraction)
    return extraction


def marked_pages(
    data: bytes, path: Path, spans: Sequence[Span], seconds: float = SECONDS
) -> list[tuple[int, bytes]]:
    """(page from 0, PNG) of the pages of a PDF that the layer-1 `spans` are marked on.

    See rag/sources/pdf/picture.py. Raises SourceError for other formats too.
    """
    if path.suffix.lower() != ".pdf":
        raise UnsupportedSource(path.name, "only the pages of PDFs can be shown.")
    pages: list[tuple[int, bytes]] = _drawing.ask("picture", data, path.name, tuple(spans), seconds)
    return pages


@dataclass(frozen=True, slots=True)
class _Failure:
    """Why a file could not be read, on its way between the processes."""

    found: str
    remedy: str
    unsupported: bool = False


class _Worker:
    """A process that reads files, one at a time, started when it is first needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def ask(
        self, task: str, data: bytes, name: str, spans: tuple[Span, ...], seconds: float
    ) -> _Message:
        """What the task makes of a file; raises SourceError for whatever kept it from that."""
        with self._lock:
            return self._asked(task, data, name, spans, seconds)

    def _asked(
        self, task: str, data: bytes, name: str, spans: tuple[Span, ...], seconds: float
    ) -> _Message:
        process = self._started()
        started, late = time.monotonic(), threading.Timer(seconds, process.kill)
        late.start()
        try:
            _send(process.stdin, (task, name, data, spans))
            reply = _receive(process.stdout)
        except (OSError, EOFError):
            raise SourceError(name, self._ended(started, seconds), "Is it damaged?") from None
        finally:
            late.cancel()
        if isinstance(reply, _Failure):
            error = UnsupportedSource if reply.unsupported else SourceError
            raise error(name, reply.found, reply.remedy)
        return reply

    def stop(self) -> None:
        """End the process; the next file starts a new one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):  # what could not be sent any more is lost
                    if pipe is not None:
                        pipe.close()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            home = str(Path(__file__).resolve().parent.parent)
            path = os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH")]))
            self._process = subprocess.Popen(
                [sys.executable, "-c", "from rag.sandbox import serve; serve()"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1"},
            )  # fmt: skip
        return self._process

    def _ended(self, started: float, seconds: float) -> str:
        """Why the process is gone, in words."""
        code = self._process.wait() if self._process is not None else 0
        self.stop()
        if time.monotonic() - started >= seconds or code == -_XCPU:
            return f"not read within {seconds:.0f} seconds."
        return f"its parser ended with {f'signal {-code}' if code < 0 else f'status {code}'}."


def _send(pipe: IO[bytes] | None, message: object) -> None:
    packed = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    if pipe is None:
        raise EOFError
    pipe.write(_LENGTH.pack(len(packed)))
    pipe.write(packed)
    pipe.flush()


def _receive(pipe: IO[bytes] | None) -> _Message:
    """The next message; raises EOFError where the other side is gone."""
    head = pipe.read(_LENGTH.size) if pipe is not None else b""
    if pipe is None or len(head) < _LENGTH.size:
        raise EOFError
    size = _LENGTH.unpack(head)[0]
    packed = pipe.read(size)
    if len(packed) < size:
        raise EOFError
    return pickle.loads(packed)


_extracting = _Worker()
_drawing = _Worker()  # of its own, so that a page can be looked at while a book is indexed
atexit.register(_extracting.stop)
atexit.register(_drawing.stop)


def serve() -> None:
    """Answer requests from stdin until the other side goes away; the process's whole life."""
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a parser prints must not reach the replies
    while True:
        try:
            task, name, data, spans = _receive(requests)
        except EOFError:
            return
        _limit()
        _send(replies, _answer(task, data, Path(name), spans))


def _answer(task: str, data: bytes, path: Path, spans: tuple[Span, ...]) -> _Message:
    try:
        if task == "picture":
            from rag.sources.pdf import picture  # imports what only this task needs

            return picture.marked_pages(data, path, spans)
        return sources.extract(data, path)
    except SourceError as error:
        return _Failure(error.found, error.remedy, isinstance(error, UnsupportedSource))
    except MemoryError:
        return _Failure(f"it needs more than {MEMORY >> 20} MB of memory.", "Split the file.")
    except RecursionError:
        return _Failure("its parts are nested too deeply.", "Is it damaged?")
    except Exception as error:  # a parser's own failure is this file's, and is named with it
        return _Failure(f"its parser failed: {type(error).__name__}: {error}.", "Is it damaged?")


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
