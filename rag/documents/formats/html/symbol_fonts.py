"""Words in a font of symbols, as old pages and those of Word have: `<font face="Symbol">m`."""

from rag.documents.formats.html.css import Sheet
from rag.documents.formats.symbols import PLACEHOLDER, is_symbolic, sign
from rag.documents.formats.xml import Element, attribute, local


def read_symbols(root: Element, sheet: Sheet) -> None:
    """Write what a font of symbols shows in place of the characters that stand below `root`."""
    stack: list[tuple[Element, str]] = [(root, "")]
    while stack:
        element, around = stack.pop()
        font = _font(element, sheet) or around
        if is_symbolic(font):
            element.text = _shown(element.text, font)
        for child in element:
            if is_symbolic(font):
                child.tail = _shown(child.tail, font)
            if local(child):
                stack.append((child, font))


def _font(element: Element, sheet: Sheet) -> str:
    """The first font that an element asks for, "" where it asks for none."""
    declared = sheet.of.get(element, {})
    words = declared.get("font", "").split()  # "bold 12pt/1.2 Symbol, serif"
    sizes = [n for n, word in enumerate(words, 1) if any(map(str.isdigit, word))]
    short = " ".join(words[sizes[-1] :]) if sizes else ""
    asked = declared.get("font-family") or short or attribute(element, "face")
    return asked.split(",")[0].strip(" \"'")


def _shown(text: str | None, font: str) -> str | None:
    return text and "".join(
        char if char.isspace() else sign(ord(char), font) or PLACEHOLDER for char in text
    )
