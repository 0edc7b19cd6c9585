"""What may be shown for each stretch of layer 1: the half of the check that knows mark-up.

Written against layer 1 and CommonMark (rag/quotes/commonmark.py) alone, apart from what makes the
reading text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from rag.documents.document import Document
from rag.quotes.commonmark import pieces as markup
from rag.quotes.commonmark_dialects import reference
from rag.quotes.commonmark_gaps import Piece as Markup
from rag.quotes.commonmark_unseen import is_dot
from rag.quotes.joining import LINE_END, Choices
from rag.span import Span

_ASKED = r"(?:[\w’'-]+\ ){0,6}(?:[\w’'-]+\?|needed|sources?\??|note|dubious(?:\ [–-]\ discuss)?)"
_PLAIN = re.compile(
    r"(?P<space>\s+)|(?P<soft>\u00ad)"
    rf"|(?P<remark>(?<=[^\s“‘(\[])\[{_ASKED}\]|\[{_ASKED}\](?=[\w§£$€“‘]))"
)
"""White space; signs that are not seen; what editors ask for, raised without a space between."""
_BETWEEN_MARKS = re.compile(r"[\s,;–-]{0,3}[,;–-][\s,;–-]{0,2}[\[(]?")
_BEHIND_MARK = re.compile(
    r"[\])]?(?::\s?(?:§{1,2}|pp?\.|ch\.)?\s?\d+(?:[–-]+\d+)*(?:,\s?\d+(?:[–-]+\d+)*)*)?"
)
"""What may stand around the number of a note's mark: brackets, commas, pages of the source."""
_BLOCK_MARKS = r"(?:[ \t]*(?:\#{1,6}(?=\s)|>|[-+*:](?=\s)|\|))+"
_LED = re.compile(_BLOCK_MARKS)
_LINED = re.compile(
    rf"""(?P<start>(?:^|(?<=\f)){_BLOCK_MARKS})
       | (?P<space>\s*\n(?=[ \t]+[\#>|:*+-])|\s+) | (?P<soft>\u00ad)
       | (?P<cell>(?<!\S)\|(?!\S))""",
    re.X | re.M,
)
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I)
GAP = "\ufffd"
"""What is shown for what stands elsewhere."""
_LINE = re.compile("[\r\n\f\u2028\u2029]")


def regions(document: Document) -> Sequence[Span]:
    """The regions of a document as blocks."""
    return [region.span for region in document.regions]


def paragraphs(places: tuple[Span, ...], document: Document) -> Sequence[Span]:
    """For each span the lines around it up to the next blank ones."""
    text = document.text
    spans: list[Span] = []
    for span in places:
        start = max(text.rfind("\n\n", 0, span.start), text.rfind("\n\r\n", 0, span.start)) + 1
        ends = (text.find(blank, span.end) for blank in ("\n\n", "\n\r\n"))
        end = min((end for end in ends if end >= 0), default=len(text))
        if not spans or spans[-1].end < end:
            spans.append(Span(start, end))
    return spans


def all_pieces(
    places: tuple[Span, ...], document: Document, blocks: Sequence[Span]
) -> Iterator[Choices]:
    """The pieces of all spans; between two spans stands white space, or a divided word."""
    for number, span in enumerate(places):
        following = places[number + 1] if number + 1 < len(places) else None
        yield from pieces(span.start, span.end, document, blocks)
        if following is not None and span.end < following.start:
            yield from _joint(list(pieces(span.end, following.start, document, blocks)))


def _joint(between: list[Choices]) -> Iterator[Choices]:
    """A line end, with the soft hyphens at it, if white space stands between two spans."""
    if any(piece in (LINE_END, (" ",)) for piece in between):
        yield from (piece for piece in between if piece[-1] == "\u00ad")
        yield LINE_END


def pieces(start: int, end: int, document: Document, blocks: Sequence[Span]) -> Iterator[Choices]:
    """The pieces of layer 1 from `start` to `end`, in order."""
    text, at = document.text, start
    marks = [m.span for m in document.markers if start <= m.span.start and m.span.end <= end]
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if mark.start >= at:
            opens = _opens(text, at, mark.start)
            yield from _between(at, opens, document, blocks)
            yield from (_around(char) for char in text[opens : mark.start])
            yield _optional(mark.of(text))
            at = mark_end(text, mark, end)
            yield from (_around(char) for char in text[mark.end : at])
    yield from _between(at, end, document, blocks)


def mark_end(text: str, mark: Span, end: int) -> int:
    """Where a mark ends with the bracket and the pages behind it, at most at `end`."""
    behind = _BEHIND_MARK.match(text, mark.end, end)
    return behind.end() if behind else mark.end


def _opens(text: str, at: int, mark: int) -> int:
    """Where the brackets before a mark, or the commas between it and the one at `at`, begin."""
    if at < mark and _BETWEEN_MARKS.fullmatch(text, at, mark):
        return at
    return mark - 1 if at < mark and text[mark - 1] in "[(" else mark


def _around(char: str) -> Choices:
    """A sign beside a mark, shown or not."""
    return ("", " ") if char.isspace() else ("", char)


