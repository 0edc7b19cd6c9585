"""Which runs of a Word document are its live words: not struck out, hidden, or as their ground.

Paragraphs between which the mark was deleted or is hidden are printed as one.
"""

from collections.abc import Callable

from tinycss2.color3 import RGBA, parse_color

from rag.documents.formats.colour import alike
from rag.documents.formats.docx.attributes import DELETED, child, number, switched, value
from rag.documents.formats.docx.styles import Styles
from rag.documents.formats.xml import Element, local

_OFF_SWITCHES = ("vanish", "strike", "dstrike")
_TINY = 3
"""Half-points; what is smaller cannot be seen."""
FLAT = 40
"""Twentieths of a point; lines and rows of exactly this height, or less, show nothing."""
_NARROW = 5
"""Per cent of a letter's width."""
_PAPER = RGBA(1, 1, 1, 1)
_NAMED = {"darkyellow": "#808000", "darkgray": "#808080", "lightgray": "#c0c0c0"}
"""Colours of Word's markers that are others in CSS, or none."""
_CLEAR = 95_000  # thousandths of a per cent
_WHITE_THEMES = ("background1", "bg1", "light1", "lt1")


class Live:
    """Tells live runs of one document from those that are left out."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._known: dict[tuple[str | None, ...], bool] = {}
        self._tight: dict[str, bool] = {}  # by the name of a style
        self._last: tuple[Element, bool] = (None, False)

    def is_live(self, run: Element, paragraph: Element) -> bool:
        """Whether a person sees the run as words that stand."""
        if self._last[0] is not paragraph:
            self._last = (paragraph, self._flat(paragraph))
        if self._last[1]:
            return False
        plain = self._styles.plain(run, paragraph)
        if plain is None:
            return self._decided(run, paragraph)
        if plain not in self._known:
            decided = self._decided(run, paragraph)
            stated = (self._styles.run(run, paragraph, name) for name in ("color", "textFill"))
            if any(one is not None for one in stated):
                return decided  # white depends on what the run stands on
            self._known[plain] = decided
        return self._known[plain]

    def _decided(self, run: Element, paragraph: Element) -> bool:
        if any(self._styles.on(run, paragraph, name) for name in _OFF_SWITCHES):
            return False
        size = number(self._styles.run(run, paragraph, "sz"))
        width = number(self._styles.run(run, paragraph, "w"))
        if (size is not None and size <= _TINY) or (width is not None and 0 < width <= _NARROW):
            return False
        return not self._sunk(run, paragraph)

    def _flat(self, paragraph: Element) -> bool:
        """Whether the lines of a paragraph are set to a height of nothing."""
        if child(paragraph, "pPr", "spacing") is None:
            name = self._styles.style_id(paragraph)
            if name not in self._tight:
                self._tight[name] = self._squeezed(paragraph)
            return self._tight[name]
        return self._squeezed(paragraph)

    def _squeezed(self, paragraph: Element) -> bool:
        stated = self._styles.properties(paragraph, "spacing")
        rule = next((one for one in (value(e, "lineRule") for e in stated) if one), "auto")
        line = next((one for one in (number(e, "line") for e in stated) if one is not None), None)
        return rule == "exact" and line is not None and line <= FLAT

    def _sunk(self, run: Element, paragraph: Element) -> bool:
        """Whether it has the colour of what it stands on, as white on paper."""
        own = ink(run, paragraph, self._styles)
        return own is not None and alike(own, ground(run, paragraph, self._styles))


def ink(run: Element, paragraph: Element, styles: Styles) -> RGBA | None:
    """The colour that a run states; None where it states none, or one of a theme but white."""
    fill = styles.run(run, paragraph, "textFill")
    if fill is not None and styles.run(run, paragraph, "textOutline") is None:
        return _filled(fill)
    color = styles.run(run, paragraph, "color")
    stated = _colour(value(color))
    theme = value(color, "themeColor")
    return None if theme and (stated != _PAPER or theme not in _WHITE_THEMES) else stated


def _filled(fill: Element) -> RGBA | None:
    """The colour that newer versions of Word fill letters with, whatever else is stated."""
    solid = child(fill, "solidFill")
    clear = number(child(solid, "srgbClr", "alpha")) or number(child(solid, "schemeClr", "alpha"))
    if child(fill, "noFill") is not None or (clear or 0) >= _CLEAR:
        return RGBA(0, 0, 0, 0)
    theme = value(child(solid, "schemeClr"))
    return _PAPER if theme in _WHITE_THEMES else _colour(value(child(solid, "srgbClr")))


def _colour(code: str | None) -> RGBA | None:
    """A colour by its six figures; None for "auto" and the like."""
    colour = parse_color(f"#{code or ''}")
    return colour if isinstance(colour, RGBA) else None


def ground(run: Element, paragraph: Element, styles: Styles) -> RGBA | None:
    """The colour behind a run of text; None where that is not known: in a box, on tinted paper."""
    marker = (value(styles.run(run, paragraph, "highlight")) or "none").lower()
    marked = parse_color(_NAMED.get(marker, marker))
    if isinstance(marked, RGBA):
        return marked
    shades = [styles.run(run, paragraph, "shd"), *styles.properties(paragraph, "shd")]
    for ancestor in paragraph.iterancestors():
        name = local(ancestor)
        if name == "txbxContent":
            return _first(shades, None)
        if name == "tc":
            shades.append(child(ancestor, "tcPr", "shd"))
        elif name == "tbl":
            shades.append(child(ancestor, "tblPr", "shd"))
            if styles.shades(value(child(ancestor, "tblPr", "tblStyle"))):
                return _first(shades, None)
    document = next((one for one in run.iterancestors() if local(one) == "document"), None)
    tinted = child(document, "background") is not None
    return _first(shades, None if tinted else _PAPER)


def _first(shades: list[Element], otherwise: RGBA | None) -> RGBA | None:
    """The colour of the nearest shading that has one; None for a pattern or a theme's colour."""
    for shading in shades:
        if (found := shade(shading)) is not None:
            return found
        patterned = value(shading) not in ("clear", "nil", "none", None)
        if patterned or (value(shading, "themeFill") or "none") != "none":
            return None
    return otherwise


