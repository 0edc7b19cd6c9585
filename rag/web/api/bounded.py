"""ASGI middleware of the API: a request with a body states its length, and it is not too long."""

from starlette.types import ASGIApp, Receive, Scope, Send

from rag.web.api.problems import problem

LARGEST, LARGEST_FILE = 2 * 1024 * 1024, 50 * 1024 * 1024
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})


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
