"""Which runs of a Word document are its live words: not struck out, not hidden."""

from rag.documents.formats.colour import alike
from rag.documents.formats.docx.attributes import number
from rag.documents.formats.docx.ground import ground, ink
from rag.documents.formats.docx.styles import Styles
from rag.documents.formats.xml import Element

_OFF_SWITCHES = ("vanish", "strike", "dstrike")
_TINY = 3
"""Half-points; what is smaller cannot be seen."""


class Live:
    """Tells live runs of one document from those that are left out."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._known: dict[tuple[str | None, ...], bool] = {}

    def is_live(self, run: Element, paragraph: Element) -> bool:
        """Whether a person sees the run as words that stand."""
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
        return not (size is not None and size <= _TINY) and not self._sunk(run, paragraph)

    def _sunk(self, run: Element, paragraph: Element) -> bool:
        """Whether it has the colour of what it stands on, as white on paper."""
        own = ink(run, paragraph, self._styles)
        return own is not None and alike(own, ground(run, paragraph, self._styles))
