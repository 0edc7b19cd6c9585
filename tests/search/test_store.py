"""A store that is not ours: written by the same verbs, asked by the same engine."""

from contextlib import closing
from pathlib import Path

import pytest

from rag.answers.engine import Answer, load_engine
from rag.errors import IndexMissing, IndexRefused
from rag.search import Store, open_index, remove_documents, update_index
from rag.search.local import LocalStore
from tests.support.indexing import EMBEDDER, TEXTS, write
from tests.support.memory_store import MemoryStore


@pytest.fixture(params=[LocalStore, MemoryStore])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """The store that there is, and one that is not ours."""
    made: Store = request.param(tmp_path / "index")
    return made


def test_any_store_is_written_and_read_by_the_same_verbs(store: Store, tmp_path: Path) -> None:
    """Added, changed, unchanged, removed: the same report, the same documents and versions."""
    folder = write(tmp_path / "library", TEXTS)
    with pytest.raises(IndexMissing):
        remove_documents(store, ["kabul.md"])
    first = update_index(store, [folder], EMBEDDER)
    assert (first.generation, first.added) == (1, tuple(sorted(TEXTS)))
    with open_index(store, EMBEDDER) as before:
        old = before.find("kabul.md")
        write(folder, {"kabul.md": "Kabul was quiet.", "new.txt": "Balkh fell first."})
        (folder / "herat.md").unlink()
        second = update_index(store, [folder], EMBEDDER)
        assert (second.added, second.changed) == (("new.txt",), ("kabul.md",))
        assert (second.removed, second.unchanged) == (("herat.md",), ("more/bonn.txt",))
        assert old is not None
        assert TEXTS["kabul.md"] == before.document(old.doc_id).text
    assert store.published() == 2
    assert update_index(store, [folder], EMBEDDER).generation == 2
    with open_index(store, EMBEDDER) as after:
        assert [row.path for row in after.documents()] == ["kabul.md", "more/bonn.txt", "new.txt"]
        version = after.version(old.doc_id, old.sha256)
        assert version is not None
        assert TEXTS["kabul.md"] == version.text
        hits = after.search("Which town fell first?", 9)
        assert {"kabul.md", "more/bonn.txt", "new.txt"} == {
            row.path for hit in hits if (row := after.find(hit.passage.doc_id))
        }
    assert remove_documents(store, ["kabul.md"]).removed == ("kabul.md",)
    with open_index(store, EMBEDDER) as last:
        assert last.versions(old.doc_id, old.sha256) == []


def test_no_store_takes_vectors_of_two_models(store: Store, tmp_path: Path) -> None:
    """An index is written on with the embedder that it was made with."""
    folder = write(tmp_path / "library", TEXTS)
    update_index(store, [folder], EMBEDDER)
    with pytest.raises(IndexRefused, match="was made with the embedder"):
        update_index(store, [folder])


def test_a_failed_file_changes_no_store(store: Store, tmp_path: Path) -> None:
    """Where nothing that was planned could be done, the generation stays."""
    folder = write(tmp_path / "library", TEXTS)
    update_index(store, [folder], EMBEDDER)
    (folder / "kabul.md").write_bytes(b"\x00\x00\x00\x00")
    report = update_index(store, [folder], EMBEDDER)
    assert (report.generation, [name for name, _ in report.problems]) == (1, ["kabul.md"])


def test_questions_are_answered_from_a_store_that_is_not_ours(tmp_path: Path) -> None:
    """Indexed and answered with the packaged models; no file of ours is written."""
    folder = write(tmp_path / "library", TEXTS)
    store = MemoryStore(tmp_path / "index")
    update_index(store, [folder])
    engine = load_engine(store)
    with closing(engine.index):
        answer = engine.ask("When was the Bonn agreement signed?")
    assert isinstance(answer, Answer)
    assert "5 December 2001" in answer.quotes[0].text
    assert not (tmp_path / "index").exists()
