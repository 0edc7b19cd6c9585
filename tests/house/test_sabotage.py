"""Tests that would notice: what may be taken out of the code without any other test's word."""

import os
from pathlib import Path

import pytest

from rag.documents.formats.xml import xml
from rag.errors import SourceError
from rag.search import generations, update_index
from rag.search.manifest import CURRENT, MANIFEST
from rag.web import server
from rag.web.body import LARGEST_UPLOAD, MOST_UPLOADED
from tests.support.indexing import EMBEDDER, TEXTS, write


def test_all_that_is_published_is_on_the_disk_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each file, each folder and the new CURRENT are synced, and only then is CURRENT replaced."""
    synced: list[tuple[str, tuple[int, int]]] = []
    sync = os.fsync

    def noting(handle: int) -> None:
        found = os.fstat(handle)
        synced.append(
            (str(Path(f"/proc/self/fd/{handle}").readlink()), (found.st_dev, found.st_ino))
        )
        sync(handle)

    def published(name: str) -> None:
        if name == "finished":
            before.update(inode for _, inode in synced)

    before: set[tuple[int, int]] = set()
    monkeypatch.setattr(os, "fsync", noting)
    write(tmp_path / "library", TEXTS)
    index = tmp_path / "index"
    update_index(index, [tmp_path / "library"], EMBEDDER, on_step=published)
    folder = index / "gen-000001"
    files = [p for p in (folder, *folder.rglob("*")) if p.name != ".tantivy-meta.lock"]
    assert MANIFEST in {path.name for path in files}
    missing = [p for p in files if (p.stat().st_dev, p.stat().st_ino) not in before]
    assert missing == []
    current = (index / CURRENT).stat()
    assert (current.st_dev, current.st_ino) in before
    assert synced[-1][0] == str(index)


def test_publication_syncs_the_folder_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name CURRENT itself is on the disk before anybody is told that it is."""
    told: list[str] = []
    (tmp_path / f"{CURRENT}.new").write_text("x")
    monkeypatch.setattr(generations, "sync", lambda path: told.append(str(path)))
    generations.publish(tmp_path)
    assert told == [str(tmp_path)]


ENTITY = "<!DOCTYPE a [<!ENTITY e {}>]><a>before &e; after</a>"


@pytest.mark.parametrize("entity", ['"EXPANDED"', 'SYSTEM "{secret}"'])
def test_entities_are_not_resolved(entity: str, tmp_path: Path) -> None:
    """Neither what an XML part defines, nor a file of the machine, gets into its text."""
    secret = tmp_path / "secret.txt"
    secret.write_text("EXPANDED")
    part = ENTITY.format(entity.replace("{secret}", secret.as_uri())).encode()
    try:
        root = xml(part, Path("a.docx"), "word/document.xml")
    except SourceError:
        return
    assert "EXPANDED" not in "".join(root.itertext())


def test_limits_of_uploads_are_what_they_are() -> None:
    """A file of 50 MB, a quarter of a gigabyte at a time, a gigabyte in all."""
    limits = (server._LARGEST_UPLOAD, LARGEST_UPLOAD, MOST_UPLOADED)
    assert limits == ("50mb", 256 << 20, 1 << 30)
