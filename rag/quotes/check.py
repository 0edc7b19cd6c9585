"""The second opinion on a quote: whether these are the words of the document at these spans.

Written against layer 1 alone. It knows nothing of the reading text and of its offset map
(rag/documents/reading.py), so a fault there cannot vouch for itself. The rule: every character of
layer 1 inside the spans must be shown, in order, and nothing else may be. Only these may be left
out: mark-up, a note's mark that the document knows as one, a soft hyphen, and the hyphen that
divides a word over a line. White space may be any white space, but not none. Letters are
compared as they are: no case folding, no normalisation.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rag.documents.document import Document
from rag.errors import CitationError, SpanError
from rag.quotes.check_pieces import all_pieces, mark_end, paragraphs, pieces, regions
from rag.quotes.joining import LINE_END, joined
from rag.span import Span, ordered

_SKIPPED_BETWEEN = frozenset({"furniture", "note", "caption"})
_SCRIPTS_WITH_SPACES = 0x0E00  # Latin to Indic; behind it Thai, Khmer, Chinese, Japanese …


def check_quote(text: str, spans: Iterable[Span], document: Document) -> None:
    """Raise CitationError unless `text` is what `document` says at the layer-1 `spans`.

    Spans must be in order, lie in the text, touch no furniture, cut no word or figure, and
    leave out nothing between them but furniture, notes, captions, mark-up and white space.
    """
    document = _lined(document)
    try:
        places = ordered(spans)
        raw = [span.of(document.text) for span in places]
    except SpanError as error:
        raise CitationError(f"{document.path!r}: {error}") from error
    shown = " ".join(text.split())
    if not places or not shown or not any(piece.strip() for piece in raw):
        raise CitationError(f"{document.path!r}: a quote needs words and spans; found {text!r}")
    _check_edges(places, document)
    for span in places:
        _check_furniture(span, document)
    for before, after in itertools.pairwise(places):
        _check_gap(before, after, document)
    _check_words(shown, places, document)


def _lined(document: Document) -> Document:
    """The document with every line end as a line feed, so that lines are told alike.

    "¬" behind letters, where a letter follows or a line ends, is OCR's sign for a divided word.
    """
    old = re.compile(
        "\r(?!\n)|\u2028|\u2029|^\ufeff|(?<=[^\\W\\d_][^\\W\\d_])¬(?=[^\\W\\d_]|\\s*\n)"
    )
    if not old.search(document.text):
        return document
    became = {"\ufeff": " ", "¬": "\u00ad"}
    text = old.sub(lambda m: became.get(m.group(), "\n"), document.text)
    return replace(document, text=text)


def _check_words(shown: str, places: tuple[Span, ...], document: Document) -> None:
    """Raise CitationError unless layer 1, read in one of two ways, may be shown as `shown`.

    What is mark-up depends on the block that it stands in: a region, or all lines up to the
    next blank one, where each line is a region of its own.
    """
    wrong = _difference(shown, places, document, regions(document))
    if wrong and _difference(shown, places, document, paragraphs(places, document)):
        raise CitationError(f"{document.path!r}: {wrong}")


def _difference(
    shown: str, places: tuple[Span, ...], document: Document, blocks: Sequence[Span]
) -> str | None:
    """Follow every way in which layer 1 may be shown, all at once; one must end with `shown`."""
    states, last = {0}, 0
    for piece in joined(all_pieces(places, document, blocks), document.text):
        states = {end for at in states for option in piece for end in _advance(shown, at, option)}
        if not states:
            source = " ".join(" ".join(span.of(document.text) for span in places).split())
            return (
                f"the words differ near {shown[last : last + 60]!r}; "
                f"at {places[0].start}-{places[-1].end} the source says {source[:200]!r}"
            )
        last = max(states)
    if len(shown) not in states:
        return (
            f"the quote goes on behind the source's words with "
            f"{shown[last : last + 60]!r}; expected it to end at {places[-1].end}"
        )
    return None


def _advance(shown: str, at: int, option: str) -> Iterator[int]:
    """Where `shown` may stand after `option`; white space beside white space is one."""
    if option != " ":
        if shown.startswith(option, at):
            yield at + len(option)
    elif at in (0, len(shown)) or shown[at - 1] == " ":
        yield at
    elif shown[at] == " ":
        yield at + 1


def _check_edges(places: tuple[Span, ...], document: Document) -> None:
    """No edge may cut a word or a figure; a note's mark glued to a word is no part of it."""
    text, first, last = document.text, places[0].start, places[-1].end
    spans = [marker.span for marker in document.markers]
    marks = {edge for span in spans for edge in (span.start, span.end)}
    marks |= {mark_end(text, span, len(text)) for span in spans}
    for edge in (first, last):
        if edge in marks or not 0 < edge < len(text):
            continue
        if _cuts(text, edge) or _tears(edge, document):
            raise CitationError(
                f"{document.path!r}: offset {edge} cuts a word: "
                f"{text[max(0, edge - 20) : edge]!r}|{text[edge : edge + 20]!r}"
            )


