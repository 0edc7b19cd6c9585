"""From hits and readings to evidence sentences: each a whole one, with the reader's score.

Furniture cannot get here: it has no reading text.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from rag.answers.question import holds, quoted_in
from rag.answers.reader import Reading
from rag.documents.document import Document, Passage
from rag.documents.reading import Block
from rag.documents.structure.bylines import is_byline
from rag.english.citations import ASKS_FOR_WORKS
from rag.english.kind import Kind
from rag.english.terms import content_words, coverage, words_of
from rag.quotes.quote import notes_of
from rag.quotes.quoted import block_at, block_text
from rag.quotes.voice import asks, is_turn
from rag.references.parse import is_bare
from rag.search.retriever import Hit

_BRIEF, _SAME_TALK = 6, 0.3
"""Words up to which an answer is read with its question, and what both must hold of ours."""
_ELSEWHERE = 0.1
"""What is left of the score of a sentence on something else, where another fits the question."""
_SAME_QUESTION = 0.5
"""The share of the question's content words that a question of the page must hold."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How quotes are chosen. Each default was chosen on the dev sets (docs/quality.md).

    A sentence is quoted if its score is at least `share` of the best one's; one that stands
    beside a quoted one needs only `near` of it (rag/answers/widen.py).
    `note_weight` scales sentences of notes, `unsourced_weight` those without a note where a
    question asks for a source. Words are marked as the answer's if their span scores at least
    `mark_share` of the sentence's best one. For a topic fewer places are quoted
    (`topic_share`), each with more of what stands beside it (`topic_near`), and as many as
    `topic_quotes` of them. For a list there may be more places (`list_quotes`), each with more
    of what stands beside it (`list_near`); as more may be quoted, each must score more
    (`list_share`).
    """

    share: float = 0.12
    near: float = 0.12
    max_quotes: int = 5
    per_document: int = 4
    note_weight: float = 0.8
    unsourced_weight: float = 0.3
    mark_share: float = 0.3
    topic_share: float = 0.5
    topic_near: float = 0.05
    topic_quotes: int = 12
    list_share: float = 0.2
    list_near: float = 0.02
    list_quotes: int = 8

    def of_kind(self, kind: Kind) -> "Policy":
        """The policy for a kind: whole passages for a topic, all that belongs to a list."""
        if kind == "topic":
            share, near, most = self.topic_share, self.topic_near, self.topic_quotes
            return replace(self, share=share, near=near, max_quotes=most, per_document=most)
        if kind == "list":
            share, near, most = self.list_share, self.list_near, self.list_quotes
            return replace(self, share=share, near=near, max_quotes=most, per_document=most)
        return self


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
        for candidate in _sentences(hit.passage, reading, row, weight, rank, policy.mark_share):
            key = (candidate.passage.doc_id, candidate.start)
            if key not in best or best[key].score < candidate.score:
                best[key] = candidate
    return best_first(best.values())


def best_first(found: Iterable[Candidate]) -> list[Candidate]:
    """The candidates by their scores; ties by rank, then by place."""
    return sorted(found, key=lambda c: (-c.score, c.rank, c.start))


def before_others(fitting: Sequence[Candidate], found: Iterable[Candidate]) -> list[Candidate]:
    """The candidates; what does not fit has a tenth of its score, and stands behind what does."""
    fit, best = set(map(id, fitting)), max(one.score for one in fitting)
    return best_first(
        one if id(one) in fit else replace(one, score=_ELSEWHERE * min(one.score, best))
        for one in found
    )


def _sentences(
    passage: Passage,
    reading: Reading,
    scores: Sequence[float],
    weight: float,
    rank: int,
    mark_share: float,
) -> list[Candidate]:
    """The sentences of one passage with their scores, each with its answer spans."""
    candidates_here = []
    for (a, b), score in zip(passage.sentences, scores, strict=True):
        inside = [s for s in reading.spans if max(a, s.start) < min(b, s.end)]
        least = mark_share * max((s.score for s in inside), default=0.0)
        answers = tuple(
            (passage.start + max(a, s.start), passage.start + min(b, s.end))
            for s in inside
            if s.score >= least
        )
        start, end = passage.start + a, passage.start + b
        candidates_here.append(Candidate(passage, start, end, score * weight, answers, rank))
    return candidates_here


def sourced(
    ranked: Sequence[Candidate], document: Callable[[str], Document], policy: Policy
) -> list[Candidate]:
    """For a question that asks for a source: sentences without a note count for less."""
    weighed = []
    for one in ranked:
        noted = notes_of(document(one.passage.doc_id), one.start, one.end)
        weighed.append(one if noted else replace(one, score=one.score * policy.unsourced_weight))
    return best_first(weighed)


def as_read(fit: Sequence[Candidate], ranked: Sequence[Candidate]) -> list[Candidate]:
    """The fitting sentences among all that were read, which the calibrator was fitted on.

    One that does not fit counts as a rival of the best that does, and for no more than that.
    """
    if not fit:
        return []
    places = {(one.passage.doc_id, one.start) for one in fit}
    rest = [one for one in ranked if (one.passage.doc_id, one.start) not in places]
    least = [replace(one, score=min(one.score, fit[0].score)) for one in rest]
    return [fit[0], *best_first([*fit[1:], *least])]


def without_bylines(
    question: str, ranked: Sequence[Candidate], document: Callable[[str], Document]
) -> list[Candidate]:
    """For a question that does not ask who wrote: bylines are no evidence.

    A date below a heading that has words of the question is ("Date of the next meeting"), or a line
    that has one itself ("Born 3 May 1919").
    """
    return [
        one
        for one in ranked
        if not is_byline(one.text)
        or block_of(document(one.passage.doc_id), one).kind != "caption"
        or coverage(question, one.passage.section.rsplit(" › ", 1)[-1]) >= _SAME_QUESTION
        or any(w.islower() and coverage(w, one.text) for w in content_words(question))
    ]


def behind_statements(question: str, ranked: Sequence[Candidate]) -> list[Candidate]:
    """For a question that asks for no work: references that say nothing count for less.

    Those to a work that the question quotes do not: they are its source.
    """
    if ASKS_FOR_WORKS.search(question):
        return list(ranked)
    said = quoted_in(question)
    return best_first(
        replace(one, score=one.score * _ELSEWHERE)
        if is_bare(one.text) and not (said and holds(one.text, said))
        else one
        for one in ranked
    )


def without_other_questions(
    question: str, ranked: Sequence[Candidate], document: Callable[[str], Document]
) -> list[Candidate]:
    """In a conversation, somebody's question on something else is no evidence.

    Nor is a short answer to it: "Forty-one." says nothing without the question before it.
    """
    return [one for one in ranked if _to_the_point(question, one, document(one.passage.doc_id))]


def _to_the_point(question: str, candidate: Candidate, document: Document) -> bool:
    """Whether a sentence is no turn of speech, or one that has to do with the question."""
    number = block_at(document, candidate.start)
    blocks = document.reading.blocks
    if not is_turn(blocks[number]):
        return True
    if asks(candidate.text):
        heard = {word for b in blocks if b.speaker for word in words_of(b.speaker)}  # "you"
        bare = " ".join(word for word in words_of(question) if word not in heard)
        return coverage(bare, candidate.text) >= _SAME_QUESTION
    if not number or not is_turn(blocks[number - 1]) or len(candidate.text.split()) > _BRIEF:
        return True
    before = block_text(document, number - 1)
    return not asks(before) or coverage(question, f"{before} {candidate.text}") >= _SAME_TALK


def block_of(document: Document, candidate: Candidate) -> Block:
    """The block of reading text that the sentence begins in."""
    return document.reading.blocks[block_at(document, candidate.start)]
