"""The pages of the print that an e-book names in its own list of pages."""

import posixpath
from collections.abc import Callable
from urllib.parse import unquote

from rag.documents.formats.html.pages import LISTED, page_label
from rag.documents.formats.xml import Element, attribute, said


def page_list(
    package: Element, folder: str, parsed: Callable[[str], Element | None]
) -> dict[str, str]:
    """The labels of printed pages by the place that the book's own list gives them.

    `parsed` gives the root of a file of the book, None for one that is missing or damaged.
    """
    labels: dict[str, str] = {}
    for item in package.iter("{*}item"):
        listed = "nav" in (item.get("properties") or "").split()
        if not (listed or "dtbncx" in (item.get("media-type") or "")):
            continue
        name = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        root = parsed(name)
        for target, label in _listed(root) if root is not None else ():
            file, _, anchor = unquote(target).partition("#")
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), file))
            labels.setdefault(f"{path}#{anchor}", label)
    return labels


def _listed(root: Element) -> list[tuple[str, str]]:
    """(address, label) of each page, in a navigation document or an NCX."""
    pages = [
        (attribute(next(target.iter("content"), target), "src"), said(target))
        for target in root.iter("pageTarget")
    ]
    for nav in root.iter("nav"):
        if "page-list" in attribute(nav, "epub-type"):
            pages += [(attribute(link, "href"), said(link)) for link in nav.iter("a")]
    return [(address, label) for address, label in pages if "#" in address and label]


def mark_pages(book: Element, labels: dict[str, str]) -> None:
    """Note the label of a page at the place where it begins, if that says no words of its own."""
    for element in book.iter() if labels else ():
        label = labels.get(attribute(element, "id")) or labels.get(attribute(element, "name"))
        empty = not len(element) and not said(element)
        if label and (empty or page_label(element) is not None):
            element.set(LISTED, label)
