"""Measure a reader on the dev sets: `python -m training.evaluate ../shared/data/dev [FOLDER]`.

`extract/*`: word F1 at the best sentence threshold, AUROC of three passage scores. The packs:
each question's eight passages of highest tf-idf from the whole pack are read; hit@1 asks whether
the best sentence covers half of a gold span, AUROC whether the best score tells questions whose
document was left out. These are measures for choosing a model: retrieval here is the plainest.
"""

import argparse
import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import roc_auc_score

from rag.answers.logistic import logit
from rag.answers.reader import FILES, FOLDER, LIST, OnnxReader, Reading, ReadText
from rag.answers.reader.extract import extract_scored
from rag.english.sentence import sentences
from rag.models import sha256_of
from training.rows import size

SCORES: dict[str, Callable[[Reading], float]] = {
    "answerable": lambda r: r.answerable,
    "best sentence": lambda r: max(r.sentences, default=0.0),
    "both": lambda r: both(r),
}


def reader_in(folder: Path, threads: int = 2) -> OnnxReader:
    """The reader whose files lie in a folder, whichever they are."""
    names = [name for name in (*FILES, LIST) if (folder / name).exists()]
    return OnnxReader(folder, threads, {name: sha256_of(folder / name) for name in names})


def both(reading: Reading) -> float:
    """The mean of the passage's logit and its best sentence's."""
    return 0.5 * (reading.answerable + logit(max(reading.sentences, default=0.0), 1e-6))


