"""Running heads, running feet and page numbers: what stands at the edges of many pages."""

import re
from collections import Counter

from rag.sources.pdf.glyphs import Line, PageText

_NUMBER = re.compile(
    r"[\W_]*(?:page|p\.|seite|s\.)?\s*(?P<label>\d{1,4}|[ivxlcdm]{1,8})(?:\s*(?:of|/|von)\s*\d{1,4})?[\W_]*",
    re.I,
)
_EDGE = 0.14  # of the page's height, at its top and at its bottom
_DEEPEST = 3


def running_lines(pages: list[PageText]) -> set[tuple[int, str, int]]:
    """What stands at the same edge and height of several pages: (edge, words, height) each."""
    seen: Counter[tuple[int, str, int]] = Counter()
    for page in pages:
        seen.update({_signature(edge, line) for edge, line in _edges(page)})
    least = 2 if len(pages) < 8 else 3
    return {signature for signature, count in seen.items() if count >= least}


def part_furniture(
    page: PageText, running: set[tuple[int, str, int]]
) -> tuple[list[Line], list[Line], str | None]:
    """The lines of text, the furniture, and the page number printed in the furniture."""
    furniture: list[Line] = []
    label: str | None = None
    within: set[int] = set()  # edges at which the text has begun
    for edge, line in _edges(page):
        number = None if label else _NUMBER.fullmatch(line.text)
        if edge in within or (number is None and _signature(edge, line) not in running):
            within.add(edge)
            continue
        furniture.append(line)
        if number is not None:
            label = number.group("label")
        elif label is None:
            ends = re.match(r"(\d{1,4})\b|.*?\b(\d{1,4})$", line.text)
            label = (ends.group(1) or ends.group(2)) if ends else None
    dropped = {id(line) for line in furniture}
    return [line for line in page.lines if id(line) not in dropped], furniture, label


def _edges(page: PageText) -> list[tuple[int, Line]]:
    """The lines at the top (0) and at the bottom (1) of a page, the outermost first."""
    down = sorted(page.lines, key=lambda line: -line.top)
    top = [(0, line) for line in down if line.bottom > (1 - _EDGE) * page.height]
    foot = [(1, line) for line in reversed(down) if line.top < _EDGE * page.height]
    return top[:_DEEPEST] + foot[:_DEEPEST]


def _signature(edge: int, line: Line) -> tuple[int, str, int]:
    """A line without its figures, with its edge and its height to four points."""
    return edge, re.sub(r"\d+|\b[ivxlc]+\b", "#", line.text.casefold()), round(line.bottom / 4)
