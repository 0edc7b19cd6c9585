"""A second count of the words of a Word file, apart from the walk that writes its text.

Every character of a text run in the parts that were read is in layer 1, or in one of the kinds
that are left out on purpose: deleted or struck out, hidden, the code of a field, the older
version of a drawing, a prompt of a form, a pronunciation, a table of contents. What is neither is
a loss.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from rag.documents.document import Loss
from rag.documents.formats.docx.attributes import value
from rag.documents.formats.xml import Element, local

_PRIVATE = re.compile("[\ue000-\uf8ff]+")
_ALIGNS = re.compile(f"{_PRIVATE.pattern}|[&#]")
_SHOWN_WORDS = re.compile(r"\{[^}]*/(?:main|math)\}t$")
_SHOWN, _CODE, _NEVER = range(3)
"""A field's result is shown; its code still runs; neither is ever shown."""
_SILENT = re.compile(r"\s*(?:SET|ASK|TC|TA|XE|RD|PRIVATE|NEXT|NEXTIF|SKIPIF)\b", re.I)
_GONE = frozenset("del moveFrom conflictDel rt pPr sectPr sdtPr".split())
_HIDES = frozenset("vanish strike dstrike".split())
_OF_CELLS = frozenset("del cellDel hMerge hidden".split())
_GROUNDS = frozenset(["shd", "highlight"])
_PALE = re.compile("([ef][0-9a-f]){3}", re.I)
_OFF = re.compile(r"visibility:hidden|display:none|mso-hide:all|(?:left|top):-\d{4}")
_AWAY = re.compile(r"-?\d{8,}|-[3-9]\d{6}")
_CONTENTS = re.compile(r"(?:toc|contents|index) ?\d|table of figures", re.I)
_SIGNS = str.maketrans("−‐‑–⁄∕∛∜", "----//34")


def unaccounted(parts: Iterable[Element], styles: Element, text: str) -> tuple[Loss, ...]:
    """The characters of these parts that layer 1 lacks, as one loss."""
    said = list(_words(parts, _hiding(styles)))
    lacking = Counter(_folded("".join(said))) - Counter(_folded(text))
    missing = sum(lacking.values())
    if not missing:
        return ()
    have = _folded(text)
    first = next((words for words in said if _folded(words) not in have), "")
    shown = " ".join(first.split())[:40]
    return (Loss(f"{missing} characters are not in the text, such as “{shown}”", missing),)


def _folded(text: str) -> str:
    plain = "".join(unicodedata.normalize("NFKC", text).translate(_SIGNS).split())
    return plain if plain.isprintable() else "".join(filter(str.isprintable, plain))


def _hiding(styles: Element) -> frozenset[str]:
    """The ids of the styles that hide, strike or recolour text, or that stand for contents."""
    hidden: set[str] = set()
    based: dict[str, str] = {}
    for style in styles if styles is not None else ():
        name = value(style, "styleId") or ""
        table = any(str(v) == "table" for v in style.attrib.values())
        for element in (e for e in style.iter() if not (table and _of_part(e, style))):
            if local(element) == "basedOn":
                based[name] = value(element) or ""
            if (
                _odd(element)
                or _flat(element)
                or (local(element) == "name" and _CONTENTS.match(value(element) or ""))
            ):
                hidden.add(name)
    for name in list(based):
        above, steps = name, 0
        while above in based and steps < 20:
            above, steps = based[above], steps + 1
            hidden |= {name} if above in hidden else set()
    return frozenset(hidden)


def _of_part(element: Element, style: Element) -> bool:
    """Whether a property is that of some cells only, in a style of tables."""
    around = (local(ancestor) for ancestor in element.iterancestors() if ancestor is not style)
    return "tblStylePr" in around


def _odd(element: Element) -> bool:
    """Whether a property may hide text, or show it in another font's signs."""
    name, stated = local(element), (value(element) or "")
    if name == "sz":
        return stated.isdecimal() and float(stated) <= 3
    if name == "w":
        return stated.isdecimal() and float(stated) <= 5
    if name == "textFill":
        return True
    if name == "color":
        return bool(_PALE.fullmatch(stated))
    if name == "rFonts":
        fonts = " ".join(str(v) for v in element.attrib.values()).lower()
        return any(sign in fonts for sign in ("symbol", "ding", "sorts", "mt extra", "marlett"))
    return name in _HIDES


