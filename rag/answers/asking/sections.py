"""Sections, articles and clauses asked for by number: found by their label, quoted whole.

A label stands at the beginning of a heading ("§ 5 Officers", "Article V", "5. Officers") or of a
paragraph ("4.2 Notice …"). Numbers that stand in headings only are no words that a search weighs.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise

from rag.answers.asking.labels import ASKED, LABEL, day_in, line_at, parts_in, plain, rank_of
from rag.answers.tables import cells_of, headed
from rag.documents.document import Document
from rag.english.patterns.questions import (
    ENTRIES_DAY,
    ENTRIES_FRAME,
    ENTRIES_LABEL,
    ENTRY_QUESTIONS,
    LABELS_KINDS,
)
from rag.english.patterns.questions import SECTIONS_FRAME as _FRAME
from rag.english.terms import content_words
from rag.errors import SpanError
from rag.quotes.quote import Lead, Quote, quote_at
from rag.quotes.quoted import block_text

_NUMBERED = re.compile(r"[\s#*_>|]*\d")
_LONG = 2500
"""Code points of a section that are quoted at most."""


@dataclass(frozen=True, slots=True)
class Section:
    """A number asked for, the kind of part it is of, and the words of the question beside it."""

    kind: str
    number: str
    rest: tuple[str, ...]


def section_of(question: str) -> Section | None:
    """The section that the question names; None for a question that names none.

    >>> section_of("What does § 4.2 say?")
    Section(kind='section', number='4.2', rest=())
    >>> section_of("Who led the first part?")
    """
    match, day = ASKED.search(question), day_in(question)
    if day and ENTRY_QUESTIONS.search(question):
        rest = content_words(ENTRIES_FRAME.sub(" ", ENTRIES_DAY.sub(" ", question)))
        return Section("entry", day, tuple(rest))
    if match is None or (match["number"].isalpha() and len(match["number"]) == 1
                         and match["number"] not in "IVX" and not match["annex"]
                         and not match["schedule"]):  # fmt: skip
        return None
    kind = next(name for name, _ in LABELS_KINDS if match[name])
    around = f"{question[: match.start()]} {question[match.end() :]}"
    rest = content_words(_FRAME.sub(" ", around))
    return Section(kind, plain(match["number"]), tuple(rest))


def sections_in(section: Section, documents: Iterable[Document]) -> list[Quote]:
    """The parts with this number, each as one quote under its heading; empty for none.

    Parts of the kind that was named come before parts whose label says no kind.
    """
    parts = [part for document in documents for part in _parts(section, document)]
    best = max((rank for rank, _ in parts), default=0)
    return [quote for rank, quote in parts if rank == best]


def _parts(section: Section, document: Document) -> list[tuple[int, Quote]]:
    """The parts of one document, with 2 for the same kind, 1 for a note or a bare label."""
    if section.kind == "note":
        return [(1, part) for part in _notes(document, section.number)]
    base, inner = re.fullmatch(r"([^(]+)(.*)", section.number).groups()  # type: ignore[union-attr]
    parts = []
    for number in range(len(document.reading.blocks)):
        rank = rank_of(section.kind, section.number, document, number)
        within = parts_in(section.kind, section.number, document, number)
        if within:
            above = _above(document, number)
            parts += [(fit, _under(document, start, end, above)) for fit, start, end in within]
        elif rank:
            parts.append((rank, _part(document, number, section.kind)))
        elif inner and (rank := rank_of(section.kind, base, document, number)):
            parts += [(rank, quote) for quote in _inner(document, number, inner)]
    return parts


def _notes(document: Document, mark: str) -> list[Quote]:
    """The document's own notes with this mark; none that a page break cuts in two."""
    quotes = []
    for note in document.notes:
        if note.mark == mark:
            with suppress(SpanError):
                quotes.append(quote_at(document, *document.reading.locate(note.spans), 1.0))
    return quotes


