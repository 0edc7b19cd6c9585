"""Fusion, and the protocol that the index fills."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from rag.search import update_index
from rag.search.fuse import LEXICAL_WEIGHT, K, fuse
from rag.search.retriever import Hit, Retriever
from tests.support.indexing import EMBEDDER, TEXTS, opened, write

RANKING = st.lists(st.integers(0, 30), unique=True, max_size=12).map(
    lambda rows: [(row, 1.0 - place) for place, row in enumerate(rows)]
)


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
