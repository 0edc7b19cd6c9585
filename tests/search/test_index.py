"""The index over its life: what is added, changed, removed, kept, found and loaded."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.documents.read import read_document
from rag.errors import IndexMissing, IndexRefused, QuothError, SourceError
from rag.search import open_index, remove_documents, update_index
from rag.search.chunk import chunk
from rag.search.codec import pack, unpack
from tests.support.building import document
from tests.support.hostile import hostile_text
from tests.support.indexing import EMBEDDER, TEXTS, check_whole, opened, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three small documents."""
    return write(tmp_path / "library", TEXTS)


@pytest.fixture
def made(tmp_path: Path, folder: Path) -> Path:
    """An index of the folder."""
    update_index(tmp_path / "index", [folder], EMBEDDER)
    return tmp_path / "index"


def test_a_first_run_adds_every_file(tmp_path: Path, folder: Path) -> None:
    """Files are found recursively; paths are relative, with slashes, and sorted."""
    report = update_index(tmp_path / "index", [folder], EMBEDDER)
    assert report.added == ("herat.md", "kabul.md", "more/bonn.txt")
    assert (report.changed, report.removed, report.problems) == ((), (), ())
    assert check_whole(tmp_path / "index") == (1, TEXTS)


def test_a_second_run_changes_nothing(made: Path, folder: Path) -> None:
    """Nothing is written where all hashes are the same."""
    report = update_index(made, [folder], EMBEDDER)
    assert (report.generation, report.unchanged) == (1, tuple(sorted(TEXTS)))
    assert sorted(path.name for path in made.iterdir()) == ["CURRENT", "LOCK", "gen-000001"]


def test_changed_removed_and_new_files_are_told_apart(made: Path, folder: Path) -> None:
    """A changed file replaces its passages, a removed one disappears, the rest stays."""
    texts = write(folder, {"kabul.md": "Kabul was quiet.", "new.txt": "Balkh fell first."})
    (texts / "herat.md").unlink()
    report = update_index(made, [folder], EMBEDDER)
    assert (report.added, report.changed) == (("new.txt",), ("kabul.md",))
    assert (report.removed, report.unchanged) == (("herat.md",), ("more/bonn.txt",))
    expected = {"kabul.md": "Kabul was quiet.", "new.txt": "Balkh fell first."}
    assert check_whole(made) == (2, expected | {"more/bonn.txt": TEXTS["more/bonn.txt"]})
    index = opened(made)
    assert [hit.passage.text for hit in index.search("Ismail Khan Herat Taliban", 9)] != []
    assert not any("Herat" in hit.passage.text for hit in index.search("Herat", 9))


def test_other_rules_read_every_file_again(made: Path, folder: Path) -> None:
    """Another version of the extractor or of the chunker reads files whose bytes are the same."""
    report = update_index(made, [folder], EMBEDDER, rules="quoth/99")
    assert (report.changed, report.unchanged) == (tuple(sorted(TEXTS)), ())
    assert check_whole(made) == (2, TEXTS)


def test_one_file_of_an_indexed_folder_is_the_same_document(made: Path, folder: Path) -> None:
    """Naming a file or a folder below an indexed one refreshes that, and removes nothing else."""
    write(folder, {"more/bonn.txt": "The agreement was signed in Bonn."})
    assert update_index(made, [folder / "more/bonn.txt"], EMBEDDER).changed == ("more/bonn.txt",)
    (folder / "more/bonn.txt").unlink()
    (folder / "kabul.md").unlink()
    report = update_index(made, [folder / "more"], EMBEDDER)
    assert (report.removed, report.added) == (("more/bonn.txt",), ())
    assert sorted(check_whole(made)[1]) == ["herat.md", "kabul.md"]


