"""The second look: the best sentences of all passages, read once more in one list.

A passage's sentences are read without those of the other passages. In the list they stand beside
one another. It costs one passage more.
"""

from collections.abc import Sequence
from dataclasses import replace

from rag.answers.features import Scorer, SentenceFeatures, sentence_features
from rag.answers.logistic import logit
from rag.answers.reader import Reader, Reading, in_a_list
from rag.search.embed import Embedder
from rag.search.retriever import Hit

LOOKED = 6
"""Sentences in the list."""

FeatureRows = Sequence[Sequence[SentenceFeatures]]
"""The figures of every sentence of every hit."""


def known_of(
    question: str,
    hits: Sequence[Hit],
    readings: Sequence[Reading],
    models: tuple[Reader, Embedder, Scorer],
) -> FeatureRows:
    """The figures of every sentence of every hit, by a first look and, where it counts, a second.

    The readings are the first look; what the scorer gives no weight is not computed.
    """
    reader, embedder, scorer = models
    rows = sentence_features(question, hits, readings, embedder if scorer.cosine else None)
    return looked_again(question, hits, rows, reader, scorer) if scorer.again else rows


def looked_again(
    question: str, hits: Sequence[Hit], rows: FeatureRows, reader: Reader, scorer: Scorer
) -> FeatureRows:
    """The figures with what is said of the best sentences in one list.

    A sentence that is not in the list counts no more than the last one that is.
    """
    listed = _listed(hits, rows, scorer)
    if len(listed) < 2:
        return rows
    [reading] = reader.read(question, [in_a_list(listed)])
    said = dict(zip(listed, map(logit, reading.sentences), strict=True))
    low = min(said.values())
    return [
        [
            replace(row, again=said.get(hit.passage.text[a:b], min(low, row.reader)))
            for (a, b), row in zip(hit.passage.sentences, own, strict=True)
        ]
        for hit, own in zip(hits, rows, strict=True)
    ]


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
