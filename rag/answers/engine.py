"""question → hits → evidence → quotes → an answer, or an abstention with its reason.

An abstention is an answer: it says that the documents do not say. An error is raised as an
error and never looks like one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rag.answers.choose import select
from rag.answers.confidence import (
    UNCALIBRATED,
    Calibrator,
    Ranked,
    features,
    load_calibrator,
    passage_figures,
)
from rag.answers.copies import gathered
from rag.answers.evidence import Candidate, Policy, candidates, sourced, without_bylines
from rag.answers.features import figures
from rag.answers.question import asks_readers, asks_writer, content_of, heard
from rag.answers.reader import Reader, Reading, load_reader
from rag.answers.reader.similarity import NAME as SIMILARITY
from rag.answers.reader.similarity import SimilarityReader
from rag.answers.result import READ, Abstention, Answer, Reason, Remark
from rag.answers.sources_asked import claim_of
from rag.english.terms import coverage
from rag.errors import CitationError
from rag.quotes.check import check_quote
from rag.quotes.quote import Quote
from rag.quotes.warnings import warnings_for
from rag.search import Index, open_index
from rag.search.embed import Embedder, load_embedder
from rag.search.retriever import Hit

if TYPE_CHECKING:
    from rag.search.retriever import Retriever

__all__ = ["READ", "Abstention", "Answer", "Engine", "Reason", "Remark", "load_engine"]

_NEAREST = 3
_NOT_CALIBRATED = (
    "the confidence is not calibrated: the search engine gives no scores and ranks of its own"
)


@dataclass(frozen=True, slots=True)
class Engine:
    """An open index with the models that answer from it; safe to share between threads."""

    index: Index
    reader: Reader
    calibrator: Calibrator
    embedder: Embedder
    policy: Policy = field(default_factory=Policy)
    retriever: "Retriever | None" = None

    def ask(
        self,
        question: str,
        *,
        max_quotes: int | None = None,
        min_confidence: float | None = None,
        documents: frozenset[str] | None = None,
    ) -> Answer | Abstention:
        """Answer in the documents' own words, or abstain.

        `documents` restricts the search to these document ids. An answer whose confidence is
        below `min_confidence` (default: the calibrator's threshold) becomes an abstention.
        """
        words = " ".join(question.split())
        if not any(char.isalnum() for char in words):
            return Abstention(question, "empty_question", (), 0.0)
        readers, claim = asks_readers(words), claim_of(words)
        words = claim or content_of(words)
        hits, every = self._found(words, readers, documents)
        if not hits:
            empty = not self.index.documents()
            return Abstention(question, "empty_index" if empty else "no_evidence", (), 0.0)
        readings = self._read(words, hits)
        scorer = self.calibrator.scorer
        known = figures(words, hits, readings, self.embedder if scorer.cosine else None)
        scores = [[scorer.score(row) for row in rows] for rows in known]
        found = candidates(hits, readings, scores, self.policy)
        if not asks_writer(words):
            found = without_bylines(found, self.index.document)
        if claim is not None:
            found = sourced(found, self.index.document, self.policy)
        confidence = self._confidence(words, hits, readings, found)
        floor = self._floor(hits) if min_confidence is None else min_confidence
        if confidence < floor or not found:
            return self._abstain(question, hits, found, confidence)
        selected = select(found, self.index.document, self.policy, max_quotes, every)
        quotes, problems = _borne_out(selected)
        problems += () if _ranked(hits) else (_NOT_CALIBRATED,)
        if not quotes:
            return replace(self._abstain(question, hits, found, confidence), problems=problems)
        shown = tuple(map(_guarded, quotes))
        return replace(Answer.of(question, shown, confidence, hits), problems=problems)

    def _found(
        self, words: str, readers: bool, documents: frozenset[str] | None
    ) -> tuple[list[Hit], list[Hit]]:
        """The hits to be read, and all that were found, their copies among them."""
        engine = self.retriever or self.index

        def search(depth: int) -> list[Hit]:
            return heard(engine.search(words, depth, documents), readers, depth)

        return gathered(search, words, self._date, READ)

    def _date(self, doc_id: str) -> str | None:
        row = self.index.find(doc_id)
        return row.date if row else None

    def _read(self, question: str, hits: Sequence[Hit]) -> list[Reading]:
        """What the reader says of each hit's passage."""
        return self.reader.read(question, [(h.passage.text, h.passage.sentences) for h in hits])

    def _confidence(
        self,
        question: str,
        hits: Sequence[Hit],
        readings: Sequence[Reading],
        found: Sequence[Candidate],
    ) -> float:
        """The calibrated probability that the best sentences answer."""
        passages = [
            passage_figures(question, hit, reading, self._title(hit.passage.doc_id))
            for hit, reading in zip(hits, readings, strict=True)
        ]
        ranked = [Ranked(c.score, c.rank, coverage(question, c.text)) for c in found]
        calibrator = self.calibrator if _ranked(hits) else UNCALIBRATED
        return calibrator.probability(features(question, passages, ranked))

    def _floor(self, hits: Sequence[Hit]) -> float:
        """The least confidence of an answer from these hits."""
        return (self.calibrator if _ranked(hits) else UNCALIBRATED).threshold

    def _title(self, doc_id: str) -> str:
        row = self.index.find(doc_id)
        return (row.title or "") if row else ""

    def _abstain(
        self, question: str, hits: Sequence[Hit], found: Sequence[Candidate], confidence: float
    ) -> Abstention:
        """An abstention with the closest sentences of different passages."""
        weak = bool(found) and confidence >= self.calibrator.threshold / 4
        policy = replace(self.policy, share=0.0, per_document=2)
        nearest, problems = _borne_out(select(found, self.index.document, policy, _NEAREST))
        reason: Reason = "weak_evidence" if weak else "no_evidence"
        shown = tuple(map(_guarded, nearest))
        return Abstention(question, reason, shown, confidence, tuple(hits), problems)


def load_engine(
    directory: Path,
    *,
    reader: str | None = None,
    embedder: Embedder | None = None,
    retriever: "Retriever | None" = None,
) -> Engine:
    """Open the index at `directory` with the packaged models, or a reader by name.

    `retriever` searches in the index's place; it must find passages of the index's documents.
    Raises IndexMissing, IndexRefused or ModelError.
    """
    index = open_index(directory, embedder)
    embedder = embedder or load_embedder()
    model = SimilarityReader(embedder) if reader == SIMILARITY else load_reader(reader)
    return Engine(index, model, load_calibrator(model.name), embedder, retriever=retriever)


def _ranked(hits: Sequence[Hit]) -> bool:
    """Whether the search engine says of any hit what the calibrator was fitted on."""
    return any(hit.ranked for hit in hits)


def _borne_out(quotes: Sequence[Quote]) -> tuple[list[Quote], tuple[str, ...]]:
    """The quotes that the check passes, and in words what is wrong with the others.

    One that fails is a fault of ours in one place; it must not take the other quotes along.
    """
    passed: list[Quote] = []
    problems: list[str] = []
    for quote in quotes:
        try:
            check_quote(quote.text, quote.spans, quote.document)
        except CitationError as error:
            problems.append(f"a quote was left out, its source does not bear it out: {error}")
        else:
            passed.append(quote)
    return passed, tuple(problems)


def _guarded(quote: Quote) -> Quote:
    """The quote with its warnings about being read out of context."""
    before, after = quote.context
    kinds = quote.voice.kind, quote.block.kind
    beside = quote.recognised, quote.beside_loss, quote.unseen
    codes = warnings_for(quote.text, before, after, *kinds, *beside)
    return replace(quote, warnings=codes)
