"""A page of a PDF as it is laid out: its lines in the direction in which it is read, its rules."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from rag.documents.formats.pdf.actual_text import false_marks, marked
from rag.documents.formats.pdf.bidi import leftwards, mirrored
from rag.documents.formats.pdf.blanks import parted_at, typed_over
from rag.documents.formats.pdf.digits import Known, read_digits
from rag.documents.formats.pdf.drawn import Handle, page_of, text_of
from rag.documents.formats.pdf.fields import Filled, filled_in
from rag.documents.formats.pdf.frames import Frame, Mask, directions, frame, placed
from rag.documents.formats.pdf.glyphs import Glyphs, read_glyphs
from rag.documents.formats.pdf.line import Line
from rag.documents.formats.pdf.lines import lines_of
from rag.documents.formats.pdf.objects import Objects, objects_of
from rag.documents.formats.pdf.overprint import join_accents, printed_over
from rag.documents.formats.pdf.shapes import find_shapes
from rag.documents.formats.pdf.signs import read_signs
from rag.documents.formats.pdf.stamps import part_stamps
from rag.documents.formats.pdf.typeset import mended
from rag.documents.formats.pdf.visible import visibility

_SIZE = 11.0
_LOWEST_BAR = 8.0  # points
Rule = tuple[float, float, float]


@dataclass(slots=True)
class PageText:
    """The lines of a page in the order of its content stream, and its horizontal rules.

    `rules` are (x0, x1, y), `bars`, the vertical ones, (y0, y1, x). `images` says whether the page
    holds any, `ocr` whether the lines were recognised in a picture of the page. `turned` are lines
    that run in another direction than the page's text, a list for each direction, in frames of
    their own. `left_out` says why how many characters of the page, which nobody sees, are not read.
    `numbers` count its lines in the margin. `losses` are what annotations show and could not be
    read, each with how often,
    `comments` how many remarks of readers hang on the page, which no print shows. `fonts` has the
    text of each font, `order` its number, `font_of` that of each of pdfium's characters, or -1.
    `due` are the characters that are seen, each of which has to be in layer 1.
    """

    width: float
    height: float
    lines: list[Line]
    rules: list[Rule]
    images: bool
    ocr: bool = False
    turned: list[list[Line]] = field(default_factory=list)
    left_out: tuple[tuple[str, int], ...] = ()
    numbers: list[Line] = field(default_factory=list)
    losses: tuple[tuple[str, int], ...] = ()
    comments: int = 0
    fonts: dict[str, str] = field(default_factory=dict, repr=False)
    order: dict[str, int] = field(default_factory=dict, repr=False)
    bars: list[Rule] = field(default_factory=list, repr=False)
    due: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64), repr=False)
    font_of: npt.NDArray[np.int32] = field(
        default_factory=lambda: np.empty(0, np.int32), repr=False
    )


def read_page(document: Handle, index: int, form: Handle | None, known: Known) -> PageText:
    """The text of page `index`, counted from 0; raises ValueError where it can't be loaded.

    Values of fields are read with a `form` only. `known` is what other pages tell of figures.
    """
    with page_of(document, index) as page:
        false = false_marks(page)
        if false is None:
            return _read(document, page, form, known)
    with page_of(document, index) as page:
        for place, (item, mark, _) in enumerate(list(marked(page))):
            if place in false:
                pdfium.FPDFPageObj_RemoveMark(item, mark)
        return _read(document, page, form, known)


def bounds_of(page: Handle) -> tuple[float, float, float, float]:
    """What is shown of a page: left, bottom, right and top, before it is turned by /Rotate."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    return box.left, box.bottom, box.right, box.top


def upright_frame(page: Handle) -> Frame:
    """The frame of a page as a viewer shows it."""
    return frame(90 * pdfium.FPDFPage_GetRotation(page), bounds_of(page))


def _read(document: Handle, page: Handle, form: Handle | None, known: Known) -> PageText:
    with text_of(page) as text_page:
        glyphs = read_glyphs(text_page) if text_page else None
        if glyphs is not None:
            guessed = read_signs(text_page, glyphs)
            read_digits(document, page, text_page, glyphs, known, guessed)
        return _with_text(page, text_page, glyphs, form)


