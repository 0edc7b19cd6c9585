"""What a question asks to be told of which thing, where the thing is called by a common noun."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.english.events import event_stems, verb_stems
from rag.english.inflect import possessor
from rag.english.patterns.things import (
    THING_QUESTIONS,
    THINGS_DETERMINERS,
    THINGS_GENERAL,
    THINGS_LINK,
    THINGS_PLAIN,
    THINGS_VERBS,
)
from rag.english.roles import person_noun
from rag.english.speech import WRITERS
from rag.english.terms import stem
from rag.english.words import AUX, FUNCTION, PAST

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*(?:['’]s?)?")
_ADVERB = re.compile(r"not|never|ever|also|first|last|finally|still|\w+ly")
_LONGEST = 3
"""Words of a noun phrase without its determiner and what it belongs to."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A noun phrase as stems: its head, the words before it, and what it belongs to.

    `of` holds each word of that with the preposition before it ("of", "at").
    """

    head: str
    before: frozenset[str] = frozenset()
    of: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class ThingQuestion:
    """What a question asks to be told of a thing, as the stems of words that tell it.

    `noun` says that it is a part or a measure of it ("the director of the choir").
    """

    thing: Thing
    stems: frozenset[str]
    noun: bool = False


@lru_cache(maxsize=64)  # asked of every sentence that is found
def thing_question(question: str) -> ThingQuestion | None:
    """What is asked of which thing; None where that is not plain, or the thing has a name.

    >>> thing_question("When was the paper mill founded?").thing
    Thing(head='mill', before=frozenset({'paper'}), of=frozenset())
    >>> thing_question("Who was the director of the choir?").thing.head
    'choir'
    >>> thing_question("When did Herat fall?")
    """
    if re.search(r"\band\s+(?:how|who|when|where|what|why|which)\b|\bthat\b", question, re.I):
        return None  # two questions, or a thing that a clause tells apart
    for form in THING_QUESTIONS:
        matched = form.match(question)
        if matched is None:
            continue
        groups = matched.groupdict()
        if groups.get("rest"):
            found = _verb_in(groups["rest"])
        else:
            found = groups.get("verb") or groups["noun"].split()[-1], groups["thing"]
        if found is None:
            return None
        word, phrase = found
        thing, noun = thing_of(phrase), bool(groups.get("noun"))
        if thing is None or stem(word) == thing.head:
            return None
        return ThingQuestion(thing, frozenset({stem(word)}) if noun else verb_stems(word), noun)
    return None


def _verb_in(rest: str) -> tuple[str, str] | None:
    """The verb behind a noun phrase, and the phrase ("the strike at the mill last")."""
    words = list(WORD.finditer(rest))
    content = [m for m in words[:-1] if m.group().lower() not in THINGS_DETERMINERS]
    for match in [*content[1:], *words[-1:]]:
        word, at = match.group(), words.index(match)
        behind = [m.group().lower() for m in words[at + 1 : at + 2]]
        acts = set(behind) <= THINGS_DETERMINERS and bool(behind)
        acts = word.lower() not in FUNCTION and (acts or person_noun(words[at - 1].group()))
        verb = word.endswith("ed") or word in PAST or word in THINGS_VERBS or event_stems(word)
        starts = rest[: match.start()].split()[-1] in THINGS_DETERMINERS
        if word.islower() and (verb or acts) and not starts:  # "the seller deliver the goods"
            return word, _without_adverbs(rest[: match.start()].split())
    return None


def _without_adverbs(words: list[str]) -> str:
    """The words without adverbs at their end; one alone stays."""
    end = len(words)
    while end > 1 and (_ADVERB.fullmatch(words[end - 1]) or words[end - 1] in AUX):
        end -= 1
    return " ".join(words[:end])


def thing_of(phrase: str) -> Thing | None:
    """The thing that a noun phrase means; None for a name, somebody, or a general word."""
    head, *more = parts(phrase.strip(" ,.?!"))
    words = content_of(head)
    if not words or len(words) > _LONGEST or not words[-1].isalpha() or " to " in phrase:
        return None
    if any((w[0].isupper() and not person_noun(w)) or w.lower() in FUNCTION for w in words):
        return None  # "the Seller" of a contract is no name
    if words[-1] in THINGS_GENERAL | WRITERS:
        return None
    before = [w for w in words[:-1] if w.lower() not in THINGS_PLAIN]
    return Thing(stem(words[-1]), frozenset(map(bare, before)), belongs(more))


def parts(phrase: str) -> list[str]:
    """A noun phrase cut before each preposition."""
    return re.split(rf"(?<!\s)\s++(?=(?:{THINGS_LINK})\s)", phrase)


def content_of(words: str) -> list[str]:
    """The words without determiners."""
    return [w for w in WORD.findall(words) if w.lower() not in THINGS_DETERMINERS]


def belongs(links: Sequence[str]) -> frozenset[tuple[str, str]]:
    """Each word of what a thing belongs to, with the preposition before it."""
    return frozenset(
        (part.split()[0].lower(), bare(word)) for part in links for word in content_of(part)[1:]
    )


def bare(word: str) -> str:
    """The stem of a word without its possessive."""
    return stem(possessor(word))
