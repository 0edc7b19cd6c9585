"""E-books (EPUB 2 and 3): the chapters in the order of the spine, notes wherever they stand.

The chapters become one tree whose ids carry their file's path, so that a note in another
file is linked like one in the same. See https://www.w3.org/TR/epub-33/.
"""

import posixpath
import re
from dataclasses import replace
from html import entities
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from rag.documents.document import Loss
from rag.documents.extraction import Extraction
from rag.documents.formats.epub_pages import mark_pages, page_list
from rag.documents.formats.html import parse
from rag.documents.formats.html.account import account, broken, unaccounted
from rag.documents.formats.html.blocks import Walk
from rag.documents.formats.html.elements import depth
from rag.documents.formats.html.encoding import decode
from rag.documents.formats.html.parts import find_parts
from rag.documents.formats.html.shallow import DEEPEST
from rag.documents.formats.layer import Layer
from rag.documents.formats.xml import LIBXML, Archive, DamagedPart, Element, attribute, said, xml
from rag.errors import SourceError

EXTRACTOR = f"epub/6+{LIBXML}"
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_WITHOUT_CONTROLS = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd]")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_XML = frozenset(["amp", "lt", "gt", "quot", "apos"])
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


def extract(data: bytes, path: Path) -> Extraction:
    """The text of a book; raises SourceError where it is locked or damaged."""
    archive = Archive(data, path)
    _refuse_locked(archive)
    package_name = _package_name(archive)
    package = archive.tree(package_name)
    book, sheets, lost = etree.Element("body"), set[str](), list[Loss]()
    for name in _spine(package, posixpath.dirname(package_name), lost):
        if name not in archive.names:
            lost.append(Loss(f"the part {name} is missing; what it holds is not in the text"))
            continue
        try:
            book.append(_chapter(archive, name, sheets, lost))
        except DamagedPart:
            lost.append(Loss(f"the part {name} is damaged; what it holds is not in the text"))

    def parsed(part: str) -> Element | None:
        try:
            return _parsed(archive, part, []) if part in archive.names else None
        except SourceError:
            lost.append(Loss(f"the list of printed pages in {part} is damaged"))
            return None

    mark_pages(book, page_list(package, posixpath.dirname(package_name), parsed))
    layer = Layer()
    parts = find_parts(book, book=True)
    Walk(layer, parts).run(book)
    extraction = layer.extraction(EXTRACTOR, **_about(package))
    if not extraction.text:
        raise SourceError(path.name, "a book without any text.", "Does it hold only images?")
    lost += unaccounted(account(book, book, parts), extraction)
    return replace(extraction, losses=(*lost, *extraction.losses, *broken(extraction)))


def _refuse_locked(archive: Archive) -> None:
    """Raises SourceError for a book under digital rights management; fonts may be obfuscated."""
    if _ENCRYPTION not in archive.names:
        return
    methods = [
        str(e.get("Algorithm")) for e in archive.tree(_ENCRYPTION).iter("{*}EncryptionMethod")
    ]
    if any(method not in _FONTS for method in methods):
        raise SourceError(archive.path.name, "encrypted (rights management).", "It can't be read.")


def _package_name(archive: Archive) -> str:
    for rootfile in archive.tree(_CONTAINER).iter("{*}rootfile"):
        if rootfile.get("full-path"):
            return str(rootfile.get("full-path"))
    raise SourceError(archive.path.name, f"{_CONTAINER!r} names no package.", "Is it an EPUB?")


def _spine(package: Element, folder: str, lost: list[Loss]) -> list[str]:
    """The paths of the chapters in reading order, those that are not linear last.

    What stands in that order and is no chapter that can be read is `lost`.
    """
    items = {
        item.get("id"): item
        for item in package.iter("{*}item")
        if "html" in (item.get("media-type") or "") and item.get("href")
    }
    order: dict[str, bool] = {}
    for reference in package.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None:
            named = reference.get("idref") or "without a name"
            lost.append(Loss(f"the part {named} of the book is no page of text; it is not read"))
        elif "nav" not in (item.get("properties") or "").split():
            name = posixpath.normpath(posixpath.join(folder, unquote(item.get("href"))))
            order.setdefault(name, reference.get("linear") != "no")
    return sorted(order, key=lambda name: not order[name])


def _chapter(archive: Archive, name: str, sheets: set[str], lost: list[Loss]) -> Element:
    """A chapter as a section whose ids and links are made unique by the chapter's path."""
    section = etree.Element("section")
    root = _parsed(archive, name, lost)
    body = next((e for e in root.iter("body")), root)
    section.text = _WITHOUT_CONTROLS.sub("", body.text or "")  # XML takes no others
    for element in list(body):
        section.append(element)
    section.set("id", name)
    section[:0] = _styles(archive, root, name, sheets)
    for element in section.iter():
        for key in ("id", "name"):
            if element is not section and element.get(key):
                element.set(key, f"{name}#{element.get(key)}")
        href = element.get("href") or ""
        file, hash_, anchor = href.partition("#")
        if hash_ and ":" not in file:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(file)))
            element.set("href", f"#{target if file else name}#{anchor}")
    return section


def _styles(archive: Archive, root: Element, name: str, sheets: set[str]) -> list[Element]:
    """The style sheets of a chapter, in it or in files of their own, as elements.

    `sheets` are the files that earlier chapters have brought.
    """
    found = [e for e in root.iter("style") if not any(a.tag == "body" for a in e.iterancestors())]
    for link in root.iter("link"):
        href = unquote(attribute(link, "href"))
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), href))
        if "stylesheet" in attribute(link, "rel") and path in archive.names.keys() - sheets:
            sheets.add(path)
            style = etree.Element("style")
            style.text = _WITHOUT_CONTROLS.sub("", archive.read(path).decode("utf-8", "replace"))
            found.append(style)
    return found


def _parsed(archive: Archive, name: str, lost: list[Loss]) -> Element:
    """The root of a chapter without namespaces: as XML, or as HTML if it is not well formed."""
    losses: list[Loss] = []
    problems: list[str] = []
    text = _NAMED.sub(_character, decode(archive.read(name), problems))
    losses += [Loss(what) for what in problems]
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    formed = _well_formed(text, archive.path, name)
    root = parse(text, archive.path, losses) if formed is None else formed
    lost += [replace(loss, what=f"{name!r}: {loss.what}") for loss in losses]
    if formed is None:
        return root
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
        for key in [k for k in element.attrib if k.startswith("{") and k.endswith("}type")]:
            element.set("epub-type", element.attrib[key])
    return root


def _well_formed(text: str, path: Path, name: str) -> Element | None:
    """The root of a chapter that is XML and not nested too deeply."""
    try:
        root = xml(text.encode("utf-8", "replace"), path, name)
    except SourceError:
        return None
    return root if depth(root) <= DEEPEST else None


def _character(match: re.Match[str]) -> str:
    """A named character of HTML as itself; XML's own five stay as they are."""
    name = match.group(1)
    return match.group() if name in _XML else entities.html5.get(name + ";", match.group())


def _about(package: Element) -> dict[str, str | None]:
    stated: dict[str, list[str]] = {}
    for element in package.iter("{http://purl.org/dc/elements/1.1/}*"):
        if said(element):
            stated.setdefault(element.tag.rpartition("}")[2], []).append(said(element))
    return {
        "title": next(iter(stated.get("title", [])), None),
        "author": ", ".join(stated.get("creator", [])) or None,
        "date": next((date[:10] for date in stated.get("date", [])), None),
    }