def _with_text(
    page: Handle, text_page: Handle, glyphs: Glyphs | None, form: Handle | None
) -> PageText:
    bounds, upright, drawn = bounds_of(page), upright_frame(page), objects_of(page)
    if glyphs is None:
        return _with_filled(_laid(upright, drawn, []), filled_in(page, form, upright, _SIZE))
    join_accents(text_page, glyphs)
    find_shapes(text_page, glyphs)
    visible = visibility(page, text_page, glyphs, drawn, upright, bounds)
    again = printed_over(glyphs, visible.shown & ~visible.unseen)
    shown = visible.shown & ~again
    sides = []
    for angle, which in directions(glyphs, shown):
        view = frame(angle, bounds)
        box = placed(text_page, glyphs, which, view)
        sides.append((view, mended(lines_of(glyphs, which, box, view, visible.unseen))))
    read = [typed_over(part) for _, (lines, _) in sides for part in part_stamps(lines, glyphs)]
    page_text = _laid(sides[0][0] if sides else upright, drawn, read)
    twice = [line.chars for _, (_, copies) in sides for line in copies]
    page_text.due = np.setdiff1d(
        np.flatnonzero(visible.due & ~again), np.concatenate([[-1], *twice])
    )
    page_text.left_out = visible.left_out
    _by_font(glyphs, shown, page_text)
    sizes = sorted(line.size for line in page_text.lines)
    size = sizes[len(sizes) // 2] if sizes else _SIZE
    filled = filled_in(page, form, sides[0][0] if sides else upright, size)
    return _in_mirror(_with_filled(page_text, filled))


def _in_mirror(page: PageText) -> PageText:
    """A page that is read from right to left as its mirror image, any other as it is."""
    if leftwards(page.lines):
        page.lines = mirrored(page.lines, page.width)
        page.rules = [(page.width - right, page.width - left, y) for left, right, y in page.rules]
        page.bars = [(low, top, page.width - x) for low, top, x in page.bars]
    return page


def _by_font(glyphs: Glyphs, shown: Mask, page: PageText) -> None:
    """What text of a page is in which font."""
    fonts: dict[int, str] = {}  # two fonts may have one name
    for one in glyphs.drawn:
        names = [name for name in fonts.values() if name.partition("#")[0] == one.font.tagged]
        fonts.setdefault(id(one.font), f"{one.font.tagged}#{len(names)}")
    page.order.update((name, order) for order, name in enumerate(fonts.values()))
    number = [page.order[fonts[id(one.font)]] for one in glyphs.drawn]
    page.font_of = np.where(glyphs.owner >= 0, np.array(number)[glyphs.owner], -1).astype(np.int32)
    for font, order in page.order.items():
        places = np.flatnonzero((page.font_of == order) & shown)
        cuts = np.flatnonzero(np.diff(places) > 1) + 1
        codes = np.insert(glyphs.codes[places], cuts, 32)
        page.fonts[font] = "".join(map(chr, codes.tolist()))


def _with_filled(page: PageText, filled: Filled) -> PageText:
    """A page with what annotations add: beside a line of print they are part of it."""
    page.losses = tuple(filled.losses.items())
    page.comments = filled.comments
    _level(page.lines, filled.values)
    page.lines = parted_at(page.lines, filled.values) + filled.values
    beside = [any(_beside(line, other) for other in page.lines) for line in filled.free]
    page.lines += [line for line, one in zip(filled.free, beside, strict=True) if one]
    alone = [line for line, one in zip(filled.free, beside, strict=True) if not one]
    if alone:
        page.turned.append(alone)
    return page


def _level(lines: list[Line], values: list[Line]) -> None:
    """Shift the lines of each value so that the first stands level with its label."""
    first: dict[int, float] = {}
    for value in values:
        if value.block not in first and value.boxes is not None:
            left, low, _, top = value.boxes[0].tolist()
            labels = [
                line for line in lines
                if low < (line.top + line.bottom) / 2 < top and line.x1 <= left + 2
            ]  # fmt: skip
            nearest = max((line.bottom for line in labels), default=value.bottom)
            first[value.block] = nearest - value.bottom
        value.bottom += first.get(value.block, 0.0)
        value.top += first.get(value.block, 0.0)


def _beside(line: Line, other: Line) -> bool:
    """Whether a line stands level with another, and not over it."""
    shared = min(line.top, other.top) - max(line.bottom, other.bottom)
    return shared > 0.5 * other.height and (line.x0 > other.x1 or line.x1 < other.x0)


def _laid(view: Frame, drawn: Objects, sides: list[list[Line]]) -> PageText:
    """A page in the frame of most of its text."""
    rules: list[Rule] = []
    bars: list[Rule] = []
    for left, bottom, right, top in drawn.rules:
        x, y = view.turned([left, right], [bottom, top])
        if abs(y[1] - y[0]) < 2.5 and abs(x[1] - x[0]) > 25:
            rules.append((float(x.min()), float(x.max()), float(y.mean())))
        elif abs(x[1] - x[0]) < 2.5 and abs(y[1] - y[0]) > _LOWEST_BAR:
            bars.append((float(y.min()), float(y.max()), float(x.mean())))
    lines = sides[0] if sides else []
    turned = [side for side in sides[1:] if side]
    pictures = bool(drawn.pictures)
    return PageText(view.width, view.height, lines, rules, pictures, turned=turned, bars=bars)
