"""A draft: its text, its paragraphs, what mark-up hides, and its own footnotes.

Markdown and plain text are read here; other formats arrive as the same record
(rag/audit/draft/files.py). Offsets are code points of `Draft.text`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from rag.audit.draft.commands import quote_commands
from rag.documents.links import definitions
from rag.documents.markup import scan
from rag.documents.structure.matter import find_matter
from rag.quotes.quotation_marks import plain_marks

ParagraphKind = Literal["body", "block-quote", "note", "code", "heading"]
_FENCE = re.compile(r"^[ ]{0,3}(```|~~~)")
_NOTE = re.compile(
    r"^[ \t]*(?:\[\^(?P<ref>[^\]\n]{1,24})\]:|<sup>\s*(?P<sup>[^<]{1,8})</sup>)[ \t]*"
)
_NUMBERED = re.compile(
    r"^[ \t]*(?:\[(?P<br>\d{1,3})\]|(?P<num>\d{1,3})[.)]|(?P<up>[⁰¹²³⁴-⁹]+))[ \t]+\S"
)
_NOTES_HEADING = re.compile(r"^\W*(?:foot|end)?notes\W*$|^\W*(?:references|sources)\W*$", re.I)
_ITEM = re.compile(r"^[ \t]*(?:[-*+•]\s+|\d{1,3}[.)]\s+|\[\d{1,3}\]\s|[⁰¹²³⁴-⁹]+\s|#{1,6}\s|\|)")
_INDENTED = re.compile(r"^(?: {4}|\t)\s*\S")
_QUOTE = re.compile(r"^[ ]{0,3}(?:>[ \t]?)+")
_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
_BOX = re.compile(r"<(?P<end>/?)blockquote\b[^<>]{0,400}>", re.I)
_Q = re.compile(r"</?q>", re.I)
_CURLY = {"<q>": "\u2060\u2060“", "</q>": "”\u2060\u2060\u2060"}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """Half-open offsets into the draft, what it is, and a note's mark."""

    start: int
    end: int
    kind: ParagraphKind = "body"
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """The text that is audited. `paragraphs` are in order and do not overlap.

    `markup` says whether Markdown and inline HTML in it are mark-up. `marks` are
    (start, end, mark) of footnote marks that a format states apart from its text. `given` are
    quotations that the draft states as data: (start, end, words, path or None).
    """

    text: str = field(repr=False)
    paragraphs: tuple[DraftParagraph, ...] = field(repr=False)
    markup: bool = True
    marks: tuple[tuple[int, int, str], ...] = ()
    given: tuple[tuple[int, int, str, str | None], ...] = ()

    def notes(self) -> dict[str, DraftParagraph]:
        """The draft's own footnotes by their mark; the first of each mark."""
        notes: dict[str, DraftParagraph] = {}
        for paragraph in self.paragraphs:
            if paragraph.kind == "note" and paragraph.mark:
                notes.setdefault(paragraph.mark, paragraph)
        return notes


@dataclass(frozen=True, slots=True)
class Visible:
    """A stretch of the draft without its mark-up; `offsets[i]` is the place of `text[i]`."""

    text: str
    offsets: tuple[int, ...]
    marks: tuple[tuple[int, str], ...] = ()


def from_text(text: str) -> Draft:
    """The draft of a Markdown or plain text."""
    start = find_matter(text).end
    paragraphs = [DraftParagraph(0, start, "code")] if start else []
    paragraphs += _boxed(text, _paragraphs(text, start))
    return Draft(text, tuple(_numbered_notes(text, paragraphs)))


def visible(draft: Draft, paragraph: DraftParagraph, known: frozenset[str]) -> Visible:
    """What a reader sees of a paragraph; `known` are the marks of the draft's footnotes.

    `marks` of the result are (place in its text, mark). White space is kept, save that a
    block quote's lines are joined by a space.
    """
    text, a, b = _marked(draft.text, draft.markup), paragraph.start, paragraph.end
    hidden = bytearray(b - a)
    own = [mark for mark in draft.marks if a <= mark[0] and mark[1] <= b]
    for start, end, _ in own:
        hidden[start - a : end - a] = b"\x01" * (end - start)
    marks = [(start, mark) for start, _, mark in own]
    if draft.markup:
        inline = scan(text, a, b, known, definitions(text))
        for x, y in inline.hidden:
            hidden[x - a : y - a] = b"\x01" * (y - x)
        marks = [(mark.start, mark.mark) for mark in inline.marks]
        for escape in _ESCAPE.finditer(text, a, b):
            hidden[escape.start() - a : escape.end() - a] = b"\x01\x00"
    if paragraph.kind == "block-quote":
        for match in re.finditer(r"^[ \t]*(?:>[ \t]?)+", text[a:b], re.M):
            hidden[match.start() : match.end()] = b"\x01" * len(match.group())
    offsets = tuple(at for at in range(a, b) if not hidden[at - a] and text[at] != "\u2060")
    joined = paragraph.kind == "block-quote"
    shown = "".join(" " if joined and text[at] in "\r\n" else text[at] for at in offsets)
    places = [(bisect_left(offsets, start), mark) for start, mark in marks]
    return Visible(shown, offsets, tuple(places))


