"""What stands behind a page's body, or in a drawing or an equation that never ends, is shown apart.

libxml2 makes another root of what follows `</html>`, and leaves a drawing or an equation open.
"""

from rag.documents.formats.html.drawn import BLOCKS
from rag.documents.formats.xml import Element

_ENDS = {
    "svg": BLOCKS,
    "math": BLOCKS | frozenset(
        "b big br center code em embed font i img menu nobr ruby s small span strike strong sub "
        "sup tt u var".split()
    ),
}  # fmt: skip
"""What ends a drawing or an equation that is open (HTML, 13.2.6.5), and what we take for it."""
_HOLD = ("foreignobject", "annotation-xml", "mi", "mo", "mn", "ms", "mtext")
"""Parts of both that hold HTML of their own."""


def gather(root: Element) -> None:
    """Have all that the page shows stand in its body."""
    body = root.find("body")
    if body is not None:
        _put_behind(body, root)
    for drawing in list(root.iter(*_ENDS)):
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
    inside = drawing.iter(*_ENDS[drawing.tag])
    block = next((e for e in inside if next(e.iterancestors(*_HOLD), None) is None), None)
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
