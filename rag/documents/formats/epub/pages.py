"""The pages of the print that an e-book names in its own list of pages."""

import posixpath
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from lxml import etree

from rag.documents.formats.html.pages import LISTED, page_label
from rag.documents.formats.xml import Element, attribute, said

_LISTS = re.compile("dtbncx|page-map")


def page_list(
    package: Element, folder: str, parsed: Callable[[str], Element | None]
) -> dict[str, str]:
    """The labels of printed pages by the place that the book's own list gives them.

    `parsed` gives the root of a file of the book, None for one that is missing or damaged.
    """
    labels: dict[str, str] = {}
    for name, root in lists(package, folder, parsed):
        for target, label in _listed(root):
            file, _, anchor = unquote(target).partition("#")
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), file))
            labels.setdefault(f"{path}#{anchor}" if anchor else path, label)
    return labels


def lists(
    package: Element, folder: str, parsed: Callable[[str], Element | None]
) -> Iterator[tuple[str, Element]]:
    """The name and the root of each file with lists of a book's parts or pages."""
    for item in package.iter("{*}item"):
        listed = "nav" in (item.get("properties") or "").split()
        if not (listed or _LISTS.search(attribute(item, "media-type"))):
            continue
        name = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        root = parsed(name)
        if root is not None:
            yield name, root


def _listed(root: Element) -> list[tuple[str, str]]:
    """(address, label) of each page, in a navigation document, an NCX or Adobe's map of pages."""
    pages = [
        (attribute(next(target.iter("content"), target), "src"), said(target))
        for target in root.iter("pageTarget")
    ]
    for nav in root.iter("nav"):
        if "page-list" in attribute(nav, "epub-type"):
            pages += [(attribute(link, "href"), said(link)) for link in nav.iter("a")]
    pages += [(attribute(page, "href"), attribute(page, "name")) for page in root.iter("page")]
    return [(address, label) for address, label in pages if label]


def mark_pages(book: Element, labels: dict[str, str]) -> None:
    """Note the label of a page at the place where it begins.

    An element with words of its own gets an empty one before them, unless they are the label.
    """
    for element in list(book.iter()) if labels else ():
        label = labels.get(attribute(element, "id")) or labels.get(attribute(element, "name"))
        if not label:
            continue
        if said(element) in ("", label) or page_label(element) is not None:
            element.set(LISTED, label)
        else:
            mark = etree.Element("a")
            mark.set(LISTED, label)
            mark.tail, element.text = element.text, None
            element.insert(0, mark)
