"""Fields of Word: what one shows that has no result of its own in the file."""

import re
from dataclasses import dataclass

from rag.documents.formats.docx.attributes import child, number, switched, value
from rag.documents.formats.symbols import is_symbolic, sign
from rag.documents.formats.xml import Element, local

_SYMBOL = re.compile(r"\s*SYMBOL\s+(?P<code>0x[\da-f]+|\d+)", re.I)
_BUTTON = re.compile(r"\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+(.*)", re.I | re.S)
_NUMBER = re.compile(r"\s*(?:AUTONUM|AUTONUMLGL|AUTONUMOUT|LISTNUM)\b", re.I)
_SHOWING = re.compile(
    rf"\s*EQ\b|{_SYMBOL.pattern}|{_BUTTON.pattern}|{_NUMBER.pattern}", re.I | re.S
)
_SILENT = re.compile(r"\s*(?:SET|ASK|TC|TA|XE|RD|PRIVATE|NEXT|NEXTIF|SKIPIF)\b", re.I)
_FONT = re.compile(r"\\f\s+(?:\"([^\"]+)\"|(\S+))", re.I)


@dataclass(slots=True)
class WordField:
    """A field that has begun: its code, whether its result has, and where in layer 1 it did."""

    code: str = ""
    in_result: bool = False
    start: int = -1


def unresolved(code: str) -> bool:
    """Whether a field without a result shows something: a sign, a formula, a number, a prompt."""
    return _SHOWING.match(code) is not None


def lists_contents(code: str) -> bool:
    """Whether a field is a table of contents, of figures, or an index.

    >>> lists_contents(" TOC "), lists_contents(" TC Salt ")
    (True, False)
    """
    return re.match(r"\s*(?:TOC|TOA|INDEX)\b", code, re.I) is not None


def silent(code: str) -> bool:
    """Whether a field shows nothing, whatever result the file keeps of it: an entry, a variable."""
    return _SILENT.match(code) is not None


def refers_again(code: str) -> str | None:
    """The bookmark around a note's mark that a field prints once more.

    >>> refers_again(" NOTEREF _Ref7 "), refers_again(" REF _Ref7 ")
    ('_Ref7', None)
    """
    match = re.match(r"\s*(?:NOTEREF|FTNREF)\s+(\S+)", code, re.I)
    return match[1] if match else None


def shown(code: str) -> str | None:
    """What a field shows that has no result and counts nothing; None where that can't be told."""
    button = _BUTTON.match(code)
    if button:
        return button[1].strip()
    match = _SYMBOL.match(code)
    if match:
        font = _FONT.search(code)
        name = (font.group(1) or font.group(2)) if font else None
        number = int(match["code"], 0)
        ansi = 0x80 <= number < 0xA0 and not is_symbolic(name)
        return bytes([number]).decode("cp1252", "ignore") or None if ansi else sign(number, name)
    return None


def control(field: Element) -> str:
    """What a form's check box or list shows; "" for any other field."""
    box = child(field, "ffData", "checkBox")
    if box is not None:
        checked = switched(child(box, "checked"))
        checked = switched(child(box, "default")) if checked is None else checked
        return "☒" if checked else "☐"
    choices = child(field, "ffData", "ddList")
    if choices is not None:
        entries = [value(e) or "" for e in choices if local(e) == "listEntry"]
        choice = number(child(choices, "result")) or number(child(choices, "default")) or 0
        return entries[choice] if 0 <= choice < len(entries) else ""
    return ""
