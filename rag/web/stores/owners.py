"""Who brought which uploaded file, so that visitors take away and replace only their own."""

import threading
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from rag.files import write_whole


@dataclass(slots=True)
class Owners:
    """The owners of uploaded files by the files' names, kept at `path`. Thread-safe.

    An owner is what the guard says of a visitor; "" is nobody, who owns nothing.
    """

    path: Path
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def owns(self, visitor: str, name: str) -> bool:
        """Whether this visitor brought the file of this name."""
        return bool(visitor) and self._read().get(name) == visitor

    def note(self, visitor: str, name: str) -> None:
        """The file of this name is this visitor's from now on."""
        with self._guard:
            self._write(self._read() | {name: visitor})

    def forget(self, name: str) -> None:
        """The file of this name is gone."""
        with self._guard:
            found = self._read()
            if found.pop(name, None) is not None:
                self._write(found)

    def _read(self) -> dict[str, str]:
        """What is kept; a damaged file makes nobody an owner."""
        try:
            found = orjson.loads(self.path.read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, owners: dict[str, str]) -> None:
        write_whole(self.path, orjson.dumps(owners))
