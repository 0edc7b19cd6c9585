"""Who wrote a page, as a person reads it above the text: a byline that is marked as one.

In doubt nobody: the name goes into other people's footnotes.
"""

import re
from collections.abc import Iterable, Iterator

from rag.documents.formats.html.comments import is_comment, is_comment_list
from rag.documents.formats.xml import Element, attribute, local, said
from rag.english.patterns.web import (
    BYLINE_BETWEEN,
    BYLINE_END,
    BYLINE_LEAD,
    BYLINE_NAME,
    BYLINE_NOBODY,
)

_MARKED = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author|authors|written-?by|post-author|p-author|article-author"
    r"|author-?name|entry-author|creator|autor|auteur)(?:$|[\s_-])",
    re.I,
)
_NAMED = re.compile(r"(?:^|[\s_-])(?:fn|(?:author-?|person-?)?name|author)(?:$|[\s_-])", re.I)
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:(?:foot)?notes?|thanks|affil\w*|e-?mail|orcid)(?:$|[\s_-])", re.I
)
_NOT_BY = re.compile(
    r"(?:^|[\s_-])(?:bio|box|about|image|img|avatar|photo|social|related|more|list|widget|follow"
    r"|description|count|date|time|title|member)(?:$|[\s_-])",
    re.I,
)
_ADDRESS = re.compile(r"\s[(<](?:https?:|www\.|mailto:|[\w.+-]+@)[^()<>]*[)>]\s*$")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONGEST = 100
_WORDS_OF_TEXT = 25


def by(names: Iterable[str]) -> str | None:
    """Stated names as one author, each once; None where they are nobody's."""
    found: list[str] = []
    for name in names:
        plain = BYLINE_LEAD.sub("", " ".join(_ADDRESS.sub("", name).split())).strip(" ,;|")
        if not plain or BYLINE_NOBODY.fullmatch(plain) or re.match(r"https?:|www\.|@", plain):
            continue
        if len(plain) <= _LONGEST and plain not in found and re.search(r"[^\W\d_]", plain):
            found.append(plain)
    return ", ".join(found) or None


def byline(root: Element, main: Element) -> str | None:
    """The author by the byline above a page's text; None where none is sure."""
    found = [(one, name) for one in _above(root, main) if (name := _of(one))]
    first = next((one for one, _ in found), main)
    line = first.getparent()
    whole = _of(line) if local(first) == "a" and BYLINE_LEAD.match(said(line)) else None
    return whole or by(name for one, name in found if one.getparent() is line)


def _above(root: Element, main: Element) -> Iterator[Element]:
    """Elements that are marked as a byline, up to the first paragraph of the text."""
    inside = set(main.iter())
    skipped: set[Element] = set()
    for element in root.iter():
        tag = local(element)
        if element.getparent() in skipped or tag in ("nav", "aside", "footer", "form", "script"):
            skipped.add(element)
            continue
        if is_comment(element) or is_comment_list(element):
            skipped.add(element)
            continue
        if tag == "p" and element in inside and len(said(element).split()) >= _WORDS_OF_TEXT:
            return
        if _is_marked(element):
            yield element


def _is_marked(element: Element) -> bool:
    if "author" in attribute(element, "rel").split():
        return True
    if attribute(element, "itemprop") in ("author", "creator"):
        return local(element) not in ("meta", "link")
    names = _CAMEL.sub("-", f"{attribute(element, 'class')} {attribute(element, 'id')}")
    return bool(_MARKED.search(names)) and not _NOT_BY.search(names)


def _of(element: Element) -> str | None:
    """The names in a byline: of what is marked as a name in it, else of its words."""
    if len(said(element)) > 3 * _LONGEST:
        return None
    inner = [
        part
        for part in element.iter("a", "span", "strong", "b", "address")
        if attribute(part, "itemprop") == "name"
        or "author" in attribute(part, "rel").split()
        or _NAMED.search(attribute(part, "class"))
    ]
    names = [name for part in inner for name in _names(_lines(part))]
    words = _lines(element)
    lead = bool(BYLINE_LEAD.match(words)) or element.get("rel") is not None
    whole = _names(words, lead or element.get("itemprop") is not None)
    more = set(names) < set(whole) and re.search(rf"(?:\band|&)\s+{re.escape(whole[-1])}", words)
    return by(dict.fromkeys(whole if more or not names else names))


def _lines(element: Element) -> str:
    """The words of a byline without notes and addresses; what begins a line has a line break."""
    words = " ".join((element.text or "").split())
    for child in element:
        apart = "\n" if local(child) in ("br", "div", "p", "li", "time", "ul") else " "
        beside = local(child) == "sup" or _BESIDE.search(attribute(child, "class"))
        words += f"{apart}{'' if beside else _lines(child)} {' '.join((child.tail or '').split())}"
    return words.strip(" ")


def _names(words: str, sure: bool = True) -> list[str]:
    """The names that words consist of, up to where they say something else; [] for prose."""
    words = BYLINE_LEAD.sub("", words).strip()
    end = BYLINE_END.search(words)
    words = words[: end.start()] if end else words
    names = [part.strip(" .") for part in BYLINE_BETWEEN.split(words.strip(" ,.;:"))]
    names = [name for name in names if name]
    least = 1 if sure and end is None else 2
    if not all(BYLINE_NAME.fullmatch(name) and len(name.split()) >= least for name in names):
        return []
    return names
