"""A citation: a quote as data on disk, which may be wrong until it is verified.

It carries the document's path and the SHA-256 of its bytes, the layer-1 spans, the words
shown, and the W3C selectors that find the words again when the source has changed: exact,
and 32 code points of layer 1 on each side. rag/audit/verify.py checks it against today's sources.
https://www.w3.org/TR/annotation-model/#selectors
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rag.documents.document import Document
from rag.errors import CitationError, SpanError
from rag.quotes.check import check_quote
from rag.quotes.quote import Quote
from rag.span import Span, ordered

CONTEXT = 32
"""Code points of layer 1 in a selector's prefix and suffix."""
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote as data. `spans` are layer 1; `text` is what was shown.

    `exact` is layer 1 from the start of the first span to the end of the last, `prefix` and
    `suffix` are what stands before and behind it; None where the citation has no selectors.
    """

    path: str
    sha256: str
    spans: tuple[Span, ...]
    text: str
    exact: str | None = None
    prefix: str | None = None
    suffix: str | None = None

    def check(self, document: Document) -> None:
        """Raise CitationError unless path, hash, words and selectors fit `document` exactly."""
        if self.path != document.path:
            raise CitationError(f"cites {self.path!r}; this is {document.path!r}")
        if self.sha256 != document.sha256:
            raise CitationError(
                f"{self.path!r}: cites the version {self.sha256[:12]!r}; "
                f"this one is {document.sha256[:12]!r}"
            )
        check_quote(self.text, self.spans, document)
        if self.exact is not None:
            selected = selectors(document, self.spans)
            for name, said in (("exact", self.exact), *self.around()):
                if said != selected[name]:
                    raise CitationError(
                        f"{self.path!r}: the selector's {name} is {said[:80]!r}; "
                        f"the source has {selected[name][:80]!r}"
                    )

    def around(self) -> tuple[tuple[str, str], ...]:
        """("prefix", …) and ("suffix", …), as far as the citation has them."""
        sides = (("prefix", self.prefix), ("suffix", self.suffix))
        return tuple((name, side) for name, side in sides if side is not None)


def cite(quote: Quote) -> Citation:
    """The citation of a quote; raises CitationError unless its source bears it out."""
    document = quote.document
    check_quote(quote.text, quote.spans, document)
    return Citation(
        path=document.path,
        sha256=document.sha256,
        spans=quote.spans,
        text=quote.text,
        **selectors(document, quote.spans),
    )


def selectors(document: Document, spans: Sequence[Span]) -> dict[str, str]:
    """The members exact, prefix and suffix of the TextQuoteSelector of `spans`, in layer 1."""
    text, start, end = document.text, spans[0].start, spans[-1].end
    return {
        "exact": text[start:end],
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
    }


def from_json(quote: object) -> Citation:
    """The citation in one quote of an answer (the JSON contract in docs/decisions.md).

    Raises CitationError, which says what is missing or malformed.
    """
    if not isinstance(quote, Mapping):
        raise CitationError(f"the quote is {quote!r:.80}; expected an object")
    document = _member(quote, "document", Mapping)
    sha256 = _member(document, "sha256", str)
    if not _SHA256.fullmatch(sha256):
        raise CitationError(f"document.sha256 is {sha256!r}; expected 64 hexadecimal digits")
    places = _member(quote, "spans", list)
    if not places:
        raise CitationError("the quote has no spans")
    try:
        spans = ordered(Span(_offset(p, "start"), _offset(p, "end")) for p in places)
    except SpanError as error:
        raise CitationError(str(error)) from error
    selector = quote.get("selector")
    if selector is not None and not isinstance(selector, Mapping):
        raise CitationError(f"selector is {selector!r}; expected exact, prefix and suffix")
    sides = (
        {n: _member(selector, n, str) for n in ("exact", "prefix", "suffix")} if selector else {}
    )
    return Citation(
        _member(document, "path", str), sha256, spans, _member(quote, "text", str), **sides
    )


def _member(record: Mapping[str, Any], name: str, kind: type) -> Any:  # noqa: ANN401 - JSON
    value = record.get(name)
    if not isinstance(value, kind):
        raise CitationError(f"{name!r} is {value!r:.80}; expected {kind.__name__}")
    return value


def _offset(place: object, name: str) -> int:
    value = place.get(name) if isinstance(place, Mapping) else None
    if not isinstance(value, int) or isinstance(value, bool):
        raise CitationError(f"a span's {name!r} is {value!r}; expected a number of code points")
    return value
