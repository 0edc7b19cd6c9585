"""A whole document: its reading text with headings, comments, notes and page numbers; or layer 1.

The exact characters of layer 1 are shown with a quote's spans and their offsets.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from rag.documents.document import Document
from rag.documents.reading import JOIN, Block
from rag.span import Span
from rag.views.page.passage import passage
from rag.views.page.segments import MarkedRange, TextPiece, pieces
from rag.web.links import Marked


@dataclass(frozen=True, slots=True)
class BlockShown:
    """A block; `page` is the label of the page that begins with it, "" if none does."""

    kind: str
    words: Sequence[TextPiece]
    page: str = ""
    level: int = 0
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class ReadingShown:
    """The whole document: blocks, and whether they are readers' comments; each note's mark."""

    sections: Sequence[tuple[bool, Sequence[BlockShown]]]
    notes: Sequence[tuple[str, Sequence[TextPiece]]]
    template: str = field(default="web/source/reading.html", init=False)


def reading(document: Document, layers: Sequence[MarkedRange]) -> ReadingShown:
    """The document with `layers` marked; its notes stand at the end."""
    text = [block for block in document.reading.blocks if block.kind != "note"]
    sections = []
    page = ""
    for comments, blocks in groupby(text, key=lambda block: block.kind == "comment"):
        inner = []
        for block in blocks:
            label = _page(document, block)
            shown = _block(document, block, layers, label if label != page else "")
            page = label
            if not _repeats_title(document, block, shown):
                inner.append(shown)
        sections.append((comments, inner))
    notes = [
        (block.mark or "", passage(document, block.start, block.end, layers))
        for block in document.reading.blocks
        if block.kind == "note"
    ]
    return ReadingShown(sections, notes)


def _block(
    document: Document, block: Block, layers: Sequence[MarkedRange], page: str
) -> BlockShown:
    words = passage(document, block.start, block.end, layers)
    level = min(6, 2 + block.section.count(" › "))
    return BlockShown(block.kind, words, page, level, block.speaker)


def _repeats_title(document: Document, block: Block, shown: BlockShown) -> bool:
    """Whether a heading says what the page's own heading says, and nothing in it is marked."""
    return (
        block.kind == "heading"
        and block.start == 0
        and document.reading.text[: block.end] == document.title
        and not shown.page
        and not any(piece.kind == "open" and piece.text == "mark" for piece in shown.words)
    )


def _page(document: Document, block: Block) -> str:
    """The label of the page on which a block begins; "" where the format has no pages."""
    origin = [at for at in document.reading.origin[block.start : block.end][:20] if at != JOIN]
    if not document.pages or not origin:
        return ""
    at = bisect_right(document.pages, int(origin[0]), key=lambda page: page.start)
    return document.pages[at - 1].label if at else ""


@dataclass(frozen=True, slots=True)
class ExactShown:
    """Layer 1 with the spans of the quotes, and a row a span: its quote, itself, its words."""

    extractor: str
    sha256: str
    text: Sequence[TextPiece]
    rows: Sequence[tuple[int, Span, str]]
    template: str = field(default="web/source/exact.html", init=False)


def exact(document: Document, marked: Sequence[Marked]) -> ExactShown:
    """Layer 1 as it is, mark-up and page furniture included, with the spans of the quotes."""
    length = len(document.text)
    layers, rows = [], []
    for one in marked:
        spans = [span for span in one.spans if span.end <= length]
        layers += [
            MarkedRange(span.start, span.end, "mark", 0, "quote",
                  f"quote-{one.number}" if n == 0 else f"quote-{one.number}-span-{n + 1}")
            for n, span in enumerate(spans)
        ]  # fmt: skip
        rows += [(one.number, span, _short(span.of(document.text))) for span in spans]
    text = pieces(document.text, 0, length, layers)
    return ExactShown(document.extractor, document.sha256, text, rows)


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:28]} … {words[-28:]}"
