"""The runs of one paragraph after the other, written to layer 1."""

import re
from dataclasses import dataclass, field

from rag.documents.document import Loss
from rag.documents.formats.docx.attributes import DELETED, hexadecimal, value
from rag.documents.formats.docx.equations import height_of, linear, shifted
from rag.documents.formats.docx.field_numbers import FieldNumbers
from rag.documents.formats.docx.fields import (
    WordField,
    control,
    lists_contents,
    refers_again,
    shown,
    silent,
    unresolved,
)
from rag.documents.formats.docx.live import Live
from rag.documents.formats.docx.note_numbers import NoteNumbers
from rag.documents.formats.docx.pictures import LINE, lost_picture
from rag.documents.formats.docx.styles import Styles
from rag.documents.formats.docx.versions import inner
from rag.documents.formats.layer import Layer, Style
from rag.documents.formats.symbols import is_symbolic, sign
from rag.documents.formats.xml import Element, local
from rag.documents.gaps import PLACEHOLDER

LEFT_OUT = DELETED | set(
    "delText delInstrText pPr rPr sectPr tblPr tblGrid trPr tcPr sdtPr sdtEndPr "
    "commentReference annotationRef footnoteRef endnoteRef separator continuationSeparator "
    "rt bookmarkStart bookmarkEnd proofErr fldData txbxContent".split()
)
"""What holds no words of the running text; boxes are read behind their paragraph."""
_PICTURES = frozenset(["drawing", "pict"])
_CHARACTERS = {"tab": " ", "noBreakHyphen": "\u2011", "ptab": " ", "softHyphen": "\u00ad"}
_SHOWS = frozenset([*_CHARACTERS, *"t br cr sym footnoteReference endnoteReference object".split()])
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_FURNITURE = Style("furniture")
_OPEN = 64  # fields that may be open at once; Word nests twenty
_LONGEST_MARK = 10
_REFERENCES = ("{*}footnoteReference", "{*}endnoteReference")
_PARTS_MARKS = re.compile(r"\s*+[,;–-]?\s*")


