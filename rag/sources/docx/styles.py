"""What the styles of a Word document say of a paragraph: heading, quotation, caption."""

import re

from rag.sources.layer import Style
from rag.sources.tree import Element, local

_QUOTE = re.compile(r"quot|block ?text|zitat|citation", re.I)
_HEADING = re.compile(r"(?:heading|überschrift|titre|título)\s*([1-9])", re.I)


def value(element: Element, name: str = "val") -> str | None:
    """An attribute whatever its namespace (transitional and strict documents differ)."""
    if element is None:
        return None
    for key, content in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(content)
    return None


def child(element: Element, *path: str) -> Element:
    """The descendant along a path of local names, or None."""
    for name in path:
        element = (
            next((e for e in element if local(e) == name), None) if element is not None else None
        )
    return element


class Styles:
    """Paragraph styles by their id, with what they inherit."""

    def __init__(self, root: Element) -> None:
        self._by_id: dict[str, tuple[str, str | None, int | None]] = {}
        for style in root if root is not None else ():
            if local(style) != "style":
                continue
            outline = value(child(style, "pPr", "outlineLvl"))
            self._by_id[value(style, "styleId") or ""] = (
                value(child(style, "name")) or "",
                value(child(style, "basedOn")),
                int(outline) if outline and outline.isdigit() else None,
            )

    def of(self, paragraph: Element) -> Style | None:
        """The style of a paragraph; None for a line of a table of contents."""
        own = value(child(paragraph, "pPr", "outlineLvl"))
        chain = list(self._chain(value(child(paragraph, "pPr", "pStyle"))))
        names = [name for name, _ in chain]
        if any(re.match(r"(?:toc|contents|index) ?\d|table of figures", n, re.I) for n in names):
            return None
        levels = [int(own)] if own and own.isdigit() else []
        levels += [level for _, level in chain if level is not None]
        if levels and levels[0] < 9:
            return Style("heading", level=levels[0] + 1)
        for name in names:
            numbered = _HEADING.match(name)
            if numbered or name.casefold() == "title":
                return Style("heading", level=int(numbered.group(1)) if numbered else 1)
            if name.casefold() == "caption":
                return Style("caption")
            if _QUOTE.search(name):
                return Style("block-quote")
        return Style()

    def _chain(self, style_id: str | None) -> list[tuple[str, int | None]]:
        """(name, outline level) of a style and of those that it is based on."""
        found: list[tuple[str, int | None]] = []
        while style_id in self._by_id and len(found) < 20:  # a cycle of styles ends here
            name, base, level = self._by_id[style_id or ""]
            found.append((name, level))
            style_id = base
        return found or [(style_id or "", None)]
