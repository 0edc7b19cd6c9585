"""A process of its own for work on files that anybody may have made: asked, watched, ended.

Requests and replies are pickled, each behind its length. Before its reply the process may say
how many pages are recognised; each time the time limit begins anew.
"""

import contextlib
import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeAlias

from rag.documents.extraction import OnPage
from rag.errors import SourceError, UnsupportedSource

_LENGTH = struct.Struct(">Q")
_XCPU = 24
_OWN_GROUP: dict[str, Any] = {"process_group": 0} if os.name == "posix" else {}
Message: TypeAlias = Any


class WhileRecognising(SourceError):
    """The process ended while it recognised pages."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """So many pages are recognised."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file could not be read."""

    found: str
    remedy: str
    unsupported: bool = False


class Worker:
    """A process that works on files, one at a time, started when it is first needed.

    `program` is what it runs; it ends when its stdin does.
    """

    def __init__(self, program: str) -> None:
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def ask(
        self, request: tuple[Message, ...], seconds: float, on_page: OnPage | None = None
    ) -> Message:
        """What a task makes of a file; raises SourceError for whatever kept it from that.

        A request is the task, the file's name, its bytes and the task's own arguments.
        """
        with self._lock:
            process = self._started()
            watch = _Watch(process, seconds)
            try:
                reply = self._reply(process, watch, request, on_page)
            except BaseException:  # nobody waits for this reply, which must not be the next one's
                self.stop()
                raise
            finally:
                watch.end()
        if isinstance(reply, Failure):
            error = UnsupportedSource if reply.unsupported else SourceError
            raise error(request[1], reply.found, reply.remedy)
        return reply

    def _reply(
        self,
        process: subprocess.Popen[bytes],
        watch: "_Watch",
        request: tuple[Message, ...],
        on_page: OnPage | None,
    ) -> Message:
        error: type[SourceError] = SourceError
        to_send: tuple[Message, ...] | None = request
        while True:
            try:
                if to_send is not None:
                    send(process.stdin, to_send)
                reply = receive(process.stdout)
            except (OSError, EOFError):
                raise error(request[1], _ended(process, watch), "Is it damaged?") from None
            if not isinstance(reply, Recognised):
                return reply
            watch.again()
            error, to_send = WhileRecognising, None
            if on_page is not None:
                on_page(reply.done, reply.total)

    def stop(self) -> None:
        """End the process; the next file starts a new one."""
        process, self._process = self._process, None
        if process is not None:
            _kill(process)
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):  # what could not be sent any more is lost
                    if pipe is not None:
                        pipe.close()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            home = str(Path(__file__).resolve().parent.parent.parent)
            path = os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH")]))
            self._process = subprocess.Popen(
                [sys.executable, "-c", self._program],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1"},
                **_OWN_GROUP,
            )  # fmt: skip
        return self._process


class _Watch:
    """Kills a process that is silent for too long."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.seconds, self.late, self._process = seconds, False, process
        self._timer = threading.Timer(seconds, self._kill)
        self._timer.start()

    def again(self) -> None:
        """Begin to count anew."""
        self.end()
        self._timer = threading.Timer(self.seconds, self._kill)
        self._timer.start()

    def end(self) -> None:
        """Count no more."""
        self._timer.cancel()

    def _kill(self) -> None:
        self.late = True
        _kill(self._process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process that still runs, with what it has started."""
    if process.poll() is None:
        if _OWN_GROUP:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _ended(process: subprocess.Popen[bytes], watch: _Watch) -> str:
    """Why a process is gone, in words."""
    code = process.wait()
    if watch.late or code == -_XCPU:
        return f"not read within {watch.seconds:.0f} seconds."
    return f"its parser ended with {f'signal {-code}' if code < 0 else f'status {code}'}."


def send(pipe: IO[bytes] | None, message: object) -> None:
    """Write a message; raises EOFError where there is no other side."""
    packed = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    if pipe is None:
        raise EOFError
    pipe.write(_LENGTH.pack(len(packed)))
    pipe.write(packed)
    pipe.flush()


def receive(pipe: IO[bytes] | None) -> Message:
    """The next message; raises EOFError where the other side is gone."""
    head = pipe.read(_LENGTH.size) if pipe is not None else b""
    if pipe is None or len(head) < _LENGTH.size:
        raise EOFError
    size = _LENGTH.unpack(head)[0]
    packed = pipe.read(size)
    if len(packed) < size:
        raise EOFError
    return pickle.loads(packed)
