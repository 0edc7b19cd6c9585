"""Files written whole or not at all, and JSON Lines read with their line numbers."""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from rag.errors import QuestionError


def write_whole(path: Path, data: bytes | str) -> None:
    """Put `data` (text as UTF-8) in the place of `path` in one step that outlives a power cut.

    A reader sees the old file or the new one; a link stays one, and permissions stay as they are.
    Raises OSError, and leaves no draft behind.
    """
    path = path.resolve()
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with draft.open("wb") as file:
            file.write(data.encode("utf-8") if isinstance(data, str) else data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            draft.chmod(path.stat().st_mode & 0o777)
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have a folder's entries written to the disk, where the system can do that for folders."""
    with suppress(OSError):  # Windows opens no folders; its rename is journalled
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def read_lines(path: Path) -> Iterator[tuple[int, Any]]:
    """The lines of a JSON Lines file with their numbers from 1; empty lines are left out.

    Raises QuestionError that names the line, OSError where the file cannot be read.
    """
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except ValueError as error:
            raise QuestionError(f"line {number} of {path} is no JSON: {error}.") from error
