"""What a text says beside somebody's name: a role in apposition, the body or place of its bearer.

Two who share a surname are told apart by it ("Lisak, the engineer", "Lisak of the Farmers' Union"),
and a role is traced to whoever bears it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.documents.document import Document
from rag.english.brackets import MEANS_ME
from rag.english.capitals import UPPER
from rag.english.naming import names_at
from rag.english.patterns.drafts import BODY_BEHIND, OWNED, ROLE_BEFORE, ROLE_BEHIND
from rag.english.people import fold, parse_name, ranks, same_name
from rag.english.roles import person_noun, split_role
from rag.english.speech import WRITERS
from rag.english.titles import MEN, WOMEN

_ABBREVIATED, _LEAD, _TAIL = 4, 120, 120
"""Letters of the longest title that is short for one ("Prof"); code points beside a name."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a speaker fits; `caution` is said where it fits and the source leaves it open.

    `actual` is who speaks by the source: a name, "author", or None where nobody is named.
    """

    ok: bool
    caution: str | None = None
    actual: str | None = None


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
        if self.noun and self.office != other.office:
            return False
        if not (self.body and other.body):
            return self.noun != ""  # of what body is left open
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
        yield Described(name, body.group().strip(" ,"), of=body["of"])
    lead = text[max(0, start - _LEAD) : start]
    if person_noun(words[0]) and len(words) == 1:
        return
    if lead.rstrip().endswith(",") and text[end : end + 1].strip(",.;:)—"):
        return  # "when he met the mayor, Ann Lee rose"
    for before in (form.search(lead) for form in ROLE_BEFORE):
        if before:
            yield from _role(name, before)


def _role(name: str, found: re.Match[str]) -> Iterator[Described]:
    if person_noun(found["noun"]):
        of = found.groupdict().get("of") or ""
        words = f"{found['role']} {of}".strip()
        yield Described(name, words, fold(found["noun"]), of)


def beside(text: str, who: str) -> tuple[Described, ...]:
    """What the text says beside each name with the surname of `who`."""
    surname = parse_name(who).surname
    return tuple(
        one for one in descriptions(text) if surname and parse_name(one.who).surname == surname
    )


def told_apart(
    document: Document, actual: str, speaker: str, mine: Iterable[Described]
) -> Fit | None:
    """Whether what a draft says beside its speaker's name is said of `actual` in the source.

    None where it is, or where the source leaves it open.
    """
    every = beside(document.reading.text, actual)
    own = [one for one in every if same_name(one.who, actual)]
    others = [o for o in every if not same_name(o.who, actual) and same_name(o.who, speaker)]
    for one in mine:
        if any(one.fits(other) for other in own):
            continue
        if any(one.fits(other) for other in others):
            return Fit(False, actual=actual)
        roles = [o for o in own if not o.title and (o.noun or not one.noun)]
        ranked = one.noun and any(one.noun == other.noun for other in own)  # as another's deputy
        if roles and one.noun not in WRITERS and (ranked or not _said_of(document, actual, one)):
            said = f"the draft has “{one.words}” beside {speaker}"
            return Fit(True, f"{said}; the source has “{roles[0].words}”", actual)
    return None


def _said_of(document: Document, actual: str, one: Described) -> bool:
    """Whether a sentence that names somebody has all the words of a description."""
    wanted, surname = one.body | {one.noun} - {""}, parse_name(actual).surname
    said = ({fold(w) for w in re.findall(r"[\w-]+", document.reading.text[a:b])}
            for a, b in document.reading.sentences)  # fmt: skip
    return any(surname in words and wanted <= words for words in said)


INDEFINITE = re.compile(r"(?:an?|one|another|some)\s", re.I)


def bearers_of(document: Document, role: str) -> list[str]:
    """Those whom the document calls by this role, in apposition, of the same rank and body.

    A deputy or a former mayor is no mayor, nor is a spokesman for one bank that of another.
    """
    head, body = split_role(role)
    sought = fold(head.split()[-1]), ranks(role)
    found = (one for one in descriptions(document.reading.text) if one.office == sought)
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


def office(name: str) -> bool:
    """Whether a name is that of an office ("Minister for Ports", "a spokesman for Arn Council")."""
    head, body = split_role(name)
    titled = bool(parse_name(head).titles - {"the"})
    return bool(body) and (titled or person_noun(head.split()[-1]))


def same_office(one: str, other: str) -> bool:
    """Whether two roles are the same bare noun, of which at most one says for what body.

    What "my husband" says in `one` may be "her husband" to somebody else.
    """
    (head, body), (noun, of) = split_role(one), split_role(other)
    own = {"his", "her", "their"} if MEANS_ME & set(one.casefold().split()[:1]) else set()
    bare = [{fold(w) for w in role.split()} - {"a", "an", "the"} - own for role in (head, noun)]
    bare[0] -= MEANS_ME
    few = len(bare[0]) == 1 or (own and bare[0])
    return bool(few) and bare[0] == bare[1] and person_noun(noun.split()[-1]) and not (body and of)
