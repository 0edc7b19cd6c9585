"""Raised and lowered text of a run, so that 10⁶ is never read as 106 and xⁿ never as xn."""

from rag.documents.formats.docx.attributes import child, number, value
from rag.documents.formats.docx.equations import as_index, as_power
from rag.documents.formats.docx.styles import Styles
from rag.documents.formats.layer import raised
from rag.documents.formats.xml import Element

_RAISED_BY = 6  # half-points; of smaller letters any
_USUAL = 20


def height_of(run: Element, paragraph: Element, styles: Styles) -> int:
    """1 for a run that is raised, -1 for one that is lowered, else 0."""
    if run is None:
        return 0
    stated = value(styles.run(run, paragraph, "vertAlign"))
    if stated in ("superscript", "subscript"):
        return 1 if stated == "superscript" else -1
    by = number(styles.run(run, paragraph, "position")) or 0
    if not by or abs(by) >= _RAISED_BY:
        return (by > 0) - (by < 0)
    around = styles.run(child(paragraph, "pPr"), paragraph, "sz")
    size = number(styles.run(run, paragraph, "sz")) or _USUAL
    return ((by > 0) - (by < 0)) * (size < (number(around) or _USUAL))


def shifted(text: str, lowered: bool, before: str) -> str:
    """Raised (or lowered) text behind `before`, the character that stands before it.

    Figures and signs become Unicode's raised ones; so does a single letter. Words stay as they
    are ("1st", "Mme"), a formula behind a figure or letter is put behind ^ or _.
    """
    core = text.strip()
    if not core or not core.isprintable():
        return text
    figures = raised(core, lowered)
    if figures == core and not core.isalpha():
        signs = [raised(char, lowered) for char in core]
        changed = all(sign != char or char in " ,." for sign, char in zip(signs, core, strict=True))
        if changed:
            figures = "".join(signs)
        elif any(char.isdigit() for char in core) and before.isalnum() and len(core) <= 12:
            figures = as_index(core) if lowered else as_power(core)
    return text.replace(core, figures)
