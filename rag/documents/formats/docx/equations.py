"""Equations of Word (OMML) as text on one line: a², √(x+1), (a+b)/c, ∑_(i=1)^n x.

Another figure must never come of one: what is raised, lowered or divided stays so. Powers and
indices are Unicode's raised and lowered signs where it has them. So it is with raised and lowered
text of a run: 10⁶ is never read as 106, nor xⁿ as xn.
"""

import unicodedata
from collections.abc import Callable

from rag.documents.formats.docx.attributes import DELETED, child, number, switched, value
from rag.documents.formats.docx.styles import Styles
from rag.documents.formats.layer import raised
from rag.documents.formats.xml import Element, local

_VULGAR = {
    ("1", "2"): "½", ("1", "3"): "⅓", ("2", "3"): "⅔", ("1", "4"): "¼", ("3", "4"): "¾",
    ("1", "5"): "⅕", ("2", "5"): "⅖", ("3", "5"): "⅗", ("4", "5"): "⅘", ("1", "6"): "⅙",
    ("5", "6"): "⅚", ("1", "8"): "⅛", ("3", "8"): "⅜", ("5", "8"): "⅝", ("7", "8"): "⅞",
}  # fmt: skip
_ROOTS = {"": "√", "3": "∛", "4": "∜"}
_PROPERTIES = DELETED | set(
    "rPr ctrlPr sSupPr sSubPr sSubSupPr sPrePr fPr radPr dPr naryPr funcPr limLowPr limUppPr accPr "
    "barPr mPr eqArrPr boxPr borderBoxPr groupChrPr phantPr oMathParaPr argPr".split()
)
_SPECIAL = frozenset(
    "sSubSup sPre f rad d nary func limLow limUpp acc bar m eqArr phant borderBox".split()
)
_RAISED_BY = 6  # half-points; of smaller letters any
_USUAL = 20


def linear(element: Element, text_of: Callable[[Element], str]) -> str:
    """The text of an equation or a part of one; `text_of` reads a run of text in it."""
    return _Linear(text_of).children(element)


def as_power(text: str) -> str:
    """What is raised: in Unicode's raised signs, else behind a circumflex."""
    return _shifted(text, False, "^")


def as_index(text: str) -> str:
    """What is lowered: in Unicode's lowered signs, else behind a low line."""
    return _shifted(text, True, "_")


def fraction(over: str, under: str) -> str:
    """One part of a fraction over the other: ½, 2/7, (a+b)/c."""
    over, under = over.strip(), under.strip()
    return _VULGAR.get((over, under)) or f"{_grouped(over)}/{_grouped(under)}"


def root(degree: str, radicand: str) -> str:
    """A root: √12, ∛x, √(a+b)."""
    sign = _ROOTS.get(degree.strip()) or f"{as_power(degree)}√"
    return sign + _grouped(radicand)


def _shifted(text: str, lowered: bool, sign: str) -> str:
    text = text.strip()
    shown = raised(text, lowered)
    if not text or shown != text or all(char in "′″‴*'" for char in text):
        return shown
    return sign + (text if len(text) == 1 else f"({text})")


def _grouped(text: str) -> str:
    """The text as one operand: in brackets unless it is one number, name or bracket already."""
    text = text.strip()
    whole = text.replace(".", "").replace(",", "")
    if whole.isalnum() and (whole.isdecimal() or whole.isalpha() or len(whole) == 1):
        return text
    inner = text[1:-1]
    closed = text[:1] == "(" and text[-1:] == ")" and "(" not in inner and ")" not in inner
    return text if closed or len(text) <= 1 else f"({text})"


