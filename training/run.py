"""From the training sets to the shipped reader, in one command.

    python -m training.run --data ../shared/data/train --out RUN --export rag/models/reader

Trains (`training.train`) by `config.json` and from there by `joint.json`, and exports
(`training.export`), which pins what it writes into the package. With `--dev ../shared/data/dev` it
measures the exported files afterwards. The minutes of the second are those of a GPU: without one,
`--minutes 600` sees about as many rows.
"""

import argparse
import subprocess
import sys
from pathlib import Path

JOINT = Path(__file__).with_name("joint.json")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="the folder of training sets")
    parser.add_argument("--out", type=Path, required=True, help="where the run is kept")
    parser.add_argument("--export", required=True, help="the folder for the exported files")
    parser.add_argument("--dev", help="measure on these development sets at the end")
    parser.add_argument("--minutes", help="of the joint legs, instead of the configuration's")
    args = parser.parse_args()
    first, joint = args.out / "first", args.out / "joint"
    train = ["training.train", "--data", args.data, "--out"]
    steps = [
        [*train, str(first)],
        [*train, str(joint), "--config", str(JOINT), "--start", str(first / "final.pt")]
        + (["--minutes", args.minutes] if args.minutes else []),
        ["training.export", str(joint / "final.pt"), args.export],
        *([["training.evaluate", args.dev, args.export]] if args.dev else []),
    ]
    for step in steps:
        subprocess.run([sys.executable, "-m", *step], check=True)


if __name__ == "__main__":
    main()