def lines_of(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def words_in(spans: Sequence[tuple[int, int]], words: Sequence[tuple[int, int]]) -> set[int]:
    """The numbers of the words that spans touch."""
    return {n for n, (a, b) in enumerate(words) for s, e in spans if s < b and a < e}


@dataclass
class Given:
    """A reader that has read already: it gives the one reading that it holds.

    Lists are compared by `reader`.
    """

    reading: Reading
    reader: OnnxReader
    name: str = "given"

    def read(self, question: str, passages: Sequence[ReadText]) -> list[Reading]:  # noqa: ARG002
        """The reading."""
        return [self.reading]

    def compare(self, question: str, listed: ReadText) -> Reading:
        """What the reader says of a list."""
        return self.reader.compare(question, listed)


def shipped(
    rows: list[dict[str, Any]], readings: list[Reading], reader: OnnxReader
) -> dict[str, float]:
    """Word F1 and AUROC of `rag.answers.reader.extract_scored` with its own threshold."""
    right = marked = wanted = 0
    scores = []
    for row, reading in zip(rows, readings, strict=True):
        spans, score = extract_scored(row["question"], row["context"], Given(reading, reader))
        words = [m.span() for m in re.finditer(r"\S+", row["context"])]
        want = words_in([(g["start"], g["end"]) for g in row["gold"]], words)
        have = words_in([(s.start, s.end) for s in spans], words)
        right, marked, wanted = right + len(want & have), marked + len(have), wanted + len(want)
        scores.append(score)
    area = roc_auc_score([bool(row["gold"]) for row in rows], scores)
    return {"extract F1": 2 * right / max(1, marked + wanted), "extract auroc": float(area)}


def extract_set(path: Path, reader: OnnxReader, limit: int) -> dict[str, float]:
    """Word F1 and AUROC on one extraction set."""
    rows = lines_of(path)[:limit]
    readings, borders = [], []
    for row in rows:
        borders.append(sentences(row["context"]))
        readings.append(reader.read(row["question"], [(row["context"], borders[-1])])[0])
    gold = [bool(row["gold"]) for row in rows]
    result = {
        f"auroc {name}": float(roc_auc_score(gold, [score(r) for r in readings]))
        for name, score in SCORES.items()
    }
    tables = []
    for row, own in zip(rows, borders, strict=True):
        words = [m.span() for m in re.finditer(r"\S+", row["context"])]
        want = words_in([(g["start"], g["end"]) for g in row["gold"]], words)
        tables.append((want, [words_in([border], words) for border in own]))
    curve = [(f1(tables, readings, t), t) for t in np.arange(0.1, 0.95, 0.05)]
    best, at = max(curve)
    product = shipped(rows, readings, reader)
    return {
        **product,
        "reader alone: word F1": best,
        "at": float(at),
        "F1 at 0.5": f1(tables, readings, 0.5),
        **result,
    }


def f1(
    tables: list[tuple[set[int], list[set[int]]]], readings: list[Reading], least: float
) -> float:
    """Micro word F1 of the sentences whose score reaches `least`."""
    right = marked = wanted = 0
    for (want, sentence_words), reading in zip(tables, readings, strict=True):
        have: set[int] = set()
        for words, score in zip(sentence_words, reading.sentences, strict=True):
            if score >= least:
                have |= words
        right, marked, wanted = right + len(want & have), marked + len(have), wanted + len(want)
    return 2 * right / max(1, marked + wanted)


def chunks(text: str, budget: int = 240) -> list[tuple[int, list[tuple[int, int]]]]:
    """Runs of whole sentences of about `budget` word pieces: an offset and sentences from it."""
    found: list[tuple[int, list[tuple[int, int]]]] = []
    used = budget
    for a, b in sentences(text):
        cost = size(text[a:b])
        if used + cost > budget:
            found.append((a, []))
            used = 0
        used += cost
        found[-1][1].append((a - found[-1][0], b - found[-1][0]))
    return found


class Pack:
    """A dev pack cut into passages, searchable by tf-idf."""

    def __init__(self, folder: Path) -> None:
        self.questions = lines_of(folder / "questions.jsonl")
        self.places: list[tuple[str, int]] = []
        self.passages: list[ReadText] = []
        for path in sorted((folder / "corpus").glob("*.txt")):
            with path.open(encoding="utf-8", newline="") as stream:
                text = stream.read()
            for start, own in chunks(text):
                self.places.append((path.name, start))
                self.passages.append((text[start : start + own[-1][1]], own))
        self._model = TfidfVectorizer(sublinear_tf=True, dtype=np.float32)
        self._matrix = self._model.fit_transform([text for text, _ in self.passages]).T.tocsr()

    def search(self, question: str, count: int = 8) -> list[int]:
        """The numbers of the most similar passages, best first."""
        scores = (self._model.transform([question]) @ self._matrix).toarray()[0]
        return [int(n) for n in np.argsort(-scores, kind="stable")[:count]]


def covers(doc: str, span: tuple[int, int], evidence: list[dict[str, Any]]) -> bool:
    """Whether the span covers half of a gold span."""
    return any(
        g["doc"] == doc
        and 2 * (min(span[1], g["end"]) - max(span[0], g["start"])) >= g["end"] - g["start"]
        for g in evidence
    )


def pack_set(folder: Path, reader: OnnxReader, limit: int) -> dict[str, float]:
    """hit@1 and AUROC on one pack."""
    pack = Pack(folder)
    questions = random.Random(5).sample(pack.questions, min(limit, len(pack.questions)))
    hits, found, gold, scores = [], [], [], []
    for question in questions:
        numbers = pack.search(question["question"])
        readings = reader.read(question["question"], [pack.passages[n] for n in numbers])
        ranked = sorted(
            (
                (score, pack.places[n], border)
                for n, r in zip(numbers, readings, strict=True)
                for score, border in zip(r.sentences, pack.passages[n][1], strict=True)
            ),
            key=lambda x: -x[0],
        )
        gold.append(question["answerable"])
        scores.append([max(score(r) for r in readings) for score in SCORES.values()])
        if question["answerable"]:
            right = [
                covers(doc, (at + a, at + b), question["evidence"])
                for _, (doc, at), (a, b) in ranked
            ]
            hits.append(bool(right) and right[0])
            found.append(any(right))
    result = {"hit@1": float(np.mean(hits)), "found": float(np.mean(found))}
    for name, column in zip(SCORES, np.array(scores).T, strict=True):
        result[f"auroc {name}"] = float(roc_auc_score(gold, column))
    return result


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dev", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--limit", type=int, default=100_000, help="rows a set")
    parser.add_argument("--only", default="", help="a part of the set's name")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    reader = reader_in(args.folder, args.threads)
    print(reader.name)
    sets: list[tuple[str, Callable[[Path, OnnxReader, int], dict[str, float]], Path]] = [
        *((f"extract/{p.stem}", extract_set, p) for p in sorted(args.dev.glob("extract/*.jsonl"))),
        *((p.parent.name, pack_set, p.parent) for p in sorted(args.dev.glob("*/questions.jsonl"))),
    ]
    for name, measure, path in sets:
        if args.only in name:
            figures = measure(path, reader, args.limit)
            print(name, "  ".join(f"{k} {v:.3f}" for k, v in figures.items()), flush=True)


if __name__ == "__main__":
    main()
