"""A disk that loses at a power cut whatever was not synced: a recording of `os.fsync`."""

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

_Key = tuple[int, int]


def _key(found: os.stat_result) -> _Key:
    return found.st_dev, found.st_ino


@dataclass(slots=True)
class ForgetfulDisk:
    """What was synced: contents of files, and names in folders, by inode."""

    contents: dict[_Key, bytes] = field(default_factory=dict)
    names: dict[_Key, dict[str, _Key]] = field(default_factory=dict)

    def watch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Record every sync from now on."""
        sync = os.fsync

        def recording(handle: int) -> None:
            sync(handle)
            self._note(Path(f"/proc/self/fd/{handle}").readlink(), _key(os.fstat(handle)))

        monkeypatch.setattr(os, "fsync", recording)

    def _note(self, path: Path, key: _Key) -> None:
        if path.is_dir():
            self.names[key] = {entry.name: _key(entry.lstat()) for entry in path.iterdir()}
        else:
            self.contents[key] = path.read_bytes()

    def after_a_power_cut(self, folder: Path, image: Path) -> Path:
        """Make `image` what would be left of `folder`; gives it.

        A name that was not synced is gone. A file whose name was synced and whose contents were
        not is empty.
        """
        shutil.rmtree(image, ignore_errors=True)
        self._restore(_key(folder.stat()), image)
        return image

    def _restore(self, key: _Key, place: Path) -> None:
        place.mkdir()
        for name, inside in self.names.get(key, {}).items():
            if inside in self.names:
                self._restore(inside, place / name)
            else:
                (place / name).write_bytes(self.contents.get(inside, b""))
