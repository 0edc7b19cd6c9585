"""The folder of files that are being uploaded; it goes at every end of the server.

A server that was killed leaves its own behind; the next one that starts deletes it. Whether one
still runs is told by a lock beside its folder: to ask its process may interrupt it on Windows.
"""

import atexit
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import portalocker

_ALONE = portalocker.LOCK_EX | portalocker.LOCK_NB


def uploads_folder() -> Path:
    """A new folder for this process alone, after those of processes that are gone are deleted."""
    for lock in Path(tempfile.gettempdir()).glob("quoth-uploads-*.lock"):
        with suppress(OSError, portalocker.LockException):
            with lock.open("a") as held:
                portalocker.lock(held, _ALONE)
                if not lock.with_suffix("").is_symlink():
                    shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
            lock.unlink()
    handle, name = tempfile.mkstemp(prefix="quoth-uploads-", suffix=".lock")
    ours = os.fdopen(handle, "a")
    portalocker.lock(ours, _ALONE)
    made = Path(name).with_suffix("")
    made.mkdir(mode=0o700)

    def leave() -> None:
        shutil.rmtree(made, ignore_errors=True)
        ours.close()
        with suppress(OSError):
            Path(name).unlink()

    atexit.register(leave)
    return made
