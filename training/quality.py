"""What each step gives, on every development pack: the table of docs/quality.md.

    python -m training.quality --packs ../shared/data/dev --cache build/packs

Each line adds one step to the one above. Confidence is each step's own best score; the last
two lines use scorer and calibrator fitted on the other packs, never on the pack itself.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rag.answers.evidence import Policy
from rag.measure.measures import auroc
from training.calibrate import Library, kept_rows, unseen
from training.packs import Asked, Sentence, documents_of, packs

Pick = Callable[[Asked], tuple[Sentence | None, float]]
"""The sentence that a step puts first, and its confidence."""


@dataclass(frozen=True, slots=True)
class Line:
    """One step on one pack: hit@1, AUROC, and the share answered where 85 % are refused."""

    step: str
    hit: float
    auroc: float
    answered: float


def bm25(asked: Asked) -> tuple[Sentence | None, float]:
    """The passage that BM25 ranks first; in it the sentence with most of the question's words."""
    return _in_passage(
        asked, [p.lexical_rank for p in asked.passages], [p.bm25 for p in asked.passages],
        lambda s: s.sentence_features.coverage,
    )  # fmt: skip


def dense(asked: Asked) -> tuple[Sentence | None, float]:
    """The passage that is closest in meaning; in it the sentence that is."""
    return _in_passage(
        asked, [p.dense_rank for p in asked.passages], [p.cosine for p in asked.passages],
        lambda s: s.cosine,
    )  # fmt: skip


def fused(asked: Asked) -> tuple[Sentence | None, float]:
    """The sentence of all hits with the best blend of meaning and words."""
    return _best(asked.sentences, lambda s: 0.7 * s.cosine + 0.3 * s.sentence_features.coverage)


def reader(asked: Asked) -> tuple[Sentence | None, float]:
    """The sentence of all hits that the reader scores highest."""
    return _best(asked.sentences, lambda s: s.sentence_features.reader)


def _in_passage(
    asked: Asked,
    ranks: Sequence[int],
    scores: Sequence[float],
    key: Callable[[Sentence], float],
) -> tuple[Sentence | None, float]:
    ranked = [(rank, hit) for hit, rank in enumerate(ranks) if rank]
    if not ranked:
        return None, 0.0
    hit = min(ranked)[1]
    best, _ = _best([s for s in asked.sentences if s.hit == hit], key)
    return best, scores[hit]


def _best(
    sentences: Sequence[Sentence], key: Callable[[Sentence], float]
) -> tuple[Sentence | None, float]:
    found = max((s for s in sentences if s.kind != "heading"), key=key, default=None)
    return found, key(found) if found else -10.0


def line(step: str, rows: Sequence[Asked], first: Sequence[bool], values: Sequence[float]) -> Line:
    """The figures of a step from whether its first quote is right and how sure it is."""
    can = [row.answerable for row in rows]
    refused = [v for v, yes in zip(values, can, strict=True) if not yes]
    floor = float(np.quantile(refused, 0.85)) if refused else 0.0
    hits = [ok for ok, yes in zip(first, can, strict=True) if yes]
    answered = [v > floor for v, yes in zip(values, can, strict=True) if yes]
    return Line(
        step, float(np.mean(hits)), auroc(can, list(values)) or 0.5, float(np.mean(answered))
    )


def lines(rows: dict[str, list[Asked]], policy: Policy, library: Library) -> dict[str, list[Line]]:
    """All steps for every pack."""
    outcomes, values = unseen(rows, policy, library)
    table: dict[str, list[Line]] = {}
    at = 0
    for pack, own in rows.items():
        found: list[Line] = []
        steps: list[tuple[str, Pick]] = [
            ("BM25", bm25), ("dense", dense), ("fused, similarity", fused), ("+ reader", reader),
        ]  # fmt: skip
        for step, pick in steps:
            picked = [pick(row) for row in own]
            first = [bool(s and s.gold) for s, _ in picked]
            found.append(line(step, own, first, [v for _, v in picked]))
        mine, sure = outcomes[at : at + len(own)], values[at : at + len(own)]
        at += len(own)
        first = [o.first for o in mine]
        found.append(line("+ scorer", own, first, [o.features["top"] for o in mine]))
        found.append(line("+ calibration", own, first, sure))
        table[pack] = found
    return table


def retrieval(rows: Sequence[Asked]) -> float:
    """The share of answerable questions whose evidence is among the sentences that were read."""
    can = [row for row in rows if row.answerable]
    return float(np.mean([any(s.gold for s in row.sentences) for row in can]))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packs", type=Path, required=True)
    parser.add_argument("--cache", type=Path, help="keep and reuse what was asked, in this folder")
    options = parser.parse_args()
    rows = {pack.name: kept_rows(pack, options.cache) for pack in packs(options.packs)}
    library = {pack.name: documents_of(pack) for pack in packs(options.packs)}
    print("| pack | step | hit@1 | AUROC | answered at 85 % refusal |")
    print("|---|---|---|---|---|")
    for pack, found in lines(rows, Policy(), library).items():
        read = f"{pack} ({retrieval(rows[pack]):.2f} read)"
        for one in found:
            print(f"| {read} | {one.step} | {one.hit:.3f} | {one.auroc:.3f} | {one.answered:.3f} |")
            read = ""


if __name__ == "__main__":
    main()
