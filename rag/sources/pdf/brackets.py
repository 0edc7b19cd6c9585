"""Marks that stand in brackets in the line, as papers cite their list of references: `[12]`."""

import re
from collections.abc import Iterator, Sequence

from rag.document import Region
from rag.span import Span

_LIST = re.compile(r"\s?\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]")


def bracketed(text: str, regions: Sequence[Region]) -> Iterator[tuple[Span, str]]:
    """The marks in brackets and what they name, if the notes print their own numbers so.

    A list counts only if every number in it is the number of a note: `[1999]` is none. A space
    before the bracket belongs to the mark, so that the sentence's end stays with its words.
    """
    notes = {
        region.mark
        for region in regions
        if region.kind == "note" and region.mark and text[region.span.start] == "["
    }
    if not notes:
        return
    for region in regions:
        if region.kind in ("body", "block-quote", "caption"):
            for found in _LIST.finditer(text, region.span.start, region.span.end):
                if set(re.findall(r"\d+", found.group(1))) <= notes:
                    yield Span(found.start(), found.end()), found.group(1)
