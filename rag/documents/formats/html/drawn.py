"""What pictures, drawings and controls say inside of a sentence, and elements of unknown names."""

import re

from rag.documents.formats.html.words import inside_sentence
from rag.documents.formats.xml import Element, attribute, local, said

_BLOCKS = frozenset(
    "p div ul ol li dl dt dd table tr td th h1 h2 h3 h4 h5 h6 section article header footer main "
    "aside blockquote pre figure form hr details".split()
)


def of_sentence(element: Element) -> bool:
    """Whether an element with a name of its own, which browsers show in line, is in a sentence."""
    outer = element
    while outer.getparent() is not None and "-" in local(outer.getparent()):
        outer = outer.getparent()
    return inside_sentence(outer) and not any(local(e) in _BLOCKS for e in element.iter())


def shows_words(element: Element) -> bool:
    """Whether a drawing or a control shows words or figures, as far as the page tells."""
    tag = local(element)
    if tag == "svg":
        return any(re.search(r"\w", said(text)) for text in element.iter("text", "foreignObject"))
    if tag == "input":
        typed = attribute(element, "type") in ("", "text", "number", "date", "time")
        return typed and bool(attribute(element, "value").strip())
    return tag in ("select", "meter", "progress", "object", "iframe", "canvas")


def amid_words(element: Element) -> bool:
    """Whether words stand on both sides of a picture, on its line, and it is seen."""
    if any(
        attribute(element, side).strip("px ") in ("0", "1", "2") for side in ("width", "height")
    ):
        return False
    previous, parent = element.getprevious(), element.getparent()
    before = previous.tail if previous is not None else parent.text if parent is not None else ""
    glued = re.search(r"\w[ \u00a0]?$", before or "") and re.match(
        r"[ \u00a0]?\w", element.tail or ""
    )
    return bool(glued) and inside_sentence(element)
