"""Pictures that stand in a line of a Word document as words do, and that say what nobody reads."""

import re

from rag.documents.formats.docx.attributes import above, number, value
from rag.documents.formats.docx.versions import chosen
from rag.documents.formats.xml import Element, local
from rag.documents.gaps import in_line, picture_lost

_SMALL = 500_000  # in the units of drawings: three lines of text
_SEEN = 20_000
_POINT = 12_700
_HEIGHT = re.compile(r"(?<![\w-])height:\s*([\d.]+)pt")
_WORDS = frozenset(["txbxContent", "textpath", "txBody", "relIds", "chart"])
"""What has words of its own, which are read behind the paragraph."""
_FLOATS = re.compile(r"position:\s*absolute")
LINE = 60  # characters before a picture that tell whether it stands in a sentence


def lost_picture(picture: Element, before: str, paragraph: Element) -> str:
    """What a sentence or a cell loses with a picture behind these words, "" for nothing.

    One that floats is in no line, and a large one is a word only where the line goes on behind it.
    """
    if _floats(picture) or any(local(e) in _WORDS for e in picture.iter()) or not chosen(picture):
        return ""
    height = _height(picture)
    line, behind = re.split(r"\n| \| ", before)[-1], _behind(picture, paragraph)
    if height is not None and height < _SEEN:
        return ""
    small = height is None or height <= _SMALL
    amid = in_line(line, behind) and (small or bool(behind.strip()))
    alone = small and height is not None and above(paragraph, "tc") and not (line + behind).strip()
    return picture_lost("sentence" if amid else "cell", _described(picture)) * (amid or alone)


def _floats(picture: Element) -> bool:
    """Whether a picture is set beside the text, not in its line."""
    if any(local(e) == "anchor" for e in picture):
        return True
    return any(_FLOATS.search(str(e.get("style") or "")) for e in picture)


def _height(picture: Element) -> int | None:
    """How high a picture is, in the units of drawings; None where nothing says so."""
    for element in picture.iter():
        if local(element) == "extent":
            return number(element, "cy")
        if said := _HEIGHT.search(str(element.get("style") or "")):
            return round(float(said[1]) * _POINT)
    return None


def _described(picture: Element) -> str:
    """What its author says of a picture to those who cannot see it."""
    for element in picture.iter():
        if local(element) == "docPr":
            return (value(element, "descr") or "").strip()
        if element.get("alt"):
            return str(element.get("alt")).strip()
    return ""


def _behind(picture: Element, paragraph: Element) -> str:
    """The words behind a picture on its line."""
    words, passed = "", False
    for element in paragraph.iter():
        passed = passed or element is picture
        if not passed or len(words) > LINE:
            continue
        if local(element) in ("br", "cr"):
            break
        if local(element) == "t":
            words += element.text or ""
    return words
