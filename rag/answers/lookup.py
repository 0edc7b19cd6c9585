"""Answers that are looked up: who wrote a title, what a section says, what somebody is quoted with.

No reader is asked: the byline, the label or the voice says it. The confidence is a lookup's.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rag.answers.asking.sections import Section, section_of, sections_in
from rag.answers.asking.sources import Source
from rag.answers.asking.speakers import reported
from rag.answers.asking.voice_questions import speaker_of
from rag.answers.asking.writers import asks_date, bylines, documents_titled, letters_in_question
from rag.answers.evidence import Candidate
from rag.answers.result import Remark
from rag.documents.document import Document
from rag.english.people import same_name
from rag.english.terms import coverage
from rag.quotes.quote import Quote, quote_at
from rag.quotes.voice import voice_of
from rag.search.retriever import Hit
from rag.search.store import DocumentRow

_FEW = 300
"""Documents that are searched for a label one by one; of a larger library those of the hits."""
_SHORT = 1200
"""Code points up to which a section is quoted whole for a question about something in it."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """The quotes of a lookup (none: it is known that nothing answers), and what to say."""

    quotes: tuple[Quote, ...]
    remarks: tuple[Remark, ...] = ()


def look_up(
    question: str,
    rows: Sequence[DocumentRow],
    source: Source | None,
    document: Callable[[str], Document],
    hits: Callable[[], Sequence[Hit]],
) -> Lookup | None:
    """What a lookup finds; None for a question that asks for none.

    `rows` are the documents that may answer, `hits` what a search finds.
    """
    titled = documents_titled(question, rows) or letters_in_question(question, rows, document)
    if titled:
        quotes, said = bylines(titled, document, dated=asks_date(question))
        if quotes:
            return Lookup(tuple(quotes), tuple(Remark("metadata", one) for one in said))
    section = section_of(question)
    if section is None:
        return _quoted_with(question, hits, document)
    names = source.documents if source else None
    ids = [r.doc_id for r in rows if names is None or r.doc_id in names]
    if len(ids) > _FEW:
        ids = list(dict.fromkeys(hit.passage.doc_id for hit in hits()))
    return _section(section, [document(name) for name in ids])


def _quoted_with(
    question: str, hits: Callable[[], Sequence[Hit]], document: Callable[[str], Document]
) -> Lookup | None:
    """The words of the person whose words are asked for, whatever they are on."""
    speaker = speaker_of(question)
    if not (speaker and speaker.name and speaker.strict) or speaker.topic or speaker.concludes:
        return None
    quotes = _said_by(speaker.name, hits(), document)
    return Lookup(quotes) if quotes else None


def _said_by(
    name: str, hits: Sequence[Hit], document: Callable[[str], Document]
) -> tuple[Quote, ...]:
    """The words of a person whom the documents quote, in the order of the hits."""
    quotes: dict[str, Quote] = {}
    for hit in hits:
        source = document(hit.passage.doc_id)
        for a, b in hit.passage.sentences:
            start, end = hit.passage.start + a, hit.passage.start + b
            voice = voice_of(source, start, end)
            one = Candidate(hit.passage, start, end, 1.0, (), 0)
            if (voice.speaker and same_name(name, voice.speaker)) or reported(name, source, one):
                quote = quote_at(source, start, end, 1.0)
                quotes.setdefault(quote.text, quote)
    return tuple(quotes.values())


def _section(section: Section, documents: Sequence[Document]) -> Lookup | None:
    """The parts with the number, if the question is about them whole or they are short.

    None where there may be such a part of something that is no section.
    """
    parts = sections_in(section, documents)
    fit = tuple(part for part in parts if _is_about(_beside(section, part.document), part))
    named = section.kind not in ("note", "entry", "numbered") and any(
        not _beside(section, one) for one in documents
    )
    return Lookup(fit) if fit or (named and not parts) else None


def _is_about(rest: Sequence[str], part: Quote) -> bool:
    """Whether a part, of which these words are asked, is asked for whole or is short."""
    said = (part.document.text[span.start : span.end] for one in part.lead for span in one.spans)
    text = f"{part.text} {' '.join(said)}"
    return not rest or (len(part.text) <= _SHORT and coverage(" ".join(rest), text) > 0)


def _beside(section: Section, document: Document) -> list[str]:
    """The words of the question that name neither the section nor the document."""
    about = f"{document.title or ''} {document.path} {document.author or ''}"
    return [word for word in section.rest if coverage(_apart(word), _apart(about)) < 1]


def _apart(name: str) -> str:
    """A name with its parts as words: "gpl-3", "minutes/may_12"."""
    return re.sub(r"[/_-]", " ", name)
