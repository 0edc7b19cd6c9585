"""Speed and size as a Markdown table: `python -m tests.bench [embedding files words large …]`.

Measure on a quiet machine; figures of one run belong together. Texts and vectors of the large
libraries are synthetic: what a search costs does not depend on what they say.
"""

import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from rag.documents.worker import cores
from tests.bench import measure
from tests.bench.lists import lists
from tests.bench.words import words

Row = measure.Row


def _parts(folder: Path) -> dict[str, Callable[[], Iterator[Row]]]:
    small, large = folder / "small", folder / "large"
    return {
        "embedding": measure.embedding,
        "search": lambda: measure.search(small, 20_000, "≤ 3.5"),
        "ask": lambda: measure.asking(small),
        "command": lambda: measure.command(small),
        "update": lambda: measure.update(folder / "update"),
        "files": lambda: measure.files(folder),
        "beside": lambda: measure.beside(folder),
        "cluster": lambda: _cluster(folder / "cluster"),
        "lists": lists,
        "words": words,
        "large": lambda: measure.search(large, 500_000, "≤ 100"),
    }


def _cluster(folder: Path) -> Iterator[Row]:
    from tests.bench.cluster import cluster

    return cluster(folder)


def processor() -> str:
    """The processor's name, as the system tells it."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def main(wanted: list[str]) -> None:
    """Print the table, a row as soon as it is known."""
    load = os.getloadavg()[0]
    print(f"Processor: {processor()}, cores: {cores()}, load before: {load:.1f}\n")
    print("| what | measured | bar |\n|---|---:|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, part in _parts(Path(folder)).items():
            if not wanted or name in wanted:
                for row in part():
                    print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
