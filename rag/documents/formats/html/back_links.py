"""Links from a note back to its mark, which are no words; "see chapter 2" is."""

import re

from rag.documents.formats.html.notes import Notes, opens
from rag.documents.formats.xml import Element, attribute, local, said

_LONGEST_MARK = 20  # code points around the mark to which a note leads back


def lead_back(notes: Notes) -> None:
    """Keep of the links back those that are no words, and take away the brackets around them."""
    for link, target in list(notes.back.items()):
        if _leads_back(link, target, notes):
            _unbracket(link)
        else:
            del notes.back[link]


def _unbracket(link: Element) -> None:
    """Take away the brackets and the point around a number that leads back."""
    if not re.search(r"\w", said(link)):
        return
    before, around = link.getprevious(), link.getparent()
    if before is not None:
        before.tail = re.sub(r"[\[(]\s*$", "", before.tail or "")
    elif around is not None:
        around.text = re.sub(r"[\[(]\s*$", "", around.text or "")
    link.tail = re.sub(r"^\s*[\])]?[.:]?\s+", " ", link.tail or "")


def _leads_back(link: Element, target: Element, notes: Notes) -> bool:
    """Whether a link leads from a note back to its mark; "see chapter 2" is words of the text."""
    if not re.search(r"\w", said(link)) or "doc-backlink" in attribute(link, "role"):
        return True
    if link is target:  # a term that only numbers what follows it
        return True
    inside = target.iter() if len(said(target)) <= _LONGEST_MARK else ()
    near = (*inside, target.getnext(), target.getparent())
    if link.getprevious() in notes.anchors or any(one in notes.marks for one in near):
        return True
    block = next((around for around in link.iterancestors() if around in notes.blocks), None)
    if block is None:
        return local(link.getparent()) == "dt"
    return opens(link)
