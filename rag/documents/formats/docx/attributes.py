"""Attributes and children of WordprocessingML whatever their namespace.

Transitional and strict documents differ in their namespaces only.
"""

from rag.documents.formats.xml import Element, local

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of transitional documents."""
DELETED = frozenset(["del", "moveFrom", "conflictDel"])
"""Elements whose words a tracked change, or another writer of the same line, took away."""
_OFF = ("0", "false", "off", "none")


def value(element: Element, name: str = "val") -> str | None:
    """An attribute by its local name, or None."""
    if element is None:
        return None
    usual = element.get(WORD + name)
    if usual is not None:
        return str(usual)
    for key, content in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(content)
    return None


def number(element: Element, name: str = "val") -> int | None:
    """An attribute that is a whole number, or None."""
    text = (value(element, name) or "").strip()
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < 10 else None


def child(element: Element, *path: str) -> Element:
    """The descendant along a path of local names, or None."""
    for name in path:
        if element is None:
            return None
        element = next(element.iterchildren("{*}" + name), None)
    return element


def switched(element: Element) -> bool | None:
    """What an on-off property says; None where it is not there."""
    return None if element is None else value(element) not in _OFF


def above(element: Element, *names: str) -> bool:
    """Whether an element lies inside one of these local names."""
    return any(local(ancestor) in names for ancestor in element.iterancestors())


def hexadecimal(code: str | None) -> int:
    """A code in hexadecimal; 0 where it is none."""
    try:
        return int(code or "0", 16)
    except ValueError:
        return 0
