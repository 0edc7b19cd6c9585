"""A span: half-open code-point offsets into one text.

A span never searches and never clamps. Offsets are Unicode code points, as Python's own
string indices are, so that any other tool can check them.
"""

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rag.errors import SpanError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points `start` (included) to `end` (excluded); never empty.

    >>> Span(0, 5).of("Kabul fell")
    'Kabul'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Raises SpanError unless 0 <= start < end."""
        if not 0 <= self.start < self.end:
            raise SpanError(f"span [{self.start}, {self.end}): expected 0 <= start < end")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The slice of `text`; raises SpanError if the span ends behind it."""
        if self.end > len(text):
            raise SpanError(
                f"span [{self.start}, {self.end}) ends behind its text of {len(text)} code points"
            )
        return text[self.start : self.end]

    def overlap(self, other: "Span") -> int:
        """How many code points both spans share; 0 if none."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def within(self, other: "Span") -> bool:
        """Whether every code point of this span lies in `other`."""
        return other.start <= self.start and self.end <= other.end

    def shift(self, by: int) -> "Span":
        """The span moved by `by` code points."""
        return Span(self.start + by, self.end + by)


def ordered(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans as a tuple; raises SpanError if they overlap or are out of order."""
    result = tuple(spans)
    for before, after in itertools.pairwise(result):
        if after.start < before.end:
            raise SpanError(f"spans overlap or are out of order: {before}, {after}")
    return result


class Inside:
    """Finds the spans that lie within a region without looking at all of them."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._order = sorted(range(len(spans)), key=lambda which: spans[which].start)
        self._starts = [spans[which].start for which in self._order]

    def of(self, region: Span) -> list[int]:
        """The indexes of the spans within the region, in the order in which they were given."""
        if not self._starts:
            return []
        first = bisect_left(self._starts, region.start)
        last = bisect_left(self._starts, region.end, first)
        return sorted(w for w in self._order[first:last] if self._spans[w].end <= region.end)
