"""How often the labels of the minimal pairs are wrong, by a second reading of 300 of them.

    python -m training.second_reading

The reader, a language model that had not written them, was given questions and paragraphs in
shuffled order without their labels, and named the words that answer, or none. For each `row` of
`training/written/pairs-1.jsonl` (from 1) `training/checked/pairs-1.jsonl` has the `spans` of that
reading; the rows are those that `sample` draws, so that nobody could choose them.
"""

import json
import random
from pathlib import Path

from scipy.stats import binomtest

CHECKED = Path(__file__).with_name("checked") / "pairs-1.jsonl"
PAIRS = Path(__file__).with_name("written") / "pairs-1.jsonl"
COUNT = 300
Spans = list[tuple[int, int]]


def sample(rows: int) -> list[int]:
    """The rows that were read again, from 1."""
    return [at + 1 for at in sorted(random.Random(COUNT).sample(range(rows), COUNT))]


def spans_of(path: Path) -> list[Spans]:
    """The answers' places of each line; none where the paragraph does not answer."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [[(start, end) for start, end in json.loads(line)["spans"]] for line in lines]


def wrong(label: Spans, reading: Spans) -> bool:
    """Whether one says that the paragraph answers and the other not, or with other words."""
    if not label or not reading:
        return bool(label) != bool(reading)
    return not any(a < d and c < b for a, b in label for c, d in reading)


def main() -> None:
    """Print the rates, with exact intervals of 95 %."""
    labels, readings = spans_of(PAIRS), spans_of(CHECKED)
    pairs = [(labels[row - 1], of) for row, of in zip(sample(len(labels)), readings, strict=True)]
    silent = [pair for pair in pairs if not pair[0]]
    answered = [pair for pair in pairs if pair[0]]
    for name, chosen in (("all", pairs), ("near misses", silent), ("answered", answered)):
        found = sum(wrong(*pair) for pair in chosen)
        low, high = binomtest(found, len(chosen)).proportion_ci(method="exact")
        print(f"{name}: {found} of {len(chosen)} wrong ({found / len(chosen):.3f}, "
              f"{low:.3f} to {high:.3f})")  # fmt: skip


if __name__ == "__main__":
    main()