def _part(document: Document, number: int, kind: str) -> Quote:
    """The section below a label that stands alone, or the paragraph that it begins."""
    blocks = document.reading.blocks
    behind = ENTRIES_LABEL.sub("", block_text(document, number)) if kind == "entry" else ""
    if _heads(document, number) and not content_words(behind):
        last = _section_end(document, number)
        if last > number + 1:
            return _quoted(document, number + 1, last, number)
    alone = blocks[number].kind == "heading"
    above = None if alone else _above(document, number)
    last = number + 1
    if kind == "entry" and cells_of(document, number):
        return headed(_quoted(document, number, last, None))
    while kind == "entry" and last < len(blocks) and blocks[last].kind == blocks[number].kind:
        if blocks[last].section != blocks[number].section or day_in(
            block_text(document, last), label=True
        ):
            break
        last += 1
    return _quoted(document, number, last, above)


def _above(document: Document, number: int) -> int | None:
    """The heading over a block."""
    return next((n for n in range(number - 1, -1, -1) if _heads(document, n)), None)


def _inner(document: Document, number: int, inner: str) -> list[Quote]:
    """The paragraphs of a section that bear a letter or a number in brackets."""
    last = _section_end(document, number) if _heads(document, number) else number + 1
    found = [
        _quoted(document, n, n + 1, number)
        for n in range(number, last)
        if line_at(document, n).replace(" ", "").lower().startswith(inner)
    ]
    ranges = (_in_line(document, n, inner) for n in range(number, last))
    within = [_under(document, *part, number) for part in ranges if part]
    return within or found


def _in_line(document: Document, number: int, inner: str) -> tuple[int, int] | None:
    """The part of a paragraph that follows "(2)", up to the next such mark."""
    start, text = document.reading.blocks[number].start, block_text(document, number)
    marks = list(_ITEM.finditer(text))
    parts = pairwise([*(mark.start() for mark in marks), len(text)])
    for mark, (a, b) in zip(marks, parts, strict=True):
        if len(marks) > 1 and mark.group().strip().lower() == inner:
            return start + a, start + len(text[:b].rstrip())
    return None


def _under(document: Document, start: int, end: int, heading: int | None) -> Quote:
    """A range of a section as a quote, with the section's heading beside it."""
    quote = quote_at(document, start, end, 1.0)
    if heading is None or start < (above := document.reading.blocks[heading]).end:
        return quote
    lead = Lead("heading", document.reading.source_spans(above.start, above.end))
    return replace(quote, lead=(lead,))


def _heads(document: Document, number: int) -> bool:
    """Whether a block is a heading, or a short line that a label makes one."""
    block = document.reading.blocks[number]
    if block.kind == "heading":
        return True
    text = block_text(document, number).rstrip()
    label = LABEL.match(line_at(document, number))
    if block.kind != "body" or label is None or len(text) > _HEADING:
        return False
    if text.endswith("."):  # "13. Notices." above paragraphs without a number
        below = document.reading.blocks[number + 1 : number + 2]
        numbered = _NUMBERED.match(line_at(document, number + 1)) if below else None
        own = _NUMBERED.match(line_at(document, number))
        short = len(text.split()) <= _TITLE
        return bool(own and short and below and below[0].kind == "body" and not numbered)
    return not text.endswith((";", ",", "!", "?"))


_ITEM = re.compile(r"\((?:\d{1,2}|[a-z])\)\s")
_HEADING, _TITLE = 70, 6  # code points; words of a heading that ends with a full stop


def _section_end(document: Document, number: int) -> int:
    """The block behind the last one of the section that a heading opens."""
    blocks = document.reading.blocks
    heading, depth = blocks[number].kind == "heading", _depth(document, number)
    at = number + 1
    while at < len(blocks) and blocks[at].kind != "note":
        if blocks[at].kind == "heading" and (not heading or _depth(document, at) <= depth):
            break
        if not heading and _heads(document, at):
            break
        at += 1
    return at


def _depth(document: Document, number: int) -> int:
    """The level of a heading."""
    first = int(document.reading.origin[document.reading.blocks[number].start])
    at = bisect_right(document.regions, first, key=lambda region: region.span.start) - 1
    return document.regions[at].level if at >= 0 else 0


def _quoted(document: Document, first: int, last: int, heading: int | None) -> Quote:
    """Blocks as one quote, cut at a block's border where they are too long."""
    blocks = document.reading.blocks
    end = first + 1
    while end < last and blocks[end].end - blocks[first].start <= _LONG:
        if blocks[end].kind == "caption":
            break
        end += 1
    return _under(document, blocks[first].start, blocks[end - 1].end, heading)
