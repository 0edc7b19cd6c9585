"""E-books (EPUB 2 and 3): the chapters in the order of the spine, notes wherever they stand.

The chapters become one tree whose ids carry their file's path, so that a note in another
file is linked like one in the same. See https://www.w3.org/TR/epub-33/.
"""

import posixpath
import re
from collections.abc import Set
from dataclasses import replace
from functools import cache
from html import entities
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from rag.documents.document import Loss
from rag.documents.extraction import Extraction
from rag.documents.formats import made_by
from rag.documents.formats.epub.apparatus import pictures, set_apart
from rag.documents.formats.epub.package import LOCKED, about, locked, package_name, spine
from rag.documents.formats.epub.pages import mark_pages, page_list
from rag.documents.formats.epub.shown import as_shown
from rag.documents.formats.html import parse
from rag.documents.formats.html.account import account, broken, left_behind, unaccounted
from rag.documents.formats.html.blocks import Walk
from rag.documents.formats.html.elements import DEEPEST, depth
from rag.documents.formats.html.encoding import decode
from rag.documents.formats.html.parts import Parts, find_parts
from rag.documents.formats.layer import Layer
from rag.documents.formats.xml import Archive, DamagedPart, Element, attribute, local, xml
from rag.documents.structure.continued import continued
from rag.errors import SourceError

_WITHOUT_CONTROLS = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd]")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_XML = frozenset(["amp", "lt", "gt", "quot", "apos"])
_LONGEST_SHEET = 1_000_000  # code points
_IMPORT = re.compile(r"@import\s++(?:url\(\s*+)?[\"']?([^\"')\s;]{1,2000}+)[^;]{0,2000}+;", re.I)


def extract(data: bytes, path: Path) -> Extraction:
    """The text of a book; raises SourceError where it is locked or damaged."""
    archive = Archive(data, path)
    lock, opf = locked(archive), package_name(archive)
    if opf in lock:
        raise SourceError(path.name, *LOCKED)
    package, folder, lost = archive.tree(opf), posixpath.dirname(opf), list[Loss]()
    sheets: dict[str, str] = {}
    book = _chapters(archive, spine(package, folder, lost), lock, sheets, lost)

    @cache
    def parsed(part: str) -> Element | None:
        try:
            return _parsed(archive, part, []) if part in archive.names else None
        except SourceError:
            lost.append(Loss(f"the list of parts or pages in {part} is damaged"))
            return None

    lost += pictures(book)
    set_apart(book, package, folder, parsed)
    mark_pages(book, page_list(package, folder, parsed))
    parts = find_parts(book, sheets)
    extraction = _written(book, parts, about(package))
    if not extraction.text and lock:
        raise SourceError(path.name, *LOCKED)
    if not extraction.text:
        raise SourceError(path.name, "a book without any text.", "Does it hold only images?")
    counted = account(book, book, parts)
    lost += (*unaccounted(counted, extraction), *left_behind(counted, book, parts))
    return replace(extraction, losses=(*lost, *extraction.losses, *broken(extraction)))


def _chapters(
    archive: Archive, names: list[str], lock: Set[str], sheets: dict[str, str], lost: list[Loss]
) -> Element:
    """The chapters of these names as one tree; those that can't be read are `lost`."""
    book = etree.Element("body")
    for listed in names:
        name = _stored(archive, listed)
        why = "missing" if name is None else "encrypted" if name in lock else ""
        if name is not None and not why:
            try:
                book.append(_chapter(archive, name, sheets, lost))
            except DamagedPart:
                why = "damaged"
        if why:
            what = f"the part {name or listed} is {why}; what it holds is not in the text"
            lost.append(Loss(what))
    return book


def _written(book: Element, parts: Parts, about: dict[str, str | None]) -> Extraction:
    """Layer 1 of a book; a sentence may go on in the next file, or on the next page."""
    layer, starts = Layer(), set[int]()
    walk = Walk(layer, parts)
    for part in book:
        starts.add(len(layer.regions))
        walk.outside(part)
    extraction = layer.extraction(made_by.epub(), **about)
    regions, paged = extraction.regions or (), {page.start for page in extraction.pages}
    return replace(extraction, regions=tuple(
        whole if n in starts or region.span.start in paged else region
        for n, (region, whole) in enumerate(
            zip(regions, continued(regions, extraction.text), strict=True)
        )
    ))  # fmt: skip


def _stored(archive: Archive, name: str) -> str | None:
    """The name of a part in the archive, whatever the case of its letters; None where it lacks."""
    if name in archive.names:
        return name
    return next((one for one in archive.names if one.casefold() == name.casefold()), None)


def _chapter(archive: Archive, name: str, sheets: dict[str, str], lost: list[Loss]) -> Element:
    """A chapter as a section whose ids and links are made unique by the chapter's path."""
    section = etree.Element("section")
    root = _parsed(archive, name, lost)
    if root.tag == "svg":  # a page that is a drawing
        drawing, root = root, etree.Element("body")
        root.append(drawing)
    as_shown(root)
    if root[:1] and local(root[0]) == "svg":
        lost.append(Loss(f"the part {name} is a picture; its words, if any, are not read"))
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


def _styles(archive: Archive, root: Element, name: str, sheets: dict[str, str]) -> list[Element]:
    """The style sheets of a chapter, in it or in files of their own, as elements.

    `sheets` are the texts of the files that chapters have named up to now.
    """
    found = [e for e in root.iter("style") if not any(a.tag == "body" for a in e.iterancestors())]
    for link in root.iter("link"):
        href = unquote(attribute(link, "href"))
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), href))
        kinds = attribute(link, "rel").casefold().split()
        if "stylesheet" in kinds and "alternate" not in kinds:
            _sheet(archive, path, sheets)
            style = etree.Element("style", media=attribute(link, "media") or "all", file=path)
            found.append(style)
    return found


def _sheet(archive: Archive, path: str, sheets: dict[str, str]) -> str:
    """A style sheet with those that it imports; "" for one that is not there."""
    if path not in sheets:
        sheets[path] = ""  # for one that imports itself
        text = archive.read(path).decode("utf-8", "replace") if path in archive.names else ""
        folder = posixpath.dirname(path)
        sheets[path] = _IMPORT.sub(
            lambda match: _sheet(
                archive, posixpath.normpath(posixpath.join(folder, match[1])), sheets
            ),
            text[:_LONGEST_SHEET],
        )[:_LONGEST_SHEET]
    return sheets[path]


def _parsed(archive: Archive, name: str, lost: list[Loss]) -> Element:
    """The root of a chapter without namespaces: as XML, or as HTML if it is not well formed."""
    losses: list[Loss] = []
    problems: list[str] = []
    text = _NAMED.sub(_character, decode(archive.read(name), problems))
    losses += [Loss(what) for what in problems]
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    formed = _well_formed(text, archive.path, name)
    try:
        root = parse(text, archive.path, losses) if formed is None else formed
    except SourceError as error:
        raise DamagedPart(archive.path.name, f"{name!r} is no page.") from error
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
