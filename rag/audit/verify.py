"""Saved citations against today's sources.

A ladder, each rung stricter in what it has to go on than the next: position and hash → the
words at the position → the one place that the selectors (exact, prefix, suffix) or the words
alone can mean → fail. Every rung ends with `check_quote` (rag/quotes/check.py); resemblance alone
never passes. A citation that its own version of the source does not bear out stays wrong,
whatever today's version says.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol, get_args

from rag.audit.match.closest import closest
from rag.audit.match.diff import diff
from rag.audit.match.fold import tokens
from rag.audit.match.word_index import WordIndex
from rag.audit.report import WordChange
from rag.documents.document import Document
from rag.errors import CitationError, SpanError
from rag.quotes.check import check_quote
from rag.quotes.citation import Citation, selectors
from rag.quotes.quoted import sentences_in
from rag.span import Span

CitationState = Literal["intact", "moved", "altered", "gone", "ambiguous"]
STATES: tuple[CitationState, ...] = get_args(CitationState)
_LIKE = 0.6
"""Share of the words that a place must have, in order, to be called their altered form."""


class ListedDocument(Protocol):
    """A document as an index lists it."""

    @property
    def doc_id(self) -> str:
        """Names the document in the index."""

    @property
    def path(self) -> str:
        """Relative to the indexed folder."""

    @property
    def sha256(self) -> str:
        """Of the file's bytes today."""


class Sources(Protocol):
    """What verifying needs of an index (rag/search)."""

    def documents(self) -> Sequence[ListedDocument]:
        """All documents."""

    def find(self, path_or_id: str, /) -> ListedDocument | None:
        """One document by its path."""

    def document(self, doc_id: str, /) -> Document:
        """The document as it is today."""

    def versions(self, doc_id: str, sha256: str, /) -> Sequence[Document]:
        """The document as it was with this hash: each text extracted from it, the latest first."""


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict on one saved citation.

    `citation` is as it was saved; `now` is as it should read today (only if intact or moved).
    `was` is the version that it was made from, if the index has it. `diff` leads from the
    cited words to today's.
    """

    citation: Citation
    verdict: CitationState
    reason: str
    now: Citation | None = None
    document: Document | None = field(default=None, repr=False)
    was: Document | None = field(default=None, repr=False)
    diff: tuple[WordChange, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether today's sources bear the citation out."""
        return self.verdict in ("intact", "moved")


def verify(citation: Citation, library: Sources, any_version: bool = False) -> Verification:
    """Check one citation against the documents of `library`.

    A hash that the index has never seen for this document fails, unless `any_version`: then
    the words alone decide, as they must where the index was made anew. A file whose bytes are the
    same may have another text, if another extractor has read it since: then the citation is held
    against the text that it was made from.
    """
    row = _row(citation, library)
    if row is None:
        return Verification(citation, "gone", f"no document {citation.path!r} in the index")
    document = library.document(row.doc_id)
    here = replace(citation, path=document.path)
    fault = _fault(here, document)
    if fault is None:
        same = citation.path == document.path
        reason = "" if same else f"the file is now {document.path!r}"
        return Verification(citation, "intact" if same else "moved", reason, here, document)
    return _not_as_cited(citation, here, document, fault, library, any_version)


def _not_as_cited(
    citation: Citation, here: Citation, document: Document, fault: str, library: Sources,
    any_version: bool,
) -> Verification:  # fmt: skip
    """The verdict where today's text does not have the words at their place."""
    same_file = citation.sha256 == document.sha256
    if same_file and document.markup != "none":  # nothing in it can have moved
        changes = _difference(citation.text, citation.spans, document)
        return Verification(citation, "altered", fault, None, document, None, changes)
    versions = library.versions(document.doc_id, citation.sha256)
    older = [v for v in versions if v.text != document.text] if same_file else versions
    faults = [(v, _fault(replace(citation, path=v.path), v)) for v in older]
    was = next((v for v, wrong in faults if wrong is None), None)
    if was is None and faults:
        reason = f"wrong from the start: {faults[0][1]}"
        return Verification(citation, "altered", reason, None, document, faults[0][0])
    if was is None and not same_file and not any_version:
        seen = f"{citation.sha256[:12]} is no version of {document.path!r} that the index has seen"
        return Verification(citation, "altered", seen, None, document)
    return _changed_text(citation, here, document, was)


