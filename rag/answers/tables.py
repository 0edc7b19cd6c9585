"""Tables: their rows and headers, and a quoted row with its header and caption.

A table is a run of blocks of cells (" | " between them), its first row the header.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from rag.documents.document import Document
from rag.documents.remembered import of_object
from rag.quotes.quote import Lead, LeadKind, Quote
from rag.quotes.quoted import block_at, block_text

CELL = " | "
LOOKED_UP = 0.95
"""The score of a row that is found by its words, and the confidence that it answers."""
_CAPTION = 300  # code points
FIGURE = re.compile(r"[^\w|]*(?!(?:1\d|20)\d\d\W*$)\d")
_NOTHING = re.compile(r"\W*|(?:unknown|none|nil|n/?a|no\s+data|not\s+\w+)\W*", re.I)


@dataclass(frozen=True, slots=True)
class Table:
    """Blocks `first` to `last` (half-open) of the reading text; the first is the header.

    Not so where each row is a pair of its own ("Population | 12,000", "Mayor | Anna Roth").
    """

    first: int
    last: int
    pairs: bool = False

    @property
    def body(self) -> int:
        """The first block that is no header."""
        return self.first if self.pairs else self.first + 1


_known: Callable[[Document], list[Table]] = of_object(lambda _: list[Table]())
"""The tables of a document that were looked for: a question asks for that of each of its rows."""


def table_at(document: Document, at: int) -> Table | None:
    """The table that the reading offset lies in; a row alone is none."""
    blocks = document.reading.blocks
    here = block_at(document, at)
    if here < 0 or not cells_of(document, here):
        return None
    known = _known(document)
    if found := next((one for one in known if one.first <= here < one.last), None):
        return found
    first = last = here
    while first and _next_row(document, first - 1, first):
        first -= 1
    while last + 1 < len(blocks) and _next_row(document, last, last + 1):
        last += 1
    if last > first:
        known.append(Table(first, last + 1, _are_pairs(document, first, last + 1)))
    return known[-1] if last > first else None


def _are_pairs(document: Document, first: int, last: int) -> bool:
    """Whether rows of two cells have a name and its value each: values of different kinds.

    A figure below "Depth" is one of a column; above a name it is the value of its own row.
    """
    rows = [cells_of(document, number) for number in range(first, last)]
    if any(len(row) != 2 for row in rows):
        return False
    kinds = [bool(FIGURE.match(row[1])) for row in rows if not _NOTHING.fullmatch(row[1])]
    return bool(kinds) and (kinds[0] or (any(kinds) and not all(kinds[1:])))


def cells_of(document: Document, number: int) -> list[str]:
    """The cells of a block; empty for one that is no row."""
    text = block_text(document, number)
    return [cell.strip() for cell in text.split("|")] if CELL in text else []


def _next_row(document: Document, one: int, two: int) -> bool:
    """Whether two neighbouring blocks are rows of one table."""
    above, below = document.reading.blocks[one], document.reading.blocks[two]
    alike = len(cells_of(document, one)) == len(cells_of(document, two)) > 0
    return alike and above.section == below.section


def caption_at(document: Document, table: Table) -> int | None:
    """The block before a table that is its caption ("Table 3: …") or leads to it, or None."""
    if not table.first:
        return None
    text = block_text(document, table.first - 1)
    named = bool(re.match(r"\W*(?:table|tab\.)\s*[\dIVX]+", text, re.I))
    named = named or announces(document, table.first - 1)
    return table.first - 1 if named and len(text) <= _CAPTION else None


def announces(document: Document, number: int) -> bool:
    """Whether a block does no more than lead to the table behind it ("Spending, in pounds:")."""
    if not block_text(document, number).rstrip().endswith(":"):
        return False
    blocks = document.reading.blocks
    return number + 1 < len(blocks) and table_at(document, blocks[number + 1].start) is not None


def headed(quote: Quote) -> Quote:
    """A row with the header and the caption of its table beside it."""
    document, at = quote.document, quote.range[0]
    table = table_at(document, at)
    blocks = document.reading.blocks
    if table is None or (at < blocks[table.first].end and not table.pairs):
        return quote
    places: list[tuple[LeadKind, int | None]] = [
        ("caption", caption_at(document, table)),
        ("header", None if table.pairs else table.first),
    ]
    lead = tuple(
        Lead(kind, document.reading.source_spans(blocks[n].start, blocks[n].end))
        for kind, n in places
        if n is not None
    )
    return replace(quote, lead=lead)
