"""Stretches of a region as regions of their own: each with its speaker; captions without times."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.documents.document import Region
from rag.span import Span

BRACKETS = re.compile(r"[\[(].*[\])][^\w\])]*", re.S)
"""A paragraph that an editor has set in brackets."""
_TIME = re.compile(r"^[ \t]*(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{3}[ \t]*-->[^\n]*$", re.M)
_SAID = re.compile(r"[^\W_]|[\"'“‘]")
_REACH = 600  # code points, times between the captions included
ENDED = re.compile(r"[.!?…][\"'”’)\]]*$")
_BREAKS = re.compile(r"[\r\n]*")
_CUE = re.compile(r"^(?:WEBVTT[^\n]*|[ \t]*\d{1,6}[ \t]*(?=\n[^\n]*-->))$", re.M)
"""A caption's number stands right before its time; "1945" alone is a caption's words."""


def unspoken(region: Region) -> bool:
    """Whether a region is running text that is nobody's yet."""
    return region.kind == "body" and not region.raw and region.speaker is None


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


def without_times(regions: Sequence[Region], text: str) -> Iterator[Region]:
    """Captions without the lines that say when they are shown, and their numbers."""
    timed = sum(len(_TIME.findall(r.span.of(text))) for r in regions if r.kind != "furniture")
    for region in regions:
        if timed >= 2 and _shown_number(region, text):
            yield replace(region, kind="body")
            continue
        if timed < 2 or region.kind not in ("body", "caption", "heading"):
            yield region
            continue
        at = region.span.start
        lines = sorted(
            match.span()
            for pattern in (_TIME, _CUE)
            for match in pattern.finditer(text, region.span.start, region.span.end)
        )
        for start, end in lines:
            if start > at:
                yield from piece(region, text, at, start, region.speaker, True)
            if end > start:
                yield Region("furniture", Span(start, end))
            at = max(at, end)
        yield from piece(region, text, at, region.span.end, region.speaker, True)


def over_captions(regions: Sequence[Region], text: str) -> Iterator[Region]:
    """Captions, those that go on with the sentence of the speaker's caption before as one with it.

    Without the end of a sentence within reach nothing is joined: captions made by ear have none.
    """
    goes_on: set[int] = set()
    run: list[tuple[int, Region]] = []
    for n, region in enumerate(regions):
        if region.kind == "furniture":
            continue
        words = region.span.of(text)
        if run and (run[-1][1].speaker != region.speaker or not _SAID.match(words)):
            run = []
        if region.kind == "body" and (run or not region.continues):
            run.append((n, region))
        if run and ENDED.search(words.rstrip()):
            if region.span.end - run[0][1].span.start < _REACH:
                goes_on.update(number for number, _ in run[1:])
            run = []
    for n, region in enumerate(regions):
        yield replace(region, continues=region.continues or n in goes_on)


def _shown_number(region: Region, text: str) -> bool:
    """Whether a lone number of captions, taken for that of a page, is what they show."""
    if region.kind != "furniture" or not region.span.of(text).strip().isdigit():
        return False
    after = _BREAKS.match(text, region.span.end)
    return after is not None and not _TIME.match(text, after.end())
