"""The lines of a page: blocks that hold words of their own, and what tells them apart.

No name and no stock phrase counts by itself: only behind the last paragraph, or beside a link.
"""

import re
from collections.abc import Iterator

from rag.documents.formats.html.comments import is_comment, is_comment_list
from rag.documents.formats.html.furniture import names_of
from rag.documents.formats.html.words import HEADINGS, INLINE, Words
from rag.documents.formats.xml import Element, attribute, local, said
from rag.english.patterns.web import LINES_PROMPT as _PROMPT
from rag.english.patterns.web import LINES_SOURCES as _SOURCES
from rag.english.patterns.web import LINES_STOCK as _STOCK

_LISTS = frozenset("ul ol li dl".split())
_DIGITS = re.compile(r"\d+")
_LINKED = 0.5  # of a line's words: such a line leads elsewhere
_HEADING_LINKED = 0.8
_NEAR = 3  # elements around a line, in which its heading stands
_PROMPT_WORDS = 45
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:about|authors?|bio|biography|profile|byline|card|teasers?|related|more|next"
    r"|prev|previous|widget|footer|foot|bottom|copyright|legal|licen[cs]e|disclaimer|imprint"
    r"|impressum|rating|rate|vote|feedback|recommend\w*|newsletter|promo\w*|sidebar|side|banner"
    r"|cta|box|info|sponsor\w*|ads?|advert\w*|share|social|subscribe|posts?-?nav\w*|pager|popular"
    r"|latest|tags?|meta|contact|kontakt|autor(?:en)?|tipp|login|register|paywall|comments?"
    r"|respond|reply)(?:$|[\s_-]|\d)",
    re.I,
)
_SENTENCE = re.compile(r"(?<![^.!?…])(?=[^.!?…]*?\w[^.!?…]{2})[^.!?…]++[.!…][\"”’»)]*$")


def lines_of(main: Element, left: dict[Element, str]) -> list[Element]:
    """The blocks below `main` that hold words of their own, in order; comments and `left` apart."""
    return list(_lines(main, left))


def _lines(main: Element, left: dict[Element, str]) -> Iterator[Element]:
    stack = [main]
    while stack:
        element = stack.pop()
        if element in left or is_comment_list(element) or is_comment(element):
            continue
        if element is not main and has_words(element):
            yield element
        stack += [
            child for child in reversed(element) if local(child) and local(child) not in INLINE
        ]


def has_words(element: Element) -> bool:
    """Whether words stand right in a block, not in blocks inside of it."""
    if (element.text or "").strip():
        return True
    return any(
        (child.tail or "").strip() or (local(child) in INLINE and said(child)) for child in element
    )


def own_prose(element: Element, words: Words) -> int:
    """The words of sentences of a line, those of blocks inside of it apart."""
    inner = sum(words.prose.get(child, 0) for child in element if local(child))
    return words.prose.get(element, 0) - inner


def rank(element: Element) -> int:
    """1 to 6 for a heading, 0 for anything else."""
    return int(local(element)[1]) if local(element) in HEADINGS else 0


def alike(line: Element, main: Element) -> str:
    """The tags and classes from the main part down to a line: one for all paragraphs of a text."""
    path: list[str] = []
    element: Element | None = line
    while element is not None and element is not main:
        path.append(f"{local(element)}.{_DIGITS.sub('', attribute(element, 'class'))}")
        element = element.getparent()
    return "/".join(path)


def holder(line: Element) -> Element | None:
    """The part that a paragraph stands in, lists and their items apart."""
    around = line.getparent()
    while around is not None and local(around) in _LISTS:
        around = around.getparent()
    return around


def leads_away(line: Element, main: Element) -> bool:
    """Whether a line's words are links to elsewhere, or stand below a heading that is one."""
    count, linked = len(said(line).split()), linked_words(line)
    if count and linked >= _LINKED * count:
        return True
    if any(_elsewhere(around) for around in line.iterancestors("a")):
        return True
    element = line
    for _ in range(_NEAR):
        parent = element.getparent()
        if parent is None or element is main:
            return False
        heading = next((one for one in parent if rank(one) and one is not element), None)
        if heading is not None:
            return linked_words(heading) >= _HEADING_LINKED * max(1, len(said(heading).split()))
        element = parent
    return False


def linked_words(element: Element) -> int:
    """The words of an element that are links to other pages."""
    return sum(len(said(link).split()) for link in element.iter("a") if _elsewhere(link))


def _elsewhere(link: Element) -> bool:
    return link.get("href") is not None and not attribute(link, "href").startswith("#")


def prompts(line: Element) -> bool:
    """Whether a line, with a link to elsewhere, asks to follow, subscribe or read on."""
    text = said(line)
    short = len(text.split()) <= _PROMPT_WORDS
    return short and bool(_PROMPT.match(text)) and linked_words(line) > 0


def is_stock(line: Element) -> bool:
    """Whether a line holds a phrase that every page of a site has."""
    return bool(_STOCK.search(said(line)))


def is_sentence(line: Element) -> bool:
    """Whether a short line ends as sentences do ("He died.") and leads nowhere."""
    return bool(_SENTENCE.search(said(line))) and not linked_words(line)


def heads_sources(heading: Element) -> bool:
    """Whether a heading is that of notes, sources or further reading."""
    return bool(_SOURCES.fullmatch(said(heading).strip(" :.")))


def named_aside(line: Element, top: Element) -> bool:
    """Whether the names of a line and of what is around it up to `top` mean no text."""
    for part in (line, *line.iterancestors()):
        if _ASIDE.search(names_of(part, 1)):
            return True
        if part is top:
            break
    return False
