"""Text with marked ranges and inserted pieces as well-formed HTML, however the ranges overlap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.views.escape import attributes, esc


@dataclass(frozen=True, slots=True)
class MarkedRange:
    """A range of text, start to end (half-open), that stands in an element.

    Where ranges overlap, the one of lower `rank` is the outer element. `id` is given once,
    where the range begins, however often the element must be opened anew.
    """

    start: int
    end: int
    tag: str
    rank: int = 0
    css: str | None = None
    id: str | None = None

    def opened(self, first: bool) -> str:
        """The start tag; with the id if this is the first one."""
        return f"<{self.tag}{attributes(id=self.id if first else None, class_=self.css)}>"


@dataclass(frozen=True, slots=True)
class Insert:
    """HTML of our own that stands before the character at `at`; it takes up no text."""

    at: int
    html: str


def to_html(
    text: str,
    start: int,
    end: int,
    layers: Iterable[MarkedRange] = (),
    inserts: Iterable[Insert] = (),
) -> str:
    """`text[start:end]` escaped, with its layers and inserts; those outside are left out.

    An insert at `end` still belongs to the text; one at `start` belongs to what was before.

    >>> to_html("one two", 0, 7, [MarkedRange(4, 7, "b")], [Insert(7, "<sup>1</sup>")])
    'one <b>two<sup>1</sup></b>'
    """
    inside = sorted(
        (layer for layer in layers if layer.start < end and start < layer.end),
        key=lambda layer: (layer.rank, layer.start, -layer.end),
    )
    pieces = sorted((i for i in inserts if start < i.at <= end), key=lambda i: i.at)
    cuts = {start, end, *(i.at for i in pieces)}
    for layer in inside:
        cuts |= {max(start, layer.start), min(end, layer.end)}
    places = sorted(cuts)
    out: list[str] = []
    opened: list[MarkedRange] = []
    seen: set[int] = set()
    for a, b in pairwise(places):
        wanted = [layer for layer in inside if layer.start <= a < layer.end]
        _turn(out, opened, wanted, seen)
        out.append(esc(text[a:b]))
        out += [piece.html for piece in pieces if piece.at == b]
    _turn(out, opened, [], seen)
    return "".join(out)


def _turn(
    out: list[str], opened: list[MarkedRange], wanted: Sequence[MarkedRange], seen: set[int]
) -> None:
    """Close and open elements until exactly the wanted ones are open, outermost first."""
    same = 0
    while same < min(len(opened), len(wanted)) and opened[same] is wanted[same]:
        same += 1
    while len(opened) > same:
        out.append(f"</{opened.pop().tag}>")
    for layer in wanted[same:]:
        out.append(layer.opened(first=id(layer) not in seen))
        seen.add(id(layer))
        opened.append(layer)
