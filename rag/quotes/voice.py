"""Who speaks in a quote: the author, somebody whom the author quotes, or a commenter.

A turn of a hearing or an interview belongs to the label before it. Else the speaker is taken
only from words that stand beside the quotation ("Crocker stated:", "…," says the diplomat,
according to Mousavian). A pronoun names nobody.
"""

import re
from collections import Counter
from dataclasses import dataclass

from rag.documents.document import Document, VoiceKind
from rag.documents.reading import Block
from rag.quotes.beside import announced, first_person, set_off, speaker_beside
from rag.quotes.led import lead_in
from rag.quotes.quoted import Range, block_at, quoted_ranges

_QUOTED_SHARE = 0.5
_LONG_SHARE, _LONG_WORDS = 0.25, 8
"""From this share and length on, a quotation by a named speaker is the speaker's sentence."""
_SENTENCE_WORDS = 4
_SENTENCE = re.compile(r"\W*[^\W\d_a-z].*[.,!?]\W{0,2}$", re.S)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks. `speaker` is None for the author, or where nobody is named beside the words."""

    kind: VoiceKind
    speaker: str | None = None


def voice_of(document: Document, start: int, end: int) -> Voice:
    """The voice of the reading text from `start` to `end`.

    Over several paragraphs it is that of most words; a question before somebody's answer does
    not count.
    """
    blocks = document.reading.blocks
    first, last = block_at(document, start), block_at(document, end - 1)
    if first == last:
        return _in_block(document, first, start, end)
    sizes: Counter[Voice] = Counter()
    for number in range(first, last + 1):
        a, b = max(start, blocks[number].start), min(end, blocks[number].end)
        asks = document.reading.text[a:b].rstrip("\"'”’ ").endswith("?")
        if a < b and not (asks and number < last and is_turn(blocks[number])):
            sizes[_in_block(document, number, a, b)] += b - a
    return sizes.most_common(1)[0][0] if sizes else _in_block(document, last, start, end)


def is_turn(block: Block) -> bool:
    """Whether a block is a turn of speech, or part of one; "" is a speaker without a name."""
    return block.speaker is not None and block.kind != "comment"


def asks(said: str) -> bool:
    """Whether what somebody says ends with a question."""
    return said.rstrip("\"'”’)* ").endswith("?")


def _in_block(document: Document, number: int, start: int, end: int) -> Voice:
    block = document.reading.blocks[number]
    if block.kind == "comment":
        return Voice("comment", block.speaker)
    if block.kind == "block-quote":
        named = block.speaker if block.speaker is not None else lead_in(document, number)
        return Voice("quoted", named or None)
    quoted = quoted_ranges(document, number)
    parts = [(max(start, a), min(end, b)) for a, b in quoted if a < end and start < b]
    share = sum(b - a for a, b in parts) / max(1, end - start)
    named = None
    if share >= _LONG_SHARE:
        named = speaker_beside(document, number, quoted, parts)
    known = named or not is_turn(block)  # else a turn's own speaker tells what "he said"
    if share >= _QUOTED_SHARE or (known and _theirs(document, number, quoted, parts, share)):
        return Voice("quoted", named or _floor(document, number, quoted, parts))
    return Voice("quoted", block.speaker or None) if is_turn(block) else Voice("author")


def _floor(document: Document, number: int, quoted: list[Range], parts: list[Range]) -> str | None:
    """Whoever has the floor, where words in marks are theirs; None where they may be another's."""
    speaker = document.reading.blocks[number].speaker
    own = [q for q in quoted if any(q[0] <= a and b <= q[1] for a, b in parts)]
    theirs = speaker and all(first_person(document, number, quoted, one) for one in own)
    return speaker if theirs else None


def _theirs(
    document: Document, number: int, quoted: list[Range], parts: list[Range], share: float
) -> bool:
    """Whether a quotation of less than half is long and somebody's, or set off as speech is."""
    text = document.reading.text
    return any(
        (
            share >= _LONG_SHARE
            and _long(text[a : b + 1])
            and announced(document, number, quoted, (a, b))
        )
        or set_off(document, number, quoted, (a, b))
        for a, b in parts
    )


def _long(words: str) -> bool:
    """Whether a quotation is as long as a clause, or is a sentence with its sign."""
    size = len(re.findall(r"\w+", words))
    return size >= _LONG_WORDS or (size >= _SENTENCE_WORDS and bool(_SENTENCE.match(words)))
