"""Inline mark-up of Markdown and HTML in layer 1: which characters it takes, where marks stand.

Only mark-up that is recognised as such is hidden; everything else is text. `2 * 3`, `a_b`,
`p < 0.05` and `10<sup>6</sup>` keep every character. What links, emphasis and code are says
CommonMark 0.31; rag/quotes/check.py reads the same page of rules with other code.
"""

import re
from bisect import bisect_left
from collections.abc import Collection
from typing import Any

from rag.documents.brackets import Brackets
from rag.documents.dialects import attributes_end, computed, dialect
from rag.documents.emphasis import EmphasisRuns, Strikes
from rag.documents.gaps import PLACEHOLDER, line_at, picture_gap
from rag.documents.hiding import Elements, leaves_out
from rag.documents.inline import TOKEN, InlineMark, ticks
from rag.documents.links import AUTOLINK, BREAK, SUP, TAG, TYPEWRITTEN
from rag.documents.printed_marks import Mark, mark_of

_PLAIN = InlineMark((), ())


def scan(
    text: str,
    start: int,
    end: int,
    known: Collection[str],
    labels: Collection[str] = (),
    references: bool = True,
) -> InlineMark:
    """Mark-up and note marks of `text[start:end]`; offsets are those of `text`.

    `known` are the marks that notes of this document bear. A bare figure (glued, raised or in
    brackets) counts as a mark only if a note bears it; a glued or raised one stays visible.
    `labels` are those that links of this document may name (rag/documents/links.py). `references`
    says whether "&mdash;" stands for a dash.
    """
    if TOKEN.search(text, start, end) is None:
        return _PLAIN
    return _Scan(text, start, end, known, labels, references).run()


