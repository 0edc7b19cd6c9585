"""What CommonMark 0.31 says is mark-up in a stretch of text, for rag/quotes/check.py alone.

A second reading of the specification (https://spec.commonmark.org/0.31.2/), character by
character and without patterns, so that it shares nothing with rag/documents/links.py and
rag/documents/markup.py, whose faults it must find.
"""

from collections.abc import Iterator
from functools import lru_cache

from rag.quotes.commonmark_brackets import OpenBrackets
from rag.quotes.commonmark_dialects import over_attributes, reference, taken
from rag.quotes.commonmark_gaps import Piece, computed, kind
from rag.quotes.commonmark_links import (
    PUNCTUATION,
    is_address,
    tag,
)
from rag.quotes.commonmark_runs import SignRun, backticks, closed_brackets, emphasis, quotes, run
from rag.quotes.commonmark_unseen import element_end, leaves_out, lowered


@lru_cache(maxsize=64)
def pieces(text: str, start: int, end: int) -> tuple[Piece, ...]:
    """The mark-up in `text[start:end]`, a block of a document, in order."""
    return tuple(sorted(_MarkUpReader(text, start, end).read(), key=lambda piece: piece.start))


class _MarkUpReader:
    """Reads one block from left to right; each method takes what stands at `at` and moves on."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.brackets = OpenBrackets(text, end)
        self.runs: list[SignRun] = []
        self.backticks = backticks(text, start, end)
        self.comment_ends = True
        self.struck = -1  # where two tildes have opened
        self.around: list[tuple[int, int]] = []  # where notes in the text end, and `struck` before
        self.lowered = ""
        self.closed: dict[int, int] | None = None
        self.unclosed: set[str] = set()

    def read(self) -> Iterator[Piece]:
        """Every piece of mark-up, links before the words in them."""
        at = self.start
        readers = {
            "\\": self._escape, "`": self._code, "<": self._angle, "[": self._bracket,
            "!": self._bracket, "]": self.brackets.close, "*": self._run, "_": self._run,
            "~": self._tildes, "^": self._caret, "{": self._dialect, "%": self._dialect,
            "=": self._dialect, "-": self._dialect, "&": self._reference,
        }  # fmt: skip
        while at < self.end:
            while self.around and at >= self.around[-1][0]:
                self.struck = self.around.pop()[1]
            reader = readers.get(self.text[at])
            if reader is None:
                at += 1
            else:
                at, pieces = reader(at)
                yield from pieces
        yield from (Piece(a, b, "run") for a, b in emphasis(self.text, self.runs, self.end))

    def _length(self, at: int) -> int:
        """How often the character at `at` stands there in a row."""
        after = at
        while after < self.end and self.text[after] == self.text[at]:
            after += 1
        return after - at

    def _escape(self, at: int) -> tuple[int, list[Piece]]:
        if at + 1 < self.end and self.text[at + 1] in PUNCTUATION:
            return at + 2, [Piece(at, at + 1, "whole")]
        broken = self.text.startswith(("\n", "\r\n"), at + 1) and at + 1 < self.end
        return at + 1, [Piece(at, at + 1, "whole")] if broken else []

    def _dialect(self, at: int) -> tuple[int, list[Piece]]:
        """What CommonMark does not know; one sign of text if it is nothing."""
        found = taken(self.text, at, self.end)
        if found is None:
            return at + 1, []
        what = kind(self.text, at, found[0])
        return found[0], [Piece(a, b, what) for a, b in found[1]]

    def _reference(self, at: int) -> tuple[int, list[Piece]]:
        found = reference(self.text, at, self.end)
        return (found[0], [Piece(at, found[0], "sign")]) if found else (at + 1, [])

    def _caret(self, at: int) -> tuple[int, list[Piece]]:
        """A note that is written in the text: what it strikes out, it strikes out itself."""
        if not self.text.startswith("[", at + 1):
            return self._dialect(at)
        if self.closed is None:
            self.closed = closed_brackets(self.text, self.start, self.end)
        close = self.closed.get(at + 1, -1)
        words = self.text[at + 2 : close] if close > 0 else ""
        if len(words.split()) < 2 or "\n\n" in words:
            return at + 1, []
        self.around.append((close, self.struck))
        self.brackets.noted.add(at + 1)
        self.struck = -1
        return at + 1, []

    def _tildes(self, at: int) -> tuple[int, list[Piece]]:
        """Two tildes that close strike out what stands since two that opened."""
        after = at + self._length(at)
        if after - at != 2:
            return after, []
        left = self.text[at - 1] if at > self.start else " "
        right = self.text[after] if after < self.end else " "
        if self.struck >= 0 and not left.isspace():
            opened, self.struck = self.struck, -1
            return after, [Piece(opened, after, "whole")]
        if self.struck < 0 and not right.isspace():
            self.struck = at
        return after, []

    def _code(self, at: int) -> tuple[int, list[Piece]]:
        length = self._length(at)
        if length == 1 and quotes(self.text, at + 1, self.end):
            return at + length, []
        same = self.backticks.get(length, [])
        while same and same[-1] <= at:
            same.pop()
        if not same:
            return at + length, []
        close = same[-1]
        after = over_attributes(self.text, close + length, self.end)
        if computed(self.text, self.text[at + length : close]):
            return after, [Piece(at, after, "gap")]
        return after, [Piece(at, at + length, "whole"), Piece(close, after, "whole")]

    def _angle(self, at: int) -> tuple[int, list[Piece]]:
        """A comment, an address, or the tag of an HTML element."""
        if self.text.startswith("<!--", at):
            close = self.text.find("-->", at + 4, self.end) if self.comment_ends else -1
            self.comment_ends = close >= 0
            return (at + 4, []) if close < 0 else (close + 3, [Piece(at, close + 3, "whole")])
        close = at + 1
        while close < self.end and not self.text[close].isspace() and self.text[close] not in "<>":
            close += 1
        inside = self.text[at + 1 : close]
        if self.text[close : close + 1] == ">" and close < self.end and is_address(inside):
            edges = [Piece(at, at + 1, "whole"), Piece(close, close + 1, "whole")]
            return close + 1, edges
        closing = tag(self.text, at, self.end)
        if closing is None:
            return at + 1, []
        struck = self._element_end(at, closing[0])
        if struck:
            return struck, [Piece(at, struck, "whole")]
        if self.text[at : at + 4].lower() == "<img":
            return closing[0], [Piece(at, closing[0], "picture")]
        return closing[0], [Piece(at, closing[0], "space" if closing[1] else "whole")]

    def _element_end(self, at: int, after: int) -> int:
        """Where the element ends whose words nobody sees, if the tag opens one, else 0."""
        name = leaves_out(self.text[at:after])
        if not name or name in self.unclosed:
            return 0
        self.lowered = self.lowered or lowered(self.text[: self.end])
        end = element_end(self.lowered, name, after, self.end)
        if not end:
            self.unclosed.add(name)
        return end

    def _bracket(self, at: int) -> tuple[int, list[Piece]]:
        wiki = taken(self.text, at, self.end)
        return self._dialect(at) if wiki is not None else (self.brackets.open_at(at), [])

    def _run(self, at: int) -> tuple[int, list[Piece]]:
        """Remember a run of `*` or `_`, and whether it may open and close emphasis."""
        after = at + self._length(at)
        self.runs += run(self.text, at, after, self.start, self.end)
        return after, []
