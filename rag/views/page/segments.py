"""Text with marked ranges and marks of notes in it as pieces that nest, however they overlap.

The macro `pieces` of templates/text.html lays them out.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple


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


class TextPiece(NamedTuple):
    """What comes next in a text: characters, an element's start or end, or the mark of a note.

    `text` is the characters, the element's name, or the mark. A mark with an `href` leads to its
    note; one whose `css` is "lost" has none.
    """

    kind: Literal["text", "open", "close", "mark"]
    text: str
    id: str | None = None
    css: str | None = None
    href: str | None = None


def pieces(
    text: str,
    start: int,
    end: int,
    layers: Iterable[MarkedRange] = (),
    inserts: Iterable[tuple[int, TextPiece]] = (),
) -> list[TextPiece]:
    """`text[start:end]` with its layers and inserts; those outside are left out.

    An insert, the mark of a note before the character at its place, takes up no text. One at `end`
    still belongs to the text; one at `start` belongs to what was before.

    >>> [piece.text for piece in pieces("one two", 0, 7, [MarkedRange(4, 7, "b")])]
    ['one ', 'b', 'two', 'b']
    """
    inside = [layer for layer in layers if layer.start < end and start < layer.end]
    marks = deque(sorted((i for i in inserts if start < i[0] <= end), key=lambda i: i[0]))
    cuts = {start, end, *(at for at, _ in marks)}
    cuts |= {at for one in inside for at in (max(start, one.start), min(end, one.end))}
    out: list[TextPiece] = []
    opened: list[MarkedRange] = []
    numbers: set[int] = set()
    for a, b, over in _parts(inside, sorted(cuts)):
        _turn(out, opened, over, numbers)
        out.append(TextPiece("text", text[a:b]))
        while marks and marks[0][0] == b:
            out.append(marks.popleft()[1])
    _turn(out, opened, [], numbers)
    return out


def _parts(
    layers: Iterable[MarkedRange], cuts: Sequence[int]
) -> Iterator[tuple[int, int, list[MarkedRange]]]:
    """The parts between cuts, each with the layers over it, outermost first."""
    beginning = deque(sorted(layers, key=lambda layer: layer.start))
    over: list[MarkedRange] = []
    for a, b in pairwise(cuts):
        over = [one for one in over if a < one.end]
        while beginning and beginning[0].start <= a:
            over.append(beginning.popleft())
        over.sort(key=lambda layer: (layer.rank, layer.start, -layer.end))
        yield a, b, over


def _turn(
    out: list[TextPiece], opened: list[MarkedRange], wanted: Sequence[MarkedRange], marked: set[int]
) -> None:
    """Close and open elements until exactly the wanted ones are open, outermost first."""
    same = 0
    while same < min(len(opened), len(wanted)) and opened[same] is wanted[same]:
        same += 1
    while len(opened) > same:
        out.append(TextPiece("close", opened.pop().tag))
    for layer in wanted[same:]:
        first = id(layer) not in marked
        out.append(TextPiece("open", layer.tag, layer.id if first else None, layer.css))
        marked.add(id(layer))
        opened.append(layer)