class _Scan:
    """One pass from left to right, as CommonMark's: what is read is never read again."""

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        known: Collection[str],
        labels: Collection[str],
        references: bool,
    ) -> None:
        self.text, self.start, self.end = text, start, end
        self.known, self.references = known, references
        self.hidden: list[tuple[int, int]] = []
        self.marks: list[Mark] = []
        self.links: list[tuple[int, int, int]] = []
        self.runs = EmphasisRuns(text, start, end)
        self.brackets = Brackets(text, start, end, labels)
        self.comments = True  # whether a comment may still end
        self.notes: list[tuple[int, int, int, int]] = []
        self.breaks: list[int] = []
        self.signs: dict[int, str] = {}
        self.lost: list[tuple[int, int, str]] = []
        self.strikes = Strikes(text, start, end)
        self.elements = Elements(text, end)

    def run(self) -> InlineMark:
        """Read everything."""
        at = self.start
        while match := TOKEN.search(self.text, at, self.end):
            at = self._token(match, match.lastgroup or "")
        ranges = tuple(sorted([*self.hidden, *self.runs.pair()]))
        return InlineMark(
            ranges, tuple(self.marks), tuple(self.links), tuple(self.notes),
            frozenset(self.breaks), self.signs, tuple(self.lost),
        )  # fmt: skip

    def _token(self, match: re.Match[str], kind: str) -> int:
        """Take one token; where the next may begin."""
        start, end = match.span()
        if kind == "dialect":
            return self._dialect(start)
        if kind in ("escape", "soft"):
            self.hidden.append((start, start + 1))
        elif kind == "run":
            self.runs.read(start, end)
        elif kind == "open" or (kind == "bracket" and self.brackets.named(end)):
            return self.brackets.begin(start, len(self.runs))
        elif kind == "ticks":
            return self._code(end - start, end)
        elif kind == "angle":
            return self._angle(start)
        elif kind == "close":
            return self._close(start)
        elif kind == "inline":
            return self._note(start)
        elif kind == "struck":
            self._strike(start, end)
        else:
            return self._marked(match)
        return end

    def _dialect(self, at: int) -> int:
        """Mark-up that CommonMark does not know; where the next token may begin."""
        found = dialect(self.text, at, self.end)
        if found and found.lost and not self.references:
            return found.end
        if found is None or (found.sign and not self.references):
            return self.brackets.begin(at, len(self.runs)) if self.text[at] in "![" else at + 1
        if found.gone:
            self._leave_out(at, found.end)
        self.hidden += found.hidden
        if found.sign:
            self.signs[at] = found.sign
        if found.lost:
            self.lost.append((at, found.end, found.lost))
        if found.hidden:
            words = found.hidden[0][0] + 1 if found.sign else found.hidden[0][1]
            self.links.append((words, *found.hidden[-1]))
        return found.end

    def _marked(self, match: re.Match[str]) -> int:
        """A note's mark, or characters that could be one."""
        start, end = match.span()
        kind = match.lastgroup or ""
        if kind == "beside":
            return self._beside(start, match.group())
        if kind == "ref" and self.text.startswith(":", end):
            before = self.text[self.text.rfind("\n", 0, start) + 1 : start]
            if not before.strip(" \t>"):
                return end  # it defines the note
        mark = mark_of(self.text, match, kind, self.known)
        if mark is None:
            # The 6 of `10<sup>6</sup>` must not join the 10: such a tag stays.
            return start + len("<sup>") if kind == "sup" else end
        self.marks.append(mark)
        if mark.hidden:
            self.hidden.append((start, end))
        return end

    def _beside(self, at: int, sign: str) -> int:
        """A sign behind a word: a mark that a note bears, if it closes no emphasis."""
        plain, end = sign.strip("\\"), at + len(sign)
        closes = sign[0] == "*" and self.runs.star_open
        if plain in self.known and not closes:
            self.marks.append(Mark(at, end, plain, True))
            self.hidden.append((at, end))
        elif sign[0] == "*":
            self.runs.read(at, end)
        elif sign[0] == "\\":
            self.hidden.append((at, at + 1))
        return end

    def _note(self, at: int) -> int:
        """A note that is written in the text: `^[…]`, with words in it."""
        end = self.brackets.pairs().get(at + 1)
        words = self.text[at + 2 : end] if end else ""
        if end is None or len(words.split()) < 2 or "\n\n" in words:
            return at + 1
        self.hidden.append((at, end + 1))
        self.notes.append((at, end + 1, at + 2, end))
        return end + 1

    def _strike(self, start: int, end: int) -> None:
        """Tildes, and what they strike out."""
        begun = self.strikes.read(start, end)
        if begun is not None:
            self._leave_out(begun, end)

    def _leave_out(self, start: int, end: int) -> None:
        """Nothing in a range is shown, and no mark in it is one."""
        self.hidden.append((start, end))
        while self.marks and self.marks[-1].start >= start:
            self.marks.pop()
        held: list[Any]
        for held in (self.links, self.notes, self.lost):
            while held and held[-1][0] >= start:
                held.pop()

    def _code(self, length: int, at: int) -> int:
        """A code span: its backticks go, and nothing inside of it is mark-up."""
        if length == 1 and TYPEWRITTEN.match(self.text, at, self.end):
            return at
        same = ticks(self.text, self.start, self.end).get(length, [])
        after = bisect_left(same, at)
        if after == len(same):
            return at
        close = same[after]
        end = attributes_end(self.text, close + length, self.end)
        words = self.text[at:close]
        if self.references and computed(self.text, words):
            self._gap(at - length, end, f"what stands for “{words}”")
        else:
            self.hidden += [(at - length, at), (close, end)]
        return end

    def _gap(self, at: int, end: int, what: str) -> None:
        """Show a sign for something that cannot be read."""
        self.hidden.append((at + 1, end))
        self.signs[at] = PLACEHOLDER
        self.lost.append((at, end, what))

    def _angle(self, at: int) -> int:
        """An HTML tag, a comment, or an address in angle brackets."""
        if self.text.startswith("<!--", at):
            end = self.text.find("-->", at + 4, self.end) if self.comments else -1
            if end >= 0:
                self.hidden.append((at, end + 3))
                return end + 3
            self.comments = False
            return at + 4
        if tag := TAG.match(self.text, at, self.end):
            if closed := self.elements.end(leaves_out(tag.group()), tag.end()):
                self._leave_out(at, closed)
                return closed
            if tag.group()[:4].lower() == "<img" and self._picture(tag):
                return tag.end()
            if not SUP.match(tag.group()):
                self.hidden.append(tag.span())
            if BREAK.match(tag.group()):
                self.breaks.append(at)
            return tag.end()
        if link := AUTOLINK.match(self.text, at, self.end):
            self.hidden += [(at, at + 1), (link.end() - 1, link.end())]
            self.links.append((at + 1, link.end() - 1, link.end()))
            return link.end()
        return at + 1

    def _picture(self, tag: re.Match[str]) -> bool:
        """Show a sign for a picture that stands in a sentence."""
        at, end = tag.span()
        what = picture_gap(tag.group(), *line_at(self.text[: self.end], at, end))
        if what and self.references:
            self._gap(at, end, what)
        return bool(what)

    def _close(self, at: int) -> int:
        """A closing bracket: the end of a link's words, if a link follows or names a label."""
        found = self.brackets.close(at)
        if found is None:
            return at + 1
        opener, end = found
        self.hidden += [(opener.start, opener.end), (at, end), *self.runs.pair(opener.runs)]
        self.links.append((opener.end, at, end))
        return end
