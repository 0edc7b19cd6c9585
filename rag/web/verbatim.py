"""Where very words stand in a text, in a time that grows with the text and not with its square.

Only white space, the shape of quotation marks and that of hyphens may differ.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

_PLAIN = str.maketrans("’‘ʼ“”„‐‑\0", "'''\"\"\"--\ufffd")
_EDGE = re.compile(
    r"\b(?!(?<=[^\W\d_])['-][^\W\d_]|(?<=[^\W\d_]['-])[^\W\d_]|(?<=\d)[.,]\d|(?<=\d[.,])\d)"
)
"""Edges of words, compounds ("Mazar-e-Sharif") and figures ("12.5") as a quote may have them."""


def places(text: str, words: str) -> Iterator[tuple[int, int]]:
    """The ranges of the text in which whole words say this, in order; none for no words.

    >>> list(places("The  ‘weir’ froze. Weirs!", "the 'weir'")), list(places("A weir", "weir"))
    ([], [(2, 6)])
    >>> list(places("The  ‘weir’ froze", "The 'weir'")), list(places("A weird day", "weir"))
    ([(0, 11)], [])
    >>> list(places("Mazar-e-Sharif, e 1.5", "e")), list(places("O’Neill’s 1.5", "5"))
    ([(16, 17)], [])
    """
    wanted = " ".join(words.translate(_PLAIN).split())
    plain = text.translate(_PLAIN)
    folded = " ".join(plain.split())
    if not wanted or wanted not in folded:
        return
    # The edges of words are characters here, so that a plain search finds whole words alone.
    edged, needle = _EDGE.sub("\0", folded), _EDGE.sub("\0", wanted)
    begins = [match.start() for match in re.finditer(r"\S+", plain)]
    folds = [match.start() for match in re.finditer(r"\S+", folded)]

    def in_text(place: int) -> int:
        nearest = bisect_right(folds, place) - 1
        return begins[nearest] + place - folds[nearest]

    at = edged.find(needle)
    while at >= 0:
        first = at - edged.count("\0", 0, at)
        yield in_text(first), in_text(first + len(wanted) - 1) + 1
        at = edged.find(needle, at + len(needle))
