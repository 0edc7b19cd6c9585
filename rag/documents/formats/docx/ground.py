"""What colour a run of Word stands on: words in the colour of their ground are not seen."""

from rag.documents.formats.docx.attributes import child, value
from rag.documents.formats.docx.styles import Styles
from rag.documents.formats.xml import Element, local

_PAPER = "ffffff"
_NAMED = {
    "black": "000000", "white": _PAPER, "blue": "0000ff", "cyan": "00ffff", "green": "00ff00",
    "magenta": "ff00ff", "red": "ff0000", "yellow": "ffff00", "darkblue": "000080",
    "darkcyan": "008080", "darkgreen": "008000", "darkmagenta": "800080", "darkred": "800000",
    "darkyellow": "808000", "darkgray": "808080", "lightgray": "c0c0c0",
}  # fmt: skip
_WHITE_THEMES = ("background1", "bg1", "light1", "lt1")


def ink(color: Element) -> str | None:
    """The colour that a run states; None where it states none, or one of a theme but white."""
    stated = (value(color) or "auto").lower()
    theme = value(color, "themeColor")
    if stated == "auto" or (theme and (stated != _PAPER or theme not in _WHITE_THEMES)):
        return None
    return stated


def ground(run: Element, paragraph: Element, styles: Styles) -> str | None:
    """The colour behind a run of text; None where that is not known: in a box, on tinted paper."""
    marked = _NAMED.get((value(styles.run(run, paragraph, "highlight")) or "none").lower())
    if marked:
        return marked
    shades = [styles.run(run, paragraph, "shd"), *styles.properties(paragraph, "shd")]
    for ancestor in paragraph.iterancestors():
        name = local(ancestor)
        if name == "txbxContent":
            return _first(shades)
        if name == "tc":
            shades.append(child(ancestor, "tcPr", "shd"))
        elif name == "tbl":
            shades.append(child(ancestor, "tblPr", "shd"))
            if styles.shades(value(child(ancestor, "tblPr", "tblStyle"))):
                return _first(shades)
    document = next((one for one in run.iterancestors() if local(one) == "document"), None)
    tinted = child(document, "background") is not None
    return _first(shades) or (None if tinted else _PAPER)


def _first(shades: list[Element]) -> str | None:
    """The colour of the nearest shading that has one."""
    return next((found for found in map(shade, shades) if found), None)


def shade(shading: Element) -> str | None:
    """The colour that a shading fills its ground with."""
    name = "color" if value(shading) == "solid" else "fill"
    filled = (value(shading, name) or "auto").lower()
    return None if filled in ("auto", "none", "clear", "") else filled
