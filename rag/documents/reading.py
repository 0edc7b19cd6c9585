"""Layer 2: the reading text, and the map that leads each of its characters back to layer 1.

Reading text is what is searched, embedded, shown and read by the model. It is made of blocks
(paragraphs, headings, comments, notes) joined by a blank line. Every character either comes
from one code point of layer 1 or is a space that joins two of them. What is missing from it
was mark-up, furniture, white space or a hyphen at the end of a line.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from rag.errors import SpanError
from rag.span import Span

JOIN = -1
"""The origin of a character that stands between two pieces of layer 1 (always white space)."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of reading text: offsets, kind of region, headings above it, and speaker."""

    start: int
    end: int
    kind: str
    section: str = ""
    speaker: str | None = None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class ReadingText:
    """The reading text of one document.

    `origin` is int32 of shape (len(text),): the layer-1 offset of each character, or JOIN.
    `region_starts` is int32, sorted: where the regions of layer 1 begin; a run of characters
    inside one region maps to one span, however much mark-up lies in it. `sentences` are
    (start, end) in reading order, each inside one block. `closers` is int32 of shape (n, 2),
    sorted: layer-1 ranges that close a link or divide a word at a page's end; a span that
    ends right before one takes it in, so that its mark-up is whole.
    """

    text: str
    origin: npt.NDArray[np.int32] = field(repr=False)
    region_starts: npt.NDArray[np.int32] = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    sentences: tuple[tuple[int, int], ...] = field(repr=False)
    closers: npt.NDArray[np.int32] = field(
        default_factory=lambda: np.empty((0, 2), dtype=np.int32), repr=False
    )

    def source_spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The layer-1 spans, in order, of the reading text from `start` to `end`.

        Raises SpanError for an empty or outlying range, or one of joining space only.
        """
        if not 0 <= start < end <= len(self.text):
            raise SpanError(f"reading span [{start}, {end}) of {len(self.text)} code points")
        origin = self.origin[start:end]
        origin = np.sort(origin[origin != JOIN])
        if not origin.size:
            raise SpanError(f"reading span [{start}, {end}) holds nothing of the source")
        ends = np.searchsorted(self.region_starts, origin[[0, -1]], side="right")
        if ends[0] == ends[1]:
            return (Span(int(origin[0]), self._closed(int(origin[-1]) + 1)),)
        region = np.searchsorted(self.region_starts, origin, side="right")
        cuts = np.flatnonzero(np.diff(region)) + 1
        pieces = np.split(origin, cuts)
        return tuple(Span(int(piece[0]), self._closed(int(piece[-1]) + 1)) for piece in pieces)

    def _closed(self, end: int) -> int:
        """The end of a span, behind the closer that stands right there."""
        if not len(self.closers):
            return end
        at = int(np.searchsorted(self.closers[:, 0], end))
        if at < len(self.closers) and self.closers[at, 0] == end:
            return int(self.closers[at, 1])
        return end

    def locate(self, spans: tuple[Span, ...]) -> tuple[int, int]:
        """The reading range (start, end) that the layer-1 `spans` stand for.

        Raises SpanError if they hold no reading text, or if the range between the first and
        the last of them takes in anything that lies outside of them.
        """
        inside = np.zeros(len(self.text), dtype=bool)
        for span in spans:
            inside |= (self.origin >= span.start) & (self.origin < span.end)
        where = np.flatnonzero(inside)
        if not where.size:
            raise SpanError(f"spans {spans} hold no reading text (mark-up or furniture only)")
        start, end = int(where[0]), int(where[-1]) + 1
        if not (inside[start:end] | (self.origin[start:end] == JOIN)).all():
            raise SpanError(f"spans {spans} are not one run of reading text")
        return start, end
