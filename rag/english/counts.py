"""Whether a sentence may say how many there are of what a question counts. No model.

Only what surely counts something else is told: a date, an age, a measure, the number of a page. In
"eight of them", "200 refugees" or "a dozen" any thing may be counted.
"""

import re

from rag.english import months
from rag.english.events import event_stems, verb_stems
from rag.english.kin import UNITS
from rag.english.numbers import COUNTED
from rag.english.terms import stem, stems_of

_ASKS = re.compile(
    r"\b(?:how\s+many|what\s+number\s+of)\s+(?P<what>(?:[\w’'-]+\s+){0,2}[\w’'-]+)", re.I
)
_COUNT = re.compile(
    r"(?<![\w.,:/])(?<!\w-)(?P<figure>\d+(?:[.,]\d+)*)(?P<behind>(?:st|nd|rd|th)\b|:\d)?"
    rf"|\b(?:{COUNTED}|scores?|pairs?|couples?|several|both|nobody|once|twice|thrice|thirds?"
    r"|quarters?|majority|minority|per\s?cent)\b",
    re.I,
)
_LONE = re.compile(
    r"\b(?:an?|no|only|single|sole|few|many|most|multiple|various|numerous|every|each|all|any)"
    r"\s+[\w’'-]+(?:\s+[\w’'-]+)?",
    re.I,
)
_MONTH = "|".join(months.MONTHS)
_BEFORE_NUMBER = re.compile(
    rf"(?:\b(?:{_MONTH})|\b(?:aged?|page|chapter|section|article|number|room|route|version)"
    r"|\b(?:nos?|pp?|vol|ch|art|fig)\.|[$€£])\s?$",
    re.I,
)
_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|of|by|until|till|from|to|before|after|early|late)\s+$", re.I
)
_BEHIND_NUMBER = re.compile(
    rf"\s+(?:of\s+)?(?:{_MONTH})\b|[\s-]years?[\s-]olds?\b|\s?[ap]\.?m\b|\s+o[’']clock\b", re.I
)
_UNIT = re.compile(r"(?:\s+(?:and\s+a\s+half|or\s+so|more|or\s+more))?[\s-]+(?P<unit>[^\W\d_]+)")
_AGE = re.compile(r"\b[A-Z][\w’'-]{1,60}(?:\s+[A-Z][\w’'-]{1,60}){0,8},\s+$")


def may_count(question: str, sentence: str) -> bool:
    """Whether a sentence may hold the number of things that the question asks for.

    >>> asked = "How many tablets had she taken?"
    >>> may_count(asked, "She had taken eight."), may_count(asked, "Ann Dee, 21, took some.")
    (True, False)
    """
    asked = _ASKS.search(question)
    words = asked["what"].split() if asked else []
    told = _COUNTED.search(question)
    if told and stem(told["verb"]) in _DEATHS and not _DEATHS & stems_of(sentence):
        return False
    if not words or any(map(_is_unit, words)):
        return True
    things = {stem(word) for word in words} | (
        _DEATHS if told and stem(told["verb"]) in _DEATHS else set()
    )
    if any(stem(word) in things for one in _LONE.finditer(sentence) for word in one[0].split()[1:]):
        return True
    return any(not _counts_otherwise(sentence, one) for one in _COUNT.finditer(sentence))


def counts_others(question: str, sentence: str) -> bool:
    """Whether a sentence tells what is counted in a question of others than are asked for.

    >>> counts_others("How many sailors died?", "Two cooks died and nine sailors were hurt.")
    True
    """
    asked = _COUNTED.search(question)
    if asked is None:
        return False
    thing, verbs = stem(asked["what"]), verb_stems(asked["verb"])
    clauses = [(part.lstrip(), stems_of(part)) for part in _CLAUSE.split(sentence)]
    told = [_COUNT.match(part) and thing not in there for part, there in clauses if verbs & there]
    other = any(thing in there and _FINITE.search(part) for part, there in clauses)
    return bool(told) and all(told) and other


_DEATHS = event_stems("died")
_WORD = (
    r"(?!(?:were|was|are|have|had|has|did|do|does|is|can|could|will|would|may|must|in|of|at|on|to|for|with"
    r"|from|by|the|an?|that|who|which)\b)[a-z-]+"
)
_COUNTED = re.compile(
    rf"\bhow\s+many\s+(?:{_WORD}\s+)?(?P<what>{_WORD})\s+(?:(?:were|was|are|have|had|has)\s+)?(?P<verb>{_WORD})\b",
    re.I,
)
COUNTED_THING = re.compile(rf"\bhow\s+many\s+(?:{_WORD}\s+)?(?P<what>{_WORD})\b", re.I)
_CLAUSE = re.compile(r"[;,]|\b(?:and|but|while|whereas)\b")
_FINITE = re.compile(r"\b(?:was|were|is|are|had|has|have)\b|\b[a-z]+ed\b")


def _is_unit(word: str) -> bool:
    """Whether a word measures; "three times" counts."""
    if word.lower() == "times":
        return False
    return (
        word.lower() in UNITS or f"{word.lower()}s" in UNITS or word.lower() in ("foot", "century")
    )


def _counts_otherwise(text: str, number: re.Match[str]) -> bool:
    """Whether a number is surely none of things: a date, an age, a measure, a page."""
    before, figure = text[: number.start()], number["figure"]
    unit = _UNIT.match(text, number.end())
    if unit is not None and _is_unit(unit["unit"]):
        return True
    if figure is None:
        return False
    numbered = number["behind"] or _BEFORE_NUMBER.search(before)
    if numbered or _BEHIND_NUMBER.match(text, number.end()):
        return True
    if _AGE.search(before) and re.match(r"[,.;]", text[number.end() :]) and len(figure) < 3:
        return True
    year = re.fullmatch(r"1\d{3}|20\d\d", figure) is not None
    return year and (unit is None or _BEFORE_YEAR.search(before) is not None)
