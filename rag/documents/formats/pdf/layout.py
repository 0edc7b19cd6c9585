"""A PDF's pages as layer 1: furniture, paragraphs and notes in reading order."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rag.documents.document import Loss, Page, PrintedLine, RegionKind
from rag.documents.extraction import Extraction
from rag.documents.formats.layer import Layer, Style, raised
from rag.documents.formats.pdf.columns import in_order
from rag.documents.formats.pdf.footnotes import Foot, bracketed
from rag.documents.formats.pdf.furniture import (
    page_offset,
    part_furniture,
    running_lines,
    take_catchwords,
    upright_number,
)
from rag.documents.formats.pdf.line import ENDED, Line, PlacedLine
from rag.documents.formats.pdf.lost import losses_of
from rag.documents.formats.pdf.margin import part_numbers
from rag.documents.formats.pdf.page import PageText
from rag.documents.formats.pdf.paragraphs import Paragraph, usual
from rag.documents.formats.pdf.plan import PagePlan, Planned, Text
from rag.documents.formats.pdf.raised import PlacedStretch, marks_of, stretches
from rag.documents.formats.pdf.side_notes import part_side_notes
from rag.documents.formats.pdf.typeset import soften
from rag.documents.structure.bylines import is_byline
from rag.span import Span

_KINDS: tuple[RegionKind, ...] = ("heading", "caption", "block-quote", "furniture")
"""Kinds of a paragraph that are told by its print; any other is body."""


class Book:
    """The pages of a PDF, laid out. `places` are the lines of layer 1, in order.

    `about` is what the file states: its title, author and keywords.
    """

    def __init__(
        self, pages: list[PageText], labels: list[str], about: Mapping[str, str | None]
    ) -> None:
        self.layer = Layer()
        self.places: list[PlacedLine] = []
        self.losses: list[Loss] = []
        self.unseen: list[Span] = []
        self.printed_lines: list[PrintedLine] = []
        self._about = about
        self._page = 0
        self._last: Paragraph | None = None
        self._marks: frozenset[PlacedStretch] = frozenset()
        self._lay_out(pages, labels)

    def _lay_out(self, pages: list[PageText], labels: list[str]) -> None:
        """Write all pages, after what only all of them together can tell."""
        soften([line for page in pages for line in page.lines])
        part_numbers(pages)
        upright = [upright_number(page) for page in pages]
        part_side_notes(pages)
        running = running_lines(pages)
        offset = page_offset(pages)
        due = [None if offset is None else index + offset for index in range(len(pages))]
        parted = [part_furniture(p, running, n) for p, n in zip(pages, due, strict=True)]
        take_catchwords(parted)
        columns = [in_order(lines, page.rules, page.bars)
                   for (lines, _, _), page in zip(parted, pages, strict=True)]  # fmt: skip
        plan = PagePlan(usual(columns))
        planned = [plan.page(own, page) for own, page in zip(columns, pages, strict=True)]
        self._marks = marks_of(planned)
        for index, page in enumerate(pages):
            self._page = index
            _, furniture, printed = parted[index]
            printed = printed or next((line.text for line in upright[index]), None)
            counted = str(due[index] or "") if (due[index] or 0) > 0 else ""
            before = len(self.layer.regions)
            self._furniture([*furniture, *upright[index]])
            self._blocks(page, planned[index])
            self._end_page(before, printed or labels[index] or counted or str(index + 1), page)

    def extraction(self, extractor: str) -> Extraction:
        """Layer 1 with its regions, marks and pages."""
        self.layer.end()
        for span, mark in bracketed("".join(self.layer.text), self.layer.regions):
            self.layer.marks.append((span, mark, None))
            self.layer.skipped.append(span)
        about: dict[str, str | None] = {**self._about}
        if not about.get("title"):
            about["title"] = self._title()
        extraction = self.layer.extraction(extractor, **about)
        return replace(
            extraction,
            losses=tuple(self.losses),
            unseen=tuple(self.unseen),
            printed_lines=tuple(self.printed_lines),
        )

    def _title(self) -> str | None:
        """The first heading of the first level."""
        text = list("".join(self.layer.text))
        for span in self.layer.skipped:  # the marks of notes
            text[span.start : span.end] = " " * (span.end - span.start)
        heads = (one for one in self.layer.regions if one.kind == "heading" and one.level == 1)
        said = (" ".join("".join(text[one.span.start : one.span.end]).split()) for one in heads)
        return next((one for one in said if one), None)

    def _blocks(self, page: PageText, planned: Planned) -> None:
        """The text and the notes of a page, around them what is no text of it."""
        self._block(page.numbers, Style("furniture", raw=True))
        for block in planned.blocks:
            if isinstance(block, Text):
                self._paragraph(block.paragraph, block.first)
            else:
                self._note(block)
        self._turned(page.turned)

    def _end_page(self, regions: int, label: str, page: PageText) -> None:
        """Register where the page starts, and what of it could not be read."""
        if len(self.layer.regions) > regions:
            start = self.layer.regions[regions].span.start
            self.layer.pages.append(Page(start, label, page.ocr))
        elif page.images:
            self.losses.append(Loss("the page is an image without text", 0, label))
        own = itertools.takewhile(lambda place: place.page == self._page, reversed(self.places))
        self.losses += losses_of(page, label, list(own))

    def _turned(self, directions: Sequence[list[Line]]) -> None:
        """Text that runs in another direction than the page's: read, but no part of a sentence."""
        for lines in directions:
            self._block(itertools.chain(*in_order(lines)), Style("caption", raw=True))

    def _furniture(self, lines: list[Line]) -> None:
        for line in sorted(lines, key=lambda line: -line.top):
            self._line(line, Style("furniture", raw=True))
            self.layer.end()

    def _block(self, lines: Iterable[Line], style: Style) -> None:
        for line in lines:
            self._line(line, style)
            self.layer.line()
        self.layer.end()

    def _paragraph(self, paragraph: Paragraph, first: bool) -> None:
        kind = "caption" if self._is_byline(paragraph) else paragraph.kind
        continues = kind == "body" and first and self._goes_on(paragraph)
        style = Style(
            next((one for one in _KINDS if one == kind), "body"),
            level=paragraph.level, raw=True, continues=continues,
        )  # fmt: skip
        self._block(paragraph.lines, style)
        if kind != "caption":
            self._last = paragraph

    def _is_byline(self, paragraph: Paragraph) -> bool:
        """Whether what is set as a heading below the title says who wrote the text, or when."""
        if paragraph.kind != "heading" or not is_byline(paragraph.text):
            return False
        before = [one.kind for one in self.layer.regions if one.kind != "furniture"]
        return before[:1] == ["heading"] and "body" not in before

    def _goes_on(self, paragraph: Paragraph) -> bool:
        """Whether the first paragraph of a column goes on with the last one before it."""
        last = self._last
        if last is None or last.kind not in ("body", "block-quote"):
            return False
        words, opens = last.lines[-1], paragraph.text[:1]
        if words.cells > 1 or (last.short and not opens.islower()):  # a row, or a line of its own
            return False
        raised = bool(words.raised) and words.raised[-1][1] == len(words.text)
        text = words.text[: words.raised[-1][0]] if raised else words.text
        return not ENDED.search(text) and (paragraph.flush or opens.islower())

    def _note(self, note: Foot) -> None:
        goes_on = note.mark is None and any(one.kind == "note" for one in self.layer.regions)
        style = Style("note", mark=note.mark, raw=True, continues=goes_on)
        for order, line in enumerate(note.lines):
            if order == 0 and note.printed:
                self._first_line(line, note.printed, style)
            else:
                self._line(line, style)
            self.layer.line()
        self.layer.end()

    def _first_line(self, line: Line, printed: int, style: Style) -> None:
        """A note's first line; its number is parted from its words where the print does not."""
        number = line.text[:printed]
        parted = "" if number[-1:].isspace() else " "
        start = self.layer.skip(number + parted, style) or 0
        self._placed(start + len(parted), line)
        self._rest(line, printed, style)

    def _line(self, line: Line, style: Style) -> None:
        """Append a line; raised figures that are marks of notes are registered as such."""
        self._rest(line, 0, style)
        self._placed(self.layer.length - len(line.text), line)

    def _rest(self, line: Line, at: int, style: Style) -> None:
        """Append a line from `at` on, its raised and lowered figures as Unicode has them."""
        for (start, end), kind in stretches(line):
            if start < at:
                continue
            self.layer.write(line.text[at:start], style)
            figure = line.text[start:end]
            if (id(line), (start, end)) in self._marks:
                self.layer.mark(figure, None, style)
            else:
                self.layer.write(raised(figure, lowered=kind == "lowered"), style)
            at = end
        self.layer.write(line.text[at:], style)

    def _placed(self, start: int, line: Line) -> None:
        self.places.append(PlacedLine(start, self._page, line))
        if line.number:
            self.printed_lines.append(PrintedLine(start, line.number))
        if line.unseen:
            self.unseen.append(Span(start, start + len(line.text)))
