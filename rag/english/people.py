"""Names of people and bodies: their parts, and whether two of them may mean the same one.

Given names, initials and suffixes tell people apart ("Anna Kovacs", "P. Kovacs", "Owen Pratt
Jr."), titles do where they cannot both be right ("Lord Pym", "Lady Pym"). A body or a place is
the same only if one of the two names holds all words of the other.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rag.english.capitals import UPPER
from rag.english.inflect import possessor
from rag.english.titles import (
    AFTER_NAMES,
    BEFORE_NAMES,
    BODIES,
    BY_ITS_SEAT,
    MEN,
    OFFICES,
    QUALIFIERS,
    RANKS,
    SPELLED,
    TITLES,
    WOMEN,
)
from rag.english.words import FAMILY_FIRST, INSIDE_NAMES, PARTICLES

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_JOINED = re.compile(r"\b(?:Ó|Ní|Uí|Nic|Mac|Giolla|ap|ab|bint|ibn|Ibn)\s+(?=[^\W\d_a-z])")
"""Particles that are part of a surname; "Ó" would else be taken for an initial."""
_OF_TWO = re.compile(rf"\s*(?:[Tt]he\s+)?(?P<which>younger|elder|older)\s+(?=[{UPPER}])")
_OWNER = re.compile(r"([^\W\d_]+)['’]s\s+[^\W\d_]")
_NUMERALS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "jun": "jr", "sen": "sr"}
_ORDINALS = frozenset("ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi".split())
_EPITHETS = frozenset("old young little big wee".split())
"""What may stand before a full name, and tells its bearer from one who has the contrary."""
_OF_FAR_EAST = re.compile(rf"(?!Al-|El-)[{UPPER}][^\W\d_]+-[^\W\d_{UPPER}]+")
"""A given name that stands behind the family's, as many of China and Korea are written."""
_INNER = frozenset("of for and the on in at & to".split())


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a name, folded: `given` in order (an initial is one letter), then the rest.

    `words` are all words but titles and particles; `body` says that it names no person.
    """

    titles: frozenset[str]
    given: tuple[str, ...]
    surname: str
    suffix: str
    words: tuple[str, ...]
    body: bool


def fold(word: str) -> str:
    """A word without case, accents and possessive.

    >>> fold("Kovács’s")
    'kovacs'
    """
    plain = unicodedata.normalize("NFKD", possessor(word).casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


@lru_cache(maxsize=65536)  # each name of a source is asked for again and again
def parse_name(text: str) -> PersonName:
    """The parts of a name as it is printed ("Gen. Ismail Khan", "Kovacs, Anna").

    >>> name = parse_name("Dr. Anna B. Kovács Jr.")
    >>> name.given, name.surname, name.suffix
    (('anna', 'b'), 'kovacs', 'jr')
    """
    text = BY_ITS_SEAT.get(text.strip().removeprefix("the ").lower(), text)
    inverted = re.fullmatch(r"\s*+([^,]+),\s*+([^,]+)", text)
    if inverted and fold(inverted[2].strip(". \n")) not in _NUMERALS | dict.fromkeys(_ORDINALS):
        text = f"{inverted[2]} {inverted[1]}"
    text = _JOINED.sub("", re.sub(r"\b([A-Z])\.(?=[A-Z])", r"\1. ", text))
    printed = _WORD.findall(text)
    while len(printed) > 1 and printed[-1] in AFTER_NAMES:
        printed.pop()
    words, suffix = _without_suffix([fold(word) for word in printed], text)
    titled = _titled(words)
    titles, words = [SPELLED.get(word, word) for word in words[:titled]], words[titled:]
    body = _is_body(words, text)
    if len(words) > 2 and words[0] in _EPITHETS and not (body or suffix):
        words, suffix = words[1:], words[0]
    if len(words) == 2 and _OF_FAR_EAST.fullmatch(printed[-1]):  # "Tam Wai-lun"
        words.reverse()
    low = {fold(word) for word in printed if word.islower()} & PARTICLES  # "Ms. wa Mutua"
    low |= {"van", "von", "de"} & {*words[: len(words) > 1]}  # "Van der Merwe wrote"
    first = [w for w in words[:1] if w not in _INNER | low or len(words) == 1]
    parts = (*first, *(w for w in words[1:] if w not in INSIDE_NAMES | _INNER))
    last = parts[-1] if parts else ""
    return PersonName(frozenset(titles), parts[:-1], last, suffix, parts, body)


def _without_suffix(words: list[str], text: str) -> tuple[list[str], str]:
    """The words without what tells bearers of one name apart, and this: "jr", "sr", "ii"."""
    if of_two := _OF_TWO.match(text):
        rest, _ = _without_suffix(words[len(of_two.group().split()) :], text[of_two.end() :])
        return rest, "jr" if of_two["which"] == "younger" else "sr"
    last = words[-1] if len(words) > 1 else ""
    if last in _NUMERALS or last in _ORDINALS:
        return words[:-1], _NUMERALS.get(last, last)
    if len(words) > 2 and last == "i" and text.rstrip(" .,").endswith("I"):
        return words[:-1], "i"
    return words, ""


def _titled(words: list[str]) -> int:
    """How many of the words are titles and offices before the name."""
    at = 0
    while (len(words) > at + 1 and words[at] in TITLES) or (
        len(words) > at + 2 and words[at] in BEFORE_NAMES
    ):
        at += 1
    office = max((n for n, w in enumerate(words[:-1]) if n >= at and w in OFFICES), default=-1)
    return office + 1 if office >= 0 and not _INNER & set(words[office + 1 :]) else at


def _is_body(words: list[str], text: str) -> bool:
    """Whether the words name a ministry, a paper, a country or another thing that is nobody."""
    inner = any(word in _INNER for word in words[1:-1])
    acronym = len(words) == 1 and re.fullmatch(r"(?:the\s+)?[A-Z][A-Z.]+", text.strip()) is not None
    return inner or acronym or (len(words) > 1 and any(word in BODIES for word in words))


def same_name(one: str, other: str) -> bool:
    """Whether two names may mean the same person, body or place.

    >>> same_name("General Ismail Khan", "Khan"), same_name("P. Kovacs", "Anna Kovacs")
    (True, False)
    >>> same_name("Second Harbour Board", "First Harbour Board"), same_name("J. Kerr II", "J. Kerr")
    (False, False)
    """
    a, b = parse_name(one), parse_name(other)
    if not a.words or not b.words:
        return fold(one.strip()) == fold(other.strip()) != ""
    told = a.given and b.given and not {a.suffix, b.suffix} & _EPITHETS
    if a.suffix != b.suffix and (told or (a.suffix and b.suffix)):
        return False
    if is_role(one) or is_role(other):
        within = _within(set(a.words) - _ARTICLES, set(b.words) - _ARTICLES)
        return within and a.surname == b.surname and ranks(one) == ranks(other)
    if _qualified(a, b):
        return False
    if a.body or b.body:
        return _within(set(a.words), set(b.words)) or _acronym(a, b)
    for phrase, name in ((one, b), (other, a)):  # "Khatami's Vice President" is not Khatami
        if (owner := _OWNER.match(phrase)) and name.words == (fold(owner[1]),):
            return False
    return _gender(a) * _gender(b) >= 0 and _same_person(a, b)


def _same_person(a: PersonName, b: PersonName) -> bool:
    """Whether the names of two people agree as far as both give them."""
    if set(a.words) == set(b.words):
        return True
    if len(a.words) == 1 or len(b.words) == 1:
        return _single(a, b)
    # "Dean Roth" is "Dean Marcus Roth"
    titled = BEFORE_NAMES & ({*a.given[:1]} & b.titles | {*b.given[:1]} & a.titles)
    return _alike(a.surname, b.surname) and (bool(titled) or _given(a.given, b.given))


_ARTICLES = frozenset({"a", "an", "one", "the", "unnamed", "anonymous", "unidentified"})


def _within(one: set[str], other: set[str]) -> bool:
    return one <= other or other <= one


def _qualified(a: PersonName, b: PersonName) -> bool:
    """Whether one name has "West", "New" or "Second" before a word that both have, and one not."""
    short, long = sorted((a.words, b.words), key=len)
    return any(
        word in QUALIFIERS
        and word not in short
        and following in short
        and (following not in BODIES or len(short) > 1)
        for word, following in pairwise(long)
    )


def is_role(text: str) -> bool:
    """Whether a phrase ends in a common noun ("the mayor", "Kovacs's lawyer")."""
    words = _WORD.findall(text)
    return bool(words) and words[-1][0].islower() and fold(words[-1]) not in INSIDE_NAMES


def ranks(role: str) -> frozenset[str]:
    """The words of a role that make another office of it.

    >>> sorted(ranks("the former deputy mayor")), sorted(ranks("ex-mayor"))
    (['deputy', 'former'], ['ex'])
    """
    words = {part for word in _WORD.findall(role) for part in fold(word).split("-")}
    return RANKS & words


def pronouns(name: PersonName) -> list[str]:
    """The pronoun that a name's titles call for, if they do."""
    return {1: ["he"], -1: ["she"]}.get(_gender(name), [])


