"""What the conversation offers to a question that points back: people, things, places, dates.

The question before comes first, except for what it asked for: after "who" the person is
looked for in the answer, after "where" the place, after "when" the date.
"""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from rag.answers.followup.phrases import Phrase, phrases
from rag.answers.followup.turns import Heard, Turn, hear
from rag.english.kin import UNITS, may_be
from rag.english.speech import PRONOUNS
from rag.english.words import LOCATIVE, OWNING, TIMES

_IDENTITY = re.compile(r"[Ww]ho\s+(?:is|was|were|are)\s+[A-Z]\S*(?:\s+[A-Z]\S*)*$")
_WHO = frozenset({"who", "whom", "whose"})
_THINGS = ("event", "thing")
_NAME = r"(?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*"
_PEOPLES = re.compile(r"(?:[Tt]he )[A-Z][\w-]+s")
"""A people ("the Swedes"), which is no "it"."""
_LIST = re.compile(rf"{_NAME}(?:, {_NAME})*,? and {_NAME}")
_DAY = re.compile(r"\d{1,2} [A-Z]|[A-Z][a-z]+ \d{1,2}\b")
Got = TypeVar("Got")
_DEPTH = 3
"""Turns that are looked at, from the last one back."""


class Scene:
    """The turns so far, newest first, with their noun phrases.

    A turn that had no answer says nothing of things, groups and places if another one had one.
    """

    def __init__(self, history: Sequence[Turn]) -> None:
        self.last = hear(history[-1])
        newest = [hear(turn) for turn in history[-1 : -1 - _DEPTH : -1]]
        self._every = newest
        self._newest = [heard for heard in newest if heard.turn.answer] or newest

    def first(self, of: Callable[[Heard], Got | None]) -> Got | None:
        """What the newest turn gives that gives anything: a thing, people, a place, a date."""
        return next((got for heard in self._newest if (got := of(heard))), None)

    def person(self, word: str = "") -> str | None:
        """Who "he" or "she" is; of a turn without an answer only whom the question names."""
        return next((who for heard in self._every if (who := person(heard, word))), None)

    def place_name(self) -> str | None:
        """The name of "the city": of the place, or of what the last question is about."""
        where = self.first(place)
        return where.partition(" ")[2] if where else self.last.topic()


def on(date: str) -> str:
    """The date with the preposition that it takes: "on 9 May", "in 1998"."""
    return f"on {date}" if _DAY.match(date) else f"in {date}"


def person(heard: Heard, word: str = "") -> str | None:
    """Whoever `word` ("he", "her") may be, or None; a title or a kinship tells which."""
    text = f"{heard.turn.question} {heard.turn.answer}"
    fits = [who for who in _persons(heard) if may_be(word, who, text)]
    if word not in OWNING:  # "her sister" may be the sister's who was just named
        fits.sort(key=lambda who: -may_be(word, who, text))
    return fits[0] if fits else None


def _persons(heard: Heard) -> list[str]:
    """The people of the turn, the likeliest first."""
    said = [p for p in heard.question if p.kind == "person" and p.name and not p.plural]
    said = [p for p in said if p.prep != "of" or " " in p.text]
    roles = [p for p in heard.question if p.kind == "person" and not p.name]
    new = [p for p in heard.answer if p.kind == "person" and p.name and not p.plural]
    new = [p for p in new if p.text.casefold() not in PRONOUNS]  # "Nobody"
    new = [p for p in new if f"{p.text}:" not in heard.turn.answer]  # who asks there
    whose = heard.wh == "whose" and said
    if heard.wh in _WHO and not whose and not _IDENTITY.match(heard.turn.question):
        order = [*_ranked(new), *heard.turn.speakers, *_texts(said[:1])]
    else:
        first = [p for p in said if not p.prep] or said
        order = [*_texts(first[:1]), *(r.text for r in roles[:1]), *_ranked(new)]
        order += heard.turn.speakers
    return [o for o in order if o]


