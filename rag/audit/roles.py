"""Whom a document calls by a role ("Ann Lee, the mayor"), and by which roles it calls somebody."""

import re

from rag.documents.document import Document
from rag.english.brackets import MEANS_ME
from rag.english.patterns.context import DETERMINER
from rag.english.patterns.drafts import APPOSED_WORDS
from rag.english.people import fold, is_role, parse_name, ranks, same_name
from rag.english.roles import person_noun
from rag.english.speech import NAME, PERSON

_INDEFINITE = re.compile(r"(?:an?|one|another|some)\s", re.I)
_LEAD = 40
"""Code points before a role in which the words stand that belong to it."""


def bearers_of(document: Document, role: str) -> list[str]:
    """Those whom the document calls by this role, in apposition, of the same rank and body.

    A deputy or a former mayor is no mayor, nor is a spokesman for one bank that of another.
    """
    head, body = _split(role)
    noun, text = re.escape(head.split()[-1]), document.reading.text
    if not re.search(rf"\b{noun}\b", text, re.I):
        return []
    behind = re.compile(
        rf"(?P<who>{PERSON}),\s+(?P<words>(?:{DETERMINER})?\s*{APPOSED_WORDS}(?<![\w-])(?i:{noun})\b)"
        rf"(?P<body>{_BODY})?"
    )
    before = re.compile(
        rf"(?<![\w-])(?P<words>(?i:{noun}))(?P<body>{_BODY})?,?[^\S\n]+{_CALLED}?\(?(?P<who>{PERSON})"
    )
    found = [(m["who"], m["words"], m["body"]) for m in behind.finditer(text)]
    found += [
        (m["who"], _phrase(text, m.start()) + m["words"], m["body"])
        for m in before.finditer(text)
        if not person_noun(m["who"].split()[0]) or len(m["who"].split()) > 1
    ]
    return [
        who
        for who, words, theirs in found
        if ranks(words) == ranks(role) and _of_one(f"{words} {theirs or ''}", body)
    ]


_OPEN = re.compile(r"\s*(?:its|their|his|her)\s+[\w\s-]*$", re.I)
_CALLED = (
    r"(?:(?:who\s+(?:gave|gives)\s+(?:his|her|their)\s+name|identified|who\s+identified\s+\w+sel(?:f|ves))"
    r"\s+(?:only\s+)?as\s+|(?:named|called|by\s+the\s+name\s+of"
    r"|whom\s+(?:we|I)\s+(?:(?:shall|will|have)\s+)?(?:call|called|named?))\s+)"
)
"""By which a role says what its bearer is called."""
_BODY = r"\s+(?:of|for|at|from)\s+[^,.;:()“”\"\n]{1,60}?(?=\s*[,.;:()—–]|\s+\w+ed\b)"


def _split(role: str) -> tuple[str, str]:
    """A role's noun phrase, and the body or place that it is of."""
    parts = re.split(r"(?<!\s)\s+(?:of|for|at|from)\s+", role, maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else ""


def _of_one(theirs: str, body: str) -> bool:
    """Whether what stands beside a role has all words of the draft's body, or leaves it open."""
    if _OPEN.match(theirs):
        return True
    mine, said = ({fold(w) for w in re.findall(r"[\w-]+", text)} for text in (body, theirs))
    return mine - {"the", "of", "and"} <= said


def _phrase(text: str, at: int) -> str:
    """The words that belong to a role before its noun: those since the last sign or name."""
    lead = text[max(0, at - _LEAD) : at]
    return re.split(r"[.,;:!?()“”\"\n]", lead)[-1]


def _roles_of(document: Document, who: str) -> set[tuple[str, frozenset[str]]]:
    """The roles that the document gives somebody in apposition: each noun with its ranks."""
    name = re.escape(who)
    behind = re.compile(
        rf"{name},\s+(?:{DETERMINER})\s+(?P<role>(?:[\w’'-]+\s+){{0,3}}?[a-z]\w+)\b"
    )
    before = re.compile(
        rf"\b(?P<role>(?:[A-Za-z][\w’'-]*\s+){{0,2}}[a-z]\w+)(?:{_BODY})?,?\s+"
        rf"(?:an?\s+|one\s+)?{name}\b"
    )
    found = [m["role"] for p in (behind, before) for m in p.finditer(document.reading.text)]
    return {(role.split()[-1], ranks(role)) for role in found if person_noun(role.split()[-1])}


def is_another(document: Document, who: str, role: str) -> bool:
    """Whether somebody who is named bears a role of their own, and the role is another's.

    The document must speak of the other role, too; else it may be a looser word for the same.
    """
    noun = re.findall(r"\w+", role)[-1]
    own = _roles_of(document, who)
    spoken = re.search(rf"(?<![\w-]){re.escape(noun)}\b", document.reading.text, re.I) is not None
    return bool(own) and (noun.casefold(), ranks(role)) not in own and spoken


def indefinite(role: str) -> bool:
    """Whether a role brings in somebody new, who is none of those named ("a farmer")."""
    return _INDEFINITE.match(role) is not None


def office(name: str) -> bool:
    """Whether a name is that of an office ("Minister for Ports", "a spokesman for Arn Council")."""
    head, body = _split(name)
    titled = bool(parse_name(head).titles - {"the"})
    return bool(body) and (titled or person_noun(head.split()[-1]))


def same_office(one: str, other: str) -> bool:
    """Whether two roles are the same bare noun, of which at most one says for what body.

    What "my husband" says in `one` may be "her husband" to somebody else.
    """
    (head, body), (noun, of) = _split(one), _split(other)
    own = {"his", "her", "their"} if MEANS_ME & set(one.casefold().split()[:1]) else set()
    bare = [{fold(w) for w in role.split()} - {"a", "an", "the"} - own for role in (head, noun)]
    bare[0] -= MEANS_ME
    return len(bare[0]) == 1 and bare[0] == bare[1] and is_role(noun) and not (body and of)


def other_office(document: Document, speaker: str, who: str) -> bool:
    """Whether the draft's office is that of another place than the one that speaks."""
    found = re.match(rf"(?P<role>.+?)(?<!\s)\s+(?:of|for)\s+(?P<body>{NAME})$", speaker)
    if found is None:
        return False
    mine = any(same_name(name, who) for name in bearers_of(document, speaker))
    return not mine and bool(bearers_of(document, found["role"]))
