"""Whether those whom a draft makes speak may have said the words, by what the source says.

A name beside the words decides; a surname alone stands for the full name that the source gave
last. Where the source leaves it open, the words pass with a caution; where it names somebody
else, or where the draft's speaker has nothing to do with the words, they do not.
"""

import re
from dataclasses import dataclass

from rag.audit.aliases import aliases
from rag.audit.bearers import full, mentions
from rag.audit.draft.names import Names
from rag.audit.reported import (
    by_pronoun,
    in_first_person,
    in_third_person,
    owner_of,
    people_before,
    reporter,
)
from rag.documents.document import Document
from rag.english.patterns.context import DETERMINER
from rag.english.patterns.reported import APPOSED_WORDS, KIN, OWNED
from rag.english.people import fold, is_role, parse_name, same_name
from rag.english.roles import speaks_for
from rag.english.speaker import sayings
from rag.english.speech import PERSON, WRITERS
from rag.quotes.quoted import block_at
from rag.quotes.voice import Voice, voice_of

_SCARE = 4
"""Words in quotation marks that may still be the author's own."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a speaker fits; `caution` is said where it fits and the source leaves it open.

    `actual` is who speaks by the source: a name, "author", or None where nobody is named.
    """

    ok: bool
    caution: str | None = None
    actual: str | None = None


def fit(
    document: Document, start: int, end: int, speaker: str, names: Names, body: str | None = None
) -> Fit:
    """Whether `speaker` may have said the reading text from `start` to `end`.

    Somebody who changed the name, as the document says, may bear either. `body` is whom a role
    speaks for.
    """
    theirs = speaks_for(_sentences(document, start, end), speaker) if body else None
    if body and theirs and not same_name(theirs, body):
        return Fit(False, actual=f"{speaker} for {theirs}")
    own = _fit(document, start, end, speaker, names)
    if own.ok:
        return own
    tries = (_fit(document, start, end, other, names) for other in aliases(document, speaker))
    return next((other for other in tries if other.ok), own)


def _fit(document: Document, start: int, end: int, speaker: str, names: Names) -> Fit:
    """The same, under one name."""
    voice = voice_of(document, start, end)
    if voice.kind == "comment":
        return _comment(voice, speaker, names)
    if voice.kind == "author":
        return _author(document, start, end, speaker, names)
    if voice.speaker is None:
        return _unnamed(document, start, end, speaker)
    return _named(document, start, voice.speaker, speaker)


def _comment(voice: Voice, speaker: str, names: Names) -> Fit:
    """A reader's words: only of the reader with exactly this name, where both are known."""
    who = voice.speaker
    same = who is not None and same_name(who, speaker)
    known = who is not None and {who, speaker} <= names.speakers
    return Fit(same and (who == speaker or not known), actual=who or "a reader")


def _author(document: Document, start: int, end: int, speaker: str, names: Names) -> Fit:
    """The author's words, which may report what somebody else says."""
    if any(same_name(author, speaker) for author in authors(document)) or _titles(
        document, speaker
    ):
        return Fit(True)
    said = list(sayings(_sentences(document, start, end)))
    if any(saying.who and same_name(full(document, saying.who, start), speaker) for saying in said):
        return Fit(True)
    actual = document.author or "the author"
    if is_role(speaker) and fold(speaker.split()[-1]) in WRITERS:
        return Fit(True)
    who = reporter(document, start, end)
    if who:
        return _named(document, start, who, speaker)
    if is_role(speaker) and _role_of_pronoun(document, start, end, speaker):
        return Fit(True, actual=speaker)
    if is_role(speaker):
        return _open(document, f"the draft has “{speaker}” say it", actual)
    if by_pronoun(document, start, end) and mentions(_paragraph(document, start, end), speaker):
        return _by_pronoun(document, start, end, speaker, actual)
    if names.knows(speaker) or any(same_name(s, speaker) for s in _labels(document)):
        return Fit(False, actual=actual)
    if in_third_person(document, parse_name(speaker).surname):
        return Fit(False, actual=actual)
    return _open(document, f"the draft has {speaker} say it", actual)


def _titles(document: Document, speaker: str) -> bool:
    """Whether a document's title is the speaker's name."""
    return set(parse_name(document.title or "").words) == set(parse_name(speaker).words)


def _role_of_pronoun(document: Document, start: int, end: int, role: str) -> bool:
    """Whether "he" or "she" beside the words is whom the document calls by this role."""
    near = people_before(document, start, end).people if by_pronoun(document, start, end) else ()
    called = _of_role(document, role)
    return any(same_name(name, full(document, who, start)) for name in called for who in near)


def _by_pronoun(document: Document, start: int, end: int, speaker: str, actual: str) -> Fit:
    """Reported words of "he", "she" or "they" in a paragraph that names the draft's speaker."""
    meant = people_before(document, start, end)
    near = meant.people
    if near and not any(same_name(full(document, who, start), speaker) for who in near):
        return Fit(False, actual=near[0] if len(near) == 1 else "somebody else")
    if meant.clear:
        return Fit(True, actual=speaker)
    return Fit(True, f"the source has “he”, “she” or “they” say it beside {speaker}", actual)


def _open(document: Document, draft: str, actual: str) -> Fit:
    """For a speaker of whom nothing is known: right only where the document names no author."""
    if document.author is not None:
        return Fit(False, actual=actual)
    return Fit(True, f"the source names no author; {draft}", actual)


