"""Serving: the Gradio app with its own routes, behind the guard (rag/web/guard.py)."""

import gc
import os
import shutil
import signal
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from rag.errors import NoThread, QuothError
from rag.models import check_room
from rag.search import Store
from rag.views.escape import escaped, neutral
from rag.web.desk import Desk
from rag.web.door import Door
from rag.web.guard import Guard, client_of
from rag.web.patience import have_patience
from rag.web.taking import uploads_folder

QUESTIONS_A_MINUTE = 30
_QUEUE = 64  # events that wait; the next visitor is told to come back
_AT_ONCE = 4
_THREADS = 12  # without which a page cannot be served
_REST = 0.02  # seconds
_LOOK = 1.0  # seconds
_PATIENCE = 3.0  # seconds after which the models are loaded even if nobody has come
_LARGEST_UPLOAD = "50mb"
_LAUNCH: dict[str, Any] = {
    "share": False, "quiet": True, "prevent_thread_lock": True, "show_error": True,
    "footer_links": [], "run_history": False, "pwa": False, "enable_monitoring": False,
    "ssr_mode": False, "max_file_size": _LARGEST_UPLOAD, "allowed_paths": [],
}  # fmt: skip
"""How Gradio serves: for this machine alone, and nothing of its own beside the page."""


@dataclass(frozen=True, slots=True)
class Served:
    """A page that is being served: its address, and how to stop."""

    url: str
    stop: Callable[[], None]


def serve(
    place: Path | Store, door: Door | None = None, port: int = 7860, corpus: Path | None = None
) -> None:
    """Serve the page over the index in a folder or another store until interrupted, or told to end.

    The page comes up at once; models load, and `corpus` is indexed, behind it. `port` 0 takes
    a free one.
    """
    check_room()
    _check_threads()
    _say("starting the page")
    for name in ("SIGTERM", "SIGHUP"):  # an end like any other: what was uploaded must go
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
    desk = Desk(place, corpus)
    served: Served | None = None
    try:
        with _reached():
            served = start(desk, door, port)
        _say(f"open {served.url} (stop with Ctrl-C)")
        while not desk.ready.wait(_LOOK):  # Windows lets Ctrl-C end no wait that has no end itself
            pass
        _say(desk.problem or f"{len(desk.documents())} documents are ready")
        while True:  # an end that comes just before a sleep is noticed only behind it
            time.sleep(_LOOK)
    except KeyboardInterrupt:
        _say("stopped")
    finally:
        if served is not None:
            served.stop()


def _check_threads() -> None:
    """Raise NoThread where too few can be started: Gradio would find out one by one."""
    over = threading.Event()
    try:
        for _ in range(_THREADS):
            threading.Thread(target=over.wait, daemon=True).start()
    except RuntimeError as error:
        raise NoThread from error
    finally:
        over.set()


def _say(said: str) -> None:
    print(f"quoth: {neutral(said)}", file=sys.stderr, flush=True)


def _say_fault() -> None:
    """Say in one line why a call of the page failed: anybody can make calls that no page makes."""
    _say(f"a call of the page failed: {escaped(traceback.format_exc(limit=-3))[-600:]}")


@contextmanager
def _unproxied() -> Iterator[None]:
    """Have Gradio's request to its own server go there, whatever proxies the variables name."""
    named = [name for name in os.environ if name.lower().endswith("_proxy")]
    taken = {name: os.environ.pop(name) for name in named}
    try:
        yield
    finally:
        os.environ.update(taken)


@_unproxied()
def start(desk: Desk, door: Door | None = None, port: int = 0) -> Served:
    """Bring the page up, then let the desk load behind it; returns at once."""
    door = door or Door()
    door.uploads = temporary = uploads_folder()
    _quiet_gradio(str(temporary))
    have_patience()
    from starlette.middleware import Middleware

    from rag.web.app import build_app, look
    from rag.web.routes import Pages, routes
    from rag.web.stores.limits import RateLimit
    from rag.web.stores.results import ResultStore

    kept = ResultStore()
    app = build_app(desk, RateLimit(QUESTIONS_A_MINUTE, 60.0), kept)
    app.queue(default_concurrency_limit=_AT_ONCE, max_size=_QUEUE)
    _let_rest(app)
    door.line.events = lambda: _events(app)
    inside = {"routes": routes(Pages(desk, kept)), "middleware": [Middleware(Guard, door=door)]}
    where = {"server_name": door.host, "server_port": port or _free_port(door.host)}
    _, url, _ = app.launch(**where, app_kwargs=inside, **_LAUNCH, **look())
    door.started = True
    later = _loading_later(desk)

    def stop() -> None:
        later.cancel()
        app.close(verbose=False)
        shutil.rmtree(temporary, ignore_errors=True)

    return Served(url, stop)


@contextmanager
def _reached() -> Iterator[None]:
    """Say in our words that Gradio's server, which asks itself whether it is up, got no answer."""
    try:
        yield
    except ValueError as error:
        if "localhost" not in str(error):
            raise
        raise QuothError(
            "the page was started, but does not answer. A limit of processes or of open files "
            "(ulimit -u, ulimit -n) may be too low, or a firewall may bar it from itself."
        ) from error


def _let_rest(app: Any) -> None:  # noqa: ANN401 - Gradio's Blocks, imported late
    """Gradio looks a thousand times a second for something to do, where nothing is asked, too."""
    app._queue.sleep_when_free, app._queue.progress_update_sleep_when_free = _REST, 2 * _REST


def _loading_later(desk: Desk) -> threading.Timer:
    """The first page asks for the models once it is drawn; they must not slow its drawing."""
    later = threading.Timer(_PATIENCE, desk.start)
    later.daemon = True
    later.start()
    return later


def _quiet_gradio(temporary: str) -> None:
    """Import Gradio with its files kept apart; rag/__init__.py has switched its analytics off."""
    os.environ.update(GRADIO_TEMP_DIR=temporary, GRADIO_ALLOWED_PATHS="")
    # Who asks is who is connected: uvicorn would believe any process of this machine who it is.
    os.environ.setdefault("FORWARDED_ALLOW_IPS", "")
    gc.disable()  # the import makes many objects that stay; collecting among them costs time
    with _without_mcp():
        from gradio import queueing, routes

    vars(queueing)["traceback"] = SimpleNamespace(print_exc=_say_fault)
    # It would answer other origins before the guard is asked, who lets none in.
    vars(routes)["CustomCORSMiddleware"] = lambda app, **_: app
    gc.enable()
    gc.freeze()
    # It warns in the words of whoever calls with other arguments, and keeps each warning for ever.
    warnings.filterwarnings("ignore", module=r"gradio\b")


@contextmanager
def _without_mcp() -> Iterator[None]:
    """Gradio imports the whole SDK if it is there, for a server of its own that we do not start."""
    if "mcp" in sys.modules:
        yield
        return
    sys.modules["mcp"] = None  # type: ignore[assignment] # an import fails then
    try:
        yield
    finally:
        del sys.modules["mcp"]


def _events(app: Any) -> list[tuple[str, object]]:  # noqa: ANN401 - a gr.Blocks
    """Address and function of what Gradio's queue holds, waiting or running."""
    queue = app._queue
    held = [line.queue for line in queue.event_queue_per_concurrency_id.values()]
    held += [job for job in queue.active_jobs if job]
    return [(client_of(event.request.scope), event.fn._id) for line in held for event in line]


def _free_port(host: str) -> int:
    import socket

    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])
