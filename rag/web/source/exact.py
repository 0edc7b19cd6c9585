"""The exact characters of layer 1, with a quote's spans and their offsets."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rag.documents.document import Document
from rag.span import Span
from rag.views.page.segments import MarkedRange, TextPiece, pieces
from rag.web.links import Marked


@dataclass(frozen=True, slots=True)
class ExactShown:
    """Layer 1 with the spans of the quotes, and a row a span: its quote, itself, its words."""

    extractor: str
    sha256: str
    text: Sequence[TextPiece]
    rows: Sequence[tuple[int, Span, str]]
    template: str = field(default="web/source/exact.html", init=False)


def exact(document: Document, marked: Sequence[Marked]) -> ExactShown:
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
        rows += [(one.number, span, _short(span.of(document.text))) for span in spans]
    text = pieces(document.text, 0, length, layers)
    return ExactShown(document.extractor, document.sha256, text, rows)


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:28]} … {words[-28:]}"
