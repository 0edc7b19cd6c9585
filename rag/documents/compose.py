"""Composes the reading text of a document: characters, their origins, blocks, marks, sentences.

The running text comes first, in order, with every paragraph that a page break cut made whole;
then the notes, each a block of its own. Furniture leaves no character.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from rag.documents.document import Loss, Region
from rag.documents.extraction import Extraction
from rag.documents.inline import InlineMark, own_signs, words_begin
from rag.documents.joining import Usage, usage
from rag.documents.links import definitions
from rag.documents.markup import scan
from rag.documents.reading import JOIN, Block, ReadingText
from rag.documents.sentences import in_blocks
from rag.documents.structure.continued import paragraphs
from rag.documents.visible import joined, over, plain_lines, visible
from rag.references.printed import PrintedMark
from rag.span import Inside, Span

_IN_TEXT = "^"
"""The mark of a note that is written in the text; it bears none."""
_BACK = "↩↑⤴⏎⮐\ufe0e\ufe0f"
"""What leads from the end of a note back to its mark, dead or alive."""


@dataclass(frozen=True, slots=True)
class _InText:
    """A note that is written in the text: all of it, its words, its place in the reading text."""

    span: Span
    words: Span
    at: int
    page: int


@dataclass(slots=True)
class Composition:
    """The reading text while it grows: characters, their origins, blocks and marks.

    `note_pages` gives for each note block the ordinal of the block of notes that it is in.
    """

    extraction: Extraction
    regions: Sequence[Region]
    chars: list[str] = field(default_factory=list)
    origin: list[int] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    marks: list[PrintedMark] = field(default_factory=list)
    note_pages: list[int] = field(default_factory=list)
    links: list[tuple[int, int, int]] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    _skipped: Inside = field(init=False)
    _marked: Inside = field(init=False)
    _usage: Usage = field(init=False)
    _text: str = field(init=False, repr=False)
    _in_text: list["_InText"] = field(default_factory=list)
    _labels: frozenset[str] = field(init=False, default=frozenset())

    def __post_init__(self) -> None:
        self._text = plain_lines(self.extraction.text)
        self._skipped = Inside(self.extraction.skipped)
        self._usage = usage(self._text)
        self._marked = Inside([raw.span for raw in self.extraction.markers])
        if self.extraction.markup != "none":
            self._labels = definitions(self._text)

    def run(self) -> None:
        """Emit the running text, then the notes."""
        known = {r.mark for r in self.regions if r.mark}
        known |= {f"({r.mark})" for r in self.regions
                  if r.mark and self._text.startswith("(", r.span.start)}  # fmt: skip
        note_order = {id(r): n for n, r in enumerate(r for r in self.regions if r.kind == "note")}
        headings: list[tuple[int, str]] = []
        kept: dict[int, int] = {}  # a note without words is none; the others move up
        for paragraph in paragraphs(self.regions):
            first = paragraph[0][0]
            start = self._open()
            self._paragraph(paragraph, known, note_order)
            if self._close(start, first, headings) and first.kind == "note":
                kept[note_order[id(first)]] = len(self.note_pages)
                self.note_pages.append(paragraph[0][1])
        self.marks = [
            mark if mark.target is None else replace(mark, target=kept.get(mark.target))
            for mark in self.marks
        ]
        for note in self._in_text:
            self._written_in_text(note, known)
        self.marks.sort(key=lambda mark: mark.at)

    def reading(self) -> ReadingText:
        """What has been composed, with its sentences."""
        text = "".join(self.chars)
        starts = [r.span.start for r in self.regions]
        starts += [edge for note in self._in_text for edge in (note.span.start, note.span.end)]
        return ReadingText(
            text=text,
            origin=np.array(self.origin, dtype=np.int32),
            region_starts=np.array(sorted(starts), dtype=np.int32),
            blocks=tuple(self.blocks),
            sentences=tuple(in_blocks(text, self.blocks, self.origin, self.links)),
            closers=np.array(sorted(c[1:] for c in self.links), dtype=np.int32).reshape(-1, 2),
        )

    def _open(self) -> int:
        """Separate what follows from the block before it; returns where the block starts."""
        if self.chars:
            self.chars += ["\n", "\n"]
            self.origin += [JOIN, JOIN]
        return len(self.chars)

    def _close(self, start: int, first: Region, headings: list[tuple[int, str]]) -> bool:
        """End the block that began at `start`; returns whether it holds anything."""
        while len(self.chars) > start and (
            self.chars[-1].isspace() or (first.kind == "note" and self.chars[-1] in _BACK)
        ):
            self.chars.pop()
            self.origin.pop()
        if len(self.chars) == start:
            del self.chars[max(0, start - 2) :], self.origin[max(0, start - 2) :]
            return False
        if first.kind == "heading" and first.level:
            words = "".join(self.chars[start:])
            headings[:] = [h for h in headings if h[0] < first.level] + [(first.level, words)]
        section = " › ".join(words for _, words in headings)
        self.blocks.append(
            Block(start, len(self.chars), first.kind, section if first.kind != "note" else "Notes",
                  first.speaker, first.mark)
        )  # fmt: skip
        return True

    def _paragraph(
        self, paragraph: list[tuple[Region, int]], known: set[str], note_order: dict[int, int]
    ) -> None:
        """Append the visible characters of the regions of one block and collect their marks."""
        start, text, origin = len(self.chars), "", list[int]()
        inlines: list[InlineMark] = []
        last = 0
        for region, _ in paragraph:
            inline, begin = self._inline(region, known)
            inlines.append(inline)
            more, places = visible(
                self._text, begin, region.span.end, inline.hidden, inline.breaks, inline.signs
            )
            glued = bool(text) and self._glued(last, begin)
            text, origin = over(text, origin, more, places, "" if glued else "\n")
            last = region.span.end
            self.links += inline.links
            self.losses += [Loss(what, 1, None, at) for at, _, what in inline.lost]
        blank = len(text) - len(text.lstrip(" \n"))
        shown, places = joined(text[blank:], origin[blank:], self._usage)
        self.chars += shown
        self.origin += places
        self._divided(origin, start)
        for (region, page), inline in zip(paragraph, inlines, strict=True):
            if region.kind != "note" and (len(paragraph) > 1 or self._bears_marks(region, inline)):
                start = self._marks_of(region, page, inline, note_order, start)

    def _glued(self, start: int, end: int) -> bool:
        """Whether nothing but what nobody sees stands between two places: no white space."""
        at = bisect_left(self.regions, start, key=lambda region: region.span.start)
        while at < len(self.regions) and self.regions[at].span.start == start < end:
            if self._text[start].isspace():  # the end of a page
                return False
            start = self.regions[at].span.end
            at += 1
        return start == end

    def _written_in_text(self, note: "_InText", known: set[str]) -> None:
        """Append a note that is written in the text as a note of its own."""
        words = Region("note", note.words, mark=_IN_TEXT)
        inline = self._scan(note.words.start, note.words.end, known).in_note()
        start = self._open()
        a, b = note.words.start, note.words.end
        seen = visible(self._text, a, b, inline.hidden, inline.breaks, inline.signs)
        shown, places = joined(*seen, self._usage)
        self.chars += shown
        self.origin += places
        target = len(self.note_pages) if self._close(start, words, []) else None
        if target is not None:
            self.note_pages.append(note.page)
        self.marks.append(PrintedMark(note.span, note.at, _IN_TEXT, target, note.page))

    def _scan(self, start: int, end: int, known: set[str]) -> InlineMark:
        references = self.extraction.markup != "text"
        return scan(self._text, start, end, known, self._labels, references)

    def _divided(self, origin: list[int], start: int) -> None:
        """A hyphen that went at the end of a page belongs to the words before it."""
        if JOIN in origin:
            shown = set(self.origin[start:])
            for at, place in enumerate(origin):
                if place == JOIN and at and origin[at - 1] not in shown:
                    self.links.append((origin[at - 1], origin[at - 1], origin[at - 1] + 1))

    def _bears_marks(self, region: Region, inline: InlineMark) -> bool:
        return bool(inline.marks or inline.notes or self._marked.of(region.span))

    def _marks_of(
        self, region: Region, page: int, inline: InlineMark, order: dict[int, int], start: int
    ) -> int:
        """Collect the marks of one region; returns where it ends in the reading text.

        `start` is where the region before it ended.
        """
        end = start
        while end < len(self.origin) and self.origin[end] < region.span.end:
            end += 1
        start += start < end and self.origin[start] == JOIN
        for mark in inline.marks:
            at = bisect_left(self.origin, mark.start if mark.hidden else mark.end, start, end)
            self.marks.append(PrintedMark(Span(mark.start, mark.end), at, mark.mark, None, page))
        for a, b, first, last in inline.notes:
            at = bisect_left(self.origin, b, start, end)
            self._in_text.append(_InText(Span(a, b), Span(first, last), at, page))
        for which in self._marked.of(region.span):
            raw = self.extraction.markers[which]
            at = bisect_left(self.origin, raw.span.start, start, end)
            target = None if raw.target is None else order.get(id(self.regions[raw.target]))
            bracketed = raw.span.of(self.extraction.text).lstrip().startswith("[")
            self.marks.append(PrintedMark(raw.span, at, raw.mark, target, page, bracketed))
        return end

    def _inline(self, region: Region, known: set[str]) -> tuple[InlineMark, int]:
        """Mark-up and marks of a region, and where its own words begin."""
        spans = [self.extraction.skipped[which] for which in self._skipped.of(region.span)]
        if region.kind == "note":  # a mark inside a note is shown as it stands
            inside = {self.extraction.markers[n].span for n in self._marked.of(region.span)}
            spans = [span for span in spans if span not in inside]
        skipped = tuple((span.start, span.end) for span in spans)
        if self.extraction.markup == "none" or region.raw:
            return InlineMark(skipped, ()), region.span.start
        start = words_begin(self._text, region)
        mark = self._scan(start, region.span.end, known)
        if region.kind == "note":
            mark = mark.in_note()
        signs = own_signs(self._text, region, start)
        if skipped or signs:
            mark = replace(mark, hidden=(*mark.hidden, *skipped, *signs))
        return mark, start
