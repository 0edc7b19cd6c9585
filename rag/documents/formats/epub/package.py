"""The package of an e-book: what it says of itself, and its chapters in reading order."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from rag.documents.document import Loss
from rag.documents.formats.xml import Archive, Element, attribute, said
from rag.errors import SourceError

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_CHAPTERS = frozenset(["text/x-oeb1-document", "image/svg+xml"])
_DUBLIN_CORE = "{http://purl.org/dc/elements/"
_DATE = re.compile(r"[1-9]\d{3}(?:-\d\d){0,2}")
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
LOCKED = "encrypted (rights management).", "It can't be read."
_WRITERS = frozenset(["", "aut", "author", "cre"])
_OF_FILE = ("modification", "conversion", "creation")
"""Events of a date that are the file's and not the book's."""


def locked(archive: Archive) -> frozenset[str]:
    """The names of the parts under digital rights management.

    Fonts may be obfuscated: they hold no words. Raises SourceError where it is not told which
    parts they are.
    """
    if _ENCRYPTION not in archive.names:
        return frozenset()
    names: set[str] = set()
    for method in archive.tree(_ENCRYPTION).iter("{*}EncryptionMethod"):
        parts = [attribute(e, "URI") for e in method.getparent().iter("{*}CipherReference")]
        if attribute(method, "Algorithm") in _FONTS:
            continue
        if not parts:
            raise SourceError(archive.path.name, *LOCKED)
        names |= {posixpath.normpath(unquote(part)).lstrip("/") for part in parts}
    return frozenset(names)


def package_name(archive: Archive) -> str:
    """The path of the package; raises SourceError where there is none."""
    if _CONTAINER not in archive.names:
        return next((name for name in archive.names if name.endswith(".opf")), _CONTAINER)
    for rootfile in archive.tree(_CONTAINER).iter("{*}rootfile"):
        if rootfile.get("full-path"):
            return str(rootfile.get("full-path"))
    raise SourceError(archive.path.name, f"{_CONTAINER!r} names no package.", "Is it an EPUB?")


def spine(package: Element, folder: str, lost: list[Loss]) -> list[str]:
    """The paths of the chapters in reading order, those that are not linear last.

    What stands in that order and is no chapter that can be read is `lost`.
    """
    items = {item.get("id"): item for item in package.iter("{*}item") if item.get("href")}
    order: dict[str, bool] = {}
    for reference in package.iter("{*}itemref"):
        item = _readable(items.get(reference.get("idref")), items)
        if item is None:
            named = reference.get("idref") or "without a name"
            lost.append(Loss(f"the part {named} of the book is no page of text; it is not read"))
        elif "nav" not in attribute(item, "properties").split():
            name = posixpath.normpath(posixpath.join(folder, unquote(item.get("href"))))
            order.setdefault(name, reference.get("linear") != "no")
    return sorted(order, key=lambda name: not order[name])


def _readable(item: Element, items: dict[str, Element]) -> Element:
    """The item, or the first that stands in for it, that is a page; None where there is none."""
    for _ in range(len(items)):
        if item is None or "html" in (kind := attribute(item, "media-type")) or kind in _CHAPTERS:
            break
        item = items.get(item.get("fallback"))
    return item


def about(package: Element) -> dict[str, str | None]:
    """Title, authors, date and subjects of the book; not those of the file or of its translation.

    The author is "" where others made the book, or many: a byline in it is that of a part.
    """
    makers = [*_stated(package, "creator")]
    authors = [said(e) for e in makers if _about(package, e, "role").lower() in _WRITERS]
    several = any(re.match("various", name, re.I) for name in authors)
    titles = {
        _about(package, e, "title-type"): said(e) for e in reversed([*_stated(package, "title")])
    }
    dates = (_DATE.match(said(e)) for e in _stated(package, "date") if _event(e) not in _OF_FILE)
    return {
        "title": titles.get("main") or titles.get("") or next(iter(titles.values()), None),
        "author": "" if several else ", ".join(authors) or ("" if makers else None),
        "date": next((date.group() for date in dates if date), None),
        "keywords": "\n".join(f"{said(e)};" for e in _stated(package, "subject")),
    }


def _stated(package: Element, name: str) -> Iterator[Element]:
    return (
        element for element in package.iter("{*}" + name, "{*}" + name.capitalize())
        if str(element.tag).startswith(_DUBLIN_CORE) and said(element)
    )  # fmt: skip


def _event(date: Element) -> str:
    return next((str(v) for k, v in date.attrib.items() if k.endswith("event")), "")


def _about(package: Element, element: Element, name: str) -> str:
    """What EPUB 2 says of an element in an attribute, and EPUB 3 in an element of its own."""
    own = next((str(v) for k, v in element.attrib.items() if k.endswith("}" + name)), "")
    mine = "#" + attribute(element, "id")
    refined = (
        said(meta) for meta in package.iter("{*}meta")
        if attribute(meta, "refines") == mine and attribute(meta, "property") == name
    )  # fmt: skip
    return own or next(refined, "")
