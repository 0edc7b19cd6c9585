"""Lists: a lead-in goes with what it leads to, and an item with its lead-in.

A list is a block that ends with a colon and the blocks behind it that are its items: those with a
mark in the file ("-", "2.", "(b)"), else those that are no sentences of their own, or no longer
than a line where the document marks nothing. A quote that takes in the lead-in, or most of what is
asked for, becomes the whole list; one item keeps its lead-in beside it and says which it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.answers.tables import cells_of, table_at
from rag.documents.document import Document
from rag.english.kind import kind_of
from rag.english.patterns.questions import LISTS_DUTIES
from rag.english.patterns.questions import LISTS_MANY as _MANY
from rag.english.terms import content_words
from rag.quotes.quote import Lead, Quote, quote_at
from rag.quotes.quoted import block_at, block_text, sentences_of

_MARK = re.compile(
    r"\s*(?:[-*+•·‣▪◦–—]|\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,6})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)\s+",
    re.I,
)
_WHOLE = 2500
"""Code points up to which a list is quoted whole."""
_ROOT = 4  # letters that two forms of a word share
_LED = 200  # code points of an item that bears no mark


@dataclass(frozen=True, slots=True)
class Listing:
    """The block of a lead-in, and the blocks of its items (`first` to `last`, half-open)."""

    lead: int
    first: int
    last: int


def listing_at(document: Document, number: int) -> Listing | None:
    """The list that a block leads to or is an item of; None for running text."""
    lead = number
    while lead > 0 and not _leads(document, lead):
        if number - lead > _REACH or not _may_be_item(document, lead, number):
            return None
        lead -= 1
    if not _leads(document, lead):
        return None
    last = _items(document, lead)
    return Listing(lead, lead + 1, last) if lead + 1 < last and number < last else None


_REACH = 60


def whole_lists(question: str, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotes with lists made whole, and with the lead-in of an item that stands alone."""
    made: list[Quote] = []
    done: set[tuple[str, int]] = set()
    for quote in quotes:
        listing = listing_at(quote.document, block_at(quote.document, quote.range[0]))
        if listing is None:
            made.append(quote)
            continue
        key = (quote.document.doc_id, listing.lead)
        if key in done:
            continue
        same = [q for q in quotes if _in(q, quote.document, listing)]
        whole = _whole(question, same, listing)
        if whole is not None:
            done.add(key)
            made.append(whole)
        else:
            made.append(_led(quote, listing))
    return tuple(made)


def _whole(question: str, same: Sequence[Quote], listing: Listing) -> Quote | None:
    """The whole list as one quote, if it is wanted and not too long."""
    document = same[0].document
    blocks = document.reading.blocks
    lead = blocks[listing.lead]
    start, end = _last_sentence(document, listing.lead), blocks[listing.last - 1].end
    start = min([start, *(q.range[0] for q in same)])
    beside = len(same) > 1 or any(q.range[1] >= lead.end and q.range[0] < lead.end for q in same)
    asked = kind_of(question) == "list" if lead.kind == "heading" else _MANY.search(question)
    wanted = (
        (beside and lead.kind != "heading")
        or asked
        or _led_to(question, f"{lead.section} {block_text(document, listing.lead)}")
    )
    if not wanted or end - start > _WHOLE:
        return None
    answers = tuple(
        document.reading.locate((span,)) for q in same for span in q.answer_spans
    )  # fmt: skip
    return quote_at(document, start, end, max(q.score for q in same), answers)


def _led_to(question: str, lead: str) -> bool:
    """Whether every word of the question stands in a lead-in, whatever its ending."""
    there = [word.lower() for word in content_words(lead)]
    wanted = [w for w in map(str.lower, content_words(question)) if w not in LISTS_DUTIES]
    return bool(wanted) and all(
        any(w.startswith(o[:_ROOT]) and (w.startswith(o) or o.startswith(w) or len(o) > _ROOT + 2)
            for w in there)
        for o in wanted
    )  # fmt: skip


