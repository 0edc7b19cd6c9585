"""Numbers that count the lines of a plain text: depositions, legal prints, poems.

They are no words of the text but places in it. Every line of a page may have one, from 1 up, or
every fifth; then the lines between have to be as many as the numbers say.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rag.documents.document import Page, PrintedLine
from rag.span import Span

_LINE = re.compile(r"(?<![^\n\f])[^\n\f]*?\S[^\n\f]*")
_LEFT = re.compile(r"[ \t]*(?P<n>\d{1,4})(?:[ \t]+(?=\S)|[ \t\r]*$)")
_APART = re.compile(r"[ \t]*(?P<n>\d{1,4})(?:[ ]{2,}|[ ]*\t[ \t]*)(?=\S)")
_RIGHT = re.compile(r"(?:(?<=\S)(?:[ ]{3,}|[ ]*\t[ \t]*)|^[ ]{20,})(?P<n>\d{1,4})[ \t\r]*$", re.M)
_PAGE = re.compile(
    r"(?:.*\s|^\W*)(?:(?:page|p\.)\s*)?(?P<n>\d{1,4})\W*$|^\W*(?P<m>\d{1,4})\s", re.I
)
LABEL = re.compile(r"[QA][.:]?\s|[A-Z][A-Z .'’-]*:|[(\[]")
_SPOKEN = re.compile(r"[QA][.:]?\s{2,}|[QA][.:]\s|[A-Z][A-Z .'’-]+:")
_MANY, _FEW, _LONG_HEAD = 6, 3, 90
_STEPS = (5, 10)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line that is not blank: its offsets, those of its words, and the number at its edge."""

    start: int
    end: int
    number: int | None
    words: tuple[int, int]
    figure: Span | None = None

    def text(self, of: str) -> str:
        """The line without its number."""
        return of[slice(*self.words)].strip()


@dataclass(slots=True)
class LineNumbered:
    """The figures that count lines, the lines with their numbers, and the pages they begin anew."""

    figures: list[Span] = field(default_factory=list)
    lines: list[PrintedLine] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)


def numbered(text: str) -> LineNumbered:
    """What counts the lines of a text; nothing where nothing does."""
    lines = [match.span() for match in _LINE.finditer(text)]
    rows = [_row(text, start, end) for start, end in lines]
    for side in (rows, [_row(text, start, end, right=True) for start, end in lines]):
        runs = list(_runs(side, text))
        if runs and _running([side[n].text(text) for run in runs for n in run]):
            return _by_runs(text, side, runs)
    return _by_steps(text, rows)


def _row(text: str, start: int, end: int, right: bool = False) -> _Row:
    found = (_RIGHT.search if right else _LEFT.match)(text, start, end)
    if found is None:
        return _Row(start, end, None, (start, end))
    words = (start, found.start()) if right else (found.end(), end)
    return _Row(start, end, int(found["n"]), words, Span(*found.span("n")))


def _runs(rows: Sequence[_Row], text: str) -> Iterator[list[int]]:
    """Lines one below the other whose numbers rise by one, from 1 or from where a page ended."""
    run: list[int] = []
    last, least = 0, _FEW if _short_pages(rows, text) else _MANY
    for at, row in enumerate(rows):
        if run and row.number == _number(rows[run[-1]]) + 1:
            run.append(at)
            continue
        if len(run) >= least:
            last = _number(rows[run[-1]])
            yield run
        run = [at] if row.number in (1, last + 1) else []
    if len(run) >= least or (len(run) > 1 and last):
        yield run


def _short_pages(rows: Sequence[_Row], text: str) -> bool:
    """Whether nearly all lines of a transcript have a number, on pages of a few lines."""
    numbered_ = [row for row in rows if row.number is not None]
    firsts = sum(row.number == 1 for row in numbered_)
    labelled = sum(bool(LABEL.match(row.text(text))) for row in numbered_)
    many = len(numbered_) >= max(_MANY, 0.7 * len(rows))
    return many and firsts > 1 and labelled >= 0.3 * len(numbered_)


def _number(row: _Row) -> int:
    return -1 if row.number is None else row.number


def _running(texts: Sequence[str]) -> bool:
    """Whether numbered lines are running text, and not the items of a list or rows of a table."""
    said = [text for text in texts if text]
    goes_on = sum(text[0].islower() for text in said)
    long = sum(len(text.split()) >= 5 for text in said)
    spoken = sum(_SPOKEN.match(text) is not None for text in said)
    least = 1 if 0.3 * len(said) <= spoken < len(said) else 0.15 * len(said)
    return bool(said) and goes_on >= least and long >= 0.4 * len(said)


