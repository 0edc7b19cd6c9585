"""From a PDF page to its lines of text, with the place and height of every character.

pdfium says where each character stands; what is a line is decided here, by geometry alone.
Coordinates are PDF points from the lower left corner of the page as its text is read.
"""

import sys
from collections import Counter
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from rag.documents.formats.pdf.bidi import as_read, runs_left, side_by_side, turn_brackets
from rag.documents.formats.pdf.codes import UNREAD
from rag.documents.formats.pdf.frames import Frame, Mask
from rag.documents.formats.pdf.glyphs import Boxes, Codes, Glyphs
from rag.documents.formats.pdf.late import set_in
from rag.documents.formats.pdf.line import Line, Stretch
from rag.documents.formats.pdf.shapes import SMALLER, below_slash, one_case
from rag.documents.formats.pdf.spaces import (
    ENDS,
    FIXED,
    SPACES,
    TYPED,
    SideOfPage,
    between,
    drawn_over,
    holds,
    spaced_after,
)

_UTF_32 = f"utf-32-{sys.byteorder[0]}e"
_RAISED_BY, _LOWERED_BY = 0.15, 0.05  # of the line's size
_DROPPED = 1.6
_GAP_OF_SIZES = 0.7
_GAP = 2.2  # of the height: what lies further apart are pieces of their own
_HOLE, _MOST_HOLES = 0.5, 400  # of the height: a gap in which a letter has place
_STOPS = [ord(sign) for sign in ",.;:!?"]


def lines_of(glyphs: Glyphs, which: Mask, box: Boxes, view: Frame, unseen: Mask) -> list[Line]:
    """The lines of the characters `which`, in the order of the content stream.

    `box` are the characters' boxes in the frame `view`.
    """
    codes = glyphs.codes
    tall = box[:, 1] - box[:, 3] > 0.5
    real = np.flatnonzero(which & (codes > 32) & (codes != 0xA0) & tall)
    if not real.size:
        return []
    if glyphs.rank is not None:
        real = real[np.argsort(glyphs.rank[real], kind="stable")]
    _, base = view.turned(glyphs.of("x"), glyphs.of("y"))
    fixed = codes == 0xA0
    spaces = (codes == 32) & ~drawn_over(glyphs, box)
    gaps = np.zeros(len(codes), dtype=np.int64)
    gaps[spaces | fixed | (codes == 9)] += 1 << SPACES
    gaps[fixed] += 1 << FIXED
    gaps[spaces & (glyphs.owner >= 0)] += 1 << TYPED
    gaps[(codes == 10) | (codes == 13)] += 1 << ENDS
    page = SideOfPage(
        glyphs, box, glyphs.of("size"), base, unseen, np.concatenate([[0], np.cumsum(gaps)]),
        np.isin(codes, _STOPS), left if (left := runs_left(codes)).any() else None,
    )  # fmt: skip
    pieces = [part for piece in _pieces(page, real) for part in _cap_apart(page, piece)]
    return [_line(page, piece) for piece in pieces]


def _pieces(page: SideOfPage, real: Codes) -> Iterator[Codes]:
    """The visible characters of each line; those of one that runs left lie from left to right."""
    box = page.box
    ends, parted = _breaks(box[real], page.size[real])
    set_right = set_in(page.glyphs, box, real, ends | parted)
    if set_right is not None:
        real = set_right
        ends, parted = _breaks(box[real], page.size[real])
    parted |= _filled(box[real], real)
    if page.leftwards is None:
        yield from np.split(real, np.flatnonzero(ends | parted) + 1)
        return
    cuts = np.flatnonzero(ends) + 1
    for row, gaps in zip(np.split(real, cuts), np.split(parted, cuts), strict=True):
        if page.leftwards[row].any():
            row = side_by_side(row, page.glyphs.codes, box)
            left, top, right, bottom = box[row].T
            tallest = np.maximum((top - bottom)[1:], (top - bottom)[:-1])
            wide = left[1:] - right[:-1] > _GAP * tallest
            yield from np.split(row, np.flatnonzero(wide) + 1)
        else:
            yield from np.split(row, np.flatnonzero(gaps[: len(row) - 1]) + 1)