def _led(quote: Quote, listing: Listing) -> Quote:
    """An item with its lead-in beside it."""
    block = quote.document.reading.blocks[listing.lead]
    if quote.range[0] < block.end:
        return quote
    start = _last_sentence(quote.document, listing.lead)
    lead = Lead("lead-in", quote.document.reading.source_spans(start, block.end))
    here = block_at(quote.document, quote.range[0])
    shown = block_at(quote.document, quote.range[1] - 1) - here + 1
    return replace(quote, lead=(lead,), items=(shown, listing.last - listing.first))


def _in(quote: Quote, document: Document, listing: Listing) -> bool:
    number = block_at(quote.document, quote.range[0])
    return quote.document.doc_id == document.doc_id and listing.lead <= number < listing.last


def _last_sentence(document: Document, number: int) -> int:
    """Where the sentence begins that leads in."""
    return sentences_of(document, document.reading.blocks[number])[-1][0]


def lead_of(document: Document, number: int) -> str:
    """The sentence that leads to the list of which a block is an item; "" where it is of none."""
    listing = listing_at(document, number)
    if listing is None or listing.first > number:
        return ""
    start, end = _last_sentence(document, listing.lead), document.reading.blocks[listing.lead].end
    return document.reading.text[start:end]


def _leads(document: Document, number: int) -> bool:
    """Whether a block leads to a list: by its colon, as a heading, or as the head of a sentence."""
    blocks = document.reading.blocks
    text = block_text(document, number).rstrip()
    heads = blocks[number].kind == "heading"
    if blocks[number].kind not in ("body", "heading") or (text.endswith(":") and not heads):
        return blocks[number].kind == "body"
    open_ended = heads or text[-1:].isalpha() or text.endswith(("—", "–", ","))
    below = number + 1
    marked = _marked(document, below) if open_ended and below < len(blocks) else ""
    return bool(marked) and (heads or _marked(document, number) != marked)


def _marked(document: Document, number: int) -> str:
    """The kind of a list's mark right before, or at the beginning of, a block: "1", "a" or "-"."""
    block, origin = document.reading.blocks[number], document.reading.origin
    first = int(origin[block.start])
    line = document.text.rfind("\n", 0, first) + 1
    mark = _MARK.match(document.text[line : first + 12])
    sign = re.search(r"\w", mark.group()) if mark else None
    return ("1" if sign[0].isdigit() else "a") if sign else "-" * bool(mark)


def _may_be_item(document: Document, number: int, like: int) -> bool:
    """Whether a block can be an item before the item `like`."""
    blocks = document.reading.blocks
    return blocks[number].kind == "body" and blocks[number].section == blocks[like].section


def _items(document: Document, lead: int) -> int:
    """The end of the items behind a lead-in; `lead + 1` if there are none."""
    blocks = document.reading.blocks
    at = lead + 1
    if at < len(blocks) and blocks[at].kind == "block-quote":
        while at < len(blocks) and blocks[at].kind == "block-quote":
            at += 1
        return at
    if at < len(blocks) and (cells_of(document, at) or table_at(document, blocks[at].start)):
        return lead + 1
    marked = at < len(blocks) and bool(_marked(document, at))
    while at < len(blocks) and at - lead <= _REACH and _item(document, at, lead, marked=marked):
        at += 1
    return at if marked or at - lead > 2 else lead + 1


def _item(document: Document, number: int, lead: int, *, marked: bool) -> bool:
    """Whether a block is an item of the list below `lead`."""
    blocks = document.reading.blocks
    block, text = blocks[number], block_text(document, number)
    if block.kind != "body" or block.section != blocks[lead].section:
        return False
    if marked:
        return _marked(document, number) not in ("", _marked(document, lead))
    return len(text) <= _LED and not text.rstrip().endswith((".", "!", "?", ":", "”", '"'))
