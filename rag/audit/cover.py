"""True pieces that were put together: a quotation covered by runs that stand apart."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from rag.audit.word_index import UNKNOWN, Ints, WordIndex

_SHORTEST = 3
_MOST = 5
_CANDIDATES = 5000


def cover(index: WordIndex, keys: Sequence[int]) -> list[tuple[int, int]]:
    """Places (first word, length) of the longest runs that make up `keys` in order.

    Empty if any part of it is in no source, or only in runs of fewer than three words.
    """
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(keys):
        place, length = _longest(index, keys, at, found[-1] if found else None)
        if length < min(_SHORTEST, len(keys) - at) or length < 2 or len(found) == _MOST:
            return []
        found.append((place, length))
        at += length
    return found


def _longest(
    index: WordIndex, keys: Sequence[int], at: int, before: tuple[int, int] | None
) -> tuple[int, int]:
    """The longest run that begins with word `at`; of equal ones the nearest behind `before`."""
    if at + 1 >= len(keys) or UNKNOWN in keys[at : at + 2]:
        return 0, 0
    here: Ints = index.pair_postings(keys[at], keys[at + 1])[:_CANDIDATES]
    length = 2 if here.size else 0
    while here.size and at + length < len(keys):
        inside = here[here + length < len(index.keys)]
        longer = inside[index.keys[inside + length] == keys[at + length]]
        if not longer.size:
            break
        here, length = longer, length + 1
    if not length:
        return 0, 0
    if before is None:
        return int(here.min()), length
    distance = np.abs(here - (before[0] + before[1]))
    return int(here[int(distance.argmin())]), length


def one_sentence(index: WordIndex, pieces: Sequence[tuple[int, int]]) -> bool:
    """Whether the pieces stand in order within one sentence of one document."""
    ends = [(int(index.words[a]), int(index.words[a + n - 1])) for a, n in pieces]
    if any(after[0] <= before[1] for before, after in pairwise(ends)):
        return False
    first, last = ends[0][0], ends[-1][1]
    number = index.document_of(first)
    if number != index.document_of(last):
        return False
    start, end = int(index.starts[first]), int(index.ends[last])
    cuts = index.documents[number].reading.sentences
    return any(a <= start and end <= b for a, b in cuts)
