"""Sentences of another entry or section than the one whose name the question has.

In a catalogue, a log or a handbook a sentence often has no subject ("Bought in 1947 for £12."): it
is of what its entry or its section is called.
"""

import re
from collections.abc import Callable

from rag.answers.asking.labels import ASKED, LABEL
from rag.answers.evidence import Candidate
from rag.documents.document import Document
from rag.english.kind import FINITE
from rag.english.patterns.questions import MISSING_GENERAL
from rag.english.terms import content_stems, content_words, stem, stems_of
from rag.english.things import alike
from rag.english.words import FUNCTION, VERBS
from rag.quotes.quoted import block_at, block_text
from rag.quotes.voice import is_turn

_NAME = re.compile(r"[^.,:;(]{3,60}[.,:;(]")
"""A thing that is named, and goes on with what it is like."""
_LEAST, _ROOT = 3, 5
"""Letters of a word that may name an entry, and those that words of one root share."""


def of_another_entry(question: str) -> Callable[[Document, Candidate], bool]:
    """Whether a sentence's own entry or section lacks a word by which the question names another.

    An entry is named by any word behind its number, a section by all words of its heading.
    """
    known: dict[str, tuple[set[str], dict[int, frozenset[str]]]] = {}

    def of_another(document: Document, one: Candidate) -> bool:
        if document.doc_id not in known:
            known[document.doc_id] = _named_in(question, document), _entries(document)
        words, entries = known[document.doc_id]
        blocks, at = document.reading.blocks, block_at(document, one.start)
        if not words or is_turn(blocks[at]):
            return False
        section, title = blocks[at].section, document.title or ""
        below = (n for n, b in enumerate(blocks) if b.section == section and n not in entries)
        own = " ".join(block_text(document, n) for n in ([at] if at in entries else below))
        near = stems_of(f"{own} {section} {title} {block_text(document, 0)} {one.text}")
        roots = {word[:_ROOT] for word in near}
        return any(not alike(word) & near and word[:_ROOT] not in roots for word in words)

    return of_another


def _named_in(question: str, document: Document) -> set[str]:
    """The stems of the question's words that name an entry or a section of a document."""
    asked = {word.lower() for word in content_words(ASKED.sub(" ", question)) if word.isalpha()}
    asked = {w for w in asked - MISSING_GENERAL - FUNCTION - VERBS if len(w) >= _LEAST}
    headings = {b.section.rsplit(" › ", 1)[-1] for b in document.reading.blocks}
    names = [stems for stems in map(content_stems, headings) if stems <= stems_of(question)]
    return set(map(stem, asked)) & frozenset().union(*names, *_entries(document).values())


def _lacks(
    words: set[str], document: Document, one: Candidate, named: dict[int, frozenset[str]]
) -> bool:
    """Whether what a sentence belongs to lacks one of the words; some entry or section has it."""
    blocks, at = document.reading.blocks, block_at(document, one.start)
    section = blocks[at].section
    if is_turn(blocks[at]):
        return False
    below = [n for n, b in enumerate(blocks) if b.section == section and n not in named]
    own = " ".join(block_text(document, n) for n in ([at] if at in named else below))
    near = stems_of(f"{own} {section} {document.title or ''} {block_text(document, 0)} {one.text}")
    roots = {word[:_ROOT] for word in near}
    return any(not alike(word) & near and word[:_ROOT] not in roots for word in words)


def _entries(document: Document) -> dict[int, frozenset[str]]:
    """The blocks that are entries of a thing that is only named ("2. Jug, …"), and its name."""
    found: dict[int, frozenset[str]] = {}
    for number, block in enumerate(document.reading.blocks):
        runs = block.kind in ("body", "caption") and not is_turn(block)
        text = block_text(document, number) if runs else ""
        label = LABEL.match(text)
        name = _NAME.match(text, label.end()) if label and label["after"][0] in ".)" else None
        if name and not FINITE.search(name.group()):
            found[number] = stems_of(name.group())
    return found
