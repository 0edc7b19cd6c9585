"""Verse: which blocks are lines of one stanza, and which figures beside them count the lines."""

import re
from itertools import pairwise

from rag.documents.formats.html.words import INLINE
from rag.documents.formats.xml import Element, attribute, local, said

_STANZA = re.compile(
    r"(?:^|[\s_-])(?:stanzas?|strophe|verse|poem|poetry|line-?group|lg|linegroup)(?:$|[\s_-])", re.I
)
_LINES = frozenset("p div li tr br".split())
_LONGEST = 200  # code points of a line
_STEPS = frozenset([5, 10, 15, 20])


def verse_lines(root: Element) -> frozenset[Element]:
    """The blocks that are each a line of a stanza."""
    found: set[Element] = set()
    for element in root.iter("div", "section", "blockquote"):
        names = f"{attribute(element, 'class')} {attribute(element, 'epub-type')}"
        lines = [child for child in element if local(child)]
        if len(lines) > 1 and _STANZA.search(names) and all(map(_is_line, lines)):
            found.update(lines)
    return frozenset(found)


def _is_line(element: Element) -> bool:
    """Whether a block is short and holds nothing but words."""
    if local(element) not in ("div", "p") or len(said(element)) > _LONGEST:
        return False
    return all(local(inner) in INLINE for inner in element.iter() if inner is not element)


def line_numbers(root: Element) -> set[Element]:
    """Figures of one name at the ends of lines that count on by fives or tens."""
    alike: dict[tuple[str, str], list[Element]] = {}
    for element in root.iter("span", "small", "i", "b", "em", "a", "td"):
        name = attribute(element, "class")
        if name and not len(element) and re.fullmatch(r"\d{1,4}", (element.text or "").strip()):
            alike.setdefault((local(element), name), []).append(element)
    found: set[Element] = set()
    for elements in alike.values():
        values = [int((element.text or "").strip()) for element in elements]
        steps = {b - a for a, b in pairwise(values) if b > a}
        counts = steps and steps <= _STEPS and all(value % 5 == 0 for value in values)
        if counts and all(map(_at_edge, elements)) and _among_lines(root, elements):
            found.update(elements)
    return found


def _among_lines(root: Element, numbered: list[Element]) -> bool:
    """Whether lines without a number stand between most of those that have one: no prices do."""
    line, at = 0, list[int]()
    wanted = set(numbered)
    for element in root.iter("p", "div", "li", "tr", "br", *{local(one) for one in numbered}):
        line += local(element) in _LINES
        if element in wanted:
            at.append(line)
    apart = sum(below - above > 1 for above, below in pairwise(at))
    return 2 * apart >= len(at) - 1


def _at_edge(element: Element) -> bool:
    """Whether no words stand between an element and one end of its line."""
    after, before = element.getnext(), element.getprevious()
    ends = not (element.tail or "").strip() and (after is None or local(after) == "br")
    text = element.getparent().text if before is None else before.tail
    begins = not (text or "").strip() and (before is None or local(before) == "br")
    return ends or begins
