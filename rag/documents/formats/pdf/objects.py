"""What is drawn on a page beside its text: rules, pictures, and what may cover text.

Bounds are (left, bottom, right, top) in points of the page before it is turned.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

from rag.documents.formats.pdf.drawn import Handle, address

Bounds = tuple[float, float, float, float]
_MOST = 5000
_MOST_INSIDE = 2000
_THIN = 2.5
_CORNERS, _CELL = frozenset([4, 5]), 120.0  # of a frame, and its height: as of a table's cell
_WHITE = 250.0
_LAYER = "OC\0".encode("utf-16-le")
_LAST = 1 << 30  # in the order of drawing
_MOST_CORNERS = 64
_SEEN_THROUGH = frozenset([
    pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_POPUP,
    pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE, pdfium.FPDF_ANNOT_SQUIGGLY,
    pdfium.FPDF_ANNOT_STRIKEOUT, pdfium.FPDF_ANNOT_CARET,
])  # fmt: skip


@dataclass(slots=True)
class Objects:
    """The objects of a page in the order in which they are drawn.

    `rules` are thin paths. `covers` are (order, bounds) of what may hide the text drawn before
    it, `grounds` (order, bounds, lightness from 0 to 255) of fillings that are not white. `order`
    gives for a text object when it is drawn. `mixed` are text objects in forms with fillings, of
    which it is not known which covers which, those of a layer that may be switched off, and those
    drawn through a mask. `forms`
    has the text objects of each form: it may be of such a layer, which pdfium does not say.
    """

    rules: list[Bounds] = field(default_factory=list)
    pictures: list[Bounds] = field(default_factory=list)
    covers: list[tuple[int, Bounds]] = field(default_factory=list)
    grounds: list[tuple[int, Bounds, float]] = field(default_factory=list)
    order: dict[int, int] = field(default_factory=dict)
    mixed: set[int] = field(default_factory=set)
    forms: list[list[int]] = field(default_factory=list)


def objects_of(page: Handle) -> Objects:
    """The objects of a page; of very many the first ones."""
    objects = Objects()
    for place in range(min(pdfium.FPDFPage_CountObjects(page), _MOST)):
        item = pdfium.FPDFPage_GetObject(page, place)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            objects.order[address(item)] = place
            if _may_be_off(item):
                objects.mixed.add(address(item))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            _form(item, place, objects)
        else:
            _drawn(item, kind, place, objects)
    objects.covers += [(_LAST, bounds) for bounds in _annotated(page)]
    return objects


def annotations(page: Handle) -> Iterator[Handle]:
    """The annotations of a page, each while it is open."""
    for place in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_INSIDE)):
        annotation = pdfium.FPDFPage_GetAnnot(page, place)
        if annotation:
            try:
                yield annotation
            finally:
                pdfium.FPDFPage_CloseAnnot(annotation)


def _annotated(page: Handle) -> Iterator[Bounds]:
    """What annotations may cover: they are drawn over the page."""
    box = pdfium.FS_RECTF()
    for annotation in annotations(page):
        opaque = pdfium.FPDFAnnot_GetSubtype(annotation) not in _SEEN_THROUGH
        if opaque and pdfium.FPDFAnnot_GetRect(annotation, box):
            yield box.left, box.bottom, box.right, box.top


def _drawn(item: Handle, kind: int, place: int, objects: Objects) -> None:
    """A path, a picture or a shading."""
    bounds = bounds_of(item)
    left, bottom, right, top = bounds
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        objects.pictures.append(bounds)
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        if min(top - bottom, right - left) < _THIN:
            objects.rules.append(bounds)
            return
        filled, stroked = _painted(item)
        framed = pdfium.FPDFPath_CountSegments(item) in _CORNERS and top - bottom < _CELL
        if stroked and framed:
            objects.rules += [(x, bottom, x, top) for x in (left, right)]
            objects.rules += [(left, y, right, y) for y in (bottom, top)]
        if not filled:
            return
        light = lightness(item)
        if light < _WHITE:
            objects.grounds.append((place, bounds, light))
    objects.covers.append((place, bounds))


def lightness(item: Handle) -> float:
    """How light the filling of an object is, from 0 to 255; 255 where that is not known."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(item, *parts):
        return 255.0
    red, green, blue, _ = (part.value for part in parts)
    return 0.3 * red + 0.59 * green + 0.11 * blue


