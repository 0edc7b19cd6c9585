"""How fast indexing goes, and how long it will take: said beside what is under way."""

import time
from collections.abc import Callable
from typing import Any

_SOON = 3.0  # seconds of a stage before its pace says anything
_UNITS = {"embedding": "passages", "recognising": "pages"}


class Pace:
    """Puts the pace of each stage, from its own first report, into words."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._stage, self._began, self._first = "", 0.0, 0

    def of(self, progress: Any) -> str:  # noqa: ANN401 - a Progress, not imported here
        """What is under way, with its pace and the time left once they are known.

        >>> from types import SimpleNamespace as P
        >>> now = iter([0.0, 10.0])
        >>> pace = Pace(lambda: next(now))
        >>> pace.of(P(stage="embedding", done=0, total=900, path="a.md"))
        'embedding a.md'
        >>> pace.of(P(stage="embedding", done=300, total=900, path="b.md"))
        'embedding b.md; 30 passages a second, 20 s left'
        """
        now = self._clock()
        if progress.stage != self._stage:
            self._stage, self._began, self._first = progress.stage, now, progress.done
        what, passed = f"{progress.stage} {progress.path}", now - self._began
        done = progress.done - self._first
        if passed < _SOON or done <= 0:
            return what
        speed = done / passed
        left = (progress.total - progress.done) / speed
        unit = _UNITS.get(progress.stage, "files")
        shown = f"{speed:.0f}" if speed >= 10 else f"{speed:.1f}"
        return f"{what}; {shown} {unit} a second, {_span(left)} left"


def _span(seconds: float) -> str:
    """A stretch of time in one unit that suits it."""
    for size, unit in ((3600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"
