"""How much one visitor may ask in how short a time, and have under way at once."""

import asyncio
import threading
import time
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

_PATIENCE, _LOOK = 20.0, 0.1  # seconds
_VISITORS = 4096  # remembered at once; the one that was quiet longest is forgotten first


class RateLimit:
    """At most `most` events in `seconds` for each key. Thread-safe."""

    def __init__(
        self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.most, self.seconds, self._clock = most, seconds, clock
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()
        self._guard = threading.Lock()

    def wait(self, key: str) -> float:
        """Count an event: 0.0 if it may go ahead, else the seconds until one may."""
        now = self._clock()
        with self._guard:
            times = self._seen.setdefault(key, deque())
            self._seen.move_to_end(key)
            while len(self._seen) > _VISITORS:
                self._seen.popitem(last=False)
            while times and now - times[0] >= self.seconds:
                times.popleft()
            if len(times) >= self.most:
                return self.seconds - (now - times[0])
            times.append(now)
            return 0.0

    def full(self, key: str) -> bool:
        """Whether no further event may go ahead just now; counts none."""
        with self._guard:
            times = self._seen.get(key, deque())
            return sum(self._clock() - at < self.seconds for at in times) >= self.most


class Crowded(Exception):
    """As much waits already as may."""


@dataclass(slots=True)
class Turns:
    """At most `running` requests of an address at once, and `waiting` behind them."""

    running: int
    waiting: int = 0
    _held: dict[str, tuple[asyncio.Semaphore, int]] = field(default_factory=dict)

    @asynccontextmanager
    async def turn(self, key: str) -> AsyncIterator[None]:
        """Wait for a turn, and have it; raises Crowded."""
        gate, held = self._held.get(key) or (asyncio.Semaphore(self.running), 0)
        if held >= self.running + self.waiting:
            raise Crowded
        self._held[key] = gate, held + 1
        try:
            async with gate:
                yield
        finally:
            left = self._held[key][1] - 1
            if left:
                self._held[key] = gate, left
            else:
                del self._held[key]


@dataclass(slots=True)
class QueuePlaces:
    """Places in the queue of the page's functions, which is one for all addresses.

    An address has at most `most` events there, waiting or running, and `alike` of one function.
    `events` are those that are there, each with its address and the number of its function.
    """

    most: int = 16
    alike: int = 3
    events: Callable[[], Iterable[tuple[str, object]]] = tuple
    _coming: list[tuple[str, object]] = field(default_factory=list)

    @asynccontextmanager
    async def place(self, key: str, function: object) -> AsyncIterator[None]:
        """Wait for a place, and hold it until the event is in the queue; raises Crowded."""
        until = time.monotonic() + _PATIENCE
        while self._full(key, function):
            if time.monotonic() > until:
                raise Crowded
            await asyncio.sleep(_LOOK)
        self._coming.append((key, function))
        try:
            yield
        finally:
            self._coming.remove((key, function))

    def _full(self, key: str, function: object) -> bool:
        theirs = [one for address, one in [*self.events(), *self._coming] if address == key]
        return len(theirs) >= self.most or theirs.count(function) >= self.alike
