"""Pictures that stand in a line of a Word document as words do, and that say what nobody reads."""

import itertools
import re
from collections.abc import Iterator

from rag.documents.formats.docx.attributes import above, number, value
from rag.documents.formats.docx.versions import chosen
from rag.documents.formats.xml import Element, local
from rag.documents.gaps import in_line, picture_lost

_SMALL, _SEEN, _POINT = 500_000, 20_000, 12_700  # in the units of drawings: three lines of text
_HEIGHT = re.compile(r"(?<![\w-])height:\s*([\d.]+)pt")
_ELSEWHERE = frozenset(["anchor", "txbxContent", "textpath", "txBody", "relIds", "chart"])
"""What floats, and what has words of its own, which are read behind the paragraph."""
_NEAR = 100  # elements behind a picture: many pictures in a row would each look at all others
LINE = 60  # characters before a picture that tell whether it stands in a sentence


def lost_picture(picture: Element, before: str, paragraph: Element) -> str:
    """What a sentence or a cell loses with a picture behind these words, "" for nothing.

    A large one is a word only where the line goes on behind it.
    """
    parts = {local(element): element for element in picture.iter()}
    styles = " ".join(str(element.get("style") or "") for element in picture.iter())
    if _ELSEWHERE & parts.keys() or "absolute" in styles or not chosen(picture):
        return ""
    said = _HEIGHT.search(styles)
    high = round(float(said[1]) * _POINT) if said else number(parts.get("extent"), "cy")
    line, behind = re.split(r"\n| \| ", before)[-1], _behind(picture, paragraph)
    if high is not None and high < _SEEN:
        return ""
    small = high is None or high <= _SMALL
    amid = in_line(line, behind) and (small or bool(behind.strip()))
    alone = small and high is not None and above(paragraph, "tc") and not (line + behind).strip()
    described = (value(parts.get("docPr"), "descr") or "").strip()
    return picture_lost("sentence" if amid else "cell", described) * (amid or alone)


def _behind(picture: Element, paragraph: Element) -> str:
    """The words behind a picture on its line, as many as tell whether it goes on."""
    near = itertools.islice(_following(picture, paragraph), _NEAR)
    line = itertools.takewhile(lambda element: local(element) not in ("br", "cr"), near)
    return "".join(element.text or "" for element in line if local(element) == "t")


def _following(element: Element, around: Element) -> Iterator[Element]:
    """An element with what it holds, and all that stands behind it in the one around it."""
    yield from element.iter()
    while element is not None and element is not around:
        for sibling in element.itersiblings():
            yield from sibling.iter()
        element = element.getparent()
