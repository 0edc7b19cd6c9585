"""What the styles of a Word document say of a paragraph: heading, quotation, caption."""

import re

from rag.documents.formats.layer import Style
from rag.documents.formats.xml import Element, local

_SIGNS = "*†‡§"


class NoteNumbers:
    """The printed mark of each reference, by the element that refers."""

    def __init__(self, document: Element, settings: Element) -> None:
        self._marks: dict[Element, str] = {}
        self.of_note: dict[tuple[str, str], str] = {}
        for kind, default in (("footnote", "decimal"), ("endnote", "lowerRoman")):
            self._count(kind, default, document, settings)

    def mark(self, reference: Element) -> str:
        """The mark printed for a reference; "" where the text itself gives one."""
        return self._marks.get(reference, "")

    def _count(self, kind: str, default: str, document: Element, settings: Element) -> None:
        properties = child(settings, f"{kind}Pr") if settings is not None else None
        form = value(child(properties, "numFmt")) or default
        restart = value(child(properties, "numRestart"))
        first = value(child(properties, "numStart")) or "1"
        start = int(first) if first.isdigit() else 1
        number = start
        for element in document.iter():
            tag = local(element)
            if tag == f"{kind}Reference" and not _deleted(element):
                if value(element, "customMarkFollows") in ("1", "true", "on"):
                    continue
                self._marks[element] = _printed(number, form)
                self.of_note.setdefault((kind, value(element, "id") or ""), self._marks[element])
                number += 1
            elif tag == "sectPr" and restart == "eachSect":
                number = start


def _deleted(element: Element) -> bool:
    return any(local(a) in ("del", "moveFrom", "Fallback") for a in element.iterancestors())


def _printed(number: int, form: str) -> str:
    """A number in one of Word's formats (ST_NumberFormat); unknown ones in figures."""
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman if form == "lowerRoman" else roman.upper()
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form == "chicago":
        return _SIGNS[(number - 1) % 4] * ((number - 1) // 4 + 1)
    return str(number)


def _roman(number: int) -> str:
    steps = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
             (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
    text = ""
    for step, letters in steps:
        text += letters * (number // step)
        number %= step
    return text


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
