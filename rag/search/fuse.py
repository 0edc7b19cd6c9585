"""Reciprocal rank fusion of the two rankings, each with its weight.

Cormack, Clarke & Büttcher 2009, https://doi.org/10.1145/1571941.1572114. Only ranks count, so
the two scores need no common scale.
"""

from collections.abc import Iterable, Iterator, Sequence

K = 5
"""Smoothing of the ranks. The paper's 60 suits dozens of systems; two of unequal worth want the
first ranks to count for more (docs/decisions.md)."""
DEPTH = 100
"""How deep each ranking is read."""
LEXICAL_WEIGHT = 2.0
"""Weight of BM25's ranking beside the vectors' 1.0; measured (docs/decisions.md)."""

Ranking = Sequence[tuple[int, float]]
"""Rows with a retriever's own scores, best first."""


def fuse(
    dense: Ranking, lexical: Ranking, lexical_weight: float = LEXICAL_WEIGHT, k: int = K
) -> list[tuple[int, float]]:
    """Rows with their fused scores, best first; equal scores by row.

    >>> [row for row, _ in fuse([(7, 0.9), (8, 0.8)], [(8, 12.0), (9, 3.0)])]
    [8, 9, 7]
    """
    scores: dict[int, float] = {}
    for ranking, weight in ((dense, 1.0), (lexical, lexical_weight)):
        for rank, (row, _) in enumerate(ranking, start=1):
            scores[row] = scores.get(row, 0.0) + weight / (k + rank)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


MARGIN = 28
"""How many more are asked for than are wanted, so that ties at the end of a list are whole."""
APART = 1e-6
"""Relative difference up to which two neighbouring scores count as equal."""


def settled(scored: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
    """Rows with their scores, best first; of scores that are next to equal the smaller row first.

    >>> settled([(9, 1.0), (4, 0.99999999), (7, 2.0)])
    [(7, 2.0), (4, 0.99999999), (9, 1.0)]
    """
    ordered = sorted(scored, key=lambda pair: (-pair[1], pair[0]))
    return [pair for run in _runs(ordered) for pair in sorted(run)]


def _runs(ordered: list[tuple[int, float]]) -> Iterator[list[tuple[int, float]]]:
    """Neighbours in a falling order whose scores are next to equal, together."""
    run: list[tuple[int, float]] = []
    for pair in ordered:
        if run and run[-1][1] - pair[1] > APART * abs(run[-1][1]):
            yield run
            run = []
        run.append(pair)
    if run:
        yield run
