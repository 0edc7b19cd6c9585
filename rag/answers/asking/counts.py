"""Questions for a number: a sentence in which nothing may be counted gives none."""

from collections.abc import Sequence
from dataclasses import replace

from rag.answers.evidence import Candidate
from rag.english.counts import may_count

_ELSEWHERE = 0.1
"""What is left of the score of a sentence without such a number, where another has one."""
_UNCOUNTED = 0.4
"""What is left of the confidence where none has: the reader takes any figure for the one asked."""


def with_counts(question: str, candidates: Sequence[Candidate]) -> tuple[list[Candidate], float]:
    """The candidates, those that hold no number of what is counted weighed down.

    Also what is left of the confidence.
    """
    counts = [may_count(question, one.text) for one in candidates]
    if all(counts):
        return list(candidates), 1.0
    if not any(counts):
        return list(candidates), _UNCOUNTED
    best = max(one.score for one, fit in zip(candidates, counts, strict=True) if fit)
    weighed = [
        one if fit else replace(one, score=_ELSEWHERE * min(one.score, best))
        for one, fit in zip(candidates, counts, strict=True)
    ]
    return sorted(weighed, key=lambda c: (-c.score, c.rank, c.start)), 1.0
