"""How much one visitor may ask in how short a time."""

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

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
