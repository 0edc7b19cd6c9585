"""A story of an RTF text (its body, a note, a box) as WordprocessingML while it is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from rag.documents.formats.docx.attributes import WORD
from rag.documents.formats.xml import Element

_DEEPEST = 9  # tables in one another
Look = Iterable[tuple[str, str]]
"""The properties of a run or paragraph, each with what it states."""
_STATED = {"rFonts": "ascii", "shd": "fill", "spacing": "line"}
_EXACT = {"spacing": {"lineRule": "exact"}, "trHeight": {"hRule": "exact"}}


def new(tag: str, parent: Element = None, **attributes: str) -> Element:
    """An element of WordprocessingML, in another if one is given."""
    if parent is None:
        return etree.Element(WORD + tag, attributes)
    return etree.SubElement(parent, WORD + tag, attributes)


def dress(element: Element, tag: str, look: Look) -> None:
    """State the properties of an element, as its first child."""
    properties = new(tag)
    for name, stated in look:
        new(name, properties, **{_STATED.get(name, "val"): stated}, **_EXACT.get(name, {}))
    element.insert(0, properties)


@dataclass(slots=True)
class _Table:
    """A table that is being written, with its open row and cell."""

    element: Element
    row: Element = None
    cell: Element = None


@dataclass(slots=True)
class Story:
    """Where paragraphs go; `note` is the note's own element, where the story is one."""

    root: Element
    note: Element = None
    paragraph: Element = None
    _tables: list[_Table] = field(default_factory=list)

    def open(self, level: int) -> Element:
        """The open paragraph, or a new one that stands in so many tables."""
        if self.paragraph is None:
            self.paragraph = new("p", self._place(level))
        return self.paragraph

    def end(self, level: int, style: Look, mark: Look) -> None:
        """End a paragraph, which may be empty; `mark` is what holds for its mark."""
        paragraph = self.open(level)
        dress(paragraph, "pPr", style)
        dress(paragraph[0], "rPr", mark)
        self.paragraph = None

    def end_cell(self, level: int) -> None:
        """End a cell of the innermost of so many tables; what is open belongs to it."""
        cell = self._place(level)
        if self.paragraph is not None and self.paragraph.getparent() is not cell:
            cell.append(self.paragraph)
        self._tables[-1].cell = None

    def end_row(self, level: int, row: Look, cells: list[dict[str, str]]) -> None:
        """End a row with its own properties and those of its `cells`."""
        self._place(level)
        table = self._tables[-1]
        for cell, look in zip(table.row, cells, strict=False):
            dress(cell, "tcPr", look.items())
        if table.row is not None:
            dress(table.row, "trPr", row)
        table.row = table.cell = None

    def close(self) -> None:
        """End what is open, so that the story can be read."""
        if self.paragraph is not None:
            self.end(0, (), ())

    def _place(self, level: int) -> Element:
        """What a paragraph in so many tables stands in; tables further in are at their end."""
        begun = bool(self._tables) and self._tables[0].row is not None
        level = min(max(level, begun), _DEEPEST)  # not all writers say of each cell that it is one
        del self._tables[level:]
        while len(self._tables) < level:
            self._tables.append(_Table(new("tbl", self._cell())))
        return self._cell()

    def _cell(self) -> Element:
        if not self._tables:
            return self.root
        table = self._tables[-1]
        if table.row is None:
            table.row = new("tr", table.element)
        if table.cell is None:
            table.cell = new("tc", table.row)
        return table.cell
