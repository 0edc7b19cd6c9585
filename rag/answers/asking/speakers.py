"""Questions by voice: "What did X say about Y?", "quotes by X", "What does the author conclude?".

What is asked for is somebody's words, so a sentence answers only if that person speaks in it, or if
it says that the person does. What another one says is no answer, however near it is.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import NamedTuple

from rag.answers.asking.leaning import leans_on, sentences_before
from rag.answers.asking.voice_questions import Speaker
from rag.answers.asking.writers import signed_by
from rag.answers.evidence import Candidate, best_first, block_of
from rag.answers.lists import lead_of
from rag.documents.document import Document
from rag.english.described import bearers_in
from rag.english.patterns.speaker_questions import SPEAKERS_CONCLUDES as _CONCLUDES
from rag.english.patterns.speaker_questions import SPEAKERS_ENDS as _ENDS
from rag.english.patterns.speaker_questions import SPEAKERS_HEARERS, SPEAKERS_HOLDS
from rag.english.patterns.speaker_questions import SPEAKERS_LEANS as _LEANS
from rag.english.patterns.speaker_questions import SPEAKERS_LINKS as _LINKS
from rag.english.patterns.speaker_questions import SPEAKERS_REPORTS as _REPORTS
from rag.english.people import is_role, same_name
from rag.english.speech import PERSON, SAYING
from rag.english.terms import content_stems
from rag.quotes.quote import fold_space
from rag.quotes.quoted import block_at, block_text
from rag.quotes.voice import asks, is_turn, voice_of

SURE = 0.9
"""The score of a sentence in which the right person speaks of the whole topic."""


def spoken(
    speaker: Speaker, candidates: Sequence[Candidate], document: Callable[[str], Document]
) -> tuple[list[Candidate], bool]:
    """The candidates in which the right person speaks, and whether one speaks of the topic.

    Another one's words never stay. Sentences without a speaker may report what was said, if any
    names the person at all; they count for less where the person is heard.
    """
    how = [_speaks(speaker, document(one.passage.doc_id), one) for one in candidates]
    role = speaker.name is not None and is_role(speaker.name)  # whose bearer may be unknown
    least = 1 if _HEARD in how or (speaker.strict and not role) else 0
    if max(how, default=0) <= 0:
        return [one for one, n in zip(candidates, how, strict=True) if role and n == _OPEN], False
    speaking: list[Candidate] = []
    sure, ends = False, any(_at_the_end(one, document(one.passage.doc_id)) for one in candidates)
    for one, strength in zip(candidates, how, strict=True):
        others = speaker.name is None and strength == _NAMED and _HEARD in how
        if strength < least or others:
            if others or (strength == _OPEN and not speaker.strict):
                speaking.append(replace(one, score=_UNHEARD * one.score))
            continue
        whole = strength >= _SAYS and _on_topic(speaker, one, document(one.passage.doc_id), ends)
        sure = sure or whole
        speaking.append(replace(one, score=max(one.score, SURE)) if whole else one)
    return best_first(speaking), sure


def reported(name: str, document: Document, one: Candidate) -> bool:
    """Whether a sentence says that the person speaks, by name or by a pronoun."""
    return _speaks(Speaker(name, None), document, one) == _SAYS


_UNHEARD = 0.3
"""What is left of the score of a sentence that may be the person's, where others are theirs."""
_HEARD, _SAYS, _NAMED, _OPEN, _OTHER = 3, 2, 1, 0, -1


def _speaks(speaker: Speaker, document: Document, one: Candidate) -> int:
    """Whether the person is heard, is said to speak, is named, none of these, or another speaks."""
    voice = voice_of(document, one.start, one.end)
    block, text = block_of(document, one), fold_space(one.text)
    if one.passage.kind == "note" or block.kind in ("heading", "caption"):
        return _OTHER
    if is_turn(block) and asks(text) and not speaker.strict:
        return _OTHER  # whoever asks says nothing of what they think
    if speaker.name is None:
        others = re.search(r"\bconclu", one.text, re.I) and not _CONCLUDES.search(one.text)
        if voice.kind != "author" or others:
            return _OTHER
        told = _REPORTS.search(text) or _says(text, list(re.finditer(PERSON, text)))
        return _NAMED if told else _HEARD
    named = _named(speaker.name, text)
    meant = _meant(speaker.name, document, one)
    if voice.speaker:
        said = block.speaker == voice.speaker and _says(text, named)  # "Ann Roth said, '…'" of Ole
        told = (said or (meant and is_turn(block))) and not asks(text)
        other = _OPEN if is_role(speaker.name) and not is_turn(block) else _OTHER
        return _HEARD if _is(speaker.name, voice.speaker, document) else _SAYS if told else other
    author = document.author or signed_by(document)
    if voice.kind == "author" and author and same_name(speaker.name, author):
        return _HEARD
    lead = fold_space(lead_of(document, block_at(document, one.start)))
    if meant or _says(text, named) or _says(lead, _named(speaker.name, lead)):
        return _SAYS
    if lead.endswith(":"):
        return _OPEN
    return _NAMED if any(_SUBJECT.fullmatch(text[: name.start()]) for name in named) else _OPEN


