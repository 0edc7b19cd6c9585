"""Rich Text Format (Microsoft's RTF 1.9.1), rewritten as a Word document that the same walk reads.

What was deleted is left out here; whether words are hidden, struck out, raised or signs of a
symbol font is told there, as for Word's own files.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from rag.documents.document import Loss
from rag.documents.formats.docx.rtf_parts import RtfParts
from rag.documents.formats.docx.rtf_state import Looks, RtfState, colours
from rag.documents.formats.docx.rtf_story import new
from rag.documents.formats.docx.rtf_tokens import (
    ANSI,
    CHARACTERS,
    DEAD,
    FORMS,
    INTO,
    KEPT,
    MATH,
    NUMBERED,
    STARRED,
    RtfToken,
    code_page,
    decoded,
    page_of,
    tokens,
)
from rag.documents.formats.symbols import is_symbolic
from rag.documents.formats.xml import Element
from rag.documents.gaps import PLACEHOLDER

_TWIP = 635  # in the units of drawings
_DEEPEST = 100  # groups in one another; the walk goes as deep
_UNPRINTED = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class _Rtf:
    """Reads one RTF text into parts."""

    def __init__(self, text: str) -> None:
        self.parts = RtfParts()
        self._page = code_page(text)
        self._looks = Looks(colours(text))
        self._state, self._states = RtfState(), list[RtfState]()
        self._closing: list[list[Callable[[], None]]] = [[]]
        self._fonts: dict[str, tuple[str, str]] = {}  # number: name, code page
        self._kept = {"sn": ""}
        self._form: dict[str, int] = {}
        self._unseen = False  # the shape that has begun
        self._bytes, self._high = b"", 0
        self._due = 0  # signs that stand in for a character which was read already
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
            skipped = min(self._due, len(token.data))
            self._due -= skipped
            self._bytes += token.data[skipped:]
            return
        self._flush()
        if token.word in ("{", "}"):
            self._due = 0
            self._open() if token.word == "{" else self._close()
        elif token.word == "u":
            self._unicode(token.number or 0)
        elif self._due and token.word in CHARACTERS:
            self._due -= 1
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
            name = self._fonts.get(state.font, ("", ""))[0]
            self._fonts[state.font] = name, code_page("", number) if number else ANSI
        elif word == "f":
            named = self._fonts.get(str(number), ("", ""))[0]
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
        if not self._bytes:
            return
        data, self._bytes = self._bytes, b""
        name, page = self._fonts.get(self._state.font, ("", ""))
        if self._state.into == "fonts":
            said = _UNPRINTED.sub("", data.decode("latin-1")).rstrip("; ")
            self._fonts[self._state.font] = (name or said, page)
        else:
            page = page_of(page, self._page, {page for _, page in self._fonts.values()})
            self._write(data.decode("latin-1") if is_symbolic(name) else decoded(data, page))

    def _unicode(self, code: int) -> None:
        self._due, code = self._state.skips, code & 0xFFFF
        if self._high and 0xDC00 <= code < 0xE000:
            code, self._high = 0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00, 0
        if 0xD800 <= code < 0xDC00:
            self._write("")
            self._high = code
        else:
            self._write(PLACEHOLDER if 0xDC00 <= code < 0xE000 else chr(code))

    def _write(self, text: str) -> None:
        text, state = _UNPRINTED.sub("", text), self._state
        if self._high:  # half of a character that its other half does not follow
            text, self._high = f"{PLACEHOLDER}{text}", 0
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
            self._closing[-1].append(lambda: setattr(self, "_due", 1))
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