def _row(citation: Citation, library: Sources) -> ListedDocument | None:
    """The document that is cited: by its path, else the only one with the same bytes."""
    row = library.find(citation.path)
    if row is not None and row.path == citation.path:
        return row
    same = [r for r in library.documents() if r.sha256 == citation.sha256]
    return same[0] if len(same) == 1 else None


def _fault(citation: Citation, document: Document) -> str | None:
    """What keeps this version of the source from bearing the citation out; None if it does."""
    try:
        citation.check(document)
    except CitationError as error:
        return str(error)
    return None


def _changed_text(
    citation: Citation, here: Citation, document: Document, was: Document | None
) -> Verification:
    """The verdict where the file has changed since it was cited, or another extractor read it."""
    if here.exact is None and was is not None:
        here = _with_selectors(here, was)
    places = list(dict.fromkeys(_places(here, document)))
    if here.spans in places and (len(places) == 1 or _fits(here, here.spans, document, both=True)):
        now = _anew(here, here.spans, document)
        same_file = citation.sha256 == document.sha256
        reason = f"the {'extraction' if same_file else 'file'} has changed elsewhere"
        return Verification(citation, "intact", reason, now, document, was)
    for both in (True, False):
        fitting = [spans for spans in places if _fits(here, spans, document, both)]
        if len(fitting) == 1:
            places = fitting
            break
    if len(places) == 1:
        now = _anew(here, places[0], document)
        reason = f"now at {places[0][0].start}-{places[0][-1].end}"
        return Verification(citation, "moved", reason, now, document, was)
    if places:
        reason = f"{document.path!r} has these words at {len(places)} places"
        return Verification(citation, "ambiguous", reason, None, document, was)
    return _lost(citation, document, was)


def _places(citation: Citation, document: Document) -> Iterator[tuple[Span, ...]]:
    """Every place in layer 1 that has the cited words, in order of strictness."""
    first = citation.spans[0].start
    if citation.exact:
        for at in _occurrences(citation.exact, document.text):
            spans = tuple(span.shift(at - first) for span in citation.spans)
            if _bears(citation.text, spans, document):
                yield spans
    elif _bears(citation.text, citation.spans, document):
        yield citation.spans
    words = r"\s+".join(re.escape(word) for word in citation.text.split())
    for match in re.finditer(rf"(?<!\w){words}(?!\w)", document.reading.text):
        spans = document.reading.source_spans(match.start(), match.end())
        if _bears(citation.text, spans, document):
            yield spans


def _occurrences(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _bears(text: str, spans: tuple[Span, ...], document: Document) -> bool:
    try:
        check_quote(text, spans, document)
    except CitationError:
        return False
    return True


def _fits(citation: Citation, spans: tuple[Span, ...], document: Document, both: bool) -> bool:
    """Whether prefix and suffix stand beside the place: both of them, or at least one."""
    selected = selectors(document, spans)
    same = [selected[name] == said for name, said in citation.around()]
    return bool(same) and (all(same) if both else any(same))


def _anew(citation: Citation, spans: tuple[Span, ...], document: Document) -> Citation:
    """The citation as it reads today."""
    return _with_selectors(replace(citation, sha256=document.sha256, spans=spans), document)


def _with_selectors(citation: Citation, document: Document) -> Citation:
    selected = selectors(document, citation.spans)
    exact, prefix, suffix = selected["exact"], selected["prefix"], selected["suffix"]
    return replace(citation, exact=exact, prefix=prefix, suffix=suffix)


def _difference(text: str, spans: Sequence[Span], document: Document) -> tuple[WordChange, ...]:
    """What leads from the cited words to the source's at the cited place."""
    try:
        start, end = document.reading.locate(tuple(spans))
    except SpanError:
        return ()
    return diff(text, document.reading.text[start:end])


def _lost(citation: Citation, document: Document, was: Document | None) -> Verification:
    """The verdict where the words are no longer there: altered if something like them is."""
    index = WordIndex([document])
    keys = [index.vocabulary.key(t.folded) for t in tokens(citation.text) if t.is_word]
    near = closest(index, keys)
    if not near or near[0].share < _LIKE:
        reason = f"{document.path!r} no longer has these words"
        return Verification(citation, "gone", reason, None, document, was)
    start = int(index.starts[index.words[near[0].first]])
    end = int(index.ends[index.words[near[0].last - 1]])
    cuts = sentences_in(document, start, end)
    today = document.reading.text[cuts[0][0] : cuts[-1][1]] if cuts else ""
    reason = "the words have changed"
    changes = diff(citation.text, today)
    return Verification(citation, "altered", reason, None, document, was, changes)
