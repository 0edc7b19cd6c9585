"""The pages of an indexed PDF as pictures or in a copy, with the words of spans marked on them.

Where words lie on a page is found anew from the file, so the file and what reads it must be
those of the index.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from rag.documents.document import Document
from rag.documents.formats import format_of, reader_of
from rag.documents.formats.recognition import OCR
from rag.documents.sandbox import highlighted, marked_pages
from rag.errors import SourceError
from rag.files import read_file
from rag.span import Span


def has_pages(path: str) -> bool:
    """Whether the format of a document with this path has pages that can be shown."""
    record = format_of(Path(path))
    return record is not None and record.pages


def pages_with(document: Document, source: Path, spans: Sequence[Span]) -> list[tuple[int, bytes]]:
    """(page from 0, PNG) of every page that holds a part of the layer-1 `spans`, in order.

    `source` is the document's file. Raises SourceError if that has changed since it was indexed,
    was read by another extractor then, or is no PDF.
    """
    return marked_pages(_same(document, source), source, spans, document.scans)


def highlighted_copy(
    document: Document, source: Path, quotes: Sequence[tuple[str, tuple[Span, ...]]]
) -> bytes:
    """A copy of a PDF with quotes highlighted: what each mark says of itself, and layer-1 spans.

    Raises SourceError as `pages_with` does. The file itself is not touched.
    """
    return highlighted(_same(document, source), source, quotes, document.scans)


def _same(document: Document, source: Path) -> bytes:
    """The file's bytes, if they and their extractor are still those of the index."""
    try:
        data = read_file(source)
    except OSError as error:
        raise SourceError(document.path, f"cannot be read: {error.strerror}.") from error
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise SourceError(document.path, "has changed since it was indexed.", "Index it again.")
    then, now = (name.partition(OCR)[0] for name in (document.extractor, reader_of(source)))
    if then != now:
        raise SourceError(
            document.path, f"was read by {then} when it was indexed, now by {now}.",
            "Index it again.",
        )  # fmt: skip
    return data
