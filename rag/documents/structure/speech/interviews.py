"""Interviews without labels: set-off questions, and whoever answers them.

A magazine prints the questions in italics or bold and the answers plain, which not every format
tells.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.documents.document import Region
from rag.documents.structure.bylines import named, segments
from rag.documents.structure.speech.pieces import BRACKETS, unspoken
from rag.english.patterns.turns import (
    INTERVIEW_ANSWERS,
    INTERVIEW_MINE,
    INTERVIEW_NOTICE,
    INTERVIEW_OWN,
    INTERVIEW_PAIR,
    INTERVIEW_PROMPTS,
    INTERVIEW_YOURS,
)
from rag.english.people import fold, parse_name
from rag.english.roles import person_noun
from rag.english.speech import NO_NAMES, PERSON

_SET_OFF = re.compile(r"(?P<mark>\*{1,3}|_{1,3})(?!\s)[^*_]+(?P=mark)\W*|#{2,6}\s[^\n]+\?\s*")
_FEWEST, _PLAIN_FEWEST, _SHARE, _YOURS = 2, 3, 0.5, 0.3
_LONGEST = 400
"""Code points of a question that nothing sets off."""
_BRIEF = 4
"""Words of an answer that need not speak of whoever gives it ("Never.")."""


def with_questions(
    regions: Sequence[Region], text: str, heard: tuple[str, str], head: str
) -> list[Region]:
    """The regions, answers to set-off questions with their speaker; "" for who asks.

    `heard` is who answers and who asks by the head. Where nobody is named, answers in the first
    person to questions in the second are not the author's: their speaker is "".
    """
    pair = INTERVIEW_PAIR.search(head)
    at, fewest = [n for n, region in enumerate(regions) if _set_off(region, text)], _FEWEST
    if len(at) < fewest:
        at, fewest = [n for n, region in enumerate(regions) if _puts(region, text)], _PLAIN_FEWEST
    asked = [n for n in at if _words(regions[n], text).endswith("?")]
    who, asks = (pair["who"], pair["asks"]) if pair else heard
    if len(asked) < fewest or not _is_talk(regions, text, at, asked, bool(who)):
        return list(regions)
    first = asked[0]
    above = [one.span.of(text) for one in regions[:first] if one.kind != "heading"]
    who = who or _alone_in(above, asks)
    talk = list(_answered(regions, text, range(first, len(regions)), (set(at), who, asks)))
    return _closed(talk, regions, text, at)


def _is_talk(
    regions: Sequence[Region], text: str, at: Sequence[int], asked: Sequence[int], named: bool
) -> bool:
    """Whether what is set off mostly asks, and somebody answers: if not `named`, then "you"."""
    first = asked[0]
    answers = [n for n in range(first, len(regions)) if n not in at and unspoken(regions[n])]
    told = [regions[n].span.of(text) for n in answers]
    told = [words for words in told if len(words.split()) > _BRIEF]
    form = INTERVIEW_ANSWERS if named else INTERVIEW_MINE
    spoken = sum(bool(form.search(words)) for words in told)
    if len(asked) < _SHARE * len([n for n in at if n >= first]) or spoken < _SHARE * len(told):
        return False
    yours = sum(bool(INTERVIEW_YOURS.search(_words(regions[n], text))) for n in asked)
    return named or (bool(told) and yours >= _YOURS * len(asked))


def _closed(
    talk: Sequence[Region], regions: Sequence[Region], text: str, at: Sequence[int]
) -> list[Region]:
    """The talk without what is printed below its last answer, and asks nothing.

    That is set off as the questions are; when a show opens is perhaps no answer, and nobody's.
    """
    made = list(talk)
    spoken = [n for n, one in enumerate(talk) if one.speaker is not None]
    for n in reversed(spoken):
        words = _words(regions[n], text)
        if n in at and not words.endswith("?"):
            made[n] = regions[n] if _set_off(regions[n], text) else replace(talk[n], speaker="")
        elif n - 1 not in at and INTERVIEW_NOTICE.match(words) and not INTERVIEW_MINE.search(words):
            made[n] = replace(talk[n], speaker="")
        else:
            break
    return made


def _alone_in(head: Sequence[str], asks: str) -> str:
    """The only person but who asks whom the paragraphs above name in full; "" for none."""
    lines = [part for block in head for part in segments(block) or [block] if not named(part)]
    found = {name for line in lines for name in map(_full_name, re.findall(PERSON, line)) if name}
    found.discard(asks)
    return found.pop() if len(found) == 1 else ""


def _full_name(words: str) -> str:
    """A name of two words or more, without common words before it; "" for any other."""
    parts = words.split()
    while parts and (fold(parts[0]) in NO_NAMES or person_noun(parts[0].lower())):
        parts.pop(0)
    name = parse_name(" ".join(parts))
    return "" if len(parts) < 2 or name.body or not name.given else " ".join(parts)


def _answered(
    regions: Sequence[Region], text: str, rest: range, known: tuple[set[int], str, str]
) -> Iterator[Region]:
    """The regions, from `rest` on with who asks and who answers, as far as the next heading."""
    at, who, asks = known
    goes_on = True
    for n, region in enumerate(regions):
        goes_on = goes_on and (n not in rest or n in at or region.kind != "heading")
        if n not in rest or not goes_on:
            yield region
        elif n in at:
            yield replace(region, kind="body", level=0, speaker=asks)
        elif unspoken(region) and not BRACKETS.fullmatch(region.span.of(text)):
            yield replace(region, speaker=who)
        else:
            yield region


def _words(region: Region, text: str) -> str:
    return region.span.of(text).strip("#*_ \n")


def _set_off(region: Region, text: str) -> bool:
    kind = region.kind in ("body", "heading", "caption") and not region.raw
    return kind and _SET_OFF.fullmatch(region.span.of(text).strip()) is not None


def _puts(region: Region, text: str) -> bool:
    """Whether a paragraph puts a question, or asks to tell, where no mark-up says so."""
    words = _words(region, text)
    if region.raw or region.level == 1 or len(words) > _LONGEST:
        return False
    if region.kind == "heading":
        return words.endswith("?")
    return region.kind in ("body", "caption") and bool(
        words.endswith("?") or (INTERVIEW_PROMPTS.match(words) and not INTERVIEW_OWN.search(words))
    )