@lru_cache(maxsize=4)  # asked for each paragraph of one draft
def _marked(text: str, markup: bool) -> str:
    """The draft with LaTeX's and HTML's marks as curly ones, each character in its place."""
    if markup:
        text = _Q.sub(lambda match: _CURLY[match.group().casefold()], text)
    return plain_marks(quote_commands(text))


def _paragraphs(text: str, begin: int) -> Iterator[DraftParagraph]:
    """Paragraphs from `begin` on: at blank lines, list entries, headings, notes, changes of `>`."""
    start = end = begin
    kind: ParagraphKind | None = None
    before: ParagraphKind | None = None
    mark: str | None = None
    fence = ""
    for line, at in _lines(text, begin):
        kind_here, its_mark = _line_kind(line, kind, fence)
        if kind is None and kind_here == "body" and _INDENTED.match(line):
            kind_here = _indented(before, text[:end])
        opening = _FENCE.match(line)
        if opening and (not fence or opening.group(1) == fence):
            fence = "" if fence else opening.group(1)
        item = kind_here in ("body", "note") and _ITEM.match(line) is not None
        new = kind_here is None or kind_here != kind or its_mark is not None or item
        if new and kind is not None:
            yield DraftParagraph(start, end, kind, mark)
            before = kind
        if new:
            start, kind, mark = at, kind_here, its_mark
        if kind_here is not None:
            end = at + len(line.rstrip())
        if kind == "heading":
            yield DraftParagraph(start, end, kind)
            kind = None
    if kind is not None:
        yield DraftParagraph(start, end, kind, mark)


def _indented(before: ParagraphKind | None, above: str) -> ParagraphKind:
    """What an indented paragraph is: a note that goes on, or a quotation led in by a colon."""
    if before == "note":
        return "note"
    return "block-quote" if above.rstrip().endswith(":") else "body"


def _boxed(text: str, paragraphs: Iterator[DraftParagraph]) -> Iterator[DraftParagraph]:
    """The paragraphs, with what stands between the tags of an HTML block quote as one."""
    boxes = list(_boxes(text))
    for paragraph in paragraphs:
        first = bisect_right(boxes, paragraph.start, key=lambda box: box[1])
        last = bisect_left(boxes, paragraph.end, key=lambda box: box[0])
        own = boxes[first:last]
        if not own or paragraph.kind not in ("body", "code"):
            yield paragraph
            continue
        edges = {paragraph.start, paragraph.end, *(edge for box in own for edge in box)}
        inner = sorted(edge for edge in edges if paragraph.start <= edge <= paragraph.end)
        for a, b in pairwise(inner):
            at = bisect_right(own, a, key=lambda box: box[0]) - 1
            inside = at >= 0 and b <= own[at][1]
            if re.search(r"\w", re.sub(r"<[^<>]*>", "", text[a:b])):
                yield DraftParagraph(a, b, "block-quote" if inside else paragraph.kind)


def _boxes(text: str) -> Iterator[tuple[int, int]]:
    """What stands between the tags of each HTML block quote; one inside of another is its part."""
    opened: int | None = None
    for tag in _BOX.finditer(text):
        if not tag["end"] and opened is None:
            opened = tag.end()
        elif tag["end"] and opened is not None:
            yield opened, tag.start()
            opened = None


def _lines(text: str, begin: int) -> Iterator[tuple[str, int]]:
    at = begin
    for line in text[begin:].splitlines(keepends=True):
        yield line, at
        at += len(line)


def _line_kind(
    line: str, current: ParagraphKind | None, fence: str
) -> tuple[ParagraphKind | None, str | None]:
    """What a line belongs to, and the mark of the note that it opens."""
    if fence or _FENCE.match(line):
        return "code", None
    note = _NOTE.match(line)
    if note:
        return "note", (note.group("ref") or note.group("sup")).strip()
    quoted = _QUOTE.match(line)
    if quoted:
        return ("block-quote" if line[quoted.end() :].strip() else None), None
    if not line.strip():
        return None, None
    if line.startswith("#"):
        return "heading", None
    goes_on = current == "note" or (current == "block-quote" and _INDENTED.match(line))
    return (current if goes_on else "body"), None


def _numbered_notes(text: str, paragraphs: list[DraftParagraph]) -> Iterator[DraftParagraph]:
    """The paragraphs, with numbered entries taken as notes.

    They are notes below a heading "Notes", and anywhere if the same mark, in brackets or
    raised, stands in the text above.
    """
    among = False
    first: dict[str, int] = {}
    for paragraph in paragraphs:
        words = text[paragraph.start : paragraph.end]
        if paragraph.kind in ("heading", "body") and _NOTES_HEADING.match(words):
            among = True
        elif paragraph.kind == "heading":
            among = False
        numbered = _NUMBERED.match(words) if paragraph.kind == "body" else None
        if numbered:
            own = f"[{numbered['br']}]" if numbered["br"] else numbered["up"]
            if own and own not in first:
                first[own] = text.find(own)
            borne = bool(own) and first[own] < paragraph.start
            mark = (numbered["br"] or numbered["num"] or numbered["up"]).translate(_RAISED)
            if among or borne:
                yield DraftParagraph(paragraph.start, paragraph.end, "note", mark)
                continue
        yield paragraph
