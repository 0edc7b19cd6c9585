"""Which tags of HTML in Markdown leave out the words of their element, for rag/quotes/check.py.

A second reading of docs/hidden-text.md, character by character and without patterns, so that it
shares nothing with rag/documents/hiding.py, whose faults it must find.
"""

from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser

import tinycss2

_GONE = frozenset("del s strike script style template".split())
_WHITE = ("white", "#fff", "#ffffff", "transparent")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "em": 16.0, "rem": 16.0, "ex": 8.0,
           "ch": 8.0, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "%": 9.0, "vw": 9.0,
           "vh": 9.0}  # fmt: skip
_SIDES = ("width", "height", "max-width", "max-height")
_SMALL = {ord(capital): capital.lower() for capital in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
"""`lower()` may change the length of a text ("İ")."""


def lowered(text: str) -> str:
    """A text with its ASCII capitals small, of the same length."""
    return text.translate(_SMALL)


@lru_cache(maxsize=256)
def leaves_out(tag: str) -> str:
    """The name of the element that a tag opens, if that hides or crosses out words; else ""."""
    reader = TagReader()
    reader.feed(tag.lower())
    name, attributes = reader.found
    said = {key: value or "" for key, value in attributes}
    if name in _GONE or "hidden" in said or (name == "dialog" and "open" not in said):
        return name
    if name == "font" and said.get("color") in _WHITE:
        return name
    style: dict[str, str] = {}
    for declaration in said.get("style", "").split(";"):
        property_, _, value = declaration.replace("!important", "").partition(":")
        style[property_.strip()] = value.strip()
    return name if _goes(style) or _moves(style) or _clips(style) or _pales(style) else ""


def is_dot(tag: str) -> bool:
    """Whether a tag gives its picture a side of at most two pixels."""
    reader = TagReader()
    reader.feed(tag.lower())
    said = {key: value or "" for key, value in reader.found[1]}
    style = (part.partition(":") for part in said.get("style", "").split(";"))
    for key, value in (*said.items(), *((name.strip(), given) for name, _, given in style)):
        amount, unit = _amount(value.strip())
        if key in _SIDES and amount is not None and amount * _PIXELS.get(unit, 3.0) <= 2:
            return True
    return False


class TagReader(HTMLParser):
    """The name and the attributes of a tag that it is fed."""

    found: tuple[str, list[tuple[str, str | None]]] = ("", [])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """What the parser calls."""
        self.found = tag, attrs


def _goes(style: dict[str, str]) -> bool:
    """Whether a style takes words from the page, fades them, or crosses them out."""
    if style.get("display") == "none" or style.get("mso-hide") == "all":
        return True
    if style.get("visibility") in ("hidden", "collapse"):
        return True
    if style.get("content-visibility") == "hidden" or _clear(style.get("opacity", "")):
        return True
    if any(name == "opacity" and _clear(inside) for name, inside in _calls(style, "filter")):
        return True
    return "line-through" in style.get("text-decoration", "") + style.get(
        "text-decoration-line", ""
    )


def _clear(value: str) -> bool:
    amount, unit = _amount(value)
    return amount is not None and amount < (5 if unit == "%" else 0.05)


def _moves(style: dict[str, str]) -> bool:
    """Whether a style puts words beside the page, or on top of each other."""
    least = -100 if style.get("position") == "fixed" else -900
    first = {name: value.split(" ")[0] for name, value in style.items()}
    if first.get("position", "static") != "static":
        sides = [first.get(side, "") for side in ("left", "top", "right", "bottom", "inset")]
        beyond = sides[0][-2:] == "vw" and _length(sides[0]) >= 900
        if beyond or any(_length(side) <= least for side in sides) or _length(sides[1]) <= -100:
            return True
    indent, margin = first.get("text-indent", ""), style.get("margin-left", "")
    if _length(indent) <= -900 or max(_length(indent), _length(first.get("left", ""))) >= 5000:
        return True
    if margin[-1:] != "%" and _length(margin) <= -1800:
        return True
    for name, inside in _calls(style, "transform"):
        parts = [part.strip() for part in inside.split(",")]
        if name.startswith("scale") and any(_amount(part)[0] == 0 for part in parts):
            return True
        if name.startswith("translate") and any(_length(part) <= -900 for part in parts):
            return True
    amount, unit = _amount(style.get("letter-spacing", ""))
    crowded = amount is not None and amount <= (-8 if unit == "px" else -0.5)
    return crowded or 0 in (_amount(style.get("scale", ""))[0], _amount(style.get("zoom", ""))[0])


def _length(value: str) -> float:
    """A length in pixels, 0 for what is none."""
    amount, unit = _amount(value)
    return (amount or 0.0) * _PIXELS.get(unit, 0.0)


def _clips(style: dict[str, str]) -> bool:
    """Whether nothing is left of a box."""
    shapes = list(_calls(style, "clip-path"))
    if style.get("position") in ("absolute", "fixed"):
        shapes += _calls(style, "clip")
    for name, inside in shapes:
        amounts = [
            _amount(part) for part in "".join(" " if c == "," else c for c in inside).split()
        ]
        if not amounts:
            continue
        if name == "inset" and amounts[0] in ((50, "%"), (100, "%"), (100, "vh")):
            return True
        if name == "circle" and amounts[0][0] == 0:
            return True
        if name in ("rect", "polygon") and all(n in (0, 1) for n, _ in amounts):
            return True
    cuts = [style.get(f"overflow{axis}", "") for axis in ("", "-x", "-y")]
    boxes = [_amount(style.get(side, "")) for side in _SIDES]
    beside = _amount(style.get("text-indent", "")) == (100, "%")
    return any(cut[:6] == "hidden" or cut[:4] == "clip" for cut in cuts) and (
        beside or any(box in ((0, ""), (0, "px"), (1, "px")) for box in boxes)
    )


def _pales(style: dict[str, str]) -> bool:
    """Whether a style makes letters too small to be read, or those of the colour of paper."""
    amount, unit = _amount(style.get("font-size", ""))
    if amount is not None and amount <= (2 if unit in ("px", "pt", "%") else 0.1):
        return True
    grounds = [name for name in style if name[:10] == "background"]
    return not grounds and style.get("color") in _WHITE


def _calls(style: dict[str, str], property_: str) -> Iterator[tuple[str, str]]:
    """The functions in a value, each with what stands in its parentheses."""
    for part in tinycss2.parse_component_value_list(style.get(property_, "")):
        if part.type == "function":
            yield part.lower_name, tinycss2.serialize(part.arguments)


def _amount(value: str) -> tuple[float | None, str]:
    """The number that a value is, and its unit; None where it is none."""
    parts = tinycss2.parse_component_value_list(value)
    if len(parts) != 1 or parts[0].type not in ("number", "percentage", "dimension"):
        return None, ""
    unit = {"number": "", "percentage": "%"}.get(parts[0].type)
    return parts[0].value, parts[0].lower_unit if unit is None else unit


def element_end(text: str, name: str, at: int, end: int) -> int:
    """Behind the tag that closes the element whose tag ends at `at`; 0 where none does.

    `text` is lowered. Elements of the same name in it close first.
    """
    depth, last = 1, 0
    while depth:
        at = text.find("<", at, end)
        if at < 0:
            break
        closing = text[at + 1 : at + 2] == "/"
        behind = at + 1 + closing + len(name)
        sign = text[behind : min(end, behind + 1)]
        after = text.find(">", behind, end)
        inner = text.find("<", at + 1, end)
        named = text[at + 1 + closing : behind] == name
        if not (named and (sign in " \t\n\r\f\v/>" and sign) and after >= 0):
            at += 1
        elif 0 <= inner < after:
            at = inner
        else:
            depth += -1 if closing else 1
            at = after + 1
            last = at if closing else last
    return last
