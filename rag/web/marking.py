"""The page on which the words that answer a question are marked in their document.

NumberedWords are numbered in reading order. The page's script (marking.js) knows these numbers and
nothing else: which characters of the document a word stands for is known here only, so no
offset is ever counted in a browser's own units.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from rag.documents.document import Document
from rag.documents.reading import Block
from rag.errors import QuestionError, SpanError
from rag.measure.questions import KnownRecord
from rag.quotes.quote import fold_space
from rag.quotes.quoted import sentences_of
from rag.span import Span
from rag.views.page.passage import emphasis, markers_between
from rag.views.page.segments import MarkedRange, TextPiece, pieces
from rag.views.template import render
from rag.web.find import TextMatches, find_words
from rag.web.stores.known import answerable

_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"[{_IDEOGRAPHS}]|[^\s{_IDEOGRAPHS}]+")
_RANGE = re.compile(r"([0-9]{1,8})-([0-9]{1,8})")
_WORD_RANK = -1  # words stand around everything else
_MOST = 20

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
) -> tuple[KnownRecord, list[str]]:
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


_STEPS = (("sentence", -1, "«"), ("word", -1, "‹"), ("word", 1, "›"), ("sentence", 1, "»"))
"""Buttons that move one end of the marked words: by what, which way, and the sign on them."""


def mark_page(
    words: NumberedWords, question: str, chosen: Sequence[Range], find: str = ""
) -> Markup:
    """The document with its words numbered, and the form that keeps those that are marked."""
    document = words.document
    found = find_words(document.reading.text, find)
    return render(
        "web/marking.html",
        title="Mark the answer",
        document=document.title or document.path,
        question=question,
        wanted=find,
        found=found,
        blocks=_blocks(words, found),
        action=f"/keep/{document.doc_id}",
        version=document.sha256,
        chosen=chosen,
        steps=_STEPS,
    )


def _blocks(
    words: NumberedWords, found: TextMatches
) -> Iterator[tuple[str, str | None, list[TextPiece]]]:
    """Each block of the reading text: its kind, the mark of a note, its numbered words."""
    document, at = words.document, 0
    for block in document.reading.blocks:
        first = at
        while at < len(words.places) and words.places[at][0] < block.end:
            at += 1
        inner = _inner(document, block, words.places[first:at], first, found)
        yield block.kind, block.mark, inner


def _inner(
    document: Document,
    block: Block,
    places: Sequence[tuple[int, int]],
    number: int,
    found: TextMatches,
) -> list[TextPiece]:
    """One block, sentence by sentence; a word takes in the space behind it."""
    reading = document.reading
    begun = (a for a, _ in sentences_of(document, block))
    cuts = sorted({block.start, block.end, *begun})
    markers = markers_between(document, block.start, block.end)
    layers, at = [*emphasis(document, block), *found.layers], 0
    for end in cuts[1:]:
        words = list(_words(places, at, end, number))
        at += len(words)
        layers += words
    inserts = [(one.at, TextPiece("mark", one.mark)) for one in markers]
    return pieces(reading.text, block.start, block.end, layers, inserts)


def _words(
    places: Sequence[tuple[int, int]], at: int, end: int, number: int
) -> Iterator[MarkedRange]:
    """The words of a sentence, from `at` on as far as its `end`, numbered from `number` on."""
    first = at
    while at < len(places) and places[at][0] < end:
        stop = places[at + 1][0] if at + 1 < len(places) else places[at][1]
        css, name = "w s" if at == first else "w", f"w{number + at}"
        yield MarkedRange(places[at][0], min(stop, end), "span", _WORD_RANK, css, name)
        at += 1
