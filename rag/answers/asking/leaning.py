"""Of whom a sentence speaks that begins with "he" or "she", by the sentences before it."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain, islice

from rag.answers.evidence import Candidate, block_of
from rag.documents.document import Document
from rag.english.naming import names_at
from rag.english.patterns.context import HE_OR_SHE
from rag.english.people import parse_name
from rag.english.referents import Meant, meant
from rag.english.speech import PRONOUNS
from rag.english.titles import BODIES
from rag.quotes.quoted import block_at

LEANS = re.compile(rf"^\W*(?:{'|'.join(sorted(PRONOUNS))}|his|her|their)\b|\b(?:he|she)\b", re.I)
"""What speaks of somebody, or of something, that may stand in a sentence before it."""
_BACK = 8
"""Sentences before it in which somebody is looked for."""
_OPENS = 40
"""Code points in which the subject of a sentence stands."""


def leans_on(document: Document, one: Candidate, clause: str | None = None) -> Meant:
    """Those whom "he" or "she" at the head of a sentence may mean; nobody where none stands there.

    `clause` is what is read of it, behind a quotation. The heading of a section names the last.
    """
    said = one.text if clause is None else clause
    found = HE_OR_SHE.search(said[:_OPENS])
    if found is None or _names_first(said[: found.start()]):
        return Meant()
    before = islice(sentences_before(document, one), 1, None)
    return meant(chain([said], before), _is_person, strict=False)


def _is_person(name: str) -> bool:
    return not parse_name(name).body and name.lower() not in BODIES  # "County governor"


def _names_first(head: str) -> bool:
    """Whether a name stands before the pronoun."""
    return any(word[:1].isupper() for word in head.split()[1:])


def in_full(who: str, document: Document, one: Candidate) -> str:
    """A surname alone as the paragraph has it in full, else the title, else the document."""
    name, text = parse_name(who), document.reading.text
    if name.given or name.titles or name.body:
        return who
    said = (text[block_of(document, one).start : one.start], document.title or "", text)
    names = (full for part in said for _, _, full in names_at(part))
    alike = (n for n in names if parse_name(n).surname == name.surname and parse_name(n).given)
    return next(alike, who)


def sentences_before(document: Document, one: Candidate) -> Iterator[str]:
    """The sentence and those before it in its section, then the section's heading."""
    reading = document.reading
    yield one.text
    section = block_of(document, one).section
    at = bisect_left(reading.sentences, (one.start, 0))
    for a, b in reversed(reading.sentences[max(0, at - _BACK) : at]):
        block = reading.blocks[block_at(document, a)]
        if block.kind == "heading" or block.section != section:
            break
        yield reading.text[a:b]
    yield section.rsplit(" › ", 1)[-1]
