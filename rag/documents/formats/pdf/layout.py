"""A PDF's pages as layer 1: furniture, paragraphs and notes in reading order."""

import re
from dataclasses import dataclass

from rag.documents.document import Page
from rag.documents.extraction import Extraction
from rag.documents.formats.layer import Layer, Style, could_be_mark, raised
from rag.documents.formats.pdf.columns import in_order
from rag.documents.formats.pdf.footnotes import (
    Foot,
    begins_notes,
    bracketed,
    marks_on,
    notes_in,
    part_foot,
)
from rag.documents.formats.pdf.furniture import page_offset, part_furniture, running_lines
from rag.documents.formats.pdf.lines import Line, PageText
from rag.documents.formats.pdf.paragraphs import Paragraph, paragraphs, usual

_RAISED = re.compile(r"\d{1,4}(?:\s*[,–-]\s*\d{1,4})*|[*∗†‡§¶]{1,3}")
_ENDED = re.compile(r"[.!?…]['\"”’)\]]*$")
_LINE_HYPHEN = re.compile(r"[^\W\d_]-$")
_OWN_DASH = re.compile(r"\w[-–]$")
_DIVIDING = 0.02


@dataclass(frozen=True, slots=True)
class Place:
    """A line of layer 1: where it starts there, on which page (from 0), and its glyphs."""

    start: int
    page: int
    line: Line


