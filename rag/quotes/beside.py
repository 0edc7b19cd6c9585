"""The speaker whom a text names beside a quotation."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from rag.documents.document import Document
from rag.english.naming import names_in
from rag.english.patterns.context import BESIDE_ANSWERS
from rag.english.patterns.context import BESIDE_AS_ENDS as _AS_ENDS
from rag.english.patterns.context import BESIDE_CALLED_SO as _CALLED_SO
from rag.english.patterns.context import BESIDE_ENGLISH as _ENGLISH
from rag.english.patterns.context import BESIDE_LEADS as _LEADS
from rag.english.patterns.context import BESIDE_NEXT as _NEXT
from rag.english.patterns.context import BESIDE_NOT_BEFORE as _NOT_BEFORE
from rag.english.patterns.context import GOES_ON as _GOES_ON
from rag.english.people import parse_name, same_name
from rag.english.roles import person_noun, unnamed
from rag.english.saying import saying_of
from rag.english.speaker import Saying, sayings
from rag.english.subject import subject_of
from rag.quotes.led import SIGNED, introduced, lead_in, signed_below
from rag.quotes.quoted import Range, opening, quoted_ranges, sentences_in, without
from rag.quotes.referred import said_by_pronoun

_SHORT = 9
_FEW = 4
"""Words in marks that whoever speaks may have chosen."""
_EDGE = 5  # code points beside a quotation that is all of its paragraph


def speaker_beside(
    document: Document, number: int, quoted: Sequence[Range], parts: Sequence[Range]
) -> str | None:
    """Who says the quotations of a block that `parts` lie in; None if nobody is named."""
    for part in sorted(parts, key=lambda part: part[0] - part[1]):
        own = next((q for q in quoted if q[0] <= part[0] and part[1] <= q[1]), None)
        speaker = _of_quotation(document, number, quoted, own) if own else None
        if speaker:
            return speaker
    return None


def _of_quotation(
    document: Document, number: int, quoted: Sequence[Range], own: Range
) -> str | None:
    """The speaker of one quotation, by its sentence, the one before, or the paragraph before."""
    text, (cuts, first, last) = document.reading.text, _sentence(document, number, own)
    before, after = _around(document, number, quoted, own)
    closes = text[own[0] : own[1]].rstrip("\"'”’»“ ")[-1:]
    led = before.rstrip().endswith((",", ":")) and bool(sayings(before))
    if not led and not after.strip(" .") and closes in "?!,—" and last + 1 < len(cuts):
        a, b = cuts[last + 1]
        after = without(text, a, b, quoted) if len(text[a:b].split()) <= _SHORT else after
    said = of_sides(before, after, closes == ".")
    answers = BESIDE_ANSWERS.search(before) if before.rstrip().endswith(":") else None
    if said is None and answers:
        return subject_of(before[: answers.start()].rstrip())[0]
    if said is not None:
        return said.who or said_by_pronoun(document, own, f"{before} … {after}")
    if first and not before.strip(" —–―") and not after.strip(" .…"):
        a, b = cuts[first - 1]
        led = text[a:b].rstrip().endswith((":", ","))
        if led or any(a <= x < b for x, _ in quoted):
            clause = without(text, a, b, quoted)
            clauses = sayings(clause)
            if clauses:
                return clauses[-1].who or said_by_pronoun(document, own, clause)
            return introduced(text[cuts[max(0, first - 2)][0] : b]) if led else None
        return _reports(text[a:b])
    return _of_paragraph(document, number, own)


def _reports(sentence: str) -> str | None:
    """The only person of a sentence that reports what that one says, before the words follow."""
    who = {saying.who for saying in sayings(sentence)}
    people = [
        name
        for name in names_in(sentence)
        if not parse_name(name).body and not all(map(person_noun, name.split()))
    ]
    one = next(iter(who)) if len(who) == 1 else None
    alone = one is not None and people and all(same_name(name, one) for name in people)
    return one if alone and not unnamed(sentence, True) else None


def _of_paragraph(document: Document, number: int, own: Range) -> str | None:
    """The speaker of a quotation with which a paragraph begins, by what signs or leads it in."""
    text, block = document.reading.text, document.reading.blocks[number]
    if own[0] - block.start >= _EDGE:
        return None
    tail = SIGNED.match(text[own[1] : block.end].lstrip())
    if tail:
        return tail["who"]
    below = signed_below(document, number) if block.end - own[1] < _EDGE else None
    return below or _over_paragraphs(document, number)


def announced(document: Document, number: int, quoted: Sequence[Range], own: Range) -> bool:
    """Whether the sentence of a quotation says that somebody speaks, named or not."""
    before, after = _around(document, number, quoted, own)
    ended = document.reading.text[own[0] : own[1]].rstrip("\"'”’»“ ")[-1:] == "."
    return of_sides(before, after, ended) is not None or before.rstrip().endswith(":")


def set_off(document: Document, number: int, quoted: Sequence[Range], own: Range) -> bool:
    """Whether a quotation opens a sentence as speech does in languages that are not read.

    A comma or a dash sets it off from a clause in lower case that has no English in it.
    """
    before, after = _around(document, number, quoted, own)
    words = document.reading.text[own[0] : own[1]]
    signs = words.rstrip("\"'”’»“« ")[-1:] + after.lstrip()[:1]
    clause = re.findall(r"[^\W\d_]+", after)
    return (
        not before.strip(" —–")
        and re.search("[,?!—–，]", signs) is not None
        and len(clause) > 1
        and clause[0].islower()
        and len(words.split()) > 1
        and not _ENGLISH.intersection(clause)
    )


def _around(
    document: Document, number: int, quoted: Sequence[Range], own: Range
) -> tuple[str, str]:
    """What stands before and behind a quotation in its sentence."""
    text, (cuts, first, last) = document.reading.text, _sentence(document, number, own)
    return (
        without(text, cuts[first][0], own[0], quoted),
        without(text, own[1], cuts[last][1], quoted),
    )


def first_person(document: Document, number: int, quoted: Sequence[Range], own: Range) -> bool:
    """Whether the words around a quotation leave it to whoever has the floor.

    "I told him: …", a quotation right behind the label of the turn, or a few words in marks.
    """
    text, block = document.reading.text, document.reading.blocks[number]
    before = text[block.start : own[0]].strip()
    if not before or (before.endswith(":") and not re.search(r"[.?!]\s", before[:-1])):
        return not before or not sayings(before)
    cuts, first, last = _sentence(document, number, own)
    around = without(text, cuts[first][0], cuts[last][1], quoted)
    lead = without(text, cuts[first][0], own[0], quoted)
    mine = [m.end() for m in saying_of().finditer(around)][-1:]
    if mine and not any(mine[0] <= said.at for said in sayings(lead)):
        return True
    return len(text[own[0] : own[1]].split()) <= _FEW and not sayings(around)


def of_sides(before: str, after: str, ended: bool) -> Saying | None:
    """The saying that governs what stands between `before` and `after`, if one does.

    `ended` says that the quotation ends with a full stop, so that what follows may be of
    somebody else.
    """
    lead, behind = sayings(before), sayings(after)
    close = behind[0] if behind and _close(after, behind[0]) else None
    if close and close.names and lead and not _CALLED_SO.match(after, close.end):
        close = None  # "According to Ann it was “…”, which Ole called “…”"
    led = lead and _LEADS.fullmatch(before, lead[-1].end)
    if led and close and not close.first and _NEXT.match(after, close.end):
        close = None  # "Kelly held that “…”, while Lyle said that “…”"
    if lead and close and _GOES_ON.match(after) and (close.who is None or lead[-1].names):
        close = None  # "Vane described it as “…” and promised an inquiry"
    if close is not None and (close.first or not lead or not ended):
        return close
    if lead:
        return lead[-1]
    apart = ended or _NOT_BEFORE.match(after) or after.lstrip(" …").startswith(";")
    return behind[0] if behind and not apart else None


def _close(after: str, saying: Saying) -> bool:
    """Whether the words that say who speaks stand right behind the quotation."""
    between = after[: saying.at]
    if re.fullmatch(r"[^\w;]*(?:[a-z][\w’'-]*\s+){0,5}", between) is None:
        return False
    if re.match(r"\W*as\b", between):  # "as Marsh puts it", not "as Marsh told them to go"
        return _AS_ENDS.match(after, saying.end) is not None
    return _NOT_BEFORE.match(between) is None


def _over_paragraphs(document: Document, number: int) -> str | None:
    """The speaker of a quotation that opens a paragraph, by those that it began in or before."""
    first = opening(document, number)
    if first < number:
        quoted = quoted_ranges(document, first)
        own = quoted[-1:]
        speaker = speaker_beside(document, first, quoted, own)
        if speaker:
            return speaker
    return lead_in(document, first)


def _sentence(document: Document, number: int, own: Range) -> tuple[list[Range], int, int]:
    """The sentences of a block, and in which of them a quotation begins and ends."""
    block = document.reading.blocks[number]
    cuts = sentences_in(document, block.start, block.end) or [(block.start, block.end)]
    first, last = (
        max(0, bisect_right(cuts, place, key=lambda cut: cut[0]) - 1)
        for place in (own[0], own[1] - 1)
    )
    return cuts, first, last
