"""One turn of the conversation: its question, its answer, and the noun phrases in them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.answers.followup.phrases import Phrase, phrases, tokens
from rag.english.kin import UNITS, may_be
from rag.english.patterns.followups import TURNS_CLAUSE as _CLAUSE
from rag.english.words import (
    HANGING,
    LOCATIVE,
    MEETINGS,
    OWNING,
    PLACES,
    PREPOSITIONS,
    SETTING,
    TIMES,
)

_IDENTITY = re.compile(r"[Ww]ho\s+(?:is|was|were|are)\s+[A-Z]\S*(?:\s+[A-Z]\S*)*$")
_WHO = frozenset({"who", "whom", "whose"})
_THINGS = ("event", "thing")
_NAME = r"(?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*"
_PEOPLES = re.compile(r"(?:[Tt]he )[A-Z][\w-]+s")
"""A people ("the Swedes"), which is no "it"."""
_LIST = re.compile(rf"{_NAME}(?:, {_NAME})*,? and {_NAME}")


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as it was read (its standalone form) and the text of the quotes shown.

    `answer` is empty after an abstention. `speakers` are those named as speaking in quotes.
    """

    question: str
    answer: str
    speakers: tuple[str, ...] = ()


class Heard:
    """One turn with its noun phrases."""

    def __init__(self, turn: Turn) -> None:
        self.turn = turn
        self.question = [p for p in phrases(turn.question) if not p.asked]
        known = {w.low for w in tokens(turn.question)}
        self.answer = [
            p for p in phrases(turn.answer) if not {w.low for w in tokens(p.text)} <= known
        ]
        words = [t.low for t in tokens(turn.question)]
        words = words[1:] if words and words[0] in PREPOSITIONS else words
        self.wh = words[0] if words else ""
        questioned = [p for p in phrases(turn.question) if p.asked]
        self.which = bool(questioned) and self.wh in ("which", "what")
        self.asked = questioned[0].head if questioned else ""
        plural = self.which and questioned[0].plural
        self.asked_for = f"the {questioned[0].text.partition(' ')[2]}" if plural else ""
        self.asks_place = self.which and bool(set(words[1:3]) & PLACES)

    def person(self, word: str = "") -> str | None:
        """Whoever `word` ("he", "her") may be, or None; a title or a kinship tells which."""
        text = f"{self.turn.question} {self.turn.answer}"
        fits = [who for who in self._persons() if may_be(word, who, text)]
        if word not in OWNING:  # "her sister" may be the sister's who was just named
            fits.sort(key=lambda who: -may_be(word, who, text))
        return fits[0] if fits else None

    def _persons(self) -> list[str]:
        """The people of the turn, the likeliest first."""
        said = [p for p in self.question if p.kind == "person" and p.name and not p.plural]
        said = [p for p in said if p.prep != "of" or " " in p.text]
        roles = [p for p in self.question if p.kind == "person" and not p.name]
        new = [p for p in self.answer if p.kind == "person" and p.name and not p.plural]
        whose = self.wh == "whose" and said
        if self.wh in _WHO and not whose and not _IDENTITY.match(self.turn.question):
            order = [*_ranked(new), *self.turn.speakers, *_texts(said[:1])]
        else:
            first = [p for p in said if not p.prep] or said
            order = [*_texts(first[:1]), *(r.text for r in roles[:1]), *_ranked(new)]
            order += self.turn.speakers
        return [o for o in order if o]

    def thing(self) -> str | None:
        """What "it" may be, or None."""
        sought = self._sought()
        if sought and not any(p.name and not p.prep and p.kind in _THINGS for p in self.question):
            return sought
        single = [p for p in self.question if not p.plural and p.kind != "date" and p.prep != "of"]
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
        return self.full(it) if it else sought

    def _sought(self) -> str | None:
        """The name that answers "which ship did Israel stop": of a ship, if the answer tells."""
        new = [p for p in self.answer if p.name and p.kind != "date"]
        if not self.which or not new or self.asked in TIMES:
            return None
        noun = re.escape(self.asked)

        def unlike(name: Phrase) -> tuple[bool, bool]:
            who = re.escape(name.text)
            told = rf"\b{noun},? {who}|{who},? (?:was |is )?(?:an?|the) (?:[\w-]+ ){{0,2}}{noun}\b"
            return not re.search(told, self.turn.answer), bool(name.prep)

        return min(new, key=unlike).text

    def topic(self) -> str | None:
        """The last bare name of the question that may be a place."""
        names = [p for p in self.question if p.name and p.kind in ("person", "country")]
        return names[-1].text if names else None

    def subject(self) -> str | None:
        """The group or country that the question is about, if it comes first."""
        first = next(iter(self.question), None)
        acts = first is not None and not first.prep and first.kind in ("group", "country")
        return self.full(first) if first and acts else None

    def people(self) -> str | None:
        """Who "they" may be, or None."""
        several = [p for p in self.question if p.plural and p.head not in UNITS]
        listed = _LIST.search(self.turn.answer)
        if listed and (self.which or (self.wh in _WHO and not _countries(listed.group()))):
            return listed.group()
        if self.asked_for and self.asked not in UNITS:
            return self.asked_for
        groups = [p for p in self.question if p.kind in ("group", "country")]
        new = [p for p in self.answer if p.plural or p.kind in ("group", "country")]
        new = [p for p in new if p.head not in UNITS]
        pair = _LIST.search(self.turn.question)
        if pair:
            return pair.group()
        peoples = [p for p in self.question if _PEOPLES.fullmatch(p.text)]
        names = [*map(self.full, several), *_texts(peoples), *map(self.full, groups), *_texts(new)]
        return names[0] if names else None

    def place(self) -> str | None:
        """Where "there" may be, with its preposition, or None."""
        new = [p for p in self.answer if p.name and (p.kind != "person" or self.asks_place)]
        said = [p for p in self.question if p.kind in ("place", "country") and p.prep in LOCATIVE]
        if self.wh == "where" or self.asks_place:
            said = new + said
        goals = [p for p in self.question if p.prep in ("to", "into", "over") and p.name]
        order = said + [p for p in goals if p.kind != "event"]
        order += [p for p in new if p.prep in LOCATIVE and p.kind in ("place", "country")]
        if not order:
            return None
        prep = order[0].prep if order[0].prep in LOCATIVE - {"from"} else "in"
        return f"{prep} {order[0].text}"

    def date(self) -> str | None:
        """When "then" may be, or None."""
        said = [p.text for p in self.question if p.kind == "date"]
        new = [p.text for p in phrases(self.turn.answer) if p.kind == "date"]
        order = new + said if self.wh == "when" or self.which else said + new
        return order[0] if order else None

    def named(self, head: str) -> str | None:
        """The phrase with this last word, if it says which one it is."""
        for phrase in self.question + self.answer:
            if phrase.head == head or phrase.text.lower().endswith(head + "s"):
                full = self.full(phrase) if phrase in self.question else phrase.text
                if len(full.split()) > 2 or phrase.name:
                    return full
        return None

    def answering(self) -> str | None:
        """The name that fills the place of the question word, or None."""
        listed = _LIST.search(self.turn.answer)
        if self.which and listed:
            return listed.group()
        if self.wh in _WHO:
            named = [p for p in self.answer if p.kind == "person" and p.name]
            return next(iter(_ranked(named)), None)
        return next((p.text for p in self.answer if p.name and p.kind != "date"), None)

    def full(self, phrase: Phrase) -> str:
        """The phrase with what hangs on it: "the siege" is "the siege of Kunduz"."""
        text, end, joints = self.turn.question, phrase.end, {phrase.prep}
        for after in self.question:
            if after.start < end:
                continue
            joint = text[end : after.start].strip()
            pair = joint == "and" and "between" in joints
            if not pair and (not joint or joint != after.prep or joint not in HANGING):
                break
            if after.kind == "date" and joint != "of" and phrase.kind != "event":
                break
            joints.add(joint)
            end = after.end
        return text[phrase.start : end]

    def setting(self, besides: str) -> list[str]:
        """What the question is set in, or what it is about; nothing that `besides` holds."""
        clause = _CLAUSE.search(self.turn.question)
        if clause:
            return [clause.group().strip(" ?.")]
        new = [p for p in self.question if p.text.lower().removeprefix("the ") not in besides]
        phrases_here = [
            p for p in new
            if p.kind == "event" or (p.prep in SETTING and (p.name or p.kind == "date"))
        ]  # fmt: skip
        if phrases_here:
            return _outer([f"{_before(p)} {self.full(p)}" for p in phrases_here])
        names = _outer([self.full(p) for p in new if p.name])
        names = names or _outer([self.full(p) for p in new if p.kind != "date"])
        return ["in connection with " + " and ".join(names[:2])] if names else []


@lru_cache(maxsize=64)
def hear(turn: Turn) -> Heard:
    """The turn with its noun phrases, which stay the same for every question asked after it."""
    return Heard(turn)


def _countries(listed: str) -> bool:
    """Whether a list names countries, none of which answers a question for somebody."""
    return any(phrase.kind == "country" for phrase in phrases(listed))


def _before(phrase: Phrase) -> str:
    """The preposition of a setting: "at the inquiry", "in the war"."""
    if phrase.prep in SETTING:
        return phrase.prep
    return "at" if phrase.head in MEETINGS else "in"


def _ranked(phrases_here: list[Phrase]) -> list[str]:
    """The people named, the one first who most looks like an answer: a full name, no object."""
    return [p.text for p in sorted(phrases_here, key=lambda p: (bool(p.prep), " " not in p.text))]


def _texts(phrases_here: Sequence[Phrase]) -> list[str]:
    return [p.text for p in phrases_here]


def _outer(texts: list[str]) -> list[str]:
    """Those that no other one holds, without regard to the preposition in front."""
    bare = [f.split(" ", 1)[-1] for f in texts]
    return [f for i, f in enumerate(texts) if not any(bare[i] in other for other in texts[:i])]
