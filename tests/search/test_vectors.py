"""Segments of vectors: what is found in them, what a write leaves alone, and what it merges."""

import itertools
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt
import pytest

from rag.errors import IndexRefused
from rag.search.store import Matrix, Rows
from rag.search.vectors import reading, writing
from rag.search.vectors.reading import Vectors
from rag.search.vectors.writing import VectorsWrite

NONE = np.empty(0, dtype=np.int64)
NUMBERS = itertools.count(1)  # of generations


def unit(count: int, dim: int = 32, seed: int = 0) -> Matrix:
    """Random unit rows, of numbers that 16 bits hold."""
    rows = np.random.default_rng(seed).standard_normal((count, dim), dtype=np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows.astype(np.float16).astype(np.float32)


def written(
    folder: Path, *parts: tuple[npt.NDArray[np.int_], Matrix], gone: Rows = NONE
) -> Vectors:
    """The vectors of `folder` after one write that removes rows and adds parts."""
    known = (folder / "dead.npy").exists()
    folder.mkdir(exist_ok=True)
    base = Vectors.load(folder) if known else Vectors((), NONE)
    write = VectorsWrite(folder, base, next(NUMBERS), lambda _: None)
    write.remove(gone)
    for rows, vectors in parts:
        write.add(rows.astype(np.int64), vectors)
    write.finish()
    return Vectors.load(folder)


def best(vectors: Matrix, rows: Rows, query: Matrix, k: int) -> list[int]:
    """What numpy finds."""
    return [int(rows[at]) for at in np.argsort(-(vectors @ query), kind="stable")[:k]]


def found(index: Vectors, query: Matrix, k: int, rows: Rows | None = None) -> list[int]:
    """The rows alone."""
    return [row for row, _ in index.search(query, k, rows)]


def test_few_vectors_are_compared_one_by_one(tmp_path: Path) -> None:
    """All give what numpy gives, chosen rows the best of those, however many are chosen."""
    rows, vectors = np.arange(100, 400), unit(300)
    index = written(tmp_path / "vectors", (rows, vectors))
    assert index.flat
    assert found(index, vectors[5], 10) == best(vectors, rows, vectors[5], 10)
    chosen = rows[50:80]
    expected = best(vectors[50:80], chosen, vectors[5], 4)
    assert found(index, vectors[5], 4, chosen) == expected
    exact = vectors[50:80] @ vectors[5]
    assert np.allclose(index.cosines(vectors[5], chosen), exact, atol=2e-3)


@pytest.mark.parametrize("limit", [10_000, 1000])
def test_rows_can_be_removed_and_added_in_either_kind(
    limit: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is removed is found no more; the kind follows the size; a choice is exact in both."""
    monkeypatch.setattr(writing, "FLAT_LIMIT", limit)
    monkeypatch.setattr(writing, "_SMALL", 10)
    monkeypatch.setattr(reading, "_GATHERED", 16)
    folder, rows, vectors = tmp_path / "vectors", np.arange(4000), unit(4000)
    written(folder, (rows[:2500], vectors[:2500]), (rows[2500:], vectors[2500:]))
    index = written(folder, (np.array([5000]), vectors[7:8]), gone=np.array([7, 8, 9, 12_345]))
    assert (len(index), index.flat, len(index.dead)) == (3998, limit > 4000, 3)
    near = index.search(vectors[7], 3)
    assert near[0][0] == 5000
    assert near[0][1] == pytest.approx(1, abs=0.01)
    assert index.cosines(vectors[20], np.array([20]))[0] == pytest.approx(1, abs=0.01)
    for chosen in (rows[30:50], rows[30:1500]):
        expected = best(vectors[chosen], chosen, vectors[7], 10)
        assert found(index, vectors[7], 10, chosen) == expected


def test_lists_find_what_comparing_all_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On clustered vectors nearly all of the ten best are the same, and the same each time."""
    centres = unit(40, seed=1)
    vectors = np.repeat(centres, 100, axis=0) + 0.1 * unit(4000, seed=2)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    monkeypatch.setattr("rag.search.vectors.lists._LEAST", 400)
    flat = written(tmp_path / "flat", (np.arange(4000), vectors))
    monkeypatch.setattr(writing, "FLAT_LIMIT", 2500)
    listed = written(tmp_path / "listed", (np.arange(4000), vectors))
    again = written(tmp_path / "again", (np.arange(4000), vectors))
    assert (flat.flat, listed.flat) == (True, False)
    for query in vectors[::97]:
        same = set(found(flat, query, 10)) & set(found(listed, query, 10))
        assert len(same) >= 8
        assert found(listed, query, 10) == found(again, query, 10)


def test_a_write_leaves_large_segments_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One more vector, or one less, makes a file of its own size; small ones do not pile up."""
    monkeypatch.setattr(writing, "_SMALL", 20)
    folder, vectors = tmp_path / "vectors", unit(3000)
    written(folder, (np.arange(2000), vectors[:2000]))
    large = next(folder.glob("*.codes"))
    for row in range(2000, 2060):
        index = written(folder, (np.array([row]), vectors[row : row + 1]), gone=np.array([row - 9]))
        assert large.exists()
        assert len(index.segments) <= 4
    assert len(index) == 2000
    alive = np.setdiff1d(np.arange(2060), np.arange(1991, 2051))
    assert found(index, vectors[3], 50) == best(vectors[alive], alive, vectors[3], 50)


def test_a_segment_of_which_much_is_removed_is_written_anew(tmp_path: Path) -> None:
    """So that removed vectors do not stay on the disk for ever."""
    folder, vectors = tmp_path / "vectors", unit(6000)
    written(folder, (np.arange(6000), vectors))
    size = next(folder.glob("*.codes")).stat().st_size
    assert len(written(folder, gone=np.arange(1000)).dead) == 1000
    index = written(folder, gone=np.arange(1000, 2000))
    assert (len(index), len(index.dead)) == (4000, 0)
    assert next(folder.glob("*.codes")).stat().st_size == size * 4000 // 6000
    assert len(written(folder, gone=np.arange(2000, 6000))) == 0


def test_no_vectors_give_no_hits(tmp_path: Path) -> None:
    """An empty index, an empty choice and k = 0 are no errors; junk on disk is, and a lost row."""
    folder = tmp_path / "vectors"
    index = written(folder)
    assert index.search(unit(1)[0], 5) == []
    index = written(folder, (np.arange(9), unit(9)))
    assert index.search(unit(1)[0], 5, NONE) == index.search(unit(1)[0], 0) == []
    with pytest.raises(IndexRefused, match="no vectors"):
        index.cosines(unit(1)[0], np.array([3, 77]))
    next(folder.glob("*.codes")).write_bytes(b"junk")
    with pytest.raises(IndexRefused, match="cannot be read"):
        Vectors.load(folder)
    next(folder.glob("*.npz")).write_bytes(b"junk")
    with pytest.raises(IndexRefused, match="cannot be read"):
        Vectors.load(folder)


def test_the_file_of_an_earlier_version_is_read_and_replaced(tmp_path: Path) -> None:
    """Format 1 kept all vectors in one file of FAISS; nothing has to be embedded again."""
    vectors = unit(50)
    flat = faiss.IndexScalarQuantizer(32, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
    flat.is_trained = True
    old = faiss.IndexIDMap2(flat)
    old.add_with_ids(vectors, np.arange(10, 60))
    faiss.write_index(old, str(tmp_path / "vectors.faiss"))
    base = Vectors.load(tmp_path / "vectors")
    assert found(base, vectors[3], 5) == best(vectors, np.arange(10, 60), vectors[3], 5)
    (tmp_path / "new" / "vectors").mkdir(parents=True)
    write = VectorsWrite(tmp_path / "new" / "vectors", base, 2, lambda _: None)
    write.remove(np.array([13]))
    write.finish()
    index = Vectors.load(tmp_path / "new" / "vectors")
    assert (len(index), found(index, vectors[3], 1) != [13]) == (49, True)
    (tmp_path / "vectors.faiss").write_bytes(b"junk")
    with pytest.raises(IndexRefused, match="FAISS"):
        Vectors.load(tmp_path / "vectors")