def _by_runs(text: str, rows: Sequence[_Row], runs: Sequence[Sequence[int]]) -> LineNumbered:
    found = LineNumbered()
    for run in runs:
        for at in run:
            row = rows[at]
            if row.figure is not None:
                found.figures.append(row.figure)
                found.lines.append(PrintedLine(row.words[0], _number(row)))
    for head, label in _pages(text, rows, [run for run in runs if rows[run[0]].number == 1]):
        found.pages.append(Page(head.start, label))
        found.figures.append(head)
    found.figures.sort()
    return found


def _pages(
    text: str, rows: Sequence[_Row], runs: Sequence[Sequence[int]]
) -> list[tuple[Span, str]]:
    """The heads of pages and the numbers that they state, if these follow each other."""
    pages: list[tuple[Span, str]] = []
    for before, run in zip([[-1], *runs], runs, strict=False):
        heads = rows[max(before[-1] + 1, run[0] - 3) : run[0]]
        for head in heads:
            words = text[head.start : head.end].rstrip()
            short = len(words.strip()) <= _LONG_HEAD
            said = _PAGE.search(" ".join(words.split())) if short else None
            if said is not None:
                start = head.start + len(words) - len(words.lstrip())
                pages.append((Span(start, head.end), str(int(said["n"] or said["m"]))))
                break
    labels = [int(label) for _, label in pages]
    follow = len(pages) == len(runs) and all(b - a == 1 for a, b in pairwise(labels))
    alone = [re.fullmatch(r"\W*(?:page\s*)?\d{1,4}\W*", span.of(text), re.I) for span, _ in pages]
    return pages if follow and (len(pages) > 1 or any(alone)) else []


def _by_steps(text: str, rows: Sequence[_Row]) -> LineNumbered:
    """Numbers of every fifth or tenth line, on one side."""
    best: list[tuple[int, re.Match[str]]] = []
    for pattern in (_APART, _RIGHT):
        places = [
            (at, match) for at, row in enumerate(rows)
            if (match := _on(pattern, text, row)) is not None and int(match["n"]) % 5 == 0
        ]  # fmt: skip
        for chain in _chains(places):
            inside = range(chain[0][0], chain[-1][0] + 1) if chain else range(0)
            if sum(_on(pattern, text, rows[at]) is not None for at in inside) == len(chain):
                best = max(best, chain, key=len)
    if len(best) < 2 and not (best and _alone(best[0], text, rows)):
        return LineNumbered()
    found = LineNumbered([Span(*match.span("n")) for _, match in best])
    number = {at: int(match["n"]) for at, match in best}
    for (at, match), (below, _) in pairwise(best):
        number.update((at + step, int(match["n"]) + step) for step in range(below - at))
    first, last = best[0], best[-1]
    number.update((first[0] - n, int(first[1]["n"]) - n) for n in range(1, 5) if first[0] >= n)
    number.update((last[0] + n, int(last[1]["n"]) + n) for n in range(1, 5))
    words = {at: match.end() for at, match in best if match.re is _APART}
    found.lines += [
        PrintedLine(words.get(at, rows[at].start), n)
        for at, n in sorted(number.items()) if n > 0 and at < len(rows)
    ]  # fmt: skip
    return found


def _alone(numbered_: tuple[int, re.Match[str]], text: str, rows: Sequence[_Row]) -> bool:
    """Whether the only number stands far behind the fifth of some short lines, and in no other."""
    at, match = numbered_
    first = at + 1 - int(match["n"])
    far = match.re is _RIGHT and len(match.group()) > 5
    if not far or first < 0 or sum(_on(_RIGHT, text, row) is not None for row in rows) > 1:
        return False
    above = text[: rows[first].start].rstrip(" ")
    return (not above or above.endswith("\n\n")) and match.start() - rows[at].start <= _LONG_HEAD


def _on(pattern: re.Pattern[str], text: str, row: _Row) -> re.Match[str] | None:
    if pattern is _APART:
        return pattern.match(text, row.start, row.end)
    return pattern.search(text, row.start, row.end)


def _chains(
    places: Sequence[tuple[int, re.Match[str]]],
) -> Iterator[list[tuple[int, re.Match[str]]]]:
    """Numbers between which lie as many lines as they say."""
    chain: list[tuple[int, re.Match[str]]] = []
    for at, match in places:
        if chain:
            above, before = chain[-1]
            step = int(match["n"]) - int(before["n"])
            if step in _STEPS and at - above == step:
                chain.append((at, match))
                continue
            yield chain
        chain = [(at, match)]
    yield chain
