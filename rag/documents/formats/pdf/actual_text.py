"""Text that a file states in place of what it draws (ActualText): the page has the last word.

pdfium reads what is stated. Where the drawn signs can be read and have other letters, they are
what a reader sees; where they can't, or where they are a script in which several signs make one
letter, what is stated stays.
"""

import ctypes
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import TypeAlias

import pypdfium2.raw as pdfium

from rag.documents.formats.pdf.codes import UNREAD
from rag.documents.formats.pdf.drawn import Handle, address, text_of
from rag.documents.formats.pdf.glyphs import read_glyphs
from rag.documents.formats.pdf.signs import read_signs

_KEY = b"ActualText"
_DEEPEST = 3
_MOST = 5000
_COMPLEX = 0x590  # from here on scripts stand whose letters change by what is beside them
Marked: TypeAlias = tuple[Handle, Handle, str]
"""A text object, its mark, and what the mark states."""


def false_marks(page: Handle) -> set[int] | None:
    """The places, in the order of `marked`, of those that state other letters than are drawn.

    All marks of the page are taken off: it has to be loaded again, unless None says that nothing
    is stated that is not drawn.
    """
    found = [(address(item), address(mark), said) for item, mark, said in _taken_off(page)]
    drawn = _drawn(page) if found else {}
    groups: dict[int, list[int]] = defaultdict(list)
    for place, (_, mark, _) in enumerate(found):
        groups[mark].append(place)
    false: set[int] = set()
    needed = False
    for places in groups.values():
        text = "".join(drawn.get(found[place][0], "") for place in places)
        complex_ = (ord(char) >= _COMPLEX and char.isalpha() for char in text)
        if chr(UNREAD) in text or any(complex_):
            needed = True
        elif _letters(text) != _letters(found[places[0]][2]):
            false.update(places)
    return false if needed else None


def _taken_off(page: Handle) -> list[Marked]:
    found = list(marked(page))
    for item, mark, _ in found:
        pdfium.FPDFPageObj_RemoveMark(item, mark)
    return found


def marked(page: Handle) -> Iterator[Marked]:
    """The text objects of a page that have a stated text."""
    for place in range(min(pdfium.FPDFPage_CountObjects(page), _MOST)):
        yield from _within(pdfium.FPDFPage_GetObject(page, place), _DEEPEST)


def _within(item: Handle, depth: int) -> Iterator[Marked]:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_FORM and depth:
        for place in range(min(pdfium.FPDFFormObj_CountObjects(item), _MOST)):
            yield from _within(pdfium.FPDFFormObj_GetObject(item, place), depth - 1)
    elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
        for which in range(min(pdfium.FPDFPageObj_CountMarks(item), 8)):
            mark = pdfium.FPDFPageObj_GetMark(item, which)
            said = _stated(mark) if pdfium.FPDFPageObjMark_CountParams(mark) > 0 else None
            if said is not None:
                yield item, mark, said


def _stated(mark: Handle) -> str | None:
    size = ctypes.c_ulong()
    get = pdfium.FPDFPageObjMark_GetParamStringValue
    if not get(mark, _KEY, None, 0, size):
        return None
    buffer = (ctypes.c_ushort * (size.value // 2 + 1))()
    get(mark, _KEY, buffer, size.value, size)
    return bytes(buffer)[: max(0, size.value - 2)].decode("utf-16-le", "replace")


def _drawn(page: Handle) -> dict[int, str]:
    """The signs that each text object draws."""
    signs: dict[int, list[str]] = defaultdict(list)
    with text_of(page) as text_page:
        glyphs = read_glyphs(text_page) if text_page else None
        if glyphs is not None:
            read_signs(text_page, glyphs)
            for owner, code in zip(glyphs.owner.tolist(), glyphs.codes.tolist(), strict=True):
                if owner >= 0:
                    signs[glyphs.drawn[owner].handle].append(chr(code))
    return {handle: "".join(text) for handle, text in signs.items()}


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if char.isalnum())
