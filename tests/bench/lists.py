"""What lists of vectors find of what comparing all finds, and how fast."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import numpy as np

from rag.search.embed import load_embedder
from rag.search.store import Matrix
from rag.search.vectors import writing
from rag.search.vectors.reading import Vectors
from rag.search.vectors.writing import VectorsWrite
from tests.bench.library import Words, long_passages, sample_passages

NONE = np.empty(0, dtype=np.int64)
_PART = 50_000
_QUESTIONS = 100


def _mixed(real: Matrix, count: int) -> Iterator[Matrix]:
    """Unit vectors between real ones and their neighbours, with noise of real differences."""
    cosines = real @ real.T
    np.fill_diagonal(cosines, -1)
    near = np.argsort(-cosines, axis=1)[:, :8]
    _, sizes, axes = np.linalg.svd(real - real[near[:, 0]], full_matrices=False)
    spread = (0.5 * sizes / np.sqrt(len(real)))[:, None] * axes
    random = np.random.default_rng(0)
    for at in range(0, count, _PART):
        size = min(_PART, count - at)
        one = random.integers(0, len(real), size)
        other = near[one, random.integers(0, 8, size)]
        share = random.random((size, 1), dtype=np.float32)
        noise = random.standard_normal((size, len(spread)), dtype=np.float32) @ spread
        rows = (1 - share) * real[one] + share * real[other] + noise
        yield np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def _timed(
    find: Callable[[Matrix], list[tuple[int, float]]], of: Matrix
) -> tuple[float, list[set[int]]]:
    """Milliseconds of this thread's CPU time for one question, p50, and the ten best of each."""
    taken, found = [], []
    for query in of:
        start = time.thread_time()
        found.append({row for row, _ in find(query)[:10]})
        taken.append(1000 * (time.thread_time() - start))
    return statistics.median(taken), found


def lists() -> Iterator[tuple[str, str, str]]:
    """What vectors in lists give at each size (a million; or `QUOTH_BENCH_PASSAGES`)."""
    for size in os.environ.get("QUOTH_BENCH_PASSAGES", "1000000").split():
        yield from _of_size(int(size))


def _of_size(passages: int) -> Iterator[tuple[str, str, str]]:
    """Segments with lists, two at least, beside the same vectors without."""
    embedder, words = load_embedder(), Words(5)
    real = embedder.encode(list(dict.fromkeys([*sample_passages(), *long_passages(300, 100)])))
    questions = embedder.encode(sorted({words.question() for _ in range(_QUESTIONS)}))
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(writing, "FLAT_LIMIT", min(writing.FLAT_LIMIT, passages // 2)),
    ):
        write, at = VectorsWrite(Path(folder), Vectors((), NONE), 1, lambda _: None), 0
        for part in _mixed(real, passages):
            write.add(np.arange(at, at + len(part), dtype=np.int64), part)
            at += len(part)
        listed = write.finish()
        alone = [
            replace(one, centres=one.centres[:0], starts=np.array([0, len(one)]))
            for one in listed.segments
        ]
        flat, size = Vectors(alone, NONE), sum(f.stat().st_size for f in Path(folder).iterdir())
        for query in questions:
            listed.search(query, 100)  # so that the pages are in memory
        slow, best = _timed(lambda q: flat.search(q, 100), questions)
        fast, found = _timed(lambda q: listed.search(q, 100), questions)
    same = statistics.mean(len(a & b) / 10 for a, b in zip(best, found, strict=True))
    name = f"{passages:,} vectors"
    yield f"{name} in lists: search, CPU time, p50 ms; without lists", f"{fast:.1f}; {slow:.1f}", ""
    yield f"{name} in lists: recall@10", f"{same:.4f}", "≥ 0.97"
    yield f"{name} in lists: bytes a vector", f"{size / passages:.0f}", ""
