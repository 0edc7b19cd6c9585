"""Who speaks by the words around a quotation: the subject of the verb of saying.

The subject is looked for to the left of the verb, through appositions, brackets and relative
clauses ("the spokesman, N., who had come late, announced"), or behind it where the verb comes
first ("said Peter Kovacs, the mayor"). A pronoun names nobody, and neither does a passive, a
denial, or a list of people: in doubt nobody speaks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.english.naming import cleaned
from rag.english.people import UPPER, fold
from rag.english.roles import person_noun
from rag.english.saying import (
    AUX,
    BARE_ROLE,
    BE,
    BEHIND,
    DENIES,
    DET,
    FIXED,
    HEAD,
    LOW,
    MODIFIER,
    NEXT,
    NO_VERB,
    OBLIQUE,
    SHORTENED,
    SIGNS,
    VERB,
)
from rag.english.speech import NAME, NAMING, NO_NAMES, PERSON, PRONOUNS, WORKS
from rag.english.titles import BODIES

_NEAR = 240  # code points before a verb in which what belongs to it stands
_LONGER = re.compile(rf"(?:\s+{LOW}){{1,3}}(?=\s*,\s+{PERSON})")
"""The rest of a role of several words, before the name that it is apposed to."""
_REST = re.compile(rf"(?:\s+{LOW}){{1,3}}?(?=\s*(?:[,.;:…—)]|$))")
"""The rest of a role before the sign that ends it ("according to the fire service")."""
_INVERTED = re.compile(r"(?:^|[.!?…”\"]\s+)(?:So|Thus)$")
"""What may stand before a verb that comes before its subject ("So wrote Zorzi")."""
_NUMBERED = re.compile(rf"\b[{UPPER}][\w’'-]+\s+[{UPPER}][\w’'-]+\s+I$")
"""A name with the numeral I."""
_OF_TWO = re.compile(r"\b(?:[Tt]he\s+)?(?:younger|elder|older)\s+$")
"""What tells two bearers of one surname apart ("the younger Reid")."""
_HONOURS = re.compile(r"(?:Jr|Sr|Esq|Ph\.?\s?D|D\.?Phil|[A-Z](?:\.?[A-Z]){1,4})\.?|\d+")
"""What stands behind a name between commas and is nobody ("Hugh Strang, R.N., noted")."""
_MEMBERS = re.compile(r"(?P<noun>[a-z][\w-]*)\s+(?:at|of|for|from|with)\s+(?:the\s+)?$")
_RELATIVE = re.compile(r"(?<=\w)\s+(?:who|whose|whom)\s+[^,—–]+$")
"""A relative clause between a subject and its verb ("a farmer who would not give his name")."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Somebody who speaks: `at` and `end` are offsets of the words that say so.

    `who` is a name, or a role ("the diplomat") where no name stands there, or None for a
    pronoun, a passive or a list. `first` says that the verb comes before its subject; `names`
    that something is called by the words.
    """

    at: int
    end: int
    who: str | None
    first: bool = False
    names: bool = False


@lru_cache(maxsize=4096)  # the same sentence is asked about from several sides
def sayings(text: str) -> tuple[Saying, ...]:
    """Everybody of whom the words say that they speak, in the order of the text.

    >>> [s.who for s in sayings("On the day when the Guard proclaimed a truce, the spokesman, "
    ...                         "Ilir Hoxha, announced,")]
    ['Guard', 'Ilir Hoxha']
    >>> [s.who for s in sayings("… , said the mayor, Peter Kovacs.")]
    ['Peter Kovacs']
    """
    clauses = [*_fixed(text), *_verbs(text)]
    return tuple(sorted(clauses, key=lambda saying: (saying.at, saying.end)))


def _fixed(text: str) -> Iterator[Saying]:
    for pattern in FIXED:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            longer = _LONGER.match(text, match.end())
            end = longer.end() if longer else match.end()
            apposed = NEXT.match(text, end) if groups.get("role") else None
            named = cleaned((apposed["who"] if apposed else groups.get("who")) or "")
            if named and groups.get("who"):
                named = _member(text[match.start() : match.start("who")]) + named
            who = named or _named_role(_whole(text, match, groups.get("role")))
            if who:
                yield Saying(match.start(), (apposed or match).end(), who)


def _member(before: str) -> str:
    """The people who belong to a body ("analysts at "), by the words before its name; else ""."""
    found = _MEMBERS.search(before)
    return found.group() if found and _somebody(found["noun"]) else ""


def _whole(text: str, match: re.Match[str], role: str | None) -> str | None:
    """A role with the words up to the next sign, if only these make somebody of it."""
    rest = _REST.match(text, match.end()) if role and match.end() == match.end("role") else None
    if role is None or rest is None or _somebody(role):
        return role
    return role + rest.group() if _somebody(rest.group()) else role


def _somebody(words: str) -> bool:
    noun = words.split()[-1]
    return person_noun(noun) or fold(noun) in BODIES


def _verbs(text: str) -> Iterator[Saying]:
    for match in VERB.finditer(text):
        at = match.start()
        if NO_VERB.search(text, max(0, at - _NEAR), at):
            continue
        aux = AUX.search(text, max(0, at - _NEAR), at)
        manner = aux.group() if aux else ""
        left = text[: at - len(manner)].rstrip()
        names = re.fullmatch(NAMING, match["verb"]) is not None
        if DENIES.search(manner):
            yield Saying(match.start(), match.end(), None)
        elif BE.search(manner) and not match["verb"].startswith("quoted"):
            yield _passive(text, match)
        else:
            yield _active(text, match, left, names)


def _passive(text: str, match: re.Match[str]) -> Saying:
    """The agent of a passive ("was told by Marsh that"), if it is named."""
    agent = re.compile(
        rf",?\s+(?:\w+\s+){{0,3}}?by\s+(?:{DET}\s+)?(?:{LOW}\s+){{0,3}}?(?P<who>{NAME})"
    )
    subject = agent.match(text, match.end())
    who = cleaned(subject["who"]) if subject else None
    return Saying(match.start(), subject.end() if subject else match.end(), who)


def _active(text: str, match: re.Match[str], left: str, names: bool) -> Saying:
    """The saying of a verb in the active: with its subject before it, or behind it."""
    opens = not left or left[-1] in "…”’\"'.!?:;—–-(»“" or _INVERTED.search(left) is not None
    if opens and SHORTENED.search(left):
        opens = False
    if not opens and left[-1] == "," and left[:-1].rstrip()[-1:] in ("…", "”", "’", '"', ""):
        opens = True
    if not opens:
        who, at = _subject(left)
        if who is not None or not left.endswith(","):
            return Saying(at, match.end(), who, names=names)
    behind = BEHIND.match(text, match.end())
    if behind is None or names or match["verb"].startswith(("told", "tell")):
        return Saying(match.start(), match.end(), None, first=opens)
    if behind["has"]:  # "said Kovacs's lawyer"
        return Saying(match.start(), behind.end(), (behind["name"] + behind["has"]).strip(), True)
    named = cleaned(behind["apposed"] or behind["name"] or "")
    if named and behind["name"]:
        named = _of_two(text[match.end() : behind.start("name")]) + named
    role = behind["role"] or behind["bare"]
    return Saying(match.start(), behind.end(), named or _named_role(role), first=True)


def _of_two(before: str) -> str:
    """What tells a name apart from another one ("the younger "); "" where nothing does."""
    told = _OF_TWO.search(before)
    return told.group() if told else ""


def _subject(left: str) -> tuple[str | None, int]:
    """The subject that ends with `left` (right before the verb), and where it begins."""
    left = re.sub(r"\s*\([^()]*\)\s*$", "", left)
    clause = _clause(left)
    body = left[clause:]
    if re.search(r"\b(?:and|but|or|then)$", body):
        return _of_clause(body, clause)
    if not body.rstrip().endswith((",", "—", "–")):
        relative = _RELATIVE.search(body)
        head = _head(body[: relative.start()] if relative else body)
        return (head[0], clause + head[1]) if head else (None, clause + len(body))
    return _apposed(body, clause)


def _clause(left: str) -> int:
    """Where the last clause begins; the full stop of an initial or a title ends none."""
    end = len(left)
    while True:
        clause = max((left.rfind(sign, 0, end) for sign in SIGNS), default=-1) + 1
        if not clause or not SHORTENED.search(left[:clause]):
            return clause
        end = clause - 1


def _of_clause(body: str, clause: int) -> tuple[str | None, int]:
    """The subject of "Marsh stood up and said", if the clause has one name alone."""
    people = [m for m in re.finditer(PERSON, body) if cleaned(m.group())]
    if len(people) != 1 or OBLIQUE.search(body[: people[0].start()]):
        return None, clause
    return cleaned(people[0].group()), clause + people[0].start()


def _apposed(body: str, clause: int) -> tuple[str | None, int]:
    """The subject where a comma stands before the verb: through appositions and insertions."""
    pieces = [(m.start(), m.group()) for m in re.finditer(r"[^,—–]+", body)]
    roles: list[tuple[str, int]] = []
    for at, piece in reversed(pieces):
        words = piece.strip()
        if not words or _HONOURS.fullmatch(words):
            continue
        whole = re.fullmatch(PERSON, words)
        if whole and cleaned(words) == words:
            return _whole_suffix(words, body, at), clause + at
        if MODIFIER.match(piece):
            continue
        head = _head(piece)
        if head and head[0] and head[0][:1].isupper() and not _is_role(head[0]):
            return head[0], clause + at
        if not BARE_ROLE.fullmatch(piece) or len(words.split()) > 8:
            break
        roles.append((words, at))
    if roles:
        words, at = roles[-1]
        determined = re.match(DET, words) is not None
        return (_named_role(words) if determined else None), clause + at
    return None, clause


def _whole_suffix(words: str, body: str, at: int) -> str:
    """The name with the "Jr." that a comma parts from it."""
    suffix = re.match(rf"{re.escape(words)},\s+(?:Jr|Sr)\b\.?", body[at:].lstrip())
    return suffix.group() if suffix else words


def _head(words: str) -> tuple[str | None, int] | None:
    """The noun phrase at the end of `words`: a name, else a role; None for a pronoun or a list."""
    stripped = words.rstrip()
    last = stripped.split()[-1:] or [""]
    if last[0].casefold() in PRONOUNS and not _NUMBERED.search(stripped):
        return None, len(stripped) - len(last[0])
    match = HEAD.search(stripped)
    if match is None:
        return None
    if match["name"]:
        who = cleaned(match["name"])
        before = stripped[: match.end() - len(who)] if who else stripped
        if who and re.search(r"\b(?:and|or)\s+$|&\s*$", before):
            return None, match.start()
        if who and not OBLIQUE.search(before):
            told = _of_two(before)
            return told + who, len(before) - len(told)
        return _over(before, who or "")
    return _named_role(match["role"]), match.start()


_OFFICES = frozenset("minister secretary commissioner spokesman spokeswoman".split())


def _over(before: str, name: str) -> tuple[str | None, int] | None:
    """What a name behind a preposition belongs to ("the mayor of Zell", "Ministry of Health")."""
    link = re.search(
        r"\s+(?:at|in|of|from|to|with|for|near|on|under|against)\s+(?:the\s+|an?\s+)?"
        r"(?:[a-z][\w’'-]*\s+)?$", before
    )  # fmt: skip
    head = _head(before[: link.start()]) if link else None
    if link and head and head[0]:
        body = [fold(word) in BODIES for word in head[0].split()]
        if body[-1] or (any(body) and link.group().split()[0] == "of"):
            return head[0] + link.group() + name, head[1]
        if link.group().split()[0] == "for" and fold(head[0].split()[-1]) in _OFFICES:
            return head[0] + link.group() + name, head[1]
    return head


def _is_role(who: str) -> bool:
    return who.split()[-1][:1].islower()


def _named_role(role: str | None) -> str | None:
    """A role as it is called; None for what names no speaker ("the report of", "the text")."""
    if not role:
        return None
    words = role.split()
    if fold(words[-1]) in WORKS | NO_NAMES or fold(words[0]) in PRONOUNS - {"one", "this", "that"}:
        return None
    return " ".join(words)
