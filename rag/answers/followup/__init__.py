"""A question asked after an answer, read with the conversation: rules, no model that writes.

A question that stands by itself is returned as it is, whatever was said before: every rule
waits for a sign of dependence (a pronoun that nothing in the question binds, a fragment, a
leading "and", "the other", "the same"). What is put in for it comes word for word from the
turns before; `Rewritten.used` lists it, so that a page can show how the question was read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.answers.followup.antecedents import Scene
from rag.answers.followup.binding import free
from rag.answers.followup.fragments import completed
from rag.answers.followup.parallel import exchanged
from rag.answers.followup.phrases import phrases, tokens
from rag.answers.followup.pronouns import Made, resolve
from rag.answers.followup.turns import Turn
from rag.english.patterns.followups import FOLLOWUP_COURTESY as _COURTESY
from rag.english.patterns.followups import FOLLOWUP_LEAD as _LEAD
from rag.english.patterns.followups import FOLLOWUP_RELATIONAL as _RELATIONAL
from rag.english.patterns.followups import FOLLOWUP_SIGN as _SIGN
from rag.english.patterns.followups import FOLLOWUP_UNCOUNTED as _UNCOUNTED
from rag.english.words import FUNCTION, PEOPLES, VERBS

__all__ = ["Rewritten", "Turn", "rewrite"]


_LITTLE = 3
_COUNTED = re.compile(r"how many \w+ (?:were |was |did |had )?\w+$", re.I)


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The question to search and read. `used` are the words taken from the conversation."""

    question: str
    changed: bool
    used: tuple[str, ...]


def rewrite(question: str, history: Sequence[Turn]) -> Rewritten:
    """The question as it reads by itself; unchanged if it does, or if nothing was said before.

    `history` is oldest first. A turn before the last one is asked only for what the last
    one does not have.

    >>> rewrite("And the Rhine?", [Turn("How long is the Danube?", "It is 2,850 km long.")])
    Rewritten(question='How long is the Rhine?', changed=True, used=('How long is',))
    """
    plain = " ".join(question.split())
    lead = _LEAD.match(plain)
    body = (plain[lead.end() :] if lead else plain).rstrip(" ?.!")
    history = [turn for turn in history if not _courtesy(turn.question)]
    if not history or not tokens(body) or _courtesy(plain):
        return Rewritten(question, False, ())
    scene, led = Scene(history), bool(lead)
    made = exchanged(body, scene, led=led) or completed(body, scene)
    text, used = made or _resolved(body, scene, led=led)
    if not used:
        return Rewritten(question, False, ())
    text = " ".join(text.split())
    return Rewritten(f"{text[0].upper()}{text[1:]}?", True, tuple(dict.fromkeys(used)))


def _courtesy(said: str) -> bool:
    """Whether thanks or a greeting is said, and nothing is asked."""
    return _COURTESY.fullmatch(said.rstrip(" .!,?")) is not None


def _resolved(body: str, scene: Scene, *, led: bool) -> Made:
    """The question with its pronouns resolved, and set where the one before was, if need be."""
    text, used = resolve(body, scene)
    if used:
        return text, used
    noun = scene.last.counted() if _UNCOUNTED.match(body) else None
    if noun:
        text = f"{body[:8]} {noun}{body[8:]}"
    if led and _named(body):
        extra = _missing(body, scene)
    elif led or (not _named(body) and (_bare(body) or (_short(body) and _points(body)))):
        extra = scene.first(lambda turn: turn.setting(body.lower())) or []
    else:
        extra = []
    return " ".join([text, *extra]), extra


def _short(body: str) -> bool:
    """Whether so little is said that the question cannot be about much of its own."""
    return len([t for t in tokens(body) if t.low not in FUNCTION]) <= _LITTLE


def _points(body: str) -> bool:
    last = phrases(body)[-1:]
    event = any(
        p.kind == "event" and p.text.count(" ") == 1 and p.text.startswith("the ")
        and p.end == len(body)
        for p in last
    )  # fmt: skip
    return event or bool(_SIGN.search(body)) or free(body)


def _named(body: str) -> bool:
    """Whether the question names something itself: a name or a date, not just a nationality."""
    return any(p.kind == "date" or (p.name and not _national(p.text)) for p in phrases(body))


def _national(text: str) -> bool:
    capitals = [t.text for t in tokens(text) if t.text[0].isupper()]
    return bool(capitals) and all(word in PEOPLES for word in capitals)


def _bare(body: str) -> bool:
    """Whether the question lacks what it is about: "Who won", "What was the verdict"."""
    content = [t.low for t in tokens(body) if t.low not in FUNCTION]
    if _COUNTED.match(body) and (content[-1] in VERBS or content[-1].endswith("ed")):
        return len(content) <= 2
    if all(w in VERBS or w.endswith("ed") for w in content):
        return len(tokens(body)) <= 6
    return bool(_RELATIONAL.search(body)) and len(content) <= 3


def _missing(body: str, scene: Scene) -> list[str]:
    """What followed the same last word in the question before: "… fall" | "in 2001"."""
    last = tokens(body)[-1]
    said = scene.last.turn.question.rstrip(" ?.!")
    same = re.search(rf"\b{re.escape(last.text)}\b\s+(.+)", said)
    return [same.group(1)] if same and last.low not in FUNCTION else []
