"""Links and images in a block of Markdown, for rag/quotes/check.py alone.

A second reading of CommonMark 0.31, without patterns; see rag/quotes/commonmark.py.
"""

from dataclasses import dataclass

from rag.quotes.commonmark_dialects import over_attributes
from rag.quotes.commonmark_gaps import Piece
from rag.quotes.commonmark_links import (
    LONGEST_LABEL,
    address,
    folded,
    label_end,
    labels,
    over_blanks,
    title,
)


@dataclass(slots=True)
class _Open:
    """A bracket that may open a link or an image, and whether it still can."""

    start: int
    words: int
    image: bool
    alive: bool = True
    nested: bool = False


class OpenBrackets:
    """The brackets of one block that are open, the innermost last."""

    def __init__(self, text: str, end: int) -> None:
        self.text, self.end = text, end
        self.labels = labels(text)
        self.open: list[_Open] = []
        self.noted: set[int] = set()  # where brackets of notes in the text open

    def open_at(self, at: int) -> int:
        """Remember a bracket, or what opens an image; where reading goes on."""
        image = self.text[at] == "!"
        words = at + 1 + image
        if image and self.text[at + 1 : words] != "[":
            return at + 1
        if words <= self.end:
            self.open.append(_Open(at, words, image))
        return words

    def close(self, at: int) -> tuple[int, list[Piece]]:
        """A link ends here if its address follows, or a label that the document defines."""
        if not self.open:
            return at + 1, []
        opener = self.open.pop()
        after = self._target(opener, at) if opener.alive or opener.image else None
        if self.open:
            self.open[-1].nested = True
            if not opener.alive or (after is not None and not opener.image):
                self.open[-1].alive = False  # it hands that on to those around it when it closes
        if after is None:
            return at + 1, []
        after = over_attributes(self.text, after, self.end)
        return after, [Piece(opener.start, opener.words, "whole"), Piece(at, after, "whole")]

    def _target(self, opener: _Open, at: int) -> int | None:
        text, after = self.text, at + 1
        marks_note = text[opener.words] == "^" and at > opener.words + 1 and not opener.image
        if marks_note or opener.start in self.noted:
            return None  # whatever follows
        if after < self.end and text[after] == "(":
            place = address(text, over_blanks(text, after + 1, self.end), self.end)
            if place is not None:
                close = over_blanks(text, title(text, place, self.end) or place, self.end)
                if close < self.end and text[close] == ")":
                    return close + 1
        behind = over_attributes(text, after, self.end)
        if behind > after:
            return behind
        return self._labelled(opener, at)

    def _labelled(self, opener: _Open, at: int) -> int | None:
        """Where a link ends whose label, or whose words, the document defines."""
        text, after, label = self.text, at + 1, None
        if after < self.end and text[after] == "[":
            label = label_end(text, after, self.end)
            if label and folded(text[after + 1 : label - 1]) in self.labels:
                return label
        words = text[opener.words : at]
        if label or opener.nested or not self.labels or len(words) > LONGEST_LABEL:
            return None
        collapsed = text[after : after + 2] == "[]" and after + 2 <= self.end
        if folded(words) not in self.labels or (words.isdigit() and not collapsed):
            return None  # a bare [12] stays as it is printed
        return after + 2 if collapsed else after
