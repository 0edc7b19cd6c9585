"""A page whose elements are nested too deeply for its parser, with the innermost tags taken out.

libxml2 stops at 2,048 open elements and drops what follows. Nobody means such depth: it comes of
tags that are never closed. Words are kept, all of them; below `DEEPEST` an element that begins a
block becomes a line break, any other goes.
"""

import re
from dataclasses import dataclass, field

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
        parts.append(tag if open_tag else _instead(name))
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


def _instead(name: str) -> str:
    return "" if name in _IN_LINE else "<br>"
