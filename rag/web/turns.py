"""How much one address may have under way at once; whatever is more waits, or is refused."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


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
