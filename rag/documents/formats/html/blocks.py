"""The walk over a page's elements that writes layer 1: one block of text a paragraph.

Also used for the chapters of an EPUB, whose elements are the same.
"""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace

from rag.documents.formats.html.comments import comment_part, commenter, is_comment, is_comment_list
from rag.documents.formats.html.furniture import INLINE, is_link_list
from rag.documents.formats.html.notes import Notes
from rag.documents.formats.layer import Layer, Style, could_be_mark, raised
from rag.documents.formats.xml import Element, attribute, local, said

_RAISED = re.compile(r"(?:\d{1,4}(?:\s*[,–-]\s*\d{1,4})*|[*∗†‡§]{1,3})")
_SEPARATOR = re.compile(r"[\s,;\[\]()–-]+")


@dataclass(slots=True)
class Walk:
    """Writes the elements below a root into `layer`.

    `left` are the elements that are left out, `mute` those whose own text is. `strict` says that
    the page names its main part itself, so that no list is taken for navigation on account of
    its links. `running` is the note that an anchor between lines has begun, until the next block.
    """

    layer: Layer
    notes: Notes
    left: Mapping[Element, str]
    mute: Container[Element] = ()
    strict: bool = False
    running: Style | None = None

    def run(self, root: Element) -> None:
        """Write everything below `root`."""
        self._children(root, Style())
        self.layer.end()

    def outside(self, element: Element) -> None:
        """Write one element (a note, a list of comments) from outside of the main part."""
        self._element(element, Style())
        self.layer.end()

    def _children(self, element: Element, style: Style) -> None:
        self._text(element.text, style, element)
        for child in element:
            self._element(child, style)
            self._text(child.tail, style, element)

    def _text(self, text: str | None, style: Style, parent: Element) -> None:
        """Text that stands right inside of `parent`."""
        if not text or parent in self.mute:
            return
        if local(parent) == "sup" and _SEPARATOR.fullmatch(text) and len(parent):
            self.layer.skip(text.strip(), style)  # the comma between two marks
        else:
            self.layer.write(text, self.running or style)

    def _element(self, element: Element, style: Style) -> None:
        tag = local(element)
        if element in self.notes.marks and style.kind == "note":
            self.layer.write(said(element), style)  # in a note, "see 12" is a part of its words
        elif element in self.notes.marks:
            self.layer.mark("".join(element.itertext()), self.notes.marks[element], style)
        elif element in self.notes.anchors:
            key, mark = self.notes.anchors[element]
            self.layer.end()
            self.running = Style("note", key=key, mark=mark)
            self._children(element, self.running)
        elif element in self.notes.blocks:
            key, mark = self.notes.blocks[element]
            self._block(element, Style("note", key=key, mark=mark))
        elif is_comment(element):
            self._comment(element)
        elif is_comment_list(element):
            self._comment_list(element, style)
        elif not self._left_out(element):
            self._inline(tag, element, style)

    def _left_out(self, element: Element) -> bool:
        """Whether an element is navigation or the like, or a link from a note back."""
        return (
            element in self.notes.back
            or element in self.left
            or (not self.strict and is_link_list(element))
        )

    def _inline(self, tag: str, element: Element, style: Style) -> None:
        """An element inside a paragraph; any other begins a block."""
        if tag == "br":
            self._line_break(element)
        elif tag == "sup" and self._raised(element, style):
            return
        elif tag in ("sup", "sub") and not len(element):
            self._text(raised(element.text or "", tag == "sub"), style, element)
        elif tag == "q":
            self.layer.write("“", style)
            self._children(element, style)
            self.layer.write("”", style)
        elif tag in INLINE:
            self._children(element, style)
        else:
            self._container(tag, element, style)

    def _container(self, tag: str, element: Element, style: Style) -> None:
        """An element that begins and ends a block, by its tag."""
        if tag == "table" and _is_data(element):
            self._table(element, style)
        elif style.kind in ("note", "comment"):
            self._block(element, style)
        elif re.fullmatch(r"h[1-6]", tag):
            self._block(element, Style("heading", level=int(tag[1])))
        elif tag in ("figcaption", "caption"):
            self._block(element, Style("caption"))
        elif tag == "blockquote":
            self._block(element, replace(style, kind="block-quote"))
        elif tag == "pre":
            self._block(element, replace(style, raw=True))
        else:
            self._block(element, style)

    def _block(self, element: Element, style: Style) -> None:
        """The element as a block of its own."""
        self.layer.end()
        self.running = None
        self._children(element, style)
        self.layer.end()

    def _comment_list(self, element: Element, style: Style) -> None:
        """Only the comments in it; its heading and its form are furniture."""
        self.layer.end()
        found = [e for e in element.iter() if is_comment(e)]
        if not found:  # a section called "comments" without comments that are marked as such
            self._children(element, replace(style, kind="comment"))
            self.layer.end()
            return
        for item in found:
            if not any(is_comment(a) for a in item.iterancestors()):
                self._comment(item)

    def _comment(self, element: Element) -> None:
        self.layer.end()
        self._comment_text(element, Style("comment", speaker=commenter(element)))
        self.layer.end()

    def _comment_text(self, element: Element, style: Style) -> None:
        """A comment without its writer's name and date; answers to it are comments too."""
        self._text(element.text, style, element)
        for child in element:
            if is_comment(child):
                self._comment(child)
            elif local(child) in ("ol", "ul") and any(is_comment(e) for e in child):
                self._comment_text(child, style)
            elif local(child) and comment_part(child) == "text" and child not in self.left:
                if local(child) in INLINE:
                    self._element(child, style)
                else:
                    self.layer.end()
                    self._comment_text(child, style)
                    self.layer.end()
            self._text(child.tail, style, element)

    def _line_break(self, element: Element) -> None:
        """A break; two in a row part paragraphs."""
        previous = element.getprevious()
        doubled = previous is not None and local(previous) == "br"
        if doubled and not (previous.tail or "").strip():
            self.layer.end()
            self.running = None
        else:
            self.layer.line()

    def _raised(self, element: Element, style: Style) -> bool:
        """Write a raised figure without a link as a mark, if this page has notes."""
        figure = said(element)
        linked = any(inner in self.notes.marks for inner in element.iter())
        if linked or not self.notes.blocks or not _RAISED.fullmatch(figure):
            return False
        if style.kind == "note" or not could_be_mark(self.layer.last(12)):
            return False
        self.layer.mark(figure, None, style)
        return True

    def _table(self, table: Element, style: Style) -> None:
        """A row a block, its cells parted by " | "."""
        self.layer.end()
        for part in table.iter():
            if local(part) == "caption":
                self._block(part, Style("caption"))
            elif local(part) == "tr":
                cells = [cell for cell in part if local(cell) in ("td", "th")]
                for number, cell in enumerate(cells):
                    if number and self.layer.open:
                        self.layer.write(" | ", style)
                    self._cell(cell, style)
                self.layer.end()

    def _cell(self, cell: Element, style: Style) -> None:
        self._text(cell.text, style, cell)
        for child in cell:
            if local(child) == "br":
                self.layer.write(" ", style)
            elif local(child) in INLINE or child in self.notes.marks:
                self._element(child, style)
            elif local(child) and child not in self.left:
                self.layer.write(" ", style)
                self._cell(child, style)
            self._text(child.tail, style, cell)


def _is_data(table: Element) -> bool:
    """Whether a table holds cells of words, and not the layout of the page."""
    if attribute(table, "role") in ("presentation", "none"):
        return False
    inner = [local(element) for element in table.iter()]
    if inner.count("table") > 1 or any(tag in ("h1", "h2", "blockquote") for tag in inner):
        return False
    rows = max(inner.count("tr"), 1)
    return (inner.count("td") + inner.count("th")) / rows > 1 and inner.count("p") <= 3 * rows