def thing(heard: Heard) -> str | None:
    """What "it" may be, or None."""
    sought = _sought(heard)
    if sought and not any(p.name and not p.prep and p.kind in _THINGS for p in heard.question):
        return sought
    single = [p for p in heard.question if not p.plural and p.kind != "date" and p.prep != "of"]
    single = [p for p in single if not _PEOPLES.fullmatch(p.text)]
    ranks: tuple[Callable[[Phrase], bool], ...] = (
        lambda p: p.kind in _THINGS and p.name and not p.prep,
        lambda p: p.kind in _THINGS and not p.prep,
        lambda p: p.kind in _THINGS,
        lambda p: p.kind == "group",
        lambda p: p.name and not p.prep and p.kind != "person",
    )
    named = [p for p in single if p.name and not p.prep]  # the last: whoever acts comes first
    likely = (phrase for rank in ranks for phrase in single if rank(phrase))
    it = next(likely, named[-1] if named else None)
    return heard.full(it) if it else sought


def _sought(heard: Heard) -> str | None:
    """The name that answers "which ship did Israel stop": of a ship, if the answer tells."""
    new = [p for p in heard.answer if p.name and p.kind != "date"]
    if not heard.which or not new or heard.asked in TIMES:
        return None
    noun = re.escape(heard.asked)

    def unlike(name: Phrase) -> tuple[bool, bool]:
        who = re.escape(name.text)
        told = rf"\b{noun},? {who}|{who},? (?:was |is )?(?:an?|the) (?:[\w-]+ ){{0,2}}{noun}\b"
        return not re.search(told, heard.turn.answer), bool(name.prep)

    return min(new, key=unlike).text


def people(heard: Heard) -> str | None:
    """Who "they" may be, or None."""
    several = [p for p in heard.question if p.plural and p.head not in UNITS]
    listed = _LIST.search(heard.turn.answer)
    if listed and (heard.which or (heard.wh in _WHO and not _countries(listed.group()))):
        return listed.group()
    if heard.asked_for and heard.asked not in UNITS:
        return heard.asked_for
    groups = [p for p in heard.question if p.kind in ("group", "country")]
    new = [p for p in heard.answer if p.plural or p.kind in ("group", "country")]
    new = [p for p in new if p.head not in UNITS]
    pair = _LIST.search(heard.turn.question)
    if pair:
        return pair.group()
    peoples = [p for p in heard.question if _PEOPLES.fullmatch(p.text)]
    names = [*map(heard.full, several), *_texts(peoples), *map(heard.full, groups), *_texts(new)]
    return names[0] if names else None


def place(heard: Heard) -> str | None:
    """Where "there" may be, with its preposition, or None."""
    new = [p for p in heard.answer if p.name and (p.kind != "person" or heard.asks_place)]
    said = [p for p in heard.question if p.kind in ("place", "country") and p.prep in LOCATIVE]
    if heard.wh == "where" or heard.asks_place:
        said = new + said
    goals = [p for p in heard.question if p.prep in ("to", "into", "over") and p.name]
    order = said + [p for p in goals if p.kind != "event"]
    order += [p for p in new if p.prep in LOCATIVE and p.kind in ("place", "country")]
    if not order:
        return None
    prep = order[0].prep if order[0].prep in LOCATIVE - {"from"} else "in"
    return f"{prep} {order[0].text}"


def date(heard: Heard) -> str | None:
    """When "then" may be, or None."""
    said = [p.text for p in heard.question if p.kind == "date"]
    new = [p.text for p in phrases(heard.turn.answer) if p.kind == "date"]
    order = new + said if heard.wh == "when" or heard.which else said + new
    return order[0] if order else None


def answering(heard: Heard) -> str | None:
    """The name that fills the place of the question word, or None."""
    listed = _LIST.search(heard.turn.answer)
    if heard.which and listed:
        return listed.group()
    if heard.wh in _WHO:
        named = [p for p in heard.answer if p.kind == "person" and p.name]
        return next(iter(_ranked(named)), None)
    return next((p.text for p in heard.answer if p.name and p.kind != "date"), None)


def _countries(listed: str) -> bool:
    """Whether a list names countries, none of which answers a question for somebody."""
    return any(phrase.kind == "country" for phrase in phrases(listed))


def _ranked(phrases_here: list[Phrase]) -> list[str]:
    """The people named, the one first who most looks like an answer: a full name, no object."""
    return [p.text for p in sorted(phrases_here, key=lambda p: (bool(p.prep), " " not in p.text))]


def _texts(phrases_here: Sequence[Phrase]) -> list[str]:
    return [p.text for p in phrases_here]
