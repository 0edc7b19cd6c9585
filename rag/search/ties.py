"""An order that two engines agree on: scores that arithmetic alone tells apart count as equal.

Sums of 32-bit numbers differ in their last figure with the order of adding. Two passages that say
the same would change places from one engine, or one run, to another; their rows decide instead.
"""

from collections.abc import Iterable, Iterator

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