def _may_be_off(item: Handle) -> bool:
    """Whether an object is drawn through a mask, or is optional content (PDF 1.7, 8.11)."""
    if pdfium.FPDFPageObj_HasTransparency(item):
        return True
    size = ctypes.c_ulong()
    name = ctypes.create_string_buffer(16)
    for which in range(min(pdfium.FPDFPageObj_CountMarks(item), 8)):
        mark = pdfium.FPDFPageObj_GetMark(item, which)
        buffer = ctypes.cast(name, ctypes.POINTER(ctypes.c_ushort))
        if pdfium.FPDFPageObjMark_GetName(mark, buffer, 16, size) and name.raw.startswith(_LAYER):
            return True
    return False


def _form(item: Handle, place: int, objects: Objects) -> None:
    """A form, which may hold text, pictures as some scanners write them, and fillings."""
    texts, fillings, picture = _inside(item, 3, objects.forms)
    objects.order.update((address, place) for address in texts)
    if fillings or _may_be_off(item):
        objects.mixed.update(texts)
    if fillings:
        objects.covers.append((place, bounds_of(item)))
    if picture:
        objects.pictures.append(bounds_of(item))


def _inside(form: Handle, depth: int, forms: list[list[int]]) -> tuple[list[int], bool, bool]:
    """The text objects in a form, whether it holds fillings, and whether a picture.

    Those of each form within it that are its own go to `forms`.
    """
    texts: list[int] = []
    inner: list[int] = []
    fillings = picture = False
    for place in range(min(pdfium.FPDFFormObj_CountObjects(form), _MOST_INSIDE)):
        item = pdfium.FPDFFormObj_GetObject(form, place)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            texts.append(address(item))
            fillings = fillings or _may_be_off(item)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            fillings = picture = True
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth:
            more = _inside(item, depth - 1, forms)
            inner += more[0]
            fillings, picture = fillings or more[1], picture or more[2]
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and not fillings:
            fillings = _painted(item)[0]
    if texts:
        forms.append(texts)
    return texts + inner, fillings, picture


def bounds_of(item: Handle) -> Bounds:
    """The bounds of an object."""
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(item, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


def clip_of(item: Handle) -> Bounds | None:
    """What of the page an object may at most be seen in; None where it is not clipped."""
    path = pdfium.FPDFPageObj_GetClipPath(item)
    count = pdfium.FPDFClipPath_CountPaths(path) if path else 0
    bounds: Bounds | None = None
    for which in range(min(count, 4)):
        corners = pdfium.FPDFClipPath_CountPathSegments(path, which)
        if not 0 < corners <= _MOST_CORNERS:
            continue
        x, y = zip(*(_point(path, which, corner) for corner in range(corners)), strict=True)
        one = (min(x), min(y), max(x), max(y))
        bounds = one if bounds is None else (
            max(one[0], bounds[0]), max(one[1], bounds[1]),
            min(one[2], bounds[2]), min(one[3], bounds[3]),
        )  # fmt: skip
    return bounds


def _point(path: Handle, which: int, corner: int) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    segment = pdfium.FPDFClipPath_GetPathSegment(path, which, corner)
    pdfium.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def _painted(item: Handle) -> tuple[bool, bool]:
    """Whether a path is filled, so that it may cover what lies below, and whether it has lines."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    known = pdfium.FPDFPath_GetDrawMode(item, mode, stroke)
    return bool(known) and mode.value != pdfium.FPDF_FILLMODE_NONE, bool(known and stroke.value)
