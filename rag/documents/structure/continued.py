"""Paragraphs that a page break or a note cut in two: which block goes on, and all of one as one."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.documents.document import Region

_ENDS = re.compile(
    r"""[.!?:;…]["'”’»)\]*_]{0,20}(?:<sup>[^<]{0,40}</sup>|\[\^?[^\]]{0,20}\]|\d{1,3}){0,9}+[*_]{0,9}$"""
)
_ENTRY = re.compile(r"[•·▪◦*+|-]\s|\d{1,3}[.)]\s|\|")


def continued(regions: Sequence[Region], text: str) -> list[Region]:
    """Mark each body block that goes on with the sentence of the body block before it."""
    result: list[Region] = []
    last: Region | None = None
    adjacent = True  # nothing but furniture and notes since `last`
    for region in regions:
        found = region
        if region.kind in ("body", "block-quote") and not region.raw:
            if last is not None and adjacent and _goes_on(last, region, text):
                found = replace(region, continues=True, kind=last.kind)
            last, adjacent = found, True
        elif region.kind not in ("furniture", "note", "caption"):
            adjacent = False
        result.append(found)
    return result


def _goes_on(last: Region, region: Region, text: str) -> bool:
    """Whether a paragraph ends in mid-sentence and the other goes on with it."""
    before, after = last.span.of(text).rstrip(), region.span.of(text).lstrip()
    if len(before) < 40 or _ENDS.search(before) or _ENTRY.match(after):
        return False
    after = after.lstrip("*_ \t")
    if re.match(r"[•·▪◦*+|-]\s|\|", before):
        return False
    if after[:1].islower():
        return True
    if last.kind != region.kind:  # a letter ends with a name, and the author goes on below it
        return False
    # A standfirst has no end either; a paragraph has sentences before the one that is cut.
    return len(before) >= 120 and len(after) >= 40 and bool(re.search(r"[.!?]\S{0,20}\s", before))


def paragraphs(regions: Sequence[Region]) -> list[list[tuple[Region, int]]]:
    """Regions of the running text grouped into blocks, then the notes; each with its page.

    A page here is what one block of notes serves: its number counts the blocks of notes that
    stand before it.
    """
    running: list[list[tuple[Region, int]]] = []
    notes: list[list[tuple[Region, int]]] = []
    page, in_notes = 0, False
    open_block: list[tuple[Region, int]] | None = None
    for region in regions:
        if region.kind == "furniture":
            continue
        if region.kind == "note":
            in_notes = True
            if region.continues and notes:
                notes[-1].append((region, page))
            else:
                notes.append([(region, page)])
            continue
        if in_notes:
            page, in_notes = page + 1, False
        if region.continues and open_block is not None:
            open_block.append((region, page))
            continue
        block = [(region, page)]
        running.append(block)
        if region.kind in ("body", "block-quote"):
            open_block = block
    return running + notes
