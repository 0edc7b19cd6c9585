"""The numbers that Word sets before the paragraphs of lists and clauses (ECMA-376, 17.9)."""

import re
from dataclasses import dataclass, field, replace

from rag.documents.formats.docx.attributes import child, number, switched, value
from rag.documents.formats.docx.numerals import printed
from rag.documents.formats.docx.styles import Styles
from rag.documents.formats.docx.symbols import PLACEHOLDER
from rag.documents.formats.xml import Element, local

_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts and prints; `restart` is the level that starts it anew."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""
    close: bool = False
    hidden: bool = False


@dataclass(slots=True)
class _List:
    """A list: the levels of its definition with those that it overrides; `starts` begin anew."""

    definition: str
    levels: dict[int, _Level]
    starts: list[int] = field(default_factory=list)
    begun: bool = False


class Numbering:
    """Counts the numbered paragraphs of a document, which must be asked in order."""

    def __init__(self, root: Element, styles: Styles) -> None:
        self._styles = styles
        self._counts: dict[str, dict[int, int]] = {}
        self._lists = _lists(root)

    def label(self, paragraph: Element) -> str:
        """What stands before the paragraph, with a space behind it; "" where nothing does."""
        stated = self._styles.properties(paragraph, "numPr")
        listed = next((n for n in (value(child(e, "numId")) for e in stated) if n), None)
        numbered = self._lists.get(listed or "")
        if numbered is None:
            return ""
        at = self._level(paragraph, stated, numbered)
        level = numbered.levels.get(at)
        if level is None:
            return ""
        counts = self._counted(numbered, at)
        text = re.sub(r"%([1-9])", lambda m: self._figure(numbered, counts, int(m[1]) - 1, level),
                      level.text)  # fmt: skip
        shown = any(char.isalnum() or char == PLACEHOLDER for char in text)
        if level.hidden or level.form == "bullet" or not shown:
            return ""
        return text.strip() + ("" if level.close else " ")

    def _level(self, paragraph: Element, stated: list[Element], numbered: _List) -> int:
        """The level that the paragraph states, or that its style is linked to."""
        for element in stated:
            at = number(child(element, "ilvl"))
            if at is not None:
                return at
        style = self._styles.style_id(paragraph)
        return next(
            (at for at, level in numbered.levels.items() if style and level.style == style), 0
        )

    def _counted(self, numbered: _List, at: int) -> dict[int, int]:
        """Count one paragraph of a level; deeper levels begin anew."""
        counts = self._counts.setdefault(numbered.definition, {})
        if not numbered.begun:
            numbered.begun = True
            for anew in [
                level for level in counts if numbered.starts and level >= min(numbered.starts)
            ]:
                del counts[anew]
        for level in range(at):
            counts.setdefault(level, numbered.levels.get(level, _Level()).start)
        counts[at] = counts.get(at, numbered.levels[at].start - 1) + 1
        for deeper in [level for level in counts if level > at]:
            restart = numbered.levels.get(deeper, _Level()).restart
            if restart is None or (restart and at < restart):
                del counts[deeper]
        return counts

    def _figure(self, numbered: _List, counts: dict[int, int], at: int, own: _Level) -> str:
        level = numbered.levels.get(at, _Level())
        kept = level.form in ("none", "decimalZero")  # Word's own "Section 1.01" is a legal one
        form = "decimal" if own.legal and not kept else level.form
        return printed(counts.get(at, level.start), form)


def _lists(root: Element) -> dict[str, _List]:
    """Every list by its id."""
    parts = list(root) if root is not None else []
    definitions = {value(e, "abstractNumId") or "": e for e in parts if local(e) == "abstractNum"}
    by_style = {value(child(e, "styleLink")): e for e in definitions.values()}
    lists: dict[str, _List] = {}
    for element in parts:
        if local(element) != "num":
            continue
        name = value(child(element, "abstractNumId")) or ""
        definition = definitions.get(name)
        linked = value(child(definition, "numStyleLink"))
        if linked and linked in by_style:
            definition = by_style[linked]
            name = value(definition, "abstractNumId") or name
        levels = _levels(definition)
        starts: list[int] = []
        for override in (e for e in element if local(e) == "lvlOverride"):
            at = number(override, "ilvl") or 0
            own = child(override, "lvl")
            if own is not None:
                levels[at] = _as_level(own)
            start = number(child(override, "startOverride"))
            if start is not None:
                starts.append(at)
                levels[at] = replace(levels.get(at, _Level()), start=start)
        lists[value(element, "numId") or ""] = _List(name, levels, starts)
    return lists


def _levels(definition: Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for element in definition if definition is not None else ():
        at = number(element, "ilvl")
        if local(element) == "lvl" and at is not None and 0 <= at < _LEVELS:
            levels[at] = _as_level(element)
    return levels


def _as_level(element: Element) -> _Level:
    start = number(child(element, "start"))
    form = child(element, "numFmt")
    if form is None:  # newer formats stand beside one that every version knows
        form = child(element, "AlternateContent", "Choice", "numFmt")
    return _Level(
        start=1 if start is None else start,
        form=_form(form),
        text=value(child(element, "lvlText")) or "",
        restart=number(child(element, "lvlRestart")),
        legal=bool(switched(child(element, "isLgl"))),
        style=value(child(element, "pStyle")) or "",
        close=value(child(element, "suff")) == "nothing",
        hidden=bool(switched(child(element, "rPr", "vanish"))),
    )


def _form(stated: Element) -> str:
    """The format of a level's figures; "001" for Word's own "001, 002, 003, ..."."""
    form = value(stated) or "decimal"
    return (value(stated, "format") or "").partition(",")[0] if form == "custom" else form
