"""From a file to a `Document`: extraction, regions, reading text, notes.

The reading text holds the running text in order (a paragraph that a page break cut is one
block), then the notes, each a block of its own. Furniture leaves no character in it.
"""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from rag.document import Document, Marker, Region
from rag.errors import SourceError
from rag.front import plain
from rag.markup import Inline, line_hyphens, scan
from rag.notes import FoundMark, FoundNote, resolve
from rag.reading import JOIN, Block, ReadingText
from rag.regions import find_regions
from rag.sentence import sentences
from rag.sources import MAX_BYTES, Extraction, extract
from rag.span import Span

_LEAD = re.compile(
    r"\s*(?:\#{1,6}\s+|(?:>\s?)+|[•·▪◦*+-]\s+|<sup>\s*[^<]{1,4}\s*</sup>\s*|\[\^[^\]\n]{1,12}\]:\s*)?"
)
_LONGEST_SENTENCE = 1200  # code points; longer ones are cut, so that a passage stays readable


def read_document(path: Path, name: str) -> Document:
    """The document at `path`; `name` is its path inside the library, with `/`.

    Raises SourceError with what is wrong with this file; no other file is concerned.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        raise SourceError(name, f"cannot be read: {error.strerror}.") from error
    if size > MAX_BYTES:
        raise SourceError(name, f"{size:,} bytes, expected at most {MAX_BYTES:,}.", "Split it.")
    return document_from(extract(data, path), name, hashlib.sha256(data).hexdigest())


def document_id(name: str) -> str:
    """Sixteen hex figures that stand for a path inside the library."""
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def document_from(extraction: Extraction, name: str, sha256: str) -> Document:
    """Regions, reading text and notes of an extraction, as a `Document`.

    Raises SourceError if nothing in it can be read.
    """
    text = extraction.text
    regions, title, author, date = _structure(extraction)
    build = _Build(extraction, regions)
    build.run()
    if not build.blocks:
        raise SourceError(name, "no readable text, only mark-up or page furniture.")
    reading = ReadingText(
        text="".join(build.chars),
        origin=np.array(build.origin, dtype=np.int32),
        region_starts=np.array([r.span.start for r in regions], dtype=np.int32),
        blocks=tuple(build.blocks),
        sentences=tuple(_sentences(build)),
        closers=np.array(sorted(c[1:] for c in build.links), dtype=np.int32).reshape(-1, 2),
    )
    found = [
        FoundNote(
            b.mark or "", reading.text[b.start : b.end], reading.source_spans(b.start, b.end), page
        )
        for b, page in zip(_note_blocks(build.blocks), build.note_pages, strict=True)
    ]
    notes, of_mark = resolve(build.marks, found)
    markers = tuple(
        Marker(m.span, m.at, m.mark, which) for m, which in zip(build.marks, of_mark, strict=True)
    )
    return Document(
        doc_id=document_id(name), path=name, sha256=sha256, title=title, author=author, date=date,
        text=text, regions=tuple(regions), notes=notes, markers=markers, reading=reading,
        extractor=extraction.extractor, pages=extraction.pages,
    )  # fmt: skip


def _structure(
    extraction: Extraction,
) -> tuple[Sequence[Region], str | None, str | None, str | None]:
    """Regions, title, author and date: the format's own where it states them."""
    if extraction.regions is not None:
        heads = [r for r in extraction.regions if r.kind == "heading"]
        title = plain(heads[0].span.of(extraction.text)) if heads else None
        return extraction.regions, extraction.title or title, extraction.author, extraction.date
    found = find_regions(extraction.text)
    front = found.front
    return (
        found.regions,
        extraction.title or front.title,
        extraction.author or front.author,
        extraction.date or front.date,
    )


def _note_blocks(blocks: Iterable[Block]) -> list[Block]:
    return [block for block in blocks if block.kind == "note"]


