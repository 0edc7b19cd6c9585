"""What a writer does to the folder of an index: lock it, begin, finish, publish, clean."""

import os
import re
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import portalocker
import pytest

from rag.errors import IndexBusy, IndexRefused
from rag.search import generations, lock
from rag.search import manifest as manifests
from rag.search.generations import (
    clean,
    discard,
    finish,
    hold,
    numbers,
    publish,
    published,
    start,
)
from rag.search.lock import writer_lock
from rag.search.manifest import (
    CATALOG,
    CHANGES,
    CURRENT,
    LEXICAL,
    MANIFEST,
    VECTORS,
    Manifest,
    file_sha256,
    read_current,
)


def made(number: int, **files: tuple[int, str]) -> Manifest:
    """A manifest as the writer has it before its files are counted."""
    return Manifest(2, number, "0.1", "an embedder", 3, 4, 5, dict(files))


def generation(directory: Path, number: int, old: Manifest | None = None) -> Manifest:
    """Write and publish a generation: a catalog, or changes of it, segments, a list, locks."""
    name = f"gen-{number - 1:06d}" if old else None
    folder = start(directory, name, old, number)
    (folder / (CHANGES if old else CATALOG)).write_bytes(b"catalog %d" % number)
    (folder / VECTORS / f"{number}.vec").write_bytes(b"vectors")
    (folder / LEXICAL / f"{number}.idx").write_bytes(b"words")
    (folder / LEXICAL / "meta.json").write_bytes(b"[%d]" % number)
    (folder / LEXICAL / ".tantivy-meta.lock").write_bytes(b"")
    (folder / LEXICAL / "writer.lock").write_bytes(b"")
    done = finish(directory, folder, made(number), old)
    assert not (directory / CURRENT).exists() or read_current(directory)[1] == number - 1
    publish(directory)
    return done


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """A folder with two generations."""
    generation(tmp_path, 2, generation(tmp_path, 1))
    return tmp_path


def test_a_generation_links_what_never_changes_and_copies_the_rest(index: Path) -> None:
    """Segments and catalog are the same files; lists are not, and locks do not come along."""
    first, second = index / "gen-000001", index / "gen-000002"
    same = [CATALOG, f"{VECTORS}/1.vec", f"{LEXICAL}/1.idx"]
    assert all((first / name).samefile(second / name) for name in same)
    assert not (first / LEXICAL / "meta.json").samefile(second / LEXICAL / "meta.json")
    assert (first / CATALOG).read_bytes() == b"catalog 1"
    found = {p.relative_to(second).as_posix() for p in second.rglob("*") if p.is_file()}
    assert found == {CHANGES, MANIFEST, f"{LEXICAL}/meta.json", *same, f"{VECTORS}/2.vec",
                     f"{LEXICAL}/2.idx"}  # fmt: skip


def test_a_manifest_has_each_file_with_its_size_and_sum(index: Path) -> None:
    """And all that the writer said; what was linked keeps the sum that it had."""
    name, manifest, held = hold(index)
    held.close()
    assert (name, manifest.generation, manifest.quoth) == ("gen-000002", 2, "0.1")
    assert (manifest.embedder, manifest.dim) == ("an embedder", 3)
    assert (manifest.format, manifest.documents, manifest.passages) == (2, 4, 5)
    folder = index / name
    assert manifest.files == {
        p.relative_to(folder).as_posix(): (p.stat().st_size, file_sha256(p))
        for p in folder.rglob("*") if p.is_file() and p.name != MANIFEST
    }  # fmt: skip


