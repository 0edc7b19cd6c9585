"""Fit the sentence scorer and the calibrator on the development packs.

    python -m training.calibrate --packs ../shared/data/dev --out rag/models/calibrator.json

The first is fitted to put evidence above other sentences (`training.ranking`), the second is a
logistic regression of scikit-learn; Platt's map stretches both (Platt 1999).
The first table that is printed is of packs that the fit did not see (leave one pack out).
Nothing here reads the known-answer questions of `../shared/eval`.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from rag.answers.confidence import NAMES, Calibrator
from rag.answers.evidence import Policy
from rag.answers.features import Scorer
from rag.answers.reader import load_reader
from rag.documents.document import Document
from rag.measure.measures import auroc, calibration_error
from training.offline import Outcome, outcome
from training.packs import Asked, ask_pack, documents_of, load, packs, save
from training.pins import renew
from training.ranking import fit_scorer

Library = Mapping[str, Mapping[str, Document]]
"""Pack → path → document."""
ANSWERED = 0.953
"""The share of answerable questions of unseen packs that the threshold still lets through.

Chosen on `eval/questions.jsonl`, whose documents are of another kind (docs/decisions.md)."""
LEFT_OUT = ("policyqa",)
"""Reported, but not fitted on: its gold are single words like "zip code" in one site's policy,
for questions that name no site, so that right answers count as wrong."""


def fit_calibrator(outcomes: Sequence[Outcome], scorer: Scorer) -> Calibrator:
    """Weights for "this can be answered here", stretched to "the quotes answer".

    Ranking by the first carries over to other collections better; Platt's map of one slope and
    one bias then makes the value the probability that the quotes cover the known answer, and
    keeps the ranking as it is.
    """
    x = np.array([[o.features[name] for name in NAMES] for o in outcomes])
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-9
    weight = _balance(outcomes)
    model = LogisticRegression(C=0.1, max_iter=1000)
    model.fit((x - mean) / scale, [o.answerable for o in outcomes], sample_weight=weight)
    ranked = model.decision_function((x - mean) / scale).reshape(-1, 1)
    platt = LogisticRegression(C=1e6, max_iter=1000)
    platt.fit(ranked, [o.complete for o in outcomes], sample_weight=weight)
    slope = float(platt.coef_[0, 0])
    return Calibrator(
        NAMES, tuple(map(float, mean)), tuple(map(float, scale)),
        tuple(float(w) * slope for w in model.coef_[0]),
        float(model.intercept_[0]) * slope + float(platt.intercept_[0]), 0.5, scorer,
    )  # fmt: skip


def _balance(outcomes: Sequence[Outcome]) -> list[float]:
    """Every pack counts alike."""
    names = [o.pack for o in outcomes]
    return [len(names) / names.count(name) / len(set(names)) for name in names]


def unseen(
    rows: dict[str, list[Asked]], policy: Policy, library: Library
) -> tuple[list[Outcome], list[float]]:
    """Outcomes and logistic values of every pack, by models fitted on the other packs."""
    outcomes: list[Outcome] = []
    values: list[float] = []
    for name, own in rows.items():
        others = [r for other in rows if other not in (name, *LEFT_OUT) for r in rows[other]]
        scorer = fit_scorer(others)
        calibrator = fit_calibrator(outcomes_of(others, scorer, policy, library), scorer)
        mine = outcomes_of(own, scorer, policy, library)
        outcomes += mine
        values += [calibrator.probability(o.features) for o in mine]
    return outcomes, values


def outcomes_of(
    rows: Sequence[Asked], scorer: Scorer, policy: Policy, library: Library
) -> list[Outcome]:
    """The outcome of every question, with the documents of its own pack."""
    return [outcome(row, scorer, policy, library[row.pack]) for row in rows]


def threshold(outcomes: Sequence[Outcome], values: Sequence[float]) -> float:
    """The highest value that still answers ANSWERED of the packs' answerable questions.

    The share is the mean over packs, so that each counts alike. It refuses as much as it can at
    that price; how much that is, of the packs' own unanswerable questions and of near misses,
    is in the table.
    """
    names = sorted({o.pack for o in outcomes})
    pairs = list(zip(values, outcomes, strict=True))

    def answered(floor: float) -> float:
        own = [[v for v, o in pairs if o.pack == name and o.answerable] for name in names]
        return float(np.mean([np.mean([v >= floor for v in of_pack]) for of_pack in own]))

    steps = (round(0.01 * step, 2) for step in range(98, 1, -1))
    return next((floor for floor in steps if answered(floor) >= ANSWERED), 0.02)


def table(outcomes: Sequence[Outcome], values: Sequence[float], floor: float) -> str:
    """Figures by pack as a Markdown table."""
    lines = ["| pack | hit@1 | complete | answered | refused | near misses refused | AUROC | ECE |"
             " quotes | length |",
             "|---|---|---|---|---|---|---|---|---|---|"]  # fmt: skip
    names = list(dict.fromkeys(o.pack for o in outcomes))
    for name in [*names, "all"]:
        pairs = [(o, v) for o, v in zip(outcomes, values, strict=True) if name in ("all", o.pack)]
        can = [(o, v) for o, v in pairs if o.answerable]
        cannot = [(o, v) for o, v in pairs if not o.answerable and not o.near]
        near = [v < floor for o, v in pairs if o.near]
        row = (
            np.mean([o.first for o, _ in can]),
            np.mean([o.complete for o, _ in can]),
            np.mean([v >= floor for _, v in can]),
            np.mean([v < floor for _, v in cannot]),
            np.mean(near) if near else float("nan"),
            auroc([o.answerable for o, _ in pairs], [v for _, v in pairs]) or 0.0,
            calibration_error([o.complete for o, _ in pairs], [v for _, v in pairs]) or 0.0,
            np.mean([o.quotes for o, _ in can]),
            np.mean([o.length for o, _ in can]),
        )
        lines.append(f"| {name} | " + " | ".join(f"{x:.3f}" for x in row) + " |")
    return "\n".join(lines)


def pooled(pairs: Sequence[tuple[Outcome, float]]) -> str:
    """ECE over all packs that are fitted on, and how well near misses are told from answers."""
    error = calibration_error([o.complete for o, _ in pairs], [v for _, v in pairs]) or 0.0
    ranked = []
    for name in sorted({o.pack for o, _ in pairs}):
        own = [(o, v) for o, v in pairs if o.pack == name and (o.answerable or o.near)]
        ranked.append(auroc([o.answerable for o, _ in own], [v for _, v in own]) or 0.0)
    return (
        f"\nPacks fitted on: pooled ECE {error:.3f}; near misses, mean AUROC {np.mean(ranked):.3f}"
    )


def main() -> None:
    """Collect, fit, print the figures, write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cache", type=Path, help="keep and reuse what was asked, in this folder")
    options = parser.parse_args()
    rows = {pack.name: kept_rows(pack, options.cache) for pack in packs(options.packs)}
    library = {pack.name: documents_of(pack) for pack in packs(options.packs)}
    policy = Policy()
    outcomes, values = unseen(rows, policy, library)
    everything = [row for name in rows if name not in LEFT_OUT for row in rows[name]]
    scorer = fit_scorer(everything)
    seen = outcomes_of(everything, scorer, policy, library)
    calibrator = fit_calibrator(seen, scorer)
    fitted = [(o, v) for o, v in zip(outcomes, values, strict=True) if o.pack not in LEFT_OUT]
    floor = threshold([o for o, _ in fitted], [v for _, v in fitted])
    print("Each pack by models that were fitted on the others:\n")
    print(table(outcomes, values, floor))
    print(pooled(fitted))
    print("\nThe shipped models, which saw the packs:\n")
    print(table(seen, [calibrator.probability(o.features) for o in seen], floor))
    print(f"\nthreshold {floor:.2f}; scorer {asdict(scorer)}")
    data: dict[str, Any] = asdict(calibrator) | {"threshold": floor, "reader": load_reader().name}
    options.out.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    renew(options.out)


def kept_rows(pack: Path, cache: Path | None) -> list[Asked]:
    """What was asked of a pack, from the cache if it is there."""
    kept = cache / f"{pack.name}.jsonl" if cache else None
    if kept is not None and kept.exists():
        return load(kept)
    rows = list(ask_pack(pack))
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        save(rows, kept)
    return rows


if __name__ == "__main__":
    main()
