"""Which blocks of plain text and Markdown are notes, and of which mark."""

import itertools
import re
from collections import Counter
from dataclasses import dataclass

from rag.documents.links import definition_end
from rag.documents.printed_marks import BESIDE, RAISED, bare, is_isotope
from rag.documents.structure.blocks import TextBlock
from rag.documents.structure.running_heads import RULE

LABEL = r"\[\^[^\]\n]{1,200}\]"
"""The label of a note of Markdown."""
_SIGN = r"\d{1,3}|[A-Za-z]|[ivxlc]{2,6}|[*†‡§]{1,3}"
"""The mark of a note in square brackets, as old books and their transcribers print it."""
_TAGGED = re.compile(
    rf"^(?:<sup>\s*[\[(]?(?P<sup>\d{{1,3}}|[*†‡§]{{1,3}})[\])]?\s*</sup>|(?P<ref>{LABEL}):"
    rf"|\[Footnote\s+(?P<printed>{_SIGN})(?::|(?=\s)))\s*"
)
_BARE = re.compile(
    rf"^(?:\[(?P<br>{_SIGN})\](?!\()|"
    r"\((?P<par>\d{1,3})\)|"
    r"(?P<num>\d{1,3})(?:[.)](?!\d)|(?=[\s“‘\"'(\[*_<])|(?=[^\W\d_a-z]\w))"
    r"|\\?(?P<sym>[*†‡§]{1,3}|[⁰¹²³⁴-⁹]{1,3}(?=\s)))\s*(?=\S)"
)
"""A note's printed number; "3.5 million", "3rd" and "3D" begin with none."""
_DEFINED = re.compile(r"^\[(?P<mark>\d{1,3})\]:\s*(?=\S)")
_MARKS = re.compile(rf"<sup>([^<]{{1,20}})</sup>|({LABEL})(?!:)|\[({_SIGN})\](?![(:])")
_DEFINITIONS = re.compile(r"^[ \t]*\[\^([^\]\n]{1,200})\]:", re.M)
_LISTED = re.compile(r"^[ \t]*(\[\d{1,3}\]|\(\d{1,3}\))[ \t]+\S", re.M)
_SAID = re.compile(r"(?<=\S )(?:\[\d{1,3}\](?![(:])|\(\d{1,3}\))")
_HIGH = re.compile(r"(?<=[^\s\d])[⁰¹²³⁴-⁹]{1,3}(?!\w)")
_EMPHASIS = re.compile(r"(\*{1,3})(?=[^\s*])[^*\n]*(?<=[^\s\\*])\1")
_LONGEST = 8  # figures that may be several marks run together


def marks_in(text: str) -> frozenset[str]:
    """Every mark in the text, and the single figures that a run-together one may mean.

    Marks in brackets right behind a word are there with their brackets, too, as are signs behind
    one that are as many as the paragraphs that begin with them, and numbers that a list explains.
    """
    marks = {f"[{high}]" for high in _HIGH.findall(text)}
    signs = Counter(match[0].strip("\\") for match in re.finditer(BESIDE, _EMPHASIS.sub("", text)))
    begun = Counter(re.findall(r"^[ \t]*\\?([*†‡§]{1,3})(?=[ \t])", text, re.M))
    for sign in signs:
        marks |= {sign, f"[{sign}]"} if 0 < begun[sign] <= signs[sign] else set()
    listed = _LISTED.findall(text)
    for first in ("[1]", "(1)"):
        mine = [mark for mark in listed if mark[0] == first[0]]
        rising = mine == [first.replace("1", str(n + 1)) for n in range(len(mine))]
        if rising and {*_SAID.findall(text.partition(f"\n{first}")[0])} >= {*mine}:
            marks |= {*mine}
    for match in _MARKS.finditer(text):
        mark = bare(next(group for group in match.groups() if group is not None))
        if match[3]:
            if match.start() and not text[match.start() - 1].isspace():
                marks.add(f"[{mark}]")
            if mark.isalpha():
                continue
        mark = mark[2:-1] if mark.startswith("[^") else mark
        marks.add(mark)
        for part in re.split(r"[\s,;–-]+", mark):
            ends = range(len(part) + 1) if len(part) <= _LONGEST else ()
            marks.update(part[a:b] for a, b in itertools.combinations(ends, 2))
    return frozenset(marks)


