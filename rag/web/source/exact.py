"""The exact characters of layer 1, with a quote's spans and their offsets."""

from collections.abc import Sequence

from rag.documents.document import Document
from rag.span import Span
from rag.views.escape import esc
from rag.views.page.segments import MarkedRange, to_html
from rag.web.links import Marked


def exact_html(document: Document, marked: Sequence[Marked]) -> str:
    """Layer 1 as it is, mark-up and page furniture included, with the spans of the quotes."""
    length = len(document.text)
    layers, rows = [], []
    for one in marked:
        spans = [span for span in one.spans if span.end <= length]
        layers += [
            MarkedRange(span.start, span.end, "mark", 0, "quote",
                  f"quote-{one.number}" if n == 0 else f"quote-{one.number}-span-{n + 1}")
            for n, span in enumerate(spans)
        ]  # fmt: skip
        rows += [_row(document, one.number, span) for span in spans]
    table = (
        '<table><caption>Spans in code points, checked against these characters</caption>'
        '<tr><th scope="col">Quote</th><th scope="col">Start</th><th scope="col">End</th>'
        f'<th scope="col">Characters</th></tr>{"".join(rows)}</table>'
        if rows else ""
    )  # fmt: skip
    about = (
        f'<p class="about">Read by {esc(document.extractor)} from a file with SHA-256 '
        f"<code>{esc(document.sha256)}</code></p>"
    )
    body = to_html(document.text, 0, length, layers) if length else ""
    return f'<main class="exact">{about}{table}<pre dir="auto">{body}</pre></main>'


def _row(document: Document, number: int, span: Span) -> str:
    words = span.of(document.text)
    shown = words if len(words) <= 60 else f"{words[:28]} … {words[-28:]}"
    return (
        f"<tr><td>{number}</td><td>{span.start}</td><td>{span.end}</td><td>{esc(shown)}</td></tr>"
    )
