"""Brackets of Markdown that may be links: which open, which close, where the link ends."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from rag.documents.dialects import attributes_end
from rag.documents.links import label, label_at, tail_end


@dataclass(slots=True)
class Bracket:
    """An open bracket, `[` or `![`; `runs` counts those before it, `plain` that none is inside."""

    start: int
    end: int
    runs: int
    plain: bool = True


class Brackets:
    """The brackets of a block that are open where it is read."""

    def __init__(self, text: str, start: int, end: int, labels: Collection[str]) -> None:
        self.text, self.start, self.end, self.labels = text, start, end, labels
        self._open: list[Bracket] = []
        self._dead = 0  # below this bracket no link may begin: there is one inside already
        self._closing: dict[int, int] | None = None

    def begin(self, at: int, runs: int) -> int:
        """Open the bracket at `at`, behind `runs` of signs; where reading goes on."""
        end = at + 1 + (self.text[at] == "!")
        self._open.append(Bracket(at, end, runs))
        return end

    def close(self, at: int) -> tuple[Bracket, int] | None:
        """The bracket that closes at `at` and where its link ends; None where none ends there."""
        if not self._open:
            return None
        opener = self._open.pop()
        image = self.text[opener.start] == "!"
        dead = len(self._open) < self._dead and not image
        self._dead = min(self._dead, len(self._open))
        end = None if dead else self._target(opener, at)
        if self._open:
            self._open[-1].plain = False
        if end is None:
            return None
        end = attributes_end(self.text, end, self.end)
        if not image:
            self._dead = len(self._open)
        return opener, end

    def _target(self, opener: Bracket, at: int) -> int | None:
        """Where the link ends whose words end at `at`, or None if it is none."""
        text, after = self.text, at + 1
        if text.startswith("(", after, self.end):
            end = tail_end(text, after, self.end)
            if end is not None:
                return end
        attributes = attributes_end(text, after, self.end)
        if attributes > after:
            return attributes
        if not self.labels:
            return None
        named = label_at(text, after, self.end)
        if named and self.named(after):
            return named[1]
        if (named and named[0]) or not opener.plain:
            return None
        words = text[opener.end : at]
        if len(words) > 999 or label(words) not in self.labels or (not named and words.isdigit()):
            return None  # a bare [12] stays as it is printed
        return named[1] if named else after

    def named(self, at: int) -> bool:
        """Whether a label stands here that the document defines."""
        named = label_at(self.text, at, self.end) if self.labels else None
        return named is not None and named[0] in self.labels

    def pairs(self) -> dict[int, int]:
        """Where each bracket closes that does."""
        if self._closing is None:
            self._closing, opened = {}, list[int]()
            for match in re.compile(r"\\.|`[^`\n]*`|[\[\]]", re.S).finditer(
                self.text, self.start, self.end
            ):
                if match.group() == "[":
                    opened.append(match.start())
                elif match.group() == "]" and opened:
                    self._closing[opened.pop()] = match.start()
        return self._closing
