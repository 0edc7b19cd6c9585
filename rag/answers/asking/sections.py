"""Sections, articles and clauses asked for by number: found by their label, quoted whole.

A label stands at the beginning of a heading ("§ 5 Officers", "Article V", "5. Officers") or of a
paragraph ("4.2 Notice …"). Numbers that stand in headings only are no words that a search weighs.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from rag.documents.document import Document
from rag.english.terms import content_words
from rag.quotes.quote import Lead, Quote, quote_at

_KINDS = (
    ("section", r"§+|sections?|secs?\."),
    ("article", r"articles?|arts?\."),
    ("clause", r"clauses?|cl\."),
    ("paragraph", r"paragraphs?|paras?\.|¶"),
    ("rule", r"rules?"),
    ("chapter", r"chapters?|chap\.|ch\."),
    ("part", r"parts?"),
    ("schedule", r"schedules?"),
    ("annex", r"annex(?:es)?|appendix|appendices|exhibits?"),
    ("amendment", r"amendments?"),
    ("item", r"items?|points?"),
)
_KIND = "|".join(f"(?P<{name}>{words})" for name, words in _KINDS)
_NUMBER = r"(?:\d+[a-z]?(?:\.\d+)*(?:\s?\((?:[a-z]|\d+|[ivx]+)\))*|[IVXLC]+|[A-Z])(?![\w-])"
_ASKED = re.compile(rf"(?<!\w)(?i:{_KIND})\s*(?P<number>{_NUMBER})")
_LABEL = re.compile(
    rf"[\s#*_>|]*(?:(?i:{_KIND})\s*)?(?P<number>{_NUMBER})(?P<after>\.?\)?(?:\s|[:.–—-]|$|[*_]))"
)
_FRAME = re.compile(
    r"\b(?:say|says|said|state|states|require|requires|provide|provides|contain|contains|read|reads"
    r"|cover|covers|regulate|regulates|about|text|wording|mean|means|show|give|quote|tell|in)\b",
    re.I,
)
_LONG = 2500
"""Code points of a section that are quoted at most."""


@dataclass(frozen=True, slots=True)
class Section:
    """A number asked for, the kind of part it is of, and the words of the question beside it."""

    kind: str
    number: str
    rest: tuple[str, ...]


def section_of(question: str) -> Section | None:
    """The section that the question names; None for a question that names none.

    >>> section_of("What does § 4.2 say?")
    Section(kind='section', number='4.2', rest=())
    >>> section_of("Who led the first part?")
    """
    found = _ASKED.search(question)
    if found is None or (found["number"].isalpha() and len(found["number"]) == 1
                         and found["number"] not in "IVX" and not found["annex"]
                         and not found["schedule"]):  # fmt: skip
        return None
    kind = next(name for name, _ in _KINDS if found[name])
    around = f"{question[: found.start()]} {question[found.end() :]}"
    rest = content_words(_FRAME.sub(" ", around))
    return Section(kind, _plain(found["number"]), tuple(rest))


def sections_in(asked: Section, documents: Iterable[Document]) -> list[Quote]:
    """The parts with this number, each as one quote under its heading; empty for none.

    Parts of the kind that was named come before parts whose label says no kind.
    """
    found = [part for document in documents for part in _parts(asked, document)]
    best = max((rank for rank, _ in found), default=0)
    return [quote for rank, quote in found if rank == best]


def _parts(asked: Section, document: Document) -> list[tuple[int, Quote]]:
    """The parts of one document, with 2 for the same kind, 1 for a label without a kind."""
    found = []
    blocks = document.reading.blocks
    for number, block in enumerate(blocks):
        if block.kind not in ("heading", "body", "block-quote"):
            continue
        rank = _rank(asked, document, number)
        if not rank:
            continue
        if block.kind == "heading":
            last = _section_end(document, number)
            if last > number + 1:
                found.append((rank, _quoted(document, number + 1, last, number)))
        else:
            above = next(
                (n for n in range(number - 1, -1, -1) if blocks[n].kind == "heading"), None
            )
            found.append((rank, _quoted(document, number, number + 1, above)))
    return found


def _rank(asked: Section, document: Document, number: int) -> int:
    """How well a block's label fits: 0 if it has none, or another number."""
    block = document.reading.blocks[number]
    first = int(document.reading.origin[block.start])
    line = document.text.rfind("\n", 0, first) + 1
    shown = document.reading.text[block.start : block.start + 60]
    for text in (document.text[line : first + 60], shown):
        label = _LABEL.match(text)
        if label is None or _plain(label["number"]) != asked.number:
            continue
        kind = next((name for name, _ in _KINDS if label[name]), None)
        if kind is None and label["number"].isalpha():
            continue
        return 2 if kind == asked.kind else 1 if kind is None else int(asked.kind != "chapter")
    return 0


def _section_end(document: Document, number: int) -> int:
    """The block behind the last one of the section that a heading opens."""
    blocks = document.reading.blocks
    depth = _depth(document, number)
    at = number + 1
    while at < len(blocks) and blocks[at].kind != "note":
        if blocks[at].kind == "heading" and _depth(document, at) <= depth:
            break
        at += 1
    return at


def _depth(document: Document, number: int) -> int:
    """The level of a heading."""
    first = int(document.reading.origin[document.reading.blocks[number].start])
    at = bisect_right(document.regions, first, key=lambda region: region.span.start) - 1
    return document.regions[at].level if at >= 0 else 0


def _quoted(document: Document, first: int, last: int, heading: int | None) -> Quote:
    """Blocks as one quote, cut at a block's border where they are too long."""
    blocks = document.reading.blocks
    end = first + 1
    while end < last and blocks[end].end - blocks[first].start <= _LONG:
        if blocks[end].kind == "caption":
            break
        end += 1
    quote = quote_at(document, blocks[first].start, blocks[end - 1].end, 1.0)
    if heading is None:
        return quote
    above = blocks[heading]
    lead = Lead("heading", document.reading.source_spans(above.start, above.end))
    return replace(quote, lead=(lead,))


def _plain(number: str) -> str:
    """A number as it is compared: "4.2(A)" and "4.2 (a)" are the same, "V" is 5."""
    bare = re.sub(r"[\s.]+$|\s", "", number)
    if re.fullmatch(r"[IVXLC]+", bare):
        return str(_roman(bare))
    return bare.lower()


def _roman(text: str) -> int:
    values = [dict(zip("IVXLC", (1, 5, 10, 50, 100), strict=True))[char] for char in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)
