"""From hits and readings to evidence sentences, and from those to as few quotes as answer.

A candidate is one whole sentence with the reader's score. Neighbouring sentences that are
both chosen become one quote; the same sentence in two documents becomes one quote with two
places. Furniture cannot get here: it has no reading text.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rag.answers.reader import Reading
from rag.answers.widen import widened
from rag.documents.document import Document, Passage
from rag.documents.reading import Block
from rag.documents.structure.front import is_byline
from rag.quotes.quote import Place, Quote, fold_space, notes_of, quote_at
from rag.search.retriever import Hit


@dataclass(frozen=True, slots=True)
class Policy:
    """How quotes are chosen. Each default was chosen on the dev sets (docs/quality.md).

    A sentence is quoted if its score is at least `share` of the best one's; one that stands
    beside a quoted one needs only `near` of it (rag/answers/widen.py).
    `note_weight` scales sentences of notes, `unsourced_weight` those without a note where a
    question asks for a source. Words are marked as the answer's if their span scores at least
    `mark_share` of the sentence's best one.
    """

    share: float = 0.15
    near: float = 0.15
    max_quotes: int = 5
    per_document: int = 4
    note_weight: float = 0.8
    unsourced_weight: float = 0.3
    mark_share: float = 0.3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A whole sentence: reading offsets in its document, its score, the words that answer."""

    passage: Passage
    start: int
    end: int
    score: float
    answers: tuple[tuple[int, int], ...]
    rank: int

    @property
    def text(self) -> str:
        """The sentence in its passage's reading text."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]


def candidates(
    hits: Sequence[Hit],
    readings: Sequence[Reading],
    scores: Sequence[Sequence[float]],
    policy: Policy,
) -> list[Candidate]:
    """Every sentence of the hits as a candidate, best first; ties by rank, then by place.

    `scores` holds 0..1 for every sentence of every hit.
    """
    best: dict[tuple[str, int], Candidate] = {}
    for rank, (hit, reading, row) in enumerate(zip(hits, readings, scores, strict=True)):
        weight = policy.note_weight if hit.passage.kind == "note" else 1.0
        for found in _sentences(hit.passage, reading, row, weight, rank, policy.mark_share):
            key = (found.passage.doc_id, found.start)
            if key not in best or best[key].score < found.score:
                best[key] = found
    return sorted(best.values(), key=lambda c: (-c.score, c.rank, c.start))


def _sentences(
    passage: Passage,
    reading: Reading,
    scores: Sequence[float],
    weight: float,
    rank: int,
    mark_share: float,
) -> list[Candidate]:
    """The sentences of one passage with their scores, each with its answer spans."""
    found = []
    for (a, b), score in zip(passage.sentences, scores, strict=True):
        inside = [s for s in reading.spans if max(a, s.start) < min(b, s.end)]
        least = mark_share * max((s.score for s in inside), default=0.0)
        answers = tuple(
            (passage.start + max(a, s.start), passage.start + min(b, s.end))
            for s in inside
            if s.score >= least
        )
        start, end = passage.start + a, passage.start + b
        found.append(Candidate(passage, start, end, score * weight, answers, rank))
    return found


def sourced(
    found: Sequence[Candidate], document: Callable[[str], Document], policy: Policy
) -> list[Candidate]:
    """For a question that asks for a source: sentences without a note count for less."""
    weighed = []
    for one in found:
        noted = notes_of(document(one.passage.doc_id), one.start, one.end)
        weighed.append(one if noted else replace(one, score=one.score * policy.unsourced_weight))
    return sorted(weighed, key=lambda c: (-c.score, c.rank, c.start))


def without_bylines(
    found: Sequence[Candidate], document: Callable[[str], Document]
) -> list[Candidate]:
    """For a question that does not ask who wrote: bylines are no evidence."""
    return [
        one
        for one in found
        if not is_byline(one.text)
        or (block := _block(document(one.passage.doc_id), one)) is None
        or block.kind != "caption"
    ]


def select(
    found: Sequence[Candidate],
    document: Callable[[str], Document],
    policy: Policy,
    max_quotes: int | None = None,
) -> tuple[Quote, ...]:
    """The quotes, best document first and best quote first in each; empty for no candidates.

    `document` loads a document by its id. A heading is never quoted.
    """
    limit = policy.max_quotes if max_quotes is None else max_quotes
    chosen: list[Candidate] = []
    seen: dict[str, int] = {}
    also: dict[int, list[Place]] = {}
    for candidate in found:
        if chosen and candidate.score < policy.share * chosen[0].score:
            break
        source = document(candidate.passage.doc_id)
        if not _quotable(source, candidate):
            continue
        words = fold_space(source.reading.text[candidate.start : candidate.end])
        if words in seen:
            spans = source.reading.source_spans(candidate.start, candidate.end)
            also.setdefault(seen[words], []).append(Place(source, spans))
            continue
        if len(chosen) >= limit or _crowded(chosen, candidate, policy):
            continue
        seen[words] = len(chosen)
        chosen.append(candidate)
    return _quotes(chosen, also, document, _near(found, policy))


def _quotable(document: Document, candidate: Candidate) -> bool:
    """Whether the sentence is no heading."""
    block = _block(document, candidate)
    return block is not None and block.kind != "heading"


def _block(document: Document, candidate: Candidate) -> Block | None:
    """The block of reading text that the sentence begins in."""
    blocks = document.reading.blocks
    return next((b for b in blocks if b.start <= candidate.start < b.end), None)


def _crowded(chosen: Sequence[Candidate], candidate: Candidate, policy: Policy) -> bool:
    """Whether its document has its share of quotes already (neighbours join one of them)."""
    same = [c for c in chosen if c.passage.doc_id == candidate.passage.doc_id]
    if any(_adjacent(c, candidate) for c in same):
        return False
    return len(same) >= policy.per_document


def _adjacent(one: Candidate, other: Candidate) -> bool:
    """Whether one sentence stands right before the other."""
    if one.passage.doc_id != other.passage.doc_id:
        return False
    return 0 <= other.start - one.end <= 1 or 0 <= one.start - other.end <= 1


def _near(found: Sequence[Candidate], policy: Policy) -> frozenset[tuple[str, int]]:
    """Document and start of every sentence that may join a neighbour's quote."""
    floor = policy.near * found[0].score if found else 0.0
    return frozenset((c.passage.doc_id, c.start) for c in found if c.score >= floor)


