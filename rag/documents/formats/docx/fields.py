"""Fields of Word: what one shows that has no result of its own in the file."""

import re
import unicodedata
from dataclasses import dataclass

from rag.documents.formats.docx.attributes import child, number, switched, value
from rag.documents.formats.docx.equations import as_index, as_power, fraction, root
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
_COMMAND = re.compile(r"\\([a-z])((?:\s*\\[a-z]+\d*){0,12})\s*\(", re.I)
_LAYOUT = re.compile(r"\\\*\s*(?:\"[^\"]*\"|\S+)\s*")
_ABOVE = re.compile(r"\\s\s*\\up", re.I)
_RINGS, _FRAMES = ("○", "◯"), ("□", "△", "◇", "◻")
_RINGED = {
    unicodedata.normalize("NFKC", ringed): ringed
    for ringed in map(chr, [*range(0x2460, 0x2500), *range(0x3200, 0x3300)])
    if unicodedata.decomposition(ringed).startswith("<circle>")
}
_DEEPEST = 12


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
    formula = re.match(r"\s*EQ\s+", code, re.I)
    return _formula(_LAYOUT.sub("", code[formula.end() :]), 0) if formula else None


def _formula(code: str, depth: int) -> str | None:
    """The text of an EQ field's formula, on one line."""
    text, at = "", 0
    while match := _COMMAND.search(code, at):
        end = _closing(code, match.end())
        inside = _parts(code[match.end() : end])
        if end >= len(code) or depth > _DEEPEST:
            return None
        if match[1].lower() == "o":
            made = _printed_over(inside)
        else:
            parts = [_formula(part, depth + 1) for part in inside]
            if any(part is None for part in parts):
                return None
            made = _made(match[1].lower(), match[2].lower(), [part or "" for part in parts])
        if made is None:
            return None
        text += code[at : match.start()] + made
        at = end + 1
    return (text + code[at:]).strip()


def _closing(code: str, at: int) -> int:
    """Where the bracket that is open at `at` closes."""
    depth = 1
    for index in range(at, len(code)):
        if code[index - 1] != "\\":
            depth += (code[index] == "(") - (code[index] == ")")
        if depth == 0:
            return index
    return len(code)


def _parts(code: str) -> list[str]:
    """What stands between the brackets, cut at commas (or semicolons) that are no one else's."""
    for separator in ",;":
        parts, depth = [""], 0
        for char in code:
            depth += (char == "(") - (char == ")")
            if char == separator and depth == 0:
                parts.append("")
            else:
                parts[-1] += char
        if len(parts) > 1:
            return parts
    return [code]


def _made(command: str, options: str, parts: list[str]) -> str | None:
    if command == "f" and len(parts) == 2:
        return fraction(*parts)
    if command == "r":
        return root(parts[0] if len(parts) > 1 else "", parts[-1])
    if command == "s" and len(parts) == 1:
        return as_index(parts[0]) if "\\do" in options else as_power(parts[0])
    if command == "b" and len(parts) == 1:
        return f"({parts[0]})"
    if command == "i" and len(parts) == 3:
        sign = "∑" if "\\su" in options else "∏" if "\\pr" in options else "∫"
        return f"{sign}{as_index(parts[0])}{as_power(parts[1])} {parts[2]}"
    if command in ("x", "l", "a"):
        return ", ".join(parts)
    return "" if command == "d" and not any(parts) else None


def _printed_over(parts: list[str]) -> str | None:
    """What stands in one place: words below their pronunciation, a sign in a ring or a frame."""
    over, below = parts[0].strip(), parts[-1].strip()
    if over in _RINGS:
        return _RINGED.get(below, below)
    return below if over in _FRAMES or _ABOVE.match(over) else None


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
