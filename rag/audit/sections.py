"""Sections of a citation, by number or by heading, held against where the words stand.

Headings give the number ("Article 5", "3. The siege"); where they have none, the line or paragraph
that begins with one does, as statutes and contracts are printed in plain text.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from rag.audit.draft.names import plain
from rag.documents.document import Document
from rag.documents.reading import ReadingText
from rag.documents.remembered import of_object
from rag.english.citations import BIG_PARTS as _BIG
from rag.english.numbers import ROMAN, VALUES
from rag.english.patterns.references import PLACES_ITEM, PLACES_NUMBERED, PLACES_SECTION
from rag.quotes.quoted import block_at
from rag.span import Span

_OF_RULES = frozenset({"rule", "regulation", "by-law", "bylaw"})
_LISTED = re.compile(r"^[\s(]*(\d{1,2})[.)]\s", re.M)
"""A list's number right below a numbered heading."""
_SUB = re.compile(r"(?:^|\n|[.;:—–]\s*|\d\s?)\s*\((?P<sub>\d{1,2}|[a-z])\)(?=\s)")
_BACK, _HEAD = 60, 2000
"""Blocks in which a numbered line is sought; code points of a document's head."""


Within = dict[str, str]
"""What words stand in: "" for the section, else the kind ("part"), and its number in figures."""


def missected(text: str, document: Document, spans: Sequence[Span]) -> Iterator[str]:
    """A cited section in which the words do not stand, if none of those cited fits."""
    named = f"heading “{text}”" if text.isalpha() else text  # "conclusion"
    cited = list(PLACES_SECTION.finditer(named))
    if not cited:
        return
    start = document.reading.locate(tuple(spans[:1]))[0]
    headings = _parts(document.reading.blocks[block_at(document, start)].section)
    numbers, subs = _numbers(document, start, headings)
    if not any(_fits(one, document, headings, numbers, subs) for one in cited):
        right = " › ".join(headings or [f"{k} {n}".strip() for k, n in numbers.items()])
        sub = "".join(f"({one})" for one in subs if cited[0]["subs"])
        yield f"the draft cites {cited[0][0]}; the words stand in {right or 'no section'}{sub}"


def _fits(
    cited: re.Match[str], document: Document, headings: list[str], numbers: Within, subs: list[str]
) -> bool:
    """Whether the words may stand in a cited section; where nothing has a number, they may."""
    every = _sections(document.reading)
    kind = (cited["kind"] or "").casefold()
    if cited["name"]:
        name = plain(cited["name"])
        bare = kind == "under" or cited["name"].islower()
        if bare and not any(name in plain(part) for part in every):
            return True  # "in her conclusion" of a text without such a heading
        titles = (*headings, document.title or "")
        own = any(name in part or (" " in part and part in name) for part in map(plain, titles))
        return own or name in plain(_head(document))
    if kind in _OF_RULES and kind not in plain(" ".join((*every, document.title or ""))):
        return True  # a rule of law that the document speaks of
    if not numbers:
        return not any(map(PLACES_NUMBERED.match, every))
    kind, own_number = _kind(cited), _value(cited["number"])
    one = numbers.get(kind if kind in numbers else "", "-")
    same = one == own_number or f"{one}.".startswith(f"{own_number}.")
    mine = re.findall(r"\w+", cited["subs"] or "")
    told = subs[: len(mine)] == mine[: len(subs)]
    return told and (same or own_number.startswith(f"{one}."))


def _numbers(document: Document, start: int, headings: list[str]) -> tuple[Within, list[str]]:
    """The numbers of what the words at `start` stand in, and of its subsections."""
    text, blocks, at = document.reading.text, document.reading.blocks, block_at(document, start)
    found = (m for part in headings if (m := PLACES_NUMBERED.match(part)))
    numbers = {_kind(m): _value(m["number"]) for m in found}
    begin = next(b.start for b in blocks if b.section == blocks[at].section)
    for block in blocks[max(0, at - _BACK) : at + 1][::-1]:
        item = PLACES_ITEM.match(text, block.start, block.end)
        number, kind = (_value(item["number"]), _kind(item)) if item else ("", "")
        if item and (kind not in numbers or number.startswith(f"{numbers[kind]}.")):
            begin = block.start if not kind and kind not in numbers else begin
            numbers[kind] = number
        if block.kind == "heading":
            break
    subs: list[str] = []
    under = headings and text[begin : begin + 80].startswith(headings[-1])
    for one in (_LISTED if under else _SUB).findall(text[begin : start + 1] + " "):
        subs = [one] if one.isdigit() else [*(s for s in subs if s.isdigit()), one]
    return numbers, subs


@of_object
def _sections(reading: ReadingText) -> frozenset[str]:
    """All headings of a document."""
    return frozenset(chain.from_iterable(map(_parts, {block.section for block in reading.blocks})))


def _parts(section: str) -> list[str]:
    return [part for part in section.split(" › ") if part]


def _kind(match: re.Match[str]) -> str:
    kind = (match["kind"] or "").casefold().rstrip(".")
    return "chapter" if kind[:2] == "ch" else kind if kind in _BIG else ""


def _value(number: str) -> str:
    """A number in figures, whatever it is printed in."""
    small = number.casefold()
    return str(ROMAN.index(small)) if small in ROMAN else str(VALUES.get(small, small))


def _head(document: Document) -> str:
    """What stands above the first heading behind the title: who published it, and where."""
    blocks = document.reading.blocks
    second = [block.start for block in blocks[1:] if block.kind == "heading"][:1]
    return document.reading.text[: min([_HEAD, *second])]
