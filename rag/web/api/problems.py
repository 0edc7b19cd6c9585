"""Every error of the API in one form: problem+json (RFC 9457); first of all a body too long."""

from collections.abc import Mapping
from typing import Any, NotRequired

import orjson
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from typing_extensions import TypedDict

from rag.errors import (
    CitationError,
    IndexBusy,
    IndexMissing,
    IndexRefused,
    ModelError,
    QuestionError,
    QuothError,
    SourceError,
)
from rag.web.calls import UnknownDocument

MEDIA = "application/problem+json"
_TITLES = {
    400: "This is no request", 401: "A password is needed", 403: "Not allowed",
    404: "There is nothing here", 405: "Not in this way", 409: "Busy", 411: "Length required",
    413: "Too long", 415: "Not in this form", 421: "Another address",
    422: "This cannot be asked", 429: "Too many requests",
    500: "A fault of ours", 503: "Not ready",
}  # fmt: skip
_STATUS: tuple[tuple[type[QuothError], int], ...] = (
    (UnknownDocument, 404),
    (QuestionError, 422),
    (CitationError, 422),
    (SourceError, 422),
    (IndexBusy, 409),
    (IndexMissing, 503),
    (IndexRefused, 503),
    (ModelError, 503),
)
LARGEST, LARGEST_FILE = 2 * 1024 * 1024, 50 * 1024 * 1024
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})


class WrongMember(TypedDict):
    """A member of the request that is wrong: its path, and why."""

    where: str
    why: str


class Problem(TypedDict):
    """What went wrong. `type` is always about:blank: the status says the kind."""

    type: str
    title: str
    status: int
    detail: str
    errors: NotRequired[list[WrongMember]]


def problem(
    status: int,
    detail: str,
    errors: list[WrongMember] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer that says it."""
    title = _TITLES.get(status, "Error")
    said: dict[str, Any] = {"type": "about:blank", "title": title, "status": status}
    said["detail"] = detail
    if errors:
        said["errors"] = errors
    return Response(orjson.dumps(said), status, media_type=MEDIA, headers=dict(headers or {}))


def of_error(error: QuothError) -> Response:
    """The answer for an error that Quoth raises on purpose."""
    # The plain kind says that there is nothing to ask yet (rag/web/desk.py).
    other = 503 if type(error) is QuothError else 500
    status = next((code for kind, code in _STATUS if isinstance(error, kind)), other)
    headers = {"Retry-After": "10"} if status in (409, 503) else None
    return problem(status, str(error), headers=headers)


class Bounded:
    """Lets a request through, or says that its body is too long; the server keeps to the length."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        app = self.app
        if scope["type"] == "http" and scope["method"] in _WITH_BODY:
            length = dict(scope["headers"]).get(b"content-length", b"")
            if not length.isdigit():
                app = problem(411, "a request must state its length")
            elif int(length) > (most := _most(scope["path"])):
                app = problem(413, f"{int(length):,} bytes; expected at most {most:,}")
        await app(scope, receive, send)


def _most(path: str) -> int:
    """Bytes of a body: more where a file is brought."""
    return LARGEST_FILE if path.endswith("/documents/upload") else LARGEST
