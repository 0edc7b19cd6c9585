"""Text of a page that nobody sees, or that is crossed out.

By the sheets inside of the page, by `style` and `hidden` attributes, and by the names that mean
"for screen readers only".

One rule for all formats: what a person who looks at the page does not see is not quoted; see
docs/hidden-text.md. Sheets in files of their own are not looked at.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import isnan

from tinycss2.color3 import RGBA, parse_color

from rag.documents.formats.colour import alike
from rag.documents.formats.html.css import Declared, Sheet
from rag.documents.formats.xml import Element, attribute, local
from rag.documents.hiding import hides, number, pixels, strikes

_NAMED_SIZES = {"small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0,
                "x-small": 10.0, "xx-small": 9.0}  # fmt: skip
_SMALLEST = 2.0  # px: nobody reads what is not larger
_SCREEN_READERS = re.compile(
    r"(?:^|\s)(?:(?!not-)[\w-]*-)?(?:sr-only|sr-text|visually-?hidden|screen-?reader-(?:text|only)"
    r"|screen-?reader|screenreader-only|assistive-text|element-invisible|a11y-hidden"
    r"|offscreen|off-screen)(?:$|\s)|(?:^|\s)(?:is-hidden|mw-parser-output-hidden)(?:$|\s)",
    re.I,
)
_WHITE, _BLACK = RGBA(1, 1, 1, 1), RGBA(0, 0, 0, 1)
_HOLDERS = frozenset("html body div main article section form table tbody tr td".split())
_COLOURED = frozenset("body table thead tbody tfoot tr td th font basefont".split())
_STRUCK = frozenset(["s", "strike", "del"])


@dataclass(frozen=True, slots=True)
class _Look:
    """How the text of an element looks: what an element inherits from the one around it.

    `ground` is None where the colour behind the text is unknown (a picture, another sheet).
    """

    hidden: bool = False
    size: float = 16.0
    colour: RGBA | None = _BLACK
    ground: RGBA | None = _WHITE

    @property
    def faint(self) -> bool:
        """Whether nobody sees the text."""
        return self.hidden or self.size <= _SMALLEST or alike(self.colour, self.ground)


@dataclass(slots=True)
class Unseen:
    """`gone` are elements whose whole content is left out, `mute` those whose own text is.

    Both give the kind of what is left out: "hidden" or "struck out". `generated` are words that a
    sheet writes (of an element, at a side) and hides.
    """

    gone: dict[Element, str] = field(default_factory=dict)
    mute: dict[Element, str] = field(default_factory=dict)
    generated: set[tuple[Element, str]] = field(default_factory=set)


def unseen(root: Element, sheet: Sheet, holds: Callable[[Element], bool]) -> Unseen:
    """What below `root` is not to be seen.

    A sheet that hides the element which `holds` the page's text is undone by a script before
    anybody reads the page.
    """
    hidden = Unseen()
    plain = not any("stylesheet" in attribute(e, "rel").casefold() for e in root.iter("link"))
    stack = [(root, _Look() if plain else _Look(colour=None, ground=None))]
    while stack:
        element, look = stack.pop()
        declared = sheet.of.get(element, {})
        kind = _gone(element, declared)
        holder = bool(declared) and local(element) in _HOLDERS and holds(element)
        if kind and not (kind == "hidden" and holder):
            hidden.gone[element] = kind
            continue
        look = look if holder else _look(element, declared, look)
        if look.faint:
            hidden.mute[element] = "hidden"
        for side in sheet.generated:
            written = sheet.written(side, element)
            if written and (_gone(None, written) or _look(element, written, look).faint):
                hidden.generated.add((element, side))
        stack += [(child, look) for child in element if local(child)]
    return hidden


def _gone(element: Element, declared: Declared) -> str:
    """Why all of an element, or of what is written at one (None), is left out; "" if it is not."""
    if (element is not None and local(element) in _STRUCK) or strikes(declared):
        return "struck out"
    names = "" if element is None else element.get("class")
    if (names and _SCREEN_READERS.search(names)) or (
        element is not None and element.get("hidden") is not None
    ):
        return "hidden"
    if declared.get("mso-element") == "comment-list" or (names and "msocomanchor" in names):
        return "a remark of an editor"
    return "hidden" if declared and hides(declared) else ""


def _look(element: Element, declared: Declared, around: _Look) -> _Look:
    """How an element looks inside of one that looks like `around`."""
    if not declared and local(element) not in _COLOURED:
        return around
    attributes = {name: attribute(element, name) for name in ("color", "text", "bgcolor")}
    if not declared and not any(attributes.values()):
        return around
    visibility = declared.get("visibility")
    hidden = around.hidden if visibility is None else visibility in ("hidden", "collapse")
    if visibility == "inherit":
        hidden = around.hidden
    size = _size(declared.get("font-size") or _of_font(declared.get("font", "")), around.size)
    colour = around.colour
    stated = declared.get("-webkit-text-fill-color") or declared.get("color")
    said = stated or attributes["color"] or attributes["text"]
    if said:
        colour = _colour(said, around.colour)
    if "text" in (declared.get("background-clip"), declared.get("-webkit-background-clip")):
        colour = None  # the letters are holes through which the ground is seen
    return replace(
        around, hidden=hidden, size=size, colour=colour,
        ground=_ground(declared, attributes["bgcolor"], around.ground),
    )  # fmt: skip


def _ground(declared: Declared, attribute_: str, around: RGBA | None) -> RGBA | None:
    """The colour behind the text of an element; None where it is unknown."""
    short = declared.get("background", "")
    if "url(" in short or "gradient" in short or declared.get("background-image", "none") != "none":
        return None
    for said in (declared.get("background-color", ""), short, attribute_):
        for word in re.findall(r"[a-z]+\([^)]*\)|\S+", said):
            colour = _colour(word, None)
            if colour is not None:
                return colour if colour.alpha >= 1 else around if colour.alpha == 0 else None
    return None if short and short not in ("none", "inherit", "initial") else around


def _colour(said: str, otherwise: RGBA | None) -> RGBA | None:
    colour = parse_color(said)
    return colour if isinstance(colour, RGBA) else otherwise


def _of_font(font: str) -> str:
    """The size inside of the shorthand `font`."""
    match = re.search(
        r"(?<!\d)(?:\d*\.)?\d++(?:px|pt|pc|em|rem|ex|%|vw|vh|mm|cm|in)\b|(?<!\S)0(?=[\s/])", font
    )
    return match.group() if match else ""


def _size(said: str, around: float) -> float:
    """A font size in pixels, inside of text of the size `around`."""
    if said in _NAMED_SIZES:
        return _NAMED_SIZES[said]
    length = pixels(said)
    if isnan(length):
        return around if said in ("", "inherit", "smaller", "larger", "unset") else 16.0
    amount, unit = number(said)
    if unit in ("em", "ex", "ch", "%"):
        return around * amount * {"em": 1.0, "ex": 0.5, "ch": 0.5, "%": 0.01}[unit]
    return length
