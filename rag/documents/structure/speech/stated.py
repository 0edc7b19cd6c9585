"""Affidavits, witness statements and diaries: one person's words without labels.

"I, X, … say as follows" or a heading "Statement of X" names whose words stand below, up to the
line where somebody else swears them in; in a diary, whose entries stand below their days. What
is told there of the writer in the third person makes it no statement.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import accumulate

from rag.documents.document import Region
from rag.documents.structure.speech.examined import titled
from rag.documents.structure.speech.pieces import BRACKETS, unspoken
from rag.english.patterns.threads import (
    STATED_DAY,
    STATED_DIARY,
    STATED_ENDS,
    STATED_MINE,
    STATED_OF,
    stated_i,
)

_TOP, _NEAR = 12, 6
_SHARE = 0.25


def with_statement(regions: Sequence[Region], text: str) -> list[Region]:
    """The regions, paragraphs of a statement or a diary with whoever states or keeps it."""
    if any(region.speaker for region in regions if region.kind != "comment"):
        return list(regions)
    head = "\n".join(region.span.of(text) for region in regions[:_TOP] if _short(region))
    diary = STATED_DIARY.search(head)
    if diary:
        return list(_diary(regions, text, titled(diary["who"] or diary["owner"])))
    return list(_statements(regions, text))


def _short(region: Region) -> bool:
    return region.kind != "furniture" and region.span.end - region.span.start <= 120


def _statements(regions: Sequence[Region], text: str) -> Iterator[Region]:
    who: str | None = None
    mine = cache(partial(_mine, regions, text))
    for number, region in enumerate(regions):
        words = region.span.of(text)
        opened = _opened(regions, number, text, mine)
        if opened:
            who = titled(opened)
        elif who and STATED_ENDS.match(words):
            who = None
        if who and unspoken(region) and not BRACKETS.fullmatch(words):
            yield replace(region, speaker=who)
        else:
            yield region


def _mine(regions: Sequence[Region], text: str) -> tuple[list[int], list[int]]:
    """The numbers of the paragraphs, and how many before each speak in the first person."""
    own = [number for number, region in enumerate(regions) if unspoken(region)]
    said = (bool(STATED_MINE.search(regions[number].span.of(text))) for number in own)
    return own, [0, *accumulate(said)]


def _opened(
    regions: Sequence[Region],
    number: int,
    text: str,
    mine: Callable[[], tuple[list[int], list[int]]],
) -> str:
    """Whose statement begins with a region; "" where none does."""
    region, words = regions[number], regions[number].span.of(text)
    if region.kind in ("furniture", "note", "comment"):
        return ""
    found = stated_i().search(words)
    if found and found.start() < 40:
        return found["who"] or found["named"]
    stated = STATED_OF.match(words)
    if stated is None or not _short(region):
        return ""
    own, count = mine()
    below = bisect_right(own, number)
    near = (stated_i().search(regions[n].span.of(text)) for n in own[below : below + _NEAR])
    few = count[-1] - count[below] < max(1, _SHARE * (len(own) - below))
    return "" if any(near) or few else stated["who"]


def _diary(regions: Sequence[Region], text: str, who: str) -> Iterator[Region]:
    """The paragraphs below the days of a diary; an introduction and notes in brackets are not."""
    inside = False
    for region in regions:
        words = region.span.of(text)
        dated = STATED_DAY.match(words) is not None
        if region.kind == "heading":
            inside = dated
        elif dated and region.kind in ("body", "caption"):
            inside = True
        own = inside and unspoken(region) and not BRACKETS.fullmatch(words)
        yield replace(region, speaker=who) if own else region
