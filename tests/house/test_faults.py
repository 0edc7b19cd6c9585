"""Full disks, power cuts, and what is no file: a clear message, status 2, and nothing torn."""

import errno
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from rag.errors import IndexMissing, QuothError, SourceError
from rag.files import read_file, write_whole
from rag.search import generations, update_index
from tests.conftest import Run
from tests.support.faulty import Fault, harm
from tests.support.forgetful import ForgetfulDisk
from tests.support.indexing import EMBEDDER, TEXTS, check_whole, write

NEW = {"new.txt": "Balkh fell first.", "herat.md": "Herat was quiet."}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder that is indexed in tmp_path/index and has changed since."""
    folder = write(tmp_path / "library", TEXTS)
    update_index(tmp_path / "index", [folder], EMBEDDER)
    return write(folder, NEW)


needs_strace = pytest.mark.skipif(
    shutil.which("strace") is None and not os.environ.get("CI"), reason="strace is not installed"
)


@needs_strace
@pytest.mark.parametrize("call", [2, 45, 100])
def test_a_full_disk_leaves_the_old_index_and_nothing_else(
    call: int, tmp_path: Path, library: Path
) -> None:
    """From this call on nothing can be written, by native code either; then there is room again.

    `python -m tests.campaign faults` does it from every call on.
    """
    assert harm(Fault(call), tmp_path / "index", tmp_path / "work", library) is None


@pytest.mark.parametrize("what", ["catalog", "vectors", "lexical", "sync", "interrupted"])
def test_a_first_index_that_fails_leaves_nothing(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even the folders that were made for it; what was there before stays."""

    def full(*_: object, **__: object) -> None:
        if what == "interrupted":
            raise KeyboardInterrupt
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    library = write(tmp_path / "library", TEXTS)
    (tmp_path / "mine").mkdir()
    target = {
        "catalog": "rag.search.catalog.LocalCatalog.add",
        "vectors": "rag.search.vectors.segment.Segment.save",
        "lexical": "rag.search.local.write_lexical",
        "sync": "rag.search.generations.sync",
        "interrupted": "rag.search.vectors.writing.VectorsWrite.add",
    }[what]
    monkeypatch.setattr(target, full)
    with pytest.raises((QuothError, KeyboardInterrupt)):
        update_index(tmp_path / "mine" / "deep" / "index", [library], EMBEDDER)
    assert list((tmp_path / "mine").iterdir()) == []


