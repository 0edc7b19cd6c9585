"""Emphasis as CommonMark 0.31 pairs it: runs of `*` and `_` that may open or close, and `~~`.

https://spec.commonmark.org/0.31.2/#phase-2-inline-structure, with one rule of our own: between
two letters or figures of which one is a figure stands a sign of multiplication (`5*3*2`).
"""

import unicodedata
from dataclasses import dataclass


@dataclass(slots=True)
class Run:
    """A run of one character: `left` to `right` is what is not yet paired of it."""

    char: str
    left: int
    right: int
    opens: bool
    closes: bool
    length: int


class EmphasisRuns:
    """The runs of `text[start:end]` that are not yet paired, as they are read."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end
        self._runs: list[Run] = []
        self._open = [False]  # whether a "*" may be, before each run and behind the last

    def __len__(self) -> int:
        return len(self._runs)

    @property
    def star_open(self) -> bool:
        """Whether a run of "*" may be open."""
        return self._open[-1]

    def read(self, start: int, end: int) -> None:
        """Take the next run."""
        run = _run_at(self._text, start, end, self._start, self._end)
        self._runs.append(run)
        star_open = self._open[-1]
        if run.char == "*":
            star_open = not run.closes if star_open else run.opens
        self._open.append(star_open)

    def pair(self, first: int = 0) -> list[tuple[int, int]]:
        """Pair the runs from the `first` on, as (start, end) of what is hidden, and forget them."""
        hidden = _pairs(self._runs[first:])
        del self._runs[first:], self._open[first + 1 :]
        return hidden


class Strikes:
    """Pairs of two tildes in `text[start:end]`, between which no word is a live one."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end
        self._open: int | None = None

    def read(self, start: int, end: int) -> int | None:
        """Take the next tildes; where what they strike out begins, if they end that."""
        if end - start != 2:
            return None
        begun = self._open
        if begun is not None and start > self._start and not self._text[start - 1].isspace():
            self._open = None
            return begun
        if begun is None and end < self._end and not self._text[end].isspace():
            self._open = start
        return None


def _run_at(text: str, a: int, b: int, start: int, end: int) -> Run:
    """The run `text[a:b]`; what lies outside of `start` to `end` counts as white space."""
    before = text[a - 1] if a > start else " "
    after = text[b] if b < end else " "
    char = text[a]
    if before.isalnum() and after.isalnum() and (before.isdigit() or after.isdigit()):
        return Run(char, a, b, False, False, b - a)
    left = not after.isspace() and (not _sign(after) or before.isspace() or _sign(before))
    right = not before.isspace() and (not _sign(before) or after.isspace() or _sign(after))
    if char == "_":
        opens, closes = left and (not right or _sign(before)), right and (not left or _sign(after))
    else:
        opens, closes = left, right
    return Run(char, a, b, opens, closes, b - a)


def _sign(char: str) -> bool:
    """Whether a character is punctuation or a symbol."""
    return unicodedata.category(char)[0] in "PS"


def _pairs(runs: list[Run]) -> list[tuple[int, int]]:
    """The parts of the runs that pair up, in no order; in linear time.

    `floor` remembers, for each kind of closer, below which run there is no opener for it.
    """
    hidden: list[tuple[int, int]] = []
    stack: list[Run] = []
    floor: dict[tuple[str, bool, int], int] = {}
    for run in runs:
        while run.closes and run.left < run.right:
            kind = (run.char, run.opens, run.length % 3)
            at = len(stack) - 1
            while at >= floor.get(kind, 0) and not _fits(stack[at], run):
                at -= 1
            if at < floor.get(kind, 0):
                floor[kind] = len(stack)
                break
            opener = stack[at]
            del stack[at + 1 :]
            floor = {k: min(n, at + 1) for k, n in floor.items()}
            width = min(2, opener.right - opener.left, run.right - run.left)
            hidden += [(opener.right - width, opener.right), (run.left, run.left + width)]
            opener.right -= width
            run.left += width
            if opener.left == opener.right:
                stack.pop()
                floor = {k: min(n, at) for k, n in floor.items()}
        if run.opens and run.left < run.right:
            stack.append(run)
    return hidden


def _fits(opener: Run, closer: Run) -> bool:
    """Whether two runs pair; a run that may do both must not make a length of 3, 6 or so."""
    if opener.char != closer.char:
        return False
    both = opener.closes or closer.opens
    odd = (opener.length + closer.length) % 3 == 0
    return not (both and odd and (opener.length % 3 or closer.length % 3))
