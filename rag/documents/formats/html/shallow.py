"""A page whose elements are nested too deeply for its parser, with the innermost tags taken out.

libxml2 stops at 2,048 open elements and drops what follows. Nobody means such depth: it comes of
tags that are never closed. Words are kept, all of them; below `DEEPEST` an element that begins a
block becomes a line break, any other goes.
"""

import re
from collections import Counter

DEEPEST = 120  # each costs the walk over the tree some frames of Python's thousand
_TAG = re.compile(
    r"""<!--.*?(?:-->|\Z)|<(?P<raw>script|style|xmp)\b[^<>]*+(?<!/)>.*?(?:</(?P=raw)\s*>|\Z)
      | <(?P<slash>/?)(?P<name>[a-zA-Z][^\s/<>]{0,60})(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""",
    re.S | re.I | re.X,
)
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr frame".split()
)
_UNKNOWN = frozenset("source track wbr".split())
"""Void elements of HTML 5 that libxml2 leaves open until their parent ends."""
_ENDS_ITSELF = frozenset("p li dt dd tr td th option".split())
_IN_LINE = frozenset(
    "a abbr acronym b bdo big cite code del dfn em font i ins kbd mark nobr q s small span strike "
    "strong sub sup tt u var".split()
)


def shallow(text: str) -> str:
    """The page with no element open inside of more than `DEEPEST` others."""
    parts: list[str] = []
    stack: list[str] = []
    inside: Counter[str] = Counter()
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
            open_tag = _close(name, stack, inside)
        else:
            if stack and stack[-1] == name and name in _ENDS_ITSELF:
                inside[stack.pop()] -= 1
            open_tag = len(stack) < DEEPEST
            stack.append(name)
            inside[name] += 1
        parts.append(tag if open_tag else _instead(name))
    return "".join([*parts, text[at:]])


def _close(name: str, stack: list[str], inside: Counter[str]) -> bool:
    """Close the innermost element of this name; whether its opening tag was kept."""
    if not inside[name]:
        return False
    while stack:
        last = stack.pop()
        inside[last] -= 1
        if last == name:
            break
    return len(stack) < DEEPEST


def _instead(name: str) -> str:
    return "" if name in _IN_LINE else "<br>"
