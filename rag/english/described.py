"""What a text says beside a name: a role in apposition, the body or place of its bearer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.english.capitals import UPPER
from rag.english.naming import names_at
from rag.english.patterns.drafts import BODY_BEHIND, OWNED, ROLE_BEFORE, ROLE_BEHIND
from rag.english.people import fold, parse_name, ranks, same_name
from rag.english.roles import person_noun, split_role
from rag.english.titles import MEN, WOMEN
from rag.english.words import PREPOSITIONS

_ABBREVIATED, _LEAD, _TAIL = 4, 120, 120
"""Letters of the longest title that is short for one ("Prof"); code points beside a name."""


@dataclass(frozen=True, slots=True)
class Described:
    """What stands beside the name `who`: a folded noun with its ranks, and `of`, its body or place.

    `words` are as they are printed; `title` says that the noun is one in the name itself.
    """

    who: str
    words: str
    noun: str = ""
    of: str = ""
    title: bool = False

    @property
    def office(self) -> tuple[str, frozenset[str]]:
        """The noun with what makes another office of it."""
        return self.noun, ranks(self.words)

    @property
    def body(self) -> frozenset[str]:
        """The folded words of the body or place, those in capitals if it has any."""
        words = re.findall(rf"[{UPPER}][\w-]*", self.of) or re.findall(r"[\w-]+", self.of)[1:]
        return frozenset(map(fold, words)) - {"the", "of", "a", "an"}

    def fits(self, other: "Described") -> bool:
        """Whether both may be said of one person."""
        if self.noun and (other.noun or not other.body) and self.office != other.office:
            return False
        told = frozenset(map(fold, self.words.split()[1:]))
        if not other.noun and other.body and not self.body:
            return other.body <= told  # "the Liberal member", beside "Mrs Lee (Liberal)"
        if not (self.body and other.body):
            return self.noun == other.noun != ""  # of what body is left open
        return self.body <= other.body or other.body <= self.body


@lru_cache(maxsize=32)
def descriptions(text: str) -> tuple[Described, ...]:
    """What the text says beside each name of a person, in its order."""
    return tuple(one for found in names_at(text) for one in _of_name(text, *found))


def _of_name(text: str, start: int, end: int, name: str) -> Iterator[Described]:
    words = name.split()
    titles = [t for t in parse_name(name).titles - MEN - WOMEN if len(t) > _ABBREVIATED]
    if len(words) > 2 and person_noun(words[0]):
        titles.append(fold(words[0]))
    yield from (Described(name, title, title, title=True) for title in dict.fromkeys(titles))
    if behind := ROLE_BEHIND.match(text, end, end + _TAIL):
        yield from _role(name, behind)
    if body := BODY_BEHIND.match(text, end, end + _TAIL):
        yield Described(name, body.group().strip(" ,"), of=body["of"] or body["place"])
    lead = text[max(0, start - _LEAD) : start]
    if person_noun(words[0]) and len(words) == 1:
        return
    if lead.rstrip().endswith(",") and text[end : end + 1].strip(",.;:)—"):
        return  # "when he met the mayor, Ann Lee rose"
    for before in (form.search(lead) for form in ROLE_BEFORE):
        if before:
            yield from _role(name, before)


def _role(name: str, found: re.Match[str]) -> Iterator[Described]:
    if found["noun"][0].isupper() and found[0].rstrip() == found["noun"] + ",":
        return  # "Mrs. Garside, Mr. Nutt"
    if person_noun(found["noun"]) and fold(found["role"].split()[0]) not in PREPOSITIONS:
        of = found.groupdict().get("of") or ""
        words = f"{found['role']} {of}".strip()
        yield Described(name, words, fold(found["noun"]), of)


def beside(text: str, who: str) -> tuple[Described, ...]:
    """What the text says beside each name with the surname of `who`."""
    surname = parse_name(who).surname
    return tuple(
        one for one in descriptions(text) if surname and parse_name(one.who).surname == surname
    )


def bearers_in(text: str, role: str) -> list[str]:
    """Those whom a text calls by this role, in apposition, of the same rank and body.

    A deputy or a former mayor is no mayor, nor is a spokesman for one bank that of another.
    """
    head, body = split_role(role)
    sought = fold(head.split()[-1]), ranks(role)
    found = (one for one in descriptions(text) if one.office == sought)
    return [one.who for one in found if of_one(one.words, body) and not _anothers(role, one.words)]


def _anothers(role: str, words: str) -> bool:
    """Whether a role is somebody's, and the words have it another's ("Keller's own manager")."""
    mine, theirs = OWNED.match(role), OWNED.match(words)
    return bool(mine and theirs and not same_name(mine["owner"], theirs["owner"]))


_OPEN = re.compile(r"\s*(?:its|their|his|her)\s+[\w\s-]*$", re.I)


def of_one(theirs: str, body: str) -> bool:
    """Whether what stands beside a role has all words of the draft's body, or leaves it open."""
    if _OPEN.match(theirs):
        return True
    mine, said = ({fold(w) for w in re.findall(r"[\w-]+", text)} for text in (body, theirs))
    return mine - {"the", "of", "and"} <= said
