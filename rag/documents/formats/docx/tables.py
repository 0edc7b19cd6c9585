"""The rows of a table of Word: which stand, and whether they hold figures or lay out a page."""

from collections.abc import Iterator
from dataclasses import dataclass

from rag.documents.formats.docx.attributes import DELETED, child, number, switched, value
from rag.documents.formats.docx.live import FLAT
from rag.documents.formats.docx.runs import LEFT_OUT
from rag.documents.formats.xml import Element, local

_FEW = 30
_WORDS = frozenset(["t", "sym", "oMath", "footnoteReference", "endnoteReference", "object"])


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one row; `skipped` counts grid columns before them.

    `laid_out` says that the row sets paragraphs side by side and is no row of data.
    """

    cells: tuple[Element, ...]
    skipped: int
    laid_out: bool


def rows(table: Element) -> list[TableRow]:
    """The rows that stand: those that were deleted or hidden are left out."""
    live = [
        row for row in _inside(table, "tr")
        if child(row, "trPr", "del") is None and not _hidden(child(row, "trPr"))
    ]  # fmt: skip
    every = [[cell for cell in _inside(row, "tc") if _stands(cell)] for row in live]
    single = all(len([c for c in cells if _filled(c)]) <= 1 for cells in every)
    data = any(sum(map(_filled, cells)) > 1 and not any(map(_of_blocks, cells)) for cells in every)
    return [
        TableRow(
            tuple(cells),
            number(child(row, "trPr", "gridBefore")) or 0,
            single or any(_of_blocks(cell) and not (data and _is_list(cell)) for cell in cells),
        )
        for row, cells in zip(live, every, strict=True)
    ]


def _hidden(properties: Element) -> bool:
    """Whether a row is not shown, or of a height of nothing."""
    height = child(properties, "trHeight")
    low = value(height, "hRule") == "exact" and (number(height) or 0) <= FLAT
    return bool(switched(child(properties, "hidden"))) or low


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """The rows or cells of a table itself, not those of a table in it."""
    for element in parent:
        tag = local(element)
        if tag == name:
            yield element
        elif tag not in LEFT_OUT and tag not in ("tbl", "tc", "p"):
            yield from _inside(element, name)


def _stands(cell: Element) -> bool:
    properties = child(cell, "tcPr")
    merged = value(child(properties, "hMerge")) == "continue" or (
        child(properties, "hMerge") is not None and value(child(properties, "hMerge")) is None
    )
    return child(properties, "cellDel") is None and not merged


def _of_blocks(cell: Element) -> bool:
    """Whether a cell holds a table, a box, or more than one paragraph with words."""
    if any(local(e) in ("tbl", "txbxContent", "altChunk") for e in cell.iter() if e is not cell):
        return True
    return sum(_filled(e) for e in cell.iter() if local(e) == "p") > 1


def _is_list(cell: Element) -> bool:
    """Whether a cell of a table of data holds nothing but a few words in a table of its own."""
    parts = [(local(e), e) for e in cell.iter() if e is not cell]
    if any(
        tag in ("txbxContent", "altChunk") or (tag == "tc" and _of_blocks(e)) for tag, e in parts
    ):
        return False
    words = sum(len((e.text or "").split()) for tag, e in parts if tag == "t")
    beside = any(_filled(e) for e in cell if local(e) == "p")
    return child(cell, "tbl") is not None and words <= _FEW and not beside


def _filled(element: Element) -> bool:
    """Whether an element holds words that stand."""
    if local(element) in DELETED | {"Fallback"}:
        return False
    if local(element) in _WORDS:
        return local(element) != "t" or bool((element.text or "").strip())
    box = child(element, "fldChar", "ffData") is not None or switched(child(element, "checkBox"))
    return bool(box) or any(_filled(inner) for inner in element)
