"""Running heads, running feet and page numbers: what stands at the edges of many pages."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import mode

from rag.documents.formats.pdf.counted import rows_of
from rag.documents.formats.pdf.line import CAPTION, Line
from rag.documents.formats.pdf.page import PageText

_NUMBER = re.compile(
    r"[\W_]*+(?:(?:page|p\.|seite|s\.)\s*+)?(?P<label>(?:[a-z][-–.])?\d{1,4}|[ivxlcdm]{1,8})"
    r"(?:\s*(?:of|/|von)\s*\d{1,4})?[\W_]*",
    re.I,
)
_PAGED = re.compile(r"\b(?:page|seite|p\.)\s*(\d{1,4})(?:\s*(?:of|/|von)\s*\d{1,4})?\b", re.I)
_STAMP = re.compile(r"\b[A-Z][A-Z0-9]{0,15}(?:[-_. ][A-Z0-9]{1,12}){0,3}[-_. ]?0\d{3,9}\b")
"""A number that a court's party stamps on each page, as lawyers cite it."""
_EDGE, _FAR, _VERY_EDGE = 0.14, 0.7, 0.08  # of the page's height, at its top and at its bottom
_DEEPEST = 3
_LONGEST = 120
_NEXT = 1.6  # of the size: how far below a line the next one stands
_FULL = 0.8  # of the widest line of the page
_APART, _FAR_APART = 0.6, 1.5  # of its height: what a head is parted by from the text
_SMALL = 0.9
_YEAR = 1500
_CATCH = 3  # words below a page: a catchword and the signature of its sheet
LineRow = list[Line]
Signature = tuple[int, str, int]


def running_lines(pages: list[PageText]) -> set[Signature]:
    """What stands at the same edge and height of several pages: (edge, words, height) each."""
    counts: Counter[Signature] = Counter()
    for page in pages:
        rows = [
            (edge, row) for edge, row in _edges(page) if not (edge == 0 and _goes_on(page, row))
        ]
        counts.update({_signature(page, edge, row) for edge, row in rows})
        counts.update({sign for edge, row in rows for sign in _ends(page, edge, row)})
    if len(pages) == 1:
        return {_signature(pages[0], edge, row) for edge, row, _ in _heads(pages[0])}
    least = 2 if len(pages) < 8 else 3
    return {signature for signature, count in counts.items() if count >= least}


def _goes_on(page: PageText, row: LineRow) -> bool:
    """Whether a row at the top is a full line of the text, whose sentence goes on below it."""
    line = row[0]
    below = [
        other for other in page.lines
        if 0 < line.bottom - other.bottom < _NEXT * line.size and other.size == line.size
    ]  # fmt: skip
    full = line.x1 - line.x0 > _FULL * max(one.x1 - one.x0 for one in page.lines)
    last = line.text.rsplit(maxsplit=1)[-1]
    runs_on = last.isalpha() and last.islower()
    return len(row) == 1 and full and runs_on and any(one.text[:1].islower() for one in below)


def page_offset(pages: list[PageText]) -> int | None:
    """What is to be added to a page's index for its printed number; None if nothing says so."""
    offsets: Counter[int] = Counter()
    for index, page in enumerate(pages):
        outer = dict(reversed(_edges(page)))
        offsets.update({n - index for row in outer.values() for n in _numbers(row)})
    commonest = offsets.most_common(1)
    if commonest and commonest[0][1] >= 3:
        return commonest[0][0]
    if len(pages) == 1:
        first = any(_text(row) == "1" for _, row in _edges(pages[0]))
        return 1 if first else next((number for _, _, number in _heads(pages[0])), None)
    return _of_two(pages) if len(pages) == 2 else _of_neighbours(pages)


def _of_neighbours(pages: list[PageText]) -> int | None:
    """The same of pages of which two in a row have numbers that stand alone and tell it."""
    alone = [
        {int(line.text) - index for row in dict(reversed(_edges(page))).values() for line in row
         if re.fullmatch(r"\d{1,4}", line.text)}
        for index, page in enumerate(pages)
    ]  # fmt: skip
    found = set().union(*(one & other for one, other in pairwise(alone)))
    return found.pop() if len(found) == 1 else None


