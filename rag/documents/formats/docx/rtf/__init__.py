"""Rich Text Format (Microsoft's RTF 1.9.1), rewritten as a Word document that the same walk reads.

What was deleted is left out here; whether words are hidden, struck out, raised or signs of a
symbol font is told there, as for Word's own files.
"""

from collections.abc import Callable
from dataclasses import replace

from rag.documents.document import Loss
from rag.documents.formats.docx.rtf.letters import Letters, printed
from rag.documents.formats.docx.rtf.parts import RtfParts
from rag.documents.formats.docx.rtf.state import Looks, RtfState, colours
from rag.documents.formats.docx.rtf.story import new
from rag.documents.formats.docx.rtf.tokens import (
    CHARACTERS,
    DEAD,
    FORMS,
    INTO,
    KEPT,
    MATH,
    NUMBERED,
    STARRED,
    RtfToken,
    tokens,
)
from rag.documents.formats.xml import Element

_TWIP = 635  # in the units of drawings
_DEEPEST = 100  # groups in one another; the walk goes as deep


class _Rtf:
    """Reads one RTF text into parts."""

    def __init__(self, text: str) -> None:
        self.parts = RtfParts()
        self._letters = Letters(text)
        self._looks = Looks(colours(text))
        self._state, self._states = RtfState(), list[RtfState]()
        self._closing: list[list[Callable[[], None]]] = [[]]
        self._kept = {"sn": ""}
        self._form: dict[str, int] = {}
        self._unseen = False  # the shape that has begun
        self._plainer = False
        self._drawn: Element = None
        for token in tokens(text):
            self._token(token)
        self._flush()
        if self._states:
            self.parts.losses.append(Loss("the file is cut short; its end is not in the text"))
        while self._states:
            self._close()
        self.parts.story.close()

    def _token(self, token: RtfToken) -> None:
        if token.data:
            self._letters.take(token.data)
            return
        self._flush()
        if token.word in ("{", "}"):
            self._letters.due = 0
            self._open() if token.word == "{" else self._close()
        elif token.word == "u":
            self._letters.due = self._state.skips
            self._put(self._letters.unicode(token.number or 0))
        elif self._letters.due and token.word in CHARACTERS:
            self._letters.due -= 1
        elif self._state.into:
            self._control(token)

    def _open(self) -> None:
        self._states.append(self._state)
        self._closing.append([])
        if self._plainer:  # what stands there for programs without Unicode
            self._state, self._plainer = replace(self._state, into=""), False
        if len(self._states) == _DEEPEST and self._state.into:
            self._state = replace(self._state, into="")
            self.parts.losses.append(Loss("groups of a text nested too deeply are not read"))

    def _close(self) -> None:
        if self._states:
            for act in reversed(self._closing.pop()):
                act()
            self._state = self._states.pop()

    def _control(self, token: RtfToken) -> None:
        """Obey one control word."""
        word, state = token.word, self._state
        if word in DEAD or (token.starred and word not in STARRED and not MATH.fullmatch(word)):
            if word == "annotation":
                self.parts.remark()
            self._state = replace(state, into="")
        elif word in ("pict", "NeXTGraphic"):
            self._picture(word)
        elif word in KEPT:
            self._kept[word] = ""
            self._state = replace(state, into=word)
            self._closing[-1].append(lambda: self._take(word, state))
        elif word in INTO:
            self._into(word)
        elif word in CHARACTERS:
            self._write(CHARACTERS[word])
        elif MATH.fullmatch(word):
            self._closing[-1].append(self.parts.formula(word[1:], state))
            self._state = replace(state, into="math")
        elif state.into != "text" or not self._structure(word):
            self._state = self._set(word, token.number)

    def _structure(self, word: str) -> bool:
        """Obey a word that begins or ends something; False where it is none."""
        parts, state = self.parts, self._state
        acts: dict[str, Callable[[], object]] = {
            "field": lambda: self._closing[-1].append(lambda: self._end_field(state)),
            "footnote": self._note, "ftnalt": parts.at_the_end, "chftn": self._mark,
            "shptxt": self._box, "dptxbxtext": self._box,
            "cell": lambda: parts.end_cell(state, False),
            "nestcell": lambda: parts.end_cell(state, True),
            "row": lambda: self._end_row(1),
            "nestrow": lambda: self._end_row(max(2, state.table)),
            "line": lambda: parts.add("br", state), "page": lambda: parts.add("br", state),
        }  # fmt: skip
        if word in ("par", "sect", "\n", "\r"):
            parts.end_paragraph(state)
        elif word in acts:
            acts[word]()
        return word in acts

    def _end_row(self, level: int) -> None:
        self.parts.story.end_row(level, self._looks.row, self._looks.cells)

    def _set(self, word: str, number: int | None) -> RtfState:
        """The state behind a word of fonts, of the numbers of notes, or of looks."""
        state = self._state
        if state.into == "form":
            self._form[word] = number or 0
        elif word == "pichgoal" and state.into == "drawn" and self._drawn is not None:
            new("extent", self._drawn, cy=str((number or 0) * _TWIP))
        elif word == "fcharset" and state.into == "fonts":
            self._letters.encode_font(state.font, number or 0)
        elif word == "f":
            named = self._letters.font(str(number))[0]
            return replace(state.looking("rFonts", named), font=str(number))
        elif word == "upr":
            self._plainer = True
        elif numbered := NUMBERED.fullmatch(word):
            self.parts.number_notes("endnote" if numbered[1] else "footnote", FORMS[numbered[2]])
        else:
            return self._looks.after(state, word, number)
        return state

    def _flush(self) -> None:
        """Write the bytes that were read since, in the code page of their font."""
        if self._state.into == "fonts":
            self._letters.name_font(self._state.font)
        elif (said := self._letters.taken(self._state.font)) is not None:
            self._write(said)

    def _write(self, text: str) -> None:
        self._put(self._letters.behind_half(text))

    def _put(self, text: str) -> None:
        text, state = printed(text), self._state
        if state.into == "text" and text and not state.deleted:
            self.parts.add("t", state).text = text
        elif state.into == "code":
            self.parts.add("instrText", state).text = text
        elif state.into == "styles":
            self.parts.style(state, text.strip("; "))
        elif state.into == "math":
            self.parts.term(text)
        elif state.into in KEPT:
            self._kept[state.into] += text

    def _take(self, name: str, state: RtfState) -> None:
        """Make something of the words of a destination."""
        said = self._kept[name].strip()
        if name in ("title", "author", "keywords"):
            self.parts.state_of_file("creator" if name == "author" else name, said)
        elif name == "sv" and self._kept["sn"] == "gtextUNICODE":
            new("textpath", self.parts.add("pict", state), string=said)
        elif name == "sv" and self._kept["sn"] == "fHidden":
            self._unseen = said == "1"
        elif name == "ffl":
            self.parts.choices.append(said)
        elif name == "objclass":
            new("OLEObject", self.parts.add("object", state), ProgID=said)
        elif name in ("listtext", "pntext") and said != "o" and any(map(str.isalnum, said)):
            self.parts.label = f"{said} "

    def _into(self, word: str) -> None:
        if word == "fldinst":
            self.parts.begin_field(self._state)
        elif word == "formfield":
            self._form = {}
            self._closing[-1].append(lambda: self.parts.form(self._form))
        self.parts.answers = word == "fldrslt"
        self._state = replace(self._state, into=INTO[word])

    def _picture(self, word: str) -> None:
        """A picture in the text; TextEdit has a sign in its place behind its group."""
        if self._state.into in ("text", "picture"):
            self._drawn = self.parts.add("pict", self._state)
        if word == "NeXTGraphic":
            self._closing[-1].append(lambda: setattr(self._letters, "due", 1))
        self._state = replace(self._state, into="drawn")

    def _end_field(self, state: RtfState) -> None:
        self.parts.answers = False
        self.parts.add("fldChar", state, fldCharType="end")

    def _mark(self) -> None:
        """The number of the note that follows; inside of the note it is not said again."""
        self.parts.numbered = self.parts.story.note is None

    def _note(self) -> None:
        if self.parts.story.note is None and not self._state.deleted:
            self._begin(self.parts.note)
        else:
            self._state = replace(self._state, into="")

    def _box(self) -> None:
        """The words of a shape, unless it has said that it is not shown."""
        if self._unseen:
            self._state, self._unseen = replace(self._state, into=""), False
        else:
            self._begin(self.parts.box)

    def _begin(self, story: Callable[[RtfState], Callable[[], None]]) -> None:
        """Begin another story, which ends with its group and has none of the looks around it."""
        self._closing[-1].append(story(self._state))
        self._state = replace(self._state, look=(), style="", level="", ground="", line="", table=0)


def parts(data: bytes) -> RtfParts:
    """The parts of a Word document that says what an RTF file does."""
    return _Rtf(data.decode("latin-1")).parts
