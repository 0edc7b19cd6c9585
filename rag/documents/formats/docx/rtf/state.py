"""What holds in a group of an RTF text: the looks of its letters, the place of its paragraphs."""

import re
from dataclasses import dataclass, field, replace

_SWITCHES = {"v": "vanish", "strike": "strike", "striked": "dstrike"}
_SHIFTS = {"super": "superscript", "sub": "subscript", "nosupersub": ""}
_GROUNDS = frozenset(["highlight", "cb", "chcbpat"])


@dataclass(frozen=True, slots=True)
class RtfState:
    """What holds in a group; `into` says where its words go, "" that they are not shown.

    `look` are the properties of a run, `skips` how many signs stand behind a character for
    programs that do not know it, `table` counts the tables in one another.
    """

    into: str = "text"
    look: tuple[tuple[str, str], ...] = ()
    deleted: bool = False
    skips: int = 1
    font: str = ""
    style: str = ""
    level: str = ""
    ground: str = ""
    line: str = ""
    table: int = 0

    def looking(self, name: str, stated: str) -> "RtfState":
        """The same with a property of runs, or without it."""
        kept = tuple(pair for pair in self.look if pair[0] != name)
        return replace(self, look=(*kept, (name, stated)) if stated else kept)

    @property
    def paragraph(self) -> list[tuple[str, str]]:
        """The properties of a paragraph that ends here."""
        stated = (
            ("pStyle", self.style), ("outlineLvl", self.level), ("shd", self.ground),
            ("spacing", self.line),
        )  # fmt: skip
        return [pair for pair in stated if pair[1]]

    @property
    def mark(self) -> list[tuple[str, str]]:
        """What holds for the mark of a paragraph that ends here."""
        hidden = [pair for pair in self.look if pair[0] == "vanish"]
        return [("del", "1"), *hidden] if self.deleted else hidden


@dataclass(slots=True)
class Looks:
    """Obeys the control words of the looks; `cells` and `row` are what the next row states."""

    colours: list[str]
    cells: list[dict[str, str]] = field(default_factory=lambda: [{}])
    row: list[tuple[str, str]] = field(default_factory=list)

    def after(self, state: RtfState, word: str, number: int | None) -> RtfState:
        """The state behind a control word."""
        on, figure = number != 0, number or 0
        if word in _SWITCHES:
            return state.looking(_SWITCHES[word], "1" if on else "")
        if word in _SHIFTS:
            return state.looking("vertAlign", _SHIFTS[word] if on else "")
        if word in ("up", "dn"):
            raised = 6 if number is None else number
            return state.looking("position", str(raised if word == "up" else -raised))
        if word == "cf" or word in _GROUNDS:
            return state.looking("color" if word == "cf" else "shd", self._colour(figure))
        if word in ("fs", "charscalex"):
            return state.looking("sz" if word == "fs" else "w", str(figure))
        if word == "plain":
            return replace(state, look=(), font="", deleted=False)
        if word in ("deleted", "mvf"):
            return replace(state, deleted=on)
        return self._placed(state, word, figure)

    def _placed(self, state: RtfState, word: str, number: int) -> RtfState:
        """The state behind a word of paragraphs, tables or the whole text."""
        if word == "uc":
            return replace(state, skips=max(0, number))
        if word == "pard":
            return replace(state, style="", level="", ground="", line="", table=0)
        if word == "sl":  # exactly so high, where it is below nought
            return replace(state, line=str(-number) if number < 0 else "")
        if word == "s":
            return replace(state, style=str(number))
        if word == "outlinelevel":
            return replace(state, level=str(number))
        if word == "cbpat":
            return replace(state, ground=self._colour(number))
        if word in ("intbl", "itap"):
            return replace(state, table=number if word == "itap" else max(1, state.table))
        self._of_cells(word, number)
        return state

    def _of_cells(self, word: str, number: int) -> None:
        """Obey a word about the cells of the next row, which are stated in their order."""
        if word == "trowd":
            self.cells, self.row = [{}], []
        elif word == "trrh" and number < 0:
            self.row.append(("trHeight", str(-number)))
        elif word == "cellx":
            self.cells.append({})
        elif word == "clmrg":
            self.cells[-1]["hMerge"] = "continue"
        elif word == "clcbpat":
            self.cells[-1]["shd"] = self._colour(number)

    def _colour(self, number: int) -> str:
        return self.colours[number] if 0 < number < len(self.colours) else ""


def colours(text: str) -> list[str]:
    """The colours of a text as Word writes them; "" for the usual one."""
    table = re.search(r"\\colortbl([^{}]*)", text)
    figures = [re.findall(r"\d+", one) for one in table[1].split(";")] if table else []
    return ["".join(f"{int(n) & 255:02X}" for n in one) if len(one) == 3 else "" for one in figures]
