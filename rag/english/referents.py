"""Whom a pronoun of English stands for, by the names of the sentences before it.

"He" and "she" are looked for in the nearest sentence before that names people; titles and kinship
tell them apart. Where it names several, or somebody without a name, each of them may be meant.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rag.english.kin import may_be
from rag.english.naming import names_in
from rag.english.patterns.context import REPORTED_OBJECT, REPORTED_ONE, REPORTED_PRONOUN
from rag.english.people import parse_name
from rag.english.roles import bare_subject, names_a_thing, unnamed


@dataclass(frozen=True, slots=True)
class Meant:
    """Who may be meant by words beside which nobody is named; `clear` if it can be but one."""

    people: tuple[str, ...] = ()
    clear: bool = False

    @property
    def one(self) -> str | None:
        """The only one who may be meant."""
        return self.people[0] if self.clear else None


def meant(back: Iterable[str], person: Callable[[str], bool], *, strict: bool = True) -> Meant:
    """Those who may be meant in the first of the sentences `back`, which go backwards.

    `person` says whether a name is somebody's. In a sentence that holds both "he" and "she" nobody
    is certain; unless `strict`, its subject is taken.
    >>> meant(["He said:", "Karl Amund rose."], lambda name: True).people
    ('Karl Amund',)
    """
    pronoun, clear = "", True
    for number, sentence in enumerate(back):
        here = list(REPORTED_ONE.finditer(sentence))
        pronoun = pronoun or (here[0].group().casefold() if here else "")
        other = _of_another(here, pronoun)
        named = _people(sentence, person, own=not number)
        found = [n for n in named if not _owns(n, sentence)]
        if not number and found and here and sentence.find(found[0]) < here[0].start():
            near = [name for name in found if sentence.find(name) < here[-1].start()]
            return Meant((*near,), _are_one(near) and not unnamed(sentence, True))
        apart = _apart(found, sentence, other, nearest=not number)
        if strict and other and not (number and apart):
            return Meant()  # "he" and "she" are two people, and the names say not which
        if number == 0 and REPORTED_PRONOUN.search(sentence):
            continue
        clear = clear and (bool(other) or apart == found) and not unnamed(sentence, bool(pronoun))
        left = apart or found * bool(other)
        found = [n for n in left if not pronoun or may_be(pronoun, n, sentence)]
        if found:
            return Meant((*found,), clear and _are_one(found))
        clear = clear and not named
    return Meant()


_HERS = frozenset({"she", "her"})


def _of_another(pronouns: Iterable[re.Match[str]], one: str) -> list[re.Match[str]]:
    """Those of the pronouns that cannot mean whom this one means."""
    return [m for m in pronouns if (m.group().casefold() in _HERS) != (one in _HERS)]


def _people(sentence: str, person: Callable[[str], bool], *, own: bool) -> list[str]:
    """Who is named in a sentence; in one that is not the pronoun's `own`, in its subject."""
    names = names_in(sentence if own else bare_subject(sentence))
    return [name for name in names if person(name) and not names_a_thing(name, sentence)]


def _apart(
    found: list[str], sentence: str, other: Sequence[re.Match[str]], *, nearest: bool
) -> list[str]:
    """Those named in a sentence for whom no pronoun of it stands; `other` are of another person."""
    if other:  # who is named before "her" may be she; "her superior, X" is not
        at = other[0].start()
        return [n for n in found if sentence.find(n) > at or kin_of(n, sentence, at)]
    # "Anton was with her": she is somebody who was named earlier
    return [name for name in found if nearest or not _acts_on(name, sentence)]


def _acts_on(name: str, sentence: str) -> bool:
    """Whether a name stands before a pronoun that is an object, so that it is another's."""
    found = REPORTED_OBJECT.search(sentence)
    return found is not None and sentence.find(name) < found.start()


def kin_of(name: str, sentence: str, at: int) -> bool:
    """Whether a pronoun stands right behind a name and is another's ("Karl Amund, her brother")."""
    return sentence[:at].rstrip().endswith(f"{name},")


def _owns(name: str, sentence: str) -> bool:
    """Whether a name stands there as an owner's ("Marta's sister"), who is no subject."""
    return f"{name}'s" in sentence or f"{name}’s" in sentence


def _are_one(names: Iterable[str]) -> bool:
    """Whether all names have one surname."""
    return len({parse_name(name).surname for name in names}) == 1
