"""The sentence scorer: weights that put a question's evidence above its other sentences.

A conditional logit (McFadden 1974, "Conditional logit analysis of qualitative choice behavior"):
for each question the softmax over its sentences, and minus the log of what falls on the evidence.
What all sentences of a question share cannot sway it, unlike in a logistic regression over single
sentences; that one maps the result to 0..1 afterwards (Platt 1999).
"""

from collections.abc import Sequence
from dataclasses import fields

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from rag.answers.features import Scorer, SentenceFeatures
from training.packs import Asked

COLUMNS = tuple(field.name for field in fields(SentenceFeatures))
PENALTY = 0.5
"""On the sum of the squared weights of standardised figures, with packs of weight 1."""
Vector = NDArray[np.float64]


def fit_scorer(rows: Sequence[Asked]) -> Scorer:
    """The weights of the sentence scorer, from the embedded sentences; packs count alike."""
    known = [
        (number, sentence)
        for number, row in enumerate(rows)
        for sentence in row.sentences
        if sentence.sentence_features.cosine
    ]
    x = np.array(
        [[getattr(s.sentence_features, c) for c in COLUMNS] for _, s in known], dtype=np.float64
    )
    gold = np.array([bool(s.gold) for _, s in known], dtype=np.float64)
    asked = np.array([number for number, _ in known])
    packs = [row.pack for row in rows]
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-9
    weights = _ranking((x - mean) / scale, gold, asked, packs) / scale
    of_sentence = [packs[number] for number in asked]
    share = {name: len(asked) / of_sentence.count(name) for name in set(packs)}
    platt = LogisticRegression(C=1e6, max_iter=1000)
    ranked = ((x - mean) @ weights).reshape(-1, 1)
    platt.fit(ranked, gold, sample_weight=[share[name] for name in of_sentence])
    slope = float(platt.coef_[0, 0])
    bias = float(platt.intercept_[0] - slope * (mean @ weights))
    named = zip(COLUMNS, map(float, slope * weights), strict=True)
    return Scorer(**dict(named), bias=bias)


def _ranking(x: Vector, gold: Vector, asked: NDArray[np.int64], packs: Sequence[str]) -> Vector:
    """The weights (columns,) for rows x (sentences, columns) of the questions `asked`."""
    right = np.bincount(asked, gold, minlength=len(packs)) > 0
    can = {name: sum(r for r, p in zip(right, packs, strict=True) if p == name) for name in packs}
    share = np.array([r / can[p] if r else 0.0 for r, p in zip(right, packs, strict=True)])
    kept = right[asked]
    x, gold, asked = x[kept], gold[kept], asked[kept]

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = x @ weights
        top = np.full(len(packs), -np.inf)
        np.maximum.at(top, asked, scores)
        parts = np.exp(scores - top[asked])
        total = np.bincount(asked, parts, minlength=len(packs))
        hit = np.bincount(asked, parts * gold, minlength=len(packs))
        value = share[right] @ np.log(total[right] / hit[right])
        slope = share[asked] * (parts / total[asked] - parts * gold / hit[asked])
        return float(value + PENALTY * weights @ weights), slope @ x + 2 * PENALTY * weights

    found = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B")
    return np.asarray(found.x)
