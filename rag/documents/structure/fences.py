"""What Markdown sets apart before its blocks are told: fenced code, and comments that nobody sees.

One pass from left to right, as CommonMark reads: no comment begins in code, no fence in a comment.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.documents.hiding import Elements, leaves_out

_TOKEN = re.compile(
    r"^[ >]{0,8}(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)$"
    r"|(?P<ticks>`+)|(?P<comment><!--)|(?P<edited>\{--|\{>>)"
    r"|(?P<tag><[a-z][a-z0-9]*(?:\s[^<>]*)?>)"
    r"|^(?P<private>%%)",
    re.M | re.I,
)
_CODE = re.compile(r"[={}<>$|\\]|\w[_(]\w|\(\)|[*_]{2}\w|\w [*/+] \w|^[#/]")
_ENTRY = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
_HOLDS = re.compile(r"\[\^[^\]\n]+\]:|!{3}|\?{3}|={3}[!+]? |:{3}|:[ \t~]|>")
_BOX = re.compile(r"\{(?P<kind>[a-z-]+)\}[ \t]*(?P<title>[^\n]*)(?:\n[ \t]*:[\w-]+:[^\n]*)*")
"""A fence of MyST, with its title and its options."""
_BOXES = frozenset(
    ("admonition", "attention", "caution", "danger", "dropdown", "epigraph", "error", "hint",
     "figure", "important", "margin", "note", "seealso", "sidebar", "tip", "topic", "warning")
)  # fmt: skip
"""Those whose words are text."""
_Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SetApart:
    """Half-open ranges: comments, elements of several lines that nobody sees, lines of code."""

    unseen: tuple[_Range, ...]
    code: tuple[_Range, ...]


def set_apart(text: str, markdown: bool = True) -> SetApart:
    """The comments and the lines of code of a text with line feeds at its line ends.

    Code is what stands between fences and, in Markdown, four columns further in than the text.
    """
    scan = _Scan(text)
    unseen, code = scan.unseen, scan.code
    if markdown and "\n    " in text.replace("\t", "    "):
        code = sorted([*code, *_indented(blanked(text, tuple(sorted([*unseen, *code]))))])
    return SetApart(tuple(unseen), tuple(code))


class _Scan:
    """The one pass; `boxes` are where the last lines of boxes begin."""

    def __init__(self, text: str) -> None:
        self.text, self.ends = text, _Ends(text)
        self.unseen: list[_Range] = []
        self.code: list[_Range] = []
        self.boxes: set[int] = set()
        at = 0
        while match := _TOKEN.search(self.text, at):
            at = self._token(match)

    def _token(self, match: re.Match[str]) -> int:
        """Take one token; where the next may begin."""
        if match.start() in self.boxes:
            self.unseen.append(match.span())
        elif match["fence"] and not (match["fence"][0] == "`" and "`" in match["info"]):
            return self._fence(match)
        elif match["fence"] or match["ticks"]:
            return _code_span_end(self.text, match)
        elif (end := self.ends.of_unseen(match)) is not None:
            self.unseen.append((match.start(), end))
            return end
        return match.end()

    def _fence(self, match: re.Match[str]) -> int:
        """A fence, if another ends it: of a box, whose words are text, or of code."""
        end = self.ends.of_fence(match)
        if end is None:
            return match.end()
        box = _BOX.match(self.text, match.start("info"))
        if box and box["kind"] in _BOXES:
            self.unseen += _of_box(match.start(), box)
            self.boxes.add(end[0])
            return box.end()
        self.code += _lines(self.text, box.end() if box else match.end() + 1, end[0])
        if box and box.end() > match.end():
            self.unseen.append((match.end(), box.end()))
        return end[1]


def _indented(text: str) -> Iterator[_Range]:
    """Lines four columns in, behind a blank one, of which half bear signs that prose has not."""
    column, blank, run = 0, True, list[re.Match[str]]()  # of the words of the list entry around
    for line in re.finditer(r"([ \t]*)(\S?[^\n]*)\n?", text):
        indent, words = len(line[1].expandtabs(4)), line[2].rstrip()
        if words and (blank or run) and 0 <= column <= indent - 4:
            run.append(line)
            continue
        if 2 * sum(_CODE.search(one[2]) is not None for one in run) >= max(1, len(run)):
            yield from ((one.start(2), one.start(2) + len(one[2].rstrip())) for one in run)
        run, entry = [], _ENTRY.match(words)
        if _HOLDS.match(words):
            column = -1  # a note or a box, whose paragraphs are indented as code is
        elif entry and (column < 0 or indent < column + 4):
            column = indent + entry.end()
        elif words and not indent and (blank or words[0] == "#"):
            column = 0
        blank = not words


class _Ends:
    """Finds what ends a thing; what nothing ends is looked for once, so that time stays linear."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._longest: dict[str, int] = {}  # fences of so many signs, or more, nothing closes
        self._unclosed: set[str] = set()
        self._elements = Elements(text, len(text))
        self._within: dict[str, int] = {}  # up to here an element leaves out words of one line

    def of_fence(self, opened: re.Match[str]) -> _Range | None:
        """Where the code ends and where its closing line does; None where none closes it."""
        sign, length = opened["fence"][0], len(opened["fence"])
        if length >= self._longest.get(sign, length + 1):
            return None
        closing = re.compile(rf"^[ >]{{0,8}}{re.escape(sign)}{{{length},}}[ \t]*$", re.M)
        found = closing.search(self.text, opened.end())
        if found is None:
            self._longest[sign] = length
        return found.span() if found else None

    def of_unseen(self, opened: re.Match[str]) -> int | None:
        """The end of a comment, a private remark, or what is hidden or struck out over lines."""
        if opened["tag"]:
            return self._of_element(leaves_out(opened["tag"]), opened.end())
        sign = {"<!--": "-->", "{--": "--}", "{>>": "<<}"}.get(opened.group(), "%%")
        end = -1 if sign in self._unclosed else self.text.find(sign, opened.end())
        if end < 0:
            self._unclosed.add(sign)
            return None
        after = end + len(sign)
        if opened["edited"]:  # within a line, the line's mark-up says it
            inside = self.text[opened.end() : end]
            return after if "\n" in inside and "\n\n" not in inside else None
        whole = opened["comment"] or self.text[after : after + 1] in ("", "\n")
        return after if whole else None

    def _of_element(self, name: str, start: int) -> int | None:
        """The end of an element over several lines that nobody sees; its name is "" for others."""
        if start < self._within.get(name, 0):
            return None
        end = self._elements.end(name, start)
        if end is not None and "\n" not in self.text[start:end]:
            self._within[name], end = end, None
        return end