def _quotes(
    chosen: list[Candidate],
    also: dict[int, list[Place]],
    document: Callable[[str], Document],
    near: frozenset[tuple[str, int]],
) -> tuple[Quote, ...]:
    """Widen, join neighbours, make quotes, and order them by document and score."""
    runs: list[tuple[int, int, list[int]]] = []
    for at, candidate in enumerate(chosen):
        source = document(candidate.passage.doc_id)
        start, end = widened(source, candidate.start, candidate.end, near)
        members = [at]
        for run in list(runs):
            same = chosen[run[2][0]].passage.doc_id == candidate.passage.doc_id
            if same and run[0] <= end + 1 and start <= run[1] + 1:
                start, end, members = min(start, run[0]), max(end, run[1]), run[2] + members
                runs.remove(run)
        runs.append((start, end, members))
    quotes = []
    for start, end, members in runs:
        own = [chosen[at] for at in members]
        answers = tuple(sorted({answer for c in own for answer in c.answers}))
        best = max(c.score for c in own)
        quote = quote_at(document(own[0].passage.doc_id), start, end, best, answers)
        quotes.append(replace(quote, also=tuple(p for at in members for p in also.get(at, ()))))
    first: dict[str, float] = {}
    for quote in quotes:
        name = quote.document.doc_id
        first[name] = max(first.get(name, 0.0), quote.score)
    return tuple(
        sorted(quotes, key=lambda q: (-first[q.document.doc_id], q.document.doc_id, -q.score))
    )
