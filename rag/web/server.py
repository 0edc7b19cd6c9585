"""Serving: the Gradio app with its own routes for sources, styles and the password."""

import gc
import os
import secrets
import sys
import tempfile
import threading
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag.views.escape import neutral
from rag.web.desk import Desk

QUESTIONS_A_MINUTE = 30
_QUEUE = 64  # events that wait; the next visitor is told to come back
_AT_ONCE = 4
_PATIENCE = 3.0  # seconds after which the models are loaded even if nobody has come
_LARGEST_UPLOAD = "50mb"


@dataclass(frozen=True, slots=True)
class Served:
    """A page that is being served: its address, and how to stop."""

    url: str
    stop: Callable[[], None]


def serve(
    directory: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    corpus: Path | None = None,
    password: str | None = None,
) -> None:
    """Serve the page over the index at `directory` until interrupted.

    The page comes up at once; models load, and `corpus` is indexed, behind it. `port` 0 takes
    a free one. A `password` is asked for by the browser, with any user name.
    """
    _say("starting the page")
    desk = Desk(directory, corpus)
    served = start(desk, host, port, password)
    _say(f"open {served.url} (stop with Ctrl-C)")
    try:
        desk.ready.wait()
        _say(desk.problem or f"{len(desk.documents())} documents are ready")
        threading.Event().wait()
    except KeyboardInterrupt:
        _say("stopped")
    finally:
        served.stop()


def _say(said: str) -> None:
    print(f"quoth: {neutral(said)}", file=sys.stderr, flush=True)


def start(
    desk: Desk, host: str = "127.0.0.1", port: int = 0, password: str | None = None
) -> Served:
    """Bring the page up, then let the desk load behind it; returns at once."""
    temporary = tempfile.TemporaryDirectory(prefix="quoth-")
    _quiet_gradio(temporary.name)
    from rag.web.app import build_app, look
    from rag.web.routes import Pages, routes
    from rag.web.stores.limits import RateLimit
    from rag.web.stores.results import Kept

    kept = Kept()
    app = build_app(desk, RateLimit(QUESTIONS_A_MINUTE, 60.0), kept)
    app.queue(default_concurrency_limit=_AT_ONCE, max_size=_QUEUE)
    _, url, _ = app.launch(
        server_name=host, server_port=port or _free_port(host), share=False, quiet=True,
        prevent_thread_lock=True, show_error=True, footer_links=[], run_history=False, pwa=False,
        enable_monitoring=False, ssr_mode=False, max_file_size=_LARGEST_UPLOAD, allowed_paths=[],
        app_kwargs={"routes": routes(Pages(desk, kept)), "middleware": _middleware(password)},
        **look(),
    )  # fmt: skip
    # The first page asks for the models once it is drawn; they must not slow its drawing.
    later = threading.Timer(_PATIENCE, desk.start)
    later.daemon = True
    later.start()

    def stop() -> None:
        later.cancel()
        app.close(verbose=False)
        temporary.cleanup()

    return Served(url, stop)


def _quiet_gradio(temporary: str) -> None:
    """Import Gradio with its files kept apart; rag/__init__.py has switched its analytics off."""
    os.environ.update(GRADIO_TEMP_DIR=temporary, GRADIO_ALLOWED_PATHS="")
    gc.disable()  # the import makes many objects that stay; collecting among them costs time
    import gradio  # noqa: F401

    gc.enable()
    gc.freeze()


def _free_port(host: str) -> int:
    import socket

    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def _middleware(password: str | None) -> list[Any]:
    """What every request passes: our headers, and the password if there is one."""
    from starlette.middleware import Middleware

    return [Middleware(Guard, password=password)]


class Guard:
    """ASGI middleware: asks for the password (any user name) and forbids foreign content."""

    def __init__(self, app: Any, password: str | None) -> None:  # noqa: ANN401
        self.app, self.password = app, password

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401
        """Let a request through, or answer 401."""
        if scope["type"] != "http" or self.password is None or self._knows(scope):
            await self.app(scope, receive, send)
            return
        headers = [(b"www-authenticate", b'Basic realm="Quoth"'), (b"content-length", b"0")]
        await send({"type": "http.response.start", "status": 401, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    def _knows(self, scope: Any) -> bool:  # noqa: ANN401
        given = dict(scope["headers"]).get(b"authorization", b"")
        try:
            _, _, password = b64decode(given.removeprefix(b"Basic ")).partition(b":")
        except Base64Error:
            return False
        return secrets.compare_digest(password, (self.password or "").encode())
