"""A quote is a document and spans of its layer 1. Its text is derived, never stored.

`Quote.text` is the reading text that the spans stand for: their characters without mark-up
and with white space folded. Nothing else may differ, and rag/quotes/check.py checks that again,
straight from layer 1, whenever a quote is shown or exported.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal

from rag.documents.document import Document, Note
from rag.documents.reading import Block
from rag.quotes.locator import Locator, locator_of
from rag.quotes.quoted import block_at
from rag.quotes.voice import Voice, voice_of
from rag.span import Span, ordered

LeadKind = Literal["header", "caption", "lead-in", "heading"]
_RUN = 2
"""Sentences behind a quote whose note may be meant for it, too."""


@dataclass(frozen=True, slots=True)
class SameSentence:
    """Another document that says the same sentence."""

    document: Document = field(repr=False)
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Lead:
    """Words of the same document that a quote is read under: a table's header, a list's lead-in."""

    kind: LeadKind
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Layer-1 spans of one document, with who speaks and the source's own notes.

    `score` in 0..1 orders quotes. `answer_spans` (layer 1) mark the words that answer.
    `warnings` are codes of rag/quotes/warnings.py. `also` lists other documents with the same
    words. `lead` is what stands above it in its table or list, `items` (n, of) how many items of
    a list it has.
    """

    document: Document = field(repr=False)
    spans: tuple[Span, ...]
    voice: Voice
    notes: tuple[Note, ...] = ()
    score: float = 0.0
    answer_spans: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()
    also: tuple[SameSentence, ...] = ()
    lead: tuple[Lead, ...] = ()
    items: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        """Raises SpanError if the spans are out of order or are not one run of reading text."""
        ordered(self.spans)
        self.document.reading.locate(self.spans)

    @property
    def range(self) -> tuple[int, int]:
        """The reading range (start, end) of the spans."""
        return self.document.reading.locate(self.spans)

    @property
    def text(self) -> str:
        """The quote as shown: sliced from the reading text, white space folded."""
        start, end = self.range
        return fold_space(self.document.reading.text[start:end])

    def words_at(self, spans: tuple[Span, ...]) -> str:
        """What other spans of the document say, as shown."""
        start, end = self.document.reading.locate(spans)
        return fold_space(self.document.reading.text[start:end])

    @property
    def context(self) -> tuple[str, str]:
        """The sentence before and the sentence after, "" at the ends of the text."""
        start, end = self.range
        reading = self.document.reading
        cuts = reading.sentences
        first = bisect_left(cuts, (start, 0))
        before = cuts[first - 1] if first else None
        after_at = bisect_left([a for a, _ in cuts], end)
        after = cuts[after_at] if after_at < len(cuts) else None
        return (
            fold_space(reading.text[before[0] : before[1]]) if before else "",
            fold_space(reading.text[after[0] : after[1]]) if after else "",
        )

    @property
    def block(self) -> Block:
        """The block of reading text that the quote begins in."""
        return self.document.reading.blocks[block_at(self.document, self.range[0])]

    @property
    def paragraph_notes(self) -> tuple[Note, ...]:
        """Notes at the end of the paragraph, which may be meant for these words, too.

        Empty where the quote has notes of its own, or where another mark stands between.
        """
        at, end = self._next_mark, self.block.end
        return notes_of(self.document, end - 1, end) if at == end else ()

    @property
    def following_notes(self) -> tuple[Note, ...]:
        """Notes to one of the next two sentences, which may be meant for these words, too.

        Empty where the quote has notes of its own, and where they end the paragraph.
        """
        at, block = self._next_mark, self.block
        if at is None or at == block.end:
            return ()
        ends = (end for _, end in self.document.reading.sentences if self.range[1] < end)
        return notes_of(self.document, at - 1, at) if at in islice(ends, _RUN) else ()

    @property
    def _next_mark(self) -> int | None:
        """Where the next mark of a note stands in the paragraph of a quote that has none."""
        block, end = self.block, self.range[1]
        if self.notes or block.kind not in ("body", "block-quote") or end >= block.end:
            return None
        return next((m.at for m in self.document.markers if end < m.at <= block.end), None)

    @property
    def section(self) -> str:
        """The headings above the quote, joined by " › ", without the document's title."""
        return self.locator.section

    @property
    def locator(self) -> Locator:
        """Page (where the format has pages), section, line and printed lines."""
        return locator_of(self.document, self.spans)

    @property
    def recognised(self) -> bool:
        """Whether any of its words were read by OCR, and may be misread."""
        return any(self.document.recognised(span) for span in self.spans)

    @property
    def unseen(self) -> bool:
        """Whether any of its words are invisible text, which no page shows."""
        return self.document.hides(self.spans)

    @property
    def beside_loss(self) -> bool:
        """Whether something could not be read in its block, right beside it, or on its page.

        A loss whose place in the text is known concerns the block that it stands in, or those
        around it; one of which only the page is known concerns the whole page.
        """
        losses = self.document.losses
        if not losses:
            return False
        pages = {self.document.page_of(offset) for span in self.spans
                 for offset in (span.start, span.end - 1)}  # fmt: skip
        return any(
            loss.page in pages and loss.page is not None
            if loss.at is None
            else any(self._around(span, loss.at) for span in self.spans)
            for loss in losses
        )

    def _around(self, span: Span, offset: int) -> bool:
        """Whether a layer-1 offset lies in the region of a span or at one of its borders."""
        regions = self.document.regions
        first = max(bisect_right(regions, span.start, key=lambda r: r.span.start) - 1, 0)
        last = bisect_left(regions, span.end, key=lambda r: r.span.start)
        before = regions[first - 1].span.end if first else 0
        after = regions[last].span.start if last < len(regions) else len(self.document.text) + 1
        return before <= offset < after

    @property
    def occurrence(self) -> tuple[int, int]:
        """(n, of): this is the n-th of so many places where the document has these words."""
        start, end = self.range
        reading = self.document.reading.text
        places = [m.start() for m in re.finditer(re.escape(reading[start:end]), reading)]
        return bisect_left(places, start) + 1, len(places)


def fold_space(text: str) -> str:
    """The text with every run of white space as one space and none at its ends."""
    return " ".join(text.split())


def quote_at(
    document: Document,
    start: int,
    end: int,
    score: float = 0.0,
    answers: tuple[tuple[int, int], ...] = (),
) -> Quote:
    """The quote of reading text from `start` to `end`, with its voice and notes.

    `answers` are reading ranges inside it. Raises SpanError for an outlying range.
    """
    reading = document.reading
    spans = tuple(span for a, b in answers for span in reading.source_spans(a, b))
    return Quote(
        document=document,
        spans=reading.source_spans(start, end),
        voice=voice_of(document, start, end),
        notes=notes_of(document, start, end),
        score=score,
        answer_spans=tuple(sorted(set(spans))),
    )


def notes_of(document: Document, start: int, end: int) -> tuple[Note, ...]:
    """The source's own notes to the reading text from `start` to `end`, in order, once each.

    A mark belongs to the words before it. Words inside a note come with that note.
    """
    numbers: list[int] = []
    for marker in document.markers:
        if start < marker.at <= end:
            numbers += [n for n in marker.notes if n not in numbers]
    for block in document.reading.blocks:
        if block.kind == "note" and block.start < end and start < block.end:
            spans = document.reading.source_spans(block.start, block.end)
            numbers += [n for n, note in enumerate(document.notes)
                      if note.spans == spans and n not in numbers]  # fmt: skip
    return tuple(document.notes[n] for n in numbers)
