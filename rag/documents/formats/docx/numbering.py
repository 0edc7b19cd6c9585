"""The numbers that Word sets before the paragraphs of lists and clauses (ECMA-376, 17.9)."""

import re
from dataclasses import dataclass, field, replace

from rag.documents.formats.docx.attributes import child, number, switched, value
from rag.documents.formats.docx.styles import Styles
from rag.documents.formats.numerals import printed
from rag.documents.formats.xml import Element, local
from rag.documents.gaps import PLACEHOLDER

_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
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
class NumberedList:
    """A list: the levels of its definition with those that it overrides; `starts` begin anew."""

    definition: str
    levels: dict[int, Level]
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
        place = self.place(paragraph)
        if place is None:
            return ""
        numbered, at = place
        level, text = numbered.levels[at], self.counted(numbered, at)
        shown = any(char.isalnum() or char == PLACEHOLDER for char in text)
        if level.hidden or level.form == "bullet" or not shown:
            return ""
        return text if level.close else f"{text.strip()} "

    def place(self, paragraph: Element) -> tuple[NumberedList, int] | None:
        """The list that a paragraph is in and its level there; None where it is in none."""
        stated = self._styles.properties(paragraph, "numPr")
        listed = next((n for n in (value(child(e, "numId")) for e in stated) if n), None)
        numbered = self._lists.get(listed or "")
        at = self._level(paragraph, stated, numbered) if numbered else 0
        return (numbered, at) if numbered and at in numbered.levels else None

    def counted(self, numbered: NumberedList, at: int, start: int | None = None) -> str:
        """The next number of a level as it is printed, or the first one where it starts anew."""
        own, counts = numbered.levels[at], self._count(numbered, at)
        if start is not None:
            counts[at] = start

        def figure(match: re.Match[str]) -> str:
            which = int(match[1]) - 1
            level = numbered.levels.get(which, Level())
            legal = own.legal and level.form not in ("none", "decimalZero")  # Word's "Section 1.01"
            return printed(counts.get(which, level.start), "decimal" if legal else level.form)

        return re.sub(r"%([1-9])", figure, own.text)

    def _level(self, paragraph: Element, stated: list[Element], numbered: NumberedList) -> int:
        """The level that the paragraph states, or that its style is linked to."""
        for element in stated:
            at = number(child(element, "ilvl"))
            if at is not None:
                return at
        style = self._styles.style_id(paragraph)
        return next(
            (at for at, level in numbered.levels.items() if style and level.style == style), 0
        )

    def _count(self, numbered: NumberedList, at: int) -> dict[int, int]:
        """Count one paragraph of a level; deeper levels begin anew."""
        counts = self._counts.setdefault(numbered.definition, {})
        if not numbered.begun:
            numbered.begun = True
            for anew in [
                level for level in counts if numbered.starts and level >= min(numbered.starts)
            ]:
                del counts[anew]
        for level in range(at):
            counts.setdefault(level, numbered.levels.get(level, Level()).start)
        counts[at] = counts.get(at, numbered.levels[at].start - 1) + 1
        for deeper in [level for level in counts if level > at]:
            restart = numbered.levels.get(deeper, Level()).restart
            if restart is None or (restart and at < restart):
                del counts[deeper]
        return counts


def _lists(root: Element) -> dict[str, NumberedList]:
    """Every list by its id."""
    parts = list(root) if root is not None else []
    definitions = {value(e, "abstractNumId") or "": e for e in parts if local(e) == "abstractNum"}
    by_style = {value(child(e, "styleLink")): e for e in definitions.values()}
    lists: dict[str, NumberedList] = {}
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
                levels[at] = replace(levels.get(at, Level()), start=start)
        lists[value(element, "numId") or ""] = NumberedList(name, levels, starts)
    return lists


def _levels(definition: Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for element in definition if definition is not None else ():
        at = number(element, "ilvl")
        if local(element) == "lvl" and at is not None and 0 <= at < _LEVELS:
            levels[at] = _as_level(element)
    return levels


def _as_level(element: Element) -> Level:
    start = number(child(element, "start"))
    form = child(element, "numFmt")
    if form is None:  # newer formats stand beside one that every version knows
        form = child(element, "AlternateContent", "Choice", "numFmt")
    return Level(
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
