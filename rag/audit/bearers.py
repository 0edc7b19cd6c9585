"""Who bears a surname in a source: the fullest name, and what the source calls its bearer.

A given name says nothing of "he" and "she" here; only the source's own titles and pronouns do, and
where these disagree among themselves nothing is said.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from rag.documents.document import Document
from rag.english.kin import may_be
from rag.english.naming import names_at, names_in
from rag.english.patterns.context import REPORTED_OBJECT, REPORTED_ONE
from rag.english.patterns.drafts import OPENING_PRONOUN as _OPENS
from rag.english.patterns.names import COURTESY
from rag.english.people import is_role, parse_name, pronouns, same_name
from rag.english.referents import kin_of
from rag.english.roles import person_noun, unnamed
from rag.quotes.quoted import block_at, quoted_ranges, without

_MOST = 60
"""Places of a name that are asked for a pronoun: a long book has thousands."""
_HERS = frozenset({"she", "her", "hers", "herself"})


def full(document: Document, who: str, at: int) -> str:
    """The fullest name that the source gives for a surname: the last before `at`, else the first.

    A name with a given name or initial of its own stays as it is.
    """
    name = parse_name(who)
    if name.given or name.body or name.suffix or is_role(who) or not name.surname:
        return who
    found = [
        (place, other)
        for place, other in named_places(document.reading.text, name.surname)
        if parse_name(other).given and same_name(who, other)
    ]
    if name.titles - {"the"}:
        found = [one for one in found if name.titles <= parse_name(one[1]).titles] or found
    for other in {other for _, other in found} if pronouns(name) else ():
        if not all(_agrees(document, word, other) for word in pronouns(name)):
            found = [(place, one) for place, one in found if one != other]
    before = [other for place, other in found if place <= at]
    after = [other for place, other in found if place > at]
    chosen = before[-1:] or after[:1]
    titles = COURTESY.match(who)
    if titles and chosen and not pronouns(parse_name(chosen[0])):
        return titles.group() + chosen[0]
    return chosen[0] if chosen else who


def _agrees(document: Document, pronoun: str, name: str) -> bool:
    """Whether a document leaves it open that somebody is "he" or "she", or says so."""
    others = set(_called(document, name)) - {pronoun}
    return bool(may_be(pronoun, name, document.reading.text)) and len(others) != 1


def called_another(document: Document, name: str, speaker: str) -> bool:
    """Whether a draft's "Mr" is not `name`'s by the source, and is another bearer's there."""
    mine = pronouns(parse_name(speaker))
    others = {one for _, one in named_places(document.reading.text, parse_name(name).surname)}
    return bool(mine and not _agrees(document, mine[0], name)) and any(
        parse_name(one).given and not same_name(one, name) and _agrees(document, mine[0], one)
        for one in others
    )


def _other_title(document: Document, who: str, speaker: str) -> bool:
    """Whether a draft's title and surname are those of somebody else than `who` in the source.

    "Dr. Osgood" is not Mr. Osgood where the source has both.
    """
    mine, theirs = parse_name(speaker), parse_name(who)
    told = mine.titles - {"the"} and not mine.given and mine.surname == theirs.surname
    if not told or mine.titles & theirs.titles - {"the"}:
        return False
    heard = {block.speaker for block in document.reading.blocks if block.speaker}
    names = {one for _, one in named_places(document.reading.text, mine.surname)} | heard
    parsed = [(one, parse_name(one)) for one in names]
    others = [n for n, own in parsed if own.surname == mine.surname and mine.titles <= own.titles]
    if theirs.given and any(parse_name(one).given for one in others):
        return not any(same_name(one, who) for one in others if parse_name(one).given)
    return any(one in heard for one in others) and any(same_name(one, who) for one in heard)


def half_of_another(document: Document, one: str, other: str) -> bool:
    """Whether two names are alike and another's: a half of the other one, under another title."""
    if is_role(one) or is_role(other):
        return False
    if _other_title(document, one, other):
        return True
    a, b = parse_name(one), parse_name(other)
    text = document.reading.text
    if a.surname != b.surname:
        names = sorted((a.surname, b.surname), key=len)
        half = names[0] in names[1].split("-")
        bearers = [who for _, who in named_places(text, names[0]) if parse_name(who).given]
        others = any(not (same_name(who, one) and same_name(who, other)) for who in bearers)
        own = parse_name(document.author or "").surname
        return half and (others or all(n == own or named_places(text, n) for n in names))
    firsts = {parse_name(who).given[:1] for _, who in named_places(text, a.surname)}
    mine = {a.given[:1], b.given[:1]}
    return len(mine) == 2 and () not in mine and mine <= firsts


def untitled(name: str) -> str:
    """A name without a common noun before it that says what its bearer is ("Witness Liis Kask")."""
    words = name.split()
    parts = parse_name(name)
    noun = len(parts.given) > 1 and person_noun(words[0]) and not parts.titles
    return " ".join(words[1:]) if noun else name


def mentions(text: str, speaker: str) -> bool:
    """Whether a text names somebody who may be `speaker`."""
    words = re.findall(r"\w+", speaker)
    if is_role(speaker):
        return re.search(rf"\b{re.escape(words[-1])}\b", text, re.I) is not None
    surname = parse_name(speaker).surname
    return any(same_name(other, speaker) for _, other in named_places(text, surname))


def named_places(text: str, surname: str) -> list[tuple[int, str]]:
    """Every name in the text that ends with this (folded) surname, with its place."""
    return [
        (at, who) for at, _, who in names_at(text) if surname and parse_name(who).surname == surname
    ]


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
    """What each title or pronoun by which a document calls somebody says: "he" or "she".

    Where two bear the surname, only the places that have the given name are somebody's for sure.
    """
    cuts, parts = document.reading.sentences, parse_name(name)
    bare = " ".join((*parts.given, parts.surname)).title()
    places = list(named_places(document.reading.text, parts.surname))
    shared = any(parse_name(other).given and not same_name(bare, other) for _, other in places)
    own = [
        (place, other)
        for place, other in places
        if same_name(bare, other) and (parse_name(other).given or not (shared and parts.given))
        if not _other_title(document, other, name)
    ]
    for place, other in own[:_MOST]:
        yield from pronouns(parse_name(other))
        at = bisect_right(cuts, place, key=lambda cut: cut[0]) - 1
        label = document.reading.blocks[block_at(document, place)]
        if at >= 0 and not (label.speaker and cuts[at][0] == label.start):
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
