"""Choosing quotes offline, from kept figures, as rag/evidence.py does it online."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.confidence import Ranked, features
from rag.evidence import Policy
from rag.figures import Scorer
from training.packs import Asked, Sentence


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would be answered: whether the first quote and all quotes cover the gold."""

    pack: str
    answerable: bool
    first: bool
    complete: bool
    quotes: int
    relevant: int
    features: dict[str, float]


def outcome(asked: Asked, scorer: Scorer, policy: Policy) -> Outcome:
    """The outcome of one question, before any threshold."""
    scored = sorted(
        ((_weight(s, policy) * scorer.score(s.figures), s) for s in asked.sentences),
        key=lambda pair: (-pair[0], pair[1].hit, pair[1].start),
    )
    ranked = [Ranked(score, s.hit, s.figures.coverage) for score, s in scored]
    runs = _runs([(score, s) for score, s in scored if s.kind != "heading"], policy)
    covered = {gold for run in runs for s in run for gold in s.gold}
    complete = bool(covered)
    if asked.need == "all":
        complete = bool(asked.golds) and len(covered) == len(asked.golds)
    elif asked.need == "two-docs":
        complete = len({asked.golds[gold] for gold in covered}) >= 2
    relevant = [any(s.gold for s in run) for run in runs]
    return Outcome(
        asked.pack, asked.answerable, bool(relevant[:1] and relevant[0]), complete, len(runs),
        sum(relevant), features(asked.question, asked.passages, ranked),
    )  # fmt: skip


def _weight(sentence: Sentence, policy: Policy) -> float:
    return {"comment": policy.comment_weight, "note": policy.note_weight}.get(sentence.kind, 1.0)


def _runs(scored: Sequence[tuple[float, Sentence]], policy: Policy) -> list[list[Sentence]]:
    """The chosen sentences, neighbours together, the best run first."""
    runs: list[list[Sentence]] = []
    chosen = 0
    for score, sentence in scored:
        if runs and score < policy.share * scored[0][0]:
            break
        if chosen >= policy.max_quotes:
            break
        run = next((r for r in runs if any(_adjacent(s, sentence) for s in r)), None)
        same = sum(s.document == sentence.document for r in runs for s in r)
        if run is None and same >= policy.per_document:
            continue
        chosen += 1
        if run is None:
            runs.append([sentence])
        else:
            run.append(sentence)
    return runs


def _adjacent(one: Sentence, other: Sentence) -> bool:
    if one.document != other.document:
        return False
    return 0 <= other.start - one.end <= 1 or 0 <= one.start - other.end <= 1
