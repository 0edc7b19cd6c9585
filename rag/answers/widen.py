"""A quote as wide as it must be to stand alone, and no wider than its paragraph.

Three reasons to take in a neighbouring sentence: it belongs to the same quotation, it says
nearly as well what was asked, or the quote begins with a word that refers to it.
"""

import re
from bisect import bisect_left
from collections.abc import Container

from rag.documents.document import Document
from rag.english.patterns.context import WIDEN_REFERS as _REFERS
from rag.quotes.quoted import block_at, sentences_of
from rag.quotes.voice import asks, is_turn

_OPENS = "“‘„«\"'"
_ANNOUNCED = 900
"""Code points up to which the words after a lead-in come along, in whole sentences."""
_BETWEEN = 3
"""Turns after a question among which its answer is looked for."""
_SHORT = re.compile(
    r"(?:[^\n?!]{2,60}:\s*)?(?:Objection|Same objection|Calls for|Not (?:me|us|I)\b|No idea"
    r"|I (?:don['’]t|do not|wouldn['’]t) know)[^.!\n]{0,80}[.!]?\s*"
)
"""What stands between a question and its answer: an objection, or a reply that has none."""
_DENIES = re.compile(
    r"(?:[^\n?!:]{2,60}:\s*)?(?:A\.\s+)?(?:No|Not at all|That['’]s not|That is not)[,.;!]"
)
_LITTLE = 40  # code points of a turn's sentence that says too little alone ("Holm: Miss Roth.")
_MOST = 3  # sentences that a quotation may run on for


def widened(
    document: Document, start: int, end: int, near: Container[tuple[str, int]]
) -> tuple[int, int]:
    """The reading range of a sentence with the neighbours that belong to it.

    `near` holds (document id, start) of the sentences that answer nearly as well.
    """
    reading = document.reading
    block = reading.blocks[block_at(document, start)]
    cuts = sentences_of(document, block)
    first = last = bisect_left(cuts, (start, end))
    for beside in (first - 1, first + 1):
        if 0 <= beside < len(cuts) and (document.doc_id, cuts[beside][0]) in near:
            first, last = min(first, beside), max(last, beside)
    first, last = _whole_quotation(reading.text, cuts, first, last)
    if first and _REFERS.match(reading.text, cuts[first][0]):
        first -= 1
    start, end = _with_its_answer(document, cuts[first][0], cuts[last][1])
    return start, _with_its_denial(document, _with_what_it_announces(document, end))


def _with_what_it_announces(document: Document, end: int) -> int:
    """The end of a lead-in ("She wrote:") with the quotation that it leads to."""
    reading = document.reading
    number = block_at(document, end - 1)
    led = reading.blocks[number + 1] if number + 1 < len(reading.blocks) else None
    here = reading.blocks[number]
    if led is None or end < here.end or not reading.text[:end].endswith(":"):
        return end
    quoted = led.kind == "body" and reading.text[led.start] in _OPENS
    if led.kind != "block-quote" and not quoted:
        return end
    ends = [b for _, b in sentences_of(document, led)]
    return max((b for b in ends if b - led.start <= _ANNOUNCED), default=ends[0])


def _with_its_answer(document: Document, start: int, end: int) -> tuple[int, int]:
    """In a conversation a question takes in the answer, and an answer its question.

    An objection or the like between them comes along, so that the words stand together.
    """
    reading = document.reading
    number = block_at(document, start)
    blocks = reading.blocks
    if not is_turn(blocks[number]):
        return start, end
    if asks(reading.text[start:end]):
        for following in blocks[number + 1 : number + 1 + _BETWEEN]:
            if not is_turn(following):
                break
            if following.speaker == blocks[number].speaker:
                break
            if not asks(reading.text[following.start : following.end]):
                end = following.end
            if not _SHORT.fullmatch(reading.text, following.start, following.end):
                break
    elif number and is_turn(blocks[number - 1]) and start == blocks[number].start:
        before = blocks[number - 1]
        if (
            asks(reading.text[before.start : before.end])
            and before.speaker != blocks[number].speaker
        ):
            start = reading.sentences[bisect_left(reading.sentences, (before.end, 0)) - 1][0]
            short = end - blocks[number].start <= _LITTLE
            end = blocks[number].end if short and blocks[number].end - start <= _ANNOUNCED else end
    return start, end


def _with_its_denial(document: Document, end: int) -> int:
    """The end of a turn ("I read that it burnt.") with one that denies it ("No, it was sold.")."""
    reading, number = document.reading, block_at(document, end - 1)
    following = reading.blocks[number + 1 : number + 2]
    denied = following and all(map(is_turn, reading.blocks[number : number + 2]))
    last = denied and end == reading.blocks[number].end
    return following[0].end if last and _DENIES.match(reading.text, following[0].start) else end


def _whole_quotation(
    text: str, cuts: tuple[tuple[int, int], ...], first: int, last: int
) -> tuple[int, int]:
    """Neighbours taken in until every curly quotation mark that opens also closes."""
    for _ in range(_MOST):
        words = text[cuts[first][0] : cuts[last][1]]
        depth = words.count("“") - words.count("”")
        if depth > 0 and last + 1 < len(cuts):
            last += 1
        elif depth < 0 and first > 0:
            first -= 1
        else:
            break
    return first, last
