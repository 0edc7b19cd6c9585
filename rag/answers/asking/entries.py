"""Sentences of another entry or section than the one whose name the question has.

In a catalogue, a log or a handbook a sentence often has no subject ("Bought in 1947 for £12."): it
is of what its entry or its section is called.
"""

import re
from collections.abc import Callable, Container, Mapping

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
_LONG = 20_000  # code points of a section that is on more than what it is called
_LEAST, _ROOT = 3, 5
"""Letters of a word that may name an entry, and those that words of one root share."""


def of_another_entry(question: str) -> Callable[[Document, Candidate], bool]:
    """Whether a sentence's own entry or section lacks a word by which the question names another.

    An entry is named by any word behind its number, a section by all words of its heading.
    """
    known: dict[str, tuple[set[str], dict[int, frozenset[str]]]] = {}
    held: dict[tuple[str, int | str], frozenset[str] | None] = {}

    def of_another(document: Document, one: Candidate) -> bool:
        if document.doc_id not in known:
            entries = _entries(document)
            known[document.doc_id] = _named_in(question, document, entries), entries
        words, entries = known[document.doc_id]
        at = block_at(document, one.start)
        block = document.reading.blocks[at]
        if not words or is_turn(block):
            return False
        key = document.doc_id, at if at in entries else block.section
        if key not in held:
            held[key] = _held(document, at, entries)
        around = held[key]
        if around is None:
            return False
        near = around | stems_of(one.text)
        roots = {word[:_ROOT] for word in near}
        return any(not alike(word) & near and word[:_ROOT] not in roots for word in words)

    return of_another


def _held(document: Document, at: int, entries: Container[int]) -> frozenset[str] | None:
    """The stems of what a block belongs to, its names among them; None for a long section."""
    blocks = document.reading.blocks
    section = blocks[at].section
    below = [n for n, b in enumerate(blocks) if b.section == section and n not in entries]
    own = [at] if at in entries else below
    if sum(blocks[n].end - blocks[n].start for n in own) > _LONG:
        return None
    words = " ".join(block_text(document, n) for n in own)
    return stems_of(f"{words} {section} {document.title or ''} {block_text(document, 0)}")


def _named_in(question: str, document: Document, entries: Mapping[int, frozenset[str]]) -> set[str]:
    """The stems of the question's words that name an entry or a section of a document."""
    asked = {word.lower() for word in content_words(ASKED.sub(" ", question)) if word.isalpha()}
    asked = {w for w in asked - MISSING_GENERAL - FUNCTION - VERBS if len(w) >= _LEAST}
    headings = {b.section.rsplit(" › ", 1)[-1] for b in document.reading.blocks}
    names = [stems for stems in map(content_stems, headings) if stems <= stems_of(question)]
    return set(map(stem, asked)) & frozenset().union(*names, *entries.values())


def _entries(document: Document) -> dict[int, frozenset[str]]:
    """The blocks that are entries of a thing that is only named ("2. Jug, …"), and its name."""
    found: dict[int, frozenset[str]] = {}
    for number, block in enumerate(document.reading.blocks):
        runs = block.kind in ("body", "caption") and not is_turn(block)
        text = block_text(document, number) if runs else ""
        label = LABEL.match(text)
        listed = label is not None and label["after"].startswith((".", ")"))
        name = _NAME.match(text, label.end()) if label and listed else None
        if name and not FINITE.search(name.group()):
            found[number] = stems_of(name.group())
    return found