def test_what_native_code_makes_of_a_full_disk_is_an_error_of_ours(
    tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tantivy raises what is no OSError."""

    def failing(*_: object) -> None:
        raise ValueError("full")

    monkeypatch.setattr("rag.search.lexical._write", failing)
    with pytest.raises(QuothError, match=r"could not be written: .*full"):
        update_index(tmp_path / "index", [library], EMBEDDER)
    assert check_whole(tmp_path / "index") == (1, TEXTS)


def test_a_power_cut_at_any_step_leaves_the_old_or_the_new_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a disk that loses whatever was not synced; after publication it is the new one."""
    disk, library, index = ForgetfulDisk(), write(tmp_path / "library", TEXTS), tmp_path / "index"
    disk.watch(monkeypatch)
    found: dict[str, int] = {}

    def cut(step: str) -> None:
        image = disk.after_a_power_cut(tmp_path, tmp_path / "image") / "index"
        try:
            found[step] = check_whole(image)[0]
        except IndexMissing:
            found[step] = 0

    update_index(index, [library], EMBEDDER, on_step=cut)
    assert (found["finished"], found["published"], found["cleaned"]) == (0, 1, 1)
    write(library, NEW)
    update_index(index, [library], EMBEDDER, on_step=cut)
    assert (set(found.values()), found["finished"], found["published"]) == ({1, 2}, 1, 2)


def test_a_disk_without_syncs_would_be_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: where the files are not synced, the recording loses them."""
    disk, library = ForgetfulDisk(), write(tmp_path / "library", TEXTS)
    disk.watch(monkeypatch)
    monkeypatch.setattr(generations, "sync", lambda _: None)
    update_index(tmp_path / "index", [library], EMBEDDER)
    with pytest.raises(QuothError):
        check_whole(disk.after_a_power_cut(tmp_path, tmp_path / "image") / "index")


def test_a_file_that_is_written_outlives_a_power_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As soon as we say that it is there, and until then the old one is."""
    disk, path = ForgetfulDisk(), tmp_path / "kept" / "answers.jsonl"
    path.parent.mkdir()
    disk.watch(monkeypatch)
    write_whole(path, "old")
    seen = []
    replace = Path.replace

    def replacing(self: Path, target: Path) -> Path:
        done = replace(self, target)
        seen.append(disk.after_a_power_cut(path.parent, tmp_path / "image") / path.name)
        assert seen[0].read_text() == "old"
        return done

    monkeypatch.setattr(Path, "replace", replacing)
    write_whole(path, "new")
    assert len(seen) == 1
    left = disk.after_a_power_cut(path.parent, tmp_path / "image") / path.name
    assert left.read_text() == "new"


@pytest.fixture
def odd(tmp_path: Path) -> Iterator[dict[str, Path]]:
    """What is no file, by what it is, named as if it were anything."""
    found = {name: tmp_path / f"{name}.jsonl" for name in ("pipe", "socket", "loop", "folder")}
    os.mkfifo(found["pipe"])
    found["loop"].symlink_to(found["loop"])
    found["folder"].mkdir()
    with socket.socket(socket.AF_UNIX) as made:
        here = Path.cwd()
        os.chdir(tmp_path)  # a socket's address is short
        made.bind(found["socket"].name)
        os.chdir(here)
        found["device"] = Path("/dev/zero")
        found["long"] = tmp_path / ("x" * 300 + ".jsonl")
        found["longer"] = tmp_path.joinpath(*["y" * 200] * 30) / "a.jsonl"
        found["none"] = tmp_path / "none.jsonl"
        yield found


COMMANDS = {
    "index": ["index", "{}"], "audit": ["audit", "{}"], "verify": ["verify", "{}"],
    "batch": ["batch", "{}", "--out", "out"], "extract": ["extract", "{}"], "eval": ["eval", "{}"],
    "export": ["export", "{}", "--format", "html", "--out", "out"],
    "page": ["page", "{}", "--out", "out"], "catalogue": ["catalogue", "{}"],
    "references": ["references", "--format", "bibtex", "--out", "{}"],
    "batch out": ["batch", "questions.jsonl", "--out", "{}"],
}  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_no_file_is_named_and_nothing_waits(
    command: str, odd: dict[str, Path], indexed: Run, workplace: Path
) -> None:
    """A pipe is not waited for, a device not read for ever; status 2, and nothing is left."""
    before = sorted(path.name for path in workplace.rglob("*"))
    writes = command in ("references", "batch out")
    for kind, path in odd.items():
        if kind == "folder" and command == "index":
            continue  # indexing folders is its work
        if kind == "none" and writes:
            continue  # a new file is what it makes
        status, out, said = indexed(*(word.format(path) for word in COMMANDS[command]))
        assert (kind, status, out) == (kind, 2, ""), said
        assert "Traceback" not in said
        assert path.name[:40] in said
        if kind in ("pipe", "device") and command != "catalogue":
            assert f"is a {'named pipe' if kind == 'pipe' else 'device'}, not a file." in said
    assert sorted(path.name for path in workplace.rglob("*")) == before


def test_a_device_is_never_replaced() -> None:
    """As root, too: what stands there is no file that could be written whole."""
    with pytest.raises(SourceError, match="a device, not a file"):
        write_whole(Path("/dev/null"), "x")
    assert not Path("/dev/null").is_file()


def test_more_than_a_file_may_hold_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """The size is asked for first."""
    with (tmp_path / "large").open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(SourceError, match=r"1,099,511,627,776 bytes, expected at most"):
        read_file(tmp_path / "large")


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
@pytest.mark.parametrize("words", [("docs",), ("ask", "When did the Taliban take Herat?")])
def test_a_full_disk_behind_stdout_is_an_error(
    words: tuple[str, ...], indexed: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was not written was not said: status 2, and why."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        status, _, said = indexed(*words)
        monkeypatch.undo()
        with suppress(OSError):
            full.close()  # what could not be written is still in its buffer
    assert (status, "No space left" in said) == (2, True)
