"""Fragments, completed from the question before: "Why?", "When was that?", "How many?"."""

import re

from rag.answers.followup.antecedents import Scene, answering, place
from rag.answers.followup.phrases import phrases
from rag.answers.followup.pronouns import Made
from rag.english.patterns.followups import FRAGMENTS_DETERMINER as _DETERMINER
from rag.english.patterns.followups import FRAGMENTS_OPENING as _OPENING
from rag.english.patterns.followups import FRAGMENTS_WHEN as _WHEN
from rag.english.words import AUX, DO, PAST, WH

_ELSE = re.compile(r"(?:who|what|where)\s+else$|(?:any|some)(?:one|body)\s+else$", re.I)
_MANY = re.compile(
    r"(how\s+(?:many|much))(?:\s+(?:were\s+there|exactly|of\s+them|in\s+all))?$", re.I
)
_LENGTH = re.compile(r"how\s+long\s+(?:was|is|were|are)\s+(?:it|they)$", re.I)
"""Asks for the length of a thing, not how long what was asked before lasted."""
_HAVE = frozenset("has have had".split())


def completed(body: str, scene: Scene) -> Made | None:
    """The fragment with the predicate of the question before; None if it is no fragment."""
    said = scene.last.turn.question.rstrip(" ?.!")
    if not said:
        return None
    if _MANY.match(body):
        return _counted(said)
    other = _ELSE.match(body)
    if other:
        rest = re.sub(r"^\w+\s+", "", said)
        return f"{body.split()[0]} else {rest}", [rest]
    piece = _WHEN.match(body)
    if not piece or _LENGTH.match(body):
        return None
    wh = re.sub(r"\s+not$", "", piece.group(1), flags=re.I)
    text, used = _reworded(wh, said, scene)
    late = f"and not {piece.group(2)}" if piece.group(2) else ""
    there = scene.first(place) if body.lower().endswith(" there") else None
    if there and there not in text:
        late, used = there, [*used, there]
    return f"{text} {late}", used


def _reworded(wh: str, said: str, scene: Scene) -> Made:
    """The question `said` with another question word."""
    opening = _OPENING.match(said)
    if not opening:
        return f"{wh} {said[0].lower()}{said[1:]}", [said[0].lower() + said[1:]]
    word = opening.group(1).lower()
    rest = said[opening.end() :].strip()
    noun = _noun(rest, word)
    tail = rest[len(noun) :].strip()
    verb, _, behind = tail.partition(" ")
    free = word.split()[-1] not in ("who", "whom", "what", "which", "whose")
    if verb.lower() in AUX and noun and verb.lower() not in DO:
        return f"{wh} {verb} {_definite(noun)} {behind}", [noun, behind]
    if verb.lower() in DO | _HAVE or (verb.lower() in AUX and free):
        return f"{wh} {tail}", [tail]
    return _cleft(wh, word, noun, tail, scene)


def _noun(rest: str, opening: str) -> str:
    """The noun that the question word asks about: "river" in "which river floods"."""
    if opening.lower().split()[-1] not in ("which", "what", "whose", "many", "much"):
        return ""
    first = next(iter(phrases(f"which {rest}")), None)
    if first is None or first.start or not first.asked:
        return ""
    noun = first.text.partition(" ")[2]
    return "" if noun in PAST else noun  # "how many came"


def _cleft(wh: str, word: str, noun: str, tail: str, scene: Scene) -> Made:
    """Say "When was it that Smith signed the treaty": no verb has to change."""
    answer = answering(scene.last)
    doer = answer or ("somebody" if word == "who" else "it")
    if word.endswith("many") and not noun:
        doer = "people"
    elif noun and (word.endswith(("many", "much")) or not answer):
        doer = _definite(noun)
    verb, _, behind = tail.partition(" ")
    if verb.lower() in AUX:
        return f"{wh} {verb} {doer} {behind}", [doer, behind]
    return f"{wh} was it that {doer} {tail}", [doer, tail]


def _definite(noun: str) -> str:
    return noun if noun.endswith("s") or noun == "people" else f"the {noun}"


def _counted(said: str) -> Made | None:
    """Make "How many prisoners were exchanged" from "Were prisoners exchanged"."""
    opening = _OPENING.match(said)
    if opening and opening.group(1).lower().startswith("how m"):
        return None
    plural = next((p for p in phrases(said) if p.plural and not p.name), None)
    if plural is None:
        return None
    bare = _DETERMINER.sub("", plural.text)
    front, back = said[: plural.start].strip(), said[plural.end :].strip()
    if opening and front[opening.end() :].strip() == "":
        front = ""
    elif opening and opening.group(1).split()[-1].lower() in WH:
        front = front[opening.end() :].strip()
    front = front[:1].lower() + front[1:]
    text = " ".join(part for part in (f"how many {bare}", front, back) if part)
    return text, [bare, front, back]
