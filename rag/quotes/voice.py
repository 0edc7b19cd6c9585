"""Who speaks in a quote: the author, somebody whom the author quotes, or a commenter.

The speaker is taken only from words that stand beside the quotation ("Crocker stated:",
"…," says the diplomat, according to Mousavian). A pronoun names nobody.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from rag.documents.document import Document, VoiceKind
from rag.documents.reading import Block

_TITLES = (
    r"(?:(?:Ambassador|President|Prime Minister|Foreign Minister|Minister|General|Gen\.|Senator"
    r"|Secretary|Professor|Prof\.|Dr\.|Mr\.|Mrs\.|Ms\.|Colonel|Col\.|Sgt\.|Captain|Sir|Dame)\s+)*"
)
_PERSON = (
    _TITLES + r"[A-Z][\w’'-]*(?:\s+(?:[A-Z]\.|(?:bin|al|el|de|van|von|der)\s+(?=[A-Z])"
    r"|[A-Z][\w’'-]*)){0,4}"
)
_ROLE = (
    r"(?:[Tt]he|[Aa]n?|[Oo]ne|his|her|its|their)\s+(?:[\w’'-]+\s+){0,4}?(?:spokes\w+|official|diplomat"
    r"|officer|general|commander|minister|ambassador|envoy|adviser|advisor|analyst|historian|author"
    r"|report|memorandum|memo|resolution|agreement|statement|newspaper|paper|court|department"
    r"|witness|survivor|resident|leader|president|governor|secretary|expert|scholar|source|charter)\b"
)
_WHO = rf"(?P<who>{_PERSON}|{_ROLE})"
_VERB = (
    r"(?:said|says|say|told|tells|stated|states|explained|explains|added|adds|argued|argues|recalled"
    r"|recalls|recounted|noted|notes|wrote|writes|reported|reports|reasoned|contended|claimed|claims"
    r"|declared|declares|expounded|asserted|concluded|shared|responded|affirmed|announced|warned"
    r"|emphasised|emphasized|asked|asks|admitted|replied|insisted|observed|remarked|testified"
    r"|continued|commented|denied|expressed|acknowledged|conceded|complained|joked|quipped|read"
    r"|proposed|proposes|suggested|suggests|demanded|urged|promised|vowed|cautioned|predicted"
    r"|answered|lamented|maintained|pleaded|pleads|complained|summarised|summarized)"
)
_BESIDE = [
    re.compile(rf"\b[Aa]ccording\s+to\s+{_WHO}"),
    re.compile(
        rf"{_WHO}(?:,[^.;:“”\"]{{1,140}}?,)?\s+(?:\w+ly\s+|also\s+|further\s+|has\s+)?{_VERB}\b"
    ),
    re.compile(rf"\b{_VERB}\s+{_WHO}"),
    re.compile(rf"{_WHO}(?:['’]s?)?\s+(?:words|statement|testimony|memoirs?)\b"),
]
_OBLIQUE = re.compile(
    r"\b(?:at|in|of|from|to|with|for|near|on|by|under|inside|outside|against)\s+(?:the\s+)?$"
)
_PRONOUNS = frozenset(
    "he she it they we i you this that these those who in at on by but and the a an his her their "
    "its when while after before if as for so there here one what".split()
)
_PAIRS = {"“": "”", "«": "»", "„": "“"}
_QUOTED_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks. `speaker` is None for the author, or where nobody is named beside the words."""

    kind: VoiceKind
    speaker: str | None = None


def voice_of(document: Document, start: int, end: int) -> Voice:
    """The voice of the reading text from `start` to `end`."""
    reading = document.reading
    at = bisect_right([block.start for block in reading.blocks], start) - 1
    block = reading.blocks[at]
    if block.kind == "comment":
        return Voice("comment", block.speaker)
    text = reading.text
    if block.kind == "block-quote":
        before = reading.blocks[at - 1] if at else None
        lead = text[before.start : before.end] if before else ""
        return Voice("quoted", _lead_in(lead) or _beside(_outside(text, block)))
    quoted = quoted_ranges(text, block.start, block.end)
    inside = sum(max(0, min(end, b) - max(start, a)) for a, b in quoted)
    if inside < _QUOTED_SHARE * (end - start):
        return Voice("author")
    return Voice("quoted", _speaker(document, block, quoted, start, end))


