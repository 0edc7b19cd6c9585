"""Reading and embedding by many processes, on this machine or on a Ray cluster's.

Workers only stage (`staging`); one committer, the write that follows, takes what they have staged,
reads itself what they could not, and publishes. So a worker may die at any moment, a task may run
twice, and a run that was cut off goes on with what is staged. Files must lie under the same path on
every machine that works.
"""

import logging
import os
import signal
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rag.errors import IndexMissing, QuothError
from rag.search.cluster import generation
from rag.search.cluster.catalog import Catalog
from rag.search.cluster.session import Place, Session
from rag.search.cluster.staging import Embedded, Staging
from rag.search.cluster.store import ClusterStore
from rag.search.cluster.tables import make_tables
from rag.search.embed import Embedder, load_embedder
from rag.search.plan import reading_rules
from rag.search.report import IndexReport, OnProgress, Progress
from rag.search.scan import SourceFile
from rag.search.update import Update, untold
from rag.search.write import batches

_FILES = 4  # files a task
_TRIES = 5  # times that a task is begun again when its worker has died
_STARTS = 3  # times that Ray is started; on a busy machine its node may miss its own 30 s

NamedFile = tuple[SourceFile, str]


def index_with_workers(
    store: ClusterStore,
    paths: Sequence[Path],
    workers: int,
    embedder: Embedder | None = None,
    on_progress: OnProgress | None = None,
    *,
    follow_links: bool = False,
    exports: bool = False,
    dying: Path | None = None,
) -> IndexReport:
    """As `update_index`; files are read and embedded by so many processes first.

    RAY_ADDRESS names a Ray cluster. `dying` is a seam for tests: a folder of markers, each of
    which kills one worker inside of a task.
    """
    session, tell = Session(store.place), on_progress or untold
    update = Update(store, paths, reading_rules(), embedder, tell, follow_links, exports)
    try:
        make_tables(session)
        _stage(update, store.place, _to_read(update, session), workers, dying)
        staging, real = Staging(session, update.rules), embedder or load_embedder()
        staged = replace(update, embedder=Embedded(staging, real))
        report = staged.run(untold, staging.read)
        staging.clear()
        return report
    finally:
        session.close()


def _to_read(update: Update, session: Session) -> list[NamedFile]:
    """The files that a write would read now, with their names in the library."""
    try:
        known = Catalog(session, generation.current(session))
        rows, roots = known.documents(), known.roots()
    except IndexMissing:
        rows, roots = [], []
    return [(file, name) for file, name, _ in update.plan(rows, roots).to_read]


def _stage(
    update: Update, place: Place, files: Sequence[NamedFile], workers: int, dying: Path | None
) -> None:
    ray = _started(workers)
    try:
        task = ray.remote(num_cpus=1, max_retries=_TRIES)(stage_files)
        pending = {
            task.remote(
                str(place.url), place.name, update.rules, part, update.embedder, dying
            ): part
            for part in batches(files, _FILES)
        }
        done = 0
        while pending:
            (first, *_), _ = ray.wait(list(pending), num_returns=1)
            part = pending.pop(first)
            done += len(part)
            update.tell(Progress("staging", done, len(files), part[-1][1]))
    finally:
        ray.shutdown()


def _started(workers: int) -> Any:  # noqa: ANN401 - ray has no types
    try:
        import ray
    except ImportError as error:
        raise QuothError(
            "workers need Ray. Install it with: pip install 'quoth[workers]'"
        ) from error
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing leaves the machine
    for wait in ("gcs_server_port_wait_time_s", "worker_register_timeout_seconds"):
        os.environ.setdefault(f"RAY_{wait}", "180")  # 30 and 60 are short on a busy machine
    address = os.environ.get("RAY_ADDRESS")
    here: dict[str, Any] = {} if address else {"num_cpus": workers, "include_dashboard": False}
    for left in reversed(range(1 if address else _STARTS)):
        try:
            ray.init(address=address, logging_level=logging.ERROR, log_to_driver=False, **here)
            break
        except Exception as error:  # Ray raises no narrower type
            ray.shutdown()
            if not left:
                raise QuothError(
                    f"Ray did not start ({error}). Start it yourself with `ray start --head` and"
                    " set RAY_ADDRESS=auto, or index without --workers."
                ) from error
    return ray


def stage_files(
    url: str,
    name: str,
    rules: str,
    files: Sequence[NamedFile],
    embedder: Embedder | None,
    dying: Path | None,
) -> int:
    """Read and embed these files, in a worker; gives how many of them are staged."""
    session = Session(Place(url, name))
    try:
        staging, real, staged = Staging(session, rules), embedder or load_embedder(), 0
        for found, path in files:
            staged += staging.stage(found, path, real)
            _die(dying, path)
        return staged
    except OSError:
        return 0  # a file has gone; the committer sees what is there
    finally:
        session.close()


def _die(dying: Path | None, path: str) -> None:
    """Kill this worker where a marker says so, and once for each marker."""
    marker = dying / path.replace("/", "_") if dying else None
    if marker is not None and marker.exists():
        marker.unlink()
        os.kill(os.getpid(), signal.SIGKILL)