def _of_two(pages: list[PageText]) -> int | None:
    """The same of two pages: numbers alone at one height, or behind one head, that go on."""
    first, second = (
        {
            (edge, "", round(line.bottom / 4)): int(line.text)
            for edge, row in _edges(page) for line in row if line.text.isdecimal()
        } | {_signature(page, edge, row): n for edge, row in _edges(page) for n in _numbers(row)}
        for page in pages
    )  # fmt: skip
    found = [n for place, n in first.items() if second.get(place) == n + 1]
    return found[0] if found else None


def part_furniture(
    page: PageText, running: set[Signature], due: int | None
) -> tuple[list[Line], list[Line], str | None]:
    """The lines of text, the furniture, and the page number printed there, or else a stamp.

    `due` is the number that is due on this page, where the other pages tell.
    """
    furniture: list[Line] = []
    label: str | None = None
    stamp: str | None = None
    within: set[int] = set()  # edges at which the text has begun
    for edge, row in _edges(page):
        text = _text(row)
        alone = None if label else _NUMBER.fullmatch(text)
        numbered = label is None and due in _numbers(row) and len(text) < _LONGEST
        signs = {_signature(page, edge, row), *_ends(page, edge, row)}
        if _depth(page, edge, row[0]) >= _EDGE and not (numbered or signs & running):
            alone = None
        if edge in within or not (alone or numbered or signs & running):
            within.add(edge)
            continue
        furniture += row
        stated = None if label else _label(alone, due if numbered else None, text)
        if stated is not None:
            label = stated
        elif stamp is None:
            stamp = next((found[0] for one in row if (found := _STAMP.search(one.text))), None)
    dropped = {id(line) for line in furniture}
    return [line for line in page.lines if id(line) not in dropped], furniture, label or stamp


def take_catchwords(parted: Sequence[tuple[list[Line], list[Line], str | None]]) -> None:
    """Make furniture of the next page's first word, which old prints set below a page."""
    for (lines, furniture, _), (after, _, _) in pairwise(parted):
        if len(lines) < 3 or not after:
            continue
        lowest = min(lines, key=lambda line: line.bottom)
        row = [line for line in lines if abs(line.bottom - lowest.bottom) < 0.3 * lowest.height]
        catch = max(row, key=lambda line: line.x1)
        first = max(after, key=lambda line: line.top).text.split()
        middle = (min(line.x0 for line in lines) + max(line.x1 for line in lines)) / 2
        short = sum(len(line.text.split()) for line in row) <= _CATCH and catch.x0 > middle
        if short and first and re.fullmatch(rf"{re.escape(catch.text)}\W*", first[0]):
            furniture += row
            lines[:] = [line for line in lines if not any(line is one for one in row)]


def _label(alone: re.Match[str] | None, due: int | None, text: str) -> str | None:
    """The page's number in a line at its edge: alone, the one that is due, or called a page's."""
    if alone is not None:
        return alone["label"]
    said = None if due is not None else _PAGED.search(text)
    return str(due) if due is not None else said and said[1]


def upright_number(page: PageText) -> list[Line]:
    """Take out of `page.turned` the page's number, upright below a table that lies on its side."""
    alone = [lines for lines in page.turned if len(lines) == 1]
    found = [lines for lines in alone if _NUMBER.fullmatch(lines[0].text)][:1]
    page.turned = [lines for lines in page.turned if not any(lines is one for one in found)]
    return [line for lines in found for line in lines]


def _heads(page: PageText) -> list[tuple[int, LineRow, int]]:
    """The rows at the very edge with a number at one end that is no year, far from the text."""
    outer = dict(reversed(_edges(page))).items()
    far = [(edge, row) for edge, row in outer if _depth(page, edge, row[0]) < _VERY_EDGE
           and any("# apart" in sign for sign in _ends(page, edge, row, _FAR_APART))]  # fmt: skip
    return [(edge, row, n) for edge, row in far for n in _numbers(row)[-1:] if n < _YEAR]


