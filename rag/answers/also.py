"""Where else the words of a quote stand: whole, checked, and about the same people.

A sentence that names its subject says the same wherever it stands. One that does not ("He was
born in 1950") says it of whoever was named before: then what stands before it, back to the last
sentence with a name, must be the same, and at the start of a section its title and headings.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable

from rag.documents.document import Document
from rag.english.inflect import possessor
from rag.english.lexicon import is_word
from rag.english.patterns.context import ALSO_POINTS as _POINTS
from rag.english.patterns.context import ALSO_SELF as _SELF
from rag.english.people import same_name
from rag.english.speech import NO_NAMES
from rag.english.terms import WORD
from rag.errors import CitationError, SpanError
from rag.quotes.check import check_quote
from rag.quotes.quote import Quote, SameSentence, fold_space
from rag.quotes.quoted import block_at
from rag.quotes.voice import voice_of
from rag.search.retriever import Hit

_NO_NAMES = NO_NAMES | {"may"}


def also_in(
    quote: Quote, hits: Iterable[Hit], document: Callable[[str], Document]
) -> tuple[SameSentence, ...]:
    """The places in other documents that say the whole quote, in the order of the hits."""
    first = quote.text[:40].rsplit(" ", 1)[0]  # tried before a document is loaded
    taken = {quote.document.doc_id}
    same = []
    for hit in hits:
        if hit.passage.doc_id in taken or first not in fold_space(hit.passage.text):
            continue
        taken.add(hit.passage.doc_id)
        place = place_of(quote, document(hit.passage.doc_id))
        if place is not None:
            same.append(place)
    return tuple(same)


def place_of(quote: Quote, other: Document) -> SameSentence | None:
    """Where another document says all the words of a quote, of the same people; else None."""
    text = other.reading.text
    pattern = r"\s+".join(re.escape(word) for word in quote.text.split())
    for match in re.finditer(pattern, text):
        start, end = match.span()
        if not (
            _whole(other, start, end)
            and _same_voice(quote, other, start, end)
            and _same_subject(quote, other, start)
        ):
            continue
        try:
            spans = other.reading.source_spans(start, end)
            check_quote(quote.text, spans, other)
        except (CitationError, SpanError):
            continue
        return SameSentence(other, spans)
    return None


def _whole(document: Document, start: int, end: int) -> bool:
    """Whether the range begins and ends with a sentence."""
    cuts = document.reading.sentences
    first = bisect_left(cuts, (start, 0))
    if first == len(cuts) or cuts[first][0] != start:
        return False
    return any(stop == end for _, stop in cuts[first : first + 40])


def _same_voice(quote: Quote, other: Document, start: int, end: int) -> bool:
    """Whether the same one speaks; "I" is the author of one document and of no other."""
    there = voice_of(other, start, end)
    if there.kind != quote.voice.kind:
        return False
    one, two = quote.voice.speaker, there.speaker
    if (one or two) and not (one and two and same_name(one, two)):
        return False
    if there.kind == "author" and _SELF.search(quote.text):
        mine, theirs = quote.document.author, other.author
        return bool(mine and theirs and same_name(mine, theirs))
    return True


def _same_subject(quote: Quote, other: Document, start: int) -> bool:
    """Whether what the quote leaves unnamed is named alike in both documents."""
    here = quote.document, quote.range[0]
    return names_itself(quote.text) or anchor(*here) == anchor(other, start)


def names_itself(text: str) -> bool:
    """Whether a name stands in the text before anything that points outside of it.

    >>> names_itself("Anna Roth led it."), names_itself("He led the army of Zell.")
    (True, False)
    >>> names_itself("The mayor resigned."), names_itself("The Orlo bridge fell.")
    (False, True)
    """
    points = _POINTS.search(text)
    head = text[: points.start()] if points else text
    words = list(WORD.finditer(head))
    return any(_is_name(head, word) for word in words)


def _is_name(text: str, word: re.Match[str]) -> bool:
    """Whether a word is written as a name, and not just because a sentence begins with it."""
    said = word.group()
    if not said[0].isupper() or said.lower() in _NO_NAMES:
        return False
    opens = not text[: word.start()].rstrip("\"'“‘(").strip() or bool(
        re.search(r"[.!?][^\w.!?]*$", text[: word.start()])
    )
    after = text[word.end() :].lstrip()
    return not opens or after[:1].isupper() or not is_word(possessor(said.lower()))


def anchor(document: Document, start: int) -> tuple[str, ...]:
    """What the words at `start` lean on: sentences before, back to one with a name.

    At the start of the section its headings and the document's title are added.
    """
    reading = document.reading
    at = bisect_left(reading.sentences, (start, 0))
    section = reading.blocks[block_at(document, start)].section
    leaned: list[str] = []
    for a, b in reversed(reading.sentences[max(0, at - 6) : at]):
        block = reading.blocks[block_at(document, a)]
        if block.section != section or block.kind in ("heading", "caption"):
            break
        said = fold_space(reading.text[a:b])
        leaned.append(said)
        if names_itself(said):
            return tuple(leaned)
    return (*leaned, section, document.title or document.path)
