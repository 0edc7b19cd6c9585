"""Cuts a question and a passage into the windows that the evidence model reads.

A window is `[CLS] question [SEP] part of the passage [SEP]`. Passages longer than a window are
read in overlapping parts that begin and end at sentence borders where they can.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding

CLS, SEP = 101, 102
MAX_TOKENS = 320
MAX_QUESTION = 64


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens `low` to `high` (half-open) of passage number `passage`, the question in front."""

    passage: int
    low: int
    high: int
    ids: tuple[int, ...]

    @property
    def first(self) -> int:
        """Where in `ids` the passage begins."""
        return len(self.ids) - (self.high - self.low) - 1


def sentence_numbers(
    offsets: Sequence[tuple[int, int]], sentences: Sequence[tuple[int, int]]
) -> NDArray[np.int64]:
    """For each token the number of the sentence that it begins in, -1 for none."""
    if not sentences:
        return np.full(len(offsets), -1)
    starts = np.array([a for a, _ in sentences])
    ends = np.array([b for _, b in sentences])
    at = np.array([a for a, _ in offsets], dtype=np.int64)
    number = np.searchsorted(starts, at, side="right") - 1
    inside = (number >= 0) & (at < ends[np.maximum(number, 0)])
    return np.where(inside, number, -1).astype(np.int64)


def cut(numbers: NDArray[np.int64], room: int) -> list[tuple[int, int]]:
    """Half-open token ranges of at most `room` tokens that together hold all, in order.

    A range ends at a sentence border if one lies in its second half, and the next begins at a
    border about a quarter of the room earlier.
    """
    count = len(numbers)
    borders = [0, *(np.flatnonzero(numbers[1:] != numbers[:-1]) + 1).tolist(), count]
    ranges: list[tuple[int, int]] = []
    start = 0
    while True:
        end = min(start + room, count)
        if end == count:
            return [*ranges, (start, end)]
        end = max((b for b in borders if start + room // 2 < b <= end), default=end)
        ranges.append((start, end))
        back = end - room // 4
        start = min((b for b in borders if max(back, start + 1) <= b <= end), default=end)


def windows(
    question: Encoding, passages: Sequence[Encoding], numbers: Sequence[NDArray[np.int64]]
) -> list[Window]:
    """The windows of every passage, in order; an empty passage has none."""
    head = (CLS, *question.ids[:MAX_QUESTION], SEP)
    room = MAX_TOKENS - len(head) - 1
    made = []
    for index, (passage, sentence) in enumerate(zip(passages, numbers, strict=True)):
        if passage.ids:
            for low, high in cut(sentence, room):
                ids = (*head, *passage.ids[low:high], SEP)
                made.append(Window(index, low, high, ids))
    return made
