"""What stands behind a page's body, or in a drawing that never ends, goes where browsers show it.

libxml2 makes another root of what follows `</html>`, and leaves a drawing open.
"""

from rag.documents.formats.html.drawn import BLOCKS
from rag.documents.formats.xml import Element


def gather(root: Element) -> None:
    """Have all that the page shows stand in its body."""
    body = root.find("body")
    if body is not None:
        _put_behind(body, root)
    for drawing in list(root.iter("svg")):
        _break_out(drawing)


def _put_behind(body: Element, root: Element) -> None:
    """Move what stands behind a body to its end; so is what stands behind the page."""
    words = body.makeelement("div")
    words.text, body.tail = body.tail, None
    for stray in [words, *body.itersiblings(), *root.itersiblings()]:
        for part in stray.iter("html", "body"):
            part.tag = "div"
        body.append(stray)


def _break_out(drawing: Element) -> None:
    """A block inside of a drawing ends it, and all that follows stands behind."""
    inside = drawing.iter(*BLOCKS)
    block = next((e for e in inside if next(e.iterancestors("foreignobject"), None) is None), None)
    if block is None:
        return
    moved, place = [block], block
    while place is not drawing:
        moved += place.itersiblings()
        place = place.getparent()
    after, drawing.tail = drawing.tail or "", None
    for element in reversed(moved):
        drawing.addnext(element)
    moved[-1].tail = (moved[-1].tail or "") + after
