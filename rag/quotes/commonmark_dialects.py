"""What dialects of Markdown add to CommonMark inside of a line, for rag/quotes/check.py alone.

A second reading of docs/markdown.md, character by character and without patterns, so that it
shares nothing with rag/documents/dialects.py, whose faults it must find.
"""

from bisect import bisect_left
from functools import lru_cache
from html.entities import html5

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_WORD = _LETTERS | frozenset("0123456789_")
_CLOSED = {"{++": "++}", "{--": "--}", "{==": "==}", "{>>": "<<}", "{~~": "~~}"}
_LONGEST = 200  # the last line of a block that may be a name
Taken = tuple[int, list[tuple[int, int]]]
"""Where reading goes on, and the half-open ranges that are left out."""


def taken(text: str, at: int, end: int) -> Taken | None:
    """The mark-up of a dialect at `at` in a block that ends at `end`; None if it is none."""
    char = text[at]
    if char in "![":
        return _wiki(text, at, end)
    if char == "%":
        return _private(text, at, end)
    if char == "=":
        return _highlight(text, at, end)
    if char == "^":
        name = text[at + 1 : end].rstrip() if end - at < _LONGEST else ""
        known = 4 <= len(name) <= 40 and all(c in _WORD - {"_"} or c == "-" for c in name)
        return (end, [(at, end)]) if known and at > 0 and text[at - 1].isspace() else None
    second = text[at + 1 : at + 2]
    if second == "#":
        close = _behind(text, "#}", at + 2, end) if text[at + 2 : at + 3].isspace() else -1
        return (close + 2, [(at, close + 2)]) if close >= 0 else None
    if second == "{":
        before, inside = text[at - 1 : at], text[at + 2 : at + 3]
        free = not before or not (_is_word(before) or before in "\\^}{$")
        return _template(text, at, end) if free or inside.isspace() or inside in "<%/#" else None
    if second == "%":
        return _template(text, at, end)
    role = at + 1
    while role < end and (_is_word(text[role]) or text[role] in ":+-"):
        role += 1
    named = second in _LETTERS and second.islower() and role - at <= 42
    if named and text[role : role + 2] == "}`" and role + 2 <= end:
        return role + 1, [(at, role + 1)]
    return _edit(text, at, end)


def _wiki(text: str, at: int, end: int) -> Taken | None:
    embeds = text[at] == "!"
    first = at + embeds + 2
    if text[at + embeds : first] != "[[" or first > end:
        return None
    close = first
    while close < end and text[close] not in "[]\n":
        close += 1
    inside = text[first:close]
    target, bar, shown = inside.partition("|")
    named = any(char.isalpha() for char in target) and not target[0].isspace()
    if text[close : close + 2] != "]]" or close + 2 > end or not named:
        return None
    if "|" in shown or (bar and not shown) or (text[close + 2 : min(end, close + 3)] == "("):
        return None
    if embeds:
        return close + 2, [(at, close + 2)]
    words = first + (len(target) + 1 if bar else target[0] == "#")
    return close + 2, [(at, words), (close, close + 2)]


def _private(text: str, at: int, end: int) -> Taken | None:
    """Two signs of percent around words of one line, with white space around them."""
    if text[at : at + 2] != "%%" or (at > 0 and not text[at - 1].isspace()):
        return None
    close = text.find("%", at + 2, end)
    inside = text[at + 2 : close]
    after = text[close + 2 : min(end, close + 3)]
    if close <= at + 2 or text[close : close + 2] != "%%" or close + 2 > end or "\n" in inside:
        return None
    return None if after and not after.isspace() else (close + 2, [(at, close + 2)])


def _highlight(text: str, at: int, end: int) -> Taken | None:
    before = text[at - 1] if at > 0 else " "
    inside = text[at + 2 : at + 3]
    if text[at : at + 2] != "==" or before.isalnum() or before in "_=" or at + 3 > end:
        return None
    if inside.isspace() or inside == "=":
        return None
    close = text.find("=", at + 2, end)
    after = text[close + 2 : min(end, close + 3)]
    if close < 0 or text[close : close + 2] != "==" or close + 2 > end:
        return None
    if "\n" in text[at:close] or text[close - 1].isspace():
        return None
    if after and (after.isalnum() or after in "_="):
        return None
    return at + 2, [(at, at + 2), (close, close + 2)]


