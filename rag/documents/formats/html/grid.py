"""The columns of a table's row that cells above take, or cells beside that are wider than one.

Without a mark for each of them a value would stand below the name of another column.
"""

import re
from collections.abc import Iterable, Mapping

from rag.documents.formats.xml import Element, attribute, local

_MOST = 64  # columns that are told apart; a hostile page has millions


def skipped_columns(rows: Iterable[Element]) -> dict[Element, str]:
    """A mark for each column between a cell and the one before it, of the cells that have some.

    `rows` are those of one part of a table, in order.
    """
    skipped: dict[Element, str] = {}
    below: dict[int, int] = {}  # for how many rows more a column is taken
    for row in rows:
        covered, last, column = below, -1, 0
        below = {at: left - 1 for at, left in covered.items() if left > 1}
        for cell in row:
            if local(cell) in ("td", "th"):
                while column in covered:
                    column += 1
                if column - last > 1:
                    skipped[cell] = "| " * (column - last - 1)
                height, width = _span(cell, "rowspan"), _span(cell, "colspan")
                if height > 1:
                    below |= dict.fromkeys(range(column, min(column + width, _MOST)), height - 1)
                last, column = column, column + width
    return skipped


def leading(cell: Element, skipped: Mapping[Element, str]) -> str:
    """The marks before the first cell of a row that has words; "" for a row of one or two."""
    cells = "td", "th"
    before = [one for one in cell.itersiblings(preceding=True) if local(one) in cells]
    if local(cell) not in cells:
        return ""
    long = len(before) + (cell.getnext() is not None) > 1
    return ("| " * len(before) if long or cell in skipped else "") + skipped.get(cell, "")


def _span(cell: Element, name: str) -> int:
    stated = attribute(cell, name).strip()
    return max(1, min(int(stated[:9]), _MOST)) if re.fullmatch("[0-9]+", stated) else 1
