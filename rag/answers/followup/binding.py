"""Which pronouns of a question are free: those that nothing in the question itself binds.

"How did the bank lose its money?" has none, and neither has "Is it true that…". A doubtful
one counts as bound: a question left alone does less harm than one coloured by another.
"""

from rag.answers.followup.phrases import Phrase, PhraseToken, phrases, tokens
from rag.english.patterns.followups import BINDING_EMPTY_IT as _EMPTY_IT
from rag.english.patterns.followups import BINDING_ROLE as _ROLE
from rag.english.words import (
    AUX,
    BE,
    BORDERS,
    FUNCTION,
    OWNING,
    PERSONS,
    PLACES,
    PREPOSITIONS,
    SINGULAR,
    TIMES,
    WH,
)

_PEOPLE = frozenset("they them their theirs".split())
_THING = frozenset("it its".split())
_POINTING = frozenset("this that these those".split())
_LITTLE = 3


def free(body: str) -> bool:
    """Whether a pronoun stands in the text that nothing in it binds."""
    words, own = tokens(body), phrases(body)
    sorts = [sort_of(body, words, at, own) for at in range(len(words))]
    vague = ("this", "these", "same")
    return any(
        sort and not (sort == "noun" and word.low in vague)
        for word, sort in zip(words, sorts, strict=True)
    )


def sort_of(body: str, words: list[PhraseToken], at: int, own: list[Phrase]) -> str:
    """What the word at `at` stands for: person, people, thing, place, date, or "" for nothing."""
    low, before, after = words[at].text.lower(), words[at].before, words[at].after
    if low in SINGULAR:
        fits = [p for p in own if p.kind == "person" or _ROLE.search(p.text)]
        return "" if _bound(words, at, fits) else "person"
    if low in _PEOPLE:
        return "" if _bound(words, at, _several(body, words[at], own)) else "people"
    if low in _THING:
        fits = [p for p in own if p.kind not in ("date", "person") and not p.plural]
        return "" if _EMPTY_IT.search(body) or _bound(words, at, fits) else "thing"
    if low in _POINTING or (low == "same" and before == "the"):
        return _pointing(words, at)
    if low in ("two", "both") and after in ("sides", "parties", "countries"):
        return "sides" if not any(p.name for p in own) else ""
    little = len([w for w in words if w.low not in FUNCTION]) <= _LITTLE
    if (
        low in PLACES
        and before == "the"
        and little
        and after not in ("of", *BORDERS)
        and not any(p.name for p in own)
    ):
        return "the place"
    return _place_or_date(words, at, own) if low in ("there", "then") else ""


def _place_or_date(words: list[PhraseToken], at: int, own: list[Phrase]) -> str:
    """What "there" or "then" stands for."""
    before, after = words[at].before, words[at].after
    if words[at].text.lower() == "there":
        many = "many" in [w.low for w in words[:at]]
        empty = (before in BE and (after or many)) or after in BE
        return "" if empty or any(p.kind == "place" for p in own) else "place"
    bound = any(p.kind == "date" for p in own) or {"if", "when"} & {w.low for w in words[:at]}
    return "" if bound or (after.endswith("s") and "-" in after) else "date"


def _several(body: str, word: PhraseToken, own: list[Phrase]) -> list[Phrase]:
    """What "they" may be in its own question: anything but a date, if a border lies between."""
    apart = any(w.low in BORDERS for w in tokens(body[: word.start])[1:]) or word.low == "their"
    names = [p for p in own if p.name and p.end <= word.start]
    return [
        p
        for p in own
        if p.plural or p.asked or p.kind in ("group", "country") or p.head.endswith("s")
        or (len(names) > 1 and p.name) or (apart and p.kind != "date")
    ]  # fmt: skip


def _pointing(words: list[PhraseToken], at: int) -> str:
    """What "that", "this", "these", "those" or "the same" points to."""
    low, before, after = words[at].low, words[at].before, words[at].after
    if before in ("before", "after", "since", "until") and not after and low == "that":
        return "date or thing"
    if any(w.text.lower() in BORDERS for w in words[1:at]):
        return ""
    if not after or after in PREPOSITIONS | AUX:
        relative = low == "that" and after and before not in AUX | WH
        return "" if relative or low in ("those", "same") or after == "of" else "thing"
    noun = after not in FUNCTION and words[at + 1].text.isalpha() and words[at + 1].text.islower()
    starts = before in AUX | PREPOSITIONS | WH or at == 0 or low != "that"
    known = after in TIMES | PLACES | PERSONS
    if noun and (known or starts or not after.endswith("s")):
        return "noun"
    return "thing" if low in ("this", "that") and before in AUX and not noun else ""


def _bound(words: list[PhraseToken], at: int, fits: list[Phrase]) -> bool:
    """Whether one of these phrases of the question itself can be what the pronoun means."""
    here = words[at]
    earlier = [p for p in fits if p.end <= here.start]
    later = [p for p in fits if p.start >= here.end]
    between = [w.text.lower() for w in words if w.start >= here.end]
    if later and "," in between and not earlier:
        comma = next(w.start for w in words[at:] if w.text == ",")
        return later[0].start > comma
    if not earlier:
        who = words[0].low in ("who", "which") and at > 1 and here.low in OWNING
        if not who:
            return False
        passive = words[1].low in BE and at > 2
        active = words[1].low not in BE and here.before not in PREPOSITIONS
        return owns(here) and (passive or active)
    owner = any(w.end > p.end and w.start < p.end for p in earlier for w in words)
    if owner or (here.low in OWNING and owns(here)):
        return True
    if here.before in AUX | WH | BORDERS or here.before == "with":
        return True
    return any(w.text.lower() in BORDERS for w in words if earlier[0].end <= w.start < here.start)


def owns(word: PhraseToken) -> bool:
    """Whether "her" or its like stands before what is owned, not alone as an object."""
    after = word.after
    return after.isalnum() and after not in FUNCTION - {"first", "last", "own", "later", "next"}
