"""Rich Text Format, as older programs embed it in a Word file (Microsoft's RTF 1.9.1).

Live words only, as everywhere: what is deleted, struck out, hidden or white on paper is left out.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from rag.documents.extraction import Extraction
from rag.documents.formats.docx.shifts import shifted
from rag.documents.formats.docx.symbols import PLACEHOLDER, is_symbolic, sign
from rag.documents.formats.layer import Layer, Style

_TOKEN = re.compile(
    r"\\'(?P<byte>[0-9a-f]{2})|\\(?P<word>[a-z]+)(?P<number>-?\d{1,9})? ?|\\(?P<sign>[^a-z])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)",
    re.I | re.S,
)
_CODE_PAGES = {
    128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250",
}  # fmt: skip
_UNSEEN = frozenset(
    "colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr "
    "footerf ftnsep ftnsepc aftnsep aftnsepc fldinst xe tc rxe nonshppict sp shprslt object "
    "datafield pntxta pntxtb pnseclvl template".split()
)
_CHARACTERS = {
    "tab": " ", "emdash": "—", "endash": "–", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003",
    "enspace": "\u2002", "qmspace": "\u2005", "~": "\u00a0", "_": "\u2011", "-": "\u00ad",
    "\\": "\\", "{": "{", "}": "}",
}  # fmt: skip
_ENDS = frozenset(["par", "sect", "row", "nestrow", "page", "\n", "\r"])
_SWITCHES = frozenset(["v", "strike", "striked", "deleted"])
_GROUNDS = frozenset(["highlight", "cb", "chcbpat", "cbpat", "clcbpat"])


@dataclass(frozen=True, slots=True)
class _State:
    """What holds in a group: `off` are the reasons that its words do not stand.

    `lit` says that there is a ground of a colour, `skips` how many signs stand behind a
    character for programs that do not know it.
    """

    off: frozenset[str] = frozenset()
    white: bool = False
    lit: bool = False
    shift: int = 0
    skips: int = 1
    level: int = 0
    font: str = ""
    fonts: bool = False
    note: str = ""

    def switched(self, reason: str, on: bool) -> "_State":
        """The same with a reason more, or less."""
        return replace(self, off=self.off | {reason} if on else self.off - {reason})

    def plain(self) -> "_State":
        """The same without what holds for characters."""
        off = self.off - _SWITCHES
        return replace(self, off=off, white=False, lit=False, shift=0, font="")


class _Rtf:
    """Reads one RTF text into a layer; notes are written behind the text."""

    def __init__(self, text: str) -> None:
        self.layer = Layer()
        self._notes: list[tuple[str, list[str]]] = []
        self._fonts: dict[str, tuple[str, str]] = {}  # number: name, code page
        page = re.search(r"\\ansicpg(\d+)", text)
        self._page = f"cp{page[1]}" if page else "cp1252"
        colours = re.search(r"\\colortbl([^{}]*)", text)
        self._colours = colours[1].split(";") if colours else []
        self._state, self._states = _State(), list[_State]()
        self._bytes = b""
        self._due = 0  # signs that stand in for a character which was read already
        self._starred = self._cell = self._plainer = False
        at = 0
        while match := _TOKEN.search(text, at):
            at = match.end()
            if match["word"] == "bin":
                at += max(0, int(match["number"] or 0))
            self._token(match)
        self._flush()
        self.layer.end()
        for key, said in self._notes:
            for paragraph in "".join(said).split("\n"):
                self.layer.write(paragraph, Style("note", mark=key, key=key))
                self.layer.end()

    def _token(self, match: re.Match[str]) -> None:
        if match["byte"] or match["text"]:
            raw = bytes.fromhex(match["byte"]) if match["byte"] else match["text"].encode("latin-1")
            skipped = min(self._due, len(raw))
            self._due -= skipped
            self._bytes += raw[skipped:]
            return
        self._flush()
        if match["brace"]:
            self._due = 0
        if match["brace"] == "{":
            self._states.append(self._state)
            if self._plainer:  # what stands there for programs without Unicode
                self._state, self._plainer = self._state.switched("unseen", True), False
        elif match["brace"]:
            self._state = self._states.pop() if self._states else _State()
        elif match["sign"] == "*":
            self._starred = True
        else:
            starred, self._starred = self._starred, False
            self._control(match["word"] or match["sign"], match["number"], starred)

    def _control(self, word: str, number: str | None, starred: bool) -> None:
        """Obey one control word; `starred` are destinations that a reader need not know."""
        act: dict[str, Callable[[], None]] = {
            "u": lambda: self._unicode(int(number or 0)),
            "line": lambda: self._write("\n"),
            "footnote": self._note,
            "chftn": self._mark,
        }
        self._plainer = word == "upr"
        if word in _UNSEEN or (starred and word not in ("shpinst", "shptxt", "ud")):
            self._state = self._state.switched("unseen", True)
        elif word in act:
            act[word]()
        elif word in ("cell", "nestcell"):
            self._cell = True
        elif word in _CHARACTERS:
            self._write(_CHARACTERS[word])
        elif word in _ENDS:
            self._end()
        else:
            self._state = self._looks(word, int(number or 0), number != "0")

    def _looks(self, word: str, number: int, on: bool) -> _State:
        """The state behind a control word of the looks."""
        state = self._state
        if word in _SWITCHES:
            return state.switched(word, on)
        if word in _GROUNDS:
            return replace(state, lit=state.lit or number > 0)
        if word in ("super", "sub", "nosupersub"):
            return replace(state, shift={"super": 1, "sub": -1}.get(word, 0) if on else 0)
        if word == "cf":
            stated = self._colours[number] if 0 <= number < len(self._colours) else ""
            return replace(state, white=set(re.findall(r"\d+", stated)) == {"255"})
        return state.plain() if word == "plain" else self._set(word, number)

    def _set(self, word: str, number: int) -> _State:
        """The state behind a control word that sets a number, a font or a level."""
        state = self._state
        if word == "fcharset" and state.fonts:
            name = self._fonts.get(state.font, ("", ""))[0]
            self._fonts[state.font] = name, _CODE_PAGES.get(number, self._page)
        elif word == "f":
            return replace(state, font=str(number))
        elif word == "fonttbl":
            return replace(state, fonts=True)
        elif word == "uc":
            return replace(state, skips=max(0, number))
        elif word in ("outlinelevel", "pard"):
            return replace(state, level=number + 1 if word == "outlinelevel" else 0)
        return state

    def _flush(self) -> None:
        """Write the bytes that were read since, in the code page of their font."""
        if not self._bytes:
            return
        data, self._bytes = self._bytes, b""
        name, page = self._fonts.get(self._state.font, ("", self._page))
        if self._state.fonts:
            said = data.decode("latin-1").rstrip("; ")
            self._fonts[self._state.font] = (name or said, page)
        elif is_symbolic(name):
            self._write("".join(sign(code, name) or PLACEHOLDER for code in data))
        else:
            try:
                self._write(data.decode(page, "replace"))
            except LookupError:
                self._write(data.decode("cp1252", "replace"))

    def _unicode(self, code: int) -> None:
        self._due = self._state.skips
        char = chr(code & 0xFFFF)
        symbolic = self._fonts.get(self._state.font, ("", ""))[0]
        meant = sign(ord(char), symbolic) if is_symbolic(symbolic) else char
        self._write(meant or PLACEHOLDER)

    def _write(self, text: str) -> None:
        state = self._state
        if state.off or state.fonts or (state.white and not state.lit):
            return
        if state.note:
            self._notes[-1][1].append(text)
            return
        style = Style("heading", level=state.level) if 0 < state.level < 9 else Style()
        if self._cell and text.strip():
            self._cell = False
            self.layer.write(" | ", style)
        if text == "\n":
            self.layer.line()
        else:
            shift = state.shift
            self.layer.write(shifted(text, shift < 0, self.layer.last(1)) if shift else text, style)

    def _end(self) -> None:
        if self._state.off:
            return
        self._cell = False
        if self._state.note:
            self._notes[-1][1].append("\n")
        else:
            self.layer.end()

    def _mark(self) -> None:
        """The number of the note that follows; inside of the note it is not said again."""
        if not self._state.note and not self._state.off:
            number = str(len(self._notes) + 1)
            self.layer.mark(number, number, Style())

    def _note(self) -> None:
        key = str(len(self._notes) + 1)
        self._notes.append((key, []))
        self._state = replace(self._state, note=key, shift=0)


def extract(data: bytes) -> Extraction:
    """The text of an RTF file."""
    return _Rtf(data.decode("latin-1")).layer.extraction("rtf/1")
