"""What a reading system shows of a chapter that HTML does not tell: drawings, alternatives."""

import re

from lxml import etree

from rag.documents.formats.xml import Element, attribute, local, said

_ALTERNATIVES = ("switch", "epub:switch")
_CASES, _DEFAULTS = ("case", "epub:case"), ("default", "epub:default")
_SHOWN = re.compile(r"(?:image|audio|video)/|text/html|application/(?:xhtml\+xml|pdf)|^$")
_MATH = "http://www.w3.org/1998/Math/MathML"
_UNDRAWN = frozenset("defs symbol clipPath mask pattern marker title desc metadata".split())


def as_shown(root: Element) -> None:
    """Leave of each alternative what is shown, and make blocks of the words of drawings."""
    for element in list(root.iter()):
        tag = local(element)
        if tag in _ALTERNATIVES:
            _choose(element)
        elif tag == "object" and not _SHOWN.match(attribute(element, "type")):
            element.tag = "div"  # no reader knows such a file, so what stands for it is shown
        elif tag == "svg":
            _draw(element)


def _choose(switch: Element) -> None:
    """Keep one form: that with mathematics, else the default."""
    parts = [part for part in switch if local(part) in (*_CASES, *_DEFAULTS)]
    mathematics = [part for part in parts if attribute(part, "required-namespace") == _MATH]
    default = [part for part in parts if local(part) in _DEFAULTS]
    kept = [*mathematics, *default][:1]
    for part in parts:
        if part in kept:
            part.tag = "div"
        else:
            switch.remove(part)
    switch.tag = "div"


def _draw(drawing: Element) -> None:
    """Put a block for each text of a drawing in its place, as it stands there."""
    blocks: list[Element] = []
    for text in drawing.iter("text", "foreignObject"):
        if any(local(a) in _UNDRAWN or _hidden(a) for a in (text, *text.iterancestors())):
            continue
        block = etree.Element("p" if local(text) == "text" else "div")
        for name in ("id", "class", "style"):
            if text.get(name):
                block.set(name, text.get(name))
        if local(text) == "text":
            block.text = _words(text)
        else:
            block.text = text.text
            block.extend(list(text))
        blocks.append(block)
    if not blocks:
        return
    for child in list(drawing):
        drawing.remove(child)
    drawing.text, drawing.tag = None, "div"
    drawing.extend(blocks)


def _hidden(element: Element) -> bool:
    stated = attribute(element, "style").replace(" ", "")
    return (
        attribute(element, "display") == "none"
        or attribute(element, "visibility") == "hidden"
        or "display:none" in stated
        or "visibility:hidden" in stated
    )


def _words(text: Element) -> str:
    """The words of a text; a part with a place of its own begins a word, others go on."""
    words = text.text or ""
    for part in text:
        placed = any(part.get(name) for name in ("x", "y", "dy"))
        words += (" " if placed else "") + said(part) + (part.tail or "")
    return " ".join(words.split())
