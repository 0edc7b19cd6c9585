"""What takes words from a page: declarations of CSS, and tags of HTML inside of Markdown.

One rule for all formats, docs/hidden-text.md; rag/quotes/commonmark_unseen.py has it a second time.
"""

import math
import re
from collections.abc import Mapping

_NUMBER = re.compile(r"([+-]?(?:\d+(?:\.\d*)?|\.\d+))(%|[a-z]*)", re.A)
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "em": 16.0, "rem": 16.0, "ex": 8.0,
           "ch": 8.0, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "%": 9.0, "vw": 9.0,
           "vh": 9.0}  # fmt: skip
_FAR, _FARTHER = -900, 5000  # pixels
_SIDES = ("left", "top", "right", "bottom", "inset")
_LINES = ("text-decoration", "text-decoration-line")
_BOX = ("width", "height", "max-width", "max-height")
_CALLED = re.compile(r"(?<![a-z0-9-])([a-z0-9-]+)\(([^()]*)\)", re.A)
_TAG = re.compile(r"""<([a-z][a-z0-9]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""", re.I | re.A)
_ATTRIBUTE = re.compile(r"""\s([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")
_GONE = frozenset(("del", "s", "strike", "script", "style", "template"))
_PAPER = frozenset(("white", "#fff", "#ffffff", "transparent"))


def number(value: str) -> tuple[float, str]:
    """The number and the unit of a value such as "-9px"; not a number where it has none."""
    match = _NUMBER.fullmatch(value)
    return (float(match[1]), match[2]) if match else (math.nan, "")


def pixels(value: str) -> float:
    """A length in pixels on a usual screen, not a number for any other value."""
    amount, unit = number(value)
    return amount * _PIXELS.get(unit, math.nan)


def dot(said: Mapping[str, str]) -> bool:
    """Whether these attributes of a picture give it a side of at most two pixels."""
    sides = (one.get(side, "") for one in (said, _declared(said.get("style", ""))) for side in _BOX)
    return any(pixels(side.strip().lower()) <= 2 for side in sides)


def strikes(declared: Mapping[str, str]) -> bool:
    """Whether declarations cross out the words of an element."""
    return bool(declared) and any("line-through" in declared.get(name, "") for name in _LINES)


def hides(declared: Mapping[str, str]) -> bool:
    """Whether declarations take an element with all that it holds from the page."""
    if declared.get("display") == "none" or declared.get("mso-hide") == "all":
        return True
    if declared.get("content-visibility") == "hidden" or faint(declared.get("opacity", "")):
        return True
    called = _called(declared.get("filter", ""))
    if any(name == "opacity" and faint(inside) for name, inside in called):
        return True
    return _away(declared) or _crowded(declared) or _cut(declared)


def faint(opacity: str) -> bool:
    """Whether an opacity is below 0.05."""
    value, unit = number(opacity)
    return value / (100 if unit == "%" else 1) < 0.05


def tiny(size: str) -> bool:
    """Whether letters of a size are too small to be read wherever they stand."""
    value, unit = number(size)
    return value <= (2 if unit in ("px", "pt", "%") else 0.1)


def _away(declared: Mapping[str, str]) -> bool:
    """Whether an element is moved from the page; notes of the margin are not so far away."""
    moved = {name: declared.get(name, "").partition(" ")[0] for name in (*_SIDES, "text-indent")}
    if declared.get("position", "static") != "static":
        least = -100 if declared["position"] == "fixed" else _FAR
        amount, unit = number(moved["left"])
        if any(pixels(moved[side]) <= least for side in _SIDES) or pixels(moved["top"]) <= -100:
            return True
        if unit == "vw" and amount >= 100:
            return True
    if any(pixels(moved[name]) >= _FARTHER for name in ("left", "text-indent")):
        return True
    margin = declared.get("margin-left", "")
    if pixels(moved["text-indent"]) <= _FAR or (pixels(margin) <= 2 * _FAR and "%" not in margin):
        return True
    for name, inside in _called(declared.get("transform", "")):
        values = [part.strip() for part in inside.split(",")]
        if name.startswith("translate") and any(pixels(value) <= _FAR for value in values):
            return True
        if name.startswith("scale") and any(number(value)[0] == 0 for value in values):
            return True
    return any(number(declared.get(name, ""))[0] == 0 for name in ("scale", "zoom"))


def _crowded(declared: Mapping[str, str]) -> bool:
    """Whether letters stand on top of each other."""
    value, unit = number(declared.get("letter-spacing", ""))
    return value <= (-8 if unit == "px" else -0.5)


def _cut(declared: Mapping[str, str]) -> bool:
    """Whether a box is cut to nothing, or has no height or width and cuts off what it holds."""
    clip = declared.get("clip", "") if declared.get("position") in ("absolute", "fixed") else ""
    for name, inside in _called(f"{clip} {declared.get('clip-path', '')}"):
        values = [number(part) for part in inside.replace(",", " ").split()]
        if name == "inset" and values[:1] and values[0] in ((50, "%"), (100, "%"), (100, "vh")):
            return True
        if name in ("rect", "polygon") and values and all(v == 0 or v == 1 for v, _ in values):
            return True
        if name == "circle" and values[:1] and values[0][0] == 0:
            return True
    over = (declared.get(name, "") for name in ("overflow", "overflow-x", "overflow-y"))
    if not any(value.startswith(("hidden", "clip")) for value in over):
        return False
    beside = number(declared.get("text-indent", ""))
    return beside == (100, "%") or any(
        number(declared.get(side, "")) in ((0, ""), (0, "px"), (1, "px")) for side in _BOX
    )


def _called(value: str) -> list[tuple[str, str]]:
    """The functions in a value, each with what stands in its parentheses."""
    return _CALLED.findall(value) if "(" in value else []


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag of HTML."""
    return {key.lower(): value.strip("\"'") for key, value in _ATTRIBUTE.findall(tag)}


def leaves_out(tag: str) -> str:
    """The name of the element that a tag of HTML opens if nobody sees what it holds, else "".

    >>> leaves_out("<span style='display: none'>"), leaves_out("<DEL>"), leaves_out("<b>")
    ('span', 'del', '')
    """
    opened = _TAG.fullmatch(tag)
    if opened is None:
        return ""
    name = opened[1].lower()
    said = attributes(opened[2])
    if name in _GONE or "hidden" in said or (name == "dialog" and "open" not in said):
        return name
    if name == "font" and said.get("color", "").lower() in _PAPER:
        return name
    return name if "style" in said and _unseen(said["style"].lower()) else ""


def _unseen(style: str) -> bool:
    """Whether a `style` attribute hides words, or crosses them out."""
    declared = _declared(style)
    if hides(declared) or strikes(declared) or declared.get("visibility") in ("hidden", "collapse"):
        return True
    if tiny(declared.get("font-size", "")):
        return True
    ground = any(name.startswith("background") for name in declared)
    return not ground and declared.get("color", "") in _PAPER


def _declared(style: str) -> dict[str, str]:
    """What a `style` attribute declares."""
    parts = (part.partition(":") for part in style.replace("!important", "").split(";"))
    return {name.strip(): value.strip() for name, _, value in parts}


class Elements:
    """Finds where elements of `text[:end]` end; those that nothing ends are looked for once."""

    def __init__(self, text: str, end: int) -> None:
        self._text, self._end = text, end
        self._unclosed: set[str] = set()

    def end(self, name: str, at: int) -> int | None:
        """Where the element of this name ends whose tag ends at `at`; None if nothing closes it.

        One that is closed too seldom ends with the last tag that closes one. None for "", too.
        """
        if not name or name in self._unclosed:
            return None
        depth, last = 1, None
        tags = re.compile(rf"<(/?){name}(?=[\s/>])[^<>]*>", re.I | re.A)
        for tag in tags.finditer(self._text, at, self._end):
            depth += -1 if tag[1] else 1
            last = tag.end() if tag[1] else last
            if not depth:
                break
        if last is None:
            self._unclosed.add(name)
        return last