def _of_box(start: int, box: re.Match[str]) -> list[_Range]:
    """What of the first lines of a box is not its title."""
    if not box["title"].strip() or box["kind"] == "figure":  # whose title is a file's name
        return [(start, box.end())]
    return [(start, box.start("title")), (box.end("title"), box.end())]


def _lines(text: str, start: int, end: int) -> list[_Range]:
    """The lines that are not blank, without outer white space."""
    found = re.compile(r"[^\n]*\S[^\n]*").finditer(text, start, end)
    return [(m.start() + len(m[0]) - len(m[0].lstrip()), m.start() + len(m[0].rstrip()))
            for m in found]  # fmt: skip


def _code_span_end(text: str, opened: re.Match[str]) -> int:
    """The end of a code span, which no blank line cuts; of the backticks where there is none."""
    start = opened.start("fence") if opened["fence"] else opened.start("ticks")
    ticks = re.compile(r"`+").match(text, start)
    after = ticks.end() if ticks else opened.end()
    for run in re.compile(r"`+|\n[ \t]*\n").finditer(text, after):
        if "\n" in run.group():
            break
        if len(run.group()) == after - start:
            return run.end()
    return after


def blanked(text: str, ranges: tuple[_Range, ...]) -> str:
    """The text, of the same length, with spaces for all signs in these ranges."""
    pieces, at = [], 0
    for start, end in ranges:
        pieces += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])
