"""Addresses of the source page: a document, the quotes marked in it, and what is looked for.

    /source/3f2a…?v=0a1b2c…&q=4~1042-1180_1300-1344#quote-4

`v` is the SHA-256 of the version quoted. Each `q` is a footnote's number and layer-1 spans,
in code points; offsets are made and read on the server only.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rag.errors import QuothError
from rag.quotes.quote import Quote
from rag.span import Span, ordered
from rag.views.escape import in_path

_SPANS = re.compile(r"[0-9]{1,9}-[0-9]{1,9}(?:_[0-9]{1,9}-[0-9]{1,9}){0,49}")
VIEWS = ("exact", "page")
"""Other views than the reading text: the characters of layer 1, and the page's picture."""
_MOST = 50


class AddressError(QuothError):
    """An address of the source page that cannot be read."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A quote to be marked in its document: the footnote's number and its layer-1 spans."""

    number: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Address:
    """What a source page shows. `version` is "" if none is named; `view` as in VIEWS."""

    doc_id: str
    version: str = ""
    marked: tuple[Marked, ...] = ()
    find: str = ""
    view: str = ""

    def marked_values(self) -> list[str]:
        """The values of `q`, one a quote."""
        return [f"{one.number}~{spans_text(one.spans)}" for one in self.marked]

    def url(self, *, at: str = "", **changed: str) -> str:
        """The address as a relative URL, with the fragment `at`.

        `find` and `view` may be given to change them; "" leaves them out.
        """
        pairs = [("v", self.version)] if self.version else []
        pairs += [("q", value) for value in self.marked_values()]
        find = changed.get("find", self.find)
        view = changed.get("view", self.view)
        pairs += [(name, value) for name, value in (("find", find), ("view", view)) if value]
        query = "&".join(f"{name}={in_path(value)}" for name, value in pairs)
        return (
            f"/source/{in_path(self.doc_id)}"
            + (f"?{query}" if query else "")
            + (f"#{at}" if at else "")
        )


def read_address(doc_id: str, query: Sequence[tuple[str, str]]) -> Address:
    """The address in a request; raises AddressError for quotes that cannot be read."""
    values = dict(query)
    marked = [_read_marked(value) for name, value in query if name == "q"]
    if len(marked) > _MOST:
        raise AddressError(f"the address marks {len(marked)} quotes; expected at most {_MOST}")
    return Address(
        doc_id,
        values.get("v", "")[:64],
        tuple(marked),
        values.get("find", "")[:200],
        values["view"] if values.get("view") in VIEWS else "",
    )


def address_of(quotes: Iterable[tuple[int, Quote]], doc_id: str) -> Address:
    """The address that shows all of these numbered quotes that are of one document."""
    own = [(n, quote) for n, quote in quotes if quote.document.doc_id == doc_id]
    version = own[0][1].document.sha256 if own else ""
    return Address(doc_id, version, tuple(Marked(n, quote.spans) for n, quote in own[:_MOST]))


def spans_text(spans: Iterable[Span]) -> str:
    """Spans as they stand in an address: "10-90_120-130"."""
    return "_".join(f"{span.start}-{span.end}" for span in spans)


def read_spans(text: str) -> tuple[Span, ...]:
    """The spans in such a text; raises AddressError or SpanError."""
    if _SPANS.fullmatch(text) is None:
        raise AddressError(f"found {text[:60]!r}; expected START-END")
    pairs = [piece.split("-") for piece in text.split("_")]
    return ordered(Span(int(a), int(b)) for a, b in pairs)


def _read_marked(value: str) -> Marked:
    number, _, spans = value.partition("~")
    if not (number.isdecimal() and len(number) <= 6):
        raise AddressError(f"the address marks {value[:60]!r}; expected NUMBER~START-END")
    return Marked(int(number), read_spans(spans))
