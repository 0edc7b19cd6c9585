"""Figures that stand in a text and are places in it: each is furniture, what it parts goes on."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.documents.document import Region
from rag.documents.structure.line_numbers import LABEL
from rag.span import Span

_ENDED = re.compile(r"[.!?:;…]['\"'”’)\]]*$")
_SIGN = re.compile(r"[-*+•·▪◦:>|#\[]")
_LONG = 30
_JOINED = ("body", "block-quote", "comment", "note")


def parted(regions: Sequence[Region], figures: Sequence[Span], text: str) -> list[Region]:
    """The regions with each figure as furniture of its own; what it parts stays one paragraph."""
    starts = [figure.start for figure in figures]
    found = [Region("furniture", figure) for figure in figures]
    for region in regions:
        first = bisect_left(starts, region.span.start)
        inside = figures[first : bisect_left(starts, region.span.end)]
        if region.kind == "furniture":
            found += [replace(region, span=span) for span in _around(inside, region.span, text)]
            continue
        for order, span in enumerate(_around(inside, region.span, text)):
            goes_on = order > 0 and region.kind in _JOINED
            # A sign that begins a line within a paragraph begins no list.
            raw = region.raw or (goes_on and _SIGN.match(text, span.start) is not None)
            continues = goes_on or region.continues
            found.append(replace(region, span=span, continues=continues, raw=raw))
    return list(_whole(sorted(found, key=lambda region: region.span.start), text))


def _whole(regions: Sequence[Region], text: str) -> Iterator[Region]:
    """A line goes on with the numbered one before it that is long and ends no sentence."""
    before: Region | None = None
    for at, region in enumerate(regions):
        own = at > 0 and _is_number(regions[at - 1], text)
        if before is not None and own and region.kind == before.kind == "body":
            words = before.span.of(text).rsplit("\n", 1)[-1]
            ended = len(words) < _LONG or _ENDED.search(words) is not None
            if not ended and not LABEL.match(region.span.of(text)):
                region = replace(region, continues=True, raw=True)
        if region.kind != "furniture":
            before = region if own else None
        yield region


def _is_number(region: Region, text: str) -> bool:
    return region.kind == "furniture" and len(region.span) <= 4 and region.span.of(text).isdigit()


def _around(figures: Sequence[Span], span: Span, text: str) -> Iterator[Span]:
    """The words of a span between figures that lie in it."""
    edges = [span.start, *(edge for one in figures for edge in (one.start, one.end)), span.end]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        words = text[start:end]
        if words.strip():
            lead = len(words) - len(words.lstrip())
            yield Span(start + lead, start + len(words.rstrip()))
