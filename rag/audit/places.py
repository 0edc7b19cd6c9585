"""From tokens of the index to layer 1: spans, and passages to show."""

from collections.abc import Sequence

from rag.audit.closest import Near
from rag.audit.records import Nearest
from rag.audit.word_index import WordIndex
from rag.document import Document
from rag.span import Span

Piece = tuple[int, int]
"""A run of tokens of the index, half-open."""


def layer_1(index: WordIndex, document: Document, pieces: Sequence[Piece]) -> tuple[Span, ...]:
    """The layer-1 spans of runs of tokens of one document, in order and without overlap."""
    found = {
        span
        for first, last in pieces
        for span in document.reading.source_spans(
            int(index.starts[first]), int(index.ends[last - 1])
        )
    }
    result: list[Span] = []
    for span in sorted(found):
        if result and span.start < result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def passage(index: WordIndex, piece: Piece, share: float) -> Nearest:
    """A run of tokens as a passage to show."""
    document = index.documents[index.document_of(piece[0])]
    start, end = int(index.starts[piece[0]]), int(index.ends[piece[1] - 1])
    words = " ".join(document.reading.text[start:end].split())
    return Nearest(document, layer_1(index, document, [piece]), words, share)


def near_passage(index: WordIndex, near: Near) -> Nearest:
    """A near place as a passage to show."""
    return passage(index, of_words(index, near.first, near.last - near.first), near.share)


def of_words(index: WordIndex, place: int, size: int) -> Piece:
    """The tokens of `size` words from word number `place` on."""
    return int(index.words[place]), int(index.words[place + size - 1]) + 1