def test_a_file_given_alone_does_not_name_its_folder_a_root(tmp_path: Path) -> None:
    """A folder beside it, indexed later, has paths relative to itself; its own takes it over."""
    folder, index = write(tmp_path / "library", TEXTS), tmp_path / "index"
    assert update_index(index, [folder / "kabul.md"], EMBEDDER).added == ("kabul.md",)
    assert update_index(index, [folder / "more"], EMBEDDER).added == ("bonn.txt",)
    report = update_index(index, [folder], EMBEDDER)
    assert (report.unchanged, report.removed) == (("kabul.md",), ("bonn.txt",))
    assert update_index(index, [folder / "more"], EMBEDDER).unchanged == ("more/bonn.txt",)


def test_paths_that_overlap_are_indexed_once(tmp_path: Path) -> None:
    """A folder with a folder and a file of its own beside it, in any order."""
    folder = write(tmp_path / "library", TEXTS)
    paths = [folder / "more", folder, folder / "kabul.md", folder / "more" / ".." / "kabul.md"]
    report = update_index(tmp_path / "index", paths, EMBEDDER)
    assert (report.added, report.problems) == (tuple(sorted(TEXTS)), ())


def test_a_place_that_cannot_be_written_is_an_error_of_our_own(tmp_path: Path) -> None:
    """The message says what failed and what to do."""
    (tmp_path / "file").touch()
    with pytest.raises(QuothError, match="could not be written"):
        update_index(tmp_path / "file", [tmp_path], EMBEDDER)


def test_a_folder_above_takes_over_what_was_indexed_below(made: Path, folder: Path) -> None:
    """The same file is never in the library twice."""
    report = update_index(made, [folder.parent], EMBEDDER)
    assert report.removed == tuple(sorted(TEXTS))
    assert report.added == tuple(sorted(f"library/{name}" for name in TEXTS))


def test_two_folders_with_the_same_names_keep_their_files_apart(made: Path, tmp_path: Path) -> None:
    """The second folder's name goes before the path; a third of that name is numbered."""
    for place, path in (("x", "library/kabul.md"), ("y", "library-2/kabul.md")):
        other = write(tmp_path / place / "library", {"kabul.md": f"Kabul in {place}."})
        assert update_index(made, [other], EMBEDDER).added == (path,)
        assert update_index(made, [other], EMBEDDER).unchanged == (path,)
    assert len(check_whole(made)[1]) == 5


def test_a_path_that_is_not_there_removes_nothing(made: Path, folder: Path) -> None:
    """A missing folder is a problem, not an order to forget its documents."""
    folder.rename(folder.with_name("elsewhere"))
    report = update_index(made, [folder], EMBEDDER)
    assert (report.removed, len(report.problems)) == ((), 1)
    assert check_whole(made) == (1, TEXTS)


def test_an_older_text_stays_readable_after_a_change(made: Path, folder: Path) -> None:
    """A citation of a replaced text can still be shown as it was; `remove` forgets it."""
    index = opened(made)
    row = index.find("kabul.md")
    assert row is not None
    write(folder, {"kabul.md": "Kabul was quiet."})
    update_index(made, [folder], EMBEDDER)
    index = opened(made)
    older = index.version(row.doc_id, row.sha256)
    assert older is not None
    assert older.text == TEXTS["kabul.md"]
    assert index.document(row.doc_id).text == "Kabul was quiet."
    remove_documents(made, ["kabul.md"])
    assert opened(made).version(row.doc_id, row.sha256) is None


def test_documents_are_removed_by_path_or_id(made: Path) -> None:
    """Unknown names are problems; the rest is removed."""
    index = opened(made)
    row = index.find("herat.md")
    assert row is not None
    report = remove_documents(made, [row.doc_id, "kabul.md", "herat.md", "nothing.md"])
    assert report.removed == ("herat.md", "kabul.md")
    assert report.problems == (("nothing.md", "is not in the index."),)
    assert list(check_whole(made)[1]) == ["more/bonn.txt"]
    assert remove_documents(made, ["nothing.md"]).generation == 2


def test_an_empty_library_is_an_index(tmp_path: Path) -> None:
    """Nothing to read still makes an index, which finds nothing."""
    update_index(tmp_path / "index", [write(tmp_path / "none", {"a.xyz": "?"})], EMBEDDER)
    index = opened(tmp_path / "index")
    assert (index.documents(), index.search("Kabul", 3)) == ([], [])


