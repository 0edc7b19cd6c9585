"""Whether a draft's "she" or "Mr" for somebody agrees with what the source itself calls them.

A given name says nothing here; only the source's own titles and pronouns do, and where these
disagree among themselves nothing is said.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from rag.audit.bearers import named_places
from rag.documents.document import Document
from rag.english.naming import names_in
from rag.english.patterns.reported import REPORTED_OBJECT, REPORTED_ONE
from rag.english.people import parse_name, pronouns, same_name
from rag.english.referents import kin_of
from rag.english.roles import unnamed
from rag.quotes.quoted import block_at, quoted_ranges, without

_HERS = frozenset({"she", "her", "hers", "herself"})
_OPENS = re.compile(r"\W*+(?P<one>He|She|His|Her|he|she)\b")
"""A pronoun that begins a sentence, or that speaks behind its quotation."""


def disagrees(
    document: Document, speaker: str, called: str | None, name: str | None = None
) -> str | None:
    """What to say of a draft's pronoun or title for its speaker that is not the source's.

    `name` is that of the speaker where the words stand: a surname alone may be another's, too.
    """
    title = pronouns(parse_name(speaker))
    mine = title[0] if title else called
    if mine is None:
        return None
    theirs = set(_called(document, name or speaker))
    if len(theirs) != 1 or mine in theirs:
        return None
    word = f"has {speaker}" if title else f"calls {speaker} “{mine}”"
    return f"the draft {word}; in the source it is “{theirs.pop()}”"


def _called(document: Document, name: str) -> Iterator[str]:
    """What each title or pronoun by which a document calls somebody says: "he" or "she"."""
    cuts = document.reading.sentences
    bare = " ".join((*parse_name(name).given, parse_name(name).surname)).title()
    for place, other in named_places(document.reading.text, parse_name(name).surname):
        if not same_name(bare, other) and not same_name(name, other):
            continue
        yield from pronouns(parse_name(other))
        at = bisect_right(cuts, place, key=lambda cut: cut[0]) - 1
        if at >= 0:
            yield from _beside(document, at, other)


def _beside(document: Document, at: int, name: str) -> Iterator[str]:
    """The pronouns for the one person whom a sentence names, in it and at the head of the next."""
    own = _plain(document, at)
    people = [who for who in names_in(own) if not parse_name(who).body]
    if not people or not all(same_name(who, name) for who in people) or unnamed(own, True):
        return
    behind = REPORTED_ONE.finditer(own, own.find(people[0]))
    found = {  # an object is somebody else: "Ruth, who cooks for him"
        _one(m.group())
        for m in behind
        if m.group().casefold() != "him"
        and not REPORTED_OBJECT.match(own, m.start())
        and not kin_of(people[0], own, m.start())
    }
    if len(found) == 1 and f"{people[0]}’s" not in own and f"{people[0]}'s" not in own:
        yield from found
    for after in (at + 1, at + 2):
        following = _plain(document, after)
        opens = _OPENS.match(following)
        if opens and not names_in(following[: opens.start("one")]):
            yield _one(opens["one"])
        if re.search(r"\w", following):
            return


def _plain(document: Document, at: int) -> str:
    """A sentence without what stands in quotation marks; "" behind the last one."""
    cuts = document.reading.sentences
    if at >= len(cuts):
        return ""
    start, end = cuts[at]
    return without(
        document.reading.text, start, end, quoted_ranges(document, block_at(document, start))
    )


def _one(pronoun: str) -> str:
    return "she" if pronoun.casefold() in _HERS else "he"