def _cap_apart(page: SideOfPage, piece: Codes) -> list[Codes]:
    """A line's first letter apart from the rest if it is a drop cap: larger, and hanging below."""
    for count in (1, 2) if len(piece) > 2 else ():
        last, after = piece[count - 1], piece[count]
        hangs = page.base[last] < page.base[after] - 0.3 * page.size[after]
        if page.size[last] >= _DROPPED * page.size[after] and hangs:
            return [piece[:count], piece[count:]]
    return [piece]


def _breaks(box: Boxes, size: npt.NDArray[np.float32]) -> tuple[Mask, Mask]:
    """Between each character and the next: whether they lie at two heights, and far apart."""
    left, top, right, bottom = box.T
    height = top - bottom
    shared = np.minimum(top[1:], top[:-1]) - np.maximum(bottom[1:], bottom[:-1])
    lowest = np.minimum(height[1:], height[:-1])
    tallest = np.maximum(height[1:], height[:-1])
    gap = left[1:] - right[:-1]
    # A quarter of the smaller character must lie beside the taller: raised figures do.
    back = left[1:] < left[:-1] - 0.7 * tallest
    far = (gap > _GAP * tallest) | back
    # A note in the margin may stand close to the text; its print is smaller.
    unlike = np.minimum(size[1:], size[:-1]) < SMALLER * np.maximum(size[1:], size[:-1])
    far |= unlike & ((gap > _GAP_OF_SIZES * tallest) | (gap < -_GAP_OF_SIZES * lowest))
    return shared < 0.25 * lowest, far


def _filled(box: Boxes, real: Codes) -> Mask:
    """Between each character and the next: whether others that are drawn elsewhere stand there.

    Words typed over covered ones stand in the hole that these leave in their line.
    """
    filled = np.zeros(max(0, len(real) - 1), dtype=bool)
    left, top, right, bottom = box.T
    across, up = (left + right) / 2, (top + bottom) / 2
    wide = left[1:] - right[:-1] > _HOLE * (top - bottom)[:-1]
    for at in np.flatnonzero(wide & (np.diff(real) > 2))[:_MOST_HOLES].tolist():
        inside = (across > right[at]) & (across < left[at + 1])
        filled[at] = bool((inside & (up > bottom[at]) & (up < top[at])).any())
    return filled


def _line(page: SideOfPage, piece: Codes) -> Line:
    """The line of the visible characters `piece`."""
    height = _middle(page.box[piece, 1] - page.box[piece, 3])
    if page.leftwards is not None and page.leftwards[piece].any():
        piece, spaced = _as_read(page, piece, height)
    else:
        spaced = spaced_after(page, piece, height)
    left, top, right, bottom = page.box[piece].T
    heights = top - bottom
    tall = heights >= 0.85 * height
    sizes, base = page.size[piece], page.base[piece]
    size = _most(sizes)
    up, down = _off_the_line(page, piece, sizes, base, size)
    one_case(page.glyphs, piece, sizes, base)
    text, chars, place = _text(page, piece, spaced)
    edges = np.zeros((len(text), 2), dtype=np.float32)
    edges[place] = page.box[piece][:, [0, 2]]
    drawn = page.glyphs.drawn
    owners = page.glyphs.owner[piece]
    unread = tuple(
        (int(place[n]), drawn[owners[n]].font.name)
        for n in np.flatnonzero(page.glyphs.codes[piece] == UNREAD)
    )
    return Line(
        text, float(left.min()), float(right.max()), _middle(top), _middle(bottom[tall]),
        round(size, 1), _is_bold(page.glyphs, owners), chars,
        _stretches(up, place), lowered=_stretches(down, place), unread=unread,
        unseen=bool(page.unseen[piece].any()), edges=edges, tallest=round(float(sizes.max()), 1),
    )  # fmt: skip


