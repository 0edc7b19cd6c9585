"""One turn of the conversation: its question, its answer, and the noun phrases in them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rag.answers.followup.phrases import Phrase, PhraseKind, phrases, tokens
from rag.english.patterns.followups import TURNS_CLAUSE as _CLAUSE
from rag.english.words import HANGING, MEETINGS, PLACES, PREPOSITIONS, SETTING

_HOW_MANY = re.compile(r"how many ((?:[a-z]+ )?[a-z]+s|people|men|women)\b", re.I)


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

    def topic(self) -> str | None:
        """The last bare name of the question that may be a place."""
        names = [p for p in self.question if p.name and p.kind in ("person", "country")]
        return names[-1].text if names else None

    def subject(self) -> str | None:
        """The group or country that the question is about, if it comes first."""
        first = next(iter(self.question), None)
        acts = first is not None and not first.prep and first.kind in ("group", "country")
        return self.full(first) if first and acts else None

    def named(self, head: str) -> str | None:
        """The phrase with this last word, if it says which one it is."""
        for phrase in self.question + self.answer:
            if phrase.head == head or phrase.text.lower().endswith(head + "s"):
                full = self.full(phrase) if phrase in self.question else phrase.text
                if len(full.split()) > 2 or phrase.name:
                    return full
        return None

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

    def kind(self, piece: str) -> PhraseKind | None:
        """The kind of a bare name, if the turn shows it: "Berlin" was met in "in Berlin"."""
        kinds = (p.kind for p in self.question + self.answer if p.text == piece)
        return next((kind for kind in kinds if kind not in ("person", "thing")), None)

    def counted(self) -> str | None:
        """The noun of "how many people" in the question."""
        matched = _HOW_MANY.match(self.turn.question)
        return matched.group(1) if matched else None

    def setting(self, besides: str) -> list[str]:
        """Where and at what the question was set ("at Bonn", "in the war of 1812").

        Without such words, what it was about ("in connection with the Vasa"). Nothing that
        `besides`, in lower case, holds already.
        """
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


def _before(phrase: Phrase) -> str:
    """The preposition of a setting: "at the inquiry", "in the war"."""
    if phrase.prep in SETTING:
        return phrase.prep
    return "at" if phrase.head in MEETINGS else "in"


def _outer(texts: list[str]) -> list[str]:
    """Those that no other one holds, without regard to the preposition in front."""
    bare = [f.split(" ", 1)[-1] for f in texts]
    return [f for i, f in enumerate(texts) if not any(bare[i] in other for other in texts[:i])]
