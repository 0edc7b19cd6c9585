"""Elements of lxml trees, which carry no types of their own."""

from typing import Any, TypeAlias

from lxml import etree

LIBXML = "libxml/" + ".".join(map(str, etree.LIBXML_VERSION))
"""The parser and its version, as part of an extractor's name."""
Element: TypeAlias = Any
"""An element of an lxml tree, or None where one was looked for in vain."""


def local(element: Element) -> str:
    """The tag without its namespace; "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """An attribute, "" where the element has none."""
    return str(element.get(name) or "")


def said(element: Element) -> str:
    """All text inside an element, white space folded."""
    return " ".join("".join(element.itertext()).split())