class Book:
    """The pages of a PDF, laid out. `places` are the lines of layer 1, in order."""

    def __init__(
        self, pages: list[PageText], labels: list[str], title: str = "", author: str = ""
    ) -> None:
        self.layer = Layer()
        self.places: list[Place] = []
        self._about = {"title": title, "author": author}
        self._page = 0
        self._last: Paragraph | None = None
        self._notes_follow = False
        self._last_number: str | None = None
        ends = [bool(_LINE_HYPHEN.search(line.text)) for page in pages for line in page.lines]
        # Hyphens at so few lines' ends are the words' own: this text was set without division.
        self._divides = sum(ends) >= _DIVIDING * len(ends)
        running = running_lines(pages)
        offset = page_offset(pages)
        due = [None if offset is None else index + offset for index in range(len(pages))]
        parted = [part_furniture(p, running, n) for p, n in zip(pages, due, strict=True)]
        columns = [in_order(lines) for lines, _, _ in parted]
        self._usual = usual(columns)
        for index, page in enumerate(pages):
            self._page = index
            _, furniture, printed = parted[index]
            before = len(self.layer.regions)
            self._furniture(furniture)
            for column in columns[index]:
                self._column(column, page)
            self._end_page(index, before, printed or labels[index] or str(index + 1), page)

    def extraction(self, extractor: str) -> Extraction:
        """Layer 1 with its regions, marks and pages."""
        self.layer.end()
        for span, mark in bracketed("".join(self.layer.text), self.layer.regions):
            self.layer.marks.append((span, mark, None))
            self.layer.skipped.append(span)
        about: dict[str, str | None] = {**self._about}
        if not about["title"]:
            heads = [p for p in self._titles if p]
            about["title"] = heads[0] if heads else None
        return self.layer.extraction(extractor, **about)

    @property
    def _titles(self) -> list[str]:
        """The headings of the first level."""
        text = "".join(self.layer.text)
        return [
            " ".join(region.span.of(text).split())
            for region in self.layer.regions
            if region.kind == "heading" and region.level == 1
        ]

    def _end_page(self, index: int, regions: int, label: str, page: PageText) -> None:
        """Register where the page starts; a page without text is a problem that is named."""
        if len(self.layer.regions) > regions:
            start = self.layer.regions[regions].span.start
            self.layer.pages.append(Page(start, label, page.ocr))
        elif page.images:
            self.layer.problems.append(f"page {index + 1} is an image without text.")

    def _furniture(self, lines: list[Line]) -> None:
        for line in sorted(lines, key=lambda line: -line.top):
            self._line(line, Style("furniture", raw=True))
            self.layer.end()

    def _column(self, column: list[Line], page: PageText) -> None:
        """The text of a column, then the notes at its foot."""
        if self._notes_follow:
            column = self._endnotes(column)
        body, foot = part_foot(column, page.rules, self._usual.size, marks_on(page.lines))
        for order, paragraph in enumerate(paragraphs(body, self._usual)):
            if self._notes_follow:  # from here on the column holds endnotes
                first = paragraph.lines[0]
                self._endnotes(body[next(n for n, line in enumerate(body) if line is first) :])
                break
            self._paragraph(paragraph, first=order == 0)
        for note in notes_in(foot, None):
            self._note(note)

    def _endnotes(self, lines: list[Line]) -> list[Line]:
        """Write lines as endnotes up to the next heading; returns what follows."""
        end = next(
            (n for n, line in enumerate(lines) if line.size >= 1.12 * self._usual.size), len(lines)
        )
        notes = notes_in(lines[:end], self._last_number)
        if not any(note.mark for note in notes) and self._last_number is None:
            self._notes_follow = False  # an unnumbered list of works is text like any other
            return lines
        for note in notes:
            self._note(note)
            self._last_number = note.mark or self._last_number
        if end < len(lines):
            self._notes_follow, self._last_number = False, None
        return lines[end:]

    def _paragraph(self, paragraph: Paragraph, first: bool) -> None:
        kind = paragraph.kind
        continues = kind == "body" and first and self._goes_on(paragraph)
        style = Style(
            "heading" if kind == "heading" else "caption" if kind == "caption"
            else "block-quote" if kind == "block-quote" else "body",
            level=paragraph.level, raw=True, continues=continues,
        )  # fmt: skip
        for line, following in zip(paragraph.lines, [*paragraph.lines[1:], None], strict=True):
            self._line(line, style)
            self._line_end(line, following)
        self.layer.end()
        if kind != "caption":
            self._last = paragraph
        if kind == "heading" and begins_notes(paragraph.text):
            self._notes_follow = True

    def _goes_on(self, paragraph: Paragraph) -> bool:
        """Whether the first paragraph of a column goes on with the last one before it."""
        last = self._last
        if last is None or last.kind not in ("body", "block-quote"):
            return False
        words = last.lines[-1]
        text = words.text[: words.raised[-1][0]] if _ends_raised(words) else words.text
        return not _ENDED.search(text) and (paragraph.flush or paragraph.text[:1].islower())

    def _note(self, note: Foot) -> None:
        style = Style("note", mark=note.mark, raw=True)
        for order, line in enumerate(note.lines):
            if order == 0 and note.printed:
                self._first_line(line, note.printed, style)
            else:
                self._line(line, style)
            self._line_end(line, note.lines[order + 1] if order + 1 < len(note.lines) else None)
        self.layer.end()

    def _first_line(self, line: Line, printed: int, style: Style) -> None:
        """A note's first line; its number is parted from its words where the print does not."""
        number = line.text[:printed]
        parted = "" if number[-1:].isspace() else " "
        start = self.layer.skip(number + parted, style) or 0
        self.places.append(Place(start + len(parted), self._page, line))
        self.layer.write(line.text[printed:], style)

    def _line_end(self, line: Line, following: Line | None) -> None:
        """A line break, but none behind a hyphen or dash that belongs to its word."""
        kept = not self._divides or (following is not None and not following.text[:1].islower())
        if following is None or not (_OWN_DASH.search(line.text) and kept):
            self.layer.line()

    def _line(self, line: Line, style: Style) -> None:
        """Append a line; raised figures that may be marks are registered as such."""
        at = 0
        for start, end in (*line.raised, (len(line.text), len(line.text))):
            self.layer.write(line.text[at:start], style)
            figure = line.text[start:end]
            is_mark = style.kind not in ("furniture", "note") and _RAISED.fullmatch(figure)
            if is_mark and could_be_mark(self.layer.last(12)):
                self.layer.mark(figure, None, style)
            else:
                self.layer.write(raised(figure), style)
            at = end
        self.places.append(Place(self.layer.length - len(line.text), self._page, line))


def _ends_raised(line: Line) -> bool:
    return bool(line.raised) and line.raised[-1][1] == len(line.text)