@dataclass(slots=True)
class _Build:
    """The reading text while it grows: characters, their origins, blocks and marks."""

    extraction: Extraction
    regions: Sequence[Region]
    chars: list[str] = field(default_factory=list)
    origin: list[int] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    marks: list[FoundMark] = field(default_factory=list)
    note_pages: list[int] = field(default_factory=list)
    links: list[tuple[int, int, int]] = field(default_factory=list)

    def run(self) -> None:
        """Emit the running text, then the notes."""
        known = {r.mark for r in self.regions if r.mark}
        words = _hyphenated(self.extraction.text)
        note_order = {id(r): n for n, r in enumerate(r for r in self.regions if r.kind == "note")}
        headings: list[tuple[int, str]] = []
        for paragraph in _paragraphs(self.regions):
            first = paragraph[0][0]
            start = self._open()
            for region, page in paragraph:
                self._region(region, page, known, words, note_order)
            if self._close(start, first, headings) and first.kind == "note":
                self.note_pages.append(paragraph[0][1])

    def _open(self) -> int:
        """Separate what follows from the block before it; returns where the block starts."""
        if self.chars:
            self.chars += ["\n", "\n"]
            self.origin += [JOIN, JOIN]
        return len(self.chars)

    def _close(self, start: int, first: Region, headings: list[tuple[int, str]]) -> bool:
        """End the block that began at `start`; returns whether it holds anything."""
        while len(self.chars) > start and self.chars[-1].isspace():
            self.chars.pop()
            self.origin.pop()
        if len(self.chars) == start:
            del self.chars[max(0, start - 2) :], self.origin[max(0, start - 2) :]
            return False
        if first.kind == "heading":
            words = "".join(self.chars[start:])
            headings[:] = [h for h in headings if h[0] < first.level] + [(first.level, words)]
        section = " › ".join(words for _, words in headings)
        self.blocks.append(
            Block(start, len(self.chars), first.kind, section if first.kind != "note" else "Notes",
                  first.speaker, first.mark)
        )  # fmt: skip
        return True

    def _region(
        self,
        region: Region,
        page: int,
        known: set[str],
        words: frozenset[str],
        note_order: dict[int, int],
    ) -> None:
        """Append the visible characters of a region and collect its marks."""
        text = self.extraction.text
        inline, start = self._inline(region, known, words)
        hidden = bytearray(region.span.end - start)
        for a, b in inline.hidden:
            a, b = max(a, start), min(b, region.span.end)
            hidden[a - start : b - start] = b"\x01" * max(0, b - a)
        self._join(text, start)
        self.links += inline.links
        base = len(self.chars)
        for at in range(start, region.span.end):
            if hidden[at - start]:
                continue
            char = text[at]
            if char.isspace():
                if len(self.chars) > base and self.chars[-1] != " ":
                    self.chars.append(" ")
                    self.origin.append(at)
            else:
                self.chars.append(char)
                self.origin.append(at)
        if region.kind != "note":
            for mark in inline.marks:
                at = base + bisect_left(self.origin[base:], mark.start if mark.hidden else mark.end)
                self.marks.append(FoundMark(Span(mark.start, mark.end), at, mark.mark, None, page))
            self._linked(region, base, page, note_order)

    def _inline(self, region: Region, known: set[str], words: frozenset[str]) -> tuple[Inline, int]:
        """Mark-up and marks of a region, and where its own words begin."""
        text, (a, b) = self.extraction.text, (region.span.start, region.span.end)
        skipped = tuple((s.start, s.end) for s in self.extraction.skipped if s.within(region.span))
        hyphens = tuple(line_hyphens(text, a, b, words))
        if self.extraction.markup == "none":
            return Inline(skipped + hyphens, ()), a
        lead = _LEAD.match(text, a, b)
        start = lead.end() if lead else a
        if region.kind == "note" and region.mark and start == a:
            bare = re.compile(rf"\[?{re.escape(region.mark)}[\].)]?\s*").match(text, a, b)
            start = bare.end() if bare else a
        found = scan(text, start, b, known)
        if region.kind == "note":  # a mark inside a note is shown as it stands
            marks = {(m.start, m.end) for m in found.marks}
            found = Inline(tuple(h for h in found.hidden if h not in marks), (), found.links)
        lines = tuple(m.span() for m in re.finditer(r"^[ \t]*(?:>[ \t]?)+", text[start:b], re.M))
        prefixes = tuple((start + x, start + y) for x, y in lines if region.kind == "block-quote")
        tail = re.compile(r"\s+#+\s*$").search(text, start, b) if region.kind == "heading" else None
        ending = (tail.span(),) if tail else ()
        hidden = found.hidden + skipped + hyphens + prefixes + ending
        return Inline(hidden, found.marks, found.links), start

    def _join(self, text: str, start: int) -> None:
        """Put a space between two regions of one block, or make a divided word whole."""
        if not self.chars or self.chars[-1] == "\n":
            return
        if self.chars[-1] == "-" and len(self.chars) > 1 and self.chars[-2].isalpha():
            if text[start : start + 1].islower():
                self.chars.pop()
                hyphen = self.origin.pop()
                self.links.append((hyphen, hyphen, hyphen + 1))
            return
        if not self.chars[-1].isspace():
            self.chars.append(" ")
            self.origin.append(JOIN)

    def _linked(self, region: Region, base: int, page: int, order: dict[int, int]) -> None:
        """Marks that the format itself stated for this region."""
        for raw in self.extraction.markers:
            if raw.span.within(region.span):
                at = base + bisect_left(self.origin[base:], raw.span.start)
                target = None
                if raw.target is not None:
                    target = order.get(id(self.regions[raw.target]))
                self.marks.append(FoundMark(raw.span, at, raw.mark, target, page))


