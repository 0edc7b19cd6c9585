"""The parts of a Word document that an RTF text is rewritten as."""

from collections.abc import Callable
from dataclasses import replace

from lxml import etree

from rag.documents.document import Loss
from rag.documents.formats.docx.attributes import WORD, number
from rag.documents.formats.docx.rtf.state import RtfState
from rag.documents.formats.docx.rtf.story import Story, dress, new
from rag.documents.formats.xml import Element, local

_UNANSWERED = 25
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


class RtfParts:
    """The parts while they are written, and then as `Package` gives those of a Word file."""

    def __init__(self) -> None:
        self.losses: list[Loss] = []
        names = ("footnotes", "endnotes", "comments", "styles", "settings")
        self._parts = {name: new(name) for name in names}
        self._about = new("about")
        self._document = new("document")
        self._stories = [Story(new("body", self._document))]
        self._notes = 0
        self._reference: Element = None
        self._math: Element = None
        self._field: Element = None
        self.choices: list[str] = []
        self.label = ""
        self.numbered = self.answers = False

    def document(self) -> Element:
        """The root of the main part."""
        return self._document

    def part(self, kind: str) -> Element:
        """The root of the part of a kind ("styles", "footnotes"), or None."""
        return self._parts.get(kind)

    def by_id(self, _: str) -> tuple[str, Element]:
        """No other parts are named."""
        return "", None

    def of_kind(self, *_: str) -> list[Element]:
        """Running heads are no text, and are not kept."""
        return []

    def file(self, _: str) -> tuple[str, bytes] | None:
        """No files lie inside."""
        return None

    def properties(self) -> Element:
        """Title, author and keywords."""
        return self._about

    @property
    def story(self) -> Story:
        """The story that is being written."""
        return self._stories[-1]

    def add(self, tag: str, state: RtfState, **attributes: str) -> Element:
        """An element in a run of its own, with the looks that hold."""
        if self.answers:  # the first words of a field's result
            self.answers = False
            self.add("fldChar", state, fldCharType="separate")
        if tag == "t" and self.label:  # a number is shown if its paragraph is
            self.label, label = "", self.label
            self.add("t", replace(state, look=())).text = label
        run = new("r", self.story.open(state.table))
        dress(run, "rPr", state.look)
        return new(tag, run, **attributes)

    def begin_field(self, state: RtfState) -> None:
        """Begin a field with its code."""
        self._field, self.choices = self.add("fldChar", state, fldCharType="begin"), []

    def form(self, stated: dict[str, int]) -> None:
        """What a form states of the field that has begun: a check box or a list of choices."""
        kinds = {1: ("checkBox", "checked"), 2: ("ddList", "result")}
        name, answer = kinds.get(stated.get("fftype", 0), ("", ""))
        if self._field is None or not name:
            return
        kind = new(name, new("ffData", self._field))
        new("default", kind, val=str(stated.get("ffdefres", 0)))
        if stated.get("ffres", _UNANSWERED) != _UNANSWERED:
            new(answer, kind, val=str(stated["ffres"]))
        for choice in self.choices:
            new("listEntry", kind, val=choice)

    def end_paragraph(self, state: RtfState) -> None:
        """End a paragraph, which may be empty."""
        self.label = ""
        self.story.end(state.table, state.paragraph, state.mark)

    def end_cell(self, state: RtfState, nested: bool) -> None:
        """End a cell of the outermost table, or of the innermost."""
        self.story.end_cell(max(2, state.table) if nested else 1)
        if self.story.paragraph is not None:
            self.end_paragraph(state)

    def style(self, state: RtfState, name: str) -> None:
        """A style of paragraphs, with the level of its headings."""
        style = new("style", self._parts["styles"], styleId=state.style, type="paragraph")
        new("name", style, val=name)
        if state.level:
            new("outlineLvl", new("pPr", style), val=state.level)

    def note(self, state: RtfState) -> Callable[[], None]:
        """Begin a note with its mark, which may be raised words that stand before it."""
        self._notes += 1
        name = str(self._notes)
        custom = None if self.numbered else self._raised(state)
        self.numbered = False
        self._reference = self.add("footnoteReference", state, id=name)
        if custom is not None:
            self._reference.set("customMarkFollows", "1")
            self._reference.addnext(custom)
        note = new("footnote", self._parts["footnotes"], id=name)
        return self._begin(Story(note, note))

    def _raised(self, state: RtfState) -> Element:
        paragraph = self.story.open(state.table)
        run = next(paragraph.iterchildren(reversed=True), None)  # `len` counts them all
        if run is None:
            return None
        stated = {local(look): number(look) or 0 for look in run.iterfind(f"{WORD}rPr/*")}
        if "vertAlign" not in stated and stated.get("position", 0) <= 0:
            return None
        paragraph.remove(run)
        return run.find(f"{WORD}t")

    def at_the_end(self) -> None:
        """The note that has begun is an endnote."""
        note = self.story.note
        if note is not None:
            self._reference.tag, note.tag = f"{WORD}endnoteReference", f"{WORD}endnote"
            self._parts["endnotes"].append(note)

    def box(self, state: RtfState) -> Callable[[], None]:
        """Begin a box with words of its own."""
        holder = new("txbxContent", self.add("pict", state))
        return self._begin(Story(holder, self.story.note))

    def _begin(self, story: Story) -> Callable[[], None]:
        """Write another story, until what is returned is called."""
        self._stories.append(story)

        def ended() -> None:
            story.close()
            self._stories.pop()

        return ended

    def formula(self, name: str, state: RtfState) -> Callable[[], None]:
        """Begin a part of an equation, which has the name that it has in Word's own files."""
        outer = self._math
        around = self.story.open(state.table) if outer is None else outer
        self._math = etree.SubElement(around, _M + name)

        def ended() -> None:
            self._math = outer

        return ended

    def term(self, text: str) -> None:
        """Words of an equation, or what is stated of a part of it."""
        if self._math.tag == f"{_M}r":
            etree.SubElement(self._math, f"{_M}t").text = text
        else:
            self._math.set("val", self._math.get("val", "") + text)

    def number_notes(self, kind: str, form: str) -> None:
        """The form that the numbers of notes have."""
        new("numFmt", new(f"{kind}Pr", self._parts["settings"]), val=form)

    def remark(self) -> None:
        """A reader's comment, which is counted."""
        new("comment", self._parts["comments"])

    def state_of_file(self, name: str, said: str) -> None:
        """The title, the author or the keywords."""
        new(name, self._about).text = said