def _between(start: int, end: int, document: Document, blocks: Sequence[Span]) -> Iterator[Choices]:
    """The pieces of a stretch without note marks."""
    text, at = document.text, start
    if document.markup == "none" or _is_raw(document, start):
        yield from _words(text, start, end, _PLAIN)
        return
    for mark in _markup(text, start, end, blocks):
        a, b = max(mark.start, at), min(mark.end, end)
        if a >= b or (mark.kind == "gap" and document.markup == "text" and text[a] != "<"):
            continue
        yield from _lined(at, a, document, blocks)
        at = b
        if mark.kind == "run":
            yield tuple(text[a : a + n] for n in range(b - a + 1))
        elif mark.kind == "space":
            yield (*_optional(text[a:b]), " ")
        elif mark.kind in ("gap", "picture") and document.markup == "text":
            yield _optional(text[a:b])  # plain text keeps all but its tags
        elif mark.kind == "gap" and a == mark.start:
            yield (text[a:b], GAP)
        elif mark.kind == "picture":
            yield (*_drawn(text, mark.start, mark.end), *_optional(text[a:b])[1:])
        elif mark.kind == "sign" and (a, b) == (mark.start, mark.end):
            yield from _signs(text, a, b, document.markup)
        else:
            yield _optional(text[a:b])
    yield from _lined(at, end, document, blocks)


def _drawn(text: str, start: int, end: int) -> Choices:
    """What is shown for a picture: a sign where it says a part of a sentence, or nothing."""
    line = max(text.rfind(one, 0, start) for one in "\n\f") + 1
    left, right = text[line:start].rstrip(), text[end:].partition("\n")[0].lstrip()
    begun = left[-1:].isalnum() or left[-1:] in tuple(",;")
    amid = right[:1].islower() or (begun and right[:1].isalnum())
    said = _ALT.search(text, start, end)
    words = next(filter(None, said.groups()), "").strip() if said else ""
    return (GAP,) if amid and words and not is_dot(text[start:end]) else ("", GAP)


def _signs(text: str, start: int, end: int, kind: str) -> Iterator[Choices]:
    """A character by its name, which plain text shows as it stands."""
    found = reference(text, start, end) if kind != "text" else None
    if found is None:
        yield (text[start:end],)
    elif found[1] == "\u00ad":
        yield _optional(text[start:end])
    else:
        yield (" ",) if found[1].isspace() else (found[1], text[start:end])


def _lined(start: int, end: int, document: Document, blocks: Sequence[Span]) -> Iterator[Choices]:
    """The pieces of a stretch without inline mark-up, in a text whose lines may bear marks."""
    text = document.text
    led = _LED.match(text, start, end)
    if led and _begins_line(start, document, blocks):
        yield (" ",) if text[start].isspace() else ("",)
        yield _optional(led.group())
        start = led.end()
    yield from _words(text, start, end, _LINED)


def _begins_line(at: int, document: Document, blocks: Sequence[Span]) -> bool:
    """Whether nothing that is seen stands on the line before `at`: what nobody sees does."""
    text = document.text
    line = max(text.rfind(end, 0, at) for end in "\n\f") + 1
    unseen = [r.span for r in document.regions if r.kind == "furniture" and r.span.end > line]
    unseen += [Span(mark.start, mark.end) for mark in _markup(text, line, at, blocks)]
    for span in sorted(unseen, key=lambda span: span.start):
        if span.start >= at or text[line : span.start].strip():
            break
        line = max(line, span.end)
    return not text[line:at].strip()


def _is_raw(document: Document, at: int) -> bool:
    """Whether a place is in a region in which nothing is mark-up, as in code."""
    after = bisect_right(document.regions, at, key=lambda region: region.span.start)
    return (
        after > 0 and document.regions[after - 1].raw and at < document.regions[after - 1].span.end
    )


def _markup(text: str, start: int, end: int, blocks: Sequence[Span]) -> Iterator[Markup]:
    """The mark-up in a stretch; what it is decides the whole block that it stands in."""
    first = max(0, bisect_right(blocks, start, key=lambda block: block.start) - 1)
    for block in blocks[first:]:
        if block.start >= end:
            return
        pieces = markup(text, block.start, block.end)
        for mark in pieces[bisect_right(pieces, start, key=lambda mark: mark.end) :]:
            if mark.start >= end:
                break
            yield mark


def _words(text: str, start: int, end: int, pattern: re.Pattern[str]) -> Iterator[Choices]:
    """The pieces of a stretch without inline mark-up."""
    at = start
    for match in pattern.finditer(text, start, end):
        if match.start() > at:
            yield (text[at : match.start()],)
        kind, at = match.lastgroup, match.end()
        if kind == "space":
            yield LINE_END if _LINE.search(match.group()) else (" ",)
        elif kind == "start":  # a mark of lists inside of a quotation may be shown, or not
            yield from (("", " ") if c.isspace() else ("", c) for c in match.group())
        else:
            yield _optional(match.group())
    if at < end:
        yield (text[at:end],)


def _optional(raw: str) -> Choices:
    """Something that may be shown or left out."""
    return ("", " ".join(raw.split()))
