"""Fusion, the vectors' two kinds of index, and the protocol that the index fills."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import IndexRefused
from rag.search import update_index
from rag.search.fuse import LEXICAL_WEIGHT, K, fuse
from rag.search.retriever import Hit, Retriever
from rag.search.vectors import Vectors
from tests.support.indexing import EMBEDDER, TEXTS, opened, write

RANKING = st.lists(st.integers(0, 30), unique=True, max_size=12).map(
    lambda rows: [(row, 1.0 - place) for place, row in enumerate(rows)]
)


def unit(count: int, dim: int = 32, seed: int = 0) -> npt.NDArray[np.float32]:
    """Random unit rows."""
    rows = np.random.default_rng(seed).standard_normal((count, dim), dtype=np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def test_fused_scores_are_sums_of_weighted_reciprocal_ranks() -> None:
    """Both rankings count by rank alone; equal scores go by row."""
    fused = dict(fuse([(7, 0.9), (8, 0.1)], [(8, 12.0), (9, 3.0)]))
    first, second = 1 / (K + 1), 1 / (K + 2)
    assert fused == {7: first, 8: second + LEXICAL_WEIGHT * first, 9: LEXICAL_WEIGHT * second}
    assert [row for row, _ in fuse([(2, 1.0)], [(1, 1.0)], lexical_weight=1.0)] == [1, 2]


@given(RANKING, RANKING)
def test_fusion_keeps_every_row_once_and_prefers_agreement(
    dense: list[tuple[int, float]], lexical: list[tuple[int, float]]
) -> None:
    """A row first in both rankings is first; none is lost or doubled."""
    rows = [row for row, _ in fuse(dense, lexical)]
    assert sorted(rows) == sorted({row for row, _ in dense + lexical})
    if dense and lexical and dense[0][0] == lexical[0][0]:
        assert rows[0] == dense[0][0]


def test_an_index_is_a_retriever(tmp_path: Path) -> None:
    """The index fills the protocol, and any other engine with this method may stand in."""
    update_index(tmp_path / "index", [write(tmp_path / "library", TEXTS)], EMBEDDER)
    retriever: Retriever = opened(tmp_path / "index")
    hits = retriever.search("Who took Herat?", k=2)
    assert [type(hit) for hit in hits] == [Hit, Hit]


def test_few_vectors_are_compared_one_by_one() -> None:
    """The flat index gives what numpy gives, and chosen rows the best of those."""
    rows, vectors = np.arange(100, 400), unit(300)
    index = Vectors.empty(32)
    index.add(rows, vectors)
    exact = vectors @ vectors[5]
    best = [int(rows[at]) for at in np.argsort(-exact)[:10]]
    assert index.flat
    assert [row for row, _ in index.search(vectors[5], 10)] == best
    chosen = rows[50:80]
    expected = [int(chosen[at]) for at in np.argsort(-exact[50:80])[:4]]
    assert [row for row, _ in index.search(vectors[5], 4, chosen)] == expected
    assert np.allclose(index.cosines(vectors[5], chosen), exact[50:80], atol=2e-3)


@pytest.mark.parametrize("limit", [10_000, 1000])
def test_rows_can_be_removed_and_added_in_either_kind(limit: int, tmp_path: Path) -> None:
    """What is removed is found no more; the kind of index follows the size and is saved."""
    index, vectors = Vectors.empty(32), unit(4000)
    index.add(np.arange(4000), vectors)
    index = index.fitted(limit)
    assert index.flat == (limit > 4000)
    index.remove(np.array([7, 8, 9, 12_345]))
    index.add(np.array([5000]), vectors[7:8])
    index.save(tmp_path / "vectors")
    loaded = Vectors.load(tmp_path / "vectors").fitted(limit)
    assert (len(loaded), loaded.flat) == (3998, index.flat)
    best = loaded.search(vectors[7], 3)
    assert best[0][0] == 5000
    assert best[0][1] == pytest.approx(1, abs=0.01)
    assert 7 not in [row for row, _ in best]
    assert loaded.cosines(vectors[20], np.array([20]))[0] == pytest.approx(1, abs=0.01)


def test_the_inverted_file_finds_what_the_flat_index_finds() -> None:
    """On clustered vectors nearly all of the ten best are the same."""
    centres = unit(40, seed=1)
    vectors = np.repeat(centres, 100, axis=0) + 0.1 * unit(4000, seed=2)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    flat = Vectors.empty(32)
    flat.add(np.arange(4000), vectors)
    inverted = flat.fitted(1000)
    found = [
        len({row for row, _ in flat.search(v, 10)} & {row for row, _ in inverted.search(v, 10)})
        for v in vectors[::97]
    ]
    assert sum(found) / (10 * len(found)) > 0.9


def test_no_vectors_give_no_hits(tmp_path: Path) -> None:
    """An empty index, an empty choice and k = 0 are no errors; junk on disk is."""
    index = Vectors.empty(32)
    assert index.search(unit(1)[0], 5) == []
    assert index.search(unit(1)[0], 5, np.array([], dtype=np.int64)) == []
    (tmp_path / "vectors").write_bytes(b"junk")
    with pytest.raises(IndexRefused, match="FAISS"):
        Vectors.load(tmp_path / "vectors")
