"""What the styles of a Word document say of a paragraph and of its runs."""

import re
from dataclasses import dataclass

from rag.documents.formats.docx.attributes import child, number, switched, value
from rag.documents.formats.layer import Style
from rag.documents.formats.xml import Element, local

_QUOTE = re.compile(r"quot|block ?text|zitat|citation", re.I)
_HEADING = re.compile(r"(?:heading|überschrift|titre|título)\s*([1-9])", re.I)
_CONTENTS = re.compile(r"(?:toc|contents|index) ?\d|table of figures", re.I)
_Ids = tuple[str | None, str | None, str | None]
"""The styles of a run, of its paragraph, and of the table that the paragraph stands in."""
_DEEPEST = 20  # styles that one may be based on; a cycle ends here


@dataclass(frozen=True, slots=True)
class _Known:
    """One style of the document."""

    name: str
    base: str | None
    outline: int | None
    paragraph: Element
    run: Element


class Styles:
    """The styles by their id, with what they inherit."""

    def __init__(self, root: Element) -> None:
        self._by_id: dict[str, _Known] = {}
        self._usual: dict[str, str] = {}
        self._switched: dict[tuple[_Ids, str], bool] = {}
        self._stated: dict[tuple[_Ids, str], Element] = {}
        self._last: tuple[Element, dict[str, Element], str | None] | None = None
        self._around: tuple[Element, str | None, str | None] | None = None
        self._dressed = False  # whether a style of tables says anything of their words
        self._shading: set[str] = set()
        self._defaults = child(root, "docDefaults", "rPrDefault", "rPr")
        for style in root if root is not None else ():
            if local(style) == "style":
                name = value(style, "styleId") or ""
                self._by_id[name] = _Known(
                    value(child(style, "name")) or "", value(child(style, "basedOn")),
                    number(child(style, "pPr", "outlineLvl")),
                    child(style, "pPr"), child(style, "rPr"),
                )  # fmt: skip
                if any(local(e) == "shd" for e in style.iter()):
                    self._shading.add(name)
                dressed = value(style, "type") == "table" and child(style, "rPr") is not None
                self._dressed = self._dressed or dressed
                if value(style, "default") in ("1", "true", "on"):
                    self._usual[value(style, "type") or ""] = name

    def of(self, paragraph: Element) -> Style | None:
        """The style of a paragraph; None for a line of a table of contents."""
        own = number(child(paragraph, "pPr", "outlineLvl"))
        name = value(child(paragraph, "pPr", "pStyle"))
        chain = self._chain(name)
        names = [known.name for known in chain] or [name or ""]
        if any(_CONTENTS.match(n) for n in names):
            return None
        levels = [own] if own is not None else []
        levels += [known.outline for known in chain if known.outline is not None]
        if levels and 0 <= levels[0] < 9:
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

    def properties(self, paragraph: Element, *path: str) -> list[Element]:
        """A paragraph's property as the paragraph, then its styles state it, nearest first."""
        stated = [child(paragraph, "pPr", *path)]
        name = value(child(paragraph, "pPr", "pStyle")) or self._usual.get("paragraph")
        stated += [child(known.paragraph, *path) for known in self._chain(name)]
        return [element for element in stated if element is not None]

    def shades(self, name: str | None) -> bool:
        """Whether a style of tables, or one that it is based on, colours the ground of cells."""
        steps = 0
        while name in self._by_id and steps < _DEEPEST:
            if name in self._shading:
                return True
            name, steps = self._by_id[name or ""].base, steps + 1
        return False

    def style_id(self, paragraph: Element) -> str:
        """The id of the paragraph's own style, "" where it has none."""
        return value(child(paragraph, "pPr", "pStyle")) or self._usual.get("paragraph") or ""

    def on(self, run: Element, paragraph: Element, name: str) -> bool:
        """Whether a property that is on or off holds for a run (ECMA-376, 17.7.3)."""
        own = switched(self._own(run).get(name))
        if own is not None:
            return own
        key = (self._ids(run, paragraph), name)
        if key not in self._switched:
            levels = (switched(self._first(self._chain(one), name)) for one in key[0])
            default = switched(child(self._defaults, name))
            self._switched[key] = bool(default) or sum(bool(level) for level in levels) == 1
        return self._switched[key]

    def run(self, run: Element, paragraph: Element, name: str) -> Element:
        """A run's property, as it states it itself or as its styles do; or None."""
        own = self._own(run).get(name)
        if own is not None:
            return own
        key = (self._ids(run, paragraph), name)
        if key not in self._stated:
            levels = [self._first(self._chain(one), name) for one in key[0]]
            levels.append(child(self._defaults, name))
            self._stated[key] = next((e for e in levels if e is not None), None)
        return self._stated[key]

    def _own(self, run: Element) -> dict[str, Element]:
        """The properties of a run itself by their names; those of the last run are remembered."""
        if self._last is None or self._last[0] is not run:
            properties = child(run, "rPr")
            own = {local(e): e for e in properties} if properties is not None else {}
            self._last = (run, own, value(own.get("rStyle")))
        return self._last[1]

    def _ids(self, run: Element, paragraph: Element) -> _Ids:
        """The ids of the styles of a run, of its paragraph and of the table around it."""
        if self._around is None or self._around[0] is not paragraph:
            name = value(child(paragraph, "pPr", "pStyle")) or self._usual.get("paragraph")
            tables = paragraph.iterancestors("{*}tbl") if self._dressed else ()
            table = next((value(child(one, "tblPr", "tblStyle")) for one in tables), None)
            self._around = (paragraph, name, table)
        self._own(run)
        return (self._last[2] if self._last else None), self._around[1], self._around[2]

    def plain(self, run: Element, paragraph: Element) -> _Ids | None:
        """The styles that say all of a run that says nothing itself; None where it does."""
        own = self._own(run)
        return None if own.keys() - {"rStyle", "lang", "noProof"} else self._ids(run, paragraph)

    @staticmethod
    def _first(chain: list[_Known], name: str) -> Element:
        stated = (child(known.run, name) for known in chain)
        return next((element for element in stated if element is not None), None)

    def _chain(self, style_id: str | None) -> list[_Known]:
        """A style and those that it is based on, nearest first."""
        chain: list[_Known] = []
        while style_id in self._by_id and len(chain) < _DEEPEST:
            chain.append(self._by_id[style_id or ""])
            style_id = chain[-1].base
        return chain
