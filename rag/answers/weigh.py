"""A claim and what the documents say to it: for, against, qualifying, unsorted, and who is silent.

No verdict is given. The search finds passages, the reader says which sentences speak to the claim,
and the rules of `sides` sort those for which they can give a reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Literal

from typing_extensions import TypedDict

from rag.answers.answerer import about_index
from rag.answers.engine import Engine
from rag.answers.reader.extract import extract_scored
from rag.answers.record import SetupRecord
from rag.answers.shown import borne_out, guarded
from rag.answers.sides import Side, Sorted, Why, side_of
from rag.documents.document import Document
from rag.english.periods import one_year
from rag.english.values import dates
from rag.errors import QuestionError
from rag.quotes.quote import Quote, quote_at
from rag.quotes.quoted import block_at
from rag.quotes.record import QuoteRecord, TitledRecord, quote_json
from rag.search import DocumentRow
from rag.search.retriever import Hit

SIDES: tuple[Side, ...] = ("for", "against", "qualified", "unsorted")
LONGEST = 2000
_DEEP = 64  # passages that are found
_READ = 24  # passages that are read, the best of each document first
_EACH = 2
_MOST = 8  # quotes of a side
_LEAST = 0.5  # the reader's score of a sentence that may speak to the claim, as in `extract`


@dataclass(frozen=True, slots=True)
class Voiced:
    """A quote, and the side that it is on with the reason."""

    quote: Quote
    sorted: Sorted


@dataclass(frozen=True, slots=True)
class Weighed:
    """Quotes on each side, best first; documents that were read and say nothing to the claim.

    `unread` documents are in question too, but the search put others before them. `problems` name
    quotes that their source does not bear out.
    """

    claim: str
    voiced: Mapping[Side, tuple[Voiced, ...]]
    silent: tuple[DocumentRow, ...] = ()
    unread: int = 0
    problems: tuple[str, ...] = ()


def weigh(engine: Engine, claim: str, documents: frozenset[str] | None = None) -> Weighed:
    """What the documents say to a claim; raises QuestionError for none, or without documents."""
    words = " ".join(claim.split())
    if not any(char.isalnum() for char in words) or len(words) > LONGEST:
        raise QuestionError(f"expected a claim of 1 to {LONGEST:,} characters")
    if words.endswith("?"):
        raise QuestionError(f"{words[:80]!r} is a question. Make it a claim, or run: quoth ask")
    rows = [row for row in engine.index.documents() if documents is None or row.doc_id in documents]
    if not rows:
        raise QuestionError("There are no documents yet. Add some, then weigh the claim.")
    hits = (engine.retriever or engine.index).search(words, _DEEP, documents)
    read = _to_read(hits)
    sorted_quotes, problems = _voiced(engine, words, read)
    speaking = {one.quote.document.doc_id for ones in sorted_quotes.values() for one in ones}
    read_ids = {hit.passage.doc_id for hit in read}
    if len(hits) < _DEEP:  # the search came to its end: the others hold none of the words
        read_ids |= {row.doc_id for row in rows} - {hit.passage.doc_id for hit in hits}
    silent = tuple(row for row in rows if row.doc_id in read_ids - speaking)
    return Weighed(words, sorted_quotes, silent, len(rows) - len(read_ids | speaking), problems)


def _to_read(hits: Sequence[Hit]) -> list[Hit]:
    """The best passages of each document, document by document in the order of the best."""
    each: dict[str, list[Hit]] = {}
    for hit in hits:
        each.setdefault(hit.passage.doc_id, []).append(hit)
    first = [hit for nth in range(_EACH) for ones in each.values() for hit in ones[nth : nth + 1]]
    return first[:_READ]


def _voiced(
    engine: Engine, claim: str, hits: Sequence[Hit]
) -> tuple[dict[Side, tuple[Voiced, ...]], tuple[str, ...]]:
    """The sentences that speak to the claim, by their sides, and what went wrong."""
    voiceds: dict[Side, list[Voiced]] = {side: [] for side in SIDES}
    problems: list[str] = []
    taken: set[tuple[str, int]] = set()
    for hit in hits:
        document = engine.index.document(hit.passage.doc_id)
        spans, _ = extract_scored(
            claim, hit.passage.text, engine.reader, threshold=0.0, compare=False
        )
        for span in spans:
            start, end = hit.passage.start + span.start, hit.passage.start + span.end
            sorted_ = in_its_year(claim, document, start, end)
            key = (document.doc_id, start)
            if key in taken or (sorted_.side == "unsorted" and span.score < _LEAST):
                continue
            taken.add(key)
            quotes, wrong = borne_out([quote_at(document, start, end, span.score)])
            problems += wrong
            state = engine.index.state(document.doc_id)
            voiceds[sorted_.side] += [Voiced(guarded(quote, state), sorted_) for quote in quotes]
    best = {
        side: tuple(sorted(ones, key=lambda one: -one.quote.score)[:_MOST])
        for side, ones in voiceds.items()
    }
    return best, tuple(problems)


def in_its_year(claim: str, document: Document, start: int, end: int) -> Sorted:
    """The side of a sentence; a day without a year is of the year that the heading above gives."""
    text, reading = document.reading.text[start:end], document.reading
    headings = reading.blocks[block_at(document, start)].section.split(" › ")
    year = next((year for one in reversed(headings) if (year := one_year(one))), None)
    days = [date for date in dates(text) if date.day and not date.year]
    if year is None or len(days) != 1:
        return side_of(claim, text)
    dated = f"{days[0].words} {year}"
    side = side_of(claim, f"{text[: days[0].start]}{dated}{text[days[0].end :]}")
    claimed, said = side.words
    return replace(side, words=(claimed, said.replace(dated, days[0].words)))


class VoicedRecord(QuoteRecord):
    """A quote with the reason of its side, and the words of claim and sentence that decide."""

    why: Why | None
    words: list[str]


WeighedRecord = TypedDict(
    "WeighedRecord",
    {
        "claim": str, "for": list[VoicedRecord], "against": list[VoicedRecord],
        "qualified": list[VoicedRecord], "unsorted": list[VoicedRecord],
        "silent": list[TitledRecord], "unread": int, "problems": list[str],
    },
)  # fmt: skip
"""What the documents say to a claim, as JSON; quotes are numbered from 1 over all sides."""


def weighed_json(weighed: Weighed) -> WeighedRecord:
    """The record; raises CitationError for a quote that its source does not bear out."""
    numbers = count(1)
    sides: dict[Side, list[VoicedRecord]] = {
        side: [_voiced_json(one, next(numbers)) for one in weighed.voiced[side]] for side in SIDES
    }
    return {
        "claim": weighed.claim,
        "for": sides["for"],
        "against": sides["against"],
        "qualified": sides["qualified"],
        "unsorted": sides["unsorted"],
        "silent": [
            {"id": row.doc_id, "path": row.path, "title": row.title} for row in weighed.silent
        ],
        "unread": weighed.unread,
        "problems": list(weighed.problems),
    }


def setup_of(engine: Engine, documents: frozenset[str] | None) -> SetupRecord:
    """What every line of a file of weighed claims says of how it was made."""
    chosen = None if documents is None else sorted(documents)
    return {"settings": {"documents": chosen}, "index": about_index(engine)}


class WeighedLine(WeighedRecord, SetupRecord):
    """A weighed claim as a line of a file."""

    id: str | int
    status: Literal["weighed"]


def weighed_line(id: str | int, claim: str, weighed: Weighed, setup: SetupRecord) -> WeighedLine:
    """The record as a line of a file (rag/answers/batch.py), with the claim as it was given."""
    made: WeighedRecord = {**weighed_json(weighed), "claim": claim}
    return {"id": id, "status": "weighed", **made, **setup}


def _voiced_json(one: Voiced, number: int) -> VoicedRecord:
    words = [word for word in one.sorted.words if word]
    return {**quote_json(one.quote, number), "why": one.sorted.why, "words": words}