def _off_the_line(
    page: SideOfPage, piece: Codes, sizes: npt.NDArray[np.float32], base: npt.NDArray[np.float32],
    size: float,
) -> tuple[Mask, Mask]:  # fmt: skip
    """Which characters of a line of a size are raised, and which are lowered."""
    up, down = page.glyphs.up[piece], page.glyphs.down[piece]
    if not ((base == base[0]).all() and (sizes == sizes[0]).all()):
        ground = _middle(base[sizes >= SMALLER * size])
        small = sizes < SMALLER * size
        up |= (base > ground + _RAISED_BY * size) & (small | (base > ground + 0.3 * size))
        down |= (base < ground - _LOWERED_BY * size) & small
        if up.any():
            down |= below_slash(page.glyphs.codes[piece], up, small | page.glyphs.small[piece])
    elif up.any():
        down |= below_slash(page.glyphs.codes[piece], up, page.glyphs.small[piece])
    return up, down


def _most(sizes: npt.NDArray[np.float32]) -> float:
    """The size of most characters of a line, of two that are as many the larger."""
    if sizes[0] == sizes[-1] and (sizes == sizes[0]).all():
        return float(sizes[0])
    counts = Counter(sizes.tolist())
    return float(max(counts, key=lambda size: (counts[size], size)))


def _is_bold(glyphs: Glyphs, owners: npt.NDArray[np.int32]) -> bool:
    """Whether a line is bold, by three of its characters: words may be set apart."""
    samples = {int(owners[len(owners) * sixth // 6]) for sixth in (1, 3, 5)}
    return all(glyphs.drawn[owner].font.bold for owner in samples)


def _as_read(page: SideOfPage, piece: Codes, height: float) -> tuple[Codes, Mask]:
    """Characters that lie from left to right in the order of reading, and where spaces stand."""
    assert page.leftwards is not None
    codes = page.glyphs.codes
    spaced = spaced_after(page, piece, height)
    places = np.insert(piece, np.flatnonzero(spaced) + 1, -1)
    signs = np.where(places < 0, 32, codes[places]).tolist()
    whole = page.leftwards[piece].sum() * 2 > len(piece)
    read = places[as_read(signs, bool(whole))]
    turn_brackets(codes, read)
    behind = read[np.insert(read[:-1] >= 0, 0, False)] < 0
    return read[read >= 0], behind


def _text(
    page: SideOfPage, piece: Codes, spaced: Mask
) -> tuple[str, npt.NDArray[np.int32], npt.NDArray[np.int64]]:
    """The characters with one space wherever the page shows one, and the place of each in it."""
    place = np.arange(len(piece))
    place[1:] += np.cumsum(spaced)
    length = int(place[-1]) + 1
    signs, chars = np.full(length, 32, np.uint32), np.full(length, -1, np.int32)
    signs[place], chars[place] = page.glyphs.codes[piece], piece
    if holds(page.gaps[-1:], FIXED)[0]:
        fixed = spaced & holds(between(page, piece), FIXED)
        signs[place[1:][fixed] - 1] = 0xA0
    return signs.tobytes().decode(_UTF_32), chars, place


def _middle(values: npt.NDArray[np.float32]) -> float:
    """The median, the lower one of two: np.median takes ten times as long for a line."""
    return float(np.sort(values)[(len(values) - 1) // 2])


def _stretches(marked: Mask, place: npt.NDArray[np.int64]) -> tuple[Stretch, ...]:
    """Runs of marked characters as (start, end) in the text; a space parts two runs."""
    if not marked.any():
        return ()
    follows = np.concatenate([[False], marked[1:] & marked[:-1] & (np.diff(place) == 1)])
    starts = np.flatnonzero(marked & ~follows)
    ends = np.flatnonzero(marked & ~np.append(follows[1:], False))
    return tuple((int(place[a]), int(place[b]) + 1) for a, b in zip(starts, ends, strict=True))
