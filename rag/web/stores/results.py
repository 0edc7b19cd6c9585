"""Results that a visitor may fetch by an address which nobody can guess: exports and reports."""

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

_MOST = 512
_SECONDS = 6 * 3600


class ResultStore:
    """At most 512 values by key, each for six hours after it was last put. Thread-safe."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._values: OrderedDict[str, tuple[float, Any]] = OrderedDict()
        self._guard, self._clock = threading.Lock(), clock

    def put(self, value: Any, key: str = "") -> str:  # noqa: ANN401 - whatever is to be fetched
        """Keep a value under `key`, or under a new key of 128 random bits; gives the key."""
        key = key or secrets.token_urlsafe(16)
        with self._guard:
            self._values[key] = (self._clock(), value)
            self._values.move_to_end(key)
            while len(self._values) > _MOST:
                self._values.popitem(last=False)
        return key

    def get(self, key: str) -> Any:  # noqa: ANN401
        """The value; raises KeyError where there is none, or none any more."""
        with self._guard:
            put, value = self._values[key]
            if self._clock() - put > _SECONDS:
                del self._values[key]
                raise KeyError(key)
            return value
