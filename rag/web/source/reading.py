"""The reading text of a whole document: headings, paragraphs, comments, notes, page numbers."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby

from rag.documents.document import Document
from rag.documents.reading import JOIN, Block
from rag.views.escape import esc, isolated
from rag.views.page.passage import passage_html
from rag.views.page.segments import MarkedRange


def reading_html(document: Document, layers: Sequence[MarkedRange]) -> str:
    """The document as `main`, with `layers` marked; its notes stand at the end."""
    text = [block for block in document.reading.blocks if block.kind != "note"]
    notes = [block for block in document.reading.blocks if block.kind == "note"]
    parts = []
    page = ""
    for kind, blocks in groupby(text, key=lambda block: block.kind == "comment"):
        inner = []
        for block in blocks:
            label = _page(document, block)
            turned = f'<span class="page">p. {esc(label)}</span>' if label != page else ""
            page = label
            inner.append(_block(document, block, layers, turned))
        body = "".join(inner)
        parts.append(
            f'<section class="comments" aria-label="Readers’ comments">{body}</section>'
            if kind else body
        )  # fmt: skip
    return (
        f'<main class="reading" dir="auto">{"".join(parts)}{_notes(document, notes, layers)}</main>'
    )


def _block(document: Document, block: Block, layers: Sequence[MarkedRange], turned: str) -> str:
    inner = turned + passage_html(document, block.start, block.end, layers)
    if block.kind == "heading":
        title = document.reading.text[block.start : block.end] == document.title
        level = min(6, 2 + block.section.count(" › "))
        return (
            ""
            if title and block.start == 0 and not turned and "<mark" not in inner
            else (f"<h{level}>{inner}</h{level}>")
        )
    if block.kind == "block-quote":
        return f"<blockquote><p>{inner}</p></blockquote>"
    if block.kind == "comment":
        who = isolated(block.speaker) if block.speaker else "A reader"
        return f'<div class="comment"><p class="commenter">{who}</p><p>{inner}</p></div>'
    return f"<p{' class=caption' if block.kind == 'caption' else ''}>{inner}</p>"


def _notes(document: Document, blocks: Sequence[Block], layers: Sequence[MarkedRange]) -> str:
    """The source's own notes, each the target of its mark."""
    if not blocks:
        return ""
    rows = "".join(
        f'<p class="note" id="note-{n}"><span class="mark">{esc(block.mark or "")}</span> '
        f"{passage_html(document, block.start, block.end, layers)}</p>"
        for n, block in enumerate(blocks, 1)
    )
    return f'<section class="notes" aria-label="Notes of the source"><h2>Notes</h2>{rows}</section>'


def _page(document: Document, block: Block) -> str:
    """The label of the page on which a block begins; "" where the format has no pages."""
    origin = [at for at in document.reading.origin[block.start : block.end][:20] if at != JOIN]
    if not document.pages or not origin:
        return ""
    at = bisect_right([page.start for page in document.pages], int(origin[0])) - 1
    return document.pages[at].label if at >= 0 else ""
