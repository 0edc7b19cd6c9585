"""Layer 1 as a format writes it: blocks of text with a kind, marks of notes, links to notes.

White space is folded as browsers do (no-break spaces stay), blocks are parted by a blank
line. A mark's figures stand in layer 1, where a reader of the source sees them, and are left
out of the reading text.
"""

import re
from dataclasses import dataclass, replace

from rag.documents.document import Loss, Page, Region, RegionKind
from rag.documents.extraction import Extraction, RawMarker
from rag.documents.structure.keywords import keywords
from rag.span import Span

_SPACE = re.compile(r"[ \t\n\r\f]+")
_AROUND_MARK = re.compile(
    r"^[\s\[({（［〔^]++[\s\])}）］〕.:]*+$|^[\s\[({（［〔^]+|(?<![\s\])}）］〕.:])[\s\])}）］〕.:]+$"
)
_PRINTED = re.compile(
    r"(?:\[Footnote\s+)?[\[(]?(?P<mark>\d{1,4}(?=\s)|[*∗†‡§¶‖⊕]{1,4}|[a-z](?=\s+[^\W\d_a-z])"
    r"|(?:\d{1,4}|[ivxlc]{1,6}|[a-zA-Z]|[א-ת]{1,3})(?=[\]).:]))(?:[\])]\.?|[.:])?\s*"
)
_BREAK = "\n\n"
_SUPERSCRIPT = str.maketrans("0123456789+-−–=()n∘◦", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿ°°")
_SUBSCRIPT = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_HIGH_LETTERS = str.maketrans("abcdefghijklmnoprstuvwxyzTN", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᴺ")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹０１２３４５６７８９（）［］〔〕", "0123456789" * 2 + "()[][]")
_PLAIN |= {high: low for low, high in _HIGH_LETTERS.items()}
_LOW_LETTERS = str.maketrans("aehijklmnoprstuvx", "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_PARTED = str.maketrans("/.,", "⁄·,")
FORMULA = re.compile(
    r"[a-zTN]|[+−–-]\d*[a-z]{2,3}|[+−–-]?(?:\d+|\d*[a-z])(?:[+−–=/.,-](?:\d+|\d*[a-z]))*"
)
"""Figures and single letters with signs between them, as raised powers and indices are."""


def raised(text: str, lowered: bool = False) -> str:
    """Raised (or lowered) figures as Unicode has them, so that 10⁶ is never read as 106.

    One character for one; text with anything but figures and signs stays as it is, but for
    letters alone (xⁱ, 2ⁿ⁺¹): the letters of "1st" and "Mme" say the same where they stand.
    """
    table = _SUBSCRIPT if lowered else _SUPERSCRIPT
    if FORMULA.fullmatch(text):
        table = table | (_LOW_LETTERS if lowered else _HIGH_LETTERS) | _PARTED
    return text.translate(table) if text and all(ord(char) in table for char in text) else text


@dataclass(frozen=True, slots=True)
class Style:
    """What the text that follows is. `key` is the name by which marks link to a note.

    `thread` says that lines bear the signs of quoting of e-mails.
    """

    kind: RegionKind = "body"
    level: int = 0
    speaker: str | None = None
    mark: str | None = None
    key: str | None = None
    raw: bool = False
    continues: bool = False
    thread: bool = False


class Layer:
    """Layer 1 while it is written. Text that is only white space opens no block."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.length = 0
        self.regions: list[Region] = []
        self.marks: list[tuple[Span, str, str | None]] = []
        self.skipped: list[Span] = []
        self.pages: list[Page] = []
        self.problems: list[str] = []
        self.losses: list[Loss] = []
        self.keys: dict[str, int] = {}
        self._start: int | None = None
        self._style = Style()
        self._space = False

    @property
    def open(self) -> bool:
        """Whether a block has been begun and not ended."""
        return self._start is not None

    @property
    def behind_mark(self) -> bool:
        """Whether what is written next stands right behind a note's mark."""
        closed = self.last(1) in tuple("])")
        return bool(self.marks) and self.marks[-1][0].end in (self.length, self.length - closed)

    def write(self, text: str, style: Style) -> None:
        """Append text to the open block, or begin one of this style with it."""
        if not style.raw:
            text = _SPACE.sub(" ", text)
        if self._start is None:
            text = text.lstrip(" \t\n\r\f")
            if not text:
                return
            self._begin(style)
        elif self._space and not style.raw:
            text = text.lstrip(" ")
        if text:
            self._space = text[-1] in " \n"
            self._append(text)

    def mark(self, text: str, key: str | None, style: Style) -> None:
        """Append a note's mark, linked to the note of that `key` (None: by its number only)."""
        start = self.skip(text.strip(), style)
        if start is not None:
            mark = _AROUND_MARK.sub("", text)
            self.marks.append((Span(start, self.length), mark or text.strip(), key))

    def skip(self, text: str, style: Style) -> int | None:
        """Append text that the reading text leaves out; returns where it starts, if anywhere."""
        if not text:
            return None
        if self._start is None:
            self._begin(style)
        start = self.length
        self._append(text)
        self.skipped.append(Span(start, self.length))
        return start

    def page(self, label: str) -> None:
        """A page of a printed edition begins with what is written next."""
        if self.pages and self.pages[-1].start == self.length:
            self.pages.pop()  # nothing stands on that page
        self.pages.append(Page(self.length, label))

    def lose(self, what: str, placeholder: str, style: Style) -> None:
        """Write a placeholder for something that can't be read, and note the loss."""
        self.write(placeholder, style)
        at = self.length - len(placeholder)
        page = self.pages[-1].label if self.pages else None
        self.losses.append(Loss(what, len(placeholder), page, at))

    def last(self, count: int) -> str:
        """The last `count` characters of the open block."""
        if self._start is None:
            return ""
        return self._tail(Span(max(self._start, self.length - count), max(self.length, 1)))

    def line(self) -> None:
        """A line break inside a block."""
        if self._start is not None:
            self._append("\n")
            self._space = True

    def end(self) -> None:
        """End the open block, if there is one."""
        if self._start is None:
            return
        while self.text and self.text[-1] and self.text[-1][-1].isspace():
            stripped = self.text[-1].rstrip()
            self.length -= len(self.text[-1]) - len(stripped)
            self.text[-1] = stripped
            if not stripped:
                self.text.pop()
        start, self._start = self._start, None
        if self.length > start:
            self._region(start)

    def extraction(self, extractor: str, **about: str | None) -> Extraction:
        """Everything written, with marks linked to the regions of their notes."""
        self.end()
        text = "".join(self.text)
        return Extraction(
            text=text,
            extractor=extractor,
            markup="none",
            regions=tuple(self.regions),
            markers=tuple(
                RawMarker(span, mark, None if key is None else self.keys.get(key))
                for span, mark, key in self.marks
                if span.end <= len(text)
            ),
            skipped=tuple(span for span in self.skipped if span.end <= len(text)),
            pages=tuple(self.pages),
            problems=tuple(self.problems),
            losses=tuple(self.losses),
            title=about.get("title") or None,
            author=about.get("author"),
            date=about.get("date") or None,
            address=about.get("address") or None,
            keywords=keywords(about.get("keywords")),
        )

    def _begin(self, style: Style) -> None:
        if self.length:
            self._append(_BREAK)
        self._start, self._style, self._space = self.length, style, False

    def _append(self, text: str) -> None:
        self.text.append(text)
        self.length += len(text)

    def _region(self, start: int) -> None:
        """Register the block from `start`; a note's printed number is left out of reading."""
        style, span = self._style, Span(start, self.length)
        if len(span) < 5 and not self._tail(span).strip("[](){} \n"):  # around a link back
            style = replace(style, kind="furniture", mark=None, key=None)
        if style.kind == "note" and style.key not in self.keys:
            style = self._without_number(style, span)
        if style.key in self.keys:  # a note's later paragraphs go on with its first
            style = replace(style, mark=None)
        elif style.key is not None:
            self.keys[style.key] = len(self.regions)
        if style.kind == "heading" and self._said_before(span):
            style = replace(style, kind="furniture", level=0)
        self.regions.append(
            Region(style.kind, span, style.level, style.speaker, style.continues, style.mark)
        )

    def _said_before(self, span: Span) -> bool:
        """Whether the region before is a heading of the same words: a title page's, a style's."""
        before = self.regions[-1] if self.regions else None
        if before is None or before.kind != "heading" or len(before.span) != len(span):
            return False
        both = self._tail(Span(before.span.start, span.end))
        return both[: len(before.span)] == both[-len(span) :]

    def _without_number(self, style: Style, span: Span) -> Style:
        text = self._tail(span)
        printed = _PRINTED.match(text.translate(_PLAIN))
        done = any(skipped.start == span.start for skipped in self.skipped[-64:])
        if done or printed is None or printed.end() >= len(text):
            return style
        mark = printed.group("mark")
        if style.mark is None and style.key is None and not (mark.isalpha()):
            style = replace(style, mark=mark)
        if style.mark == mark:
            self.skipped.append(Span(span.start, span.start + printed.end()))
        return style

    def _tail(self, span: Span) -> str:
        """The text of a span that ends where the text ends, without joining all of it."""
        pieces: list[str] = []
        missing = len(span)
        for piece in reversed(self.text):
            pieces.append(piece)
            missing -= len(piece)
            if missing <= 0:
                break
        return "".join(reversed(pieces))[-len(span) :]
