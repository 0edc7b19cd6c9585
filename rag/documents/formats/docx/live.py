"""Which runs of a Word document are its live words: not struck out, not hidden."""

from rag.documents.formats.colour import alike
from rag.documents.formats.docx.attributes import child, number, value
from rag.documents.formats.docx.ground import ground, ink
from rag.documents.formats.docx.styles import Styles
from rag.documents.formats.xml import Element

_OFF_SWITCHES = ("vanish", "strike", "dstrike")
_TINY = 3
"""Half-points; what is smaller cannot be seen."""


FLAT = 40
"""Twentieths of a point; lines and rows of exactly this height, or less, show nothing."""
_NARROW = 5
"""Per cent of a letter's width."""


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
