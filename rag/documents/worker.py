"""A process of its own for work on files that anybody may have made: asked, watched, ended.

Requests and replies are typed messages (rag/documents/messages.py). Before its reply the process
may say how many pages are recognised; each time the time limit begins anew.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from queue import LifoQueue
from typing import Any

from rag.documents.extraction import OnPage
from rag.documents.messages import (
    Failure,
    Message,
    Recognised,
    Request,
    Unreadable,
    check_reply,
    receive,
    send,
)
from rag.errors import SourceError, UnsupportedSource

PARENT = "QUOTH_PARENT"
"""The variable by which a process knows the number of the one that started it."""
_XCPU = 24
_LONGEST = 4000.0  # seconds, whatever it says of its pages: longer than OCR may take
_OWN_GROUP: dict[str, Any] = {"process_group": 0} if os.name == "posix" else {}


def cores() -> int:
    """How many processors this process may use; all of them where the system does not say."""
    if hasattr(os, "sched_getaffinity"):  # Linux alone
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class WhileRecognising(SourceError):
    """The process ended while it recognised pages."""


class Worker:
    """A process that works on files, one at a time, started when it is first needed.

    `program` is what it runs; it ends when its stdin does.
    """

    def __init__(self, program: str) -> None:
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def ask(self, request: Request, seconds: float, on_page: OnPage | None = None) -> Message:
        """What a task makes of a file; raises SourceError for whatever kept it from that."""
        with self._lock:
            process, watch = self._watched(request.name, seconds)
            try:
                reply = self._reply(process, watch, request, on_page)
            except BaseException:  # nobody waits for this reply, which must not be the next one's
                self.stop()
                raise
            finally:
                watch.end()
        if isinstance(reply, Failure):
            error = UnsupportedSource if reply.unsupported else SourceError
            raise error(request.name, reply.found, reply.remedy)
        return reply

    def _reply(
        self,
        process: subprocess.Popen[bytes],
        watch: "_Watch",
        request: Request,
        on_page: OnPage | None,
    ) -> Message:
        error: type[SourceError] = SourceError
        to_send: Request | None = request
        while True:
            try:
                if to_send is not None:
                    send(process.stdin, to_send)
                reply = receive(process.stdout)
                check_reply(reply, request)
            except (OSError, EOFError):
                raise error(request.name, _ended(process, watch), "Is it damaged?") from None
            except Unreadable as wrong:
                found = f"its parser gave what cannot be read: {wrong}."
                raise error(request.name, found, "Is it damaged?") from None
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

    def _watched(self, name: str, seconds: float) -> tuple[subprocess.Popen[bytes], "_Watch"]:
        """A process and what ends it if it is late; SourceError where the system gives none."""
        try:
            process = self._started()
            return process, _Watch(process, seconds)
        except (OSError, RuntimeError) as error:  # as many processes or threads as are allowed
            self.stop()
            found = f"no process could be started to read it: {error}."
            raise SourceError(
                name, found, "End others, or raise their limit (ulimit -u)."
            ) from None

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            home = str(Path(__file__).resolve().parent.parent.parent)
            path = os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH")]))
            self._process = subprocess.Popen(
                [sys.executable, "-c", self._program],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env={
                    **os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1",
                    PARENT: str(os.getpid()),
                },
                **_OWN_GROUP,
            )  # fmt: skip
        return self._process


class Workers:
    """Several processes of one program: a file goes to one that is free, or waits for it."""

    def __init__(self, program: str, count: int) -> None:
        self._all = [Worker(program) for _ in range(count)]
        self._free: LifoQueue[Worker] = LifoQueue()  # the last one runs already
        for worker in self._all:
            self._free.put(worker)

    def ask(self, request: Request, seconds: float, on_page: OnPage | None = None) -> Message:
        """As `Worker.ask`; `seconds` begin when a process is free."""
        worker = self._free.get()
        try:
            return worker.ask(request, seconds, on_page)
        finally:
            self._free.put(worker)

    def stop(self) -> None:
        """End them, also those at work, whose files then count as not readable."""
        for worker in self._all:
            worker.stop()


class _Watch:
    """Kills a process that is silent for too long."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.seconds, self.late, self._process = seconds, False, process
        self._until = time.monotonic() + _LONGEST
        self._timer = threading.Timer(seconds, self._kill)
        self._timer.start()

    def again(self) -> None:
        """Begin to count anew."""
        self.end()
        left = min(self.seconds, self._until - time.monotonic())
        self._timer = threading.Timer(left, self._kill)
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
