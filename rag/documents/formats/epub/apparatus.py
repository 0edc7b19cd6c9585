"""What a book's file holds beside the book: lists of contents, notices of rights, page numbers."""

import posixpath
import re
from collections.abc import Callable, Iterator
from itertools import groupby
from urllib.parse import unquote

from rag.documents.document import Loss
from rag.documents.formats.epub.pages import lists
from rag.documents.formats.html.furniture import NOTICES
from rag.documents.formats.html.pages import LISTED
from rag.documents.formats.html.words import HEADINGS, INLINE
from rag.documents.formats.xml import Element, attribute, local, said
from rag.english.patterns.page import BOOKS_LISTS as _LISTS
from rag.english.patterns.page import BOOKS_REMARK as _REMARK

_STARTS = re.compile(r"\*{2,3}\s*START OF (?:THE|THIS) PROJECT GUTENBERG E-?BOOK", re.I)
_ENDS = re.compile(r"\*{2,3}\s*END OF (?:THE|THIS) PROJECT GUTENBERG E-?BOOK", re.I)
_NOTICE = "copyright-page"
_NAMED = 8
_ENTRIES, _LINKED = 4, 0.7
_INDEXED = re.compile(r"[^\W\d_][^.!?]{1,80}?(?:[,;]?\s\d+(?:[–-]\d+)?n?)+")
"""Words and the pages that they stand on."""
_FEWEST, _SAME = 3, 0.6  # numbers of pages, and how many of them count on with their files


def set_apart(
    book: Element, package: Element, folder: str, parsed: Callable[[str], Element | None]
) -> None:
    """Give the parts of a book that are none of its text the type that says so."""
    told = _kind(package, folder, parsed)
    for part in book:
        if attribute(part, "id") in told:
            part.set("epub-type", told[attribute(part, "id")])
    _spare(book)
    lines = list(_lines(book))
    _contents(lines)
    _licence(lines)
    _folios(book)


def pictures(book: Element) -> list[Loss]:
    """The parts behind the first, a cover, that show pictures and not a word."""
    found = [
        attribute(part, "id")
        for part in book[1:]
        if not said(part) and any(local(e) in ("img", "image", "object") for e in part.iter())
    ]
    names = ", ".join(found[:_NAMED]) + (" …" if len(found) > _NAMED else "")
    what = (
        f"{len(found)} of the parts are pictures alone; their words, if any, are not read: {names}"
    )
    return [Loss(what)] if found else []


def _kind(package: Element, folder: str, parsed: Callable[[str], Element | None]) -> dict[str, str]:
    """The types of whole files by a book's guide or its landmarks."""
    told: dict[str, str] = {}
    guide = package.iter("{*}reference")
    places = [(folder, attribute(e, "href"), attribute(e, "type")) for e in guide]
    for name, root in lists(package, folder, parsed):
        for nav in root.iter("nav"):
            if "landmarks" in attribute(nav, "epub-type"):
                places += [
                    (posixpath.dirname(name), attribute(a, "href"), attribute(a, "epub-type"))
                    for a in nav.iter("a")
                ]
    for where, address, kind in places:
        file, _, anchor = unquote(address).partition("#")
        if not anchor:
            told[posixpath.normpath(posixpath.join(where, file))] = kind
    return told


def _contents(lines: list[Element]) -> None:
    """Lines in a row that do nothing but lead to places of the book."""
    leads, listed = list[tuple[bool, Element]](), False
    for line in lines:
        if local(line) in HEADINGS:
            listed = _LISTS.fullmatch(said(line)) is not None
        leads.append((_leads(line, listed), line))
    for leading, run in groupby(leads, lambda pair: pair[0]):
        entries = list(run)
        for _, line in entries if leading and len(entries) >= _ENTRIES else ():
            line.set("epub-type", "toc")


def _leads(line: Element, listed: bool) -> bool:
    """Whether a line does nothing but lead into the book; in a list that says so, begins to."""
    links = [said(a) for a in line.iter("a") if a.get("href") and ":" not in a.get("href")]
    whole, worded = said(line), [words for words in links if re.search(r"[^\W\d_]{2}", words)]
    entry = _INDEXED.fullmatch(whole) is not None or whole.startswith(tuple(worded))
    return (listed and bool(links) and entry) or sum(map(len, worded)) > _LINKED * len(whole)


def _spare(book: Element) -> None:
    """Leave of a page of notices what an editor says there of the text: sentences on no right."""
    for page in list(book.iter()):
        kinds = f"{attribute(page, 'epub-type')} {attribute(page, 'data-type')}".split()
        lines = list(_lines(page)) if local(page) and NOTICES.intersection(kinds) else []
        remarks = [line for line in lines if _REMARK.search(said(line))]
        if remarks:
            for name in ("epub-type", "data-type"):
                page.attrib.pop(name, None)
            for line in lines:
                line.set("epub-type", "" if line in remarks else _NOTICE)


def _licence(lines: list[Element]) -> None:
    """The notices before and behind the two lines between which a book of Gutenberg stands."""
    first = next((n for n, line in enumerate(lines) if _STARTS.search(said(line))), None)
    last = next((n for n, line in enumerate(lines) if _ENDS.search(said(line))), None)
    none = lines[: first + 1] if first is not None else []
    none += lines[last:] if last is not None and (first is None or last > first) else []
    for line in none:
        line.set("epub-type", _NOTICE)


def _folios(book: Element) -> None:
    """Numbers that end or begin the files of a fixed layout, one a page, are its pages."""
    found: list[tuple[int, int, Element]] = []
    for place, part in enumerate(book):
        lines = list(_lines(part))
        ends = [line for line in (lines[-1:] + lines[:1]) if re.fullmatch(r"\d{1,4}", said(line))]
        found += [(int(said(line)) - place, place, line) for line in ends[:1]]
    shifts = [shift for shift, _, _ in found]
    common = max(shifts, key=shifts.count, default=0)
    if shifts.count(common) < max(_FEWEST, _SAME * len(book)):
        return
    for shift, place, line in found:
        if shift == common:
            line.set(LISTED, said(line))
            book[place].insert(0, line)


def _lines(root: Element) -> Iterator[Element]:
    """The innermost blocks that hold words, in order."""
    stack = [root]
    while stack:
        element = stack.pop()
        inner = [child for child in element if local(child)]
        if element is not root and all(local(e) in INLINE or local(e) == "br" for e in inner):
            if said(element):
                yield element
        else:
            stack += reversed(inner)