@dataclass(slots=True)
class NotesInText:
    """Tells the notes among the blocks of a text, which are shown to it in their order.

    `marks` are those of `marks_in`. `mark` is that of the block taken last, None where that goes
    on with the note before it. The `zone` of notes lies behind a rule or a note; `listed` says
    that the heading above calls what follows notes.
    """

    text: str
    marks: frozenset[str]
    mark: str | None = None
    zone: bool = False
    listed: bool = False
    _labels: frozenset[str] = frozenset()
    _open: bool = False  # behind a note of Markdown, whose further paragraphs are indented
    _inside: bool = False  # of a note whose bracket has not been closed
    _last: int = 0

    def __post_init__(self) -> None:
        self._labels = frozenset(m[1] for m in _DEFINITIONS.finditer(self.text))

    def take(self, block: TextBlock) -> bool:
        """Whether the next block is a note, or goes on with the one before it."""
        words = block.text
        mark = self.mark = None if block.code or RULE.match(words) else self._mark_of(words)
        if mark is None and (self._inside or (self._open and self._indented(block))):
            self._inside = self._inside and words.count("]") <= words.count("[")
            return True
        self._open = mark is not None and _TAGGED.match(words) is not None
        unclosed = words.startswith("[Footnote") and words.count("[") > words.count("]")
        self._inside = mark is not None and unclosed
        if mark is None:
            return False
        self._last = int(mark) if mark.isdigit() else self._last
        self.zone = True
        return True

    def _indented(self, block: TextBlock) -> bool:
        """Whether a block stands four columns in, or behind a tab."""
        line = self.text.rfind("\n", 0, block.start) + 1
        before = self.text[line : block.start].replace("\t", "    ")
        return len(before) >= 4 and not before.strip()

    def _mark_of(self, text: str) -> str | None:
        """The mark of the note that this block is by itself, or None.

        What defines a link's address is no note.
        """
        if is_isotope(text, 0):
            return None
        tagged = _TAGGED.match(text)
        if tagged:
            return tagged["sup"] or tagged["printed"] or tagged["ref"][2:-1]
        defined = _DEFINED.match(text)
        if defined:
            noted = defined["mark"] in self.marks and definition_end(text, 0) is None
            return defined["mark"] if noted else None
        none = " | " in text or definition_end(text, 0) is not None
        opened = None if none else _BARE.match(text)
        return self._bare_mark(opened) if opened else None

    def _bare_mark(self, opened: re.Match[str]) -> str | None:
        """The mark that a block begins with, if it is a note's.

        A bare number opens a note only among notes, if the text bears that mark and it goes on
        counting, or where the same brackets stand right behind a word; so "1979 was a year", a
        numbered list and the row of a table stay body. Nor is it one where it is the label of
        another note.
        """
        if opened["par"]:
            known = f"({opened['par']})" in self.marks and (self.zone or self.listed)
            return opened["par"] if known else None
        mark = opened["br"] or opened["num"] or opened["sym"]
        behind_word = (opened["br"] or opened["sym"]) and f"[{mark}]" in self.marks
        if mark in self._labels or not (self.zone or self.listed or behind_word):
            return None
        if (opened["br"] and not mark.isdigit()) or mark[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹":
            return mark.translate(RAISED) if behind_word else None
        if mark.isdigit():
            fits = mark in self.marks or int(mark) == self._last + 1
            return mark if fits and (int(mark) > self._last or int(mark) == 1) else None
        return mark if mark in self.marks else None
