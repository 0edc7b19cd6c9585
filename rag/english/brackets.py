"""What an editor's words in brackets may stand for: a pronoun, a role, a form of the same name.

Never another name, number, month or party. A verb may stand in another of its forms.
"""

import re
from collections.abc import Sequence

from rag.english import months, numbers
from rag.english.inflect import same_verb
from rag.english.people import same_name
from rag.english.roles import person_noun, stands_for_a_name, stands_for_a_place
from rag.english.words import FUNCTION, PREPOSITIONS

PRONOUNS = frozenset(
    "he she it they we i you him her them us me his hers its their theirs our ours my mine your "
    "yours this that these those who whom whose which one himself herself itself themselves others "
    "another both".split()
)
_HE, _SHE = frozenset("he him his himself".split()), frozenset("she her hers herself".split())
OF_A_PERSON = _HE | _SHE
_OTHERS = ((_HE, _SHE), (_SHE, _HE))
MEANS_ME = frozenset("i me my mine myself we us our ours".split())
"""Pronouns that mean whoever speaks."""
_COLOURS = re.compile(
    r"\b(?:\w+ly|only|all|every|none|few|most|many|always|alleged|so-called|supposed|former|false|fake"
    r"|guilty|illegal|criminal|corrupt|innocent|sure|certain|must|should|will|can)\b", re.I,
)  # fmt: skip
"""Words that change what a sentence says where an editor adds them."""
PAGE_WORDS = frozenset("p pp pg page pages fol folio s seite".split())
"""What stands before the number of a printed page."""
_ARTICLES = frozenset("the a an".split())
OWNING = frozenset("his her its their our my your this that these those whose".split())
_AUXILIARIES = frozenset(
    "is are was were be been being am has have had having do does did will would shall should can "
    "could may might must".split()
)
_DATES = months.CALENDAR | months.ABBREVIATED | {"may"}
_EDITORIAL = frozenset(
    "sic emphasis italics original translation translated trans added mine ours ed eds i.e ie viz "
    "namely cf see note then now later former illegible unclear laughter laughs applause "
    "pause".split()
)
_TIMES = _DATES | frozenset(
    "spring summer autumn winter yesterday today tomorrow tonight last next".split()
)
_COUNTS = frozenset(numbers.VALUES).union(
    numbers.SCALES, "no dozen all some many few most half both every several".split()
)
_MOST = 4


def may_follow(by: Sequence[str], following: str) -> bool:
    """Whether a bracket at the end of a quotation may add to it, the source going on `following`.

    Where a word with a meaning of its own stands there, the bracket stands in its place.

    >>> may_follow(["of", "Zell"], "in"), may_follow(["feet"], "metres")
    (True, False)
    """
    first = by[0].casefold()
    if first in PREPOSITIONS:  # "left [at noon]" does not add to "left at dawn"
        return first == "of" or following.casefold() not in PREPOSITIONS
    if _TIMES & {word.casefold() for word in by}:  # "left [last May]" stands for "left in April"
        return following == "of" or following.casefold() not in PREPOSITIONS
    if not by[0][:1].islower():
        return True
    if any(word.casefold() in _EDITORIAL for word in by):
        return True
    after = following.casefold()
    return after in FUNCTION | PREPOSITIONS | _AUXILIARIES | PRONOUNS | _ARTICLES


def stated_plainly(added: str) -> bool:
    """Whether words that a bracket adds only explain.

    >>> stated_plainly("of Zell"), stated_plainly("falsely"), stated_plainly("emphasis mine")
    (True, False, True)
    """
    return stated_by_editor(added.split()) or _COLOURS.search(added) is None


def stated_by_editor(words: Sequence[str]) -> bool:
    """Whether words in a bracket are an editor's remark ("sic", "emphasis mine")."""
    return not _EDITORIAL.isdisjoint(word.casefold() for word in words)


def may_stand_for(by: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the bracketed words `by` may stand for the source's `words` (both folded tokens).

    >>> may_stand_for(["Brandt"], ["she"]), may_stand_for(["Poland"], ["Slovakia"])
    (True, False)
    >>> may_stand_for(["Brandt"], ["Hanna", "Brandt"]), may_stand_for(["it"], ["Slovakia"])
    (True, True)
    """
    theirs, ours = _bare(words), _bare(by)
    small = [word.casefold() for word in theirs]
    if not theirs:
        return not words or not any(word.casefold() in _COUNTS for word in ours)
    if not ours:
        return all(word in PRONOUNS | _ARTICLES for word in small)
    if any(word.casefold() in _DATES and word[:1].isupper() for word in theirs):
        return _same_date(ours, theirs)
    if all(word in PRONOUNS for word in small):
        told = [{w.casefold() for w in ours} & one and {*small} & two for one, two in _OTHERS]
        return not any(told)
    if all(word in PRONOUNS | _AUXILIARIES for word in small):
        return small[0] in PRONOUNS or all(w.casefold() in _AUXILIARIES for w in ours)
    if len(theirs) == len(ours) == 1 and same_verb(ours[0], theirs[0]):
        return True
    if _is_name(theirs):
        return _for_name(ours, theirs)
    return _for_role(ours, words, theirs)


def _bare(words: Sequence[str]) -> list[str]:
    """The words without the article that leads them; "A" before a name is an initial."""
    initial = list(words[:1]) == ["A"] and "".join(words[1:2])[:1].isupper()
    first = 1 if words and words[0].casefold() in _ARTICLES and not initial else 0
    return list(words[first:])


def _same_date(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether a month or day is only written otherwise ("Sept." for "September")."""
    return len(ours) == len(theirs) and all(
        a.casefold()[:3] == b.casefold()[:3] for a, b in zip(ours, theirs, strict=True)
    )


def _is_name(words: Sequence[str]) -> bool:
    return all(word[:1].isupper() for word in words if len(word) > 3 or word is words[-1]) and any(
        word[:1].isupper() for word in words
    )


def _for_name(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether `ours` may stand for a name: a pronoun, or the same name in another form."""
    if all(word.casefold() in PRONOUNS | _AUXILIARIES for word in ours):
        return True
    if len(ours) < len(theirs) and list(ours) == [w.casefold() for w in theirs[: len(ours)]]:
        return person_noun(ours[-1])  # "[the general]" for "General Otway"
    mine, said = ({w.casefold().removesuffix("'s") for w in words} for words in (ours, theirs))
    within = mine <= said or said <= mine
    return within and same_name(" ".join(ours), " ".join(theirs))


def _for_role(ours: Sequence[str], words: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether `theirs` is a role ("the minister", "his brother") and `ours` a name or pronoun."""
    if len(words) > _MOST or any(word.casefold() in _DATES and word[:1].isupper() for word in ours):
        return False
    if all(word.casefold() in PRONOUNS for word in ours):
        return words[0].casefold() in _ARTICLES | OWNING or stands_for_a_name(theirs[-1])
    named = any(word[:1].isupper() for word in ours)
    owned = words[0].casefold() in OWNING and all(word[:1].islower() for word in words[1:])
    determined = len(words) > len(theirs) or words[0].casefold() in OWNING
    lower = all(word[:1].islower() for word in theirs)
    if lower and (owned or (determined and stands_for_a_name(theirs[-1]))) and named:
        return True
    if lower and named and len(theirs) == 1 and stands_for_a_place(theirs[0]):
        return True
    small = {word.casefold() for word in theirs}
    return lower and small < {word.casefold() for word in ours} and not small <= FUNCTION
