"""Pictures of a PDF's pages, with a quote marked on them."""

from collections.abc import Sequence
from pathlib import Path

from rag.documents.document import Document
from rag.documents.pictures import pages_with
from rag.errors import QuothError
from rag.span import Span
from rag.views.escape import attributes, esc, in_path
from rag.web.links import Address, spans_text


def pictures_html(document: Document, address: Address) -> str:
    """The pages that hold the marked quotes, as pictures."""
    if not address.marked:
        return '<main class="message"><p>Follow a footnote to see its page.</p></main>'
    figures = []
    for one in address.marked:
        for nth in range(_pages(document, one.spans)):
            src = (
                f"/picture/{in_path(document.doc_id)}?v={document.sha256}"
                f"&at={spans_text(one.spans)}&n={nth}"
            )
            name = f"The page with quote {one.number}; its words are marked"
            anchor = attributes(id=f"quote-{one.number}") if nth == 0 else ""
            figures.append(
                f"<figure{anchor}><img{attributes(src=src, alt=name)}>"
                f"<figcaption>{esc(f'Quote {one.number}')}</figcaption></figure>"
            )
    return f'<main class="pictures">{"".join(figures)}</main>'


def _pages(document: Document, spans: Sequence[Span]) -> int:
    """How many pages the spans lie on."""
    starts = [page.start for page in document.pages] or [0]
    return len({sum(start <= span.start for start in starts) for span in spans})


def picture(document: Document, source: Path, spans: Sequence[Span], nth: int) -> bytes:
    """The `nth` page, from 0, that holds a part of the spans, as PNG.

    Raises QuothError if the file has changed since it was indexed, or has no such page.
    """
    pages = pages_with(document, source, spans)
    if nth >= len(pages):
        raise QuothError(f"{document.path!r} has no such page for these words.")
    return pages[nth][1]
