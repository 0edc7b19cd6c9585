"""What of a page is not in layer 1, or only as a placeholder: signs, remarks, what is left out."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from rag.documents.document import Loss
from rag.documents.formats.pdf.line import PlacedLine
from rag.documents.formats.pdf.page import PageText


def losses_of(page: PageText, label: str, places: Sequence[PlacedLine]) -> Iterator[Loss]:
    """The losses of a page; `places` are its lines in layer 1, the last one first."""
    yield from _unread(label, places)
    if not page.ocr:
        yield from _account(page, label, places)
    yield from (Loss(what, 0, label) for what, times in page.losses for _ in range(times))
    if page.comments:
        said = "1 comment" if page.comments == 1 else f"{page.comments} comments"
        yield Loss(f"p. {label}: {said} of readers (annotations) not read")
    for why, count in page.left_out:
        what = f"p. {label}: {_signs(count)} left out: {why}"
        yield Loss(what, count)  # of no quote's concern, so without its page


def _unread(label: str, places: Sequence[PlacedLine]) -> Iterator[Loss]:
    """The signs that have only a placeholder, by their fonts."""
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for place in places:
        for at, font in place.line.unread:
            counts[font] += 1
            first[font] = place.start + at
    for font, count in sorted(counts.items()):
        named = f"of the font {font}" if font else "of a font without a name"
        yield Loss(f"{_signs(count)} {named} could not be read", count, label, first[font])


def _account(page: PageText, label: str, places: Sequence[PlacedLine]) -> Iterator[Loss]:
    """What is seen on the page and did not get into layer 1."""
    missing = np.setdiff1d(page.due, np.concatenate([[-1], *(one.line.chars for one in places)]))
    if missing.size:
        what = f"{_signs(missing.size)} of the page could not be read"
        yield Loss(what, missing.size, label)


def _signs(count: int) -> str:
    return "1 sign" if count == 1 else f"{count:,} signs"
