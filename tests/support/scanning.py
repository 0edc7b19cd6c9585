"""Scanned PDFs, made at test time: pages of a PDF drawn as pictures, without a text layer."""

import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2

DOTS = 200  # an inch


def scanned(source: Path, pages: Sequence[int], keep: Sequence[int] = ()) -> bytes:
    """A PDF of these pages, counted from 0, as pictures; those in `keep` stay as they are."""
    original = pypdfium2.PdfDocument(source)
    made = pypdfium2.PdfDocument.new()
    for page in pages:
        if page in keep:
            made.import_pages(original, [page])
            continue
        picture = io.BytesIO()
        drawn = original[page].render(scale=DOTS / 72).to_pil().convert("L")
        drawn.save(picture, "PDF", resolution=DOTS)
        drawn.close()
        single = pypdfium2.PdfDocument(picture.getvalue())
        made.import_pages(single)
        single.close()
    out = io.BytesIO()
    made.save(out)
    made.close()
    original.close()
    return out.getvalue()