def shade(shading: Element) -> RGBA | None:
    """The colour that a shading fills its ground with; None where it has none, or a pattern."""
    if value(shading) not in ("clear", "solid", None):
        return None
    return _colour(value(shading, "color" if value(shading) == "solid" else "fill"))


class Joined:
    """Tells which paragraphs of one document go on with the next."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._whole: dict[Element, Element] = {}
        self._numbered: dict[Element, Element] = {}

    def runs_on(self, paragraph: Element) -> bool:
        """Whether the next goes on with a paragraph: no mark, or one that is not shown."""
        separates = switched(child(paragraph, "pPr", "rPr", "specVanish"))
        return _unmarked(paragraph) or bool(separates) or self.hides_mark(paragraph)

    def hides_mark(self, paragraph: Element) -> bool:
        """Whether the mark at a paragraph's end is hidden, and with it the paragraph's number."""
        return self._styles.on(child(paragraph, "pPr"), paragraph, "vanish")

    def whole(self, paragraph: Element) -> Element:
        """The last of the paragraphs that are printed as one, whose style they have."""
        return _last(paragraph, self.runs_on, self._whole)

    def numbered(self, paragraph: Element) -> Element:
        """The paragraph whose number stands before this one: a hidden mark keeps its own."""
        return _last(paragraph, _unmarked, self._numbered)


def _unmarked(paragraph: Element) -> bool:
    mark = child(paragraph, "pPr", "rPr")
    return any(child(mark, name) is not None for name in DELETED)


def _last(
    paragraph: Element, goes_on: Callable[[Element], bool], known: dict[Element, Element]
) -> Element:
    """The last of those that go on; `known` keeps it for all of them."""
    chain = [paragraph]
    while chain[-1] not in known and goes_on(chain[-1]):
        following = chain[-1].getnext()
        if following is None or local(following) != "p":
            break
        chain.append(following)
    last = known.get(chain[-1], chain[-1])
    if len(chain) > 1:
        known.update(dict.fromkeys(chain, last))
    return last
