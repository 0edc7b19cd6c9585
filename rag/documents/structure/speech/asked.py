"""Interviews and letters without labels: set-off questions, and headings that say who writes.

A magazine prints the questions in italics or bold and the answers plain; an edition of letters
has headings "X to Y, 3 March 1871". Both name the speaker of what stands below.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.documents.document import Region
from rag.english.patterns.turns import ASKED_ANSWERS, ASKED_PAIR, ASKED_SALUTES, ASKED_TO

_SET_OFF = re.compile(r"(?P<mark>\*{1,3}|_{1,3})(?!\s)[^*_]+(?P=mark)\W*|#{2,6}\s[^\n]+\?\s*")
_BRACKETS = re.compile(r"[\[(].*[\])]\W*", re.S)
_FEWEST, _SHARE = 2, 0.5


def with_questions(regions: Sequence[Region], text: str, heard: str, head: str) -> list[Region]:
    """The regions, answers to set-off questions with their speaker; "" for who asks."""
    pair = ASKED_PAIR.search(head)
    who = pair["who"] if pair else heard
    at = [n for n, region in enumerate(regions) if _set_off(region, text)]
    asked = [n for n in at if regions[n].span.of(text).rstrip("*_ \n").endswith("?")]
    if len(asked) < _FEWEST or not who:
        return list(regions)
    first = asked[0]
    answers = [n for n in range(first, len(regions)) if n not in at and _plain(regions[n])]
    spoken = sum(bool(ASKED_ANSWERS.search(regions[n].span.of(text))) for n in answers)
    if len(asked) < _SHARE * len([n for n in at if n >= first]) or spoken < _SHARE * len(answers):
        return list(regions)
    asks = pair["asks"] if pair else ""
    found = list(regions)
    for n in range(first, len(regions)):
        if n in at:
            found[n] = replace(regions[n], kind="body", level=0, speaker=asks)
        elif regions[n].kind == "heading":
            break
        elif _plain(regions[n]) and not _BRACKETS.fullmatch(regions[n].span.of(text)):
            found[n] = replace(regions[n], speaker=who)
    return found


def _set_off(region: Region, text: str) -> bool:
    kind = region.kind in ("body", "heading", "caption") and not region.raw
    return kind and _SET_OFF.fullmatch(region.span.of(text).strip()) is not None


def _plain(region: Region) -> bool:
    return region.kind == "body" and not region.raw and region.speaker is None


def with_letters(regions: Sequence[Region], text: str) -> list[Region]:
    """The regions, letters under a heading that names the writer with that speaker."""
    return list(_letters(regions, text))


def _letters(regions: Sequence[Region], text: str) -> Iterator[Region]:
    writer: str | None = None
    for number, region in enumerate(regions):
        words = region.span.of(text).strip("#* \n")
        if region.kind == "heading" or ASKED_TO.match(words):
            named = ASKED_TO.match(words)
            following = " ".join(r.span.of(text)[:80] for r in regions[number + 1 : number + 4])
            writer = named["who"] if named and ASKED_SALUTES.search(following) else None
        elif writer and _plain(region) and not _BRACKETS.fullmatch(words):
            signed = set(re.findall(r"\w+", words)) <= set(re.findall(r"\w+", writer))
            yield replace(region, speaker=writer)
            writer = None if signed else writer
            continue
        yield region
