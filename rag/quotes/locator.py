"""Where a person finds a quote: the printed page and line, the headings, the line of the file."""

from dataclasses import dataclass

from rag.documents.document import Document
from rag.quotes.quoted import block_at
from rag.span import Span


@dataclass(frozen=True, slots=True)
class Locator:
    """Printed page ("7", or "7–8"), headings, line from 1, and the lines that the print counts.

    `printed_lines` is "12" or "12–15", over two pages "7:24–8:3"; None where no lines are counted.
    """

    page: str | None
    section: str
    line: int
    printed_lines: str | None = None


def locator_of(document: Document, spans: tuple[Span, ...]) -> Locator:
    """Pages, section (without the document's title) and lines of these spans."""
    first, last, reading = spans[0].start, spans[-1].end - 1, document.reading
    parts = reading.blocks[block_at(document, reading.locate(spans)[0])].section.split(" › ")
    return Locator(
        page=_range(document.page_of(first), document.page_of(last)),
        section=" › ".join(part for part in parts if part != document.title),
        line=document.text.count("\n", 0, first) + 1,
        printed_lines=_lines(document, first, last),
    )


def _range(first: str | None, last: str | None) -> str | None:
    return first if first == last or first is None or last is None else f"{first}–{last}"


def _lines(document: Document, first: int, last: int) -> str | None:
    """The printed numbers of the lines from one layer-1 offset to another, if both have one."""
    start, end = document.line_of(first), document.line_of(last)
    pages = document.page_of(first), document.page_of(last)
    if start is None or end is None:
        return None
    if pages[0] != pages[1]:
        return f"{pages[0]}:{start}–{pages[1]}:{end}"
    return _range(str(start), str(end))


def printed_place(page: str | None, lines: str | None = None) -> str:
    """Pages and printed lines as people write them, "" where there are none.

    >>> printed_place("7"), printed_place("7–8"), printed_place(None, "12")
    ('p. 7', 'pp. 7–8', 'l. 12')
    >>> printed_place("47", "12–15"), printed_place("47–48", "47:24–48:3")
    ('p. 47:12–15', 'pp. 47:24–48:3')
    """
    if lines and page:
        return f"pp. {lines}" if ":" in lines else f"p. {page}:{lines}"
    if lines:
        return f"ll. {lines}" if "–" in lines else f"l. {lines}"
    if not page:
        return ""
    return f"pp. {page}" if "–" in page else f"p. {page}"
