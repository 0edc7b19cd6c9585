"""The works that documents cite in their notes: each once, with every note that cites it.

Short references go to the work that rag/references/short.py resolves them to. What it leaves
unresolved is listed as such; remarks are not listed.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from rag.documents.document import Document, Note
from rag.english.patterns.references import WORK_VERB as _VERB
from rag.references.citation_text import fields, outline, words
from rag.references.parse import parse
from rag.references.printed import PrintedNote
from rag.references.record import Reference
from rag.references.short import CitedPart, cited_parts


@dataclass(frozen=True, slots=True)
class CitingNote:
    """One citing note: its document's path and hash, its mark, its text, and how it cites.

    `start` is where the note begins in layer 1. `short` is the short reference in it; empty
    where the note gives the full reference.
    """

    path: str
    sha256: str
    mark: str
    note: str
    start: int
    short: str = ""


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work with its citing notes in order; the first of them gives the full reference.

    `resolved` is False for a short reference whose work was not found; `candidates` are then
    the marks of the notes that it might mean.
    """

    reference: Reference
    places: tuple[CitingNote, ...]
    resolved: bool = True
    candidates: tuple[str, ...] = ()


def references(documents: Iterable[Document]) -> list[CitedWork]:
    """The works that the notes of `documents` cite, in the order of their first full reference.

    Works that two documents cite in full are one if author, title and year agree. Unresolved
    short references come last.
    """
    cited: dict[object, CitedWork] = {}
    lost: list[CitedWork] = []
    for document in documents:
        works, open_ends = _of_document(document)
        lost += open_ends
        for work in works:
            key = _identity(work.reference)
            known = cited.get(key)
            merged = replace(known, places=known.places + work.places) if known else work
            cited[key] = merged
    return [*cited.values(), *lost]


def _of_document(document: Document) -> tuple[list[CitedWork], list[CitedWork]]:
    """The works of one document's notes, and the short references that lead to none."""
    notes = [PrintedNote(note.mark, note.text, note.spans) for note in document.notes]
    parts = cited_parts(notes)
    texts = {part.work: part.text for part in parts if part.work is not None}
    places: dict[int, list[CitingNote]] = {work: [] for work in texts}
    lost: list[CitedWork] = []
    for part in parts:
        note = document.notes[part.note]
        if part.work is not None:
            places[part.work].append(_place(document, note))
        elif not part.shorts and _looks_short(part.text):
            lost.append(_lost(document, note, part.text, ()))
        for short in part.shorts:
            place = _place(document, note, short.text)
            for work in _meant(short.work, short.full, parts):
                places[work].append(place)
            if short.full is None:
                marks = tuple(document.notes[n].mark for n in short.candidates)
                lost.append(_lost(document, note, short.text, marks))
    works = [
        CitedWork(_as_cited(parse(texts[work]), citing), tuple(citing))
        for work, citing in places.items()
        if not _is_remark(texts[work])
    ]
    return works, lost


def _as_cited(reference: Reference, places: list[CitingNote]) -> Reference:
    """The reference with its first author's family name as short references give it.

    "Mao Zedong" has the form of a family name Zedong; "Mao, Talks, 7" says otherwise.
    """
    heads = [words(parts[0].text) for place in places if (parts := fields(place.short))]
    if not reference.author or not reference.author[0].given:
        return reference
    first = reference.author[0]
    named = words(first.given)[:1]
    if not named or named not in heads or any(words(first.family)[0] in head for head in heads):
        return reference
    family, _, rest = first.given.partition(" ")
    turned = replace(first, family=family, given=f"{rest} {first.family}".strip())
    return replace(reference, author=(turned, *reference.author[1:]))


def _meant(work: int | None, note: int | None, parts: list[CitedPart]) -> list[int]:
    """The works that a resolved short reference means: one, or all of the note that it names."""
    if work is not None:
        return [work]
    return [part.work for part in parts if part.note == note and part.work is not None]


def _place(document: Document, note: Note, short: str = "") -> CitingNote:
    start = note.spans[0].start if note.spans else 0
    return CitingNote(document.path, document.sha256, note.mark, note.text, start, short)


def _lost(document: Document, note: Note, text: str, candidates: tuple[str, ...]) -> CitedWork:
    place = _place(document, note, text)
    return CitedWork(Reference(text, "none"), (place,), False, candidates)


def _is_remark(text: str) -> bool:
    """Whether a dated text is a sentence that tells something, and no reference."""
    if parse(text).shape != "none":
        return False
    return bool(_VERB.search(_QUOTED.sub("", text))) or text[:1].islower()


def _looks_short(text: str) -> bool:
    """Whether a text has the form of a short reference, names and title and pages, and no more."""
    lines = outline(text)
    if lines is None or not (lines.quoted or lines.paged) or _VERB.search(_QUOTED.sub("", text)):
        return False
    return text[:1].isupper() or text[:1] in '“"‘'


def _identity(reference: Reference) -> object:
    """What two references to one work share: people, title and year; else the whole text."""
    people = reference.author or reference.editor
    if not reference.title or not (people or reference.date):
        return words(reference.text)
    names = tuple(words(name.family or name.literal) for name in people)
    return reference.type, names, words(reference.title), reference.date[:4]


def keys(works: Iterable[CitedWork], taken: Iterable[str] = ()) -> list[str]:
    """One key a work, in order, none twice and none of those `taken`; case does not tell apart."""
    return distinct((_base(work.reference) for work in works), taken)


def distinct(bases: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """The keys, in order, with a number behind one that another has, or one of those `taken`."""
    used, made = {key.casefold() for key in taken}, []
    for base in bases:
        key = base
        number = 1
        while key.casefold() in used:
            number += 1
            key = f"{base}-{number}"
        used.add(key.casefold())
        made.append(key)
    return made


def _base(reference: Reference) -> str:
    people = reference.author or reference.editor
    first = next((name.family or name.literal for name in people), "")
    word = re.search(r"[^\W\d_]{4,}", reference.title or reference.text)
    surname = first.split()[-1] if first else ""
    joined = surname + reference.date[:4] + (word.group() if word else "")
    plain = unicodedata.normalize("NFKD", joined).casefold()
    return re.sub(r"[^a-z0-9]", "", plain)[:60] or "reference"


_QUOTED = re.compile(
    r"“[^”]{0,2000}”|\"[^\"]{0,2000}\"|‘[^’]{0,600}+(?:’(?=\w)[^’]{0,600}+){0,20}’(?!\w)"
)
