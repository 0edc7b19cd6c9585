"""A program in Tesseract's place."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rag.documents import sandbox
from rag.documents.formats import recognition

Pretend = Callable[[str | None], None]


@pytest.fixture
def pretend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pretend]:
    """Put a program in Tesseract's place, a few lines of shell; None: there is none."""
    folder = tmp_path / "bin"
    folder.mkdir()

    def put(lines: str | None) -> None:
        path = folder / "tesseract"
        path.unlink(missing_ok=True)
        if lines is not None:
            known = '--version) echo "tesseract 9.9";; --list-langs) echo eng;;'
            path.write_text(f'#!/bin/sh\ncase "$1" in {known} *) {lines};; esac\n')
            path.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin" if lines is not None else str(folder))
        forget()

    def forget() -> None:
        """Whether there is Tesseract is asked anew, here and in the process."""
        recognition.version.cache_clear()
        sandbox._extracting.stop()

    yield put
    forget()
