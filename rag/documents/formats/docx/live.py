"""Which runs of a Word document are its live words: not struck out, not hidden."""

from rag.documents.formats.docx.attributes import above, child, number, value
from rag.documents.formats.docx.styles import Styles
from rag.documents.formats.xml import Element

_OFF_SWITCHES = ("vanish", "strike", "dstrike")
_TINY = 3
"""Half-points; what is smaller cannot be seen."""
_WHITE_THEMES = ("background1", "bg1", "light1", "lt1")


class Live:
    """Tells live runs of one document from those that are left out."""

    def __init__(self, styles: Styles, document: Element) -> None:
        self._styles = styles
        self._coloured = child(document, "background") is not None
        self._known: dict[tuple[str | None, str | None], bool] = {}

    def is_live(self, run: Element, paragraph: Element) -> bool:
        """Whether a person sees the run as words that stand."""
        plain = self._styles.plain(run, paragraph)
        if plain is None:
            return self._decided(run, paragraph)
        if plain not in self._known:
            found = self._decided(run, paragraph)
            if self._styles.run(run, paragraph, "color") is not None:
                return found  # white depends on what the run stands on
            self._known[plain] = found
        return self._known[plain]

    def _decided(self, run: Element, paragraph: Element) -> bool:
        if any(self._styles.on(run, paragraph, name) for name in _OFF_SWITCHES):
            return False
        size = number(self._styles.run(run, paragraph, "sz"))
        return not (size is not None and size <= _TINY) and not self._white(run, paragraph)

    def _white(self, run: Element, paragraph: Element) -> bool:
        """Whether it is white on white paper; in a table or a box it stands on a colour."""
        color = self._styles.run(run, paragraph, "color")
        theme = value(color, "themeColor")
        white = (value(color) or "").upper() == "FFFFFF" and (not theme or theme in _WHITE_THEMES)
        if not white or self._coloured or above(run, "tc", "txbxContent"):
            return False
        behind = [self._styles.run(run, paragraph, name) for name in ("shd", "highlight")]
        behind += self._styles.properties(paragraph, "shd")
        return not any(_colours(element) for element in behind)


def _colours(element: Element) -> bool:
    """Whether a shading or a highlight is anything but white."""
    if element is None:
        return False
    fill = value(element, "fill") or value(element) or ""
    return fill.lower() not in ("auto", "ffffff", "white", "none", "clear", "")
