"""Stretches of a region as regions of their own, each with its speaker."""

from collections.abc import Iterator
from dataclasses import replace

from rag.documents.document import Region
from rag.span import Span


def piece(
    region: Region, text: str, start: int, end: int, speaker: str | None, first: bool = False
) -> Iterator[Region]:
    """A stretch of a region without the white space around it, if anything is left.

    `first` says that it begins something of its own, whatever the region goes on with.
    """
    words = text[start:end]
    start, end = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
    if start < end:
        kind = "body" if speaker is not None and region.kind != "block-quote" else region.kind
        goes_on = region.continues and not first
        yield replace(region, kind=kind, span=Span(start, end), speaker=speaker, continues=goes_on)
