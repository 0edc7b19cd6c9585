"""Who says a block quote, or a paragraph that is all quotation: by its lead-in or its signature."""

import re

from rag.documents.document import Document
from rag.english.later import later
from rag.english.naming import names_in
from rag.english.patterns.context import (
    BESIDE_ANSWERS,
    BESIDE_BARE_LEAD,
    BESIDE_LED_BACK,
    LETTER_ENDS,
)
from rag.english.roles import ROLES
from rag.english.saying import saying_of
from rag.english.sentence import sentences
from rag.english.speaker import sayings
from rag.english.speech import PERSON

_ROLE = rf"(?:[Aa]n?|[Tt]he|[Oo]ne)\s+(?:[a-z][\w’'-]*\s+){{0,3}}?(?:{'|'.join(sorted(ROLES))})\b"
SIGNED = later(
    rf"(?:^|(?<=[.!?…”\"’»›'*_)])\s*)(?:—|–|--|―|-(?=\s))\s*(?P<who>{PERSON}|{_ROLE})(?:[,;(/][^!?\n]{{0,100}})?\.?\s*$"
)
_ENDS = later(rf"(?:^|(?<=[.!?])\s+){LETTER_ENDS}\s*(?:(?P<who>{PERSON})\.?)?\s*$")
"""The end of a letter: its last words, and the name where it stands in the same paragraph."""
_APART = later(r"\n[ \t]*\n")
"""A line without even a mark of quoting: two block quotes of Markdown stand beside each other."""


def lead_in(document: Document, number: int) -> str | None:
    """The speaker of a block quote, or of a paragraph that is all quotation.

    By the line below it that signs it, or by the last sentence of the paragraph that leads it
    in; where that says only "It reads:", by the one person of the sentence before.
    """
    blocks, text = document.reading.blocks, document.reading.text
    if blocks[number].kind == "block-quote":
        signed = _signature(document, number)
        if signed:
            return signed
    first = number
    while first and blocks[first].kind == "block-quote" == blocks[first - 1].kind:
        first -= 1
        if _signed(document, first):
            return None  # what stands above is another's, with a name of its own
    behind = _led_back(document, number) if blocks[number].kind == "block-quote" else None
    if behind:
        return behind
    if not first or blocks[first - 1].kind not in ("body", "comment"):
        return None
    led = text[blocks[first - 1].start : blocks[first - 1].end]
    if blocks[number].kind != "block-quote" and not led.rstrip().endswith((":", ",")):
        return None
    return _leads(led, blocks[first - 1].speaker)


def _led_back(document: Document, number: int) -> str | None:
    """Who says a block quote by the paragraph below it ("So wrote the proveditor Zorzi …")."""
    blocks, last = document.reading.blocks, number
    while last + 1 < len(blocks) and blocks[last + 1].kind == "block-quote":
        last += 1
    if last + 1 == len(blocks) or blocks[last + 1].kind != "body":
        return None
    below = document.reading.text[blocks[last + 1].start : blocks[last + 1].end]
    cuts = sentences(below)
    if not cuts or not BESIDE_LED_BACK.match(below):
        return None
    said = sayings(below[: cuts[0][1]])
    return said[0].who if said else None


def signed_below(document: Document, number: int) -> str | None:
    """The name that stands alone, after a dash, below a paragraph that is all quotation."""
    blocks = document.reading.blocks
    below = blocks[number + 1] if number + 1 < len(blocks) else None
    if below is None or below.kind not in ("body", "block-quote", "caption"):
        return None
    found = SIGNED.match(document.reading.text[below.start : below.end])
    return found["who"] if found else None


def _signed(document: Document, number: int) -> str | None:
    blocks, text = document.reading.blocks, document.reading.text
    words = text[blocks[number].start : blocks[number].end]
    found = SIGNED.search(words) or _ENDS.search(words)
    if found or not number:
        return found["who"] if found else None
    above = text[blocks[number - 1].start : blocks[number - 1].end]
    alone = re.fullmatch(PERSON, words) if _ENDS.search(above) else None
    return alone.group() if alone else None


def _signature(document: Document, number: int) -> str | None:
    """Who signs a block quote: at its end, or where it ends some paragraphs below.

    A quote that stands apart from the next one is not signed by that one's name.
    """
    blocks = document.reading.blocks
    for last in range(number, len(blocks)):
        if blocks[last].kind != "block-quote":
            break
        signed = _signed(document, last)
        own = document.reading.text[blocks[last].start : blocks[last].end]
        alone = signed and SIGNED.match(own)
        if last > number and not alone and _apart(document, last):
            break
        if signed:
            return signed
    return None


def _apart(document: Document, number: int) -> bool:
    """Whether a line that nothing marks as quoted parts a block quote from the one above it."""
    blocks, origin = document.reading.blocks, document.reading.origin
    between = document.text[
        int(origin[blocks[number - 1].end - 1]) : int(origin[blocks[number].start])
    ]
    return document.markup != "none" and _APART.search(between) is not None


def _leads(paragraph: str, turn: str | None) -> str | None:
    """The speaker that a paragraph announces in its last sentence."""
    cuts = sentences(paragraph)
    if not cuts:
        return None
    last = paragraph[cuts[-1][0] : cuts[-1][1]]
    clauses = [saying for saying in sayings(last) if not saying.names or last.endswith((":", "."))]
    if clauses and clauses[-1].who:
        return clauses[-1].who
    lead, colon, behind = last.rstrip().rpartition(":")
    if colon and not behind and BESIDE_ANSWERS.search(lead.rpartition(":")[2]):
        return introduced(last)
    earlier = paragraph[cuts[-2][0] : cuts[-2][1]] if len(cuts) > 1 else ""
    if colon and not behind and earlier and BESIDE_BARE_LEAD.match(last):
        return introduced(earlier)
    return turn if turn and saying_of().search(last) else None


def introduced(sentence: str) -> str | None:
    """The one person whom a sentence names as its subject; None if it names several."""
    people = names_in(sentence)
    return people[0] if len(people) == 1 else None
