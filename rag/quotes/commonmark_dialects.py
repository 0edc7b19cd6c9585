"""What dialects of Markdown add to CommonMark inside of a line, for rag/quotes/check.py alone.

A second reading of docs/markdown.md, character by character and without patterns, so that it
shares nothing with rag/documents/dialects.py, whose faults it must find.
"""

from bisect import bisect_left
from functools import lru_cache
from html import unescape

from rag.quotes.commonmark_gaps import Taken, is_word, template
from rag.quotes.commonmark_unseen import TagReader

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_WORD = _LETTERS | frozenset("0123456789_")
_CLOSED = {"{++": "++}", "{--": "--}", "{==": "==}", "{>>": "<<}", "{~~": "~~}"}
_LONGEST = 200  # the last line of a block that may be a name


def taken(text: str, at: int, end: int) -> Taken | None:
    """The mark-up of a dialect at `at` in a block that ends at `end`; None if it is none."""
    readers = {"!": _wiki, "[": _wiki, "%": _private, "=": _highlight, "-": _snippet, "^": _name}
    reader = readers.get(text[at])
    return reader(text, at, end) if reader else _braces(text, at, end)


def _name(text: str, at: int, end: int) -> Taken | None:
    """The name of a block at its end."""
    name = text[at + 1 : end].rstrip() if end - at < _LONGEST else ""
    known = 3 <= len(name) <= 40 and all(c in _WORD - {"_"} or c == "-" for c in name)
    return (end, [(at, end)]) if known and at > 0 and text[at - 1].isspace() else None


def _braces(text: str, at: int, end: int) -> Taken | None:
    """A remark, a tag of a template, a role, or a change of an editor."""
    second = text[at + 1 : at + 2]
    if second == "#":
        close = _behind(text, "#}", at + 2, end) if text[at + 2 : at + 3].isspace() else -1
        return (close + 2, [(at, close + 2)]) if close >= 0 else None
    if second == "{":
        before, inside = text[at - 1 : at], text[at + 2 : at + 3]
        free = not before or not (is_word(before) or before in "\\^}{$")
        return template(text, at, end) if free or inside.isspace() or inside in "<%/#" else None
    if second == "%":
        return template(text, at, end)
    role = at + 1
    while role < end and (is_word(text[role]) or text[role] in ":+-"):
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


def _snippet(text: str, at: int, end: int) -> Taken | None:
    """The scissors of MkDocs before a file's name in quotation marks."""
    name = text[at + 6 : end].split("\n")[0]
    file, sign, _ = name.lstrip(" \t")[1:].partition(name.lstrip(" \t")[:1] or " ")
    quoted = sign and sign in "\"'" and name[:1] in " \t" and not {*"\"'"} & {*file}
    free = text.startswith("--8<--", at) and (at == 0 or text[at - 1].isspace())
    close = at + 6 + len(name) - len(name.lstrip(" \t")) + len(file) + 2
    return (close, [(at, close)]) if free and quoted and file else None


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
    figures = name[1:].removeprefix("x").removeprefix("X") if name[:1] == "#" else name
    plain = figures.isascii() and figures.isalnum() and not (name[0] == "#" and len(name) > 8)
    sign = unescape(f"&{name};") if plain else ""
    return (close + 1, sign) if len(sign) == 1 and sign >= " " else None


def over_attributes(text: str, at: int, end: int) -> int:
    """Behind the attributes in braces at `at`: `{#id .class key="value" =html}`; else `at`."""
    if text[at : at + 1] != "{" or at >= end:
        return at
    close = text.find("}", at, end)
    while close > 0 and text.count('"', at, close) % 2:
        close = text.find("}", close + 1, end)
    if close < 0 or "<" in text[at:close] or ">" in text[at:close]:
        return at
    reader = TagReader()
    reader.feed(f"<x {text[at + 1 : close].removeprefix(':')}>")
    named = [_is_attribute(name, value is not None) for name, value in reader.found[1]]
    return close + 1 if named and all(named) else at


def _is_attribute(name: str, valued: bool) -> bool:
    """Whether a name stands with a value as `key=` does, or alone as `.class` does."""
    first, rest = name[:1], name[1:]
    if first in ".#=":
        begins = rest[:1] in _LETTERS or (first == "=" and is_word(rest[:1]))
        return bool(rest) and begins and not valued
    return first in _LETTERS and valued and all(is_word(char) or char in ":-" for char in rest)
