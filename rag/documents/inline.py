"""What inline mark-up is made of, and what a piece of layer 1 holds besides words.

At the head and the end of a region stand signs of its own: of a list, a note, a heading, a row.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rag.documents.dialects import OPENS
from rag.documents.document import Region
from rag.documents.printed_marks import BESIDE, Mark

TOKEN = re.compile(
    rf"(?P<dialect>{OPENS}) |"
    r"""(?P<sup><sup>(?:<a\b[^<>]{0,300}>)?(?P<supmark>[^<]{0,40})(?:</a>)?</sup>)
       | (?P<beside>"""
    + BESIDE
    + r""")
       | (?P<ref>\[\^(?P<refmark>[^\[\]\n]{1,200})\])
       | (?P<inline>\^\[)
       | (?P<struck>~+)
       | (?P<bracket>(?<!\^)\[(?P<bracketmark>
             \d{1,3}(?:\s?[,–-]\s?\d{1,3})*|(?<=\S\[)(?:[A-Za-z]|[ivxlc]{2,6}|[*†‡§]{1,3}))\](?!\())
       | (?P<angle><)
       | (?P<open>!?\[)
       | (?P<close>\])
       | (?P<escape>\\(?:[!-/:-@\[-`{-~]|(?=\r?\n)))
       | (?P<ticks>`+)
       | (?P<run>\*+|_+)
       | (?P<soft>\u00ad)
       | (?P<raised>[⁰¹²³⁴-⁹]{1,3})
       | (?P<paren>(?<=\S[ ])\(\d{1,3}\)(?=[\s.,;:!?]|$))
       | (?P<glued>(?<=[.,;:!?"'”’)\]])(?<![\d][.,])\d{1,3}(?=\s|$))""",
    re.X,
)
"""What may be mark-up or the mark of a note; rag/documents/markup.py says whether it is."""
_LEAD = re.compile(
    r"\s*(?:\#{1,6}\s+|(?:>\s?)+(?:\#{1,6}\s+)?|[•·▪◦*+:-]\s+|\|\s*|\[\^[^\]\n]{1,200}\]:\s*)?"
)
_NOTE_LEAD = re.compile(
    r"\s*(?:[⁰¹²³⁴-⁹]{1,3}(?=\s)|<sup>\s*[^<]{1,6}\s*</sup>|\[Footnote\s+[^\]:\s]{1,3}:?)\s*"
)
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+(?:#{1,6}[ \t]+)?", re.M)
_HEADING_ENDS = re.compile(r"(?<!\s)\s+#+\s*$")
_ROW_ENDS = re.compile(r"(?<!\s)\s*\|\s*$")


@dataclass(frozen=True, slots=True)
class InlineMark:
    """What one piece of layer 1 holds besides words: hidden ranges (start, end) and marks.

    `links` are (start of the words, start of what closes the link, its end), `notes` the notes
    that are written in the text: (start, end, start and end of their words). `breaks` are the
    starts of tags that part the words on either side. `signs` are the characters that are shown
    for a reference to one, by its start, `lost` what stands elsewhere: (start, end, what).
    """

    hidden: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...]
    links: tuple[tuple[int, int, int], ...] = ()
    notes: tuple[tuple[int, int, int, int], ...] = ()
    breaks: frozenset[int] = frozenset()
    signs: Mapping[int, str] = field(default_factory=dict)
    lost: tuple[tuple[int, int, str], ...] = ()

    def in_note(self) -> "InlineMark":
        """The same for words of a note, in which a mark is shown as it stands."""
        marks = {(m.start, m.end) for m in self.marks} | {(n[0], n[1]) for n in self.notes}
        hidden = tuple(one for one in self.hidden if one not in marks)
        return replace(self, hidden=hidden, marks=(), notes=())


@lru_cache(maxsize=4)
def ticks(text: str, start: int, end: int) -> Mapping[int, list[int]]:
    """Where runs of backticks stand, by their length: a text may open a million of them."""
    found: dict[int, list[int]] = {}
    for run in re.compile("`+").finditer(text, start, end):
        found.setdefault(len(run.group()), []).append(run.start())
    return found


def words_begin(text: str, region: Region) -> int:
    """Where a region's own words begin, behind the sign of a list or the mark of a note."""
    a, b = region.span.start, region.span.end
    lead = (region.mark and _NOTE_LEAD.match(text, a, b)) or _LEAD.match(text, a, b)
    start = lead.end() if lead else a
    if region.kind == "note" and region.mark and start == a:
        bare = re.compile(rf"\\?[\[(]?{re.escape(region.mark)}[\].)]?:?\s*").match(text, a, b)
        return bare.end() if bare else a
    return start


def own_signs(text: str, region: Region, start: int) -> list[tuple[int, int]]:
    """The signs of a region from `start` on: at the lines of a quotation, at the end of others."""
    a, b = region.span.start, region.span.end
    signs = []
    if region.kind == "note" and text[b - 1] == "]":
        unopened = text.count("]", start, b) > text.count("[", start, b)
        signs += [(b - 1, b)] if unopened else []
    if region.kind == "block-quote":
        lines = _QUOTED.finditer(text[start:b])
        signs += [(start + line.start(), start + line.end()) for line in lines]
    if region.kind == "heading" or text[a] == "|":
        tail = (_HEADING_ENDS if region.kind == "heading" else _ROW_ENDS).search(text, start, b)
        signs += [tail.span()] if tail else []
    return signs
