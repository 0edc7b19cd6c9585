"""Which of the things that a Word file keeps in one place is shown there."""

from rag.documents.formats.docx.attributes import child, switched
from rag.documents.formats.xml import Element, local


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


def alternative(element: Element) -> Element:
    """The version of something that has several: the newest that holds words, else the other."""
    versions = [e for e in element if local(e) in ("Choice", "Fallback")]
    full = [v for v in versions if any(local(e) in ("t", "sym") for e in v.iter())]
    return (full or versions or [element])[0]
