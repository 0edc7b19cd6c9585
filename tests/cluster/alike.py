"""What the comparisons of two engines share: models that compute once, and questions."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from rag.answers.reader import Reader, Reading, ReadText
from rag.search.embed import Embedder
from rag.search.retriever import Hit
from rag.search.store import Index, Matrix

ROOT = Path(__file__).parents[2]
FIRST = 32


@dataclass
class OnceEmbedder:
    """An embedder that embeds each text once, so that two indexes cost as much as one."""

    real: Embedder
    known: dict[str, Matrix] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.real.name

    @property
    def dim(self) -> int:
        return self.real.dim

    def encode(self, texts: Sequence[str]) -> Matrix:
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        self.known.update(zip(new, self.real.encode(new), strict=True))
        rows = [self.known[text] for text in texts]
        return np.stack(rows) if rows else np.empty((0, self.dim), dtype=np.float32)

    def encode_query(self, text: str) -> Matrix:
        return self.real.encode_query(text)


class OnceReader:
    """A reader that reads the same passages for the same question once."""

    def __init__(self, real: Reader) -> None:
        self._real, self.name = real, real.name
        self._known: dict[tuple[str, str], Reading] = {}

    def read(self, question: str, passages: Sequence[ReadText]) -> list[Reading]:
        new = [p for p in passages if (question, p[0]) not in self._known]
        for passage, found in zip(new, self._real.read(question, new), strict=True):
            self._known[question, passage[0]] = found
        return [self._known[question, p[0]] for p in passages]


def questions(texts: Sequence[str], count: int) -> list[str]:
    """So many: the sample library's, then some made of the words of passages, some of nothing."""
    lines = [
        line
        for name in ("questions", "second")
        for line in (ROOT / "eval" / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    known = list(dict.fromkeys(json.loads(line)["question"] for line in lines))
    made = [
        f"What is said of {' '.join(text.split()[at % 7 : at % 7 + 5])}?"
        for at, text in enumerate(texts)
    ]
    odd = ["qqqq zzzz", "the of and", "WHO?", "Herat", "\u0130stanbul \u00e9t\u00e9", "it's 1995"]
    return [*known, *odd, *made][:count]


def seen(hits: Sequence[Hit]) -> list[tuple[Any, ...]]:
    """What a hit says, as far as both engines must agree to the last figure that is shown."""
    return [
        (
            (h.passage.doc_id, h.passage.ordinal, h.passage.text),
            round(h.score, 9),
            h.dense_rank,
            h.lexical_rank,
            h.cosine and round(h.cosine, 5),
            h.bm25 and float(f"{h.bm25:.4g}"),
        )
        for h in hits
    ]


def differing(
    one: Index, other: Index, asked: Sequence[str], documents: Sequence[frozenset[str] | None]
) -> list[str]:
    """The questions whose first passages are not the same in both."""
    return [
        question
        for question, chosen in zip(asked, documents, strict=True)
        if [s[0] for s in seen(one.search(question, FIRST, chosen))]
        != [s[0] for s in seen(other.search(question, FIRST, chosen))]
    ]
