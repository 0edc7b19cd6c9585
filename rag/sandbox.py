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
from pathlib import Path
from typing import IO, Any, TypeAlias

from rag import sources
from rag.errors import SourceError, UnsupportedSource
from rag.sources import Extraction

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
    with _lock:
        return _worker.extract(data, path.name, seconds)


class _Worker:
    """The process that extracts, started when it is first needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def extract(self, data: bytes, name: str, seconds: float) -> Extraction:
        """One file's extraction; raises SourceError for whatever kept it from ending well."""
        process = self._started()
        started, late = time.monotonic(), threading.Timer(seconds, process.kill)
        late.start()
        try:
            _send(process.stdin, (name, data))
            reply = _receive(process.stdout)
        except (OSError, EOFError):
            raise SourceError(name, self._ended(started, seconds), "Is it damaged?") from None
        finally:
            late.cancel()
        if isinstance(reply, Extraction):
            return reply
        kind, found, remedy = reply
        raise (UnsupportedSource if kind == "unsupported" else SourceError)(name, found, remedy)

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
                [sys.executable, "-m", "rag.sandbox"],
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


_worker = _Worker()
_lock = threading.Lock()
atexit.register(_worker.stop)


def _serve() -> None:
    """Answer requests until the other side goes away."""
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a parser prints must not reach the replies
    while True:
        try:
            name, data = _receive(requests)
        except EOFError:
            return
        _limit()
        _send(replies, _answer(data, Path(name)))


def _answer(data: bytes, path: Path) -> Extraction | tuple[str, str, str]:
    try:
        return sources.extract(data, path)
    except SourceError as error:
        kind = "unsupported" if isinstance(error, UnsupportedSource) else "source"
        return kind, error.found, error.remedy
    except MemoryError:
        return "source", f"it needs more than {MEMORY >> 20} MB of memory.", "Split the file."
    except RecursionError:
        return "source", "its parts are nested too deeply.", "Is it damaged?"
    except Exception as error:  # a parser's own failure is this file's, and is named with it
        return "source", f"its parser failed: {type(error).__name__}: {error}.", "Is it damaged?"


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


if __name__ == "__main__":
    _serve()
