"""What is filled into a page or typed over it: values of form fields, and free text.

Both are read from the annotation and not from its appearance, which a file need not have.
"""

import ctypes
from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import pypdfium2.raw as pdfium

from rag.documents.formats.pdf.drawn import Handle
from rag.documents.formats.pdf.frames import Frame
from rag.documents.formats.pdf.line import Line
from rag.documents.formats.pdf.objects import annotations

HIDDEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_PASSWORD, _MULTILINE, _RADIO = 1 << 13, 1 << 12, 1 << 15
_BOX = {pdfium.FPDF_FORMFIELD_CHECKBOX: "☐☑", pdfium.FPDF_FORMFIELD_RADIOBUTTON: "○◉"}
_LISTS = frozenset([pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX])
_COMMENTS = frozenset([
    pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE,
    pdfium.FPDF_ANNOT_SQUIGGLY, pdfium.FPDF_ANNOT_STRIKEOUT, pdfium.FPDF_ANNOT_CARET,
])  # fmt: skip
_SIGNATURE, _STAMP = "a signature's text could not be read", "a stamp's text could not be read"
_FIELD = "the text of a field could not be read"
_LEADING = 1.2
_MOST = 2000


@dataclass(slots=True)
class Filled:
    """Lines of values, which stand beside their labels; free text, which stands for itself.

    `losses` are what is shown and not read, `comments` how many remarks of readers there are, which
    no page shows.
    """

    values: list[Line] = field(default_factory=list)
    free: list[Line] = field(default_factory=list)
    losses: Counter[str] = field(default_factory=Counter)
    comments: int = 0


def filled_in(page: Handle, form: Handle | None, upright: Frame, size: float) -> Filled:
    """What annotations put on a page. `size` is that of the page's text."""
    filled = Filled()
    for number, annotation in enumerate(annotations(page), 1):
        if not pdfium.FPDFAnnot_GetFlags(annotation) & HIDDEN:
            before = len(filled.values)
            _read(annotation, form, upright, size, filled)
            for line in filled.values[before:]:
                line.block = number
    return filled


def _read(
    annotation: Handle, form: Handle | None, upright: Frame, size: float, filled: Filled
) -> None:
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    if kind == pdfium.FPDF_ANNOT_WIDGET:
        text, several = _value(annotation, form, filled)
        filled.values += _lines(annotation, text, upright, size, several)
    elif kind == pdfium.FPDF_ANNOT_FREETEXT:
        text = _string(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents")
        filled.free += _lines(annotation, text, upright, size, True)
    elif kind == pdfium.FPDF_ANNOT_STAMP and _draws_text(annotation):
        filled.losses[_STAMP] += 1
    elif kind in _COMMENTS:
        said = _string(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents")
        filled.comments += bool(said.strip())


def _value(annotation: Handle, form: Handle | None, filled: Filled) -> tuple[str, bool]:
    """What a field shows, and whether it may have several lines."""
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation) if form else -1
    flags = pdfium.FPDFAnnot_GetFormFieldFlags(form, annotation) if form else 0
    if kind < 0:
        return _alone(annotation, filled)
    if kind in _BOX:
        shown = _string(pdfium.FPDFAnnot_GetStringValue, annotation, b"AS")
        checked = shown != "Off" if shown else pdfium.FPDFAnnot_IsChecked(form, annotation)
        return _BOX[kind][bool(checked)], False
    if kind in _LISTS:
        return _chosen(annotation, form), kind == pdfium.FPDF_FORMFIELD_LISTBOX
    if kind == pdfium.FPDF_FORMFIELD_SIGNATURE and _draws_text(annotation):
        filled.losses[_SIGNATURE] += 1
    if kind != pdfium.FPDF_FORMFIELD_TEXTFIELD or flags & _PASSWORD:
        return "", False
    text = _string(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation)
    return text, bool(flags & _MULTILINE)


def _alone(annotation: Handle, found: Filled) -> tuple[str, bool]:
    """What a field shows of which the file's form knows nothing, as in joined files."""
    kind, shown, value = (
        _string(pdfium.FPDFAnnot_GetStringValue, annotation, key) for key in (b"FT", b"AS", b"V")
    )
    flags = ctypes.c_float()
    pdfium.FPDFAnnot_GetNumberValue(annotation, b"Ff", flags)
    if kind == "Btn" and shown:
        round_ = bool(int(flags.value) & _RADIO)
        box = pdfium.FPDF_FORMFIELD_RADIOBUTTON if round_ else pdfium.FPDF_FORMFIELD_CHECKBOX
        return _BOX[box][shown != "Off"], False
    if not _draws_text(annotation) or int(flags.value) & _PASSWORD:
        return "", False
    if not value and kind != "Btn":
        found.losses[_FIELD] += 1
    return ("" if kind == "Btn" else value), bool(int(flags.value) & _MULTILINE)


def _chosen(annotation: Handle, form: Handle | None) -> str:
    """The options chosen in a list, as they are shown; what is typed in where there is none."""
    count = pdfium.FPDFAnnot_GetOptionCount(form, annotation)
    options = [
        _string(pdfium.FPDFAnnot_GetOptionLabel, form, annotation, which)
        for which in range(max(0, min(count, _MOST)))
        if pdfium.FPDFAnnot_IsOptionSelected(form, annotation, which)
    ]
    return "\n".join(options) or _string(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation)


def _string(get: Handle, *of: object) -> str:
    """A string that pdfium writes as UTF-16 into a buffer of the length that it has told."""
    size = get(*of, None, 0)  # type: ignore[operator]
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    get(*of, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)  # type: ignore[operator]
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _draws_text(annotation: Handle) -> bool:
    """Whether the appearance of an annotation holds text, or a form that may."""
    kinds = [
        pdfium.FPDFPageObj_GetType(pdfium.FPDFAnnot_GetObject(annotation, place))
        for place in range(min(pdfium.FPDFAnnot_GetObjectCount(annotation), 50))
    ]
    return pdfium.FPDF_PAGEOBJ_TEXT in kinds or pdfium.FPDF_PAGEOBJ_FORM in kinds


def _lines(annotation: Handle, text: str, upright: Frame, size: float, several: bool) -> list[Line]:
    """The lines of a value, from the top of its box down; a single one in its middle."""
    rows = [" ".join(row.split()) for row in text.splitlines()]
    rect = pdfium.FS_RECTF()
    if not any(rows) or not pdfium.FPDFAnnot_GetRect(annotation, rect):
        return []
    x, y = upright.turned([rect.left, rect.right], [rect.bottom, rect.top])
    left, right, low, top = float(x.min()), float(x.max()), float(y.min()), float(y.max())
    box = np.array([[left, low, right, top]], dtype=np.float32)
    down = top - 0.2 * size if several or len(rows) > 1 else (low + top) / 2 + 0.55 * size
    lines = []
    for order, row in enumerate(rows):
        if row:
            upper = down - order * _LEADING * size
            lines.append(
                Line(row, left, min(right, left + 0.5 * size * len(row)), upper, upper - 1.1 * size,
                     size, False, np.full(len(row), -1, dtype=np.int32), boxes=box)
            )  # fmt: skip
    return lines
