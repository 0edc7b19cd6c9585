"""Elements of WordprocessingML, built with lxml, which escapes what is written into them."""

from lxml import etree

from rag.documents.formats.xml import Element
from rag.views.escape import neutral

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(tag: str, *children: Element, **attributes: str) -> Element:
    """An element with these children and attributes, all of Word's main namespace."""
    made = etree.Element(f"{{{_MAIN}}}{tag}", nsmap={"w": _MAIN})
    for name, content in attributes.items():
        made.set(f"{{{_MAIN}}}{name}", content)
    made.extend(children)
    return made


def words(tag: str, text: str) -> Element:
    """An element of text; what XML cannot hold (a control character) is spelt out as an escape."""
    made = w(tag)
    made.set(_SPACE, "preserve")
    try:
        made.text = text
    except ValueError:
        made.text = neutral(text)
    return made


def plain(namespace: str, tag: str, *children: Element, **attributes: str) -> Element:
    """An element of one of the package's own parts, whose attributes have no namespace."""
    made = etree.Element(f"{{{namespace}}}{tag}", nsmap={None: namespace}, **attributes)
    made.extend(children)
    return made


def written(root: Element) -> bytes:
    """A part as it stands in the file."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