def _unnamed(document: Document, start: int, end: int, speaker: str) -> Fit:
    """Quoted words beside which the source names nobody."""
    words = len(document.reading.text[start:end].split())
    by_author = any(same_name(author, speaker) for author in authors(document))
    block = document.reading.blocks[block_at(document, start)]
    if document.author and block.speaker is None and in_first_person(document, start, end):
        return Fit(by_author, actual=document.author)
    if by_author:
        if words <= _SCARE:
            return Fit(True, "the source has these words in quotation marks of its own")
        return Fit(False, actual="somebody whom it quotes")
    if block.speaker == "" and any(same_name(one, speaker) for one in _labels(document)):
        return Fit(False, actual="somebody whom the record does not name there")
    own = _sentences(document, start, end)
    meant = people_before(document, start, end)
    fits = [who for who in meant.people if _named(document, start, who, speaker).ok]
    if meant.people and not fits and (meant.clear or not mentions(own, speaker)):
        return Fit(False, actual=meant.people[0] if meant.clear else "somebody else")
    if fits and meant.clear:
        return Fit(True, actual=speaker)
    at = block_at(document, start)
    blocks, text = document.reading.blocks, document.reading.text
    before = " ".join(text[b.start : b.end] for b in blocks[max(0, at - 3) : at + 1])
    if mentions(f"{document.title or ''}. {before}", speaker):
        return Fit(True, f"the source does not say in so many words that {speaker} says it")
    return Fit(False, actual="somebody whom it does not name beside the words")


def _named(document: Document, start: int, who: str, speaker: str) -> Fit:
    """Words of a speaker whom the source names."""
    if same_name(full(document, who, start), speaker):
        return Fit(True, actual=who)
    if is_role(who):
        return _of_a_role(document, start, who, speaker)
    if is_role(speaker) or not (parse_name(speaker).given or _titled(speaker)):
        called = _of_role(document, speaker)
        if any(same_name(name, full(document, who, start)) for name in called):
            return Fit(True, actual=who)
        generic = is_role(speaker) and not called
        if generic and not any(same_name(label, speaker) for label in _labels(document)):
            return Fit(True, f"in the source it is {who}; the draft has “{speaker}”", who)
    return Fit(False, actual=who)


def _of_a_role(document: Document, start: int, who: str, speaker: str) -> Fit:
    """Words of somebody whom the source names by a role alone."""
    owned = _owned(document, start, who, speaker)
    if owned is not None:
        return owned
    owner = owner_of(_sentences(document, start, start + 1), who)
    if owner and not any(same_name(full(document, o, start), speaker) for o in owner):
        return Fit(False, actual=who)
    body = speaks_for(_sentences(document, start, start + 1), who)
    if body and parse_name(speaker).body and not same_name(body, speaker):
        return Fit(False, actual=f"{who} for {body}")
    if any(same_name(name, speaker) for name in _of_role(document, who)):
        return Fit(True, actual=who)
    if not _of_role(document, who) and mentions(_paragraph(document, start, start + 1), speaker):
        return Fit(True, f"the source has “{who}” say it", who)
    return Fit(False, actual=who)


def _owned(document: Document, start: int, who: str, speaker: str) -> Fit | None:
    """Whether "Kovacs's wife" or "Lacey's office" is the speaker; None if nobody owns the role.

    An office speaks for its owner, which is said; a wife does not.
    """
    theirs, mine = OWNED.match(who), OWNED.match(speaker)
    if theirs is None:
        return None
    if mine:
        same = same_name(theirs["owner"], mine["owner"]) and theirs["noun"] == mine["noun"]
        return Fit(same, actual=who)
    if any(same_name(name, speaker) for name in _of_role(document, who)):
        return Fit(True, actual=who)
    if same_name(full(document, theirs["owner"], start), speaker) and not KIN.search(who):
        return Fit(True, f"the source has “{who}” say it", who)
    return Fit(False, actual=who)


def _titled(name: str) -> bool:
    """Whether a title stands before a name ("Sir Hugh"), which is then no role."""
    office = bool({"of", "for"} & set(name.split()))
    return bool(parse_name(name).titles - {"the"}) and not office


def authors(document: Document) -> list[str]:
    """The authors of a document: its line as a whole, and each name in it."""
    line = document.author or ""
    parts = re.split(r";|&|\band\b|\bund\b|\bet\b|,(?!\s*(?:Jr|Sr)\b)", line)
    return [name.strip() for name in dict.fromkeys([line, *parts]) if name.strip()]


def _of_role(document: Document, role: str) -> list[str]:
    """Those whom the document calls by this role, in apposition ("Ann Lee, the mayor")."""
    noun = re.escape(re.findall(r"\w+", role)[-1])
    behind = re.compile(rf"(?P<who>{PERSON}),\s+(?:{DETERMINER})?\s*{APPOSED_WORDS}(?i:{noun})\b")
    before = re.compile(
        rf"\b(?i:{noun})(?:\s+(?:of|for)\s+(?:the\s+)?{PERSON})?,?[^\S\n]+\(?(?P<who>{PERSON})"
    )
    text = document.reading.text
    if not re.search(rf"\b{noun}\b", text, re.I):
        return []
    return [m["who"] for pattern in (behind, before) for m in pattern.finditer(text)]


def _labels(document: Document) -> set[str]:
    return {block.speaker for block in document.reading.blocks if block.speaker}


def _paragraph(document: Document, start: int, end: int) -> str:
    blocks, text = document.reading.blocks, document.reading.text
    first, last = block_at(document, start), block_at(document, end - 1)
    return text[blocks[first].start : blocks[last].end]


def _sentences(document: Document, start: int, end: int) -> str:
    """The sentences that the words stand in."""
    text, cuts = document.reading.text, document.reading.sentences
    return " ".join(text[a:b] for a, b in cuts if a < end and start < b)
