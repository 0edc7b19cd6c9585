"""What raised words are that no link tells: the mark of a note, an editor's remark, pages."""

import re

from rag.documents.formats.html.notes import Notes
from rag.documents.formats.layer import Style
from rag.documents.formats.xml import Element
from rag.documents.printed_marks import could_be_mark

FIGURE = re.compile(r"(?:\d{1,4}(?:\s*[,–-]\s*\d{1,4})*|[*∗†‡§]{1,3})")
"""What may be the mark of a note, or several."""
_BEHIND_SENTENCE = re.compile(r"[.,;:!?)\]\"'”’…][\s\u00a0]*$")
_REMARK = re.compile(r"\[[^\[\]]{2,60}(?:\?|needed|source\S*|note|dubious[^\]]*)\]")
_PAGES = re.compile(r":\s?(?:§{1,2}|pp?\.|ch\.)?\s?\d[\d–-]*(?:,\s?\d[\d–-]*)*")


def is_remark(raised: str, behind_mark: bool) -> bool:
    """Whether raised words are an editor's, or pages behind the mark of a source."""
    return bool(_REMARK.fullmatch(raised)) or (behind_mark and bool(_PAGES.fullmatch(raised)))


def marks_note(element: Element, figure: str, style: Style, notes: Notes, before: str) -> bool:
    """Whether a raised figure without a link marks a note: not 10⁶, 64 ft², ²³⁵U, ⁵⁄₈."""
    if style.kind == "note" or not notes.blocks or not FIGURE.fullmatch(figure):
        return False
    tail = element.tail or ""
    if (tail[:1] in "⁄/∕" and tail) or not could_be_mark(before):
        return False
    if tail[:1].isalpha() and (not before or before[-1].isspace() or before[-1] in "([–—-"):
        return False
    return not notes.marks or bool(_BEHIND_SENTENCE.search(before)) or not figure[0].isdigit()
