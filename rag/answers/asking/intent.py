"""What a question asks of the library: what is searched, in which documents, and whose words."""

import re
from dataclasses import dataclass

from rag.answers.asking.source_questions import claim_of
from rag.answers.asking.sources import Source
from rag.answers.asking.voice_questions import Speaker, speaker_of
from rag.answers.question import asks_readers, content_of


@dataclass(frozen=True, slots=True)
class Intent:
    """A question taken apart.

    `words` are searched and read, in `documents` alone unless that is None. `readers` says that
    readers' comments are asked for, `claim` that the source behind what `words` say is. An answer
    is `speaker`'s, on `topic`, and holds `year` ("" for none). `asked` is the whole question.
    """

    asked: str
    words: str
    documents: frozenset[str] | None
    readers: bool
    claim: bool
    speaker: Speaker | None
    topic: str | None
    year: str


def intent_of(question: str, source: Source | None, documents: frozenset[str] | None) -> Intent:
    """The intent of a question that names this source and is put to these documents."""
    readers, claim = asks_readers(question), claim_of(question)
    speaker, words = speaker_of(question), question
    if source is not None:
        speaker = speaker or speaker_of(source.rest)
        if source.person is None:
            documents = source.documents
            if speaker and speaker.name and re.fullmatch(r"[A-Z\d][A-Z\d._-]+", speaker.name):
                speaker = None  # "What does the MPL say": a text, by its file's name
            words = words if source.topic else source.rest
        else:
            speaker = speaker or Speaker(
                source.person, content_of(source.rest).strip(" ,?") or None
            )
    topic, year = (source.topic, source.year or "") if source else (None, "")
    words = claim or content_of(words)
    if speaker and speaker.concludes and not (speaker.name or speaker.topic):
        words += " conclusion"  # what such a section is called
    return Intent(question, words, documents, readers, claim is not None, speaker, topic, year)
