"""The figures that Word prints for the marks of footnotes and endnotes.

Word stores no numbers: they count the references. Numbering that starts anew on every page
depends on the layout, which the file does not hold; such notes are counted through.
"""

from rag.sources.docx.styles import child, value
from rag.sources.tree import Element, local

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
