"""What the pages of a PDF hold, before it is written: paragraphs and notes, in order."""

from dataclasses import dataclass, field

from rag.documents.formats.pdf.footnotes import (
    Foot,
    begins_notes,
    mark_of,
    marks_on,
    notes_in,
    part_amid,
    part_foot,
)
from rag.documents.formats.pdf.line import Line
from rag.documents.formats.pdf.page import PageText
from rag.documents.formats.pdf.paragraphs import Paragraph, Print, insets, paragraphs


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `first` says that it is the first of its column, or behind an inset."""

    paragraph: Paragraph
    first: bool


@dataclass(slots=True)
class Planned:
    """The blocks of a page in reading order. Notes are `ending` where they end a chapter."""

    blocks: list[Text | Foot] = field(default_factory=list)
    foot: set[str] = field(default_factory=set)
    ending: set[str] = field(default_factory=set)


class PagePlan:
    """Follows the columns of all pages and parts text from notes."""

    def __init__(self, usually: Print) -> None:
        self._usual = usually
        self._notes_follow = False
        self._last_number: str | None = None
        self._raised: frozenset[str] = frozenset()
        self._page = Planned()
        self._before: list[Paragraph] = []
        self._headings: set[str] = set()

    def page(self, columns: list[list[Line]], page: PageText) -> Planned:
        """The blocks of the next page."""
        self._page = Planned()
        marks = marks_on(page.lines)
        if self._ends_all(columns):
            self._notes_follow, marks = True, self._raised
        self._raised |= marks
        for column in columns:
            self._column(column, page, marks)
        return self._page

    def _ends_all(self, columns: list[list[Line]]) -> bool:
        """Whether a page holds nothing but small print from a mark on that is raised before it."""
        lines = [line for column in columns for line in column]
        small = bool(lines) and all(line.size < self._usual.size for line in lines)
        mark = mark_of(lines[0], None, self._raised) if small else None
        return mark is not None and mark[0] in self._raised and mark[0] in ("1", "i", "a", "*")

    def _column(self, column: list[Line], page: PageText, marks: frozenset[str]) -> None:
        """The text of a column, then the notes at its foot."""
        if self._notes_follow:
            column = self._endnotes(column)
        body, foot = part_foot(column, page.rules, self._usual.size, marks)
        body, amid = part_amid(body, self._usual.size, marks)
        parts = paragraphs(body, self._usual)
        resumed = insets([*self._before, *parts], self._usual)
        behind, self._before = len(self._before), parts[-3:]
        for order, paragraph in enumerate(parts):
            if self._notes_follow:  # from here on the column holds endnotes
                first = paragraph.lines[0]
                at = next(n for n, line in enumerate(body) if line is first)
                self._column(self._endnotes(body[at:]), page, marks)
                break
            self._page.blocks.append(Text(paragraph, first=order == 0 or order + behind in resumed))
            if paragraph.kind == "heading":
                self._headings.add(paragraph.text)
                self._notes_follow |= begins_notes(paragraph.text)
        for note in [*notes_in(amid, None, marks), *notes_in(foot, None, marks)]:
            self._page.blocks.append(note)
            self._page.foot.add(_raised(note))

    def _endnotes(self, lines: list[Line]) -> list[Line]:
        """Put down lines as endnotes up to the next heading; returns what follows."""
        end = next(
            (n for n, line in enumerate(lines) if line.size >= 1.12 * self._usual.size), len(lines)
        )
        chapter = next((n for n, line in enumerate(lines) if line.text in self._headings), end)
        if chapter < end:  # its notes have numbers of their own
            before = self._endnotes(lines[:chapter]) if chapter else []
            if self._notes_follow:
                heading = Paragraph("furniture", 0, [lines[chapter]])
                self._page.blocks.append(Text(heading, first=False))
                self._last_number = None
                return self._endnotes(lines[chapter + 1 :])
            return [*before, *lines[chapter:]]
        notes = notes_in(lines[:end], self._last_number, self._raised)
        if not any(note.mark for note in notes) and self._last_number is None:
            self._notes_follow = False  # an unnumbered list of works is text like any other
            return lines
        for note in notes:
            self._page.blocks.append(note)
            self._page.ending.add(_raised(note))
            self._last_number = note.mark or self._last_number
        if end < len(lines):
            self._notes_follow, self._last_number = False, None
        return lines[end:]


def _raised(note: Foot) -> str:
    """The mark of a note as it is raised in the text; "" if it stands in brackets there."""
    first = note.lines[0].text if note.lines else ""
    return "" if first.startswith("[") else note.mark or ""
