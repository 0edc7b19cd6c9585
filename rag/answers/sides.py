"""Whether a sentence bears a claim out, speaks against it, or qualifies it: rules, no model.

A rule sorts only what it can give a reason for; the rest stays unsorted, for people to read. The
words decide: all that the claim says must stand in the sentence, in the claim's own order and close
together, with the same dates, amounts and denials. So a paraphrase stays unsorted, and so does
whatever may be about somebody else.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from rag.answers.aligned import aligned, without_relatives, words_of
from rag.answers.differ import Statement, contradiction, kin, statement
from rag.english.opposites import DENIAL, OPPOSITES
from rag.english.patterns.statements import SOME
from rag.english.terms import content_words
from rag.quotes.cuts import left_inside, left_out

Side = Literal["for", "against", "qualified", "unsorted"]
Why = Literal["date", "amount", "name", "denial", "opposite", "limited", "reported"]


@dataclass(frozen=True, slots=True)
class Sorted:
    """A side, and why: in which words of the claim and of the sentence, where these decide."""

    side: Side
    why: Why | None = None
    words: tuple[str, str] = ("", "")


SentencePlace = tuple[int, int]
"""Half-open code points of the sentence as it is compared."""
_THAT = re.compile(r"\bthat\s*(?:the|an?)?\s*$", re.I)
_ANOTHER = re.compile(r"(?<!\s)\s+and\s+(?:then\s+|later\s+)?\w+ed\b")
"""Where the same subject goes on to do something else."""
_UNSORTED = Sorted("unsorted")
_FEWEST = 2  # content words and names below which a claim says too little to be compared
_CODES: dict[str, Why] = {"negated": "limited", "attributed": "reported"}
_SIDES = [[frozenset(map(kin, side.split())) for side in pair.split("|")] for pair in OPPOSITES]


def side_of(claim: str, sentence: str) -> Sorted:
    """The side of a sentence.

    >>> side_of("The bridge was built in 1921.", "The old bridge was built in 1921.").side
    'for'
    >>> side_of("The bridge was built in 1921.", "The bridge was built in 1934.").words
    ('1921', '1934')
    >>> side_of("The bridge was built in 1921.", "The bridge should be built in 1921.").side
    'qualified'
    """
    if sentence.rstrip(" ”’\"'").endswith("?"):
        return _UNSORTED
    claimed, said = statement(claim), statement(without_relatives(sentence))
    if len(claimed.content) < _FEWEST:
        return _UNSORTED
    against = _against(claimed, said)
    if against is not None:
        side, place = against
        # What makes it speak against the claim is no doubt of it.
        inside = DENIAL.sub(" ", said.text[slice(*place)]).replace(side.words[1], " ")
        return _UNSORTED if _doubt(claim, said, place, inside) else side
    at = _says_all(claimed, said)
    if at is None:
        return _UNSORTED
    if more := said.apart - claimed.apart - _beyond(said, at):
        return Sorted("qualified", "limited", ("", " ".join(sorted(more))))
    return _doubt(claim, said, at, said.text[slice(*at)]) or Sorted("for")


def _doubt(claim: str, said: Statement, place: SentencePlace, inside: str) -> Sorted | None:
    """What limits or reports the words of the claim where they stand, and not the claim itself.

    The rule is that of quotations that are cut: the rest of the clause before and behind them
    counts, and so do the words between.
    """
    lead, tail = said.text[: place[0]], _ANOTHER.split(said.text[place[1] :])[0]
    if _THAT.search(lead):
        return Sorted("qualified", "reported", ("", lead.strip()))
    if (some := SOME.search(inside)) and not SOME.search(claim):
        return Sorted("qualified", "limited", ("", some[0].strip()))
    own = {cut.code for cut in left_inside(claim)}
    cuts = [cut for cut in (*left_out(lead, tail), *left_inside(inside)) if cut.code not in own]
    return Sorted("qualified", _CODES[cuts[0].code], ("", cuts[0].words)) if cuts else None


def _beyond(said: Statement, at: SentencePlace) -> frozenset[str]:
    """Words that set statements apart but stand in another clause than the claim's words."""
    lead = re.split(r"[;:—]|,\s+(?:and|but|so)\b", said.text[: at[0]])[-1]
    tail = re.split(r"[;:—]|,\s+(?:and|but|so)\b", said.text[at[1] :])[0]
    near = statement(f"{lead} {said.text[slice(*at)]} {tail}").apart
    return said.apart - near


