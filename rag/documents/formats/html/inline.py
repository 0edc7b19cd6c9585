"""What stands inside a paragraph: words, raised figures, equations, marks of notes and pages."""

import re
from dataclasses import dataclass, field, replace

from rag.documents.formats.html.drawn import (
    description,
    drawn_sign,
    lost_picture,
    lost_words,
    of_sentence,
)
from rag.documents.formats.html.margin import titled_note
from rag.documents.formats.html.pages import page_label
from rag.documents.formats.html.parts import Parts
from rag.documents.formats.html.raised import FIGURE, is_remark, marks_note
from rag.documents.formats.html.words import INLINE, inside_sentence
from rag.documents.formats.layer import FORMULA, Layer, Style, raised
from rag.documents.formats.xml import Element, local, said
from rag.documents.gaps import PLACEHOLDER
from rag.english.patterns.threads import QUOTING

_SEPARATOR = re.compile(r"[\s,;\[\]()–-]+")
_ORDINAL = re.compile(r"(?:\d|\b[IVXLC]+|\b[nNfF])$")
"""What a raised letter makes an ordinal of, which is written without raising as well: "XIXe"."""
_LINE = 60  # characters before a picture that tell whether it stands in a sentence


@dataclass(slots=True)
class Inline:
    """Writes words of paragraphs into `layer`.

    `running` is the note that an anchor between lines has begun, until the next block. `number`
    is what a browser writes before the next words. `pending` are notes of the margin, which
    follow the block that they stand in.
    """

    layer: Layer
    parts: Parts
    running: Style | None = None
    number: str = ""
    quoting: bool = False
    pending: list[tuple[Element | str, Style]] = field(default_factory=list)

    def element(self, element: Element, style: Style) -> None:
        """Write any element; the walk over blocks knows how."""
        raise NotImplementedError

    def children(self, element: Element, style: Style) -> None:
        """Write all that an element holds, and what a sheet writes at its ends."""
        self.generated("before", element, style)
        self.text(element.text, style, element)
        for child in element:
            self.element(child, style)
            self.text(child.tail, style, element)
        self.generated("after", element, style)

    def generated(self, side: str, element: Element, style: Style) -> None:
        """Words that a sheet writes at one side of an element."""
        writing = self.parts.writing
        words = (writing.before if side == "before" else writing.after).get(element)
        if words is None:
            return
        if words.mark and style.kind != "note":
            self.layer.mark(words.text, None, style)
            return
        block = words.apart and local(element) not in INLINE and style.kind != "heading"
        if block and side == "after":
            self.layer.end()
        self.write(f" {words.text} " if words.apart else words.text, style)
        if block and side == "before":
            self.layer.end()

    def text(self, text: str | None, style: Style, parent: Element) -> None:
        """Text that stands right inside of `parent`."""
        if not text or parent in self.parts.mute:
            return
        marks = self.parts.notes.marks
        raised = local(parent) == "sup" and _SEPARATOR.fullmatch(text)
        if raised and any(inner in marks for inner in parent.iter()):
            self.layer.skip(text.strip(), style)  # the comma between two marks
        else:
            self.write(text, style)

    def write(self, text: str, style: Style) -> None:
        """Words, behind the number that is due before them."""
        if self.number and text.strip():
            number, self.number = self.number, ""
            self.layer.write(number, self.running or style)
        if style.thread:
            self._thread(text, self.running or style)
        else:
            self.layer.write(text, self.running or style)

    def _thread(self, text: str, style: Style) -> None:
        """Lines of e-mails, whose signs of quoting are no words; what they quote stands apart."""
        for line in text.splitlines(keepends=True):
            begins = self.layer.last(1) in ("", "\n") and line.strip()
            signs = QUOTING.match(line) if begins else None
            if begins and bool(signs) != self.quoting:
                self.layer.end()
                self.quoting = bool(signs)
            own = replace(style, kind="block-quote") if self.quoting else style
            if signs:
                self.layer.skip(signs.group(), own)
            self.layer.write(line[signs.end() :] if signs else line, own)

    def apart(self, element: Element, style: Style) -> bool:
        """Write what is no plain text: the mark of a page or a note, an equation."""
        label = page_label(element)
        if label is not None:
            if label:
                self.layer.page(label)
            return True
        if element in self.parts.equations:
            self._equation(element, style)
            return True
        return self._margin(element, style)

    def _margin(self, element: Element, style: Style) -> bool:
        """Marks and notes of the margin; the notes wait for the end of the block."""
        margin = self.parts.margin
        if element in margin.labels:
            return True
        title = titled_note(element) if style.kind != "note" else None
        if element not in margin.notes and title is None:
            return False
        if style.kind == "note" and title is None:
            self.children(element, style)
            return True
        mark = margin.notes.get(element) or said(element)
        key = f"margin {len(self.layer.regions)}.{len(self.pending)}"
        self.layer.mark(mark, key, style)
        self.pending.append((title or element, Style("note", key=key, mark=mark.strip(" []()"))))
        return True

    def flush(self) -> None:
        """Write the notes of the margin that wait, each as a block."""
        waiting, self.pending = self.pending, []
        for note, style in waiting:
            self.layer.end()
            if isinstance(note, str):
                self.layer.write(note, style)
            else:
                self.children(note, style)
            self.layer.end()

    def _equation(self, element: Element, style: Style) -> None:
        text = self.parts.equations[element]
        if not text:
            self.layer.lose("an equation that could not be read", PLACEHOLDER, style)
            return
        last = self.layer.last(1)
        glued = last.isalnum() and text[0].isalnum() and (last.isdigit() or text[0].isdigit())
        self.write((" " if glued else "") + text, style)
        tail = element.tail or ""
        if text[-1].isdigit() and tail[:1].isdigit():
            self.layer.write(" ", style)

    def inline(self, tag: str, element: Element, style: Style) -> bool:
        """Write an element inside a paragraph; returns False for one that begins a block."""
        if tag == "br":
            self._line_break(element)
        elif tag in ("sup", "sub") or element in self.parts.raised:
            self._raised(self.parts.raised.get(element, tag), element, style)
        elif tag == "q":
            self.write("“", style)
            self.children(element, style)
            self.write("”", style)
        elif tag == "img":
            self._picture(element, style)
        elif tag in INLINE or element in self.parts.lines or ("-" in tag and of_sentence(element)):
            self._words(element, style)
        else:
            return False
        return True

    def _words(self, element: Element, style: Style) -> None:
        """Words of a paragraph, which may stand on a line of their own."""
        apart = element in self.parts.lines
        if apart and self.layer.last(1) != "\n":
            self.layer.line()
        self.children(element, style)
        if apart and self.layer.last(1) != "\n":
            self.layer.line()

    def _line_break(self, element: Element) -> None:
        """A break; two in a row part paragraphs."""
        previous = element.getprevious()
        doubled = previous is not None and local(previous) == "br"
        if doubled and not (previous.tail or "").strip():
            self.layer.end()
            self.running = None
        else:
            self.layer.line()

    def _raised(self, tag: str, element: Element, style: Style) -> None:
        """Raised or lowered words: a mark, an editor's remark, or figures as Unicode has them."""
        figure = said(element)
        if figure in ("o", "0") and re.match(r"\s?[CF]\b", element.tail or ""):
            figure = "°" if re.search(r"\d\s?$", self.layer.last(3)) else figure
        notes, mute = self.parts.notes, element in self.parts.mute
        if any(inner in notes.marks for inner in element.iter()):
            for link in element.iter("a"):
                if FIGURE.fullmatch(said(link).strip("[]()")):
                    notes.marks.setdefault(link, "")  # beside a mark: one whose note the page lacks
            self.children(element, style)
        elif tag == "sup" and marks_note(element, figure, style, notes, self.layer.last(12)):
            self.layer.mark(figure, None, style)
        elif tag == "sup" and not mute and is_remark(figure, self.layer.behind_mark):
            self.layer.skip(figure, style)
        elif mute or (figure in ("e", "o") and _ORDINAL.search(self.layer.last(8))):
            self.children(element, style)
        elif figure == "°" or raised(figure, tag == "sub") != figure:
            self.write(raised(figure, tag == "sub"), style)
        elif len(figure) > 1 and FORMULA.fullmatch(figure) and self.layer.last(1).isalnum():
            self.write(f"{'^' if tag == 'sup' else '_'}({figure})", style)
        else:
            self.children(element, style)

    def _picture(self, element: Element, style: Style) -> None:
        """A sign or an initial that is drawn; any other picture inside of words is lost."""
        sign = drawn_sign(element, self.layer.last(1))
        if sign:
            self.write(sign, style)
        elif self.parts.book or description(element) or element.get("alt") is None:
            self._lose(lost_picture(element, self.layer.last(_LINE)), style)

    def left_out(self, element: Element, style: Style) -> None:
        """Leave out what is no text; where it shows words inside of a sentence, they are lost."""
        kind = self.parts.left.get(element, "")
        if kind in ("picture", "control") and inside_sentence(element):
            self._lose(lost_words(element, kind, self.layer.last(_LINE)), style)

    def _lose(self, what: str, style: Style) -> None:
        if what:
            self.layer.lose(what, PLACEHOLDER, style)
