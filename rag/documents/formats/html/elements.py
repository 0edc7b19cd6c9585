"""A page's text → its tree of elements, and what the parser could not take.

libxml2 mends what is no proper HTML, as browsers do; that is no loss. Where it gives up it leaves
out the rest of the page: that is one.
"""

from pathlib import Path

from lxml import etree

from rag.documents.document import Loss
from rag.documents.formats.html.shallow import DEEPEST, shallow
from rag.documents.formats.xml import Element, content
from rag.errors import SourceError

_SLACK = 20  # elements that the parser closes later than told


def root_of(text: str, path: Path) -> tuple[Element, list[Loss]]:
    """The root element of a page; raises SourceError for what is no page at all.

    A page that is nested too deeply is read again with its innermost tags taken out.
    """
    root, lost = _parsed(text, path)
    if lost or depth(root) > DEEPEST + 2:
        root, lost = _parsed(shallow(text), path)
        lost += _cut(root)
    return root, lost


def _parsed(text: str, path: Path) -> tuple[Element, list[Loss]]:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(path.name, f"no web page: {error}.") from error
    if root is None:
        raise SourceError(path.name, "no web page: it holds no elements.")
    fatal = [error for error in parser.error_log if error.level >= etree.ErrorLevels.FATAL]
    return root, [
        Loss(f"from line {error.line} on the page could not be read: {error.message.strip()}")
        for error in fatal
    ]


def _cut(root: Element) -> list[Loss]:
    """Take out what is nested more deeply still: the walk over the tree could not reach it."""
    level, cut = 0, list[Element]()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        level += 1 if event == "start" else -1
        if event == "start" and level == DEEPEST + _SLACK:
            cut.append(element)
    words = sum(len(content(element).split()) for element in cut)
    for element in cut:
        element.clear(keep_tail=True)
    return [Loss(f"{words:,} words nested too deeply could not be read", words)] if words else []


def cut_out(element: Element, where: str, start: int, end: int) -> Element:
    """A new element around a range of the "text" of an element, or of its "tail"."""
    made = etree.Element("a")
    text = str(getattr(element, where) or "")
    setattr(element, where, text[:start])
    if where == "text":
        element.insert(0, made)
    else:
        element.addnext(made)
    made.text, made.tail = text[start:end], text[end:]
    return made


def depth(root: Element) -> int:
    """How many elements stand inside of each other."""
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
