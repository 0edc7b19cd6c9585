"""Who wrote a title: answered from the byline of the document that bears it, and its metadata."""

import re
from collections.abc import Callable, Sequence

from rag.documents.document import Document
from rag.documents.structure.bylines import is_byline
from rag.english.later import later
from rag.english.patterns.context import LETTER_ENDS
from rag.english.patterns.questions import WRITER_QUESTIONS as _ASKED
from rag.english.patterns.questions import WRITERS_KIND as _KIND
from rag.english.speech import PERSON
from rag.english.terms import content_stems
from rag.quotes.quote import Quote, quote_at
from rag.search.store import DocumentRow


def documents_titled(question: str, rows: Sequence[DocumentRow]) -> list[DocumentRow]:
    """The documents whose writer is asked for by their title; empty for another question."""
    matched = _ASKED.match(question)
    if matched is None:
        return []
    said = matched["title"] or matched["other"] or matched["dated"]
    wanted = content_stems(_KIND.sub("", said)) or content_stems(said)
    quoted = re.search(r"[“\"‘']([^”\"’']{2,})[”\"’']", said)
    if quoted:
        wanted = content_stems(quoted[1])
    exact = [row for row in rows if row.title and wanted == content_stems(row.title)]
    if exact or not wanted:
        return exact
    near = [
        row for row in rows if row.title and wanted <= content_stems(row.title) and len(wanted) > 1
    ]
    return near if quoted or len(near) == 1 else []


def letters_in_question(
    question: str, rows: Sequence[DocumentRow], document: Callable[[str], Document]
) -> list[DocumentRow]:
    """The only document, where it is a letter and the question is for the letter's writer."""
    matched = _ASKED.match(question)
    said = matched and (matched["title"] or matched["other"] or matched["dated"])
    if len(rows) != 1 or not said or not _LETTER.fullmatch(said):
        return []
    return list(rows) if _SIGNED.search(document(rows[0].doc_id).reading.text) else []


def asks_date(question: str) -> bool:
    """Whether it is asked when a title was written, not by whom."""
    matched = _ASKED.match(question)
    return matched is not None and matched["dated"] is not None


def bylines(
    rows: Sequence[DocumentRow], document: Callable[[str], Document], *, dated: bool = False
) -> tuple[list[Quote], list[str]]:
    """The bylines of these documents, else their titles; and what only the metadata says.

    Where the date is asked for, the lines that state it go before.
    """
    quotes: list[Quote] = []
    said: list[str] = []
    for row in rows:
        source = document(row.doc_id)
        lines = (_dateline(source, row.date or "") if dated else []) or _front(source)
        quotes += [quote_at(source, a, b, 1.0) for a, b in lines]
        by = " ".join(source.reading.text[a:b] for a, b in lines)
        if dated and row.date and row.date not in by:
            said.append(f"{row.path}: its metadata give the date {row.date}.")
        elif dated and not row.date:
            said.append(f"{row.path}: it states no date.")
        elif dated:
            continue
        elif row.author and not content_stems(row.author) & content_stems(by):
            said.append(f"{row.path}: its metadata name {row.author} as the author.")
        elif not row.author and not lines:
            said.append(f"{row.path}: it names no author.")
    return quotes, said


def _dateline(document: Document, date: str) -> list[tuple[int, int]]:
    """Reading ranges of the lines above the text that state its date."""
    text = document.reading.text
    top = [b for b in document.reading.blocks[:15] if b.kind == "caption"]
    return [(b.start, b.end) for b in top if date and date in text[b.start : b.end]][:1]


def _front(document: Document) -> list[tuple[int, int]]:
    """Reading ranges of what states who wrote; the title where the text does not say."""
    blocks, text = document.reading.blocks, document.reading.text
    top = [b for b in blocks[:15] if b.kind == "caption" and is_byline(text[b.start : b.end])]
    author = content_stems(document.author or "")
    signed = None if author else _SIGNED.search(text)
    if signed:
        return [signed.span()]
    named = [b for b in top if not author or author & content_stems(text[b.start : b.end])]
    if not named and author:
        named = [b for b in blocks if author <= content_stems(text[b.start : b.end])
                 and b.end - b.start < _SHORT][:1]  # fmt: skip
    if named:
        return [(b.start, b.end) for b in named[:1]]
    title = [b for b in blocks[:15] if b.kind == "heading"][:1]
    return [(b.start, b.end) for b in title] if document.author else []


def signed_by(document: Document) -> str | None:
    """Whose name stands below a letter that is the whole document."""
    signed = list(_SIGNED.finditer(document.reading.text))
    return signed[0]["who"] if len(signed) == 1 else None


_SIGNED = later(rf"^{LETTER_ENDS}\s+(?P<who>{PERSON})\.?\s*$", re.M)
"""The name below a letter and what stands above it ("Yours ever,")."""
_LETTER = later(r"(?:the|this)\s+letter", re.I)
_SHORT = 200
