"""Title, author, date and address of a page, as its own head states them."""

import json
import re
from typing import Any

from rag.documents.address import web_address
from rag.documents.formats.xml import Element, attribute, said

_TITLES = ("og:title", "dc.title", "citation_title", "twitter:title")
_AUTHORS = ("author", "article:author", "dc.creator", "citation_author", "parsely-author")
_DATES = (
    "article:published_time", "datepublished", "date", "dc.date", "citation_publication_date",
    "citation_date", "pubdate", "parsely-pub-date",
)  # fmt: skip


def about(root: Element) -> dict[str, str | None]:
    """`title`, `author`, `date` and `address`; None for what the page does not state."""
    stated: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = attribute(meta, "property") or attribute(meta, "name") or attribute(meta, "itemprop")
        content = " ".join(attribute(meta, "content").split())
        if name and content:
            stated.setdefault(name.casefold(), content)
    linked = _linked_data(root)
    heads = [said(head) for head in root.iter("h1")]
    title = next((said(t) for t in root.iter("title") if said(t)), None)
    author = _first(stated, _AUTHORS) or linked.get("author")
    if author and author.startswith(("http:", "https:")):
        author = linked.get("author")
    date = _first(stated, _DATES) or linked.get("datePublished") or _time(root)
    return {
        "title": _first(stated, _TITLES) or (heads[0] if len(heads) == 1 else None) or title,
        "author": author,
        "date": date[:10] if date and re.match(r"\d{4}-\d\d-\d\dT", date) else date,
        "address": _address(root, stated),
    }


def _address(root: Element, stated: dict[str, str]) -> str | None:
    links = [
        attribute(link, "href")
        for link in root.iter("link")
        if "canonical" in attribute(link, "rel").casefold().split()
    ]
    return next(filter(None, map(web_address, [*links, stated.get("og:url", "")])), None)


def _first(stated: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((stated[name] for name in names if name in stated), None)


def _time(root: Element) -> str | None:
    for element in root.iter("time"):
        if "publi" in attribute(element, "itemprop") + attribute(element, "class"):
            return attribute(element, "datetime") or said(element)
    return None


def _linked_data(root: Element) -> dict[str, str]:
    """Author and date from JSON-LD (https://schema.org/Article), where it can be read."""
    found: dict[str, str] = {}
    for script in root.iter("script"):
        if attribute(script, "type") != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue  # broken metadata is no reason to refuse the page
        for item in data if isinstance(data, list) else [data]:
            if isinstance(item, dict):
                _take(item, found)
    return found


def _take(item: dict[str, Any], found: dict[str, str]) -> None:
    if isinstance(item.get("datePublished"), str):
        found.setdefault("datePublished", item["datePublished"])
    authors = item.get("author")
    names = [
        author["name"] if isinstance(author, dict) else author
        for author in (authors if isinstance(authors, list) else [authors])
        if isinstance(author, str) or (isinstance(author, dict) and "name" in author)
    ]
    if names and all(isinstance(name, str) for name in names):
        found.setdefault("author", ", ".join(names))
