"""What pictures, drawings and controls say inside of a sentence, and elements of unknown names."""

import re

from rag.documents.formats.html.words import INLINE, inside_sentence
from rag.documents.formats.xml import Element, attribute, content, local, said
from rag.documents.gaps import begun, glued, in_line, picture_lost
from rag.documents.hiding import dot

BLOCKS = frozenset(
    "p div ul ol li dl dt dd table tr td th h1 h2 h3 h4 h5 h6 section article header footer main "
    "aside blockquote pre figure form hr details".split()
)
_BESIDE = re.compile(
    r"float\s*:\s*(?:left|right)|display\s*:\s*block|position\s*:\s*(?:absolute|fixed)"
    r"|(?<![\w-])(?:left|right|(?:align|float|pull)-?(?:left|right|center|none))(?![\w-])",
    re.I,
)
_SIGN = re.compile(r"[^\w\s]{1,3}|[¼½¾⅓⅔⅛⅜⅝⅞]")
_UNREPRESENTED = frozenset("〓□■▯◻※?*")
"""What stands for a character that a font lacks, as the words of its picture."""
_NEAR = 32  # inline elements of a line that are looked at


def of_sentence(element: Element) -> bool:
    """Whether an element with a name of its own, which browsers show in line, is in a sentence."""
    outer = element
    while outer.getparent() is not None and "-" in local(outer.getparent()):
        outer = outer.getparent()
    return inside_sentence(outer) and not any(local(e) in BLOCKS for e in element.iter())


def drawn_sign(picture: Element, before: str) -> str:
    """The sign or the initial that a picture draws behind this character, "" for neither."""
    alt = description(picture)
    following = (picture.tail or "").lstrip("\n ")
    initial = len(alt) == 1 and alt.isupper() and following[:1].isalpha()
    sign = _SIGN.fullmatch(alt) or (len(alt) == 1 and not alt.isascii())
    drawn = (sign and alt not in _UNREPRESENTED) or (initial and not before.isalnum())
    return alt if drawn else ""


def lost_picture(element: Element, before: str) -> str:
    """What a sentence or a cell loses with a picture behind these words, "" for nothing."""
    amid = amid_words(element, before)
    if not amid and not is_value(element):
        return ""
    return picture_lost("sentence" if amid else "cell", description(element))


def lost_words(element: Element, kind: str, before: str) -> str:
    """What a sentence loses with a drawing or a control (`kind`), "" for nothing."""
    if not _shows_words(element):
        described = local(element) == "svg" and description(element)
        return lost_picture(element, before) if described else ""
    if kind == "picture" or amid_words(element, before):
        return f"words of an element “{local(element)}” in a sentence that could not be read"
    return ""


def _shows_words(element: Element) -> bool:
    """Whether a drawing or a control shows words or figures, as far as the page tells."""
    tag = local(element)
    if tag == "svg":
        return bool(drawn_words(element))
    if tag == "input":
        typed = attribute(element, "type") in ("", "text", "number", "date", "time")
        return typed and bool(attribute(element, "value").strip())
    return tag in ("select", "meter", "progress", "object", "iframe", "canvas")


def drawn_words(drawing: Element) -> list[str]:
    """The lines of words and figures that an SVG drawing shows."""
    lines = map(said, drawing.iter("text", "foreignObject", "foreignobject"))
    return [line for line in lines if re.search(r"\w", line)]


def description(element: Element) -> str:
    """What a page says of a picture to those who cannot see it, "" for nothing."""
    if local(element) != "svg":
        return attribute(element, "alt").strip()
    titles = (said(title) for title in element if local(title) == "title")
    return attribute(element, "aria-label").strip() or next(titles, "")


def amid_words(element: Element, before: str) -> bool:
    """Whether a picture or a control stands in a sentence, as words do, and it is seen.

    `before` is what is written before it in its block. What floats beside the text is no part of a
    sentence, and a description whose words stand there as well says nothing more.
    """
    where = " ".join(attribute(element, name) for name in ("align", "style", "class"))
    if dot(element.attrib) or _BESIDE.search(where):
        return False
    line, (near, behind) = re.split(r"\n| \| ", before)[-1], _behind(element)
    described = description(element)
    if described and described in f"{line}{behind}":
        return False
    if not described and local(element) == "img":
        previous = element.getprevious()  # elsewhere one without a description is an ornament
        at = element.getparent().text if previous is None else previous.tail
        return glued(at or "", element.tail or "")
    if near is None and not behind.strip():
        return False
    return in_line(line, behind if begun(line) else near or "")


def is_value(element: Element) -> bool:
    """Whether a picture is all that a cell of a row holds, and its description is a word or two."""
    cell = element.getparent()
    while cell is not None and local(cell) in INLINE:
        cell = cell.getparent()
    if cell is None or local(cell) not in ("td", "dd") or said(cell):
        return False
    words = description(element).split()
    row = cell.getparent()
    return 0 < len(words) <= 3 and len(cell) == 1 and row is not None and bool(said(row))


def _behind(element: Element) -> tuple[str | None, str]:
    """What stands behind an inline element on its line: right there, and all of it.

    The picture of a link is a button, to which no place is right there (None).
    """
    near, line, right_there = "", "", True
    for _ in range(_NEAR):
        tail = element.tail or ""
        near += tail if right_there else ""
        line += tail
        after = element.getnext()
        if after is not None and (local(after) == "br" or local(after) not in INLINE):
            break
        if after is not None:
            line += content(after)
        element = element.getparent() if after is None else after
        if element is None or local(element) not in INLINE:
            break
        if after is None and local(element) in ("a", "button"):
            return None, line + (element.tail or "")
        right_there = right_there and after is None
    return near, line