def _gender(name: PersonName) -> int:
    """1 for a man's title, -1 for a woman's, 0 for neither."""
    return bool(name.titles & MEN) - bool(name.titles & WOMEN)


def _single(a: PersonName, b: PersonName) -> bool:
    """Whether a name of one word is the surname or the first given name of the other."""
    short, full = (a, b) if len(a.words) == 1 else (b, a)
    one = short.words[0]
    if short.titles - {"the"}:  # "Mr Peter" is no Peter Marsh, but "Mr Chen" is Chen Weiming
        return _alike(one, full.surname) or one == full.words[0] in FAMILY_FIRST
    return _alike(one, full.surname) or (len(one) > 1 and one == full.words[0])


def _alike(one: str, other: str) -> bool:
    """Whether two surnames are one; half of a double name stands for it."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) > 2 and "-" in long and short in long.split("-")


def _given(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether given names agree as far as both have them; an initial or a half stands for one."""
    if not one or not other:
        return True
    return all(
        a == b
        or (min(len(a), len(b)) == 1 and a[0] == b[0])
        or a in b.split("-")
        or b in a.split("-")
        for a, b in zip(one, other, strict=False)
    )


def _acronym(a: PersonName, b: PersonName) -> bool:
    """Whether one name is made of the initials of the other ("UN", "United Nations")."""
    short, long = (a, b) if len(a.words) == 1 else (b, a)
    letters = short.words[0].replace(".", "")
    return len(short.words) == 1 and letters == "".join(word[0] for word in long.words)
