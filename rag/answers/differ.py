"""Where two documents contradict each other: a rule that can be explained, and no model.

Two sentences of different documents differ if they make the same statement but for one thing:
a date, an amount of the same kind of thing, the name in a place that only one can hold, or a
"not". That they make the same statement is taken for granted only if nearly every word that
one of them says of it stands in the other as well, and no name, plan, or order of events
("second", "later") sets them apart. In doubt they do not differ: to say so wrongly is worse
than to stay silent, and the reader sees both quotes anyway. No verdict is given.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from rag.english.opposites import DENIAL
from rag.english.patterns.statements import DIFFER_ASKS_FOR_A_NAME as _ASKS_FOR_A_NAME
from rag.english.patterns.statements import DIFFER_NOT_A_DENIAL as _NOT_A_DENIAL
from rag.english.sentence import sentences
from rag.english.statements import ALIKE, AUXILIARY, ONE_ONLY, SETS_APART
from rag.english.terms import content_stems, content_words, stem
from rag.english.values import Amount, Date, amounts, dates
from rag.english.words import INSIDE_NAMES

DifferenceKind = Literal["date", "amount", "name", "denial"]

_SAME = 0.8
"""The share of the shorter statement's content words that the other one must hold."""
_MUCH = 0.45
"""The share of the longer statement's content words that the other one must hold."""
_TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*['’]?|[,;:()]")
_CLASS = {stem(word): f"={words[0]}" for words in ALIKE for word in words}
_ONE_ONLY = frozenset(map(stem, ONE_ONLY))


@dataclass(frozen=True, slots=True)
class Difference:
    """Two quotes that differ, by their places in the list, and the words in which they do.

    For a denial the words are the two statements.
    """

    kind: DifferenceKind
    one: int
    other: int
    words: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with what is compared in it; `content` and `names` leave out its values."""

    text: str
    dates: list[Date]
    amounts: list[Amount]
    content: frozenset[str]
    names: frozenset[str]
    apart: frozenset[str]
    denied: int


def differences(question: str, quotes: Sequence[tuple[str, str]]) -> list[Difference]:
    """Each pair of (document, text) that differs, in order; at most one difference a pair."""
    read = [[statement(t[a:b]) for a, b in sentences(t)] for _, t in quotes]
    differences = []
    for one, other in combinations(range(len(quotes)), 2):
        if quotes[one][0] == quotes[other][0]:
            continue
        pairs = ((a, b) for a in read[one] for b in read[other])
        said = next((said for a, b in pairs if (said := contradiction(question, a, b))), None)
        if said:
            differences.append(Difference(said[0], one, other, said[1]))
    return differences


def groups_that_differ(
    differences: Sequence[Difference], documents: Sequence[str]
) -> list[set[str]]:
    """Sets of documents that are joined by differences; `documents` by the quote's place."""
    groups: list[set[str]] = []
    for difference in differences:
        joined = {documents[difference.one], documents[difference.other]}
        for group in [g for g in groups if g & joined]:
            joined |= group
            groups.remove(group)
        groups.append(joined)
    return groups


def contradiction(
    question: str, a: Statement, b: Statement
) -> tuple[DifferenceKind, tuple[str, str]] | None:
    """How two statements differ, or None; dates before amounts before names before "not"."""
    if a.text == b.text or a.apart != b.apart:
        return None
    dated, counted = _dates(a, b), _amounts(a, b)
    if dated and counted:
        return None  # two things differ: these may be two events
    if a.denied == b.denied == 0 and _same_statement(a, b):
        if dated:
            return "date", dated
        if counted:
            return "amount", counted
    if dated or counted:
        return None
    if named := _names(question, a, b):
        return "name", named
    return ("denial", (a.text, b.text)) if _denial(a, b) else None


def _same_statement(a: Statement, b: Statement) -> bool:
    """Whether the words beside the values are those of one statement."""
    if not (a.names <= b.names or b.names <= a.names):
        return False
    shared = len(a.content & b.content)
    shorter, longer = sorted((len(a.content), len(b.content)))
    enough = shared >= 4 or (shared >= 2 and bool(a.names & b.names))
    return enough and shared >= _SAME * shorter and shared >= _MUCH * longer


def _dates(a: Statement, b: Statement) -> tuple[str, str] | None:
    """The words of the only date of each, where they conflict."""
    if len(a.dates) != 1 or len(b.dates) != 1 or not a.dates[0].conflicts(b.dates[0]):
        return None
    return a.dates[0].words, b.dates[0].words


def _amounts(a: Statement, b: Statement) -> tuple[str, str] | None:
    """The words of an amount that both give of the same thing, once each, and differently."""
    for one in a.amounts:
        there = [two for two in b.amounts if one.counts_the_same(two)]
        here = [two for two in a.amounts if one.counts_the_same(two)]
        if len(there) == len(here) == 1 and one.conflicts(there[0]):
            return one.words, there[0].words
    return None


def _names(question: str, a: Statement, b: Statement) -> tuple[str, str] | None:
    """The names in the same place of two sentences that are otherwise word for word the same."""
    if not _ASKS_FOR_A_NAME.search(question) or a.denied or b.denied:
        return None
    one, two = _TOKEN.findall(a.text), _TOKEN.findall(b.text)
    head = _common(one, two)
    tail = _common(one[head:][::-1], two[head:][::-1])
    mine, theirs = one[head : len(one) - tail], two[head : len(two) - tail]
    if not (_is_name(mine) and _is_name(theirs)) or {*mine} & {*theirs}:
        return None
    around = [*one[:head], *one[len(one) - tail :]]
    if {"a", "an", "one", "another"} & {word.lower() for word in around}:
        return None  # "a minister" may be several people
    frame = content_stems(" ".join(around))
    beside = {w.lower() for w in (*one[max(0, head - 1) : head], *one[len(one) - tail :][:1])}
    in_question = {word.lower() for word in content_words(question)}
    known = any(word.lower() in in_question for word in (*mine, *theirs))
    return (
        (" ".join(mine), " ".join(theirs))
        if len(frame) >= 2 and frame & _ONE_ONLY and not beside & {"and", ",", "or"} and not known
        else None
    )


def _common(one: Sequence[str], two: Sequence[str]) -> int:
    """How many words both begin with."""
    n = 0
    while n < min(len(one), len(two)) and one[n].lower() == two[n].lower():
        n += 1
    return n


def _is_name(words: Sequence[str]) -> bool:
    """Whether these are one to four words of one name."""
    return 0 < len(words) <= 4 and all(w[0].isupper() or w in INSIDE_NAMES for w in words)


def _denial(a: Statement, b: Statement) -> bool:
    """Whether one says of the very same thing that it is not so."""
    if {a.denied, b.denied} != {0, 1} or a.names != b.names:
        return False
    if [d.words for d in a.dates] != [d.words for d in b.dates]:
        return False
    if [x.value for x in a.amounts] != [x.value for x in b.amounts]:
        return False
    shared, longer = a.content & b.content, max(len(a.content), len(b.content))
    return len(shared) >= 3 and len(shared) >= _SAME * longer


def statement(text: str) -> Statement:
    """What is compared of a sentence."""
    text = " ".join(text.split())
    when, many = dates(text), amounts(text)
    bare = _without(text, [*when, *many])
    words = [w for w in content_words(DENIAL.sub(" ", bare)) if w.lower() not in AUXILIARY]
    lower = {word.lower() for word in re.findall(r"[^\W_]+", bare)}
    denials = len(DENIAL.findall(text))
    return Statement(
        text, when, many,
        frozenset(kin(word) for word in words),
        frozenset(w.lower() for w in _TOKEN.findall(bare) if _named(w, words)),
        frozenset(lower & SETS_APART),
        2 if _NOT_A_DENIAL.search(text) else denials,
    )  # fmt: skip


def _named(token: str, words: Sequence[str]) -> bool:
    """Whether a token is taken for a name: capitalised, and no function word or month."""
    return token[0].isupper() and any(token.startswith(word) for word in words)


def kin(word: str) -> str:
    """The stem of a word, or the sign of its class where other words say the same."""
    return _CLASS.get(stem(word), stem(word))


def _without(text: str, values: Sequence[Date | Amount]) -> str:
    parts, at = [], 0
    for value in sorted(values, key=lambda value: value.start):
        parts.append(text[at : value.start])
        at = value.end
    return " ".join([*parts, text[at:]])
