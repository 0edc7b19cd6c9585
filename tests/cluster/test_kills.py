"""Writers that are killed, and readers during a switch: nothing is lost, doubled or mixed."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rag.errors import IndexBusy, QuothError
from rag.search import remove_documents, update_index
from rag.search.cluster.session import Session
from rag.search.cluster.store import ClusterStore
from rag.search.store import Index
from tests.support.cluster_writer import dying_at
from tests.support.indexing import EMBEDDER, TEXTS, write

MOMENTS = 100 if os.environ.get("QUOTH_TEST_WHOLE") else 16
STEPS = 10  # a write of these files has so many


def whole(store: ClusterStore) -> tuple[int, dict[str, str]]:
    """Generation and texts by path, after seeing that every passage is found once."""
    with store.open(EMBEDDER) as index:
        texts = {row.path: index.document(row.doc_id).text for row in index.documents()}
        for row in index.documents():
            hits = index.search(texts[row.path][:60], 500, frozenset({row.doc_id}))
            assert {hit.passage.doc_id for hit in hits} == {row.doc_id}
            ordinals = [hit.passage.ordinal for hit in hits]
            assert sorted(ordinals) == list(range(row.passages))
        return index.generation, texts


def test_a_killed_writer_leaves_the_old_or_the_new(cluster: ClusterStore, tmp_path: Path) -> None:
    """Killed at every step in turn, each time with a changed file; the next write goes on."""
    folder = write(tmp_path / "library", TEXTS)
    update_index(cluster, [folder], EMBEDDER)
    generation, old = whole(cluster)
    store, engine = f"{cluster.place.url}#{cluster.place.name}", cluster.engine.uri
    died = 0
    for moment in range(MOMENTS):
        new = {**old, "turning.txt": f"In turn {moment} the wheel stood at mark {moment}."}
        write(folder, {"turning.txt": new["turning.txt"]})
        process = dying_at(1 + moment % STEPS, store, engine, folder)
        process.join(60)
        died += process.exitcode == -9
        now, texts = whole(cluster)
        assert (now, texts) in ((generation, old), (generation + 1, new))
        generation, old = now, texts
    assert died >= MOMENTS * 0.9
    last = update_index(cluster, [folder], EMBEDDER)
    assert whole(cluster) == (last.generation, new)
    assert len(cluster.engine.collections(f"{cluster.place.name}_")) == 1


def test_a_writer_killed_from_outside(cluster: ClusterStore, tmp_path: Path) -> None:
    """At whatever moment: the lock goes with the process, and the index is whole."""
    folder = write(tmp_path / "library", TEXTS)
    update_index(cluster, [folder], EMBEDDER)
    store, engine = f"{cluster.place.url}#{cluster.place.name}", cluster.engine.uri
    for moment in range(MOMENTS // 4):
        write(folder, {"more/bonn.txt": f"The agreement has {moment} parts."})
        process = dying_at(10_000, store, engine, folder)
        time.sleep(0.05 + 0.45 * (moment * 7 % 10) / 10)
        process.kill()
        process.join(60)
        whole(cluster)
    _once_free(lambda: update_index(cluster, [folder], EMBEDDER))
    assert whole(cluster)[1]["more/bonn.txt"] == f"The agreement has {moment} parts."


def _once_free(update: Callable[[], object]) -> None:
    """PostgreSQL notices that a writer is gone when it next writes to it."""
    until = time.monotonic() + 30
    while True:
        try:
            update()
        except IndexBusy:
            assert time.monotonic() < until
            time.sleep(0.1)
        else:
            return


def test_readers_see_one_generation_during_a_switch(cluster: ClusterStore, tmp_path: Path) -> None:
    """An open index never changes; one that is opened beside a write is whole, old or new."""
    folder = write(tmp_path / "library", {**TEXTS, "turning.txt": "Turn 0 stands at mark 0."})
    update_index(cluster, [folder], EMBEDDER)
    stop, wrong, seen = threading.Event(), list[str](), set[int]()

    def read() -> None:
        place = f"{cluster.place.url}#{cluster.place.name}"
        beside = ClusterStore.of(place, cluster.engine.uri, cluster.directory)
        while not stop.is_set():
            with beside.open(EMBEDDER) as index:
                seen.add(index.generation)
                found = {_turn(index) for _ in range(3)}
                if found != {f"Turn {index.generation - 1} stands at mark {index.generation - 1}."}:
                    wrong.append(f"{index.generation}: {found}")

    readers = [threading.Thread(target=read) for _ in range(2)]
    first = cluster.open(EMBEDDER)
    for reader in readers:
        reader.start()
    try:
        for turn in range(1, 6):
            write(folder, {"turning.txt": f"Turn {turn} stands at mark {turn}."})
            assert update_index(cluster, [folder], EMBEDDER).generation == turn + 1
    finally:
        stop.set()
        for reader in readers:
            reader.join()
    assert wrong == []
    assert len(seen) > 1
    assert _turn(first) == "Turn 0 stands at mark 0."
    first.close()


def _turn(index: Index) -> str:
    """What the turning file says, as a search finds it and as its document has it."""
    hit = index.search("turn stands mark", 3)[0]
    text = index.document(hit.passage.doc_id).reading.text
    assert hit.passage.text in text
    return hit.passage.text


def test_old_generations_go_when_nobody_holds_them(cluster: ClusterStore, tmp_path: Path) -> None:
    """Rows and collections of what is held stay; afterwards they go."""
    folder = write(tmp_path / "library", TEXTS)
    update_index(cluster, [folder], EMBEDDER)
    held = cluster.open(EMBEDDER)
    remove_documents(cluster, ["kabul.md"])
    write(folder, {"herat.md": "Herat is a city of gardens, and of poets, by the Hari Rud."})
    update_index(cluster, [folder], EMBEDDER)
    assert len(cluster.engine.collections(f"{cluster.place.name}_")) > 1
    found = held.search("When did Kabul fall?", 1)[0]
    assert "13 November 2001" in found.passage.text
    held.close()
    write(folder, {"last.txt": "Balkh fell first."})
    update_index(cluster, [folder], EMBEDDER)
    assert len(cluster.engine.collections(f"{cluster.place.name}_")) == 1
    session = Session(cluster.place)
    assert session.all("SELECT count(*) FROM generation") == [(1,)]
    assert session.all("SELECT count(*) FROM passage WHERE died IS NOT NULL") == [(0,)]
    session.close()


def test_only_one_writes(cluster: ClusterStore, tmp_path: Path) -> None:
    """A second writer is told so."""
    folder = write(tmp_path / "library", TEXTS)
    with cluster.writing(lambda _: None), pytest.raises(IndexBusy, match="another process"):
        update_index(cluster, [folder], EMBEDDER)


def test_servers_that_do_not_answer_are_named(tmp_path: Path) -> None:
    """The error says which one, and hides the password."""
    store = ClusterStore.of("postgresql://me:secret@127.0.0.1:1/none", "http://127.0.0.1:1",
                            tmp_path)  # fmt: skip
    with pytest.raises(QuothError, match="does not answer") as told:
        store.published()
    assert "secret" not in str(told.value)
    with pytest.raises(QuothError, match="names no catalogue"):
        ClusterStore.of("mysql://x", "http://127.0.0.1:1", tmp_path)
