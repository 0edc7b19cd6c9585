"""Which of the things that a Word file keeps in one place is shown there."""

import re
from functools import lru_cache

from rag.documents.formats.docx.attributes import DELETED, above, child, number, switched, value
from rag.documents.formats.xml import Element, local

_UNSEEN = re.compile(
    r"visibility:\s*hidden|display:\s*none|mso-hide:\s*all|(?:left|top):\s*-\d{4,}(?:\.\d+)?pt"
)
_AROUND = 512  # elements that are remembered: more than may stand around another
_FIGURES = re.compile(r"-?\d{1,12}")
_MARGIN, _PAGE = 3 * 914_400, 22 * 914_400
"""The widest margin there may be, and the widest page, in the units of drawings."""


def inner(element: Element, tag: str) -> Element:
    """Of something that wraps words, that which holds those that are shown."""
    if tag == "AlternateContent":
        return alternative(element)
    if tag == "ruby":
        return child(element, "rubyBase")
    if tag == "sdt":
        return None if _prompts(element) else child(element, "sdtContent")
    return element


def answered(cell: Element) -> Element:
    """A cell of a table; None for one that is a form's and holds its prompt only."""
    for around in cell.iterancestors():
        if local(around) == "sdt" and _prompts(around):
            return None
        if local(around) == "tr":
            break
    return cell


def _prompts(control: Element) -> bool:
    return bool(switched(child(control, "sdtPr", "showingPlcHdr")))


@lru_cache(_AROUND)
def alternative(element: Element) -> Element:
    """The version of something that has several: the newest that holds words, else the other."""
    versions = [e for e in element if local(e) in ("Choice", "Fallback")]
    full = [v for v in versions if any(local(e) in ("t", "sym") for e in v.iter())]
    return (full or versions or [element])[0]


def chosen(element: Element) -> bool:
    """Whether an element is in the version of a drawing that is shown, and still there."""
    if above(element, *DELETED):
        return False
    version = element
    for ancestor in element.iterancestors():
        if local(ancestor) == "AlternateContent" and alternative(ancestor) is not version:
            return False
        if _hides(ancestor):
            return False
        version = ancestor
    return True


@lru_cache(_AROUND)
def _hides(element: Element) -> bool:
    """Whether a shape is not shown: switched off, or beside every page."""
    name = local(element)
    if name not in ("anchor", "inline"):
        return _UNSEEN.search(str(element.get("style") or "")) is not None
    if value(child(element, "docPr"), "hidden") in ("1", "true"):
        return True
    for axis, extent in (("positionH", "cx"), ("positionV", "cy")):
        offset = child(element, axis, "posOffset")
        at = int(offset.text) if offset is not None and _FIGURES.fullmatch(offset.text or "") else 0
        size = number(child(element, "extent"), extent) or 0
        if at + size < -_MARGIN or at > _PAGE:
            return True
    return False


def forget() -> None:
    """Let go of the file whose elements were asked about."""
    alternative.cache_clear()
    _hides.cache_clear()