def _meant(name: str, document: Document, one: Candidate) -> bool:
    """Whether "he" or "she" is said to speak and means the person, of whom a turn may ask."""
    text, at = fold_space(one.text), block_at(document, one.start)
    pronoun = _verbs().pronoun.search(text)
    if pronoun is None:
        return False
    asked = block_text(document, at - 1) if at and is_turn(block_of(document, one)) else ""
    if asks(asked) and _says(asked, _named(name, asked)):
        return True  # "What did the mate say?" – "He said …"
    near = f"{asked} {block_text(document, at)}" if asked else name
    people = leans_on(document, one, text[pronoun.start() :]).people if _named(name, near) else ()
    return len(people) == 1 and _is(name, people[0], document)


def _is(name: str, speaker: str, document: Document) -> bool:
    """Whether a name, or a role that the document gives to somebody, is the speaker's."""
    if same_name(name, speaker) or not is_role(name):
        return same_name(name, speaker)
    return any(same_name(one, speaker) for one in bearers_in(document.reading.text, name))


def _named(who: str, text: str) -> list[re.Match[str]]:
    """The places of a text at which the person is named, or the role."""
    if is_role(who):
        noun = re.escape(re.sub(r"^the\s+", "", who, flags=re.I))
        return list(re.finditer(rf"(?:the\s+)?\b{noun}\b", text, re.I))
    return [name for name in re.finditer(PERSON, text) if same_name(who, name.group())]


def _says(text: str, named: Sequence[re.Match[str]]) -> bool:
    """Whether a text says that who is named there speaks."""
    says = _verbs()
    return any(
        says.behind.match(text, n.end())
        or (says.before.search(text[: n.start()]) and not says.hears.search(text[: n.start()]))
        for n in named
    )


class _Verbs(NamedTuple):
    """Verbs of saying behind a pronoun, behind a name, and before a name or one who hears it."""

    pronoun: re.Pattern[str]
    behind: re.Pattern[str]
    before: re.Pattern[str]
    hears: re.Pattern[str]


@cache
def _verbs() -> _Verbs:
    """Compiled on first use: few questions ask for somebody's words."""
    adverb = r"(?:\w+ly\s+|also\s+|later\s+|once\s+)?"
    first = r"(?:\s+[a-z]\w*){1,4}\s+and"  # "Ann Roth came in and said"
    return _Verbs(
        re.compile(rf"\b(?:he|she)\s+{adverb}{SAYING}\b", re.I),
        re.compile(
            rf"(?:,[^,]{{1,60}},|,(?=\s+(?:{SAYING}\s+that|gave\s+evidence)\b)|{first})?\s+(?:\w+ly\s+|further\s+|also\s+|later\s+)?"
            rf"(?:{SAYING}\b|{SPEAKERS_HOLDS})"
        ),
        re.compile(rf"\b{SAYING}\s+(?:by\s+)?$|\baccording\s+to\s+$", re.I),
        re.compile(rf"[^\s,”\"’'»?!—–]\s+{SPEAKERS_HEARERS}", re.I),
    )


_SUBJECT = re.compile(r"\W{0,3}(?:[^,]{1,160},\s){0,2}(?:[\w’'.-]{1,40}\s){0,4}")
"""What may stand before who acts: "Asked again, the old mayor, Ann Roth"."""


def _at_the_end(one: Candidate, document: Document) -> bool:
    """Whether a sentence stands in a section that is called the conclusion, or the like."""
    return _ENDS.search(block_of(document, one).section.rsplit(" › ", 1)[-1]) is not None


def _on_topic(speaker: Speaker, one: Candidate, document: Document, ends: bool) -> bool:
    """Whether the sentence is on the topic; without one, any sentence is.

    It holds most words of it, and all before a preposition ("the rest" of "the rest of the money");
    what leans on the sentence before it ("it") may have them from there. A conclusion stands where
    one is announced, in a section of that name if there is one (`ends`).
    """
    if speaker.concludes and not speaker.topic:
        return _at_the_end(one, document) if ends else bool(_CONCLUDES.search(one.text))
    if speaker.topic is None:
        return speaker.name is not None
    words = content_stems(speaker.topic)
    head = content_stems(re.split(_LINKS, speaker.topic)[0])
    there = content_stems(one.text)
    at = block_at(document, one.start)
    if at and is_turn(block_of(document, one)) and asks(block_text(document, at - 1)):
        there |= content_stems(block_text(document, at - 1))  # "What did it cost?" – "Nothing."
    if _LEANS.search(one.text):
        there |= content_stems(next(islice(sentences_before(document, one), 1, None)))
    enough = bool(head) and head <= there and 2 * len(words & there) >= len(words)
    return enough and not asks(one.text)
