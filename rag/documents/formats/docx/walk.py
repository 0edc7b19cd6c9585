"""The walk over a Word document's paragraphs, tables and notes that writes layer 1."""

from dataclasses import dataclass, field

from rag.documents.formats.docx.styles import NoteNumbers, Styles, child, value
from rag.documents.formats.layer import Layer, Style, raised
from rag.documents.formats.xml import Element, local

_LEFT_OUT = frozenset(
    "del moveFrom instrText delText delInstrText pPr rPr sectPr tblPr tblGrid trPr tcPr sdtPr "
    "commentReference annotationRef footnoteRef endnoteRef separator continuationSeparator "
    "Fallback drawing pict object rt bookmarkStart bookmarkEnd proofErr fldData".split()
)
_CHARACTERS = {"tab": " ", "noBreakHyphen": "\u2011", "ptab": " "}
_SYMBOL_FONTS = 0xF000


@dataclass(slots=True)
class Walk:
    """Writes the body, then the notes, of one document into `layer`."""

    layer: Layer
    styles: Styles
    numbers: NoteNumbers
    _custom: dict[tuple[str, str], str] = field(default_factory=dict)

    def run(self, document: Element) -> None:
        """Write all of the document's body."""
        body = child(document, "body")
        if body is not None:
            self._blocks(body)
        self.layer.end()

    def note(self, kind: str, note: Element) -> None:
        """Write one note; separators and notes that nothing refers to are left out."""
        name = value(note, "id") or ""
        mark = self.numbers.of_note.get((kind, name))
        if mark is None and (kind, name) not in self._custom:
            return
        style = Style("note", mark=mark or self._custom.get((kind, name)), key=f"{kind} {name}")
        for paragraph in note.iter():
            if local(paragraph) == "p":
                self._inline(paragraph, style)
                self.layer.end()

    def _blocks(self, parent: Element) -> None:
        for element in parent:
            tag = local(element)
            if tag == "p":
                self._paragraph(element)
            elif tag == "tbl":
                self._table(element)
            elif tag not in _LEFT_OUT:
                self._blocks(element)  # content controls, inserted blocks

    def _paragraph(self, paragraph: Element) -> None:
        style = self.styles.of(paragraph)
        if style is None:
            return
        self._inline(paragraph, style)
        # A deleted paragraph mark joins the paragraph with the next one.
        if child(paragraph, "pPr", "rPr", "del") is None:
            self.layer.end()
        for box in paragraph.iter():
            if local(box) == "txbxContent" and not _in_fallback(box):
                self.layer.end()
                self._blocks(box)

    def _inline(self, parent: Element, style: Style) -> None:
        """The runs of a paragraph, wherever insertions, links and fields have put them."""
        for element in parent:
            tag = local(element)
            if tag in _LEFT_OUT or tag == "txbxContent":
                continue
            if tag == "t":
                self.layer.write(_shifted(parent, element.text or ""), style)
            elif tag in _CHARACTERS:
                self.layer.write(_CHARACTERS[tag], style)
            elif tag in ("br", "cr"):
                self.layer.line()
            elif tag == "sym":
                self._symbol(element, style)
            elif tag in ("footnoteReference", "endnoteReference"):
                self._reference(element, tag.removesuffix("Reference"), style)
            elif tag == "r" and _hidden(element):
                continue
            else:
                self._inline(element, style)

    def _reference(self, element: Element, kind: str, style: Style) -> None:
        name = value(element, "id") or ""
        mark = self.numbers.mark(element)
        if not mark:  # the text that follows in the same run is the mark
            following = element.getnext()
            mark = (following.text or "") if following is not None else ""
            self._custom[(kind, name)] = mark.strip()
            if following is not None:
                following.text = ""
        self.layer.mark(mark or "*", f"{kind} {name}", style)

    def _symbol(self, element: Element, style: Style) -> None:
        """A character of a symbol font, where it is one of Unicode as well."""
        code = int(value(element, "char") or "0", 16)
        if 0x20 <= code < _SYMBOL_FONTS:
            self.layer.write(chr(code), style)

    def _table(self, table: Element) -> None:
        """A row a block, its cells parted by " | "."""
        self.layer.end()
        for row in table.iter():
            if local(row) != "tr":
                continue
            for number, cell in enumerate(e for e in row.iter() if local(e) == "tc"):
                if number and self.layer.open:
                    self.layer.write(" | ", Style())
                for paragraph in (e for e in cell.iter() if local(e) == "p"):
                    self.layer.write(" ", Style())
                    self._inline(paragraph, Style())
            self.layer.end()


def _shifted(run: Element, text: str) -> str:
    """The text of a run; raised and lowered figures as such."""
    shift = value(child(run, "rPr", "vertAlign"))
    return raised(text, shift == "subscript") if shift in ("superscript", "subscript") else text


def _hidden(run: Element) -> bool:
    mark = child(run, "rPr", "vanish")
    return mark is not None and value(mark) not in ("0", "false", "off")


def _in_fallback(element: Element) -> bool:
    return any(local(a) == "Fallback" for a in element.iterancestors())
