"""Which rows of tables a question asks for, and whether a row is the answer by its words alone.

A row is asked for if the question holds all the words of one of its cells; a row with more such
cells is meant before one with fewer. Where the header, the caption and the row together hold every
word that the question is made of, or the question asks for the greatest or the least of a column,
the row is found by looking it up, whatever the reader thinks of figures between bars.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from rag.answers.evidence import Candidate, best_first
from rag.answers.tables import FIGURE, LOOKED_UP, Table, announces, cells_of, table_at
from rag.documents.document import Document
from rag.english.measures import alternatives_of
from rag.english.patterns.questions import LISTS_MANY, ROWS_MOST, ROWS_TOTAL
from rag.english.terms import content_stems, content_words, stem, stems_of
from rag.quotes.quoted import block_at, block_text

_MOST = 5  # rows alike that are still an answer
_NUMERAL = re.compile(r"(?<=[^\W\d_]\s)(?:[IVX]+|[A-Z])\b")
"""A Roman numeral or a letter behind a word, as names of ships and series have it."""
_NUMBER, _PERSON = re.compile(r"\d+(?:[.,]\d+)*"), re.compile(r"\W*(?:who|whom|whose)\b", re.I)
_AMOUNT = re.compile(r"[^\w|]*\d")
_ONE_FIGURE = re.compile(
    r"(?P<figure>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?P<unit>(?![.,]?\d)\D*)$"
)


def rows_wanted(
    question: str, candidates: Sequence[Candidate], document: Callable[[str], Document]
) -> tuple[list[Candidate], bool]:
    """The candidates without rows that are not meant, and whether a row was looked up."""
    judged: dict[tuple[str, int], tuple[dict[int, int], bool]] = {}
    remaining: list[Candidate] = []
    looked_up = False
    for one in candidates:
        source = document(one.passage.doc_id)
        table, here = table_at(source, one.start), block_at(source, one.start)
        if table is None:
            remaining += [] if announces(source, here) else [one]
            continue
        if _is_barred(question, source, table, one):
            continue
        key = (source.doc_id, table.first)
        if key not in judged:
            meant = _meant(question, source, table)
            judged[key] = meant, not meant and _of_no_row(question, source, table)
        meant, nothing = judged[key]
        if not meant and here >= table.body:
            remaining += [] if nothing else [one]
        elif here in meant:
            few = len(meant) <= _MOST
            sure = not meant[here] or (few and _complete(question, source, table, here))
            looked_up = looked_up or sure
            remaining.append(replace(one, score=max(one.score, LOOKED_UP)) if sure else one)
    return best_first(remaining), looked_up


def _is_barred(question: str, document: Document, table: Table, one: Candidate) -> bool:
    """Whether a row is no answer, whatever its words.

    "Founded | 1951, in Lund" does not say who founded it, in whatever column it stands, nor do the
    rows of 10 and 20 per cent tell anything of 40.
    """
    cells, heads = (cells_of(document, n) for n in (block_at(document, one.start), table.first))
    asked = cells[1:] if table.pairs else [
        cell for head, cell in zip(heads[1:], cells[1:], strict=False) if _heads(question, head)
    ]  # fmt: skip
    if _PERSON.match(question) and asked and all(_AMOUNT.match(one) for one in asked):
        return True
    figures = set(_NUMBER.findall(question))
    if table.pairs or not figures or not stems_of(heads[0]) & content_stems(question):
        return False
    keys = [cells_of(document, number)[0] for number in range(table.body, table.last)]
    return all(map(FIGURE.match, keys)) and figures.isdisjoint(_NUMBER.findall(" ".join(keys)))


def _heads(question: str, head: str) -> bool:
    """Whether a question asks for what stands below a header."""
    return any(alike & stems_of(head) for alike in alternatives_of(question))


def _of_no_row(question: str, document: Document, table: Table) -> bool:
    """Whether a question asks for a row that a table has not, or for nothing that it tells.

    It names a column and not all rows, and none of its other words stands in a row; or it names
    no column, and no word of it stands in the table or leads to it.
    """
    if table.pairs or ROWS_MOST.search(question) or LISTS_MANY.search(question):
        return False
    heads = [stems_of(head) for head in cells_of(document, table.first)]
    wanted = alternatives_of(question)
    rows = (stems_of(block_text(document, n)) for n in range(table.body, table.last))
    there = frozenset[str]().union(*rows)
    if not any(alike & head for alike in wanted for head in heads[1:]):
        there |= stems_of(_before(document, table)) | heads[0]
    rest = [alike for alike in wanted if not any(alike & head for head in heads)]
    return bool(rest) and not any(alike & there for alike in rest)


def _before(document: Document, table: Table) -> str:
    """The words of the block before a table."""
    return block_text(document, table.first - 1) if table.first else ""


def _greatest(
    question: str, document: Document, table: Table, meant: dict[int, int]
) -> dict[int, int]:
    """The row with the greatest or the least figure of the column that a question names.

    Of the rows that are meant, if there are several; none where two columns fit, no figure stands
    in one of the rows, or the figures are not all of one unit.
    """
    asked = None if table.pairs else ROWS_MOST.search(question)
    if asked is None:
        return {}
    heads = cells_of(document, table.first)
    plain = re.sub(r"(?<=\w{3})est\b", "", question)  # "the highest" is of the height
    columns = [n for n, head in enumerate(heads) if n and _heads(plain, head)]
    years = [n for n in columns if set(_NUMBER.findall(heads[n])) & set(_NUMBER.findall(question))]
    columns = years or columns
    rows = sorted(meant) if len(meant) > 1 else range(table.body, table.last)
    rows = [n for n in rows if not ROWS_TOTAL.match(cells_of(document, n)[0])]
    cells = [cells_of(document, n)[columns[0]] for n in rows] if len(columns) == 1 else []
    found = [one for cell in cells if (one := _ONE_FIGURE.match(cell))]
    units = {one["unit"].strip() for one in found}
    if len(found) < len(cells) or len(units) != 1:  # "900,000" is less than "1.2 million"
        return {}
    figures = [float(one["figure"].replace(",", "")) for one in found]
    years_of = all(1000 < one < 2100 for one in figures)
    least = asked["least"] or (asked["old"] if years_of else asked["young"])
    best = (min if least else max)(figures)
    best_rows = [row for row, figure in zip(rows, figures, strict=True) if figure == best]
    return dict.fromkeys(best_rows, 0) if len(best_rows) == 1 else {}


def _meant(question: str, document: Document, table: Table) -> dict[int, int]:
    """The rows of which most words stand in the question as whole cells, with how many.

    A figure counts in the first column, or below a header with a word of the question; words of
    the document's title name the document. The row with the greatest figure, where that is asked
    for, stands alone with 0.
    """
    wanted = {stem(word) for word in (*content_words(question), *_NUMERAL.findall(question))}
    wanted |= {word + agent for word in wanted for agent in ("er", "or")}
    said = stems_of(question)
    count: dict[int, int] = {}
    heads = [stems_of(head) & wanted for head in cells_of(document, table.first)]
    for number in range(table.body, table.last):
        cells = [
            stems_of(cell) for column, cell in enumerate(cells_of(document, number))
            if not column or table.pairs or heads[column] or not FIGURE.match(cell)
        ]  # fmt: skip
        cells = [cell for cell in cells if not cell <= stems_of(document.title or "")]
        if fitting := sum(len(cell) for cell in cells if cell & wanted and cell <= wanted | said):
            count[number] = fitting
    most = max(count.values(), default=0)
    meant = {number: fitting for number, fitting in count.items() if fitting == most}
    return _greatest(question, document, table, meant) or meant


def _complete(question: str, document: Document, table: Table, row: int) -> bool:
    """Whether every word of the question stands in the row, its header, or around the table.

    A header's word other than that of the cell that is named must be among them: a row alone
    does not say what is asked of it.
    """
    header = [] if table.pairs else cells_of(document, table.first)
    cells = cells_of(document, row)
    wanted = alternatives_of(question)
    section = document.reading.blocks[row].section
    around = " ".join([document.title or "", section, _before(document, table)])
    stems = stems_of(" ".join([*header, *cells, around]))
    if not wanted or not all(alike & stems for alike in wanted):
        return False
    needed = frozenset().union(*wanted)
    names = frozenset().union(*(own for own in map(stems_of, cells) if own and own <= needed))
    rest = [alike for alike in wanted if not alike & names]
    return table.pairs or any(alike & stems_of(head) for alike in rest for head in header)
