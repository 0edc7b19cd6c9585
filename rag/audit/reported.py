"""Whom a source makes say words that it reports: the subject that governs them, or whom "he" is.

A reporting clause governs what follows it in its own clause. "He" and "she" are looked for in
the nearest sentence before that names people; where it names several, each of them may be meant.
"""

import re

from rag.audit.bearers import named_places
from rag.documents.document import Document
from rag.english.later import later
from rag.english.patterns.context import HE_OR_SHE, REPORTED_BEHIND, REPORTED_NEXT
from rag.english.patterns.drafts import FROM_SOMEBODY, LED_BY_NAME
from rag.english.people import parse_name
from rag.english.saying import saying_of
from rag.english.speaker import sayings
from rag.english.speech import NAME, SAYING
from rag.quotes.quoted import block_at, quoted_ranges, sentences_in, without

_ONE_SAYS = later(rf"\b(?P<one>[Hh]e|[Ss]he)\s+(?:\w+ly\s+)?(?:{SAYING})\b")
_PRONOUN = later(r"\b(?:he|she|they)\b|^\W*$", re.I)
_EDGE = 3
"""Blocks at the head and the foot of a document that may name whoever writes or speaks it."""


def reporter(document: Document, start: int, end: int) -> str | None:
    """Who says unquoted words by the clause that governs them; None where none names anybody."""
    text = document.reading.text
    cut = next(iter(sentences_in(document, start, start + 1)), None)
    if cut is None:
        return None
    lead = text[cut[0] : start]
    before = [s for s in sayings(lead) if not s.names and not REPORTED_NEXT.search(lead, s.end)]
    if before:
        return before[-1].who
    tail = text[end : max(end, cut[1])]
    behind = [s for s in sayings(tail) if REPORTED_BEHIND.fullmatch(tail[: s.at])]
    return behind[0].who if behind and tail.lstrip().startswith(",") else None


def by_pronoun(document: Document, start: int, end: int) -> bool:
    """Whether a verb of saying whose subject is no name stands beside unquoted words."""
    text = document.reading.text
    sides = [
        side for a, b in sentences_in(document, start, start + 1)
        for side in (text[a:start], text[end : max(end, b)])
    ]  # fmt: skip
    return any(
        said.who is None and _PRONOUN.search(side[said.at : said.end + 6])
        for side in sides for said in sayings(side)
    )  # fmt: skip


def he_says(document: Document, start: int) -> str | None:
    """The "he" or "she" that says quoted words in their sentence; None where nobody does."""
    quoted = quoted_ranges(document, block_at(document, start))
    cuts = sentences_in(document, start, start + 1)
    own = " ".join(without(document.reading.text, a, b, quoted) for a, b in cuts)
    found = _ONE_SAYS.search(own)
    return found["one"].casefold() if found else None


def left_to_context(document: Document, start: int, end: int) -> bool:
    """Whether quoted words have only "he" or "she" beside them in their sentence, or nothing.

    Else the sentence says something of its own, and they need not be of anybody named before.
    """
    text, number = document.reading.text, block_at(document, start)
    quoted = quoted_ranges(document, number)
    block = document.reading.blocks[number]
    if block.kind == "block-quote":
        led = [(a, b) for a, b in document.reading.sentences if b <= block.start][-1:]
        return any(HE_OR_SHE.search(text, a, b) for a, b in led)
    cuts = sentences_in(document, start, end)
    if cuts and LED_BY_NAME.search(without(text, cuts[0][0], max(cuts[0][0], start), quoted)):
        return True
    around = " ".join(without(text, a, b, quoted) for a, b in cuts)
    return HE_OR_SHE.search(around) is not None or not re.search(r"\w", around)


def addressed(document: Document, start: int, end: int) -> list[str]:
    """Those whom a turn's "You said …" may be spoken to: who speaks behind it, and before."""
    blocks, at = document.reading.blocks, block_at(document, start)
    if not blocks[at].speaker or not in_first_person(document, start, end, "[Yy]ou"):
        return []
    sides = (blocks[at + 1 :], blocks[:at][::-1])
    others = (
        next((b.speaker for b in side if b.speaker != blocks[at].speaker), None) for side in sides
    )
    return [who for who in others if who]


def in_first_person(document: Document, start: int, end: int, who: str = "I|[Ww]e") -> bool:
    """Whether "I" is the one who says quoted words ("I told them: …"), or `who` else."""
    text, number = document.reading.text, block_at(document, start)
    quoted = quoted_ranges(document, number)
    for a, b in sentences_in(document, start, end):
        own = without(text, a, b, quoted)
        led = without(text, a, max(a, start), quoted)
        found = [m for side in (led, own[len(led) :]) for m in saying_of(who).finditer(side)][-1:]
        nearer = led.rstrip(' ,:“"‘') if found and found[0].string == led else ""
        if found and not any(said.at > found[0].end() for said in sayings(nearer)):
            return True
    return False


def sender(document: Document, start: int) -> str | None:
    """Whom a block quote is from by the paragraph that leads it in ("It was from Emil:")."""
    text, blocks, at = document.reading.text, document.reading.blocks, block_at(document, start)
    first = next((n for n in range(at, -1, -1) if blocks[n].kind != "block-quote"), at)
    led = text[blocks[first].start : blocks[first].end].rstrip()
    if first == at or not led.endswith(":"):
        return None
    cuts = [cut for cut in document.reading.sentences if cut[1] <= blocks[first].end]
    found = FROM_SOMEBODY.search(text[cuts[-1][0] : cuts[-1][1]])
    return found["who"] if found else None


def in_third_person(document: Document, surname: str) -> bool:
    """Whether a document speaks of somebody: in its body, or as one who "said" something.

    At its head and its foot a name may be that of whoever writes or speaks.
    """
    blocks = document.reading.blocks
    inner = range(_EDGE, max(_EDGE, len(blocks) - 2))
    return any(number in inner for number in _naming(document, surname)) or speaks_in(
        document, surname
    )


def speaks_in(document: Document, surname: str) -> bool:
    """Whether a document makes somebody of this name say anything."""
    text, blocks = document.reading.text, document.reading.blocks
    word = re.compile(rf"\b{re.escape(surname)}\b", re.I)
    return any(
        word.search(saying.who or "")
        for number in _naming(document, surname)
        for saying in sayings(text[blocks[number].start : blocks[number].end])
    )


def _naming(document: Document, surname: str) -> set[int]:
    """The numbers of the blocks that have a (folded) surname."""
    return {block_at(document, at) for at, _ in named_places(document.reading.text, surname)}


def owner_of(sentence: str, role: str) -> list[str]:
    """Whose role it is ("its engineers"), by the names before it in the sentence."""
    if role.split()[0].casefold() != "its":
        return []
    lead = sentence[: max(0, sentence.find(role))]
    return [name.group() for name in re.finditer(NAME, lead) if parse_name(name.group()).body]
