"""The title of a page: that of its article, not the name of the site that bears it."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from rag.documents.formats.xml import Element, attribute, local, said

_STATED = ("og:title", "dc.title", "citation_title", "twitter:title")
_BETWEEN = re.compile(r"(?<!\s)\s++[|–—·•«»:-]+\s+|(?<!\s)\s*+[|«»]\s*")
_HOME = re.compile(r"(?:https?://[^/]+)?/?(?:index\.\w+|\.)?", re.I)
_OF_SITE = re.compile(
    r"(?:^|[\s_-])(?:(?:site|blog)[_-]?(?:title|name)|logo|brand|masthead)(?:$|[\s_-])", re.I
)


@dataclass(frozen=True, slots=True)
class _Head:
    words: str
    level: int
    main: bool  # whether it stands in the main part of its page


def title_of(
    root: Element, main: Element, left: Collection[Element], stated: Mapping[str, list[str]]
) -> str | None:
    """What a page is called, by its head and its headings; None if it is not.

    What is `left` out of the text is no part of a heading. `stated` is what the page's `meta`
    elements say.
    """
    site = site_names(stated)
    heads = list(_heads(root, main, left, site))
    first = [head for head in heads if head.level == 1]
    named = next((stated[name][0] for name in _STATED if name in stated), None)
    if named and folded(named) not in site:
        return _fitting(first, _pieces(named)) or _without_site(named, site)
    shown = _shown(root)
    if fitting := _fitting(heads, _pieces(shown)):
        return fitting
    return first[0].words if len(first) == 1 else _without_site(shown, site) or None


def shown_pieces(root: Element) -> list[str]:
    """The title that a browser shows, and what it joins, as names compare (`folded`)."""
    return _pieces(_shown(root))


def _shown(root: Element) -> str:
    drawn = {title for drawing in root.iter("svg") for title in drawing.iter("title")}
    return next(filter(None, (said(t) for t in root.iter("title") if t not in drawn)), "")


def site_names(stated: Mapping[str, list[str]]) -> set[str]:
    """The names of the site that a page is on, as names compare (`folded`)."""
    return {folded(name) for name in stated.get("og:site_name", ())}


def folded(words: str) -> str:
    """Words as titles and names compare."""
    return " ".join(words.split()).casefold().replace("’", "'")


def _heads(
    root: Element, main: Element, left: Collection[Element], site: Collection[str]
) -> Iterator[_Head]:
    """The headings of a page that are not the name of its site."""
    inside = set(main.iter())
    for head in root.iter("h1", "h2", "h3"):
        words = " ".join(_text_of(head, left).split())
        near = (attribute(e, name) for e in (head, head.getparent()) for name in ("class", "id"))
        home = any(
            said(link) == said(head) and _HOME.fullmatch(attribute(link, "href"))
            for link in head.iter("a")
            if link.get("href")
        )
        if words and not home and not any(map(_OF_SITE.search, near)) and folded(words) not in site:
            yield _Head(words, int(head.tag[1]), head in inside)


def _fitting(heads: list[_Head], pieces: list[str]) -> str | None:
    """The heading that the page's title has, too, the article's rather than one beside it.

    A smaller heading may be the title where it comes first in it, or has several words.
    """
    own = [(head, folded(head.words)) for head in heads]
    good = [
        (not head.main, pieces.index(words), head.level, head.words)
        for head, words in own
        if words in pieces and (head.level == 1 or words in pieces[:2] or " " in words)
    ]
    return min(good)[3] if good else None


def _pieces(title: str) -> list[str]:
    """The whole of a title and what it joins, as they compare."""
    return [folded(piece) for piece in (title, *_BETWEEN.split(title)) if piece.strip()]


def _without_site(title: str, site: Collection[str]) -> str:
    """A title without the name of the site behind it or before it."""
    pieces = [piece for piece in _BETWEEN.split(title) if folded(piece) not in site]
    return pieces[0] if len(pieces) == 1 else title


def _text_of(element: Element, left: Collection[Element]) -> str:
    """The text inside of an element without what is left out."""
    pieces = [element.text or ""]
    for child in element:
        pieces += [
            "" if child in left or not local(child) else _text_of(child, left),
            child.tail or "",
        ]
    return "".join(pieces)