def test_a_link_of_another_size_is_counted_anew(index: Path) -> None:
    """The old sum is believed only of a file that is linked and as long as it was."""
    old = hold(index)[1]
    wrong = {name: (size + 1, "0" * 64) for name, (size, _) in old.files.items()}
    folder = start(index, "gen-000002", old, 3)
    done = finish(index, folder, made(3), made(2, **wrong))
    assert "0" * 64 not in {digest for _, digest in done.files.values()}
    known = {name: (size, "1" * 64) for name, (size, _) in old.files.items()}
    done = finish(index, folder, made(3), made(2, **known))
    linked = {name for name, (_, digest) in done.files.items() if digest == "1" * 64}
    assert linked == {
        CATALOG,
        f"{VECTORS}/1.vec",
        f"{VECTORS}/2.vec",
        f"{LEXICAL}/1.idx",
        f"{LEXICAL}/2.idx",
    }


def test_where_links_are_not_to_be_had_files_are_copied(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is missing then, and nothing is shared."""

    def refused(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refused)
    old = hold(index)[1]
    folder = start(index, "gen-000002", old, 3)
    assert (folder / VECTORS / "1.vec").read_bytes() == b"vectors"
    assert not (folder / VECTORS / "1.vec").samefile(index / "gen-000002" / VECTORS / "1.vec")
    wrong = {**old.files, CATALOG: (old.files[CATALOG][0], "0" * 64)}
    monkeypatch.setattr(manifests, "CHECKED_LATER", 0)
    with pytest.raises(IndexRefused, match=r"catalog\.sqlite' is damaged"):
        start(index, "gen-000002", made(2, **wrong), 3)


def test_damage_is_not_begun_from(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged file, and a copy of the changes that is not the original, end the write."""
    old = hold(index)[1]

    def miscopied(_: Path, target: Path) -> None:
        target.write_bytes(b"catalog X")

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "copyfile", miscopied)
        with pytest.raises(IndexRefused, match=r"^'.*gen-000003/changes\.sqlite' is damaged"):
            start(index, "gen-000002", old, 3)
    (index / "gen-000002" / CHANGES).write_bytes(b"catalog 3")
    with pytest.raises(IndexRefused, match="damaged"):
        start(index, "gen-000002", old, 3)
    assert start(index, None, None, 3).name == "gen-000003"


@pytest.mark.parametrize("name", [CATALOG, f"{VECTORS}/1.vec", f"{LEXICAL}/1.idx"])
def test_a_damaged_file_is_not_linked(index: Path, name: str) -> None:
    """What never changes is linked and not read again; it is looked at before that."""
    old, file = hold(index)[1], index / "gen-000002" / name
    file.write_bytes(bytes([file.read_bytes()[0] ^ 1]) + file.read_bytes()[1:])
    with pytest.raises(IndexRefused, match=r"gen-000002/.*' is damaged"):
        start(index, "gen-000002", old, 3)
    assert not (index / "gen-000003").exists()


def test_what_was_begun_makes_way_for_the_next_write(index: Path) -> None:
    """Folders from its number on and the new CURRENT go; older ones and others stay."""
    for name in ("gen-000003", "gen-000007", "gen-12", "gen-000001x", "xgen-000009"):
        (index / name).mkdir()
    (index / f"{CURRENT}.new").write_text("x")
    assert sorted(numbers(index)) == [1, 2, 3, 7]
    discard(index, 3)
    assert sorted(numbers(index)) == [1, 2]
    assert {"gen-12", "gen-000001x", "xgen-000009"} <= {path.name for path in index.iterdir()}
    assert not (index / f"{CURRENT}.new").exists()
    discard(index, 3)


def test_the_last_but_one_is_kept_and_what_is_read_too(index: Path) -> None:
    """Of six generations the current, the one before, and those that somebody holds."""
    last = hold(index)[1]
    for number in (3, 4, 5, 6):
        last = generation(index, number, last)
    (index / "gen-000007").mkdir()
    reader = generations.Hold(index / "gen-000002")
    (index / "gen-000003" / MANIFEST).unlink()
    clean(index)
    assert sorted(numbers(index)) == [2, 5, 6, 7]
    reader.close()
    clean(index)
    assert sorted(numbers(index)) == [5, 6, 7]


