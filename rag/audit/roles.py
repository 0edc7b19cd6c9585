"""Whom a document calls by a role ("Ann Lee, the mayor"), and by which roles it calls somebody."""

import re

from rag.documents.document import Document
from rag.english.patterns.context import DETERMINER
from rag.english.patterns.reported import APPOSED_WORDS
from rag.english.people import parse_name, ranks, same_name
from rag.english.roles import person_noun
from rag.english.speech import NAME, PERSON

_INDEFINITE = re.compile(r"(?:an?|one|another|some)\s", re.I)
_LEAD = 40
"""Code points before a role in which the words stand that belong to it."""


def bearers_of(document: Document, role: str) -> list[str]:
    """Those whom the document calls by this role, in apposition, of the same rank.

    A deputy or a former mayor is no mayor.
    """
    noun = re.escape(re.findall(r"[\w’'-]+", role)[-1])
    text = document.reading.text
    if not re.search(rf"\b{noun}\b", text, re.I):
        return []
    behind = re.compile(
        rf"(?P<who>{PERSON}),\s+(?P<words>(?:{DETERMINER})?\s*{APPOSED_WORDS}(?<![\w-])(?i:{noun})\b)"
    )
    before = re.compile(
        rf"(?<![\w-])(?P<words>(?i:{noun}))(?:\s+(?:of|for)\s+(?:the\s+)?{PERSON})?,?[^\S\n]+"
        rf"\(?(?P<who>{PERSON})"
    )
    blocks = [text[block.start : block.end] for block in document.reading.blocks]
    found = [(m["who"], m["words"]) for own in blocks for m in behind.finditer(own)]
    found += [
        (m["who"], _phrase(own, m.start()) + m["words"])
        for own in blocks
        for m in before.finditer(own)
        if not person_noun(m["who"].split()[0])
    ]
    return [who for who, words in found if ranks(words) == ranks(role)]


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
        rf"\b(?P<role>(?:[A-Za-z][\w’'-]*\s+){{0,2}}[a-z]\w+),?\s+(?:an?\s+|one\s+)?{name}\b"
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
    """Whether a name is that of an office ("Minister for Ports", "mayor of Opin")."""
    return bool({"of", "for"} & set(name.split())) and bool(parse_name(name).titles - {"the"})


def other_office(document: Document, speaker: str, who: str) -> bool:
    """Whether the draft's office is that of another place than the one that speaks."""
    found = re.match(rf"(?P<role>.+?)\s+(?:of|for)\s+(?P<body>{NAME})$", speaker)
    if found is None:
        return False
    mine = any(same_name(name, who) for name in bearers_of(document, speaker))
    return not mine and bool(bearers_of(document, found["role"]))
