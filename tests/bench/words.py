"""How long the search by words takes in large libraries: `python -m tests.bench words`.

Passages are put together from stretches of real texts, so that words are as frequent as there:
those of `QUOTH_BENCH_FILES`, or else the sample library and `docs/`, which is little, so that a
question's words are far too frequent. `QUOTH_BENCH_QUESTIONS` names a file of questions.
"""

import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from rag.documents.formats import supported
from rag.documents.read import read_document
from rag.search.lexical import LexicalIndex, LexicalRow, write_lexical
from tests.bench.library import PER_DOCUMENT, ROOT, real_files

_STRETCH, _STRETCHES = 14, 8  # words; of them a passage has so many
_QUESTIONS = 300
_SIZES = "1000000"
"""`QUOTH_BENCH_PASSAGES` takes others, in growing order: "1000000 10000000"."""


def _stretches() -> list[str]:
    """Stretches of fourteen words of real texts."""
    files = [p for place in real_files() for p in sorted(place.rglob("*"))]
    texts = [read_document(p, p.name).reading.text for p in files if p.suffix in supported()]
    said = [text.split() for text in texts]
    return [
        " ".join(words[at : at + _STRETCH])
        for words in said
        for at in range(0, len(words), _STRETCH)
    ]


def _questions() -> list[str]:
    given = os.environ.get("QUOTH_BENCH_QUESTIONS")
    path = Path(given) if given else ROOT / "eval" / "questions.jsonl"
    every = [json.loads(line)["question"] for line in path.read_text("utf-8").splitlines()]
    return random.Random(1).sample(every, min(_QUESTIONS, len(every)))


def _row(number: int, stretches: list[str], of: random.Random) -> LexicalRow:
    text = " ".join(of.choices(stretches, k=_STRETCHES))
    return LexicalRow(number, number // PER_DOCUMENT, "", "", text)


def words() -> Iterator[tuple[str, str, str]]:
    """Milliseconds of CPU time for the hundred best passages, at each size; bytes a passage."""
    stretches, questions, of, done = _stretches(), _questions(), random.Random(0), 0
    with tempfile.TemporaryDirectory() as folder:
        for size in map(int, os.environ.get("QUOTH_BENCH_PASSAGES", _SIZES).split()):
            write_lexical(Path(folder), [], (_row(n, stretches, of) for n in range(done, size)))
            index, done = LexicalIndex(Path(folder)), size
            times = []
            for again in range(2):  # the second time, what is looked at is in memory
                for question in questions:
                    start = time.process_time()
                    index.search(question, 100)
                    times += [1000 * (time.process_time() - start)] if again else []
            p95 = statistics.quantiles(times, n=20)[-1]
            each = sum(file.stat().st_size for file in Path(folder).iterdir()) // size
            yield (
                f"{size:,} passages by words, CPU time, p50 / p95 ms; bytes a passage",
                (f"{statistics.median(times):.1f} / {p95:.1f}; {each}"),
                "",
            )
