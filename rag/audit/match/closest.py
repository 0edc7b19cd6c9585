"""Which place of the sources comes closest to a quotation that none of them bears out.

Alignment explains and never verifies. Places are proposed by the word pairs (and rare words)
that quotation and source share, by the diagonal they lie on; the best few are aligned by
their longest common subsequence of words (rapidfuzz).
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq, Opcode

from rag.audit.match.word_index import UNKNOWN, Ints, WordIndex

_SHORTEST = 3
_MOST = 5
_CANDIDATES = 5000


def cover(index: WordIndex, keys: Sequence[int]) -> list[tuple[int, int]]:
    """Places (first word, length) of the longest runs that make up `keys` in order.

    Empty if any part of it is in no source, or only in runs of fewer than three words.
    """
    pairs: list[tuple[int, int]] = []
    at = 0
    while at < len(keys):
        place, length = _longest(index, keys, at, pairs[-1] if pairs else None)
        if length < min(_SHORTEST, len(keys) - at) or length < 2 or len(pairs) == _MOST:
            return []
        pairs.append((place, length))
        at += length
    return pairs


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


_MOST_POSTINGS = 3000
_RARE = 60
_WINDOWS = 6


@dataclass(frozen=True, slots=True)
class Near:
    """A place: words `first` to `last` (half-open) of the index.

    `share` is how much of the quotation's words it has, in order.
    """

    document: int
    first: int
    last: int
    share: float


def closest(
    index: WordIndex, keys: Sequence[int], documents: frozenset[int] | None = None
) -> list[Near]:
    """The best places for the words `keys`, best first; only in `documents` where given."""
    diagonals = _votes(index, keys)
    if documents is not None and diagonals.size:
        inside = np.clip(diagonals, 0, len(index.words) - 1)
        owner = np.searchsorted(index.firsts, index.words[inside], side="right") - 1
        diagonals = diagonals[np.isin(owner, list(documents))]
    found = [_align(index, keys, start) for start in _best(diagonals, len(keys))]
    if documents is not None:
        found = [near for near in found if near is not None and near.document in documents]
    unique: dict[int, Near] = {}
    for near in sorted((n for n in found if n), key=lambda n: (-n.share, n.first, n.last)):
        unique.setdefault(near.first, near)
    return list(unique.values())


def _votes(index: WordIndex, keys: Sequence[int]) -> Ints:
    """Where the quotation would begin, by each word pair and rare word that it shares."""
    arrays: list[Ints] = []
    for at, key in enumerate(keys):
        if key == UNKNOWN:
            continue
        alone = index.postings(key)
        if len(alone) <= _RARE:
            arrays.append(alone - at)
        following = keys[at + 1] if at + 1 < len(keys) else UNKNOWN
        pairs = index.pair_postings(key, following) if following != UNKNOWN else alone[:0]
        if 0 < len(pairs) <= _MOST_POSTINGS:
            arrays.append(pairs - at)
    return np.concatenate(arrays) if arrays else np.empty(0, dtype=np.int64)


def _best(diagonals: Ints, length: int) -> list[int]:
    """The starts that most votes speak for, among votes that lie near each other."""
    if not diagonals.size:
        return []
    width = max(3, length // 3)
    bins, counts = np.unique(diagonals // width, return_counts=True)
    following = np.zeros_like(counts)
    beside = np.flatnonzero(np.diff(bins) == 1)
    following[beside] = counts[beside + 1]
    order = np.argsort(-(counts + following), kind="stable")[:_WINDOWS]
    return [int(bins[at]) * width for at in order]


def _align(index: WordIndex, keys: Sequence[int], start: int) -> Near | None:
    """The words around `start` that match, from the first to the last of them."""
    slack = max(6, len(keys) // 2)
    left, right = max(0, start - slack), min(len(index.keys), start + len(keys) + 2 * slack)
    left, right = _one_document(index, left, right, start, len(keys))
    window = index.keys[left:right].tolist()
    skip, window = _tightened(list(keys), window)
    left += skip
    blocks = [o for o in LCSseq.opcodes(list(keys), window) if o.tag == "equal"]
    if not blocks:
        return None
    first, last = _dense(blocks, len(keys))
    matched = sum(o.src_end - o.src_start for o in blocks[first : last + 1])
    return Near(
        index.document_of(int(index.words[left + blocks[first].dest_start])),
        left + blocks[first].dest_start,
        left + blocks[last].dest_end,
        matched / len(keys),
    )


def _tightened(keys: list[int], window: list[int]) -> tuple[int, list[int]]:
    """The shortest window that has as many of the words in order, and how far it moved.

    Without this a common word far before the others would be taken for the first.
    """
    most = LCSseq.similarity(keys, window)
    places = range(1, len(window) + 1)
    end = bisect_left(places, most, key=lambda end: LCSseq.similarity(keys, window[:end])) + 1
    less = bisect_left(
        range(end), 1 - most, key=lambda start: -LCSseq.similarity(keys, window[start:end])
    )
    start = max(0, less - 1)
    return start, window[start:end]


def _dense(blocks: Sequence[Opcode], length: int) -> tuple[int, int]:
    """The blocks that lie together: stray words far from the longest block are left aside."""
    sizes = [b.src_end - b.src_start for b in blocks]
    first = last = max(range(len(blocks)), key=sizes.__getitem__)
    most = max(4, length // 2)
    while first and _gap(blocks[first - 1], blocks[first]) <= most:
        first -= 1
    while last + 1 < len(blocks) and _gap(blocks[last], blocks[last + 1]) <= most:
        last += 1
    return first, last


def _gap(before: Opcode, after: Opcode) -> int:
    return after.dest_start - before.dest_end


def _one_document(
    index: WordIndex, left: int, right: int, start: int, length: int
) -> tuple[int, int]:
    """The window, cut to the document that the middle of the quotation falls into."""
    middle = min(max(start + length // 2, 0), len(index.words) - 1)
    first, last = index.token_range(index.document_of(int(index.words[middle])))
    bounds: npt.NDArray[np.int64] = np.searchsorted(index.words, [first, last])
    return max(left, int(bounds[0])), min(right, int(bounds[1]))
