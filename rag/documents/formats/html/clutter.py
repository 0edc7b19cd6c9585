"""Which element holds a page's text; and a second opinion on what in it is clutter.

That goes by where the page's sentences stand; names play no part. Around the element that holds
nearly all sentences of the main part, and between its paragraphs, lists that are mostly links lead
elsewhere: teasers, tags, "read also". What holds sentences, tables of words, notes, headings of the
first rank and comments stay.
"""

from rag.documents.formats.html.comments import is_comment, is_comment_list
from rag.documents.formats.html.notes import Notes
from rag.documents.formats.html.pages import page_label
from rag.documents.formats.html.tail import BEHIND, behind_text
from rag.documents.formats.html.words import INLINE, Words
from rag.documents.formats.xml import Element, attribute, local, said
from rag.english.patterns.web import CLUTTER_INVITES as _INVITES

_CORE = 0.85  # of the sentences of what is around it
_LEAST_PROSE = 80  # words: a page with fewer has no core
_LINKS_BESIDE, _LINKS_INSIDE = 0.5, 0.75
_LABEL_WORDS = 8
_KEPT = frozenset("h1 table figure figcaption pre math dl blockquote address time".split())
_TEASERS = frozenset("ul ol div section aside nav p footer header span article".split())
_MAIN = (
    "//main", "//*[@role='main']", "//*[@itemprop='articleBody']", "//*[@id='mw-content-text']",
    "//article",
)  # fmt: skip
_MAIN_SHARE = 0.3


def clutter(
    main: Element, words: Words, notes: Notes, left: dict[Element, str]
) -> dict[Element, str]:
    """The elements below `main` that are none of its text, each with the kind of its content."""
    if words.prose.get(main, 0) < _LEAST_PROSE:
        return {}
    protected = {
        around for e in (*notes.blocks, *notes.anchors) for around in (e, *e.iterancestors())
    }
    path = _path(main, words)
    removed: set[Element] = set()
    for around, core in zip(path, [*path[1:], None], strict=True):
        for child in around:
            if child is core or child in left or child in protected or not local(child):
                continue
            if core is not None and _leads_away(child, words, _LINKS_BESIDE):
                removed.add(child)
            elif core is None:
                removed |= _teasers(child, words, left, protected)
    kinds = dict.fromkeys(removed, "navigation")
    behind = behind_text(main, words, left | kinds, protected)
    return kinds | {element: BEHIND for element in main.iter() if element in behind}


def _path(main: Element, words: Words) -> list[Element]:
    """The main part and, inside of each other, what holds nearly all of its sentences."""
    path = [main]
    while True:
        least = _CORE * words.prose.get(path[-1], 0)
        core = next((c for c in path[-1] if words.prose.get(c, 0) >= least), None)
        if core is None or local(core) in ("p", "li", "td", "tr", "tbody", "table"):
            return path
        path.append(core)


def _teasers(
    element: Element, words: Words, left: dict[Element, str], protected: set[Element]
) -> set[Element]:
    """Lists of links among the paragraphs of a text, without the paragraphs."""
    if element in left or element in protected or local(element) in INLINE:
        return set()
    if _leads_away(element, words, _LINKS_INSIDE):
        return {element}
    if local(element) not in ("div", "section", "article"):
        return set()
    return {
        one for child in element if local(child) for one in _teasers(child, words, left, protected)
    }


def _leads_away(element: Element, words: Words, share: float) -> bool:
    """Whether nearly all words of an element are links, and none form sentences."""
    if local(element) not in _TEASERS or words.prose.get(element, 0) >= _LABEL_WORDS:
        return False
    if any(local(e) in _KEPT or is_comment(e) or is_comment_list(e) for e in element.iter()):
        return False
    if any(page_label(e) is not None for e in element.iter()):
        return False
    links = [e for e in element.iter("a") if e.get("href")]
    count = words.all.get(element, 0)
    linked = sum(len(said(link).split()) for link in links)
    if not links or not count:
        return False
    invited = bool(_INVITES.match(said(element)))
    many = len(links) >= 3 or local(element) in ("ul", "ol", "nav")
    return linked >= share * count and (many or invited or share < _LINKS_INSIDE)


def main_part(root: Element, left: dict[Element, str]) -> Element:
    """The element that holds the page's text: what the page names so, else its body."""
    body = next(iter(root.iter("body")), root)
    total = _letters(body, left)
    for path in _MAIN:
        candidates = [
            part for part in root.xpath(path)
            if not any("comment" in attribute(e, "class") for e in (part, *part.iterancestors()))
        ]  # fmt: skip
        if len(candidates) == 1 and _letters(candidates[0], left) >= _MAIN_SHARE * total:
            return candidates[0]
    return body


def _letters(element: Element, left: dict[Element, str]) -> int:
    """How much text outside of furniture an element holds."""
    count, stack = 0, [element]
    while stack:
        part = stack.pop()
        count += len((part.text or "").strip())
        for child in part:
            count += len((child.tail or "").strip())
            if child not in left and local(child):
                stack.append(child)
    return count
