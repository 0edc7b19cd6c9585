"""Tests that would notice: what may be taken out of the code without any other test's word."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rag.documents.formats.xml import MAX_UNPACKED, xml
from rag.errors import SourceError
from rag.search import generations, update_index
from rag.search.manifest import CURRENT, MANIFEST
from rag.web import server
from rag.web.body import LARGEST_UPLOAD, MOST_UPLOADED
from tests.support.indexing import EMBEDDER, TEXTS, write
from tests.support.sabotages import ROOT, SABOTAGES, Sabotage


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


def test_an_archive_unpacks_to_so_much() -> None:
    """A quarter of what the reading process may have is far off from a zip bomb."""
    assert MAX_UNPACKED == 128 << 20


def test_every_process_of_ours_switches_off_who_would_tell() -> None:
    """Whatever the surroundings say, and before any library of these is loaded."""
    off = {"ORT_DISABLE_TELEMETRY": "1", "GRADIO_ANALYTICS_ENABLED": "0", "DO_NOT_TRACK": "1",
           "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}  # fmt: skip
    other = {name: "1" if value == "0" else "0" for name, value in off.items()}
    for around in (other, dict.fromkeys(off, "")):
        said = "import rag, os, sys, json; json.dump(dict(os.environ), sys.stdout)"
        env = {**os.environ, **around}
        command = [sys.executable, "-c", said]
        done = subprocess.run(command, env=env, stdout=subprocess.PIPE, check=True)
        found = json.loads(done.stdout)
        assert {name: found[name] for name in off} == off


def test_the_page_itself_is_built_without_analytics(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second switch, which holds where somebody has set the variable after us."""
    import gradio

    given: list[object] = []

    class Stopped(Exception):
        pass

    def noting(*_: object, **settings: object) -> None:
        given.append(settings.get("analytics_enabled"))
        raise Stopped

    monkeypatch.setattr(gradio, "Blocks", noting)
    from rag.web.app import build_app

    with pytest.raises(Stopped):
        build_app(None, None, None)  # type: ignore[arg-type]
    assert given == [False]


@pytest.mark.parametrize("one", SABOTAGES, ids=lambda one: one.what)
def test_each_sabotage_could_be_done(one: Sabotage) -> None:
    """What `python -m tests.campaign sabotage` takes out stands there, once; so do the tests."""
    assert (ROOT / one.file).read_text(encoding="utf-8").count(one.old) == 1
    for name, _, test in (name.partition("::") for name in one.tests):
        assert f"def {test}" in (ROOT / name).read_text(encoding="utf-8")