def _paragraphs(regions: Sequence[Region]) -> list[list[tuple[Region, int]]]:
    """Regions of the running text grouped into blocks, then the notes; each with its page.

    A page here is what one block of notes serves: its number counts the blocks of notes that
    stand before it.
    """
    running: list[list[tuple[Region, int]]] = []
    notes: list[list[tuple[Region, int]]] = []
    page, in_notes = 0, False
    open_block: list[tuple[Region, int]] | None = None
    for region in regions:
        if region.kind == "furniture":
            continue
        if region.kind == "note":
            in_notes = True
            notes.append([(region, page)])
            continue
        if in_notes:
            page, in_notes = page + 1, False
        if region.continues and open_block is not None:
            open_block.append((region, page))
            continue
        block = [(region, page)]
        running.append(block)
        if region.kind in ("body", "block-quote"):
            open_block = block
    return running + notes


def _hyphenated(text: str) -> frozenset[str]:
    """Every word of the text in lower case, hyphenated ones whole."""
    return frozenset(re.findall(r"[^\W_]+(?:-[^\W_]+)*", text.lower()))


def _sentences(build: _Build) -> list[tuple[int, int]]:
    """Sentences of every block; a heading is one, and none is longer than 1,200 code points."""
    text, found = "".join(build.chars), []
    for block in build.blocks:
        piece = text[block.start : block.end]
        spans = [(0, len(piece))] if block.kind == "heading" else sentences(piece)
        if build.links:
            spans = _whole_links(spans, build, block)
        for a, b in spans:
            found += [(block.start + x, block.start + y) for x, y in _bounded(piece, a, b)]
    return found


def _whole_links(
    spans: list[tuple[int, int]], build: _Build, block: Block
) -> list[tuple[int, int]]:
    """The sentences of a block, joined where a border would cut a link in two."""
    joined: list[tuple[int, int]] = []
    for a, b in spans:
        if joined:
            last, first = (
                build.origin[block.start + joined[-1][1] - 1], build.origin[block.start + a]
            )  # fmt: skip
            if any(start <= last and first < close for start, close, _ in build.links):
                joined[-1] = (joined[-1][0], b)
                continue
        joined.append((a, b))
    return joined


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The range, cut at white space where it is longer than a sentence may be."""
    pieces: list[tuple[int, int]] = []
    while end - start > _LONGEST_SENTENCE:
        cut = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        cut = cut if cut > start else start + _LONGEST_SENTENCE
        pieces.append((start, cut))
        start = cut + (text[cut] == " ")
    return [*pieces, (start, end)]
