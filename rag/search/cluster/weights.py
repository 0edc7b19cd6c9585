"""BM25 as an inner product, so that every engine gives the same scores.

Engines count words by segment or by replica, each in its own way. Here a passage's row holds,
for each of its words, tf / (tf + k1 (1 - b + b L / avg)); the question's holds idf (k1 + 1) and
the field's weight. Their inner product is BM25. The formula, with lengths rounded to a byte as
Lucene does, is tantivy's, so that a local index and a cluster give the same.
"""

import bisect
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.search.codec import from_ints, ints
from rag.search.lexical import BOOSTS

_K1, _B = 1.2, 0.75
FIELDS = tuple(field for field, _ in BOOSTS)

Averages = tuple[float, ...]
"""Words a passage has on average, by field."""


def _length(code: int) -> int:
    """The length that stands for a byte: exact up to 40, then steps of about an eighth."""
    if code < 24:
        return code
    bits, shift = (code - 24) & 7, ((code - 24) >> 3) - 1
    return 24 + (bits if shift < 0 else (bits | 8) << shift)


_LENGTHS = [_length(code) for code in range(256)]


def rounded(length: int) -> int:
    """The length that a field of so many words counts as."""
    return _LENGTHS[bisect.bisect_right(_LENGTHS, length) - 1]


@dataclass(frozen=True, slots=True)
class Counts:
    """The words of one passage: how many each field has, and how often each term stands there.

    A term is a stem in a field: four times the stem's number in the catalogue, and the field's
    place in `FIELDS`.
    """

    lengths: tuple[int, ...]
    terms: Mapping[int, int]

    def pack(self) -> bytes:
        """As bytes, for a column."""
        flat = (number for pair in sorted(self.terms.items()) for number in pair)
        return ints([*self.lengths, *flat])

    @classmethod
    def unpack(cls, data: bytes) -> "Counts":
        """What `pack` made into bytes."""
        numbers = from_ints(data)
        flat = numbers[len(FIELDS) :]
        terms = dict(zip(flat[::2], flat[1::2], strict=True))
        return cls(tuple(numbers[: len(FIELDS)]), terms)


def term_of(stem: int, field: int) -> int:
    """The term of a stem's number in the field at this place of `FIELDS`."""
    return 4 * stem + field


def weight(term: int, holding: int, passages: int) -> float:
    """What a question's term weighs where so many of all passages hold it."""
    rare = math.log(1 + (passages - holding + 0.5) / (holding + 0.5))
    return rare * (_K1 + 1) * BOOSTS[term % 4][1]


def averages(tokens: Sequence[int], passages: int) -> Averages:
    """The average length of each field, from how many words it has in all."""
    return tuple(count / max(passages, 1) for count in tokens)


def row_of(counts: Counts, average: Averages) -> dict[int, float]:
    """The passage's sparse row, by term."""
    return {term: _share(counts, term, average) for term in counts.terms}


def score(counts: Counts, weights: Mapping[int, float], average: Averages) -> float:
    """The BM25 score of a passage for a question's terms, to the last figure of 64 bits."""
    held = sorted(weights.keys() & counts.terms.keys())
    return math.fsum(weights[term] * _share(counts, term, average) for term in held)


def _share(counts: Counts, term: int, average: Averages) -> float:
    """What a term counts that stands so many times in a field of that length."""
    times, field = counts.terms[term], term % 4
    length = rounded(counts.lengths[field])
    return times / (times + _K1 * (1 - _B + _B * length / average[field]))
