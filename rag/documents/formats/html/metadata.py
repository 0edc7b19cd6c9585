"""Title, author, date and address of a page, as its head, its JSON-LD and its byline state them.

https://schema.org/Article
"""

import itertools
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from rag.documents.formats.html.byline import by, byline
from rag.documents.formats.html.titles import folded, shown_pieces, site_names, title_of
from rag.documents.formats.xml import Element, attribute, said
from rag.documents.links import web_address
from rag.english.patterns.web import BYLINE_NAME

_AUTHORS = (
    "dcterm.creator", "author", "byl", "parsely-author",
    "sailthru.author", "article:author", "og:article:author", "cxenseparse:author",
)  # fmt: skip
_EACH = (
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "dc.creator.personalname",
    "bepress_citation_author",
)
_DATES = (
    "article:published_time", "og:article:published_time", "parsely-pub-date", "datepublished",
    "citation_publication_date", "citation_date", "dcterms.created", "dc.date.issued", "dc.date",
    "dcterms.date", "pubdate", "publishdate", "date", "sailthru.date",
)  # fmt: skip
_KEYWORDS = (
    "keywords", "news_keywords", "citation_keywords", "dc.subject", "dcterms.subject",
    "article:tag", "og:article:tag", "parsely-tags", "sailthru.tags",
)  # fmt: skip
_KINDS = ("property", "name", "itemprop")
_OF_PAGE = re.compile(
    r"publi|(?:entry|post|article|story)[-_]?(?:date|meta)|posted-on|by-?line|dateline", re.I
)
_OTHER_TIME = re.compile(r"comment|modif|updat|event|related|reply", re.I)
_FULL_NAME = re.compile(rf"(?=\S+\s){BYLINE_NAME.pattern}")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?=T|\s|$)")
_ARTICLE = re.compile(r"article|posting|report|essay|book|chapter|thesis", re.I)
_WRAPPED = re.compile(
    r"^\s*+(?:(?:/\*|//)\s*+)?<!\[CDATA\[(?:\*/)?"
    r"|(?:(?:/\*|//)\s*|(?<!\s)\s+)?\]\]>(?:\*/)?\s*+(?:;\s*+)?$"
)
_DEEPEST = 6


def about(root: Element, main: Element, left: Collection[Element] = ()) -> dict[str, str | None]:
    """`title`, `author`, `date`, `address` and `keywords`; None for what the page does not state.

    Keywords stand one a line, or parted as the page has them. What is `left` out of the text is no
    part of a heading either.
    """
    stated, linked = _stated(root), linked_data(root)
    site = site_names(stated) | {folded(linked.publisher)}
    found = filter(None, (by(linked.authors), _author(stated), byline(root, main)))
    writers = [name for name in found if folded(name) not in site]
    titled = shown_pieces(root)  # "The weir – Mill Review" may name the site: a byline's name is it
    first = next((stated[name][0] for name in _DATES if name in stated), None)
    date = linked.date or first or _time(root)
    date = re.sub(r"^(\d{4})/(\d\d)/(\d\d)$", r"\1-\2-\3", date) if date else None
    iso = _ISO.match(date or "")
    return {
        "title": title_of(root, main, left, stated),
        "author": next(iter(sorted(writers, key=lambda name: folded(name) in titled)), None),
        "date": iso.group() if iso else date,
        "address": _address(root, stated),
        "keywords": "\n".join(
            [*linked.keywords, *(one for name in _KEYWORDS for one in stated.get(name, ()))]
        ),
    }


def _stated(root: Element) -> dict[str, list[str]]:
    """What the `meta` elements of a page say under each name, in lower case."""
    stated: dict[str, list[str]] = {}
    kinds: dict[str, str] = {}
    for meta, kind in [(meta, kind) for kind in _KINDS for meta in root.iter("meta")]:
        content = " ".join(attribute(meta, "content").split())
        for name in attribute(meta, kind).casefold().split() if content else ():
            key = re.sub(r"^(dc|dcterms?):", r"\1.", name)
            if kinds.setdefault(key, kind) == kind:  # a property beats a name
                stated.setdefault(key, []).append(content)
    return stated


def _author(stated: dict[str, list[str]]) -> str | None:
    """The names of a page's head, each once."""
    several = (stated[name] for name in _EACH if name in stated)
    found = (stated[name] for name in _AUTHORS if name in stated)
    single = (names if all(map(_FULL_NAME.fullmatch, names)) else names[:1] for names in found)
    return next(filter(None, (by(names) for names in (*several, *single))), None)


def _address(root: Element, stated: dict[str, list[str]]) -> str | None:
    links = [
        attribute(link, "href")
        for link in root.iter("link")
        if "canonical" in attribute(link, "rel").casefold().split()
    ]
    addresses = map(web_address, [*links, *stated.get("og:url", ())])
    return next(filter(None, addresses), None)


def _time(root: Element) -> str | None:
    for element in root.iter("time"):
        around = (element, *itertools.islice(element.iterancestors(), 2))
        names = " ".join(attribute(e, kind) for e in around for kind in ("itemprop", "class"))
        if _OF_PAGE.search(names) and not _OTHER_TIME.search(names):
            return attribute(element, "datetime") or said(element)
    return None


@dataclass(slots=True)
class Linked:
    """What the data of a page's articles state; the first article that states it counts."""

    authors: list[str] = field(default_factory=list)
    date: str | None = None
    publisher: str = ""
    keywords: list[str] = field(default_factory=list)


def linked_data(root: Element) -> Linked:
    """What the data that can be read say of the page's article."""
    linked = Linked()
    for script in root.iter("script"):
        if "ld+json" not in attribute(script, "type"):
            continue
        try:
            data = json.loads(_WRAPPED.sub("", script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue  # broken metadata is no reason to refuse the page
        for item in _items(data):
            kinds = item.get("@type")
            named = " ".join(map(str, kinds if isinstance(kinds, list) else [kinds or "article"]))
            if _ARTICLE.search(named):
                _take(item, linked)
    return linked


def _items(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON
    """All objects on the upper levels of some data."""
    if isinstance(data, list) and depth < _DEEPEST:
        for one in data:
            yield from _items(one, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            if isinstance(data.get(key), list | dict) and depth < _DEEPEST:
                yield from _items(data[key], depth + 1)


def _take(item: dict[str, Any], linked: Linked) -> None:
    if linked.date is None and isinstance(item.get("datePublished"), str):
        linked.date = item["datePublished"].strip() or None
    linked.publisher = linked.publisher or next(iter(_names(item.get("publisher"))), "")
    linked.keywords = linked.keywords or _names(item.get("keywords"))
    authors = item.get("author")
    if not linked.authors:
        linked.authors = [
            name.strip()
            for author in (authors if isinstance(authors, list) else [authors])
            for name in _names(author)
            if name.strip()
        ]


def _names(author: Any) -> list[str]:  # noqa: ANN401 - JSON
    name = author.get("name") if isinstance(author, dict) else author
    names = name if isinstance(name, list) else [name]
    return [one for one in names if isinstance(one, str)]
