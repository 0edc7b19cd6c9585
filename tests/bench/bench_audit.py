"""Speed of the audit: 500 quotations against 1,000,000 source words, and how it grows.

    python -m tests.bench.bench_audit

Texts are made by rule, with words as frequent as in real text (Zipf). One row a draft: half of
its quotations are exact, a quarter are normalised, a quarter altered, which cost the most.
"""

import random
import time
from collections.abc import Iterator

from rag.audit import Auditor
from rag.documents.document import Document
from tests.support.building import document

WORDS, DOCUMENTS, SEED = 1_000_000, 200, 5
BAR = 10.0
"""Seconds for the draft of 500 quotations, after loading."""


def texts(seed: int = SEED) -> Iterator[str]:
    """Documents of paragraphs and sentences; together WORDS words."""
    rng = random.Random(seed)
    letters = "etaoinshrdlucmfwypvbgkjqxz"
    vocabulary = ["".join(rng.choices(letters, k=rng.randint(2, 10))) for _ in range(40_000)]
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]
    for _ in range(DOCUMENTS):
        words = rng.choices(vocabulary, weights, k=WORDS // DOCUMENTS)
        sentences = [
            " ".join(words[n : n + 20]).capitalize() + "." for n in range(0, len(words), 20)
        ]
        yield "\n\n".join(" ".join(sentences[n : n + 6]) for n in range(0, len(sentences), 6))


def draft(sources: list[str], quotations: int, seed: int = SEED) -> str:
    """A draft of about 100 words for each quotation."""
    rng = random.Random(seed)
    parts = []
    for number in range(quotations):
        words = rng.choice(sources).split()
        at = rng.randrange(len(words) - 40)
        quote = words[at : at + rng.randint(8, 35)]
        if number % 4 == 1:
            quote[4:6] = ["…"]
        if number % 4 == 3:
            quote[5] = "zebra"
        parts.append(" ".join(words[:80]).replace('"', "") + f" “{' '.join(quote)}”")
    return "\n\n".join(parts)


def main() -> None:
    """Print the table."""
    sources = list(texts())
    documents: list[Document] = [document(t, f"{n}.txt") for n, t in enumerate(sources)]
    started, cpu = time.perf_counter(), time.process_time()
    auditor = Auditor(documents)
    spent, busy = time.perf_counter() - started, time.process_time() - cpu
    print(f"indexing {WORDS:,} words: {spent:.2f} s ({busy:.2f} s of one core)\n")
    print("| quotations | seconds | of one core | a quotation |\n|---:|---:|---:|---:|")
    for count in (125, 250, 500, 1000):
        text = draft(sources, count)
        started, cpu = time.perf_counter(), time.process_time()
        report = auditor.audit(text)
        spent, busy = time.perf_counter() - started, time.process_time() - cpu
        assert len(report.findings) == count
        print(f"| {count} | {spent:.2f} | {busy:.2f} | {1000 * busy / count:.1f} ms |")
    print(f"\nBar: 500 in {BAR:.0f} s, indexing included")


if __name__ == "__main__":
    main()
