"""The one writer of an index: its lock, and that nothing of a write which failed stays behind.

A writer that is killed leaves a folder that no reader looks at and the next writer deletes. One
that ends in an error (a full disk, an interruption) deletes it itself, a first one all it has made.
"""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from rag.errors import IndexBusy, IndexMissing, QuothError
from rag.files import sync_folder
from rag.search.generations import ALONE, discard, numbers
from rag.search.locks import portalocker
from rag.search.manifest import read_current

_PATIENCE = 20  # twentieths of a second


@contextmanager
def writer_lock(directory: Path) -> Iterator[None]:
    """Be the only writer; raises IndexBusy with the other's name. Freed even by `kill -9`."""
    made = [path for path in (directory, *directory.parents) if not path.exists()]
    directory.mkdir(parents=True, exist_ok=True)
    try:
        for folder in made:
            sync_folder(folder.parent)
        with _locked(directory):
            yield
    finally:
        _unmake(made)


@contextmanager
def _locked(directory: Path) -> Iterator[None]:
    """Hold the lock, and throw away what was not published where the writing ends in an error."""
    path = directory / "LOCK"
    for left in range(_PATIENCE, -1, -1):
        with path.open("a+") as lock:
            try:
                portalocker.lock(lock, ALONE)
            except portalocker.LockException as error:
                # What a killed writer has just started holds its lock for a moment longer.
                if not left:
                    raise _busy(directory, lock) from error
                time.sleep(0.05)
                continue
            if not _is(lock, path):
                continue  # a first writer that failed has taken it away
            lock.truncate(0)
            lock.write(f"process {os.getpid()} on {socket.gethostname()}\n")
            lock.flush()
            try:
                yield
            finally:
                with suppress(OSError, QuothError):
                    _abandon(directory)
            return
    raise IndexBusy(f"the index in {str(directory)!r} is being made and unmade. Try again.")


def _busy(directory: Path, lock: TextIO) -> IndexBusy:
    lock.seek(0)
    owner = lock.read(200).strip() or "another process"
    return IndexBusy(
        f"{owner} is writing to the index in {str(directory)!r}. Wait for it, then "
        "try again; reading goes on meanwhile."
    )


def _is(lock: TextIO, path: Path) -> bool:
    """Whether the file that is locked is still the one at `path`."""
    try:
        return os.path.samestat(os.fstat(lock.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _abandon(directory: Path) -> None:
    """Delete what this writer has not published; of a first one that failed, the lock too."""
    try:
        discard(directory, read_current(directory)[1] + 1)
    except IndexMissing:
        if any(number > 1 for number in numbers(directory)):
            return  # CURRENT is lost, which is a matter for people
        discard(directory, 1)
        (directory / "LOCK").unlink()


def _unmake(made: list[Path]) -> None:
    """Delete the folders that were made for a first index, if they are empty again."""
    with suppress(OSError):
        for folder in made:
            folder.rmdir()
