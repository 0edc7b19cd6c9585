"""Reading text of a document as HTML: emphasis, the source's own note marks, marked ranges."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from rag.document import Document, Marker
from rag.errors import SpanError
from rag.reading import Block
from rag.span import Span
from rag.web.emphasis import emphasis
from rag.web.escape import attributes, esc
from rag.web.segments import Insert, Layer, to_html


def passage_html(
    document: Document, start: int, end: int, layers: Iterable[Layer] = (), anchor: str = "note-"
) -> str:
    """The reading text from `start` to `end` as HTML for inside a paragraph.

    `anchor` and a note's number, from 1, name the element that its mark leads to.
    """
    found = list(layers)
    for block in blocks_between(document, start, end):
        found += emphasis(document, block)
    inserts = [
        Insert(marker.at, _mark_html(marker, anchor))
        for marker in document.markers
        if start < marker.at <= end
    ]
    return to_html(document.reading.text, start, end, found, inserts)


def blocks_between(document: Document, start: int, end: int) -> tuple[Block, ...]:
    """The blocks that share a character with the reading text from `start` to `end`."""
    blocks = document.reading.blocks
    first = bisect_right(blocks, start, key=lambda block: block.end)
    return blocks[first : bisect_left(blocks, end, key=lambda block: block.start)]


def reading_ranges(document: Document, spans: Iterable[Span]) -> list[tuple[int, int]]:
    """The reading range of each layer-1 span; one that holds no reading text is left out."""
    found = []
    for span in spans:
        try:
            found.append(document.reading.locate((span,)))
        except SpanError:
            continue  # mark-up only: there is nothing to mark
    return found


def _mark_html(marker: Marker, anchor: str) -> str:
    """A mark of the source's own notes; a small link to the first note that it stands for."""
    if not marker.notes:
        title = "The source has this mark, but no note that it can be told to stand for"
        return f'<sup class="own lost"{attributes(title=title)}>{esc(marker.mark)}</sup>'
    link = attributes(
        href=f"#{anchor}{marker.notes[0] + 1}", aria_label=f"note {marker.mark} of the source"
    )
    return f'<sup class="own"><a{link}>{esc(marker.mark)}</a></sup>'
