"""The records that everything else speaks of: document, region, note, marker, passage, hit.

Layer 1 is `Document.text`: for .txt and .md the file decoded as UTF-8, character for
character. Layer 2 is `Document.reading`, the reading text, which is searched and shown and
maps back to layer 1 (rag/documents/reading.py). This file holds data and no behaviour beyond
slicing.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from rag.documents.reading import ReadingText
from rag.span import Span

RegionKind = Literal["body", "heading", "note", "block-quote", "caption", "comment", "furniture"]
VoiceKind = Literal["author", "quoted", "comment"]
Markup = Literal["markdown", "text", "captions", "none"]
"""Whether layer 1 is the file itself, with mark-up of its own, or what an extractor wrote."""


@dataclass(frozen=True, slots=True)
class Region:
    """One block of layer 1. Regions are in order and do not overlap; gaps are white space.

    `level` is a heading's depth (1 is the title), 0 for one that opens no section: a title or
    what stands below it, above the byline. `speaker` names a commenter. `continues`
    says that the block goes on with the sentence of the last body block before it, over a
    page break. `mark` is the number of a note, as printed. `raw` says that
    nothing in it is mark-up, as in code.
    """

    kind: RegionKind
    span: Span
    level: int = 0
    speaker: str | None = None
    continues: bool = False
    mark: str | None = None
    raw: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the source itself. `spans` are layer 1; `text` is its reading text.

    `full_reference` is the first full reference that a short one ("Ibid.", a surname and a
    short title) stands for, or None where the note is full itself or cannot be resolved.
    """

    mark: str
    text: str
    spans: tuple[Span, ...]
    full_reference: "Note | None" = None


@dataclass(frozen=True, slots=True)
class Marker:
    """A note's mark in the running text.

    `span` is layer 1. `at` is its place in the reading text, where it leaves no character.
    `notes` index `Document.notes`; empty for a marker that could not be resolved.
    """

    span: Span
    at: int
    mark: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Where a page starts in layer 1, with its printed label (or its number from 1).

    `ocr` says that its text was recognised in a picture of the page, and may be misread.
    """

    start: int
    label: str
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Where a line of a print starts in layer 1 that counts its lines, and the line's number."""

    start: int
    number: int


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """What was recognised on a page that is a picture; `page` counts from 0.

    `seen` is JSON of rag/documents/formats/pdf/tesseract.py: words and their boxes, in points.
    """

    page: int
    seen: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that the file shows and layer 1 lacks, or has only as a placeholder.

    `what` says it as a person reads it ("3 signs of the font Symbol could not be read"). `signs`
    counts the characters, 0 where that is not known. `page` is the page's label, `at` the layer-1
    offset at which they are missing (of the placeholder, where there is one); None where unknown.
    """

    what: str
    signs: int = 0
    page: str | None = None
    at: int | None = None

    @property
    def words(self) -> str:
        """What is lost, behind its page.

        >>> Loss("3 signs of the font Symbol could not be read", 3, "7").words
        'p. 7: 3 signs of the font Symbol could not be read'
        """
        return self.what if self.page is None else f"p. {self.page}: {self.what}"


@dataclass(frozen=True, slots=True)
class Document:
    """A source with its two layers of text, its regions and its notes.

    `path` is relative to the indexed folder, with `/`. `sha256` is of the file's bytes.
    `extractor` is "name/version" of what made layer 1, `markup` says whether that is the file
    itself, decoded. `problems` are remarks on the file as a
    whole; they are told when it is indexed and not kept. `losses` say, each with its place, what
    the file shows and the text lacks. `scans` are what was recognised on pages that are pictures,
    so that it can be marked on them. `unseen` are spans of invisible text, which the file holds and
    no page shows. `printed_lines` are the lines of a print that counts them, by their start.
    `address` is the web address that the file states as its own, `keywords` are its labels.
    """

    doc_id: str
    path: str
    sha256: str
    title: str | None
    author: str | None
    date: str | None
    text: str = field(repr=False)
    regions: tuple[Region, ...] = field(repr=False)
    notes: tuple[Note, ...] = field(repr=False)
    markers: tuple[Marker, ...] = field(repr=False)
    reading: ReadingText = field(repr=False)
    extractor: str = "text/1"
    pages: tuple[Page, ...] = field(default=(), repr=False)
    problems: tuple[str, ...] = ()
    scans: tuple[ScannedPage, ...] = field(default=(), repr=False)
    address: str | None = None
    markup: Markup = "markdown"
    losses: tuple[Loss, ...] = ()
    unseen: tuple[Span, ...] = ()
    printed_lines: tuple[PrintedLine, ...] = field(default=(), repr=False)
    keywords: tuple[str, ...] = ()

    def page_of(self, offset: int) -> str | None:
        """The label of the page on which a layer-1 offset lies, where the format has pages."""
        after = bisect_right(self.pages, offset, key=lambda page: page.start)
        return self.pages[after - 1].label if after else None

    def line_of(self, offset: int) -> int | None:
        """The printed number of the line on which a layer-1 offset lies, where it is counted."""
        after = bisect_right(self.printed_lines, offset, key=lambda line: line.start)
        if not after:
            return None
        printed = self.printed_lines[after - 1]
        return None if "\n" in self.text[printed.start : offset] else printed.number

    def hides(self, spans: Iterable[Span]) -> bool:
        """Whether any of the layer-1 spans holds invisible text."""
        return any(one.overlap(span) for span in spans for one in self.unseen)

    def recognised(self, span: Span) -> bool:
        """Whether a layer-1 span begins on a page that was read by OCR."""
        after = bisect_right(self.pages, span.start, key=lambda page: page.start)
        return after > 0 and self.pages[after - 1].ocr


def document_id(name: str) -> str:
    """Sixteen hex figures that stand for a path inside the library."""
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Passage:
    """What is indexed and handed to the reader: whole sentences of one document.

    `start` and `end` are offsets into the document's reading text, `text` is that slice and
    `sentences` are (start, end) relative to `text`. `spans` are layer 1. `kind` is that of
    its blocks; a passage never mixes comments, notes and body. `section` is the path of
    headings above it.
    """

    doc_id: str
    ordinal: int
    start: int
    end: int
    text: str
    sentences: tuple[tuple[int, int], ...]
    spans: tuple[Span, ...]
    kind: RegionKind
    section: str = ""
    speaker: str | None = None
