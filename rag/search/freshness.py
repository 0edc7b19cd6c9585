"""Whether a file still is what was indexed: its time first, then its bytes.

Bytes are compared where the time is later than that of the indexing, and always for files that are
read in a moment: an editor or a copy may keep the old time. A folder that is not there at all (an
index on another machine) says nothing of its files.
"""

from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from rag.search.manifest import file_sha256
from rag.search.store import DocumentRow, State

_SMALL = 8_000_000
"""Bytes up to which a file is read whatever its time says."""


def state_of(row: DocumentRow, indexed: str | None) -> State | None:
    """What became of a document's file since it was indexed (ISO 8601); None if nothing did."""
    path, then = row.source, 0.0
    try:
        stat = path.stat()
    except (OSError, ValueError):  # a damaged name may be none
        return "gone" if Path(row.root).is_dir() else None
    with suppress(ValueError):  # a damaged time is an unknown one
        then = datetime.fromisoformat(indexed).timestamp() if indexed else 0.0
    if stat.st_size > _SMALL and stat.st_mtime <= then:
        return None
    try:
        same = _digest(path, stat.st_size, stat.st_mtime_ns) == row.sha256
    except OSError:
        return "gone"
    return None if same else "changed"


@lru_cache(maxsize=256)
def _digest(path: Path, _size: int, _time: int) -> str:
    """The file's SHA-256; read once for each size and time."""
    return file_sha256(path)
