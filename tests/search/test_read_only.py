"""Asking needs no write access to the index."""

import os
from pathlib import Path

import pytest

from rag.errors import QuothError
from rag.search import open_index, update_index
from tests.support.indexing import EMBEDDER, TEXTS, write


def test_an_index_that_may_not_be_written_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Searching writes nothing into it, not even a lock; an update says why it cannot."""
    folder = write(tmp_path / "library", TEXTS)
    update_index(tmp_path / "index", [folder], EMBEDDER)
    before = sorted(path for path in (tmp_path / "index").rglob("*"))
    monkeypatch.setattr(os, "access", lambda *_: False)
    index = open_index(tmp_path / "index", EMBEDDER)
    assert index.search("When did Herat fall?")
    index.close()
    assert sorted(path for path in (tmp_path / "index").rglob("*")) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_update_of_an_index_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    """One clear error, and the old index as it was."""
    folder = write(tmp_path / "library", TEXTS)
    update_index(tmp_path / "index", [folder], EMBEDDER)
    write(folder, {"new.txt": "Balkh fell first."})
    (tmp_path / "index").chmod(0o555)
    with pytest.raises(QuothError, match="could not be written"):
        update_index(tmp_path / "index", [folder], EMBEDDER)
    (tmp_path / "index").chmod(0o755)