def _against(claimed: Statement, said: Statement) -> tuple[Sorted, SentencePlace] | None:
    """In what the sentence contradicts the claim, and where; None where it does not."""
    if said.apart - claimed.apart:
        return None
    if claimed.content <= said.content and (at := _together(claimed, said, claimed.content)):
        side = _another_value(claimed, said)
        return (side, at) if side else None
    if named := contradiction("who", claimed, said):  # a name where only one can stand
        return Sorted("against", *named), (0, len(said.text))
    only, other = claimed.content - said.content, said.content - claimed.content
    if len(only) != 1 or claimed.denied or said.denied or not _frame(claimed, said):
        return None
    (one,), rest = only, claimed.content & said.content
    for two in other:
        if rest and _opposite(one, two) and (at := _together(claimed, said, rest, (one, two))):
            words = _printed(claimed, one), _printed(said, two)
            return Sorted("against", "opposite", words), at
    return None


def _another_value(claimed: Statement, said: Statement) -> Sorted | None:
    """The same statement with another date or amount, or denied."""
    if not claimed.names <= said.names:
        return None
    if {claimed.denied, said.denied} == {0, 1} and _frame(claimed, said):
        return Sorted("against", "denial", (claimed.text, said.text))
    if claimed.denied or said.denied:
        return None
    if len(claimed.dates) == len(said.dates) == 1 and claimed.dates[0].conflicts(said.dates[0]):
        return Sorted("against", "date", (claimed.dates[0].words, said.dates[0].words))
    for one in claimed.amounts:
        there = [two for two in said.amounts if one.counts_the_same(two)]
        if len(there) == 1 and one.conflicts(there[0]):
            return Sorted("against", "amount", (one.words, there[0].words))
    return None


def _printed(one: Statement, wanted: str) -> str:
    """The word of a statement that has this kin."""
    return next((w for w in content_words(one.text) if kin(w) == wanted), wanted)


def _opposite(one: str, two: str) -> bool:
    """Whether of two words one denies the other; each is a stem or the sign of a class."""
    return any(
        (one in left and two in right) or (one in right and two in left) for left, right in _SIDES
    )


def _says_all(claimed: Statement, said: Statement) -> SentencePlace | None:
    """Where the sentence says everything that the claim says, of the same people."""
    if claimed.denied != said.denied or claimed.denied > 1 or not claimed.content <= said.content:
        return None
    return _together(claimed, said, claimed.content) if _frame(claimed, said) else None


def _frame(claimed: Statement, said: Statement) -> bool:
    """Whether the claim's names, dates and amounts all stand in the sentence."""
    if not claimed.names <= said.names:
        return False
    for day in claimed.dates:
        if not any(map(day.stated_by, said.dates)) or any(map(day.conflicts, said.dates)):
            return False
    return all(
        any(
            one.value == two.value
            and one.counts_the_same(two)
            and one.hedge in ("about", two.hedge)
            for two in said.amounts
        )
        for one in claimed.amounts
    )


def _together(
    claimed: Statement, said: Statement, words: frozenset[str], swapped: tuple[str, str] = ("", "")
) -> SentencePlace | None:
    """Where `words` stand in the sentence as in the claim, in one clause.

    The first of `swapped` is looked for as the second.
    """
    one, two = swapped
    mine = [
        replace(word, kin=two) if word.kin == one else word
        for word in words_of(claimed.text, kin)
        if word.kin in {*words, one}
    ]
    theirs = [word for word in words_of(said.text, kin) if word.kin in said.content]
    return aligned(claimed.text, mine, said.text, theirs)
