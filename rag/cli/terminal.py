"""Talking to a person: data on stdout, talk on stderr, progress for what takes its time."""

import shutil
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rag.files import write_whole
from rag.views.escape import neutral

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PATIENCE = 2.0
"""Seconds that a task may take before its progress is shown."""
_EVERY = 10.0
"""Seconds between two lines of progress where stderr is no terminal."""


def say(text: str) -> None:
    """Talk: a line or more on stderr; where that is full, nobody can be told."""
    with suppress(OSError):
        print(neutral(text), file=sys.stderr, flush=True)


def put(text: str) -> None:
    """Data: rendered text on stdout, in UTF-8 whatever the locale, with a newline at its end."""
    put_bytes((text.rstrip("\n") + "\n").encode("utf-8"))


def put_json(records: Iterable[Mapping[str, object]]) -> None:
    """Data: one object a line on stdout."""
    import orjson

    for record in records:
        put_bytes(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))


def put_bytes(data: bytes) -> None:
    """Data as bytes on stdout, at once."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def put_out(data: bytes, out: str) -> None:
    """Data into a file, whole or not at all, which is said; to stdout if it is named `-`."""
    if out == "-":
        put_bytes(data)
    else:
        write_whole(Path(out), data)
        say(f"written: {out}")


def width() -> int:
    """The columns that text may fill, at most 100."""
    return min(100, shutil.get_terminal_size().columns)


def styled(text: str, code: str) -> str:
    """The text in an ANSI style (`1` bold, `2` dim), if stdout is a terminal that wants it."""
    import os

    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return f"\x1b[{code}m{text}\x1b[0m"


class Meter:
    """Progress of one task on stderr: nothing for two seconds, then a bar, or plain lines.

    A bar is drawn only where stderr is a terminal. Use it with `with`; call `at` for each step.
    """

    def __init__(
        self,
        task: str,
        total: int | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.task, self.total, self._clock = task, total, clock
        self._began = self._told = clock()
        self._bar: Progress | None = None
        self._id: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def at(self, done: int, total: int | None = None, what: str = "") -> None:
        """So many of `total` are done, and `what` is under way."""
        self.total = total or self.total
        now = self._clock()
        if now - self._began < _PATIENCE:
            return
        if sys.stderr.isatty():
            self._draw(done, what)
        elif now - self._told >= (_EVERY if self._told > self._began else 0):
            self._told = now
            say(
                f"{self.task}: {done}"
                + (f" of {self.total}" if self.total else "")
                + (f" ({what})" if what else "")
            )

    def _draw(self, done: int, what: str) -> None:
        if self._bar is None:
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._id = self._bar.add_task(self.task, total=self.total)
            self._bar.start()
        if self._id is not None:
            self._bar.update(
                self._id,
                completed=done,
                total=self.total,
                description=neutral(f"{self.task} {what}".strip()).replace("[", "\\["),
            )
