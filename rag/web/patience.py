"""Connections that wait for nothing are closed: sockets alone cannot keep others out."""

import asyncio
from contextlib import suppress
from typing import Any

PATIENCE = 20.0
"""Seconds after which a connection without a whole request in its course is closed."""
_FILES = 65_536


def patient(protocol: type[Any]) -> type[Any]:
    """Uvicorn's protocol (either of them), with an end for requests whose head never ends."""

    class Patient(protocol):  # type: ignore[misc]
        """Looks twice in `PATIENCE` whether the connection has come further."""

        def connection_made(self, transport: Any) -> None:  # noqa: ANN401 - asyncio's own
            """Begin to look."""
            super().connection_made(transport)
            self._seen: object = self  # no cycle of the protocol's
            self._look()

        def connection_lost(self, exc: Exception | None) -> None:
            """Look no more."""
            self._later.cancel()
            super().connection_lost(exc)

        def _look(self) -> None:
            waits = self.cycle is None or self.cycle.response_complete
            if waits and self.cycle is self._seen:
                self.transport.abort()
            self._seen = self.cycle if waits else self
            self._later = asyncio.get_running_loop().call_later(PATIENCE / 2, self._look)

    return Patient


def have_patience() -> None:
    """Have every server of this process be patient, and hold as many connections as it may."""
    from uvicorn.protocols.http import auto

    if auto.AutoHTTPProtocol.__name__ != "Patient":
        auto.AutoHTTPProtocol = patient(auto.AutoHTTPProtocol)
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limit
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = _FILES if hard == resource.RLIM_INFINITY else min(hard, _FILES)
        if soft < most:
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