def _cuts(text: str, edge: int) -> bool:
    """Whether a word, a figure ("12.5") or a compound ("non-nuclear", "can't") goes on."""
    before, after = text[edge - 1], text[edge]
    if before.isalnum() and after.isalnum():
        return max(ord(before), ord(after)) < _SCRIPTS_WITH_SPACES
    joined = re.compile(r"\d[.,]\d|[^\W\d_]['’-][^\W\d_]")
    return any(joined.match(text, at) for at in (edge - 1, edge - 2) if at >= 0)


def _tears(edge: int, document: Document) -> bool:
    """Whether a combining sign stands here, and the character that it belongs to before it.

    Mark-up between the two parts nothing; behind white space it belongs to none.
    """
    text, at, sign = document.text, edge, edge
    if text[edge].isalnum() or text[edge].isspace():
        return False
    while sign < len(text) and not text[sign].isspace():
        if not _nothing(Span(sign, sign + 1), document):
            break
        sign += 1
    if not unicodedata.category(text[sign : sign + 1] or " ").startswith("M"):
        return False
    while at > 0 and _nothing(Span(at - 1, at), document):
        at -= 1
        if text[at].isspace():
            return False
    return at > 0


def _check_furniture(span: Span, document: Document) -> None:
    for region in document.regions:
        if region.kind == "furniture" and region.span.overlap(span):
            raise CitationError(
                f"{document.path!r}: {span} takes in furniture of the page at {region.span}"
            )


def _check_gap(before: Span, after: Span, document: Document) -> None:
    """What stands between two spans and is left out must be nothing that could be quoted."""
    at, last = before.end, after.start
    between = [r for r in document.regions if at <= r.span.start and r.span.end <= last]
    whole = _goes_on_in_notes(at, last, document)
    skipped = [r.span for r in between if whole or r.kind in _SKIPPED_BETWEEN]
    for hole in [*skipped, Span(last, last + 1)]:
        if hole.end <= at or hole.start > last:
            continue
        left_out = Span(at, hole.start) if hole.start > at else None
        if left_out and not _nothing(left_out, document):
            raise CitationError(
                f"{document.path!r}: the spans leave out {left_out.of(document.text)[:80]!r} "
                f"at {left_out.start}; expected words that stand together"
            )
        at = min(hole.end, last)


def _goes_on_in_notes(end: int, start: int, document: Document) -> bool:
    """Whether a note that ends at a place goes on at another, at the foot of the next page."""
    notes = [r for r in document.regions if r.kind == "note"]
    after = next((n for n, r in enumerate(notes) if r.span.start <= start < r.span.end), 0)
    before = notes[after - 1].span if after else None
    return before is not None and notes[after].continues and before.start < end <= before.end


def _nothing(span: Span, document: Document) -> bool:
    """Whether a span holds only white space and mark-up."""
    left_out = pieces(span.start, span.end, document, regions(document))
    return all("" in piece or piece in (LINE_END, (" ",)) for piece in left_out)