def test_who_holds_a_generation_holds_it_alone_against_its_deletion(index: Path) -> None:
    """Readers share; whoever would delete it must wait until the last has let go."""
    one, other = generations.Hold(index / "gen-000002"), hold(index)[2]
    with (index / "gen-000002" / MANIFEST).open("rb") as file:
        one.close()
        with pytest.raises(portalocker.LockException):
            portalocker.lock(file, generations.ALONE)
        other.close()
        portalocker.lock(file, generations.ALONE)
    with pytest.raises(FileNotFoundError):
        generations.Hold(index / "gen-000009")


def test_a_generation_that_goes_while_it_is_opened_is_looked_for_again(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty times; then it is missing, by its name and with what to do."""
    looked: list[str] = []

    def read(directory: Path) -> tuple[str, int, str]:
        looked.append("")
        return ("gen-000009", 9, "0") if len(looked) < 4 else read_current(directory)

    monkeypatch.setattr(generations, "read_current", read)
    name, _, held = hold(index)
    held.close()
    assert (name, len(looked)) == ("gen-000002", 4)

    def gone(_: Path) -> tuple[str, int, str]:
        looked.append("")
        return "gen-9", 9, ""

    monkeypatch.setattr(generations, "read_current", gone)
    looked.clear()
    said = rf"^gen-9 of '{re.escape(str(index))}' is missing\. Delete '"
    with pytest.raises(IndexRefused, match=said):
        hold(index)
    assert len(looked) == 20


def test_damage_is_told_unless_another_has_been_published_meanwhile(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sizes and small contents are checked at opening, unless that is not asked for."""
    (index / "gen-000002" / CHANGES).write_bytes(b"catalog 3")
    with pytest.raises(IndexRefused, match="damaged"):
        hold(index)
    hold(index, check=False)[2].close()
    with pytest.raises(IndexRefused, match="damaged"), generations.held(index):
        pass
    with generations.held(index, check=False) as (name, manifest):
        assert (name, manifest.generation) == ("gen-000002", 2)
    reads = iter([("gen-000002", 2), ("gen-000001", 1), ("gen-000001", 1)])
    digests = {n: file_sha256(index / f"gen-00000{n}" / MANIFEST) for n in (1, 2)}

    def read(_: Path) -> tuple[str, int, str]:
        name, number = next(reads)
        return name, number, digests[number]

    monkeypatch.setattr(generations, "read_current", read)
    name, _, held = hold(index)
    held.close()
    assert name == "gen-000001"


def test_what_is_published_for_a_writer(index: Path, tmp_path: Path) -> None:
    """The current one; none where nothing ever was; a CURRENT that was lost is no beginning."""
    found = published(index)
    assert found is not None
    assert (found[0], found[1].generation) == ("gen-000002", 2)
    (index / CURRENT).unlink()
    said = rf"^CURRENT is missing in '{re.escape(str(index))}', which holds generations\. Delete"
    with pytest.raises(IndexRefused, match=said):
        published(index)
    fresh = tmp_path / "fresh"
    (fresh / "gen-000001").mkdir(parents=True)
    assert published(fresh) is None


def test_a_generation_that_cannot_be_opened_is_refused(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its name and what the system said."""

    def refused(_: object, __: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(generations.Hold, "__init__", refused)
    said = rf"^gen-000002 of '{re.escape(str(index))}': Permission denied$"
    with pytest.raises(IndexRefused, match=said):
        hold(index)


@contextmanager
def other_writer(index: Path) -> Iterator[None]:
    """Somebody else's lock on an index."""
    with (index / "LOCK").open("a+") as file:
        portalocker.lock(file, generations.ALONE)
        yield


def test_the_second_writer_is_told_who_the_first_is(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its number and machine, what to do, and after a second; then it is his turn."""
    naps: list[float] = []
    monkeypatch.setattr(time, "sleep", naps.append)
    with writer_lock(index):
        owner = f"process {os.getpid()} on {socket.gethostname()}"
        assert (index / "LOCK").read_text() == owner + "\n"
        place = re.escape(repr(str(index)))
        said = (
            rf"^{owner} is writing to the index in {place}\. Wait for it, then try again; reading"
        )
        with pytest.raises(IndexBusy, match=said), writer_lock(index):
            pass
    assert naps == [0.05] * 20
    (index / "LOCK").write_text(" \n")
    busy = r"^another process is writing to the index in"
    with other_writer(index), pytest.raises(IndexBusy, match=busy), writer_lock(index):
        pass
    (index / "LOCK").write_text("y" * 500)
    with other_writer(index), pytest.raises(IndexBusy, match=r"^y{200} is writing"):
        lock_once(index)
    with writer_lock(index):
        assert (index / "LOCK").read_text() == owner + "\n"


def lock_once(index: Path) -> None:
    """Be the writer for a moment."""
    with writer_lock(index):
        pass


def test_a_lock_that_was_taken_away_is_no_lock(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is taken again as often; where others make and unmake the index all the time, told so."""
    tried: list[int] = []

    def third(*_: object) -> bool:
        tried.append(len(tried))
        return len(tried) == 3

    monkeypatch.setattr(lock, "_is", third)
    lock_once(index)
    assert len(tried) == 3
    said = rf"^the index in {re.escape(repr(str(index)))} is being made and unmade\. Try again\.$"
    with pytest.raises(IndexBusy, match=said):
        lock_once(index)
    assert len(tried) == 3 + 21


def test_the_file_at_a_path_is_the_locked_one_or_not(tmp_path: Path) -> None:
    """Another one of its name is not, and neither is none."""
    path = tmp_path / "LOCK"
    with path.open("a+") as file:
        assert lock._is(file, path)
        path.unlink()
        assert not lock._is(file, path)
        path.write_text("")
        assert not lock._is(file, path)


def failing(index: Path, *, publishing: bool = False) -> None:
    """A write that ends in an error."""
    number = max(numbers(index), default=0) + 1 if index.exists() else 1
    with writer_lock(index):
        folder = start(index, None, None, number)
        (folder / CATALOG).write_bytes(b"x")
        if publishing:
            finish(index, folder, made(number), None)
            publish(index)
        raise KeyboardInterrupt


def test_a_write_that_fails_leaves_what_there_was(index: Path, tmp_path: Path) -> None:
    """The old index and its lock; of a first write nothing, not even the folders made for it."""
    with pytest.raises(KeyboardInterrupt):
        failing(index)
    assert sorted(numbers(index)) == [1, 2]
    assert (index / "LOCK").exists()
    with pytest.raises(KeyboardInterrupt):
        failing(tmp_path / "a" / "b" / "c")
    assert not (tmp_path / "a").exists()
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "own.txt").write_text("mine")
    with pytest.raises(KeyboardInterrupt):
        failing(tmp_path / "a" / "b")
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["own.txt"]
    with pytest.raises(KeyboardInterrupt):
        failing(tmp_path / "d", publishing=True)
    assert numbers(tmp_path / "d") == [1]


def test_where_current_is_lost_nothing_is_thrown_away(index: Path) -> None:
    """What there is may be all that somebody has."""
    (index / CURRENT).unlink()
    (index / "gen-000003").mkdir()
    with pytest.raises(KeyboardInterrupt), writer_lock(index):
        raise KeyboardInterrupt
    assert sorted(numbers(index)) == [1, 2, 3]
    assert (index / "LOCK").exists()


def test_the_folders_of_a_new_index_are_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each folder is synced in the one that holds it, and none where all were there."""
    synced: list[Path] = []
    monkeypatch.setattr(lock, "sync_folder", synced.append)
    lock_once(tmp_path / "a" / "b")
    assert synced == [tmp_path / "a", tmp_path]
    (tmp_path / "a" / "b").mkdir(parents=True)
    lock_once(tmp_path / "a" / "b")
    assert len(synced) == 2
