"""What the conversation offers to a question that points back: people, things, places, dates.

The question before comes first, except for what it asked for: after "who" the person is
looked for in the answer, after "where" the place, after "when" the date.
"""

import re
from collections.abc import Sequence

from rag.answers.followup.phrases import PhraseKind
from rag.answers.followup.turns import Turn, hear

_DAY = re.compile(r"\d{1,2} [A-Z]|[A-Z][a-z]+ \d{1,2}\b")
_HOW_MANY = re.compile(r"how many ((?:[a-z]+ )?[a-z]+s|people|men|women)\b", re.I)
_DEPTH = 3
"""Turns that are looked at, from the last one back."""


class Scene:
    """The turns so far, newest first, with their noun phrases.

    A turn that had no answer says nothing of things, groups and places if another one had one.
    """

    def __init__(self, history: Sequence[Turn]) -> None:
        self.last = history[-1]
        newest = history[-1 : -1 - _DEPTH : -1]
        self._every = newest
        self._newest = [turn for turn in newest if turn.answer] or newest

    def person(self, word: str = "") -> str | None:
        """Who "he" or "she" is; of a turn without an answer only whom the question names."""
        return next((p for turn in map(hear, self._every) if (p := turn.person(word))), None)

    def thing(self) -> str | None:
        """What "it" is: what was asked for, an event, a named thing, at last a place."""
        return next((t for turn in map(hear, self._newest) if (t := turn.thing())), None)

    def people(self) -> str | None:
        """Who "they" are: a plural, several names, a group or a country."""
        return next((p for turn in map(hear, self._newest) if (p := turn.people())), None)

    def place(self) -> str | None:
        """Where "there" is, with its preposition."""
        return next((p for turn in map(hear, self._newest) if (p := turn.place())), None)

    def place_name(self) -> str | None:
        """The name of "the city": of the place, or of what the last question is about."""
        place = self.place()
        return place.partition(" ")[2] if place else hear(self.last).topic()

    def date(self) -> str | None:
        """When "then" is, without its preposition."""
        return next((d for turn in map(hear, self._newest) if (d := turn.date())), None)

    def named(self, head: str) -> str | None:
        """What "that treaty" is: a phrase with this head and something that tells which."""
        return next((n for turn in map(hear, self._newest) if (n := turn.named(head))), None)

    def subject(self) -> str | None:
        """The group or country that the last question is about."""
        return hear(self.last).subject()

    def counted(self) -> str | None:
        """The noun of "how many people" in the last question."""
        matched = _HOW_MANY.match(self.last.question)
        return matched.group(1) if matched else None

    def doer(self) -> str | None:
        """The name that answers the last question, for "somebody" in it."""
        return hear(self.last).answering()

    def kind(self, piece: str) -> PhraseKind | None:
        """The kind of a bare name, if an earlier turn shows it: "Berlin" was met in "in Berlin"."""
        for turn in map(hear, self._newest):
            for phrase in turn.question + turn.answer:
                if phrase.text == piece and phrase.kind not in ("person", "thing"):
                    return phrase.kind
        return None

    def setting(self, besides: str = "") -> list[str]:
        """Where and at what the last question was set ("at Bonn", "in the war of 1812").

        Without such words, what it was about ("in connection with the Vasa"). Nothing whose
        words stand in `besides` already.
        """
        for turn in map(hear, self._newest):
            if settings := turn.setting(besides.lower()):
                return settings
        return []


def on(date: str) -> str:
    """The date with the preposition that it takes: "on 9 May", "in 1998"."""
    return f"on {date}" if _DAY.match(date) else f"in {date}"
