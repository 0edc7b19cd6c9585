"""The walk over a Word document's paragraphs, boxes and notes that writes layer 1."""

from collections.abc import Iterator
from dataclasses import dataclass

from rag.documents.document import Loss
from rag.documents.formats.docx import embedded
from rag.documents.formats.docx.attributes import child, number, value
from rag.documents.formats.docx.live import Joined
from rag.documents.formats.docx.numbering import Numbering
from rag.documents.formats.docx.parts import Package
from rag.documents.formats.docx.rtf.parts import RtfParts
from rag.documents.formats.docx.runs import LEFT_OUT, Runs
from rag.documents.formats.docx.styles import Styles
from rag.documents.formats.docx.tables import TableRow, rows
from rag.documents.formats.docx.versions import answered, chosen, inner
from rag.documents.formats.layer import Layer, Style
from rag.documents.formats.xml import Element, local

Parts = Package | RtfParts
_ANCHORED = frozenset(["txbxContent", "textpath", "relIds", "chart", "txBody", "subDoc"])


@dataclass(slots=True)
class WordWalk:
    """Writes the body, then the notes, of one document into `layer`."""

    layer: Layer
    styles: Styles
    numbering: Numbering
    runs: Runs
    package: Parts
    inner: embedded.Inner
    joined: Joined
    _labelled: tuple[Element, str] = (None, "")

    def run(self, document: Element) -> None:
        """Write all of the document's body."""
        body = child(document, "body")
        if body is not None:
            self._blocks(body)
        self.layer.end()

    def note(self, kind: str, note: Element) -> bool:
        """Write one note; separators and notes that nothing live refers to are left out."""
        name = (kind, value(note, "id") or "")
        if name not in self.runs.referred:
            return False
        mark = self.runs.custom.get(name) or self.runs.numbers.of_note.get(name)
        style = Style("note", mark=mark, key=" ".join(name))
        for paragraph in _paragraphs(note):
            self._paragraph(paragraph, style)
        self.layer.end()
        return True

    def furniture(self, root: Element, known: set[str]) -> None:
        """Write a running head or foot, which is no text; `known` are those that are written."""
        words = " ".join(e.text or "" for e in root.iter() if local(e) == "t")
        drawn = [value(e, "string") or "" for e in root.iter() if local(e) == "textpath"]
        if (said := " ".join([*words.split(), *drawn])) in known:
            return
        known.add(said)
        for paragraph in (e for e in root.iter() if local(e) == "p"):
            if chosen(paragraph):
                self.runs.paragraph(paragraph, Style("furniture"))
                self.layer.end()
        for string in drawn:
            self.layer.write(string, Style("furniture"))
            self.layer.end()

    def _blocks(self, parent: Element) -> None:
        for element in parent if parent is not None else ():
            tag = local(element)
            if tag == "p":
                self._paragraph(element)
            elif tag == "tbl":
                self._table(element)
            elif tag == "sdt" and _lists_contents(element):
                for paragraph in (e for e in element.iter() if local(e) == "p"):
                    self._paragraph(paragraph, Style("furniture"))
            elif tag in ("altChunk", "subDoc"):
                self._elsewhere(element)
            elif tag not in LEFT_OUT:
                self._blocks(inner(element, tag))  # content controls, inserted blocks

    def _paragraph(self, paragraph: Element, style: Style | None = None) -> None:
        style = style or self.styles.of(self.joined.whole(paragraph)) or Style("furniture")
        goes_on = self.layer.open  # behind a drop cap, or a paragraph mark that was deleted
        self.runs.paragraph(paragraph, style, "" if goes_on else self._label(paragraph))
        properties = child(paragraph, "pPr")
        if self.joined.runs_on(paragraph):
            self.layer.write(" ", style)
        elif value(child(properties, "framePr"), "dropCap") not in ("drop", "margin"):
            self.layer.end()
        self._beside(paragraph)

    def _label(self, paragraph: Element) -> str:
        """The number before a paragraph: that of the one which it becomes part of, counted once."""
        whole = self.joined.numbered(paragraph)
        if self._labelled[0] is not whole:
            hidden = self.joined.hides_mark(whole)
            self._labelled = whole, "" if hidden else self.numbering.label(whole)
        return self._labelled[1]

    def _beside(self, paragraph: Element) -> None:
        """What is anchored in a paragraph and shows words of its own: boxes, word art, drawings."""
        for element in paragraph.iter():
            tag = local(element)
            if tag not in _ANCHORED or not self._shown(element, paragraph):
                continue
            self.layer.end()
            if tag == "txbxContent":
                self._blocks(element)
            elif tag == "subDoc":
                self._elsewhere(element)
            elif tag == "txBody":
                self._drawn_words(element)
            elif tag == "textpath":
                self.layer.write(value(element, "string") or "", Style())
            else:
                self._drawn(element, tag)
            self.layer.end()

    def _shown(self, element: Element, paragraph: Element) -> bool:
        """Whether something is anchored in this paragraph, still there, and in no hidden run."""
        around = list(element.iterancestors("{*}r", "{*}p"))
        holder = next((a for a in around if local(a) == "p"), None)
        if holder is not paragraph or not chosen(element):
            return False
        return local(around[0]) == "p" or not self.styles.on(around[0], paragraph, "vanish")

    def _drawn(self, element: Element, tag: str) -> None:
        """The words of a diagram or a chart."""
        identifier = value(element, "dm") or value(element, "id") or ""
        kind, root = self.package.by_id(identifier)
        if root is None:
            name = "chart" if tag == "chart" else kind or "diagram"
            self._lost(f"the words of a {name} could not be read")
            return
        if tag == "chart":
            self._chart(root)
            return
        self._drawn_words(root)

    def _drawn_words(self, root: Element) -> None:
        """The paragraphs of DrawingML, which are not Word's own."""
        for paragraph in root.iter("{*}p"):
            self.layer.write("".join(e.text or "" for e in paragraph.iter("{*}t")), Style())
            self.layer.end()

    def _chart(self, root: Element) -> None:
        words, whole = embedded.chart(root)
        for block in words:
            self.layer.write(block, Style("caption"))
            self.layer.end()
        if not whole:
            self._lost("the figures of a chart are drawn and not read")

    def _elsewhere(self, element: Element) -> None:
        """A file inside of the file, or beside it, that Word shows in this place."""
        self.layer.end()
        identifier = value(element, "id") or ""
        found = self.package.file(identifier)
        read = embedded.read(*found, self.inner) if found else None
        if read is not None:
            self.runs.losses += [Loss(loss.what, loss.signs) for loss in read.losses]
            embedded.write(read, self.layer, identifier)
            return
        which = "an embedded" if local(element) == "altChunk" else "a linked"
        self._lost(f"the text of {which} file that is shown here could not be read")

    def _lost(self, what: str) -> None:
        self.runs.losses.append(Loss(what, 0, None, max(0, self.layer.length - 1)))

    def _table(self, table: Element) -> None:
        """A row of short cells is a block; cells of several paragraphs are blocks of their own."""
        self.layer.end()
        for row in rows(table):
            if row.laid_out:
                for cell in row.cells:
                    self._blocks(answered(cell))
                    self.layer.end()
            else:
                self._row(row)
                self.layer.end()

    def _row(self, row: TableRow) -> None:
        """The cells of a row, parted by " | "; an empty first cell leaves the mark as well."""
        parted = " | ".join([""] * (row.skipped + 1)).lstrip()
        for cell in row.cells:
            for paragraph in _paragraphs(answered(cell)):
                label = self._label(paragraph)
                if self.styles.of(paragraph) is not None:
                    before = self.layer.length
                    self.runs.paragraph(paragraph, Style(), parted + label)
                    parted = " " if self.layer.length > before else parted
            columns = number(child(cell, "tcPr", "gridSpan")) or 1
            parted = parted.strip(" ") and parted
            parted += (" | " if self.layer.open or parted else "| ") + "| " * (min(columns, 64) - 1)


def _lists_contents(control: Element) -> bool:
    """Whether a content control holds a table of contents."""
    gallery = value(child(control, "sdtPr", "docPartObj", "docPartGallery")) or ""
    return gallery.casefold() == "table of contents"


def _paragraphs(parent: Element) -> Iterator[Element]:
    """The paragraphs of a note or a cell, in order, without those of boxes and older versions."""
    for element in parent if parent is not None else ():
        tag = local(element)
        if tag == "p":
            yield element
        elif tag == "tbl":
            for cell in (cell for row in rows(element) for cell in row.cells):
                yield from _paragraphs(answered(cell))
        elif tag not in LEFT_OUT:
            yield from _paragraphs(inner(element, tag))
