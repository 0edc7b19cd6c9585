"""Uploaded files: the folder that they come to, and their way into the library beside the index.

The folder goes at every end of the server; one that was killed leaves its own behind, which the
next one that starts deletes. Whether one still runs is told by a lock beside its folder: to ask its
process may interrupt it on Windows.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rag.errors import QuothError
from rag.search import IndexReport, OnProgress
from rag.search.locks import portalocker
from rag.search.manifest import file_sha256
from rag.web.desk import Desk

_ALONE = portalocker.LOCK_EX | portalocker.LOCK_NB


@dataclass(frozen=True, slots=True)
class _Placed:
    """A file at its place, and what lay there before, if anything."""

    path: Path
    older: Path

    def settle(self) -> None:
        """What lay there before is not needed any more."""
        self.older.unlink(missing_ok=True)

    def undo(self) -> None:
        """Everything is as it was."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
            if self.older.exists():
                self.older.replace(self.path)


def take(
    desk: Desk, files: Sequence[Path], tell: OnProgress, visitor: str | None = None
) -> IndexReport:
    """Keep and index uploaded files, which are this visitor's; None is the operator.

    The copy of a file that cannot be read goes, and what it would have replaced stays. Raises
    OSError or QuothError where nothing could be added, and leaves nothing behind then.
    """
    kept: list[_Placed] = []
    with desk.taking:
        try:
            if any(not may_replace(desk, file.name, visitor) for file in files):
                raise QuothError("Somebody else has brought a file of this name meanwhile.")
            kept.extend(_keep(desk.uploads, file) for file in files)
            report = desk.index([one.path for one in kept], tell)
            _settle(desk, kept, visitor)
        except BaseException:
            for one in kept:
                one.undo()
            raise
        finally:
            for file in files:  # Gradio's own copy, which lies where it could be fetched from
                with suppress(OSError):
                    file.unlink(missing_ok=True)
                    file.parent.rmdir()
    return report


def _settle(desk: Desk, kept: Sequence[_Placed], visitor: str | None) -> None:
    """Note whose the files are that were indexed; the others are put back."""
    known = {row.source: row.sha256 for row in desk.documents()}
    for one in kept:
        if known.get(one.path.resolve()) != file_sha256(one.path):
            one.undo()
            continue
        one.settle()
        if visitor:
            desk.owners.note(visitor, one.path.name)
        else:
            desk.owners.forget(one.path.name)


def may_replace(desk: Desk, name: str, visitor: str | None) -> bool:
    """Whether a file of this name may be added: nobody else's is there."""
    there = (desk.uploads / name).exists()
    return visitor is None or not there or desk.owners.owns(visitor, name)


def may_remove(desk: Desk, doc_id: str, visitor: str | None) -> bool:
    """Whether this visitor may remove a document: he has brought it, or is the operator."""
    row = next((row for row in desk.documents() if row.doc_id == doc_id), None)
    if visitor is None or row is None:
        return True
    uploaded = row.source.parent == desk.uploads
    return uploaded and desk.owners.owns(visitor, row.source.name)


def claimed(file: Path) -> Path:
    """Move an upload away from where the very same file of another visitor would lie.

    Gradio names the place by the contents. Raises FileNotFoundError where it was moved before.
    """
    own = Path(tempfile.mkdtemp(dir=file.parent))
    try:
        return file.rename(own / file.name)
    except OSError:
        own.rmdir()
        raise


def _keep(folder: Path, file: Path) -> _Placed:
    """Copy an uploaded file to `folder`, under its own name."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = _Placed(folder / file.name, folder / f".{file.name}.older")
    draft = folder / f".{file.name}.new"
    try:
        shutil.copyfile(file, draft)
        if kept.path.exists():
            kept.path.replace(kept.older)
        draft.replace(kept.path)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
            if kept.older.exists():
                kept.undo()
        raise
    return kept


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
