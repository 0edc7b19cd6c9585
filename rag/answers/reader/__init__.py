"""The evidence reader: which sentences of a passage answer a question, or that none does.

A cross-encoder of 22 million parameters reads question and passage together (`reader_model`);
how it was trained is in `docs/model-card.md`. It ranks and scores; what is quoted, and whether
an answer is given at all, is decided elsewhere. Nothing here needs torch, unless a reader of
another name is asked for.
"""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from rag.answers.logistic import logistic, logit
from rag.answers.reader.graph import Graph, Output, sentence_logits, token_spans
from rag.answers.reader.windows import Window, sentence_numbers, windows
from rag.models import MODELS, check_room, pins, read_pinned

FOLDER = MODELS / "reader"
FILES = ("reader.onnx", "tokenizer.json")
LIST = "list.onnx"
"""The network for lists; its table of words is that of `reader.onnx`."""
THRESHOLD = 0.5
_MOST_SPANS = 5

ReadText = tuple[str, Sequence[tuple[int, int]]]


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

    def read(self, question: str, passages: Sequence[ReadText]) -> list[Reading]:
        """One reading a passage, in order. A passage is its text and its sentences' offsets."""
        ...


@runtime_checkable
class Compares(Protocol):
    """A reader that has learned to compare sentences of several passages in one list."""

    def compare(self, question: str, listed: ReadText) -> Reading:
        """What it says of the list."""
        ...


NOTHING = -10.0


class OnnxReader:
    """The packaged reader, or another of its form whose files `folder` holds.

    The files must be those of `expected` (SHA-256 by name; default: as pinned), byte for byte. A
    folder without a network for lists has lists read by the one that it has.
    """

    def __init__(
        self, folder: Path = FOLDER, threads: int = 2, expected: Mapping[str, str] | None = None
    ) -> None:
        wanted = expected or {
            file: pins()[f"reader/{file}"] for file in (*FILES, LIST) if f"reader/{file}" in pins()
        }
        graph, vocabulary = (read_pinned(file, folder, wanted[file]) for file in FILES)
        check_room()
        self._graph = Graph(graph, threads)
        self._tokenizer = Tokenizer.from_str(vocabulary.decode("utf-8"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._from, self._threads, self._list = folder, threads, wanted.get(LIST)
        self.name = f"quoth-reader@{wanted[FILES[0]][:12]}"

    @functools.cached_property
    def _lists(self) -> Graph:
        """The network for lists, loaded when the first one is read."""
        return Graph(read_pinned(LIST, self._from, self._list), self._threads, self._from)

    def compare(self, question: str, listed: ReadText) -> Reading:
        """What both networks say of a list: a sentence's logits are averaged.

        Whether the list answers at all is said by the one that has learned from lists.
        """
        own = self.read(question, [listed])[0]
        if self._list is None:
            return own
        other = self._readings(self._lists, question, [listed])[0]
        pairs = zip(own.sentences, other.sentences, strict=True)
        mean = tuple(logistic((logit(a) + logit(b)) / 2) for a, b in pairs)
        return Reading(other.answerable, mean, own.spans)

    def read(self, question: str, passages: Sequence[ReadText]) -> list[Reading]:
        """One reading a passage, in order; an empty passage answers nothing."""
        return self._readings(self._graph, question, passages) if passages else []

    def _readings(
        self, network: Graph, question: str, passages: Sequence[ReadText]
    ) -> list[Reading]:
        texts = [question.strip(), *(text for text, _ in passages)]
        asked, *codes = self._tokenizer.encode_batch(texts, add_special_tokens=False)
        numbers = [
            sentence_numbers(code.offsets, borders)
            for code, (_, borders) in zip(codes, passages, strict=True)
        ]
        parts = windows(asked, codes, numbers)
        outputs = network.run(parts)
        readings = []
        for index, (code, (_, borders)) in enumerate(zip(codes, passages, strict=True)):
            own = [(w, o) for w, o in zip(parts, outputs, strict=True) if w.passage == index]
            logits = sentence_logits(
                [w for w, _ in own], [o for _, o in own], numbers[index], len(borders)
            )
            best = max((o.answer for _, o in own), default=NOTHING)
            spans = _spans(own, numbers[index], code.offsets)
            readings.append(Reading(best, tuple(map(logistic, logits)), spans))
        return readings


def _spans(
    own: Sequence[tuple[Window, Output]],
    numbers: NDArray[np.int64],
    offsets: Sequence[tuple[int, int]],
) -> tuple[ScoredSpan, ...]:
    """The best answer spans of one passage's windows in code points, without overlaps."""
    scored = [span for window, output in own for span in token_spans(window, output, numbers)]
    apart: list[ScoredSpan] = []
    for first, last, score in sorted(scored, key=lambda s: (-s[2], s[0], s[1])):
        start, end = offsets[first][0], offsets[last][1]
        if len(apart) < _MOST_SPANS and all(end <= c.start or c.end <= start for c in apart):
            apart.append(ScoredSpan(start, end, score))
    return tuple(apart)


def in_a_list(sentences: Sequence[str]) -> ReadText:
    """The sentences as one text to be read, a blank between them."""
    text, borders = "", []
    for sentence in sentences:
        start = len(text) + bool(text)
        text = f"{text} {sentence}".lstrip()
        borders.append((start, start + len(sentence)))
    return text, borders


class CrossEncoderReader:
    """Any cross-encoder of sentence-transformers, applied to each sentence alone.

    The best sentence's logit stands for the passage; there are no spans.
    """

    def __init__(self, name: str) -> None:
        from sentence_transformers import CrossEncoder  # slow to import, and seldom wanted

        self._model: Any = CrossEncoder(name, device="cpu")
        self.name = name

    def read(self, question: str, passages: Sequence[ReadText]) -> list[Reading]:
        """One reading a passage, in order."""
        pairs = [(question, text[a:b]) for text, borders in passages for a, b in borders]
        scores = self._model.predict(pairs, activation_fn=None) if pairs else []
        logits = [float(score) for score in scores]
        readings = []
        for _, borders in passages:
            own, logits = logits[: len(borders)], logits[len(borders) :]
            best = max(own, default=NOTHING)
            readings.append(Reading(best, tuple(map(logistic, own)), ()))
        return readings


@functools.lru_cache(maxsize=4)
def load_reader(name: str | None = None, threads: int = 2) -> Reader:
    """The packaged reader, or a cross-encoder by its hub name; loaded once a process."""
    return OnnxReader(threads=threads) if name is None else CrossEncoderReader(name)
