"""Rows of tables: only those that are asked for, each with its header and caption.

A table is a run of blocks of cells (" | " between them), its first row the header. A row is asked
for if the question holds all the words of one of its cells; a row with more such cells is meant
before one with fewer. Where the header, the caption and the row together hold every word that
the question is made of, the row is found by looking it up, whatever the reader thinks of figures
between bars.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rag.answers.evidence import Candidate, best_first
from rag.documents.document import Document
from rag.english.measures import alternatives_of
from rag.english.terms import content_stems, content_words, stem, stems_of
from rag.quotes.quote import Lead, LeadKind, Quote
from rag.quotes.quoted import block_at, block_text

CELL = " | "
LOOKED_UP = 0.95
"""The score of a row that is found by its words, and the confidence that it answers."""
_CAPTION = 300  # code points
_MOST = 5  # rows alike that are still an answer
_NUMERAL = re.compile(r"(?<=[^\W\d_]\s)(?:[IVX]+|[A-Z])\b")
"""A Roman numeral or a letter behind a word, as names of ships and series have it."""
_FIGURE = re.compile(r"[^\w|]*(?!(?:1\d|20)\d\d\W*$)\d")
_NUMBER, _PERSON = re.compile(r"\d+(?:[.,]\d+)*"), re.compile(r"\W*(?:who|whom|whose)\b", re.I)
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


def table_at(document: Document, at: int) -> Table | None:
    """The table that the reading offset lies in; a row alone is none."""
    blocks = document.reading.blocks
    here = block_at(document, at)
    if here < 0 or not cells_of(document, here):
        return None
    first = last = here
    while first and _next_row(document, first - 1, first):
        first -= 1
    while last + 1 < len(blocks) and _next_row(document, last, last + 1):
        last += 1
    return Table(first, last + 1, _are_pairs(document, first, last + 1)) if last > first else None


def _are_pairs(document: Document, first: int, last: int) -> bool:
    """Whether rows of two cells have a name and its value each: values of different kinds.

    A figure below "Depth" is one of a column; above a name it is the value of its own row.
    """
    rows = [cells_of(document, number) for number in range(first, last)]
    if any(len(row) != 2 for row in rows):
        return False
    kinds = [bool(_FIGURE.match(row[1])) for row in rows if not _NOTHING.fullmatch(row[1])]
    return bool(kinds) and (kinds[0] or (any(kinds) and not all(kinds[1:])))


def cells_of(document: Document, number: int) -> list[str]:
    """The cells of a block; empty for one that is no row."""
    text = block_text(document, number)
    return [cell.strip() for cell in text.split("|")] if CELL in text else []


def _next_row(document: Document, one: int, two: int) -> bool:
    """Whether two neighbouring blocks are rows of one table."""
    blocks = document.reading.blocks
    if blocks[one].section != blocks[two].section:
        return False
    return len(cells_of(document, one)) == len(cells_of(document, two)) > 0


def caption_at(document: Document, table: Table) -> int | None:
    """The block before a table that is its caption ("Table 3: …"), or None."""
    if not table.first:
        return None
    text = block_text(document, table.first - 1)
    named = re.match(r"\W*(?:table|tab\.)\s*[\dIVX]+", text, re.I)
    return table.first - 1 if named and len(text) <= _CAPTION else None


def rows_wanted(
    question: str, candidates: Sequence[Candidate], document: Callable[[str], Document]
) -> tuple[list[Candidate], bool]:
    """The candidates without rows that are not meant, and whether a row was looked up."""
    wanted = {stem(word) for word in (*content_words(question), *_NUMERAL.findall(question))}
    wanted |= {word + agent for word in wanted for agent in ("er", "or")}
    judged: dict[tuple[str, int], tuple[dict[int, int], Table]] = {}
    remaining: list[Candidate] = []
    looked_up = False
    for one in candidates:
        source = document(one.passage.doc_id)
        table = table_at(source, one.start)
        if table is None:
            remaining.append(one)
            continue
        if _is_barred(question, source, table, one):
            continue
        key = (source.doc_id, table.first)
        if key not in judged:
            judged[key] = (_meant(source, table, wanted, stems_of(question)), table)
        meant = judged[key][0]
        here = block_at(source, one.start)
        if not meant and here >= table.body:
            remaining.append(one)
        elif here in meant:
            sure = len(meant) <= _MOST and _complete(question, source, table, here)
            looked_up = looked_up or sure
            remaining.append(replace(one, score=max(one.score, LOOKED_UP)) if sure else one)
    return best_first(remaining), looked_up


def _is_barred(question: str, document: Document, table: Table, one: Candidate) -> bool:
    """Whether a row is no answer, whatever its words.

    "Founded | 1951, in Lund" does not say who founded it, nor do the rows of 10 and 20 per cent
    tell anything of 40.
    """
    if table.pairs:
        value = cells_of(document, block_at(document, one.start))[1]
        return bool(_PERSON.match(question) and re.match(r"[^\w|]*\d", value))
    header = stems_of(cells_of(document, table.first)[0])
    keys = [cells_of(document, number)[0] for number in range(table.body, table.last)]
    figures = set(_NUMBER.findall(question))
    asked = header & content_stems(question) and all(map(_FIGURE.match, keys))
    return bool(
        asked and figures and not figures & {n for key in keys for n in _NUMBER.findall(key)}
    )


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


def _meant(
    document: Document, table: Table, wanted: set[str], said: frozenset[str]
) -> dict[int, int]:
    """The rows of which most words stand in the question as whole cells, with how many.

    `wanted` are the words of the question that tell something, `said` all of its words. A figure
    counts in the first column, or below a header with a word of the question; words of the
    document's title name the document.
    """
    count: dict[int, int] = {}
    heads = [stems_of(head) & wanted for head in cells_of(document, table.first)]
    for number in range(table.body, table.last):
        cells = [
            stems_of(cell) for column, cell in enumerate(cells_of(document, number))
            if not column or table.pairs or heads[column] or not _FIGURE.match(cell)
        ]  # fmt: skip
        cells = [cell for cell in cells if not cell <= stems_of(document.title or "")]
        if fitting := sum(len(cell) for cell in cells if cell & wanted and cell <= wanted | said):
            count[number] = fitting
    most = max(count.values(), default=0)
    return {number: fitting for number, fitting in count.items() if fitting == most}


def _complete(question: str, document: Document, table: Table, row: int) -> bool:
    """Whether every word of the question stands in the row, its header, or around the table.

    A header's word other than that of the cell that is named must be among them: a row alone
    does not say what is asked of it.
    """
    header = [] if table.pairs else cells_of(document, table.first)
    cells = cells_of(document, row)
    wanted = alternatives_of(question)
    section = document.reading.blocks[row].section
    before = block_text(document, table.first - 1) if table.first else ""
    around = " ".join([document.title or "", section, before])
    stems = stems_of(" ".join([*header, *cells, around]))
    if not wanted or not all(alike & stems for alike in wanted):
        return False
    needed = frozenset().union(*wanted)
    names = frozenset().union(*(own for own in map(stems_of, cells) if own and own <= needed))
    rest = [alike for alike in wanted if not alike & names]
    return table.pairs or any(alike & stems_of(head) for alike in rest for head in header)