@dataclass(slots=True)
class Runs:
    """Writes what the runs of paragraphs show; `before` is written with the first words."""

    layer: Layer
    styles: Styles
    live: Live
    numbers: NoteNumbers
    counted: FieldNumbers
    losses: list[Loss] = field(default_factory=list)
    custom: dict[tuple[str, str], str] = field(default_factory=dict)
    referred: set[tuple[str, str]] = field(default_factory=set)
    before: str = ""
    _fields: list[WordField] = field(default_factory=list)
    _taken: set[Element] = field(default_factory=set)
    _paragraph: Element = None
    _style: Style = field(default_factory=Style)

    def paragraph(self, paragraph: Element, style: Style, before: str = "") -> None:
        """Write one paragraph's runs into the open block, or begin one with them."""
        self._paragraph, self.before = paragraph, self.before + before
        self._style = _FURNITURE if self._lists_contents() else style
        self._children(paragraph, None)
        for begun in self._fields:  # a code that goes on behind its paragraph is damaged
            begun.in_result = True
        self.before = ""

    def _children(self, parent: Element, run: Element) -> None:
        for element in parent if parent is not None else ():
            self._element(element, run)

    def _element(self, element: Element, run: Element) -> None:
        """Write what one element shows, wherever insertions, links and fields have put it."""
        tag = local(element)
        if tag in LEFT_OUT or element in self._taken:
            return
        if tag == "r":
            if not self.live.is_live(element, self._paragraph):
                self._codes(element)
                return
            run = element
        if tag in _SHOWS:
            if self._in_result():
                self._show(element, tag, run)
        elif tag in ("fldChar", "instrText"):
            self._field(element, tag)
        elif tag in ("oMath", "oMathPara"):
            self._equation(element)
        elif tag in _PICTURES:
            self._picture(element)
        else:
            self._children(inner(element, tag), run)

    def _show(self, element: Element, tag: str, run: Element) -> None:
        """Write an element that shows something of its own."""
        if tag == "t":
            self._text(element.text or "", run)
        elif tag in _CHARACTERS:
            self._write(_CHARACTERS[tag])
        elif tag in ("br", "cr"):
            self.layer.line()
        elif tag == "sym":
            self._sign(hexadecimal(value(element, "char")), value(element, "font"))
        elif tag in ("footnoteReference", "endnoteReference"):
            self._reference(element, tag.removesuffix("Reference"))
        elif tag == "object":
            self._object(element)

    def _in_result(self) -> bool:
        return all(begun.in_result for begun in self._fields)

    def _lists_contents(self) -> bool:
        """Whether a table of contents, or an index, is open."""
        return any(lists_contents(begun.code) for begun in self._fields)

    def _write(self, text: str) -> None:
        if self.before and text.strip():
            self.layer.write(self.before, self._style)
            if PLACEHOLDER in self.before:
                at = self.layer.length - len(self.before) + self.before.index(PLACEHOLDER)
                self.losses.append(Loss("the number of a paragraph could not be read", 1, None, at))
            self.before = ""
        self.layer.write(text, self._style)

    def _text(self, text: str, run: Element) -> None:
        """The text of a run, in whatever font and at whatever height it stands."""
        fonts = self.styles.run(run, self._paragraph, "rFonts") if run is not None else None
        font = value(fonts, "ascii") or value(fonts, "hAnsi")
        if is_symbolic(font) or _PRIVATE.search(text):
            for char in text:
                self._sign(ord(char), font)
            return
        height = height_of(run, self._paragraph, self.styles)
        if height > 0 and self.layer.behind_mark and _PARTS_MARKS.fullmatch(text):
            following = run.getnext()
            if following is not None and list(following.iter(*_REFERENCES)):
                self.layer.skip(text.strip(), self._style)
                return
        again = refers_again(self._fields[-1].code) if height > 0 and self._fields else None
        if again:
            note = self.numbers.bookmarked.get(again)
            self.layer.mark(text, " ".join(note) if note else None, self._style)
            return
        if height:
            text = shifted(text, height < 0, self.layer.last(1))
        self._write(text)

    def _sign(self, code: int, font: str | None) -> None:
        """A character of a symbol font, as Unicode has it, or a placeholder and a loss."""
        meaning = sign(code, font)
        if meaning is None:
            self.lose(f"a sign of the font {font or 'of its own'} could not be read", 1)
        else:
            self._write(meaning)

    def lose(self, what: str, signs: int = 0) -> None:
        """Leave a placeholder in the text, and say what it stands for."""
        self._write(PLACEHOLDER)
        self.losses.append(Loss(what, signs, None, self.layer.length - 1))

    def _equation(self, element: Element) -> None:
        """An equation on one line; a figure before it does not run into its own."""
        parts = [e for e in element if local(e) == "oMath"] or [element]
        text = " ".join(linear(part, self._mathematical).strip() for part in parts)
        before = element.getprevious()
        beside = before is not None and local(before) in ("oMath", "oMathPara")
        if beside or (text[:1].isdigit() and self.layer.last(1).isdigit()):
            text = " " + text
        self._write(text)

    def _mathematical(self, run: Element) -> str:
        """The text of a run inside an equation."""
        if not self.live.is_live(run, self._paragraph):
            return ""
        return "".join(e.text or "" if local(e) == "t" else " " * (local(e) == "br") for e in run)

    def _picture(self, element: Element) -> None:
        """A picture that stands in a sentence, or is all that a cell says."""
        lost = lost_picture(element, self.layer.last(LINE) + self.before, self._paragraph)
        if lost and self._in_result():
            self.lose(lost)

    def _object(self, element: Element) -> None:
        """An embedded file or a button, which shows itself as a picture."""
        for part in element.iter("{*}OLEObject", "{*}control"):
            name = value(part, "ProgID") or value(part, "name") or ""
            formula = "equation" in name.lower() or "mathtype" in name.lower()
            kind = "an embedded object" if local(part) == "OLEObject" else "a control"
            self.lose(f"{'an equation' if formula else kind} ({name}) that is kept as a picture "
                      "could not be read")  # fmt: skip

    def _reference(self, element: Element, kind: str) -> None:
        """A note's mark: its number, or the sign that follows in the same run."""
        name = (kind, value(element, "id") or "")
        mark = self.numbers.mark(element)
        following = element.getnext()
        if value(element, "customMarkFollows") in ("1", "true", "on") and following is not None:
            tag = local(following)
            code = hexadecimal(value(following, "char"))
            own = sign(code, value(following, "font")) if tag == "sym" else following.text
            if own and len(own.strip()) <= _LONGEST_MARK:
                mark = own.strip()
                self._taken.add(following)
            self.custom[name] = mark
        self.referred.add(name)
        self.layer.mark(mark or "*", f"{kind} {name[1]}", self._style)

    def _codes(self, run: Element) -> None:
        """The beginnings and ends of fields in a run that is not shown."""
        for element in run:
            if local(element) in ("fldChar", "instrText"):
                self._field(element, local(element), visible=False)

    def _field(self, element: Element, tag: str, visible: bool = True) -> None:
        """Follow the fields: their code shows nothing, their result does."""
        kind = value(element, "fldCharType")
        if tag == "instrText":
            if self._fields and not self._fields[-1].in_result:
                self._fields[-1].code += element.text or ""
        elif kind == "begin":
            text = control(element) if visible and self._in_result() else ""
            if text:
                self._write(text)
            self._fields = [*self._fields[-_OPEN:], WordField()]
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = not silent(self._fields[-1].code)
            self._fields[-1].start = self.layer.length
            self._style = _FURNITURE if self._lists_contents() else self._style
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            empty = not ended.in_result or ended.start == self.layer.length
            if visible and empty and self._in_result():
                self._without_result(ended.code)

    def _without_result(self, code: str) -> None:
        text = (
            (self.counted.shown(code, self._paragraph) or shown(code)) if unresolved(code) else ""
        )
        if text is None:
            self.lose(f"what the field {' '.join(code.split())[:60]!r} shows could not be read")
        elif text:
            self._write(text)
