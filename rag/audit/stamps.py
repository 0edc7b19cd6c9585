"""The day of a message, by the time stamp above it ("[12/03/2021, 14:05] Ana: …")."""

import re

from rag.documents.document import Document
from rag.english.patterns.turns import CLOCK, DAY
from rag.quotes.quoted import block_at

_STAMP = re.compile(rf"^[^\n]{{0,60}}?({DAY})(?:,?[T ]|,?\sat\s)\s?{CLOCK}", re.M)
_FAR = 4000  # code points of a long message


def stamped_days(document: Document, start: int) -> str:
    """The day of the message at `start` of the reading text; "" where none is stamped.

    One in figures is given in ISO's form: twice where its days or its months may come first.
    """
    if document.reading.blocks[block_at(document, start)].speaker is None:
        return ""
    at = document.reading.source_spans(start, start + 1)[0].start
    found = _STAMP.findall(document.text[max(0, at - _FAR) : at + 1])
    figures = [int(one) for one in re.findall(r"\d+", found[-1])] if found else []
    if len(figures) != 3 or figures[0] > 99:
        return found[-1] if found else ""
    day, month, year = figures
    ways = {(day, month), (month, day)}
    year += 2000 * (year < 100)
    return " ".join(f"{year:04}-{m:02}-{d:02}" for d, m in sorted(ways) if m <= 12)
