"""Generations: an index is made beside the published one and published in one step.

    .quoth/CURRENT            "gen-000003 <SHA-256 of its manifest>"
    .quoth/LOCK               held by the one writer
    .quoth/gen-000003/        manifest.json, catalog.sqlite, changes.sqlite, vectors/, lexical/

A published generation never changes. A writer that is killed leaves a folder that no reader
looks at; the next writer deletes it. Readers hold a shared lock on their generation's
manifest, and only generations that nobody holds are deleted (the last but one is kept).
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from weakref import finalize

from rag.errors import IndexMissing, IndexRefused
from rag.files import sync_folder
from rag.search import manifest as manifests
from rag.search.locks import portalocker
from rag.search.manifest import (
    CATALOG,
    CHANGES,
    CURRENT,
    LEXICAL,
    MANIFEST,
    VECTORS,
    Manifest,
    check_file,
    check_files,
    file_sha256,
    generation_name,
    read_current,
    read_manifest,
    remedy,
    write_manifest,
)

_FOLDER = re.compile(r"gen-(\d{6,})")
ALONE = portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING
_LINKED = (LEXICAL, VECTORS)  # folders of files that never change
_TRIES = 20  # generations that may be published while a reader opens one


class Hold:
    """Keeps a generation from being deleted, until it is closed or nobody has it any more."""

    def __init__(self, folder: Path) -> None:
        """Raises FileNotFoundError if the generation is gone."""
        handle = (folder / MANIFEST).open("rb")
        self.close = finalize(self, handle.close)
        portalocker.lock(handle, portalocker.LockFlags.SHARED)


@contextmanager
def held(directory: Path, check: bool = True) -> Iterator[tuple[str, Manifest]]:
    """The published generation's name and manifest, locked against deletion meanwhile."""
    name, manifest, lock = hold(directory, check)
    try:
        yield name, manifest
    finally:
        lock.close()


def hold(directory: Path, check: bool = True) -> tuple[str, Manifest, Hold]:
    """Name and manifest of the published generation, and what keeps it from being deleted.

    Raises IndexMissing or IndexRefused. File sizes and small files are checked, if `check`.
    """
    name = ""
    for _ in range(_TRIES):
        name, _, digest = read_current(directory)
        try:
            lock = Hold(directory / name)
        except FileNotFoundError:
            continue  # a writer published another and deleted this one in between
        except OSError as error:
            raise IndexRefused(f"{name} of {str(directory)!r}: {error.strerror}") from error
        try:
            manifest = read_manifest(directory, name, digest)
            if check:
                check_files(directory, name, manifest, manifests.CHECKED_AT_OPEN)
        except FileNotFoundError:
            lock.close()
            continue
        except IndexRefused:
            lock.close()
            if (directory / name).exists() and read_current(directory)[0] == name:
                raise
            continue
        return name, manifest, lock
    raise IndexRefused(f"{name} of {str(directory)!r} is missing. {remedy(directory)}")


def published(directory: Path) -> tuple[str, Manifest] | None:
    """Name and manifest of the current generation, for the writer; None if there is none."""
    try:
        with held(directory) as generation:
            return generation
    except IndexMissing:
        if any(number > 1 for number in numbers(directory)):
            raise IndexRefused(
                f"{CURRENT} is missing in {str(directory)!r}, which holds generations. "
                f"{remedy(directory)}"
            ) from None
        return None  # at most a first write that never finished


def start(directory: Path, old: str | None, manifest: Manifest | None, number: int) -> Path:
    """The folder of a new generation, with what the old one holds in it.

    Segments of vectors and words and the catalog never change and are linked; what is rewritten
    is copied. A copy is checked: damage must not be hashed anew, as if it were whole. Raises
    IndexRefused where anything is found to be damaged.
    """
    if old is not None and manifest is not None:
        check_files(directory, old, manifest, manifests.CHECKED_LATER)
    discard(directory, number)
    folder = directory / generation_name(number)
    for part in _LINKED:
        (folder / part).mkdir(parents=True)
    for name, (_, digest) in (manifest.files if old and manifest else {}).items():
        if name in (CATALOG, CHANGES) or Path(name).parts[0] in _LINKED:
            _carry(directory / str(old) / name, folder / name)
            if not (folder / name).samefile(directory / str(old) / name):
                check_file(folder / name, digest, directory)
    return folder


def _carry(file: Path, target: Path) -> None:
    """Link a file that never changes; copy one that is rewritten, or where no link is to be had."""
    if file.name != CHANGES and file.suffix != ".json":
        with suppress(OSError):
            os.link(file, target)
            return
    shutil.copyfile(file, target)


def finish(directory: Path, folder: Path, manifest: Manifest, old: Manifest | None) -> Manifest:
    """Write the manifest with all files, and everything to the disk."""
    known = old.files if old else {}
    for name in ("*.lock", ".*.lock"):
        for file in (folder / LEXICAL).glob(name):
            file.unlink()
    files: dict[str, tuple[int, str]] = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.name != MANIFEST):
        name, size = path.relative_to(folder).as_posix(), path.stat().st_size
        linked = path.stat().st_nlink > 1 and known.get(name, (-1, ""))[0] == size
        files[name] = known[name] if linked else (size, file_sha256(path))
        if not linked:
            sync(path)
    done = replace(manifest, files=files)
    line = write_manifest(folder, done)
    folders = [folder / part for part in _LINKED]
    for path in (folder / MANIFEST, *folders, folder, directory):
        sync(path)
    (directory / f"{CURRENT}.new").write_text(line)
    sync(directory / f"{CURRENT}.new")
    return done


def publish(directory: Path) -> None:
    """Make the finished generation the current one, in one step that outlives a power cut."""
    (directory / f"{CURRENT}.new").replace(directory / CURRENT)
    sync(directory)


def sync(path: Path) -> None:
    """Have a file or folder written to the disk."""
    if path.is_dir():
        sync_folder(path)
        return
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def clean(directory: Path) -> None:
    """Delete generations before the last but one, unless a reader still holds them."""
    current = read_current(directory)[1]
    older = sorted(number for number in numbers(directory) if number < current)
    for number in older[:-1]:
        folder = directory / generation_name(number)
        try:
            with (folder / MANIFEST).open("rb") as lock:
                portalocker.lock(lock, ALONE)
                shutil.rmtree(folder, ignore_errors=True)
        except portalocker.LockException:
            continue  # somebody reads it; a later writer deletes it
        except FileNotFoundError:
            shutil.rmtree(folder, ignore_errors=True)


def numbers(directory: Path) -> list[int]:
    """The generations that have a folder, published or not."""
    matches = (_FOLDER.fullmatch(entry.name) for entry in directory.iterdir())
    return [int(match[1]) for match in matches if match]


def discard(directory: Path, first: int) -> None:
    """Delete what was begun and not published: folders from number `first` on."""
    for number in numbers(directory):
        if number >= first:
            shutil.rmtree(directory / generation_name(number))
    (directory / f"{CURRENT}.new").unlink(missing_ok=True)
