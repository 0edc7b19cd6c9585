"""Where the pages of a print begin inside of a plain text: marks amid words, heads and feet.

"the guard [Pg 9]asked him" says that page 9 begins there. A line that stands alone, "38  A
HISTORY OF BRELL" or "F-7", is the head or the foot of a page where such lines count on and a page
ends at one of them in mid-sentence, or at a form feed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.documents.document import Page
from rag.documents.structure.running_heads import page_key
from rag.english.patterns.page import PAGE_MARKS_AMID as _AMID
from rag.span import Span

_LINE = re.compile(r"(?<![^\n\f])[^\n\f]*?\S[^\n\f]*")
_TAG = re.compile(r"^<PAGE>(?=[ \t\r]*$)", re.M)
_EDGE = re.compile(r"\f|^[ \t]*<PAGE>[ \t\r]*$", re.M)
_RULED = re.compile(r"\f|^[ \t]*(?:<PAGE>|(?:[-*_][ \t]*){3,})[ \t\r]*$", re.M)
_NUMBERED = re.compile(
    r"""(?:[-–—~*\[(]\s*)?(?P<label>(?:(?i:page|col(?:umn|\.))\s+)?(?:[A-Z]{1,2}-)?\d{1,4})
        (?:\s+of\s+\d+)?(?:\s*[-–—~*\])])?
      | (?P<left>\d{1,4})\s+(?P<behind>\D.{2,69}) | (?P<before>\D.{2,69}?)\s+(?P<right>\d{1,4})""",
    re.X,
)
_APART = re.compile(r"\S[ \t]{2,}\S|[|*_]")
_ENDS = re.compile(r"[.!?:;]['\"'”’)\]*_]*$")
_LONGEST = 90
_STEPS = (1, 2)  # a page without text has no head
_PAGE = 60  # code points; on a page stand more


@dataclass(frozen=True, slots=True)
class _Mark:
    """A line that may be the head or the foot of a page: its place, number and words.

    `inside` says that a sentence goes on around it, `above` and `below` that a page begins or
    ends right there.
    """

    span: Span
    label: str
    number: int
    words: str
    inside: bool
    above: bool
    below: bool


def paged(text: str, markdown: bool = False) -> tuple[list[Span], list[Page]]:
    """What marks pages, as layer-1 spans in order, and the pages."""
    found = _amid(text)
    if found:
        return [span for span, _ in found], [Page(span.end, label) for span, label in found]
    figures = [] if markdown else [Span(*match.span()) for match in _TAG.finditer(text)]
    marks = _series([m for m in _marks(text) if m.above or m.below or not markdown])
    if not marks:
        return figures, []
    figures += [mark.span for mark in marks] + _beside(text, marks)
    return sorted(figures), _pages(marks)


def _amid(text: str) -> list[tuple[Span, str]]:
    """Page numbers in brackets; those without the word of Project Gutenberg have to count on."""
    found = [(match.lastgroup, match) for match in _AMID.finditer(text)]
    kept: list[tuple[Span, str]] = []
    for kind in ("gutenberg", "page", "brace", "star"):
        mine = [match for one, match in found if one == kind]
        labels = [match[kind] for match in mine]
        counted = [int(label) for label in labels if label.isdigit()]
        on = len(counted) == len(labels) and all(b - a in _STEPS for a, b in pairwise(counted))
        wide = on and len(mine) > 1 and mine[-1].start() - mine[0].end() >= _PAGE * (len(mine) - 1)
        if kind == "gutenberg" or wide:
            kept += [(Span(*match.span()), match[kind]) for match in mine]
    return sorted(kept, key=lambda one: one[0])


def _marks(text: str) -> Iterator[_Mark]:
    """Every line that may be the head or the foot of a page.

    A number alone stands alone; words beside it are in capitals, or stand alone and set apart.
    """
    lines = [match.span() for match in _LINE.finditer(text)]
    for at, (start, end) in enumerate(lines):
        line = text[start:end].strip()
        found = _NUMBERED.fullmatch(line) if len(line) <= _LONGEST else None
        if found is None:
            continue
        before = text[lines[at - 1][0] if at else 0 : start]
        after = text[end : lines[at + 1][1] if at + 1 < len(lines) else len(text)]
        words = found["behind"] or found["before"] or ""
        edge = _RULED if words else _EDGE  # a rule stands above chapters, too
        above, below = (edge.search(beside) is not None for beside in (before, after))
        first, last = at == 0, at + 1 == len(lines)
        alone = (above or first or before.count("\n") > 1) and (
            below or last or after.count("\n") > 1
        )
        apart = _APART.search(line) is not None
        if (apart or " " in words) if words.isupper() else alone and (apart or not words):
            said, goes_on = before.rstrip(" \t\r\n\f-*_"), after.lstrip("\n\f -*_\t")
            inside = bool(said) and not _ENDS.search(said) and goes_on[:1].islower()
            label = re.split(r"\s", found["label"] or found["left"] or found["right"])[-1]
            place = start + text[start:end].index(line[0])
            span = Span(place, place + len(line))
            number = int(label.rpartition("-")[2])
            yield _Mark(span, label, number, words, inside, above, below)


def _series(marks: Sequence[_Mark]) -> list[_Mark]:
    """The longest row of marks that count on, if a page surely ends at one of them."""
    rows: list[tuple[int, int]] = []  # how long the row is that ends at a mark, the mark before it
    ending: dict[tuple[str, bool, int], int] = {}
    for at, mark in enumerate(marks):
        kind = mark.label.rpartition("-")[0], bool(mark.words)
        before = [ending.get((*kind, mark.number - step), -1) for step in _STEPS]
        before = [n for n in before if n >= 0 and mark.span.start - marks[n].span.end >= _PAGE]
        rows.append(max(((rows[n][0] + 1, n) for n in before), default=(1, -1)))
        old = ending.get((*kind, mark.number), -1)
        if old < 0 or rows[old][0] <= rows[at][0]:
            ending[(*kind, mark.number)] = at
    best: list[_Mark] = []
    at = max(range(len(rows)), key=rows.__getitem__, default=-1)
    while at >= 0:
        best.append(marks[at])
        at = rows[at][1]
    best.reverse()
    heads = Counter(page_key(f"{mark.words} 1") for mark in best)
    alike = all(not mark.words or mark.words.isupper() or heads[page_key(f"{mark.words} 1")] > 1
                for mark in best)  # fmt: skip
    sure = any(mark.inside or mark.below or (mark.above and mark.words) for mark in best)
    return best if len(best) > 1 and alike and sure else []


def _pages(marks: Sequence[_Mark]) -> list[Page]:
    """The pages: a number at the head is that of what follows, at the foot of what stands above."""
    first = marks[0]
    foot = sum(mark.below for mark in marks) > sum(mark.above for mark in marks)
    if not foot and not any(mark.above or mark.words for mark in marks):
        foot = 4 * first.span.start > marks[-1].span.start - first.span.start
    if not foot:
        return [Page(mark.span.start, mark.label) for mark in marks]
    starts = [0, *(mark.span.end for mark in marks)]
    return [Page(start, mark.label) for start, mark in zip(starts, marks, strict=False)]


def _beside(text: str, marks: Sequence[_Mark]) -> list[Span]:
    """Heads without a number, right below where a page begins, that stand on another page too."""
    places: list[tuple[str, Span]] = []
    for mark in marks:
        for line in _LINE.finditer(text, mark.span.end, min(len(text), mark.span.end + 400)):
            words = line.group().strip()
            if words == "<PAGE>":
                continue
            if not words.replace("(Continued)", "").isupper() or len(words) > _LONGEST:
                break
            start = line.start() + line.group().index(words[0])
            places.append((" ".join(words.split()), Span(start, start + len(words))))
    times = Counter(words for words, _ in places)
    times.update(" ".join(line.split()) for line in text[: marks[0].span.start].split("\n")[:6])
    return [span for words, span in places if times[words] > 1]
