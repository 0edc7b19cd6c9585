"""A page's text → its tree of elements, and what the parser could not take.

libxml2 mends what is no proper HTML, as browsers do; that is no loss. Where it gives up it leaves
out the rest of the page: that is one. It stops at 2,048 open elements. Nobody means such depth: it
comes of tags that are never closed. Words are kept, all of them; below `DEEPEST` an element that
begins a block becomes a line break, any other goes.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from rag.documents.document import Loss
from rag.documents.formats.html.gathering import gather
from rag.documents.formats.xml import Element, content
from rag.errors import SourceError

_SLACK = 20  # elements that the parser closes later than told
DEEPEST = 120  # each costs the walk over the tree some frames of Python's thousand
_TAG = re.compile(
    r"""<!--.*?(?:-->|\Z)|<(?P<raw>script|style|xmp)\b[^<>]*+(?<!/)>.*?(?:</(?P=raw)\s*>|\Z)
      | <(?P<slash>/?)(?P<name>[a-zA-Z][^\s/<>]{0,60}+)(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""",
    re.S | re.I | re.X,
)
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr frame".split()
)
_UNKNOWN = frozenset("source track wbr".split())
"""Void elements of HTML 5 that libxml2 leaves open until their parent ends."""
_ENDS_ITSELF = frozenset("p li dt dd tr td th option".split())
_HOLDS = {"div": 150, "td": 160, "th": 160, "tr": 170, "thead": 180, "tbody": 180, "tfoot": 180,
          "table": 190, "head": 200, "body": 200, "html": 220}  # fmt: skip
"""How much the end of another element must weigh to end these for libxml2; others weigh 100."""
_IN_LINE = frozenset(
    "a abbr acronym b bdo big cite code del dfn em font i ins kbd mark nobr q s small span strike "
    "strong sub sup tt u var".split()
)


def root_of(text: str, path: Path) -> tuple[Element, list[Loss]]:
    """The root element of a page; raises SourceError for what is no page at all.

    A page that is nested too deeply is read again with its innermost tags taken out.
    """
    root, lost = _parsed(text, path)
    if lost or depth(root) > DEEPEST + 2:
        root, lost = _parsed(shallow(text), path)
        lost += _cut(root)
    gather(root)
    return root, lost


def _parsed(text: str, path: Path) -> tuple[Element, list[Loss]]:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(path.name, f"no web page: {error}.") from error
    if root is None:
        raise SourceError(path.name, "no web page: it holds no elements.")
    fatal = [error for error in parser.error_log if error.level >= etree.ErrorLevels.FATAL]
    return root, [
        Loss(f"from line {error.line} on the page could not be read: {error.message.strip()}")
        for error in fatal
    ]


def _cut(root: Element) -> list[Loss]:
    """Take out what is nested more deeply still: the walk over the tree could not reach it."""
    level, cut = 0, list[Element]()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        level += 1 if event == "start" else -1
        if event == "start" and level == DEEPEST + _SLACK:
            cut.append(element)
    words = sum(len(content(element).split()) for element in cut)
    for element in cut:
        element.clear(keep_tail=True)
    return [Loss(f"{words:,} words nested too deeply could not be read", words)] if words else []


def cut_out(element: Element, where: str, start: int, end: int) -> Element:
    """A new element around a range of the "text" of an element, or of its "tail"."""
    made = etree.Element("a")
    text = str(getattr(element, where) or "")
    setattr(element, where, text[:start])
    if where == "text":
        element.insert(0, made)
    else:
        element.addnext(made)
    made.text, made.tail = text[start:end], text[end:]
    return made


def depth(root: Element) -> int:
    """How many elements stand inside of each other."""
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def shallow(text: str) -> str:
    """The page with no element open inside of more than `DEEPEST` others."""
    parts: list[str] = []
    opened = _Open()
    at = 0
    for match in _TAG.finditer(text):
        parts.append(text[at : match.start()])
        at = match.end()
        tag, name = match.group(), (match.group("name") or "").lower()
        open_tag = True
        if name in _UNKNOWN:
            tag = f"{tag.rstrip('/>')}/>"
        elif not name or name in _VOID:
            pass
        elif match.group("slash"):
            open_tag = opened.close(name)
        else:
            open_tag = opened.begin(name)
        parts.append(tag if open_tag else "" if name in _IN_LINE else "<br>")
    return "".join([*parts, text[at:]])


@dataclass(slots=True)
class _Open:
    """The elements that are open as libxml2 has it, and the depths of those of each name."""

    stack: list[str] = field(default_factory=list)
    depths: dict[str, list[int]] = field(default_factory=dict)

    def begin(self, name: str) -> bool:
        """Open an element; whether its tag is kept."""
        if self.stack and self.stack[-1] == name and name in _ENDS_ITSELF:
            self._pop()
        self.depths.setdefault(name, []).append(len(self.stack))
        self.stack.append(name)
        return len(self.stack) <= DEEPEST

    def close(self, name: str) -> bool:
        """Close the innermost element of this name, if it can be; whether its tag was kept."""
        depth, weight = self._last(name), _HOLDS.get(name, 100)
        if depth <= max((self._last(n) for n, held in _HOLDS.items() if held > weight), default=-1):
            return False
        while len(self.stack) > depth:
            self._pop()
        return depth < DEEPEST

    def _last(self, name: str) -> int:
        depths = self.depths.get(name)
        return depths[-1] if depths else -1

    def _pop(self) -> None:
        self.depths[self.stack.pop()].pop()
