"""What a selector says of elements around an element, asked once of each of them.

cssselect2 (BSD-3-Clause) asks it again for every element: `.a ~ p` takes the square of the
siblings, `body:has(.a) p` that of the elements, `.a div div div p` worse.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import cssselect2
from cssselect2 import compiler, parser

from rag.documents.formats.xml import Element, local
from rag.errors import SourceError

_SECONDS, _SECONDS_EACH = 3.0, 1e-4  # of a processor: for a page's sheets, and for each element
_Test = Callable[["Related"], bool]
_WAY = {" ": "parent", "~": "previous"}
_BEFORE = "sum(1 for s in el.etree_siblings[:el.index]    if s.tag == el.etree_element.tag)"
_BEHIND = "sum(1 for s in el.etree_siblings[el.index + 1:]    if s.tag == el.etree_element.tag)"
_plain = compiler._compile_node


class Related(cssselect2.ElementWrapper):  # type: ignore[misc]
    """An element that keeps what was asked of it."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.known: dict[tuple[str, str], bool] = {}
        self.numbered: tuple[list[int], Counter[str]] | None = None

    def holds(self, said: str, test: _Test) -> bool:
        """Whether a test, whose text is `said`, holds for this element."""
        if ("", said) not in self.known:
            self.known["", said] = test(self)
        return self.known["", said]

    def reaches(self, way: str, said: str, test: _Test) -> bool:
        """Whether it holds for a "parent" (of a parent), or a "previous" one (before that)."""
        at, passed, found = getattr(self, way), list[Related](), False
        while at is not None and not found:
            if (way, said) in at.known:
                found = at.known[way, said]
                break
            passed.append(at)
            found = test(at)
            at = getattr(at, way)
        for one in passed:
            one.known[way, said] = found
        return found

    def alike(self, behind: bool) -> int:
        """How many siblings before this element, or behind it, have its tag."""
        if self.parent is None:
            return 0
        if self.parent.numbered is None:
            times: Counter[str] = Counter()
            ranks = []
            for sibling in self.etree_siblings:
                ranks.append(times[sibling.tag])
                times[sibling.tag] += 1
            self.parent.numbered = ranks, times
        ranks, times = self.parent.numbered
        rank: int = ranks[self.index]
        return times[self.etree_element.tag] - rank - 1 if behind else rank


def _compiled(node: object) -> str:
    """As cssselect2's own, with what is remembered."""
    source: str = _plain(node)
    if isinstance(node, parser.CombinedSelector) and node.combinator in _WAY:
        left, right = _compiled(node.left), _compiled(node.right)
        if left in "01" or source == "0":
            return source
        way = _WAY[node.combinator]
        return f"({right}) and el.reaches({way!r}, {left!r}, lambda el: {left})"
    if isinstance(node, parser.RelationalSelector):
        return f"el.holds({source!r}, lambda el: {source})" if source else "0"
    return source.replace(_BEFORE, "el.alike(False)").replace(_BEHIND, "el.alike(True)")


compiler._compile_node = _compiled


def matched(
    scopes: Iterable[tuple[Iterable[Related], cssselect2.Matcher]],
) -> Iterator[tuple[Element, list[tuple[Any, int, str | None, Any]]]]:
    """Each element with what the rules that hold for it say, as `Matcher.match` gives it.

    Raises SourceError where rules times elements take too long: unread, they could hide words.
    """
    until = time.thread_time() + _SECONDS
    for wrappers, matcher in scopes:
        ids, classes = matcher.id_selectors, matcher.class_selectors.keys()
        tags = matcher.lower_local_name_selectors
        every = matcher.other_selectors or matcher.namespace_selectors
        every = every or matcher.lang_attr_selectors
        for wrapper in wrappers:
            until += _SECONDS_EACH
            element = wrapper.etree_element
            if every or local(element) in tags or element.get("id") in ids or (
                not classes.isdisjoint(element.get("class", "").split())
            ):  # fmt: skip
                yield element, matcher.match(wrapper)
            if time.thread_time() > until:
                found = "its style sheets have too many rules for so many elements."
                raise SourceError("a page", found, "Save its words without them.")