def _ends(page: PageText, edge: int, row: LineRow, apart: float = _APART) -> set[Signature]:
    """What stands at either end of a row apart from the text: a number, or words of its own.

    A head may have other words beside it on each page, and stand left on one and right on the next.
    """
    across, alone = sorted(row, key=lambda line: line.x0), len(row) < 2
    small = alone and edge == 0 and row[0].size < _SMALL * _usual(page)
    if (alone and not small) or len(_text(row)) >= _LONGEST or CAPTION.match(_text(row)):
        return set()
    top, bottom = max(line.top for line in row), min(line.bottom for line in row)
    inner = [
        bottom - line.top if edge == 0 else line.bottom - top
        for line in page.lines if (line.top < bottom if edge == 0 else line.bottom > top)
    ]  # fmt: skip
    if min(inner, default=0.0) <= (_FAR_APART if alone else apart) * across[0].height:
        return set()
    if alone:  # words of its own on each page, always at that height
        return {(edge, "small apart", _from_edge(page, edge, bottom))}
    amid = [line.text for line in across[1:-1] if line.text.isdecimal()]  # between guide words
    ends = (across[0].text, across[-1].text, *amid)
    said = {"# apart" if end.isdecimal() else f"{end.casefold()} apart" for end in ends}
    return {(edge, words, _from_edge(page, edge, bottom)) for words in said}


def _usual(page: PageText) -> float:
    """The size of most of a page's words."""
    return mode(line.size for line in page.lines for _ in line.text.split())


def _edges(page: PageText) -> list[tuple[int, LineRow]]:
    """The rows at the top (0) and at the bottom (1) of a page, the outermost first."""
    down = sorted(page.lines, key=lambda line: -line.top)
    sides: list[tuple[int, LineRow]] = []
    for edge, lines in enumerate((down, down[::-1])):
        rows = rows_of([line for line in lines if _depth(page, edge, line) < _EDGE])
        if not rows:  # a page with wide margins may have its number further in
            outer = rows_of([line for line in lines if _depth(page, edge, line) < _FAR])
            rows = [row for row in outer[:: [1, -1][edge]][:1]
                    if _NUMBER.fullmatch(_text(row)) and len(row) < len(down)]  # fmt: skip
        sides += [(edge, row) for row in rows[:: [1, -1][edge]][:_DEEPEST]]
    return sides


def _depth(page: PageText, edge: int, line: Line) -> float:
    """How far a line stands from an edge of its page, of its height."""
    return 1 - line.bottom / page.height if edge == 0 else line.top / page.height


def _text(row: LineRow) -> str:
    return " ".join(line.text for line in sorted(row, key=lambda line: line.x0))


def _numbers(row: LineRow) -> list[int]:
    """The numbers that begin or end a row, or stand alone in it."""
    text = _text(row)
    ends = re.match(r"(\d{1,4})\b(?![.)]\s)", text), re.search(r"\b(\d{1,4})$", text)
    alone = {int(one.text) for one in row if re.fullmatch(r"\d{1,4}", one.text)}
    return sorted({int(end.group(1)) for end in ends if end} | alone)


def _signature(page: PageText, edge: int, row: LineRow) -> tuple[int, str, int]:
    """A row without its figures, with its edge and its height to four points.

    Scanned pages never lie alike, so that their heights tell nothing.
    """
    words = re.sub(r"\d+|\b[ivxlc]+\b", "#", _text(row).casefold())
    return edge, words, 0 if page.ocr else _from_edge(page, edge, row[0].bottom)


def _from_edge(page: PageText, edge: int, y: float) -> int:
    """A height by its distance from the page's edge: pages of a file may have several sizes."""
    return round((y if edge else page.height - y) / 4)
