"""The page on which the words that answer a question are marked in their document.

Words are numbered in reading order. The page's script (marking.js) knows these numbers and
nothing else: which characters of the document a word stands for is known here only, so no
offset is ever counted in a browser's own units.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from rag.documents.document import Document
from rag.documents.reading import Block
from rag.errors import QuestionError, SpanError
from rag.quotes.quote import fold_space
from rag.span import Span
from rag.views.escape import attributes, esc, isolated
from rag.views.page.passage import emphasis
from rag.views.page.segments import Insert, MarkedRange, to_html
from rag.web.find import TextMatches, find_words
from rag.web.page_html import page
from rag.web.stores.known import answerable

_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"[{_IDEOGRAPHS}]|[^\s{_IDEOGRAPHS}]+")
_RANGE = re.compile(r"([0-9]{1,8})-([0-9]{1,8})")
_WORD_RANK = -1  # words stand around everything else
_MOST = 20
_STEPS = (("sentence", -1, "«"), ("word", -1, "‹"), ("word", 1, "›"), ("sentence", 1, "»"))

Range = tuple[int, int]
"""The numbers of the first and the last word of a passage, both included."""


@dataclass(frozen=True, slots=True)
class NumberedWords:
    """The words of a document's reading text, as ranges in it, by number from 0."""

    document: Document
    places: list[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        """Number the words, block by block."""
        text, blocks = self.document.reading.text, self.document.reading.blocks
        found = [m.span() for b in blocks for m in _WORD.finditer(text, b.start, b.end)]
        object.__setattr__(self, "places", found)

    def holding(self, spans: Sequence[Span]) -> Range:
        """The words that hold these layer-1 spans; raises SpanError if they hold no text."""
        start, end = self.document.reading.locate(tuple(spans))
        first = bisect_right(self.places, start, key=lambda place: place[1])
        return first, bisect_left(self.places, end, key=lambda place: place[0]) - 1

    def spans(self, chosen: Range) -> tuple[Span, ...]:
        """The layer-1 spans of a passage; raises QuestionError for words that are not there."""
        first, last = chosen
        if not 0 <= first <= last < len(self.places):
            raise QuestionError(
                f"words {first} to {last} were marked; the document has words 0 to "
                f"{len(self.places) - 1}. Open it again and mark them anew."
            )
        return self.document.reading.source_spans(self.places[first][0], self.places[last][1])


def read_ranges(values: Sequence[str]) -> list[Range]:
    """Passages as a form sends them, "12-40" each; raises QuestionError for anything else."""
    found = []
    for value in values[: _MOST + 1]:
        match = _RANGE.fullmatch(value)
        if match is None:
            raise QuestionError(f"found {value[:40]!r}; expected two word numbers, as in 12-40")
        found.append((int(match[1]), int(match[2])))
    if len(found) > _MOST:
        raise QuestionError(f"more than {_MOST} passages were marked; keep the ones that answer")
    return found


def ranges_of(words: NumberedWords, marked: Sequence[Sequence[Span]]) -> list[Range]:
    """The words of quotes; those that are not one run of today's reading text are left out."""
    found = []
    for spans in marked:
        try:
            found.append(words.holding(spans))
        except SpanError:
            continue  # the document has changed: the passage has to be marked anew
    return found


def marked_line(
    words: NumberedWords, version: str, question: str, chosen: Sequence[Range], every: bool
) -> tuple[dict[str, Any], list[str]]:
    """The line of a question that these passages answer, and the passages as reading text.

    `version` is the SHA-256 of the document that was marked; raises QuestionError if it is not
    today's, or if nothing was marked.
    """
    document = words.document
    if version != document.sha256:
        raise QuestionError(
            f"{document.path!r} has changed since the page was opened. Open it again and mark "
            "the words anew."
        )
    if not chosen:
        raise QuestionError("no words were marked. Go back and mark those that answer it.")
    passages = [words.spans(one) for one in chosen]
    ranges = [document.reading.locate(spans) for spans in passages]
    quoted = [fold_space(document.reading.text[a:b]) for a, b in ranges]
    return answerable(question, document, passages, every), quoted


def mark_page(words: NumberedWords, question: str, chosen: Sequence[Range], find: str = "") -> str:
    """The document with its words numbered, and the form that keeps those that are marked."""
    document = words.document
    found = find_words(document.reading.text, find)
    body = (
        f"{_header(document, question, find, found)}"
        '<main class="reading marking" dir="auto" tabindex="0" aria-describedby="how" '
        'aria-label="The document: arrow keys mark words">'
        f"{''.join(_blocks(words, found))}</main>{_form(document, question, chosen)}"
    )
    return page("Mark the answer", body, css="source", script="marking")


def _header(document: Document, question: str, find: str, found: TextMatches) -> str:
    title = isolated(document.title or document.path)
    said = f'<span class="count" role="status">{esc(found.said)}</span>' if find else ""
    return (
        f'<header><p class="about">Keep as a known answer · {title}</p>'
        f'<h1 dir="auto">{esc(question)}</h1>'
        '<p class="about" id="how">Select the words that answer it: drag over them. Without a '
        "mouse, use the buttons below the text, or the arrow keys in it: ↓ marks the next "
        "sentence, → the next word, and with Shift the marked words grow.</p>"
        '<form method="get" role="search" action="#found-1" class="tools">'
        f'<input type="hidden" name="question"{attributes(value=question)}>'
        '<input type="search" name="find" aria-label="Find in this document" '
        f'placeholder="Find in this document"{attributes(value=find or None)}>'
        f'<button type="submit">Find</button>{said}{found.steps}</form></header>'
    )


def _form(document: Document, question: str, chosen: Sequence[Range]) -> str:
    """What is marked, the buttons that change it, and the one that keeps it."""
    values = "".join(
        f'<input type="hidden" name="w"{attributes(value=f"{a}-{b}")}>' for a, b in chosen
    )
    return (
        f'<form method="post"{attributes(action=f"/keep/{document.doc_id}")} class="keep marks" '
        'aria-label="What is marked">'
        f'<input type="hidden" name="question"{attributes(value=question)}>'
        f'<input type="hidden" name="v"{attributes(value=document.sha256)}>'
        f'<div id="chosen">{values}</div><ol id="passages" aria-label="Marked passages"></ol>'
        '<p id="said" role="status">Nothing is marked yet.</p>'
        f'<div class="edges">{_edge("begin", "Begins")}{_edge("end", "Ends")}'
        '<button type="button" id="another">Add a passage</button>'
        '<label id="every"><input type="checkbox" name="every" value="yes"> all are needed</label>'
        '<button type="submit" class="main">Keep</button></div>'
        "<noscript><p>Marking other words needs this page’s script.</p></noscript></form>"
    )


def _edge(edge: str, said: str) -> str:
    """The buttons that move one end of the marked words."""
    buttons = "".join(
        '<button type="button"'
        + attributes(
            data_edge=edge, data_unit=unit, data_way=way,
            aria_label=f"{said} a {unit} {'earlier' if way < 0 else 'later'}",
            title=f"{said} a {unit} {'earlier' if way < 0 else 'later'}",
        )
        + f">{sign}</button>"
        for unit, way, sign in _STEPS
    )  # fmt: skip
    return f'<span class="edge" role="group"{attributes(aria_label=said)}>{said} {buttons}</span>'


def _blocks(words: NumberedWords, found: TextMatches) -> Iterator[str]:
    """Each block of the reading text with its numbered words."""
    document, at = words.document, 0
    for block in document.reading.blocks:
        first = at
        while at < len(words.places) and words.places[at][0] < block.end:
            at += 1
        inner = _inner(document, block, words.places[first:at], first, found)
        if block.kind == "heading":
            yield f"<h2>{inner}</h2>"
        elif block.kind == "block-quote":
            yield f"<blockquote><p>{inner}</p></blockquote>"
        else:
            mark = f'<span class="mark">{esc(block.mark)}</span> ' if block.mark else ""
            yield f"<p{' class=note' if mark else ''}>{mark}{inner}</p>"


def _inner(
    document: Document,
    block: Block,
    places: Sequence[tuple[int, int]],
    number: int,
    found: TextMatches,
) -> str:
    """One block, sentence by sentence; a word takes in the space behind it."""
    reading = document.reading
    low = bisect_left(reading.sentences, (block.start, 0))
    high = bisect_left(reading.sentences, (block.end, 0))
    cuts = sorted({block.start, block.end, *(a for a, _ in reading.sentences[low:high])})
    shared = emphasis(document, block)
    inserts = [
        Insert(m.at, f'<sup class="own">{esc(m.mark)}</sup>')
        for m in document.markers
        if block.start < m.at <= block.end
    ]
    parts, at = [], 0
    for start, end in pairwise(cuts):
        layers = [layer for layer in (*shared, *found.layers) if layer.end > start]
        first = at
        while at < len(places) and places[at][0] < end:
            stop = places[at + 1][0] if at + 1 < len(places) else places[at][1]
            css = "w s" if at == first else "w"
            layers.append(
                MarkedRange(
                    places[at][0], min(stop, end), "span", _WORD_RANK, css, f"w{number + at}"
                )
            )
            at += 1
        parts.append(to_html(reading.text, start, end, layers, inserts))
    return "".join(parts)
