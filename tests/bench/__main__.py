"""Speed and size as a Markdown table: `python -m tests.bench [embedding search large …]`.

Measure on a quiet machine; figures of one run belong together. Texts and vectors of the large
libraries are synthetic: what a search costs does not depend on what they say.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from rag.search.embed import cores
from tests.bench import measure

Row = measure.Row


def _parts(folder: Path) -> dict[str, Callable[[], Iterator[Row]]]:
    small, large = folder / "small", folder / "large"
    return {
        "embedding": measure.embedding,
        "search": lambda: measure.search(small, 20_000, "≤ 3.5"),
        "ask": lambda: measure.asking(small),
        "command": lambda: measure.command(small),
        "update": lambda: measure.update(folder / "update"),
        "large": lambda: measure.search(large, 500_000, "≤ 100"),
    }


def main(wanted: list[str]) -> None:
    """Print the table, a row as soon as it is known."""
    load = os.getloadavg()[0]
    print(f"Cores: {cores()}, load before: {load:.1f}\n")
    print("| what | measured | bar |\n|---|---:|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, part in _parts(Path(folder)).items():
            if not wanted or name in wanted:
                for row in part():
                    print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