def _flat(element: Element) -> bool:
    """Whether a height of lines or rows is exactly nothing, or nearly so."""
    stated = {k.rpartition("}")[2]: str(v) for k, v in element.attrib.items()}
    exact = "exact" in (stated.get("lineRule"), stated.get("hRule"))
    return exact and any(v.isdecimal() and float(v) <= 40 for v in stated.values())


def _words(parts: Iterable[Element], left_out: frozenset[str]) -> Iterator[str]:
    """The text of every run that shows words, in order."""
    codes = [_SHOWN]  # for each field that has begun
    known: dict[Element, bool] = {}
    for part in parts:
        for element in part.iter():
            name = local(element)
            if name == "fldChar":
                codes = _field(codes, value(element, "fldCharType") or "")
            elif name == "p" and not any(local(a) == "p" for a in element.iterancestors()):
                codes = [_SHOWN] * len(codes)
            elif name == "instrText" and codes[-1] and _SILENT.match(element.text or ""):
                codes[-1] = _NEVER
            elif _SHOWN_WORDS.match(str(element.tag)) and not (
                any(codes) or _is_left_out(element, left_out, known)
            ):
                aligned = any(local(a) == "eqArr" for a in element.iterancestors())
                yield (_ALIGNS if aligned else _PRIVATE).sub("", element.text or "")


def _field(codes: list[int], kind: str) -> list[int]:
    if kind == "begin":
        return [*codes, _CODE]
    if kind == "separate":
        return [*codes[:-1], _NEVER if codes[-1] == _NEVER else _SHOWN]
    return codes[:-1] or [_SHOWN]


def _is_left_out(element: Element, left_out: frozenset[str], known: dict[Element, bool]) -> bool:
    """Whether a run of text is of a kind that is left out on purpose; `known` are those around."""
    around: list[Element] = []
    ancestor = element.getparent()
    while ancestor is not None and ancestor not in known:
        around.append(ancestor)
        ancestor = ancestor.getparent()
    gone = ancestor is not None and known[ancestor]
    for one in reversed(around):
        gone = gone or _leaves_out(one, left_out)
        known[one] = gone
    return gone


def _leaves_out(ancestor: Element, left_out: frozenset[str]) -> bool:
    name = local(ancestor)
    other = name == "Fallback" and any(local(e) == "Choice" for e in ancestor.getparent())
    if other or name in _GONE or _is_unseen(ancestor):
        return True
    holds = ancestor if name in ("r", "p", "sdt", "tr", "tc", "tbl") else ()
    return any(_hides(properties, name, left_out) for properties in holds)


def _is_unseen(shape: Element) -> bool:
    """Whether a shape is hidden, a room of a formula empty, or a term of it crossed out."""
    style = str(shape.get("style") or "").replace(" ", "")
    if _OFF.search(style) or any(_AWAY.fullmatch(e.text or "") for e in shape.iter("{*}posOffset")):
        return True
    inside = [e for e in shape if local(e) in ("docPr", "phantPr", "borderBoxPr")]
    for properties in inside:
        if properties.get("hidden") in ("1", "true"):
            return True
        for one in properties:
            name, stated = local(one), value(one)
            off = stated in ("0", "false", "off")
            if (name == "show" and off) or (name.startswith("strike") and not off):
                return True
    return False


def _hides(properties: Element, holder: str, left_out: frozenset[str]) -> bool:
    kind = local(properties)
    if kind not in ("rPr", "pPr", "sdtPr", "trPr", "tcPr", "tblPr"):
        return False
    names = {local(element) for element in properties}
    if holder == "r" and "color" in names and names & _GROUNDS:
        return True  # may have the colour of its ground
    for element in properties:
        name = local(element)
        if name in ("rStyle", "pStyle", "tblStyle") and (value(element) or "") in left_out:
            return True
        if name == "showingPlcHdr" or (name in _OF_CELLS and holder != "p"):
            return True
        if _flat(element) or (holder == "r" and _odd(element)):
            return True
    return False
