"""The HTTP API: `/api/v1/…` beside the page, described by `/api/openapi.json`."""

from functools import cached_property
from typing import TYPE_CHECKING

from starlette.types import ASGIApp, Receive, Scope, Send

if TYPE_CHECKING:
    from rag.web.desk import Desk


class Api:
    """The API over a desk as an ASGI application, built when it is first called.

    Its types take a tenth of a second, for which the first page need not wait.
    """

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk

    @cached_property
    def _app(self) -> ASGIApp:
        from rag.web.api.app import build_api

        return build_api(self._desk)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._app(scope, receive, send)
