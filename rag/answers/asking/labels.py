"""Labels of parts: number and kind ("§ 5 Officers", "4.2 Notice …"), or a day ("4 May. Fog.")."""

import re
from bisect import bisect_left
from itertools import pairwise

from rag.documents.document import Document
from rag.english import months
from rag.english.later import later
from rag.english.patterns.questions import ENTRIES_DAY, ENTRIES_LABEL, LABELS_KINDS
from rag.english.periods import one_year
from rag.quotes.quoted import block_text

_KIND = "|".join(f"(?P<{name}>{words})" for name, words in LABELS_KINDS)
_NUMBER = r"(?:\d+[a-z]?(?:\.\d+)*(?:\s?\((?:[a-z]|\d+|[ivx]+)\))*|[IVXLC]+|[A-Z])(?![\w-])"
ASKED = later(rf"(?<!\w)(?i:{_KIND})\s*(?P<number>{_NUMBER})")
LABEL = later(
    rf"[\s#*_>|]*(?:(?i:{_KIND})\s*)?(?P<number>{_NUMBER})(?P<after>\.?\)?(?:\s|[:.–—-]|$|[*_]))"
)

_SURE = later(rf"(?i:{_KIND.replace('?P<', '?P<_')})\s*\d|\d+[a-z]?(?:\.\d+|[.)]\s)")
"""A label that no line of running text begins with."""
_LABELLED = ("heading", "body", "block-quote")


def day_in(text: str, *, label: bool = False) -> str:
    """The first day that a text names, as "5-4" for May 4; "" for none, or if it is no label.

    The year stands behind it where it is named.

    >>> day_in("What happened on May 4th?"), day_in("Letter of 4 May 1868", label=True)
    ('5-4', '5-4-1868')
    """
    found = (ENTRIES_LABEL.match if label else ENTRIES_DAY.search)(text)
    if found is None:
        return ""
    month, day = found["month"] or found["first"], found["day"] or found["second"]
    year = f"-{found['year']}" if found["year"] else ""
    return f"{months.number(month.strip('.'))}-{int(day)}{year}"


def line_at(document: Document, number: int) -> str:
    """The beginning of the line of layer 1 that a block begins in."""
    first = int(document.reading.origin[document.reading.blocks[number].start])
    line = document.text.rfind("\n", 0, first) + 1
    return document.text[line : first + 60]


def rank_of(kind: str, number: str, document: Document, at: int) -> int:
    """How well a block's label fits: 0 if it has none, or another number."""
    block = document.reading.blocks[at]
    if block.kind not in _LABELLED:
        return 0
    texts = line_at(document, at), document.reading.text[block.start : block.start + 60]
    if kind == "entry":
        year = year_above(document, at)
        return max(_entry_rank(number, text, year, block_text(document, at)) for text in texts)
    return max(_rank(kind, number, text) for text in texts)


def year_above(document: Document, at: int) -> int | None:
    """The year that the headings above a block give, the nearest first, or the document's name."""
    headings = reversed(document.reading.blocks[at].section.split(" › "))
    names = (*headings, document.title or "", document.path)
    return next((year for one in names if (year := one_year(one)) is not None), None)


def _entry_rank(number: str, label: str, above: int | None, text: str) -> int:
    """2 for the entry of a day; where a year is asked for, it is known and the same, or named."""
    day, asked = day_in(label, label=True), number.split("-")[2:]
    year = day.split("-")[2:] or ([str(above)] if above else [])
    if not day or day.split("-")[:2] != number.split("-")[:2]:
        return 0
    return 2 * (not asked or (year == asked if year else asked[0] in text))


def _rank(kind: str, number: str, text: str) -> int:
    """The same for the label that a line begins with."""
    label = LABEL.match(text)
    if label is None or plain(label["number"]) != number:
        return 0
    own = next((name for name, _ in LABELS_KINDS if label[name]), None)
    if own is None and label["number"].isalpha():
        return 0
    return 2 if own == kind else 1 if own is None or "chapter" not in (own, kind) else 0


def parts_in(kind: str, number: str, document: Document, at: int) -> list[tuple[int, int, int]]:
    """The parts with this number in a block of which several lines begin with labels.

    Each as how well it fits, and its reading range up to the next label.
    """
    block, origin, text = (
        document.reading.blocks[at],
        document.reading.origin,
        document.reading.text,
    )
    first, last = int(origin[block.start]), int(origin[block.end - 1])
    breaks = re.finditer(r"\n[\t #*_>|-]*", document.text[first:last])
    lines = [bisect_left(origin, first + m.end(), block.start, block.end) for m in breaks]
    starts = [a for a in (block.start, *lines) if _SURE.match(text, a)]
    if kind == "entry" or block.kind not in _LABELLED or len(starts) < 2:
        return []
    parts = [(a, a + len(text[a:b].rstrip())) for a, b in pairwise([*starts, block.end])]
    return [(fit, a, b) for a, b in parts if (fit := _rank(kind, number, text[a:b]))]


def plain(number: str) -> str:
    """A number as it is compared: "4.2(A)" and "4.2 (a)" are the same, "V" is 5."""
    bare = re.sub(r"[\s.]+$|\s", "", number)
    if re.fullmatch(r"[IVXLC]+", bare):
        return str(_roman(bare))
    return bare.lower()


def _roman(text: str) -> int:
    values = [dict(zip("IVXLC", (1, 5, 10, 50, 100), strict=True))[char] for char in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)
