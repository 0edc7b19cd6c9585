"""A line of a page's text, with the place of every character."""

import re
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

Stretch = tuple[int, int]
ENDED = re.compile(r"[.!?…]['\"’”)\]]*$")
"""Ends a line with which a sentence ends."""
CAPTION = re.compile(r"(?:figure|fig\.|table|tab\.|abb\.)\s*\d", re.I)
"""Begins the words below a figure or table."""


@dataclass(slots=True)
class Line:
    """A line of text: its box, font size and boldness, its raised and its lowered characters.

    `chars` are pdfium's indexes of the characters of `text`, -1 for a space put in between.
    `raised` and `lowered` are (start, end) in `text`, `unread` (place in `text`, font) of each
    character that could not be read; `unseen` says that it is invisible text. Where the line was
    recognised in a picture or is the value of a form's field, `chars` index `boxes`: left, bottom,
    right and top, float32 of shape (n, 4). `edges` are left and right of each character of `text`,
    of shape (n, 2), where they are known. `block` numbers what is a paragraph of its own, from 1:
    the value of a form's field, a row of a table with cells of several lines. `number` is the
    line's own, as the margin counts it (0 where it does not), `cells` how many pieces far apart it
    is made of. `tallest` is the size of its largest letters.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    chars: npt.NDArray[np.int32] = field(repr=False)
    raised: tuple[Stretch, ...] = ()
    boxes: npt.NDArray[np.float32] | None = field(default=None, repr=False)
    lowered: tuple[Stretch, ...] = ()
    unread: tuple[tuple[int, str], ...] = ()
    unseen: bool = False
    edges: npt.NDArray[np.float32] | None = field(default=None, repr=False)
    block: int = 0
    number: int = 0
    cells: int = 1
    tallest: float = 0.0

    @property
    def height(self) -> float:
        """The line's height in points."""
        return self.top - self.bottom

    def part(self, start: int, end: int) -> "Line":
        """The characters from `start` to `end` as a line of their own; `edges` must be known."""
        assert self.edges is not None
        edges = self.edges[start:end]
        return replace(
            self, text=self.text[start:end], chars=self.chars[start:end], edges=edges,
            x0=float(edges[0, 0]), x1=float(edges[-1, 1]),
            raised=_inside(self.raised, start, end), lowered=_inside(self.lowered, start, end),
            unread=tuple((at - start, font) for at, font in self.unread if start <= at < end),
        )  # fmt: skip

    def stripped(self) -> "Line":
        """The line without white space around it; `edges` must be known."""
        lead = len(self.text) - len(self.text.lstrip())
        return self.part(lead, len(self.text.rstrip()))


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of layer 1: where it starts there, on which page (from 0), and its glyphs."""

    start: int
    page: int
    line: Line


def _inside(stretches: tuple[Stretch, ...], start: int, end: int) -> tuple[Stretch, ...]:
    """The stretches between two places, counted from the first."""
    return tuple(
        (max(a, start) - start, min(b, end) - start) for a, b in stretches if a < end and b > start
    )
