"""The reader alone: which sentences of a context that somebody else found answer a question."""

import math
from typing import Any

from rag.answers.logistic import logistic, logit
from rag.answers.reader import NOTHING, Reader, ScoredSpan, load_reader
from rag.english.coverage import rare_coverage
from rag.english.sentence import sentences
from rag.search.embed import load_embedder

THRESHOLD = 0.5
_NEAREST = 1e-5


def extract_scored(
    question: str, context: str, reader: Reader | None = None, threshold: float | None = None
) -> tuple[list[ScoredSpan], float]:
    """The sentences of `context` that answer, in text order, and the context's own score.

    The score, from 0 to 1, is there also where nothing reaches the threshold. Both scores add
    to the reader's logits how many of the question's rarer words a sentence holds and how close
    in meaning it is, which carries where the text is unlike what the reader was trained on; the
    more sentences, the more each of them must say. The weights were chosen on the dev sets.
    """
    borders = sentences(context)
    reading = (reader or load_reader()).read(question, [(context, borders)])[0]
    texts = [context[a:b] for a, b in borders]
    words = rare_coverage(question, texts)
    embedder = load_embedder()
    close = (embedder.encode(texts) @ embedder.encode_query(question)).tolist()
    logits = [logit(score, _NEAREST) for score in reading.sentences]
    bias = -5.0 - 1.2 * math.log(max(1.0, len(borders) / 5))
    scores = [
        logistic(x + 6.0 * held + 8.0 * near + bias)
        for x, held, near in zip(logits, words, close, strict=True)
    ]
    least = THRESHOLD if threshold is None else threshold
    spans = [
        ScoredSpan(a, b, score)
        for (a, b), score in zip(borders, scores, strict=True)
        if score >= least
    ]
    best = 0.5 * reading.answerable + 0.5 * max(logits, default=NOTHING)
    shared = 10.0 * max(words, default=0.0) + 10.0 * max(close, default=0.0)
    return spans, logistic(best + shared - 10.0)


def extract_json(id: str | int, question: str, context: str) -> dict[str, Any]:
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

    `threshold` is the least sentence score; the default was chosen on the development sets.
    """
    return extract_scored(question, context, reader, threshold)[0]
