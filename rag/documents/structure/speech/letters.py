"""Letters, and parts that somebody signs: headings, titles and signatures that say who writes.

An edition of letters has headings "X to Y, 3 March 1871", or the writer in its title; what its
editor adds is not the writer's. A report has parts with a name and an office below each.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.documents.document import Region
from rag.documents.structure.speech.pieces import BRACKETS, unspoken
from rag.english.patterns.letters import (
    LETTERS_EDITORS,
    LETTERS_FROM,
    LETTERS_HEAD,
    LETTERS_MINE,
    LETTERS_SALUTES,
    LETTERS_TO,
    letters_editor,
    letters_of,
    letters_signed,
)
from rag.english.roles import person_noun

_SIGNED = 160
"""Code points of the longest signature with an office."""


def with_letters(
    regions: Sequence[Region], text: str, title: str | None, head: str
) -> list[Region]:
    """The regions, letters and signed parts with whoever writes them."""
    found = letters_of().search(title or "")
    edited = letters_editor().search(head) is not None
    letters = list(_letters(regions, text, found["who"] if found else None, edited))
    if any(region.speaker for region in letters):
        return letters
    return list(_signed(regions, text))


def _letters(
    regions: Sequence[Region], text: str, collected: str | None, edited: bool
) -> Iterator[Region]:
    """The regions; `collected` is whose letters the title says they are."""
    writer: str | None = None
    for number, region in enumerate(regions):
        words = region.span.of(text).strip("#* \n")
        named = LETTERS_TO.match(words)
        opens = bool(collected and not writer and LETTERS_SALUTES.match(words))
        if region.kind == "heading" or named or opens:
            following = " ".join(r.span.of(text)[:80] for r in regions[number + 1 : number + 4])
            salutes = opens or LETTERS_SALUTES.search(following) is not None
            writer = named["who"] if named and salutes else None
            if collected and not named and not LETTERS_EDITORS.search(words):
                of_one = opens or salutes or (edited and LETTERS_HEAD.match(words))
                by = LETTERS_FROM.search(words)
                writer = (by["who"] if by else collected) if of_one else None
        if writer and unspoken(region) and not named and not BRACKETS.fullmatch(words):
            signed = set(re.findall(r"\w+", words)) <= set(re.findall(r"\w+", writer))
            yield replace(region, speaker=writer)
            writer = None if signed else writer
            continue
        yield region


def _signed(regions: Sequence[Region], text: str) -> Iterator[Region]:
    """The regions, those between two headings with whoever signs them, office included."""
    part: list[Region] = []
    for region in regions:
        if region.kind == "heading":
            yield from _part(part, text)
            part = []
        part.append(region)
    yield from _part(part, text)


def _part(part: Sequence[Region], text: str) -> Iterator[Region]:
    own = [region for region in part if unspoken(region)]
    last = own[-1].span.of(text).strip("*_ \n") if len(own) > 1 else ""
    found = letters_signed().fullmatch(last) if len(last) <= _SIGNED else None
    office = found is not None and any(map(person_noun, re.findall(r"\w+", found["office"])))
    mine = any(LETTERS_MINE.search(region.span.of(text)) for region in own[:-1])
    signed = found if part and part[0].kind == "heading" and part[0].level > 1 else None
    named = re.findall(r"\w{4,}", part[0].span.of(text).casefold()) if signed else []
    mine = mine or bool(found and set(named) & set(found["office"].casefold().split()))
    who = signed["who"] if signed and office and mine else None
    for region in part:
        yield replace(region, speaker=who) if who and unspoken(region) else region
