"""The evidence reader: which sentences of a passage answer a question, or that none does.

A cross-encoder of 22 million parameters reads question and passage together (`reader_model`);
how it was trained is in `docs/model-card.md`. It ranks and scores; what is quoted, and whether
an answer is given at all, is decided elsewhere. Nothing here needs torch, unless a reader of
another name is asked for.
"""

import functools
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from rag.answers.reader.graph import Graph, Output, sentence_logits, sigmoid, token_spans
from rag.answers.reader.windows import Window, sentence_numbers, windows
from rag.errors import ModelError
from rag.models import MODELS

FOLDER = MODELS / "reader"
SHA256 = {
    "reader.onnx": "a5d540133a624ed77f73d79a2bae24ec555d378509b7bd3b1815ce59e0c6d1af",
    "tokenizer.json": "5fd1c882abbd30517dced455a2c9768945ec726b96727927e4959348d9de550b",
}
THRESHOLD = 0.5
_MOST_SPANS = 5

Passage = tuple[str, Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """Code points `start` to `end` (half-open) of a text, with a score from 0 to 1."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader says of one passage.

    `answerable` is a logit (0 is even odds, higher is more likely) and `sentences` has one
    probability for each given sentence, in order. `spans` are likely short answers, best first,
    at most five, none overlapping another; they are offsets into the passage.
    """

    answerable: float
    sentences: tuple[float, ...]
    spans: tuple[ScoredSpan, ...]


class Reader(Protocol):
    """Anything that can read passages for a question."""

    name: str

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        """One reading a passage, in order. A passage is its text and its sentences' offsets."""
        ...


NOTHING = -10.0


class OnnxReader:
    """The packaged reader. `folder` must hold the files of `pins`, byte for byte."""

    def __init__(
        self, folder: Path = FOLDER, threads: int = 2, pins: Mapping[str, str] = SHA256
    ) -> None:
        for file, expected in pins.items():
            _check(folder / file, expected)
        self._graph = Graph(folder / "reader.onnx", threads)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.name = f"quoth-reader@{pins['reader.onnx'][:12]}"

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        """One reading a passage, in order; an empty passage answers nothing."""
        if not passages:
            return []
        texts = [question.strip(), *(text for text, _ in passages)]
        asked, *codes = self._tokenizer.encode_batch(texts, add_special_tokens=False)
        numbers = [
            sentence_numbers(code.offsets, borders)
            for code, (_, borders) in zip(codes, passages, strict=True)
        ]
        parts = windows(asked, codes, numbers)
        outputs = self._graph.run(parts)
        readings = []
        for index, (code, (_, borders)) in enumerate(zip(codes, passages, strict=True)):
            own = [(w, o) for w, o in zip(parts, outputs, strict=True) if w.passage == index]
            logits = sentence_logits(
                [w for w, _ in own], [o for _, o in own], numbers[index], len(borders)
            )
            best = max((o.answer for _, o in own), default=NOTHING)
            spans = _spans(own, numbers[index], code.offsets)
            readings.append(Reading(best, tuple(map(sigmoid, logits)), spans))
        return readings


def _spans(
    own: Sequence[tuple[Window, Output]],
    numbers: NDArray[np.int64],
    offsets: Sequence[tuple[int, int]],
) -> tuple[ScoredSpan, ...]:
    """The best answer spans of one passage's windows in code points, without overlaps."""
    found = [span for window, output in own for span in token_spans(window, output, numbers)]
    chosen: list[ScoredSpan] = []
    for first, last, score in sorted(found, key=lambda s: (-s[2], s[0], s[1])):
        start, end = offsets[first][0], offsets[last][1]
        if len(chosen) < _MOST_SPANS and all(end <= c.start or c.end <= start for c in chosen):
            chosen.append(ScoredSpan(start, end, score))
    return tuple(chosen)


class CrossEncoderReader:
    """Any cross-encoder of sentence-transformers, applied to each sentence alone.

    The best sentence's logit stands for the passage; there are no spans.
    """

    def __init__(self, name: str) -> None:
        from sentence_transformers import CrossEncoder  # slow to import, and seldom wanted

        self._model: Any = CrossEncoder(name, device="cpu")
        self.name = name

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        """One reading a passage, in order."""
        pairs = [(question, text[a:b]) for text, borders in passages for a, b in borders]
        scores = self._model.predict(pairs, activation_fn=None) if pairs else []
        logits = [float(score) for score in scores]
        readings = []
        for _, borders in passages:
            own, logits = logits[: len(borders)], logits[len(borders) :]
            best = max(own, default=NOTHING)
            readings.append(Reading(best, tuple(map(sigmoid, own)), ()))
        return readings


def digest(path: Path) -> str:
    """The SHA-256 of a file's bytes in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _check(path: Path, expected: str) -> None:
    """Raise ModelError unless the file is there and has the pinned hash."""
    if not path.is_file():
        raise ModelError(f"The reader's file {str(path)!r} is missing. Reinstall Quoth.")
    found = digest(path)
    if found != expected:
        raise ModelError(
            f"The reader's file {str(path)!r} has SHA-256 {found}, expected {expected}. "
            "Reinstall Quoth; a model of your own is loaded with load_reader(name)."
        )


@functools.lru_cache(maxsize=4)
def load_reader(name: str | None = None, threads: int = 2) -> Reader:
    """The packaged reader, or a cross-encoder by its hub name; loaded once a process."""
    return OnnxReader(threads=threads) if name is None else CrossEncoderReader(name)
