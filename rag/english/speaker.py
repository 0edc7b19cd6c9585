"""Who speaks by the words around a quotation: the subject of the verb of saying.

The subject is looked for to the left of the verb, through appositions, brackets and relative
clauses ("the spokesman, N., who had come late, announced"), or behind it where the verb comes
first ("said Peter Kovacs, the mayor"). A pronoun names nobody, and neither does a passive, a
denial, or a list of people: in doubt nobody speaks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.english.later import later
from rag.english.naming import cleaned
from rag.english.people import fold
from rag.english.roles import person_noun
from rag.english.saying import (
    AUX,
    BE,
    BEHIND,
    DENIES,
    DET,
    FIXED,
    LOW,
    NEXT,
    NO_VERB,
    SHORTENED,
    VERB,
)
from rag.english.speech import NAME, NAMING, PERSON
from rag.english.subject import named_role, of_two, subject_of
from rag.english.titles import BODIES

_NEAR, _FAR = 240, 800  # code points before a verb: what belongs to it, and its subject
_LONGER = later(rf"(?:\s+{LOW}){{1,3}}(?=\s*,\s+{PERSON})")
"""The rest of a role of several words, before the name that it is apposed to."""
_REST = later(rf"(?:\s+{LOW}){{1,3}}?(?=\s*(?:[,.;:…—)]|$))")
"""The rest of a role before the sign that ends it ("according to the fire service")."""
_INVERTED = later(r"(?:^|[.!?…”\"]\s+)(?:So|Thus)$")
"""What may stand before a verb that comes before its subject ("So wrote Zorzi")."""
_MEMBERS = later(r"(?<![\w-])(?P<noun>[a-z][\w-]*)\s+(?:at|of|for|from|with)\s+(?:the\s+)?$")


@dataclass(frozen=True, slots=True)
class Saying:
    """Somebody who speaks: `at` and `end` are offsets of the words that say so.

    `who` is a name, or a role ("the diplomat") where no name stands there, or None for a
    pronoun, a passive or a list. `first` says that the verb comes before its subject; `names`
    that something is called by the words.
    """

    at: int
    end: int
    who: str | None
    first: bool = False
    names: bool = False


@lru_cache(maxsize=4096)  # the same sentence is asked about from several sides
def sayings(text: str) -> tuple[Saying, ...]:
    """Everybody of whom the words say that they speak, in the order of the text.

    >>> [s.who for s in sayings("On the day when the Guard proclaimed a truce, the spokesman, "
    ...                         "Ilir Hoxha, announced,")]
    ['Guard', 'Ilir Hoxha']
    >>> [s.who for s in sayings("… , said the mayor, Peter Kovacs.")]
    ['Peter Kovacs']
    """
    clauses = [*_fixed(text), *_verbs(text)]
    return tuple(sorted(clauses, key=lambda saying: (saying.at, saying.end)))


def _fixed(text: str) -> Iterator[Saying]:
    for pattern in FIXED:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            longer = _LONGER.match(text, match.end())
            end = longer.end() if longer else match.end()
            apposed = NEXT.match(text, end) if groups.get("role") else None
            named = cleaned((apposed["who"] if apposed else groups.get("who")) or "")
            if named and groups.get("who"):
                named = _member(text[match.start() : match.start("who")]) + named
            who = named or named_role(_whole(text, match, groups.get("role")))
            if who:
                yield Saying(match.start(), (apposed or match).end(), who)


def _member(before: str) -> str:
    """The people who belong to a body ("analysts at "), by the words before its name; else ""."""
    found = _MEMBERS.search(before)
    return found.group() if found and _somebody(found["noun"]) else ""


def _whole(text: str, match: re.Match[str], role: str | None) -> str | None:
    """A role with the words up to the next sign, if only these make somebody of it."""
    rest = _REST.match(text, match.end()) if role and match.end() == match.end("role") else None
    if role is None or rest is None or _somebody(role):
        return role
    return role + rest.group()


def _somebody(words: str) -> bool:
    noun = words.split()[-1]
    return person_noun(noun) or fold(noun) in BODIES


def _verbs(text: str) -> Iterator[Saying]:
    for match in VERB.finditer(text):
        at = match.start()
        if NO_VERB.search(text, max(0, at - _NEAR), at):
            continue
        aux = AUX.search(text, max(0, at - _NEAR), at)
        manner = aux.group() if aux else ""
        far = max(0, at - _FAR)
        left = text[far : at - len(manner)].rstrip()
        names = re.fullmatch(NAMING, match["verb"]) is not None
        if DENIES.search(manner):
            yield Saying(match.start(), match.end(), None)
        elif BE.search(manner) and not match["verb"].startswith("quoted"):
            yield _passive(text, match)
        else:
            yield _active(text, match, (left, far), names)


def _passive(text: str, match: re.Match[str]) -> Saying:
    """The agent of a passive ("was told by Marsh that"), if it is named."""
    agent = re.compile(
        rf",?\s+(?:\w+\s+){{0,3}}?by\s+(?:{DET}\s+)?(?:{LOW}\s+){{0,3}}?(?P<who>{NAME})"
    )
    subject = agent.match(text, match.end())
    who = cleaned(subject["who"]) if subject else None
    return Saying(match.start(), subject.end() if subject else match.end(), who)


def _active(text: str, match: re.Match[str], lead: tuple[str, int], names: bool) -> Saying:
    """The saying of a verb in the active: with its subject before it, or behind it.

    `lead` is what stands before the verb, and where that begins.
    """
    left, far = lead
    opens = not left or left[-1] in "…”’\"'.!?:;—–-(»“" or _INVERTED.search(left) is not None
    if opens and SHORTENED.search(left):
        opens = False
    if not opens and left[-1] == "," and left[:-1].rstrip()[-1:] in ("…", "”", "’", '"', ""):
        opens = True
    if not opens:
        who, at = subject_of(left)
        if who is not None or not left.endswith(","):
            return Saying(far + at, match.end(), who, names=names)
    behind = BEHIND.match(text, match.end())
    if behind is None or names or match["verb"].startswith(("told", "tell")):
        return Saying(match.start(), match.end(), None, first=opens)
    if behind["has"]:  # "said Kovacs's lawyer"
        return Saying(match.start(), behind.end(), (behind["name"] + behind["has"]).strip(), True)
    named = cleaned(behind["apposed"] or behind["name"] or "")
    if named and behind["name"]:
        named = of_two(text[match.end() : behind.start("name")]) + named
    role = behind["role"] or behind["bare"]
    return Saying(match.start(), behind.end(), named or named_role(role), first=True)