def quoted_ranges(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Ranges of `text[start:end]` inside double quotation marks, in order.

    A quotation that the paragraph leaves open runs to its end.
    """
    ranges: list[tuple[int, int]] = []
    opened: int | None = None
    closing = ""
    for at in range(start, end):
        char = text[at]
        if opened is None and (char in _PAIRS or char == '"'):
            opened, closing = at, _PAIRS.get(char, '"')
        elif opened is not None and char == closing:
            ranges.append((opened, at + 1))
            opened = None
    if opened is not None:
        ranges.append((opened, end))
    return ranges


def _speaker(
    document: Document, block: Block, quoted: list[tuple[int, int]], start: int, end: int
) -> str | None:
    """The speaker named beside the quotation: in its sentence, in one that it runs on to."""
    text = document.reading.text
    cuts = [s for s in document.reading.sentences if block.start <= s[0] < block.end]
    here = [s for s in cuts if s[0] < end and start < s[1]]
    own = _beside(_without(text, here[0][0], here[-1][1], quoted)) if here else None
    if own:
        return own
    for a, b in _beside_sentences(text, cuts, here, quoted):
        found = _beside(_without(text, a, b, quoted))
        if found:
            return found
    at = document.reading.blocks.index(block)
    if at and start - block.start < 5:
        before = document.reading.blocks[at - 1]
        return _lead_in(text[before.start : before.end])
    return None


def _beside_sentences(
    text: str,
    cuts: list[tuple[int, int]],
    here: list[tuple[int, int]],
    quoted: list[tuple[int, int]],
) -> list[tuple[int, int]]:
    """The sentences that may name the speaker, nearest first.

    Those in which the same quotation runs on, and the one before if it leads in with a colon
    or itself quotes somebody; any other neighbour may be about somebody else.
    """
    if not here:
        return []
    first, last = cuts.index(here[0]), cuts.index(here[-1])
    before = cuts[first - 1 : first] if first else []
    beside = [s for s in before + cuts[last + 1 : last + 2] if _same_quotation(quoted, s, here)]
    opened_here = not any(a < here[0][0] < b for a, b in quoted)
    if before and opened_here and text[here[0][0]] in '“"«„':
        a, b = before[0]
        quotes = any(a <= x < b for x, _ in quoted)
        if quotes or text[a:b].rstrip().endswith((":", ",")):
            beside += before
    return beside


def _same_quotation(
    quoted: list[tuple[int, int]], sentence: tuple[int, int], here: list[tuple[int, int]]
) -> bool:
    return any(
        a < sentence[1] and sentence[0] < b and a < here[-1][1] and here[0][0] < b
        for a, b in quoted
    )


def _without(text: str, start: int, end: int, quoted: list[tuple[int, int]]) -> str:
    """The range with everything inside quotation marks blanked out."""
    piece = list(text[start:end])
    for a, b in quoted:
        for at in range(max(a, start), min(b, end)):
            piece[at - start] = "·"
    return re.sub("·+", " … ", "".join(piece))


def _outside(text: str, block: Block) -> str:
    return _without(text, block.start, block.end, quoted_ranges(text, block.start, block.end))


def _beside(words: str) -> str | None:
    """The first person or role that the words say is speaking."""
    for pattern in _BESIDE:
        match = pattern.search(words)
        while match:
            who = re.sub(r"['’]s?$", "", match.group("who")).strip()
            named = who.split()[0].lower() not in _PRONOUNS or re.match(_ROLE, who)
            subject = pattern is not _BESIDE[1] or not _OBLIQUE.search(words[: match.start("who")])
            if named and subject:
                return who
            match = pattern.search(words, match.end("who"))
    return None


def _lead_in(paragraph: str) -> str | None:
    """The speaker in the last sentence of a paragraph that ends in a colon or comma."""
    if not paragraph.rstrip().endswith((":", ",")):
        return None
    last = re.split(r"(?<=[.!?])\s+", paragraph.strip())[-1]
    return _beside(last) or None