def _template(text: str, at: int, end: int) -> Taken | None:
    """A tag of a template, `{% name … %}` or `{{ name … }}`, without another in it."""
    closing = "%}" if text[at + 1] == "%" else "}}"
    close = at + 2
    while close < end and text[close] not in "{}\n" and text[close : close + 2] != closing:
        close += 1
    inside = text[at + 2 : close]
    named = inside.lstrip("-~<% \t\r\f\v/").removeprefix("#")[:1]
    whole = text[close : close + 2] == closing and close + 2 <= end and len(inside) <= 300
    if not whole or not named or not (_is_word(named) or named in "\"'."):
        return None
    return close + 2, [(at, close + 2)]


def _edit(text: str, at: int, end: int) -> Taken | None:
    """A change of an editor; what was deleted and what is remarked goes."""
    kind = text[at : at + 3]
    close = _behind(text, _CLOSED[kind], at + 3, end) if kind in _CLOSED else -1
    if close < 0:
        return None
    if kind in ("{++", "{=="):
        return at + 3, [(at, at + 3), (close, close + 3)]
    became = _behind(text, "~>", at + 3, close) if kind == "{~~" else -1
    if became < 0:
        return close + 3, [(at, close + 3)]
    return close + 3, [(at, became + 2), (close, close + 3)]


def _behind(text: str, sign: str, first: int, end: int) -> int:
    """As `str.find`, in a text that asks it of every character."""
    standing = _standing(text, sign)
    number = bisect_left(standing, first)
    last = end - len(sign)
    return standing[number] if number < len(standing) and standing[number] <= last else -1


@lru_cache(maxsize=8)
def _standing(text: str, sign: str) -> list[int]:
    found, at = list[int](), text.find(sign)
    while at >= 0:
        found.append(at)
        at = text.find(sign, at + 1)
    return found


def reference(text: str, at: int, end: int) -> tuple[int, str] | None:
    """Behind a reference to a character at `at`, and the character; None if it is none."""
    close = text.find(";", at + 1, min(end, at + 34))
    name = text[at + 1 : close] if close > 0 else ""
    if name[:2] in ("#x", "#X"):
        figures = name[2:]
        good = 0 < len(figures) < 7 and all(c in "0123456789abcdefABCDEF" for c in figures)
        sign = _numbered(int(figures, 16)) if good else ""
    elif name[:1] == "#":
        figures = name[1:]
        good = 0 < len(figures) < 8 and all(c in "0123456789" for c in figures)
        sign = _numbered(int(figures)) if good else ""
    else:
        sign = html5.get(f"{name};", "")
    return (close + 1, sign) if len(sign) == 1 and sign >= " " else None


def _numbered(number: int) -> str:
    """A character by its number; some of those between 128 and 159 mean Windows' signs."""
    if 0x80 <= number <= 0x9F:
        try:
            return bytes([number]).decode("cp1252")
        except UnicodeDecodeError:
            return chr(number)
    if number == 0 or 0xD800 <= number <= 0xDFFF or number > 0x10FFFF:
        return "\ufffd"
    return chr(number)


def over_attributes(text: str, at: int, end: int) -> int:
    """Behind the attributes in braces at `at`: `{#id .class key="value" =html}`; else `at`."""
    if text[at : at + 1] != "{" or at >= end:
        return at
    after, count = at + 1 + (text[at + 1 : at + 2] == ":"), 0
    while after < end and text[after] != "}":
        while after < end and text[after].isspace():
            after += 1
        if after < end and text[after] == "}":
            break
        behind = _one_attribute(text, after, end)
        if behind == after:
            return at
        after, count = behind, count + 1
    return after + 1 if count and after < end else at


def _one_attribute(text: str, at: int, end: int) -> int:
    """Behind one attribute, `at` where none stands."""
    signed = text[at] in ".#="
    first = at + signed
    if first >= end or not (text[first] in _LETTERS or (text[at] == "=" and _is_word(text[first]))):
        return at
    after = first
    allowed = "" if text[at] == "=" else ":.-" if signed else ":-"
    while after < end and (_is_word(text[after]) or text[after] in allowed):
        after += 1
    if signed:
        return after
    if text[after : after + 1] != "=" or after + 1 >= end:
        return at
    after += 1
    if text[after] in "\"'":
        close = text.find(text[after], after + 1, end)
        return close + 1 if close > 0 and "\n" not in text[after:close] else at
    value = after
    while after < end and not text[after].isspace() and text[after] not in "{}\"'":
        after += 1
    return after if after > value else at


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"
