"""Which parts of a page are not its text, and which part is.

What a page says of itself comes first (`main`, `article`, `role`, `hidden`), the names that
authors give their parts second. Nothing is judged by a model.
"""

import re

from rag.documents.formats.xml import Element, attribute, local

NEVER = frozenset(
    "script style noscript template form button select textarea input iframe object embed svg "
    "canvas video audio map nav menu dialog head title link meta del s strike rt rp".split()
)
_ROLES = frozenset(
    "navigation banner contentinfo search complementary menu menubar toolbar dialog alert "
    "doc-toc doc-pagebreak doc-index presentation-only".split()
)
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navbox|navigation|menu|breadcrumbs?|sidebar|share|sharing|social"
    r"|related|recommended|newsletter|subscribe|subscription|signup|cookies?|consent|promo|advert"
    r"|advertisement|ads?|sponsor(?:ed)?|pagination|pager|toolbar|skip-link|masthead|popup|modal"
    r"|print-only|noprint|editsection|jump-link|toc|catlinks|printfooter|sistersitebox|hatnote"
    r"|visually-hidden|sr-only|screen-reader-text|site-header|site-footer|page-footer|footer-links"
    r"|tags|tag-list|post-meta|entry-meta|author-box|author-bio|mw-empty-elt|mw-cite-backlink|footnote-backref|ambox|metadata"
    r"|navigation-not-searchable|most-read|trending|also-read|read-more|copyright)(?:$|[\s_-])",
    re.I,
)
_PAGE_LEVEL = frozenset(["header", "footer", "aside"])
_MAIN = (
    "//main", "//*[@role='main']", "//*[@itemprop='articleBody']", "//*[@id='mw-content-text']",
    "//article",
)  # fmt: skip
_MAIN_SHARE = 0.3
_HOLDS = "quoth-holds-the-text"


def mark_holders(root: Element) -> None:
    """Mark the elements that hold half of the page's words: a name never makes them furniture.

    Pages put names like "has-sidebar" on everything there is.
    """
    words = {element: len((element.text or "").split()) for element in root.iter()}
    for element in reversed(list(words)):
        parent = element.getparent()
        if parent is not None:
            own = words[element] if local(element) not in NEVER else 0
            words[parent] += own + len((element.tail or "").split())
    for element, count in words.items():
        if 2 * count > words[root] and local(element) not in NEVER:
            element.set(_HOLDS, "")


def is_furniture(element: Element) -> bool:
    """Whether an element is no part of the text that a person came to read."""
    tag = local(element)
    if not tag or tag in NEVER:
        return True
    if attribute(element, "aria-hidden") == "true" or element.get("hidden") is not None:
        return True
    style = attribute(element, "style").replace(" ", "").casefold()
    if "display:none" in style or "visibility:hidden" in style:
        return True
    if _ROLES & set(attribute(element, "role").split()):
        return True
    if tag in _PAGE_LEVEL and not _is_note_like(element):
        return tag != "header" or not any(local(a) == "article" for a in element.iterancestors())
    if tag in ("body", "main", "article", "html") or element.get(_HOLDS) is not None:
        return False
    names = f"{attribute(element, 'class')} {attribute(element, 'id')}"
    return bool(_NAMES.search(names)) and not _is_note_like(element)


def _is_note_like(element: Element) -> bool:
    names = " ".join(attribute(element, name) for name in ("role", "class", "id", "epub-type"))
    return bool(re.search(r"note|reference|doc-|comment", names, re.I))


def main_part(root: Element) -> Element:
    """The element that holds the page's text: what the page names so, else its body."""
    body = next(iter(root.iter("body")), root)
    total = _letters(body)
    for path in _MAIN:
        found = [part for part in root.xpath(path) if not _inside_comment(part)]
        if len(found) == 1 and _letters(found[0]) >= _MAIN_SHARE * total:
            return found[0]
    return body


def _inside_comment(element: Element) -> bool:
    return any("comment" in attribute(e, "class") for e in (element, *element.iterancestors()))


def _letters(element: Element) -> int:
    """How much text outside of furniture an element holds."""
    count, stack = 0, [element]
    while stack:
        part = stack.pop()
        count += len((part.text or "").strip())
        for child in part:
            count += len((child.tail or "").strip())
            if not is_furniture(child):
                stack.append(child)
    return count


def is_link_list(element: Element) -> bool:
    """Whether a list is nothing but links: navigation that nobody has named so."""
    if local(element) not in ("ul", "ol", "div", "table"):
        return False
    links = list(element.iter("a"))
    whole = len("".join(element.itertext()).strip())
    linked = sum(len("".join(a.itertext()).strip()) for a in links)
    return len(links) >= 4 and linked > 0.8 * whole and whole < 120 * len(links)
