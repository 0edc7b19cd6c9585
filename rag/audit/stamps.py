"""The day of a message, by the time stamp above it ("[12/03/2021, 14:05] Ana: …")."""

import re
from functools import cache

from rag.documents.document import Document
from rag.english.patterns.turns import CLOCK, DAY
from rag.quotes.quoted import block_at

_FAR = 4000
"""Code points of a long message."""


@cache
def _stamp() -> re.Pattern[str]:
    return re.compile(rf"^[^\n]{{0,60}}?(?P<day>{DAY})(?:,?[T ]|,?\sat\s)\s?{CLOCK}", re.M)


def stamped_days(document: Document, start: int) -> str:
    """The day of the message at `start` of the reading text; "" where none is stamped.

    One in figures is given in ISO's form, twice where no stamp of the document tells whether its
    days or its months come first.
    """
    if document.reading.blocks[block_at(document, start)].speaker is None:
        return ""
    spans = document.reading.source_spans(start, start + 1)
    at = spans[0].start if spans else 0
    end = document.text.find("\n", at)
    line = end if end >= 0 else len(document.text)
    found = [m["day"] for m in _stamp().finditer(document.text, max(0, at - _FAR), line)]
    if not found:
        return ""
    figures = _figures(found[-1])
    if len(figures) != 3 or figures[0] > 99:
        return found[-1]
    all_days = [_figures(m["day"]) for m in _stamp().finditer(document.text)]
    day, month, year = figures
    ways = [(day, month)] * all(one[1] <= 12 for one in all_days if len(one) == 3)
    ways += [(month, day)] * all(one[0] <= 12 for one in all_days if len(one) == 3)
    return " ".join(f"{year + 2000 * (year < 100)}-{m:02}-{d:02}" for d, m in ways)


def _figures(day: str) -> list[int]:
    return [int(one) for one in re.findall(r"\d+", day)]
