"""Paragraphs between labels: whether they go on with a turn, or who says them is not known.

A transcript names everybody who speaks, so that an unlabelled paragraph goes on with the turn
unless the record itself speaks ("(Recess.)", "The hearing was adjourned.", "The witness was
handed the ledger."), or it may tell of somebody else in the room ("A man in the gallery wept.").
A printed interview mixes speech with what its author tells: there a paragraph goes on only if it,
or one after it in the same turn, speaks in the first or second person.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rag.english.labels import PARTS, RECORDS
from rag.english.patterns.turns import UNLABELLED_ACTED as _ACTED
from rag.english.patterns.turns import UNLABELLED_SHORT as _SHORT
from rag.english.patterns.turns import UNLABELLED_SPEECH as _SPEECH
from rag.english.patterns.turns import unlabelled_others, unlabelled_room
from rag.english.titles import TITLES

Goes = Literal["on", "aside", "nobody", "unknown"]
"""On with the turn; an aside in brackets, after which it goes on; the record's own words; or it is
not known whose words they are."""
_BRACKETS = re.compile(r"[*_]{0,2}[\[(].*[\])]_{0,2}[^\w\])]*$", re.S)
_ITALIC = re.compile(r"([*_])(?!\1)[^*_]+\1\W*$", re.S)
_RECORD = re.compile(
    rf"(?:Whereupon|Thereupon|End\s+of|Off\s+the\s+record|Back\s+on\s+the\s+record|{RECORDS})\b"
)
_TRANSCRIPT = frozenset(("caps", "letter", "tag", "timed", "headed", "judge", "member"))


@dataclass(frozen=True, slots=True)
class Participants:
    """Who takes part: family names and parts, in lower case; for what is told of them."""

    names: frozenset[str]

    def goes(self, words: str, kind: str, speaks_later: bool) -> Goes:
        """Where an unlabelled paragraph belongs; `kind` is that of the turn's label."""
        if _aside(words):
            return "aside"
        if self.narrates(words):
            return "nobody"
        if kind in ("stage", "cue") and not speaks(words):
            return "nobody"  # a play's directions
        if not speaks(words) and (
            unlabelled_room().search(words)
            or (not speaks_later and unlabelled_others().match(words))
        ):
            return "unknown"  # of somebody else in the room, or what the speaker tells of them
        sure = kind in _TRANSCRIPT or speaks_later or speaks(words)
        return "on" if sure else "unknown"

    def narrates(self, words: str) -> bool:
        """Whether a paragraph is the record's or the author's telling, and nobody's speech."""
        if _aside(words) or _ITALIC.match(words):
            return True
        return not speaks(words) and bool(_RECORD.match(words) or self._acted(words))

    def _acted(self, words: str) -> bool:
        """Whether a paragraph begins by telling what somebody in the conversation did."""
        acted = _ACTED.match(words)
        if acted is None:
            return False
        who = [word.strip(".,").casefold() for word in acted["who"].split()]
        return bool(self.names & set(who)) or who[-1] in PARTS


def participants(labels: Iterable[str]) -> Participants:
    """Whoever these labels name."""
    words = {word.strip(".").casefold() for label in labels for word in label.split()}
    return Participants(frozenset(words - TITLES - {"q", "a", "the", "of"}))


def _aside(words: str) -> bool:
    return bool(_BRACKETS.match(words) or _SHORT.match(words))


def speaks(words: str) -> bool:
    """Whether words speak in the first or second person, or ask."""
    return bool(_SPEECH.search(words))
