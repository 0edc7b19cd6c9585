"""Generations: killed writers, readers in the middle, damage, and one writer at a time."""

import random
import shutil
import threading
import time
from pathlib import Path

import pytest

from rag.errors import IndexBusy, IndexMissing, IndexRefused
from rag.search import open_index, update_index
from rag.search.lock import writer_lock
from tests.support.index_writer import dying_at, turning
from tests.support.indexing import EMBEDDER, TEXTS, check_whole, opened, write

NEW = {"kabul.md": "Kabul was quiet that night.", "new.txt": "Balkh fell first."}
CHANGED = {name: text for name, text in TEXTS.items() if name != "herat.md"} | NEW


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three small documents, indexed in tmp_path/index."""
    write(tmp_path / "library", TEXTS)
    update_index(tmp_path / "index", [tmp_path / "library"], EMBEDDER)
    return tmp_path / "library"


def test_a_writer_killed_at_any_step_leaves_the_old_or_the_new(
    tmp_path: Path, folder: Path
) -> None:
    """At each of its steps; the next writer then does the whole work."""
    write(folder, NEW)
    (folder / "herat.md").unlink()
    shutil.copytree(tmp_path / "index", tmp_path / "0")
    names: list[str] = []
    update_index(tmp_path / "0", [folder], EMBEDDER, on_step=names.append)
    assert check_whole(tmp_path / "0") == (2, CHANGED)
    assert names[-3:] == ["finished", "published", "cleaned"]
    for last, name in enumerate(names, start=1):
        index = tmp_path / str(last)
        shutil.copytree(tmp_path / "index", index)
        process = dying_at(last, index, folder)
        process.join()
        assert process.exitcode == -9
        published = name in ("published", "cleaned")
        assert check_whole(index) == ((2, CHANGED) if published else (1, TEXTS))
        report = update_index(index, [folder], EMBEDDER)
        assert (report.generation, report.problems) == (2, ())
        assert check_whole(index) == (2, CHANGED)


def test_a_first_writer_that_is_killed_leaves_no_index_but_no_harm(tmp_path: Path) -> None:
    """Before the first publication there is nothing, and the next writer makes it."""
    folder = write(tmp_path / "library", TEXTS)
    for last in (2, 4, 9):
        index = tmp_path / str(last)
        process = dying_at(last, index, folder)
        process.join()
        with pytest.raises(IndexMissing):
            opened(index)
        update_index(index, [folder], EMBEDDER)
        assert check_whole(index) == (1, TEXTS)


def test_a_writer_killed_at_any_moment_leaves_a_whole_index(tmp_path: Path, folder: Path) -> None:
    """Killed from outside, at random moments of updates without end."""
    moments = random.Random(7)
    generation = 1
    for _ in range(6):
        process, told = turning(tmp_path / "index", folder)
        for _ in range(moments.randint(1, 25)):  # a write has ten steps
            told.recv()
        time.sleep(moments.uniform(0, 0.02))
        process.kill()
        process.join()
        told.close()
        before, (generation, texts) = generation, check_whole(tmp_path / "index")
        assert generation >= before
        assert TEXTS.items() <= texts.items()
    (folder / "turning.txt").unlink()
    assert update_index(tmp_path / "index", [folder], EMBEDDER).problems == ()
    assert check_whole(tmp_path / "index")[1] == TEXTS
    assert generation > 1


def test_readers_in_the_middle_keep_their_generation(tmp_path: Path, folder: Path) -> None:
    """An open index answers from what it opened, however many generations follow."""
    index, directory = opened(tmp_path / "index"), tmp_path / "index"
    for turn in range(4):
        write(folder, {"kabul.md": f"Kabul in turn {turn}."})
        update_index(directory, [folder], EMBEDDER)
    row = index.find("kabul.md")
    assert row is not None
    assert index.document(row.doc_id).text == TEXTS["kabul.md"]
    assert index.search("Northern Alliance", 1)[0].passage.doc_id == row.doc_id
    kept = {"gen-000001", "gen-000004", "gen-000005"}
    assert {path.name for path in directory.glob("gen-*")} == kept
    index.close()
    write(folder, {"kabul.md": "Kabul again."})
    update_index(directory, [folder], EMBEDDER)
    assert {path.name for path in directory.glob("gen-*")} == {"gen-000005", "gen-000006"}


def test_many_readers_at_once_with_a_writer(tmp_path: Path, folder: Path) -> None:
    """Threads open, search and close while generations come and go; each sees a whole one."""
    stop, failures, seen = threading.Event(), [], set()

    def look() -> None:
        while not stop.is_set():
            try:
                seen.add(check_whole(tmp_path / "index")[0])
            except Exception as error:
                failures.append(error)
                return

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for turn in range(8):
        write(folder, {"kabul.md": f"Kabul in turn {turn}."})
        update_index(tmp_path / "index", [folder], EMBEDDER)
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(seen) > 1


def test_one_index_may_be_shared_by_threads(folder: Path, tmp_path: Path) -> None:
    """Searches and documents from one open index are the same in every thread."""
    index = opened(tmp_path / "index")
    expected = index.search("Who took Herat?", 3)
    results: list[bool] = []

    def look() -> None:
        same = all(index.search("Who took Herat?", 3) == expected for _ in range(50))
        results.append(same and len(index.document(expected[0].passage.doc_id).text) > 0)

    threads = [threading.Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [True] * 8
    assert folder.exists()


def test_a_second_writer_is_told_who_writes(tmp_path: Path, folder: Path) -> None:
    """The second is refused at once; readers are not."""
    with writer_lock(tmp_path / "index"):
        with pytest.raises(IndexBusy, match=r"process \d+ on .* is writing"):
            update_index(tmp_path / "index", [folder], EMBEDDER)
        assert check_whole(tmp_path / "index") == (1, TEXTS)
    assert update_index(tmp_path / "index", [folder], EMBEDDER).generation == 1


def _files(directory: Path) -> list[Path]:
    return sorted(p for p in directory.rglob("*") if p.is_file() and p.name != "LOCK")


@pytest.mark.parametrize("harm", ["flip", "cut", "empty", "gone", "grow"])
def test_damage_to_any_file_is_refused_with_what_to_do(
    harm: str, tmp_path: Path, folder: Path
) -> None:
    """Every file of the index, each kind of harm: refused by readers and by writers."""
    for number, file in enumerate(_files(tmp_path / "index")):
        shutil.copytree(tmp_path / "index", tmp_path / str(number))
        harmed = tmp_path / str(number) / file.relative_to(tmp_path / "index")
        data = harmed.read_bytes()
        middle = len(data) // 2
        changed = {
            "flip": data[:middle] + bytes([data[middle] ^ 4]) + data[middle + 1 :],
            "cut": data[:-1],
            "empty": b"",
            "grow": data + b"\0",
        }
        if harm == "gone":
            harmed.unlink()
        else:
            harmed.write_bytes(changed[harm])
        if harm == "gone" and file.name == "CURRENT":
            with pytest.raises(IndexMissing):
                opened(tmp_path / str(number))
            continue
        for use in (opened, lambda d: update_index(d, [folder], EMBEDDER)):
            with pytest.raises(IndexRefused, match=r"Delete .* quoth index PATH"):
                use(tmp_path / str(number))


def test_a_lost_current_is_no_empty_index(tmp_path: Path, folder: Path) -> None:
    """Where generations lie without CURRENT, the writer starts nothing over them."""
    write(folder, NEW)
    update_index(tmp_path / "index", [folder], EMBEDDER)
    (tmp_path / "index" / "CURRENT").unlink()
    with pytest.raises(IndexRefused, match="CURRENT is missing"):
        update_index(tmp_path / "index", [folder], EMBEDDER)


def test_no_index_is_told_apart_from_a_refused_one(tmp_path: Path) -> None:
    """A missing folder, an empty one and a file in its place."""
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()
    for place in ("missing", "empty", "file"):
        with pytest.raises(IndexMissing, match="quoth index PATH"):
            open_index(tmp_path / place)
