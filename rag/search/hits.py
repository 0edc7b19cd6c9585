"""From two rankings to hits: what each retriever thought of a passage goes with it."""

from collections.abc import Mapping, Sequence

from rag.documents.document import Passage
from rag.search.fuse import Ranking
from rag.search.retriever import Hit


def hits_of(
    best: Ranking,
    dense: Ranking,
    lexical: Ranking,
    passages: Mapping[int, Passage],
    cosines: Mapping[int, float],
) -> list[Hit]:
    """The hits of fused rows. `cosines` are those of rows that the dense ranking lacks."""
    cosine, bm25 = {**cosines, **dict(dense)}, dict(lexical)
    dense_rank, lexical_rank = _ranks(dense), _ranks(lexical)
    return [
        Hit(
            passages[row],
            score,
            cosine.get(row),
            bm25.get(row),
            dense_rank.get(row),
            lexical_rank.get(row),
        )
        for row, score in best
    ]


def lacking(best: Ranking, dense: Ranking) -> Sequence[int]:
    """The fused rows that the dense ranking lacks."""
    known = {row for row, _ in dense}
    return [row for row, _ in best if row not in known]


def _ranks(ranking: Ranking) -> dict[int, int]:
    return {row: rank for rank, (row, _) in enumerate(ranking, start=1)}
