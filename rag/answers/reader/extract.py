"""The reader alone: which sentences of a context that somebody else found answer a question.

Its best sentences are compared in one list, as in an answer (rag/answers/again.py): that tells
them apart where the context is long and of a kind that the reader has not learned from.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import msgspec
from typing_extensions import TypedDict

from rag.answers.logistic import logistic, logit
from rag.answers.reader import NOTHING, Compares, Reader, ScoredSpan, in_a_list, load_reader
from rag.english.kind import kind_of
from rag.english.sentence import sentences
from rag.english.terms import rare_coverage
from rag.errors import ModelError
from rag.models import read_pinned
from rag.search.embed import load_embedder

THRESHOLD = 0.5
TOPIC_THRESHOLD = 0.03
"""For the name of a topic: whoever gives it wants all sentences on it (docs/quality.md)."""
LIST_THRESHOLD = 0.05
"""For a list, whose items are each a smaller part of the answer (docs/quality.md)."""
LISTED = 6
"""Sentences that are compared."""
_NEAREST = 1e-5
_TINY = 1e-9
_USUAL = 5  # sentences; of more than that each must say more


@dataclass(frozen=True, slots=True)
class SentenceValues:
    """What is known of a context's sentences: three values for each, and one of all together.

    `reader` has logits, `words` the share of the question's rarer words, `close` cosines to the
    question; `answerable` is the reader's logit of the whole.
    """

    reader: tuple[float, ...]
    words: tuple[float, ...]
    close: tuple[float, ...]
    answerable: float

    @property
    def length(self) -> float:
        """The logarithm of how many times the usual number of sentences there are."""
        return math.log(max(1.0, len(self.reader) / _USUAL))

    def of(self, number: int) -> tuple[float, ...]:
        """The values of one sentence, as `Model.weights` weigh them."""
        return self.reader[number], self.words[number], self.close[number], self.length

    def context(self) -> tuple[float, ...]:
        """The values of the whole, as `Context.weights` weigh them: its best sentences'."""
        best = max(self.reader, default=NOTHING)
        words, close = max(self.words, default=0.0), max(self.close, default=0.0)
        return self.answerable, best, words, close, self.length


@dataclass(frozen=True, slots=True)
class Context:
    """A logistic model of whether the context answers at all."""

    weights: tuple[float, ...]
    bias: float


@dataclass(frozen=True, slots=True)
class ListWeights:
    """What the list's logits weigh: a sentence's (plus `shift`), and whether any answers."""

    sentence: float = 0.0
    shift: float = 0.0
    whole: float = 0.0


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model of a sentence, and one of its context; made by `training.extract`."""

    weights: tuple[float, ...]
    bias: float
    context: Context
    comparison: ListWeights = ListWeights()

    def sentence(self, said: SentenceValues, number: int) -> float:
        """How likely it is, 0..1, that the sentence answers."""
        return _weighed(self.weights, said.of(number), self.bias)

    def whole(self, said: SentenceValues) -> float:
        """How likely it is, 0..1, that any does."""
        return _weighed(self.context.weights, said.context(), self.context.bias)


def _weighed(weights: Sequence[float], values: Sequence[float], bias: float) -> float:
    return logistic(sum(w * value for w, value in zip(weights, values, strict=True)) + bias)


@cache
def load_model() -> Model:
    """The packaged weights; raises ModelError if they are not the pinned ones."""
    try:
        return msgspec.json.decode(read_pinned("extract.json"), type=Model)
    except msgspec.MsgspecError as error:
        raise ModelError(f"extract.json: {error}. Reinstall Quoth.") from error


def say(
    question: str, context: str, borders: Sequence[tuple[int, int]], reader: Reader | None = None
) -> SentenceValues:
    """What reader, words and embedder say of the sentences of a context."""
    reading = (reader or load_reader()).read(question, [(context, borders)])[0]
    texts = [context[a:b] for a, b in borders]
    embedder = load_embedder()
    close = (embedder.encode(texts) @ embedder.encode_query(question)).tolist()
    logits = tuple(logit(score, _NEAREST) for score in reading.sentences)
    words = tuple(rare_coverage(question, texts))
    return SentenceValues(logits, words, tuple(close), reading.answerable)


def extract_scored(
    question: str,
    context: str,
    reader: Reader | None = None,
    threshold: float | None = None,
    *,
    compare: bool = True,
) -> tuple[list[ScoredSpan], float]:
    """The sentences of `context` that answer, in text order, and the context's own score.

    The score, from 0 to 1, is there also where nothing reaches the threshold. Both scores add
    to the reader's logits how many of the question's rarer words a sentence holds and how close
    in meaning it is, which carries where the text is unlike what the reader was trained on; the
    more sentences, the more each of them must say. The best are compared in one list, unless
    `compare` is False or the reader has not learned to.
    """
    borders, model, reader = sentences(context), load_model(), reader or load_reader()
    said = say(question, context, borders, reader)
    scores, whole = [model.sentence(said, n) for n in range(len(borders))], model.whole(said)
    compare &= len(borders) > 1 and model.comparison != ListWeights()
    if compare and isinstance(reader, Compares):
        best = sorted(sorted(range(len(borders)), key=lambda n: -scores[n])[:LISTED])
        listed = in_a_list([context[slice(*borders[n])] for n in best])
        reading = reader.compare(question, listed)
        seen = dict(zip(best, map(logit, reading.sentences), strict=True))
        scores = _compared(scores, seen, model.comparison)
        whole = logistic(logit(whole, _TINY) + model.comparison.whole * reading.answerable)
    least = least_of(question) if threshold is None else threshold
    scored = (ScoredSpan(a, b, score) for (a, b), score in zip(borders, scores, strict=True))
    return [span for span in scored if span.score >= least], whole


def _compared(
    scores: Sequence[float], seen: Mapping[int, float], comparison: ListWeights
) -> list[float]:
    """The sentences' scores with what was said of those in the list."""
    return [
        logistic(logit(score, _TINY) + comparison.sentence * (seen[n] + comparison.shift))
        if n in seen
        else score
        for n, score in enumerate(scores)
    ]


def least_of(question: str) -> float:
    """The least score of a sentence that is marked, by the kind of question.

    >>> least_of("Who built the bridge?") > least_of("the building of the bridge")
    True
    """
    return {"topic": TOPIC_THRESHOLD, "list": LIST_THRESHOLD}.get(kind_of(question), THRESHOLD)


class ScoredSpanRecord(TypedDict):
    """A sentence that answers: half-open code points of the context."""

    start: int
    end: int
    score: float


class ExtractRecord(TypedDict):
    """What of a passage answers; no spans where nothing does."""

    id: int | str
    spans: list[ScoredSpanRecord]
    score: float


def extract_json(id: str | int, question: str, context: str) -> ExtractRecord:
    """A line of `quoth extract`: the sentences that answer, and how likely the context does."""
    spans, score = extract_scored(question, context)
    return {
        "id": id,
        "spans": [{"start": s.start, "end": s.end, "score": s.score} for s in spans],
        "score": score,
    }


def extract(
    question: str, context: str, reader: Reader | None = None, threshold: float | None = None
) -> list[ScoredSpan]:
    """The sentences of a context of any length that answer; empty where none does.

    `threshold` is the least sentence score; the defaults, one for questions and claims, one
    for lists and one for topics, were chosen on the development sets.
    """
    return extract_scored(question, context, reader, threshold)[0]
