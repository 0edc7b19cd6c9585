"""The second look: the best sentences of all passages, read once more in one list.

A passage's sentences are read without those of the other passages. In the list they stand beside
one another. It costs one passage more. A reader that has a network for lists compares them with it;
the shipped one has none (docs/decisions.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.answers.features import Scorer, SentenceFeatures, sentence_features
from rag.answers.logistic import logit
from rag.answers.reader import Reader, Reading, compared
from rag.search.embed import Embedder
from rag.search.retriever import Hit

LOOKED = 6
"""Sentences in the list."""

FeatureRows = Sequence[Sequence[SentenceFeatures]]
"""The figures of every sentence of every hit."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of every sentence, and of the list as a whole.

    `listed` is the logit of "the list answers"; None where there was no second look.
    """

    rows: FeatureRows
    listed: float | None = None


def known_of(
    question: str,
    hits: Sequence[Hit],
    readings: Sequence[Reading],
    models: tuple[Reader, Embedder, Scorer],
) -> Known:
    """The figures of every sentence of every hit, by a first look and, where it counts, a second.

    The readings are the first look; what the scorer gives no weight is not computed.
    """
    reader, embedder, scorer = models
    rows = sentence_features(question, hits, readings, embedder if scorer.cosine else None)
    return looked_again(question, hits, rows, reader, scorer) if scorer.again else Known(rows)


def looked_again(
    question: str, hits: Sequence[Hit], rows: FeatureRows, reader: Reader, scorer: Scorer
) -> Known:
    """The figures with what is said of the best sentences in one list.

    A sentence that is not in the list counts no more than the last one that is.
    """
    listed = _listed(hits, rows, scorer)
    if len(listed) < 2:
        return Known(rows)
    reading = compared(reader, question, listed)
    said = dict(zip(listed, map(logit, reading.sentences), strict=True))
    low = min(said.values())
    again = [
        [
            replace(row, again=said.get(hit.passage.text[a:b], min(low, row.reader)))
            for (a, b), row in zip(hit.passage.sentences, own, strict=True)
        ]
        for hit, own in zip(hits, rows, strict=True)
    ]
    return Known(again, reading.answerable)


def _listed(hits: Sequence[Hit], known: FeatureRows, scorer: Scorer) -> list[str]:
    """The different best sentences by the first look, in the order of the hits."""
    places = [(h, n) for h, rows in enumerate(known) for n in range(len(rows))]
    places.sort(key=lambda place: -scorer.score(known[place[0]][place[1]]))
    best: dict[str, tuple[int, int]] = {}
    for hit, number in places:
        passage = hits[hit].passage
        a, b = passage.sentences[number]
        if len(best) < LOOKED and passage.text[a:b].strip():
            best.setdefault(passage.text[a:b], (hit, number))
    return sorted(best, key=lambda sentence: best[sentence])
