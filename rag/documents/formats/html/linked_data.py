"""Authors and date of a page's article from JSON-LD (https://schema.org/Article)."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rag.documents.formats.xml import Element, attribute

_ARTICLE = re.compile(r"article|posting|report|essay|book|chapter|thesis", re.I)
_WRAPPED = re.compile(
    r"^\s*+(?:(?:/\*|//)\s*+)?<!\[CDATA\[(?:\*/)?"
    r"|(?:(?:/\*|//)\s*|(?<!\s)\s+)?\]\]>(?:\*/)?\s*+(?:;\s*+)?$"
)
_DEEPEST = 6


@dataclass(slots=True)
class Linked:
    """What the data of a page's articles state; the first article that states it counts."""

    authors: list[str] = field(default_factory=list)
    date: str | None = None


def linked_data(root: Element) -> Linked:
    """Authors and date of the first article in the data that can be read."""
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
