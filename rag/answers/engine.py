"""question → hits → evidence → quotes → an answer, or an abstention with its reason.

An abstention is an answer: it says that the documents do not say. An error is raised as an
error and never looks like one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rag.answers.again import known_of
from rag.answers.asking.definitions import definitions_first
from rag.answers.asking.halves import alone, halves, joined
from rag.answers.asking.intent import Intent, intent_of
from rag.answers.asking.missing import missing
from rag.answers.asking.narrow import narrowed
from rag.answers.asking.sources import as_reported, source_of
from rag.answers.asking.spelling import respelled, respelled_words
from rag.answers.asking.unknown import ignorance_first
from rag.answers.choose import select
from rag.answers.confidence import (
    UNCALIBRATED,
    Calibrator,
    features_of,
    has_ranks,
    load_calibrator,
)
from rag.answers.copies import gathered
from rag.answers.evidence import (
    Candidate,
    Policy,
    as_read,
    behind_statements,
    candidates,
    sourced,
    without_bylines,
    without_other_questions,
)
from rag.answers.lists import whole_lists
from rag.answers.lookup import Lookup, look_up
from rag.answers.question import asks_writer, heard, quoted_in
from rag.answers.reader import Reader, Reading, load_reader
from rag.answers.reader.similarity import NAME as SIMILARITY
from rag.answers.reader.similarity import SimilarityReader
from rag.answers.result import READ, Abstention, Answer, Options, Reason, Remark
from rag.answers.shown import borne_out, guarded
from rag.answers.tables import LOOKED_UP, headed
from rag.english.kind import kind_of
from rag.errors import QuestionError
from rag.quotes.quote import Quote
from rag.search import Index, Store, open_index
from rag.search.embed import Embedder, load_embedder
from rag.search.retriever import Hit

if TYPE_CHECKING:
    from rag.search.retriever import Retriever

__all__ = ["READ", "Abstention", "Answer", "Engine", "Reason", "Remark", "load_engine"]

LONGEST = 2000
"""Characters of a question: what looks for its parts may take the square of them."""
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
        below `min_confidence` (default: the calibrator's threshold) becomes an abstention. Of two
        questions in one each is asked by itself as well, and one without an answer is named. Raises
        QuestionError for a question of more than 2,000 characters.
        """
        words = " ".join(question.split())
        if not any(char.isalnum() for char in words):
            return Abstention(question, "empty_question", (), 0.0)
        if len(words) > LONGEST:
            found = f"the question has {len(words):,} characters; expected at most {LONGEST:,}"
            raise QuestionError(f"{found}. Ask it in fewer words, or in several questions")
        options = Options(max_quotes, min_confidence, documents)
        whole = self._ask(words, options)
        parts = halves(words)
        if len(parts) > 1 and whole.hits:
            results: list[Answer | Abstention] = []
            for part in parts:
                results.append(self._ask(alone(part, parts, results), options))
            whole = joined(whole, parts, results, max_quotes or self.policy.max_quotes)
        return replace(whole, question=question)

    def _ask(self, question: str, options: Options) -> Answer | Abstention:
        """Answer one question: by looking it up, else by reading what a search finds."""
        words, respelt = self._spelt(question)
        remarks = tuple(Remark("respelled", respelled_words(*pair)) for pair in respelt)
        search, only = (self.retriever or self.index).search, options.documents
        rows = [row for row in self.index.documents() if only is None or row.doc_id in only]
        source = source_of(words, rows)
        deeper = partial(search, words, 8 * READ, only)
        lookup = look_up(words, rows, source, self.index.document, deeper)
        if lookup is not None:
            result = self._looked_up(question, lookup, options)
        else:
            result = self._read_up(question, intent_of(words, source, only), options)
            told = as_reported(words, source) if source else None
            if told and isinstance(result, Abstention):  # others may say what the author thinks
                second = self._read_up(question, intent_of(words, told, only), options)
                result = second if isinstance(second, Answer) else result
        return replace(result, remarks=remarks + result.remarks)

    def _looked_up(self, question: str, lookup: Lookup, options: Options) -> Answer | Abstention:
        """The answer that a lookup gives."""
        limit = options.max_quotes or self.policy.max_quotes
        quotes, problems = self._shown(lookup.quotes[:limit])
        if not quotes:
            return Abstention(question, "no_evidence", (), 0.0, problems=problems)
        answer = Answer.of(question, quotes, LOOKED_UP)
        return replace(answer, problems=problems, remarks=lookup.remarks)

    def _read_up(self, question: str, intent: Intent, options: Options) -> Answer | Abstention:
        """The answer that the reader finds in what a search finds."""
        hits, every = self._hits(intent)
        if not hits:
            empty = not self.index.documents()
            return Abstention(question, "empty_index" if empty else "no_evidence", (), 0.0)
        read = [(hit.passage.text, hit.passage.sentences) for hit in hits]
        readings = self.reader.read(intent.words, read)
        ranked = self._ranked(intent, hits, readings)
        dated = [one for one in ranked if intent.year in one.text]
        fit, sure, left = narrowed(
            intent.words, intent.speaker, intent.topic, dated, self.index.document
        )
        calibrator = self.calibrator if has_ranks(hits) else UNCALIBRATED
        known = as_read(fit, dated)
        seen = calibrator.probability(features_of(intent.words, hits, readings, known, self._title))
        confidence = max(left * seen, sure)
        given = options.min_confidence
        if confidence < (calibrator.threshold if given is None else given) or not fit:
            return self._abstain(question, hits, fit or ranked, confidence, intent.asked)
        policy = self.policy.of_kind(kind_of(question))
        selected = select(fit, self.index.document, policy, options.max_quotes, every)
        quotes, problems = self._shown(whole_lists(intent.words, list(map(headed, selected))))
        problems += () if has_ranks(hits) else (_NOT_CALIBRATED,)
        if not quotes:
            silent = self._abstain(question, hits, ranked, confidence, intent.asked)
            return replace(silent, problems=problems)
        return replace(Answer.of(question, quotes, confidence, hits), problems=problems)

    def _ranked(
        self, intent: Intent, hits: Sequence[Hit], readings: Sequence[Reading]
    ) -> list[Candidate]:
        """The sentences that may answer, best first."""
        scorer, document = self.calibrator.scorer, self.index.document
        known = known_of(intent.words, hits, readings, (self.reader, self.embedder, scorer))
        scores = [[scorer.score(row) for row in rows] for rows in known]
        ranked = candidates(hits, readings, scores, self.policy)
        if not asks_writer(intent.words):
            ranked = without_bylines(intent.words, ranked, document)
            ranked = behind_statements(intent.words, ranked)
        ranked = without_other_questions(intent.words, ranked, document)
        ranked = definitions_first(intent.asked, ranked)
        return sourced(ranked, document, self.policy) if intent.claim else ranked

    def _shown(self, quotes: Sequence[Quote]) -> tuple[list[Quote], tuple[str, ...]]:
        """The quotes that their sources bear out, with their warnings, and what is wrong."""
        passed, problems = borne_out(quotes)
        return [
            guarded(quote, self.index.state(quote.document.doc_id)) for quote in passed
        ], problems

    def _spelt(self, words: str) -> tuple[str, list[tuple[str, str]]]:
        """The question with words that no document holds read as the library's own."""
        if self.retriever is not None:
            return words, []
        return respelled(words, self.index.knows, self.index.words_like)

    def _hits(self, intent: Intent) -> tuple[list[Hit], list[Hit]]:
        """The hits to be read, and all that were found, their copies among them."""
        engine = self.retriever or self.index

        def search(depth: int) -> list[Hit]:
            hits = engine.search(intent.words, depth, intent.documents)
            return heard(hits, intent.readers, depth, quoted_in(intent.asked))

        return gathered(search, intent.words, self._date, READ)

    def _date(self, doc_id: str) -> str | None:
        return row.date if (row := self.index.find(doc_id)) else None

    def _title(self, doc_id: str) -> str:
        return (row.title or "") if (row := self.index.find(doc_id)) else ""

    def _knows(self, word: str) -> bool:
        """Whether any document, or the name of its author, holds a word."""
        authors = (row.author or "" for row in self.index.documents())
        return self.index.knows(word) or any(word.casefold() in one.casefold() for one in authors)

    def _abstain(
        self, question: str, hits: Sequence[Hit], ranked: Sequence[Candidate], confidence: float,
        asked: str,
    ) -> Abstention:  # fmt: skip
        """An abstention with the closest sentences of different passages; `asked` is as read."""
        weak = bool(ranked) and confidence >= self.calibrator.threshold / 4
        policy = replace(self.policy, share=0.0, per_document=2)
        near, unknown = ignorance_first(question, ranked)
        nearest, problems = self._shown(select(near, self.index.document, policy, _NEAREST))
        reason: Reason = "weak_evidence" if weak else "no_evidence"
        lacks = unknown or missing(asked, hits, self._knows)
        remarks = () if lacks is None else (lacks,)
        return Abstention(
            question, reason, tuple(nearest), confidence, tuple(hits), problems, remarks
        )


def load_engine(
    place: Path | Store,
    *,
    reader: str | None = None,
    embedder: Embedder | None = None,
    retriever: "Retriever | None" = None,
) -> Engine:
    """Open the index in a folder or another store, with the packaged models or a reader by name.

    `retriever` searches in the index's place; it must find passages of the index's documents.
    Raises IndexMissing, IndexRefused or ModelError.
    """
    index = open_index(place, embedder)
    embedder = embedder or load_embedder()
    model = SimilarityReader(embedder) if reader == SIMILARITY else load_reader(reader)
    return Engine(index, model, load_calibrator(model.name), embedder, retriever=retriever)
