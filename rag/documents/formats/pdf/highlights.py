"""A copy of a PDF in which quotes are highlighted, as readers of PDFs and Zotero show them.

The annotations are those of PDF 2.0 (ISO 32000-2, 12.5.6.10). The pages stay as they are.
"""

import io
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pypdfium2

from rag.documents.document import ScannedPage
from rag.documents.exported import PDF
from rag.documents.formats.pdf import opened, read
from rag.documents.formats.pdf.drawn import page_of
from rag.documents.formats.pdf.frames import Frame
from rag.documents.formats.pdf.page import upright_frame
from rag.documents.formats.pdf.picture import Box, boxes_of
from rag.errors import SourceError
from rag.span import Span

Quad = tuple[float, ...]
"""Four corners in the page's own space: top left and right, bottom left and right as shown."""
_YELLOW = (1.0, 0.886, 0.314)
_PRINTED = 4  # flag bit 3: the mark is printed with the page


def highlighted(
    data: bytes,
    path: Path,
    quotes: Sequence[tuple[str, tuple[Span, ...]]],
    scans: Sequence[ScannedPage] = (),
) -> bytes:
    """The copy; `quotes` are what each mark says of itself, and layer-1 spans.

    Raises SourceError where the file can't be read, a quote has no place on any page, or pikepdf
    is missing.
    """
    try:
        import pikepdf
    except ImportError as error:
        raise SourceError(
            path.name, "needs pikepdf to be marked.", "Run: pip install 'quoth[scholar]'"
        ) from error
    places = _placed(data, path, quotes, scans)
    with pikepdf.open(io.BytesIO(data)) as copy:
        for nth, (words, page, corners) in enumerate(places, 1):
            mark = copy.make_indirect(_annotation(copy, words, corners, f"quoth-{nth}"))
            mark.P = copy.pages[page].obj
            annotations = copy.pages[page].obj.get("/Annots")
            if annotations is None:
                copy.pages[page].obj.Annots = copy.make_indirect(pikepdf.Array([mark]))
            else:
                annotations.append(mark)
        out = io.BytesIO()
        copy.save(out, deterministic_id=not copy.is_encrypted)
    return out.getvalue() + PDF


def _placed(
    data: bytes,
    path: Path,
    quotes: Sequence[tuple[str, tuple[Span, ...]]],
    scans: Sequence[ScannedPage],
) -> list[tuple[str, int, list[Quad]]]:
    """What each mark says, its page and its boxes there; every quote must have a place."""
    with opened(data, path) as document:
        book = read(document, path, scans)
        placed = [(words, boxes_of(document, book, spans)) for words, spans in quotes]
        if missing := next((words for words, by_page in placed if not by_page), None):
            raise SourceError(path.name, f"has no place for {missing!r}.", "Index it again.")
        return [
            (words, page, [_quad(_upright(document, page), box) for box in boxes])
            for words, by_page in placed
            for page, boxes in by_page.items()
        ]


def _upright(document: pypdfium2.PdfDocument, page: int) -> Frame:
    with page_of(document.raw, page) as loaded:
        return upright_frame(loaded)


def _quad(upright: Frame, box: Box) -> Quad:
    """A box on the page as it is shown, in the space that the page is written in."""
    left, bottom, right, top = box
    turn = math.radians(upright.angle)

    def corners() -> Iterator[float]:
        for x, y in ((left, top), (right, top), (left, bottom), (right, bottom)):
            across, up = x + upright.left, y + upright.low
            yield round(across * math.cos(turn) - up * math.sin(turn), 2)
            yield round(across * math.sin(turn) + up * math.cos(turn), 2)

    return tuple(corners())


def _annotation(copy: Any, words: str, quads: Sequence[Quad], name: str) -> Any:  # noqa: ANN401
    """The highlight with its appearance, since not every reader makes one of its own."""
    from pikepdf import Array, Dictionary, Name, String

    across = [x for quad in quads for x in quad[0::2]]
    up = [y for quad in quads for y in quad[1::2]]
    rect = Array([min(across), min(up), max(across), max(up)])
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Highlight,
        Rect=rect,
        QuadPoints=Array([number for quad in quads for number in quad]),
        C=Array(_YELLOW),
        F=_PRINTED,
        T=String("Quoth"),
        NM=String(name),
        Contents=String(words),
        AP=Dictionary(N=_appearance(copy, rect, quads)),
    )


def _appearance(copy: Any, rect: Any, quads: Sequence[Quad]) -> Any:  # noqa: ANN401
    """The quads in yellow, multiplied with the page, so that the print is seen through them."""
    from pikepdf import Dictionary, Name

    fill = ["/G gs", " ".join(map(str, _YELLOW)) + " rg"]
    for x1, y1, x2, y2, x3, y3, x4, y4 in quads:
        fill.append(f"{x1} {y1} m {x2} {y2} l {x4} {y4} l {x3} {y3} l h f")
    made = copy.make_stream("\n".join(fill).encode("ascii"))
    made.Type, made.Subtype, made.FormType, made.BBox = Name.XObject, Name.Form, 1, rect
    made.Resources = Dictionary(
        ExtGState=Dictionary(G=Dictionary(Type=Name.ExtGState, BM=Name.Multiply))
    )
    return made
