"""PostgreSQL and Milvus Lite, started for tests alone, on free ports, in a folder that goes.

QUOTH_TEST_STORE and QUOTH_TEST_ENGINE name servers that run already (a real cluster); each test
then uses an index of its own name there.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

_WAIT = 180  # seconds until a server must answer, on a machine that others use too


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, the newest that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: p.parent.parent)
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def free_port() -> int:
    """A port that nobody listens to."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of a server of one's own, or of the one that the environment names."""
    given = os.environ.get("QUOTH_TEST_STORE")
    if given:
        yield given
        return
    bin_folder = programs()
    if bin_folder is None:
        raise RuntimeError("found no PostgreSQL; expected Debian's package postgresql")
    # A socket's path may be 107 bytes long, and PostgreSQL does not run as root.
    with tempfile.TemporaryDirectory(prefix="quoth-pg-") as folder:
        user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        user = user if os.geteuid() == 0 else []
        if user:
            shutil.chown(folder, "postgres", "postgres")
        data, port = f"{folder}/data", free_port()
        _run([*user, f"{bin_folder}/initdb", "-D", data, "-U", "quoth", "-A", "trust", "-E",
              "UTF8", "--locale=C", "-N"])  # fmt: skip
        settings = [f"-c{one}" for one in ("fsync=off", "listen_addresses=127.0.0.1",
                    f"unix_socket_directories={folder}", f"port={port}")]  # fmt: skip
        server = subprocess.Popen(
            [*user, f"{bin_folder}/postgres", "-D", data, *settings],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        url = f"postgresql://quoth@127.0.0.1:{port}/postgres"
        try:
            _until(lambda: psycopg.connect(url, connect_timeout=2).close())
            yield url
        finally:
            server.send_signal(signal.SIGINT)  # a terminated one waits for its clients
            server.wait(_WAIT)


@contextmanager
def milvus() -> Iterator[str]:
    """The URL of a Milvus Lite of one's own, or of the server that the environment names."""
    given = os.environ.get("QUOTH_TEST_ENGINE")
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="quoth-milvus-") as folder:
        port = free_port()
        server = subprocess.Popen(
            [sys.executable, "-m", "milvus_lite", "server", "--data-dir", folder,
             "--host", "127.0.0.1", "--port", str(port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _until(lambda: socket.create_connection(("127.0.0.1", port), 2).close())
            yield f"http://127.0.0.1:{port}"
        finally:
            server.kill()
            server.wait(_WAIT)


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{command[-1]}: {done.stderr}")


def _until(works: object) -> None:
    """Wait until a call raises nothing."""
    end = time.monotonic() + _WAIT
    while True:
        try:
            works()  # type: ignore[operator]
            return
        except (OSError, psycopg.Error):
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
