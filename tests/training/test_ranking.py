"""The sentence scorer's fit: it ranks within a question, whatever all its sentences share."""

import random

from rag.answers.features import SentenceFeatures
from training.packs import Asked, Sentence
from training.ranking import fit_scorer


def asked(number: int, rng: random.Random) -> Asked:
    """A question whose evidence has the highest reader's logit, by little.

    All its sentences have a level in common, and all of questions with a high level are close
    to the question (`cosine`), which says nothing on which of them answers.
    """
    level = rng.uniform(-6, 6)
    answer = rng.randrange(5)
    sentences = tuple(
        Sentence(
            0, "a.txt", 10 * n, 10 * n + 9, "body",
            SentenceFeatures(level + (1.0 if n == answer else 0.0) + rng.gauss(0, 0.3), 0.0,
                    0.5 + level / 20 + rng.gauss(0, 0.05), 0.0, 0.0, 1.0, 0.0),
            (0,) if n == answer else (), 0.5,
        )
        for n in range(5)
    )  # fmt: skip
    golds = (("a.txt", 10 * answer, 10 * answer + 9),)
    return Asked(f"pack-{number % 2}", str(number), "?", True, "any", golds, (), sentences)


def test_the_evidence_is_ranked_first_whatever_the_level_of_its_question() -> None:
    """A regression over single sentences would chiefly learn the level."""
    rng = random.Random(3)
    rows = [asked(number, rng) for number in range(300)]
    scorer = fit_scorer(rows)
    first = [
        max(row.sentences, key=lambda s: scorer.score(s.sentence_features)).gold for row in rows
    ]
    assert sum(map(bool, first)) >= 0.9 * len(rows)
    assert scorer.reader > 10 * abs(scorer.cosine) / 20


def test_scores_are_shares_of_evidence() -> None:
    """Platt's map: the mean score is the share of sentences that are evidence."""
    rng = random.Random(4)
    rows = [asked(number, rng) for number in range(300)]
    scorer = fit_scorer(rows)
    scores = [scorer.score(s.sentence_features) for row in rows for s in row.sentences]
    assert abs(sum(scores) / len(scores) - 0.2) < 0.02
