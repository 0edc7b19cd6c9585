"""Where a line has spaces: those that the file types, those that pdfium guesses, and wide gaps."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rag.documents.formats.pdf.bidi import stand_over
from rag.documents.formats.pdf.frames import Mask
from rag.documents.formats.pdf.glyphs import Boxes, Codes, Glyphs

_SPACE, _WIDE_BREAK, _BEFORE_STOP = 0.25, 0.1, 0.25
_UNUSUAL, _MANY = 0.16, 20  # of the height: wider than what stands between most of many letters
_THIN = 0.05  # of the height: narrower than any space
_NEAR = 8  # characters of pdfium: what stands further apart has no gap of its own
SPACES, FIXED, TYPED, ENDS = 0, 16, 32, 48


@dataclass(frozen=True, slots=True)
class SideOfPage:
    """The characters of one direction of a page, in its frame.

    `gaps` counts before each place the spaces, the fixed ones, those that the file types and the
    ends of lines, each in 16 bits. `leftwards` are letters that run from right to left, None where
    there are none.
    """

    glyphs: Glyphs
    box: Boxes
    size: npt.NDArray[np.float32]
    base: npt.NDArray[np.float32]
    unseen: Mask
    gaps: Codes
    stops: Mask
    leftwards: Mask | None


def spaced_after(page: SideOfPage, piece: Codes, height: float) -> Mask:
    """Whether the page shows a space between each character and the next."""
    box = page.box
    gap = box[piece[1:], 0] - box[piece[:-1], 2]
    gaps = between(page, piece)
    spaces = holds(gaps, SPACES)
    broken = gaps >> ENDS > 0  # pdfium saw a new line here
    # Where the direction turns, pdfium guesses at spaces.
    if page.leftwards is not None and page.leftwards[piece].any():
        broken |= spaces | (page.leftwards[piece[1:]] != page.leftwards[piece[:-1]])
        over = stand_over(page.glyphs.codes[piece])
        spaces = holds(gaps, TYPED) & ~(over[1:] | over[:-1]) & (gap > _THIN * height)
    needed = np.where(broken, _WIDE_BREAK, _SPACE) * height
    usual = np.sort(gap)[3 * len(gap) // 4] if len(gap) >= _MANY else height
    needed = np.minimum(needed, max(usual, 0.0) + _UNUSUAL * height)
    beside = np.minimum(np.append(gap[1:], height), np.insert(gap[:-1], 0, height))
    even = (beside > gap - _THIN * height / 2) & (gap > _THIN * height) & (gap < _UNUSUAL * height)
    spaces &= ~even | holds(gaps, TYPED)  # pdfium guesses at some within a word set wide
    spaced = (spaces & (gap > -0.2 * height)) | (gap > needed)
    stops = spaced & page.stops[piece[1:]] & (gap < _BEFORE_STOP * height)
    if stops.any():  # letters set wide end with a wide gap
        spaced &= ~(stops & ~holds(gaps, TYPED))
    result: Mask = spaced
    return result


def between(page: SideOfPage, piece: Codes) -> Codes:
    """What stands between each character of `piece` and the next, counted as in `gaps`."""
    low, high = np.minimum(piece[1:], piece[:-1]), np.maximum(piece[1:], piece[:-1])
    inside: Codes = page.gaps[high] - page.gaps[low + 1]
    far = high - low >= _NEAR
    inside[far] = 0
    typed = (page.gaps[low + 2] - page.gaps[low + 1] >> TYPED) & 0xFFFF > 0
    inside[far & typed] = 1 << ENDS  # what follows there is not seen
    if (rank := page.glyphs.rank) is not None:
        moved = rank[piece] != piece
        inside[moved[1:] | moved[:-1]] = 1 << ENDS
    return inside


def holds(between: Codes, kind: int) -> Mask:
    """Whether any of a kind is counted."""
    return (between >> kind) & 0xFFFF > 0


def drawn_over(glyphs: Glyphs, box: Boxes) -> Mask:
    """Which spaces the next letter is set down on, right behind the one before: none is seen.

    A letter that hangs over its neighbours on both sides tells nothing.
    """
    over = np.zeros(len(glyphs.codes), dtype=bool)
    same = glyphs.owner[1:-2] == glyphs.owner[2:-1]
    places = np.flatnonzero((glyphs.codes[1:-2] == 32) & same) + 1
    (left, _, right, _), before = box[places].T, box[places - 1, 2]
    after, wide = box[places + 1, 0], right - left
    over[places] = (wide > 0.5) & (np.abs(after - left) < 0.2 * wide)
    over[places] &= after < before + 0.2 * wide
    over[places] &= box[places + 2, 0] > box[places + 1, 2] - 0.2 * wide
    return over
