"""The numbers that fields count: AUTONUM and its kin by paragraphs, LISTNUM inside of them.

Their results are not in the file (ECMA-376, 17.16.5). What the standard leaves open stays unread.
"""

import re
from dataclasses import replace

from rag.documents.formats.docx.numbering import Level, NumberedList, Numbering
from rag.documents.formats.docx.styles import Styles
from rag.documents.formats.xml import Element

_FIELD = re.compile(r"\s*(AUTONUM(?:LGL|OUT)?|LISTNUM)\b\s*(?:\"?(\w+)\"?)?(.*)", re.I | re.S)
_SWITCH = re.compile(r"\\([a-z*])\s*(\"[^\"]*\"|[^\s\\]*)", re.I)
_OUTLINE = (
    "upperRoman %. upperLetter %. decimal %. lowerLetter %) decimal (%) lowerLetter (%) "
    "lowerRoman (%) lowerLetter (%) lowerRoman (%)"
)
_LOOKS = {
    "numberdefault": "decimal %) lowerLetter %) lowerRoman %) decimal (%) lowerLetter (%) "
    "lowerRoman (%) decimal %. lowerLetter %. lowerRoman %.",
    "outlinedefault": _OUTLINE,
    "autonumout": _OUTLINE,
    "autonum": "decimal % " * 9,
    "text": "decimal %",
}
"""The form and the look of each level."""
_FORMS = {
    "ROMAN": "upperRoman", "roman": "lowerRoman", "ALPHABETIC": "upperLetter",
    "alphabetic": "lowerLetter", "Ordinal": "ordinal",
}  # fmt: skip
_DEEPEST = 8


class FieldNumbers:
    """Counts the fields of one document, which must be asked in order."""

    def __init__(self, numbering: Numbering, styles: Styles) -> None:
        self._numbering, self._styles = numbering, styles
        lists = {name: _levels(looks.split()) for name, looks in _LOOKS.items()}
        lists["autonumlgl"] = [Level(text=_legal(depth)) for depth in range(1, 10)]
        lists["legaldefault"] = [Level(text=f"{_legal(depth)}.") for depth in range(1, 10)]
        self._lists = {
            name: NumberedList(f"field {name}", dict(enumerate(levels)))
            for name, levels in lists.items()
        }
        self._headed: dict[str, int] = {}  # the level of the last heading with such a field

    def shown(self, code: str, paragraph: Element) -> str | None:
        """What a field shows in its paragraph; None where that can't be told."""
        field = _FIELD.match(code)
        if field is None:
            return None
        switches = {switch.lower(): said.strip('"') for switch, said in _SWITCH.findall(field[3])}
        if field[1].upper() == "LISTNUM":
            return self._listed((field[2] or "").lower(), switches, paragraph)
        return self._automatic(field[1].lower(), switches, paragraph)

    def _automatic(self, name: str, switches: dict[str, str], paragraph: Element) -> str | None:
        """The number of a heading by its level; of the text below it one level further down.

        AUTONUM counts the text below every heading anew, whatever the heading's level.
        """
        style = self._styles.of(paragraph)
        numbered, at, start = self._lists[name], (style.level if style else 0) - 1, None
        if at >= 0:
            self._headed[name] = at + 1
        elif name == "autonumlgl":
            at = min(self._headed.get(name, 0), _DEEPEST)
        elif name == "autonum":
            numbered, at = self._lists["text"], 0
            start = 1 if self._headed.pop(name, 0) else None
        else:
            return None
        form = _FORMS.get(switches.get("*", ""))
        if form and name == "autonum":
            numbered = replace(numbered, levels={at: replace(numbered.levels[at], form=form)})
        said = self._numbering.counted(numbered, at, start)
        return said if name == "autonumout" or "e" in switches else said + switches.get("s", ".")

    def _listed(self, name: str, switches: dict[str, str], paragraph: Element) -> str | None:
        """The number of an item that stands inside of a paragraph."""
        around = None if name else self._numbering.place(paragraph)
        numbered = around[0] if around else self._lists.get(name or "numberdefault")
        level, start = (_figure(switches.get(switch, "")) for switch in "ls")
        at = level - 1 if level else around[1] + 1 if around else 0
        if numbered is None or at not in numbered.levels:
            return None
        return self._numbering.counted(numbered, at, start).strip()


def _figure(said: str) -> int | None:
    return int(said) if said.isdecimal() and len(said) < 6 else None


def _levels(looks: list[str]) -> list[Level]:
    return [
        Level(form=form, text=look.replace("%", f"%{at + 1}"))
        for at, (form, look) in enumerate(zip(looks[::2], looks[1::2], strict=True))
    ]


def _legal(depth: int) -> str:
    return ".".join(f"%{at}" for at in range(1, depth + 1))
