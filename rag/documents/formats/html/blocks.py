"""The walk over a page's elements that writes layer 1: one block of text a paragraph.

Also used for the chapters of an EPUB, whose elements are the same.
"""

import re
from dataclasses import dataclass, replace

from rag.documents.formats.html.comments import (
    cited,
    comment_part,
    commenter,
    is_comment,
    is_comment_list,
)
from rag.documents.formats.html.grid import leading, skipped_columns
from rag.documents.formats.html.inline import Inline
from rag.documents.formats.html.lists import holds_facts
from rag.documents.formats.html.notes import drawn
from rag.documents.formats.html.words import INLINE, is_data, is_link_list
from rag.documents.formats.layer import Style
from rag.documents.formats.xml import Element, attribute, content, local, said
from rag.english.patterns.threads import QUOTED

_CAPTION = re.compile(r"p\b.*?[\s_-]caption(?:[_-]?text)?(?:$|\s)", re.I)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d[a-z]?(?!\d)")


@dataclass(slots=True)
class Walk(Inline):
    """Writes the elements below a root, block by block."""

    def run(self, root: Element) -> None:
        """Write everything below `root`."""
        self.children(root, Style())
        self._end()

    def outside(self, element: Element) -> None:
        """Write one element (a note, a list of comments) from outside of the main part."""
        self.element(element, Style())
        self._end()

    def element(self, element: Element, style: Style) -> None:
        """Write one element, whatever it is."""
        notes = self.parts.notes
        if element in notes.marks and style.kind == "note":
            self.write(said(element), style)  # in a note, "see 12" is a part of its words
        elif element in notes.marks:
            self._mark(element, style)
        elif element in notes.anchors:
            key, mark = notes.anchors[element]
            self._end()
            self.running = Style("note", key=key, mark=mark)
            self.children(element, self.running)
        elif element in notes.blocks:
            key, mark = notes.blocks[element]
            self._block(element, Style("note", key=key, mark=mark))
        elif is_comment(element):
            self._comment(element)
        elif style.kind not in ("comment", "note") and is_comment_list(element):
            self._comment_list(element, style)
        elif not (
            self.apart(element, style)
            or self._left_out(element, style)
            or self.inline(local(element), element, style)
        ):
            self._container(local(element), element, style)

    def _mark(self, element: Element, style: Style) -> None:
        """A note's mark; a year that stands for a source is a word of the sentence."""
        shown = content(element) if said(element) else drawn(element)
        if _YEAR.search(shown):
            self.children(element, style)
        else:
            self.layer.mark(shown, self.parts.notes.marks[element], style)

    def _end(self) -> None:
        """End the open block, and write the notes of its margin."""
        self.layer.end()
        if self.pending:
            self.flush()

    def _left_out(self, element: Element, style: Style) -> bool:
        """Whether an element is navigation or the like, or a link from a note back."""
        if element in self.parts.notes.back or element in self.parts.left:
            self.left_out(element, style)
            return True
        blocks = self.parts.notes.blocks
        return (
            not self.parts.strict
            and is_link_list(element)
            and not self.parts.words.nearly_all(element)
            and not any(inner in blocks for inner in element.iter())
        )

    def _container(self, tag: str, element: Element, style: Style) -> None:
        """An element that begins and ends a block, by its tag."""
        if tag == "table" and is_data(element):
            self._table(element, style)
        elif tag == "dl" and holds_facts(element, self.parts.left, self.parts.notes.blocks):
            self._facts(element, style)
        elif style.kind in ("note", "comment"):
            self._block(element, style)
        elif re.fullmatch(r"h[1-6]", tag):
            self._block(element, Style("heading", level=int(tag[1])))
        elif tag in ("figcaption", "caption") or _CAPTION.match(
            f"{tag} {attribute(element, 'class')}"
        ):
            self._block(element, Style("caption"))
        elif tag == "blockquote":
            self._block(element, replace(style, kind="block-quote", speaker=cited(element)))
        elif tag == "pre":
            thread, self.quoting = QUOTED.search(content(element)) is not None, False
            self._block(element, replace(style, raw=True, thread=thread))
        else:
            self._block(element, style)

    def _block(self, element: Element, style: Style) -> None:
        """The element as a block of its own, behind its number."""
        self._end()
        self.running = None
        if style.kind not in ("note", "comment"):
            self.number += self.parts.writing.numbers.get(element, "")
        self.children(element, style)
        self.number = ""
        self._end()

    def _comment_list(self, element: Element, style: Style) -> None:
        """Only the comments in it; its heading and its form are furniture."""
        self._end()
        comments = [e for e in element.iter() if is_comment(e)]
        if not comments:  # a section called "comments" without comments that are marked as such
            self.children(element, replace(style, kind="comment"))
            self._end()
            return
        for item in comments:
            if not any(is_comment(a) for a in item.iterancestors()):
                self._comment(item)

    def _comment(self, element: Element) -> None:
        self._end()
        self._comment_text(element, Style("comment", speaker=commenter(element)))
        self._end()

    def _comment_text(self, element: Element, style: Style) -> None:
        """A comment without its writer's name and date; answers to it are comments too."""
        self.generated("before", element, style)
        self.text(element.text, style, element)
        for child in element:
            if is_comment(child):
                self._comment(child)
            elif local(child) in ("ol", "ul") and any(is_comment(e) for e in child):
                self._comment_text(child, style)
            elif local(child) and comment_part(child) == "text" and child not in self.parts.left:
                if local(child) in INLINE:
                    self.element(child, style)
                elif local(child) == "blockquote":
                    self._end()
                    self._comment_text(child, _quoted_in(child, style))
                    self._end()
                else:
                    self._end()
                    self._comment_text(child, style)
                    self._end()
            elif local(child):
                self._within(child)
            self.text(child.tail, style, element)
        self.generated("after", element, style)

    def _within(self, part: Element) -> None:
        """Comments and notes that stand inside of a comment's head."""
        for child in part:
            if is_comment(child) or child in self.parts.notes.blocks:
                self.element(child, Style())
            else:
                self._within(child)

    def _table(self, table: Element, style: Style) -> None:
        """A row a block, its cells parted by " | "; what stands beside the rows by itself."""
        self._end()
        self.text(table.text, style, table)
        skipped = skipped_columns(part for part in table if local(part) == "tr")
        for part in table:
            self._end()
            if local(part) in ("thead", "tbody", "tfoot") and part not in self.parts.left:
                self._table(part, style)
            elif part in self.parts.notes.blocks:
                self.element(part, style)
            elif local(part) == "tr" and part not in self.parts.left:
                self._row(part, style, skipped)
            elif local(part) == "caption" and part not in self.parts.left:
                self._block(part, Style("caption"))
            else:
                self.element(part, style)
            self._end()
            self.text(part.tail, style, table)
        self._end()

    def _row(self, row: Element, style: Style, skipped: dict[Element, str]) -> None:
        self.text(row.text, style, row)
        for number, cell in enumerate(row):
            if number and self.layer.open and local(cell) in ("td", "th"):
                self.layer.write(f" | {skipped.get(cell, '')}", style)
            elif not self.layer.open and said(cell) and cell not in self.parts.left:
                self.layer.write(leading(cell, skipped), style)
            if local(cell) not in ("td", "th"):
                self.element(cell, style)
            elif cell not in self.parts.left:
                self._cell(cell, style)
            self.text(cell.tail, style, row)

    def _facts(self, terms: Element, style: Style) -> None:
        """A term and its values a block, parted as the cells of a table."""
        self._end()
        self.text(terms.text, style, terms)
        for part in terms:
            if local(part) == "div":
                self._facts(part, style)
            elif local(part) in ("dt", "dd") and part not in self.parts.left:
                if local(part) == "dt":
                    self._end()
                elif self.layer.open:
                    self.layer.write(" | ", style)
                self._cell(part, style)
            else:
                self.element(part, style)
            self.text(part.tail, style, terms)
        self._end()

    def _cell(self, cell: Element, style: Style) -> None:
        self.generated("before", cell, style)
        self.text(cell.text, style, cell)
        for child in cell:
            if local(child) == "br":
                self.layer.write(" ", style)
            elif local(child) in INLINE or child in self.parts.notes.marks:
                self.element(child, style)
            elif not (child in self.parts.left or not local(child) or self.apart(child, style)):
                self.layer.write(" ", style)
                self.number += self.parts.writing.numbers.get(child, "")
                self._cell(child, style)
            self.text(child.tail, style, cell)
        self.generated("after", cell, style)


def _quoted_in(quotation: Element, style: Style) -> Style:
    """What a comment quotes is by whom it names, or by somebody who is not named."""
    speaker = commenter(quotation)
    return replace(style, speaker=speaker) if speaker else Style("block-quote")
