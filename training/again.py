"""Share the reader's weight in the scorer between its first look and its second.

    python -m training.again --packs ../shared/data/dev --cache build/packs
    python -m training.again --write 0.15

The first prints, for every weight of the second look and every share at which a sentence is still
quoted, hit@1, completeness and quotes on the packs; the rest of the scorer, the calibrator and its
threshold stay as `training.calibrate` fitted them. The second writes a weight into the packaged
calibrator, which `python -m training.pins` then pins. Run it after `training.calibrate`, which
fits both weights by itself, if a share of the one fitted weight does better.
"""

import argparse
import json
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from rag.answers.evidence import Policy
from rag.answers.features import Scorer
from rag.models import MODELS
from training.calibrate import LEFT_OUT, Library, kept_rows
from training.offline import outcome
from training.packs import Asked, documents_of, packs
from training.pins import renew

FILE = MODELS / "calibrator.json"
WEIGHTS = (0.0, 0.1, 0.15, 0.2, 0.3)
SHARES = (0.15, 0.12, 0.1)


def shared(scorer: Scorer, weight: float) -> Scorer:
    """The scorer with `weight` of what both looks weigh together on the second."""
    return replace(scorer, reader=scorer.reader + scorer.again - weight, again=weight)


def row(rows: list[list[Asked]], scorer: Scorer, share: float, library: Library) -> str:
    """Mean hit@1, completeness and number of quotes over the packs, as a Markdown table's row."""
    policy = Policy(share=share, near=share)
    means = []
    for own in rows:
        made = [outcome(r, scorer, policy, library[r.pack]) for r in own if r.answerable]
        means.append([np.mean([getattr(o, n) for o in made])
                      for n in ("first", "complete", "quotes")])  # fmt: skip
    hit, complete, quotes = np.mean(np.array(means), axis=0)
    return f"| {scorer.again:.2f} | {share:.2f} | {hit:.3f} | {complete:.3f} | {quotes:.2f} |"


def main() -> None:
    """Print the table, or write a weight."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packs", type=Path)
    parser.add_argument("--cache", type=Path, help="keep and reuse what was asked, in this folder")
    parser.add_argument("--write", type=float, metavar="WEIGHT")
    options = parser.parse_args()
    data = json.loads(FILE.read_text(encoding="utf-8"))
    scorer = Scorer(**data["scorer"])
    if options.write is not None:
        data["scorer"] = asdict(shared(scorer, options.write))
        FILE.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
        renew(FILE)
        return
    folders = [pack for pack in packs(options.packs) if pack.name not in LEFT_OUT]
    rows = [kept_rows(pack, options.cache) for pack in folders]
    library = {pack.name: documents_of(pack) for pack in folders}
    print("| second look | share | hit@1 | complete | quotes |\n|---|---|---|---|---|")
    for weight in WEIGHTS:
        for share in SHARES:
            print(row(rows, shared(scorer, weight), share, library), flush=True)


if __name__ == "__main__":
    main()
