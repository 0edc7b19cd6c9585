"""What a page's tags say of their words: inside of a sentence, a block of prose, only links.

Words are counted for each element, so that no name makes furniture of what holds a page's text.
"""

import re
from dataclasses import dataclass, field

from rag.documents.formats.xml import Element, attribute, content, local, said

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark nobr output q "
    "ruby rb samp small span strong sub sup time tt u var wbr img picture source track br math "
    "button".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_KINDS = {
    "machinery": "script style template head title link meta map noframes param",
    "control": "select textarea input button dialog menu datalist option optgroup progress meter",
    "picture": "iframe object embed svg canvas video audio applet frame frameset",
    "navigation": "nav",
    "reading aid": "rt rp rtc",
}
BY_TAG = {tag: kind for kind, tags in _KINDS.items() for tag in tags.split()}
_PLAIN = frozenset("b i em strong sup sub".split())
_SENTENCE = re.compile(r"[.!?。…][\"'”’)\]]*(?:\s|$)")
_PROSE_WORDS = 12
_PROSE_SHARE = 0.35
_NEARLY_ALL = 0.85
_MUCH_PROSE, _MUCH_SHARE = 120, 0.15  # words: no furniture holds so many in sentences


@dataclass(slots=True)
class Words:
    """Words of each element: all of them, and those of its prose (sentences, links apart)."""

    all: dict[Element, int] = field(default_factory=dict)
    prose: dict[Element, int] = field(default_factory=dict)
    total: int = 0
    total_prose: int = 0

    def holder(self, element: Element) -> bool:
        """Whether an element holds so much of a page's text that no name makes it furniture."""
        if self.total_prose:
            return self.prose.get(element, 0) >= _PROSE_SHARE * self.total_prose
        return 2 * self.all.get(element, 0) > self.total

    def much(self, element: Element) -> bool:
        """Whether an element holds more sentences than furniture does."""
        return self.prose.get(element, 0) >= max(_MUCH_PROSE, _MUCH_SHARE * self.total_prose)

    def nearly_all(self, element: Element) -> bool:
        """Whether hardly anything of a page's text would be left without an element."""
        if self.total_prose:
            return self.prose.get(element, 0) >= _NEARLY_ALL * self.total_prose
        return self.all.get(element, 0) >= _NEARLY_ALL * max(1, self.total)


def count_words(root: Element) -> Words:
    """Count the words below `root`, those of machinery and controls apart."""
    words = Words()
    for element in root.iter():
        if local(element):
            words.all[element] = len((element.text or "").split())
            words.prose[element] = 0 if local(element) in INLINE else _prose(element)
    for element in reversed(list(words.all)):
        parent = element.getparent()
        if parent is not None:
            counts = local(element) not in BY_TAG
            tail = len((element.tail or "").split())
            words.all[parent] += tail + (words.all[element] if counts else 0)
            words.prose[parent] += words.prose[element] if counts else 0
    words.total, words.total_prose = words.all.get(root, 0), words.prose.get(root, 0)
    return words


def _prose(block: Element) -> int:
    """Words of a block's own lines that form sentences and are no links."""
    pieces, stack = [block.text or ""], list(reversed(block))
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            pieces.append(part)
            continue
        stack.append(part.tail or "")
        if local(part) in INLINE and local(part) not in ("a", "button", "label"):
            stack += [*reversed(part), part.text or ""]
        elif local(part) == "a":
            pieces.append("a")  # a word of a sentence, but not one that counts for much
    said = " ".join(pieces)
    count = len(said.split())
    return count if count >= _PROSE_WORDS and _SENTENCE.search(said) else 0


def inside_sentence(element: Element) -> bool:
    """Whether words stand right before or behind an inline element, in the same block."""
    while True:
        previous, following = element.getprevious(), element.getnext()
        parent = element.getparent()
        if parent is None:
            return False
        before = previous.tail if previous is not None else parent.text
        if re.search(r"\w", f"{before or ''}{element.tail or ''}"):
            return True
        if any(
            other is not None and local(other) in _PLAIN and re.search(r"\w", said(other))
            for other in (previous, following)
        ):
            return True
        if local(parent) not in INLINE:
            return False
        element = parent


def is_link_list(element: Element) -> bool:
    """Whether a list is nothing but links: navigation that nobody has named so."""
    if local(element) not in ("ul", "ol", "div", "table"):
        return False
    links = list(element.iter("a"))
    if len(links) < 4:  # before all of the text is put together, for each element around it
        return False
    whole = len(content(element).strip())
    linked = sum(len(content(a).strip()) for a in links)
    return linked > 0.8 * whole and whole < 120 * len(links)


def is_data(table: Element) -> bool:
    """Whether a table holds cells of words, and not the layout of the page."""
    if attribute(table, "role") in ("presentation", "none"):
        return False
    inner = [local(element) for element in table.iter()]
    if inner.count("table") > 1 or any(tag in ("h1", "h2", "blockquote") for tag in inner):
        return False
    rows = max(inner.count("tr"), 1)
    return (inner.count("td") + inner.count("th")) / rows > 1 and inner.count("p") <= 3 * rows