def test_removing_from_a_place_without_index_makes_none(tmp_path: Path) -> None:
    """No folder appears."""
    with pytest.raises(IndexMissing, match="quoth index"):
        remove_documents(tmp_path / "index", ["a"])
    assert list(tmp_path.iterdir()) == []


def test_another_embedder_is_refused(made: Path, folder: Path) -> None:
    """Reading and writing name both embedders and what to do."""
    with pytest.raises(IndexRefused, match=r"hashing-64.*all-MiniLM-L6-v2.*quoth index PATH"):
        open_index(made)
    with pytest.raises(IndexRefused, match="hashing-8"):
        update_index(made, [folder], type(EMBEDDER)(8))


def test_hits_carry_both_scores_and_both_ranks(made: Path) -> None:
    """The best hit has all four; hits come in order of the fused score."""
    hits = opened(made).search("When did Kabul fall to the Northern Alliance?", 10)
    best = hits[0]
    assert "Northern Alliance" in best.passage.text
    assert (best.lexical_rank, best.bm25 is not None and best.bm25 > 0) == (1, True)
    assert best.cosine is not None
    assert best.dense_rank is not None
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_search_in_chosen_documents_gives_the_best_of_those(made: Path) -> None:
    """As many hits as those documents have passages, however bad."""
    index = opened(made)
    row = index.find("more/bonn.txt")
    assert row is not None
    hits = index.search("Who took Herat?", 3, frozenset({row.doc_id, "unknown"}))
    assert [hit.passage.doc_id for hit in hits] == [row.doc_id]
    assert index.search("Who took Herat?", 3, frozenset()) == []


def test_questions_without_words_find_nothing(made: Path) -> None:
    """White space, zero-width characters and no hits wanted give an empty list."""
    index = opened(made)
    assert [index.search(q, 3) for q in ("", " \n", "\u200b")] == [[], [], []]
    assert index.search("Kabul", 0) == []


def test_passages_of_hits_are_those_of_the_chunker(made: Path, folder: Path) -> None:
    """Nothing is lost between chunking and loading, spans and sentences included."""
    expected = chunk(read_document(folder / "herat.md", "herat.md"))
    index = opened(made)
    hits = index.search("Herat", 9, frozenset({expected[0].doc_id}))
    assert sorted((hit.passage for hit in hits), key=lambda p: p.ordinal) == expected


def test_an_unknown_document_is_an_error(made: Path) -> None:
    """`document` raises, `find` gives None."""
    index = opened(made)
    assert index.find("nothing.md") is None
    with pytest.raises(QuothError, match="quoth docs"):
        index.document("nothing.md")


@given(st.one_of(st.sampled_from(sorted(TEXTS.values())), hostile_text))
@settings(max_examples=60, deadline=None)
def test_a_document_comes_back_from_its_record_as_it_was(text: str) -> None:
    """Every field of both layers survives, the offset map included."""
    try:
        before = document(text)
    except SourceError:
        return  # nothing readable in it
    after = unpack(pack(before))
    for field in ("doc_id", "path", "sha256", "title", "author", "date", "text", "regions"):
        assert getattr(after, field) == getattr(before, field)
    for field in ("notes", "markers", "extractor", "pages"):
        assert getattr(after, field) == getattr(before, field)
    for field in ("text", "blocks", "sentences"):
        assert getattr(after.reading, field) == getattr(before.reading, field)
    assert np.array_equal(after.reading.origin, before.reading.origin)
    assert np.array_equal(after.reading.region_starts, before.reading.region_starts)


def test_a_damaged_record_is_refused() -> None:
    """No record that was cut or altered becomes a document."""
    record = pack(document(TEXTS["herat.md"]))
    for bad in (b"", record[:-9], record[:40] + bytes([record[40] ^ 1]) + record[41:]):
        with pytest.raises(IndexRefused, match="damaged"):
            unpack(bad)
