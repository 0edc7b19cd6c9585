"""Notes that stand in the midst of a sentence's mark-up and are shown in the margin or on hover.

Tufte's side notes with their check boxes, LaTeXML's and Distill's notes, and raised figures that
bear their note as a title. They are notes of their place, no part of the sentence.
"""

import re
from dataclasses import dataclass, field

from rag.documents.formats.xml import Element, attribute, local, said

_NOTE = re.compile(
    r"(?:^|\s)(?:side-?notes?|margin-?notes?|marginalia|margin-comment|ltx_note_outer|inline-?footnote"
    r"|footnote-?(?:text|content|body)?|foot-?note-inline|side-?comment|aside-?note|fn-content)(?:$|\s)",
    re.I,
)
_PRESSED = re.compile(r"\b(?:tool-?tip|pop-?over)[-_]*(?:text|content|inner|body)\b", re.I)
_UNNUMBERED = re.compile(r"margin", re.I)
_TOGGLE = re.compile(r"margin-?toggle|side-?note|margin-?note|footnote", re.I)
_FIGURE = re.compile(r"[\s\[(]*(\d{1,3}|[*†‡§¶‖⊕]{1,3}|[a-z])[\s\]).:]*")
_IN_TEXT = frozenset("span small label em i aside d-footnote fn font cite details div sup".split())
_NAMED_MARK = re.compile(r"(?:^|[\s_-])(?:(?:foot|end)-?note|fn|note-?ref)(?:$|[\s_-])", re.I)
_LEAST_WORDS = 2
_TITLES = (
    "title", "data-tooltip", "data-title", "data-original-title", "data-bs-title",
    "data-bs-content", "data-tippy-content", "data-content", "data-footnote", "data-note",
    "data-tip", "data-balloon", "data-hint",
)  # fmt: skip


@dataclass(slots=True)
class Margin:
    """`notes` maps the element of a note to its mark; `labels` are marks and their controls."""

    notes: dict[Element, str] = field(default_factory=dict)
    labels: set[Element] = field(default_factory=set)


def find_margin(root: Element, known: set[Element]) -> Margin:
    """The notes in the margin below `root`; `known` are elements of notes that links have told."""
    margin, number = Margin(), 0
    boxes = {
        attribute(box, "id") for box in root.iter("input") if attribute(box, "type") == "checkbox"
    }
    for element in root.iter():
        if local(element) not in _IN_TEXT or element in known or not _is_note(element):
            continue
        if any(e in margin.notes or e in known for e in element.iterancestors()):
            continue
        label = _label(element, boxes)
        mark = _FIGURE.fullmatch(said(label)) if label is not None else None
        bare = bool(_UNNUMBERED.search(attribute(element, "class")))
        if mark is None and not bare:
            number += 1
        elif mark is not None and mark.group(1).isdigit():
            number = int(mark.group(1))
        margin.notes[element] = mark.group(1) if mark else "⊕" if bare else str(number)
        if label is not None:
            margin.labels.add(label)
    return margin


def _is_note(element: Element) -> bool:
    """Whether an element stands inside of a paragraph and is a note."""
    if local(element) not in ("d-footnote", "fn"):
        pressed = element.get("popover") is not None or attribute(element, "role") == "tooltip"
        classes = attribute(element, "class")
        named = pressed or _NOTE.search(classes) or _PRESSED.search(classes)
        if not named or attribute(element, "href"):
            return False
        parent = element.getparent()
        if parent is None or not _in_sentence(element, parent):
            return False
    return len(said(element).split()) >= _LEAST_WORDS


def _in_sentence(element: Element, parent: Element) -> bool:
    """Whether words of the same paragraph stand before or behind an element."""
    around = parent
    while local(around) in ("span", "small", "label", "sup", "em", "i", "b", "strong"):
        if around.getparent() is None:
            return False
        around = around.getparent()
    if local(around) in ("p", "li", "td", "dd", "blockquote", "h1", "h2", "h3", "h4", "figcaption"):
        return said(around) != said(element)
    before = element.getprevious()
    beside = [before.tail if before is not None else parent.text, element.tail]
    return any(re.search(r"\w", text or "") for text in beside)


def _label(element: Element, boxes: set[str]) -> Element:
    """The mark of a note: a label or a raised figure right before it, or in what is around it."""
    before, steps = element.getprevious(), 0
    while before is not None and steps < 3:
        if (before.tail or "").strip():
            return None
        tag, names = local(before), attribute(before, "class")
        if tag == "label" and (attribute(before, "for") in boxes or _TOGGLE.search(names)):
            return before
        if tag == "button" and _FIGURE.fullmatch(said(before)):
            return before
        if tag in ("sup", "span", "a") and _FIGURE.fullmatch(said(before)):
            return before if tag == "sup" or _TOGGLE.search(names) else None
        before, steps = before.getprevious(), steps + 1
    return None


def titled_note(element: Element) -> str | None:
    """The note that a raised figure bears as its title, if it does."""
    if local(element) not in ("sup", "a", "span") or not _FIGURE.fullmatch(said(element)):
        return None
    raised = local(element) == "sup" or local(element.getparent()) == "sup"
    marked = raised or _NAMED_MARK.search(attribute(element, "class"))
    titles = [" ".join(attribute(element, name).split()) for name in _TITLES] if marked else []
    return next((title for title in titles if len(title.split()) >= _LEAST_WORDS), None)
