"""Whose words a question asks for: "What did X say about Y?", "What does the author conclude?"."""

import re
from dataclasses import dataclass

from rag.english.patterns.speaker_questions import SOURCES_NOUN
from rag.english.patterns.speaker_questions import SPEAKERS_ACTS as _ACTS
from rag.english.patterns.speaker_questions import SPEAKERS_FORMS as _FORMS
from rag.english.people import is_role
from rag.english.roles import person_noun

_MANY = re.compile(r"^\W*\w+\s+(?:do|have)\s+(?:the\s+)?[^\W_]+s\s", re.I)
"""A people or a party ("What do Iranians remember?"), not somebody who speaks."""
_TELLS = re.compile(r"\W*(?:how|where|when|why)\b", re.I)
"""A question about somebody's speaking, unless it has a topic, and not for the words."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose words are asked for (None: the author's), on what, and whether a conclusion is.

    `strict` says that words are asked for, and no act that may be told without any.
    """

    name: str | None
    topic: str | None
    concludes: bool = False
    strict: bool = True


def speaker_of(question: str) -> Speaker | None:
    """Whose words the question asks for; None for one that asks for no words.

    >>> speaker_of("What did Anna Roth say about the mill?")
    Speaker(name='Anna Roth', topic='the mill', concludes=False, strict=True)
    >>> speaker_of("What does the author conclude?")
    Speaker(name=None, topic=None, concludes=True, strict=True)
    >>> speaker_of("What does the essay conclude?") == speaker_of("What does the author conclude?")
    True
    >>> speaker_of("What did the storm destroy?")
    >>> speaker_of("What do Norwegians remember on 17 May?")
    """
    for form in _FORMS:
        matched = form.match(question)
        if matched is None or _MANY.match(question):
            continue
        who = matched["who"]
        concludes = bool(re.search(r"\bconclu", question, re.I))
        author = re.fullmatch(r"(?:the\s+)?(?:authors?|writer|essayist|reporter)", who, re.I) or (
            concludes and re.fullmatch(rf"(?:the|this)\s+{SOURCES_NOUN}", who, re.I)
        )
        if not author and is_role(who) and not person_noun(who.split()[-1]):
            continue  # "What does the second letter say"
        topic = matched["topic"] or ((matched["more"] or "").strip(" ?.!") or None)
        if topic is None and _TELLS.match(question):
            return None  # "When did Ann Roth testify?"
        acts = re.search(_ACTS, question[: matched.end("who") + 12], re.I) is not None
        return Speaker(None if author else who, topic, concludes, not acts)
    return None
