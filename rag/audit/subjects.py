"""Whom a draft makes do what the quoted words tell ("Holm “was paid eleven pounds”")."""

import re
from collections.abc import Iterator

from rag.audit.bearers import full, half_of_another, mentions
from rag.audit.roles import bearers_of
from rag.audit.running import floor_of
from rag.documents.document import Document
from rag.english.naming import cleaned
from rag.english.people import fold, is_role, same_name
from rag.english.roles import person_noun
from rag.english.speech import PERSON, READ, WRITERS
from rag.english.subject import subject_of
from rag.english.words import AUX, PAST
from rag.quotes.quoted import block_at, sentences_in
from rag.quotes.referred import people_before

_AUX = r"(?:(?P<aux>has|had|have|is|was|were|will|would|did|does|can|could)\s+)?$"
_MINE = re.compile(rf"(?:^\W*|\bthat\s+)(?P<who>{PERSON}|[Tt]he\s+[a-z]+)\s+{_AUX}")
_THEIRS = re.compile(rf"(?:^|[^\w’'])(?P<one>I|[Hh]e|[Ss]he)\s+{_AUX}")


def another_subject(before: str, document: Document, words: tuple[int, int]) -> Iterator[str]:
    """Somebody right before the marks of a quotation that opens with a verb of another subject."""
    text, mine = document.reading.text, _MINE.search(before)
    verb = re.match(r"[a-z]+", text[slice(*words)])
    who = cleaned(mine["who"]) if mine else None
    if mine is None or who is None or verb is None or fold(who.split()[-1]) in WRITERS | READ:
        return
    if not (mine["aux"] or verb[0] in AUX | PAST or verb[0].endswith("ed")):
        return
    lead = text[next((a for a, _ in sentences_in(document, *words)), words[0]) : words[0]]
    theirs = list(_subjects(document, words, lead))
    known = [full(document, one, words[0]) for one in theirs]
    role = is_role(who)
    if role and (not person_noun(who.split()[-1]) or bearers_of(document, who)):
        return
    if any(same_name(one, who) and not half_of_another(document, one, who) for one in known):
        return
    if theirs:
        yield f"the draft has {who} before the words; in the source it is {theirs[0]}"
    elif not role and _THEIRS.search(lead) and not mentions(_near(document, words[0]), who):
        yield f"the draft has {who} before the words; the source names no such person there"


def _subjects(document: Document, words: tuple[int, int], lead: str) -> Iterator[str]:
    """Who may be the subject of the verb that the words open with, by what leads to it."""
    pronoun = _THEIRS.search(lead)
    if pronoun is None:
        who = subject_of(re.sub(_AUX, "", lead).rstrip())[0]
        if who and is_role(who):
            yield from bearers_of(document, who)
        elif who:
            yield who
    elif pronoun["one"] == "I":
        yield from floor_of(document, words[0])
    else:
        yield from people_before(document, *words).people


def _near(document: Document, start: int) -> str:
    """The paragraph of the words, and the one before it."""
    blocks, at = document.reading.blocks, block_at(document, start)
    return document.reading.text[blocks[max(0, at - 1)].start : blocks[at].end]