class _Linear:
    """Reads one equation; each method takes an element of its own name."""

    def __init__(self, text_of: Callable[[Element], str]) -> None:
        self._text_of = text_of

    def children(self, parent: Element) -> str:
        """All that stands in an element, in order."""
        text = ""
        for element in parent if parent is not None else ():
            more = self._one(element)
            # 3 and 1/7 must not become 31/7
            text += (
                " " + more
                if text[-1:].isdigit() and local(element) == "f" and "/" in more
                else more
            )
        return text

    def _one(self, element: Element) -> str:
        name = local(element)
        if name in _PROPERTIES:
            return ""
        if name == "r":
            return self._text_of(element)
        if child(element, f"{name}Pr", "ctrlPr", "del") is not None:
            return self.children(element)  # the bar of a fraction went, what it held stays
        name = "sSubSup" if name in ("sSub", "sSup") else name
        special = getattr(self, f"_{name}") if name in _SPECIAL else None
        return str(special(element)) if special else self.children(element)

    def _of(self, element: Element, *path: str) -> str:
        return self.children(child(element, *path))

    def _sSubSup(self, e: Element) -> str:
        sub, sup = as_index(self._of(e, "sub")), as_power(self._of(e, "sup"))
        return _base(self._of(e, "e"), bool(sub), bool(sup)) + sub + sup

    def _sPre(self, e: Element) -> str:
        return as_power(self._of(e, "sup")) + as_index(self._of(e, "sub")) + self._of(e, "e")

    def _f(self, e: Element) -> str:
        over, under = self._of(e, "num").strip(), self._of(e, "den").strip()
        if value(child(e, "fPr", "type")) == "noBar":
            return f"{over}¦{under}"
        return fraction(over, under)

    def _rad(self, e: Element) -> str:
        hidden = switched(child(e, "radPr", "degHide"))
        return root("" if hidden else self._of(e, "deg"), self._of(e, "e"))

    def _d(self, e: Element) -> str:
        opens, closes, between = (
            _stated(child(e, "dPr", f"{name}Chr"), usual)
            for name, usual in (("beg", "("), ("end", ")"), ("sep", "|"))
        )
        parts = [self.children(part) for part in e if local(part) == "e"]
        return opens + between.join(parts) + closes

    def _nary(self, e: Element) -> str:
        sign = _stated(child(e, "naryPr", "chr"), "∫")
        limits = as_index(self._of(e, "sub")) + as_power(self._of(e, "sup"))
        return f"{sign}{limits} {self._of(e, 'e')}"

    def _func(self, e: Element) -> str:
        return f"{self._of(e, 'fName').strip()} {self._of(e, 'e').strip()}"

    def _limLow(self, e: Element) -> str:
        return self._of(e, "e") + as_index(self._of(e, "lim"))

    def _limUpp(self, e: Element) -> str:
        return self._of(e, "e") + as_power(self._of(e, "lim"))

    def _acc(self, e: Element) -> str:
        return _marked(self._of(e, "e"), _stated(child(e, "accPr", "chr"), "\u0302"))

    def _bar(self, e: Element) -> str:
        below = value(child(e, "barPr", "pos")) == "bot"
        return _marked(self._of(e, "e"), "\u0332" if below else "\u0305")

    def _phant(self, e: Element) -> str:
        """Room for something that may not be shown."""
        return "" if switched(child(e, "phantPr", "show")) is False else self._of(e, "e")

    def _borderBox(self, e: Element) -> str:
        """What stands in a frame, which may be crossed out."""
        lines = (child(e, "borderBoxPr", f"strike{way}") for way in ("H", "V", "BLTR", "TLBR"))
        return "" if any(switched(line) for line in lines) else self._of(e, "e")

    def _m(self, e: Element) -> str:
        rows = ["  ".join(self.children(c) for c in row if local(c) == "e")
                for row in e if local(row) == "mr"]  # fmt: skip
        return f"[{'; '.join(rows)}]"

    def _eqArr(self, e: Element) -> str:
        """Lines of equations, whose "&" are aligned and whose "#" stands before a number."""
        lines = (self.children(part) for part in e if local(part) == "e")
        return "; ".join(line.replace("&", "").replace("#", " ") for line in lines)


def _base(text: str, lowered: bool, raised: bool) -> str:
    """What bears an index or a power: a sum, a fraction or another power in brackets."""
    text = text.strip()
    own = unicodedata.decomposition(text[-1:] or " ").partition(" ")[0]
    twice = (raised and (own == "<super>" or "^" in text)) or (
        lowered and (own == "<sub>" or "_" in text)
    )  # 2³ squared must not become 2³²
    several = twice or any(char in "+-−±×·/ " for char in text[1:])
    return f"({text})" if several and _open(text) else text


def _open(text: str) -> bool:
    return not (text[:1] in "([{|" and text[-1:] in ")]}|")


def _stated(element: Element, usual: str) -> str:
    """A sign that is stated (it may be none at all), or the usual one."""
    stated = value(element)
    return usual if element is None or stated is None else stated


def _marked(text: str, mark: str) -> str:
    """An accent over one letter; over more, in brackets behind it."""
    return text + mark if len(text) == 1 else f"{_grouped(text)}{mark}"


def height_of(run: Element, paragraph: Element, styles: Styles) -> int:
    """1 for a run that is raised, -1 for one that is lowered, else 0."""
    if run is None:
        return 0
    stated = value(styles.run(run, paragraph, "vertAlign"))
    if stated in ("superscript", "subscript"):
        return 1 if stated == "superscript" else -1
    by = number(styles.run(run, paragraph, "position")) or 0
    if not by or abs(by) >= _RAISED_BY:
        return (by > 0) - (by < 0)
    around = styles.run(child(paragraph, "pPr"), paragraph, "sz")
    size = number(styles.run(run, paragraph, "sz")) or _USUAL
    return ((by > 0) - (by < 0)) * (size < (number(around) or _USUAL))


def shifted(text: str, lowered: bool, before: str) -> str:
    """Raised (or lowered) text behind `before`, the character that stands before it.

    Figures and signs become Unicode's raised ones; so does a single letter. Words stay as they
    are ("1st", "Mme"), a formula behind a figure or letter is put behind ^ or _.
    """
    core = text.strip()
    if not core or not core.isprintable():
        return text
    figures = raised(core, lowered)
    if figures == core and not core.isalpha():
        signs = [raised(char, lowered) for char in core]
        changed = all(sign != char or char in " ,." for sign, char in zip(signs, core, strict=True))
        if changed:
            figures = "".join(signs)
        elif any(char.isdigit() for char in core) and before.isalnum() and len(core) <= 12:
            figures = as_index(core) if lowered else as_power(core)
    return text.replace(core, figures)
