"""Libraries to measure on: the sample library's passages, and synthetic ones of any size."""

import json
import os
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rag.documents.document import Document, Passage, Region, document_id
from rag.documents.extraction import OnPage
from rag.documents.formats import supported
from rag.documents.read import read_document
from rag.documents.reading import Block, ReadingText
from rag.english.sentence import sentences
from rag.search.chunk import chunk
from rag.search.embed import PACKAGED, load_embedder
from rag.search.scan import SourceFile
from rag.span import Span

ROOT = Path(__file__).parents[2]
PER_DOCUMENT = 20
_SIZE = 110  # words a passage

Vectors = npt.NDArray[np.float32]


def sample_passages() -> list[str]:
    """The passages of the sample library."""
    files = sorted(p for p in (ROOT / "corpus").iterdir() if p.suffix in supported())
    return [passage.text for path in files for passage in chunk(read_document(path, path.name))]


def long_passages(count: int, tokens: int = 200) -> list[str]:
    """Stretches of the sample library's text with about so many word pieces each."""
    words = " ".join(sample_passages()).split()
    size = int(tokens / 1.35)  # pieces a word in this library
    starts = [at * len(words) // count for at in range(count)]
    return [" ".join(words[start : start + size]) for start in starts]


class Words:
    """Texts with the sample library's words at their own frequencies, every third one made up."""

    def __init__(self, seed: int = 0) -> None:
        self._random = random.Random(seed)
        known = " ".join(sample_passages()).split()
        syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
        made = ("".join(self._random.choices(syllables, k=3)) for _ in range(50_000))
        self._words = known * (100_000 // len(known)) + list(made)
        lines = (ROOT / "eval" / "questions.jsonl").read_text("utf-8").splitlines()
        self._questions = [json.loads(line)["question"] for line in lines]

    def passage(self) -> str:
        """A hundred and ten words in sentences of eleven."""
        words = self._random.choices(self._words, k=_SIZE)
        lines = (" ".join(words[at : at + 11]) for at in range(0, _SIZE, 11))
        return " ".join(f"{line.capitalize()}." for line in lines)

    def question(self) -> str:
        """A question about the sample library."""
        return str(self._random.choice(self._questions))


def write_files(folder: Path, count: int, seed: int = 0) -> Path:
    """`count` text files of about twenty passages each."""
    folder.mkdir(parents=True)
    words = Words(seed)
    for number in range(count):
        paragraphs = (words.passage() for _ in range(PER_DOCUMENT))
        (folder / f"{number:06}.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")
    return folder


def real_files() -> list[Path]:
    """The folders of `QUOTH_BENCH_FILES`, or else the sample library and `docs/`."""
    given = os.environ.get("QUOTH_BENCH_FILES")
    return [Path(given)] if given else [ROOT / "corpus", ROOT / "docs"]


def write_texts(folder: Path, places: Sequence[Path]) -> int:
    """The files of folders as plain texts, as Quoth reads them; gives their characters."""
    folder.mkdir(parents=True)
    files = [p for place in places for p in sorted(place.rglob("*")) if p.suffix in supported()]
    texts = [read_document(path, path.name).reading.text for path in files]
    for number, text in enumerate(texts):
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    return sum(map(len, texts))


class RandomEmbedder:
    """Random unit vectors for passages, the real encoder for questions: same cost to search."""

    name, dim = PACKAGED, 384

    def __init__(self) -> None:
        self._random = np.random.default_rng(0)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Float32 unit rows, (len(texts), 384), that have nothing to do with the texts."""
        rows = self._random.standard_normal((len(texts), self.dim), dtype=np.float32)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)

    def encode_query(self, text: str) -> Vectors:
        """The packaged embedder's vector."""
        return load_embedder().encode_query(text)


class SyntheticRead:
    """Gives a document of twenty passages for any file, whatever is in it."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def __call__(
        self, _: SourceFile, name: str, __: OnPage | None = None
    ) -> tuple[Document, list[Passage]]:
        """The document and its passages; no page of it needs recognising."""
        texts = [self._words.passage() for _ in range(PER_DOCUMENT)]
        places = list(_places(texts))
        text = "\n\n".join(texts)
        reading = ReadingText(
            text,
            np.arange(len(text), dtype=np.int32),
            np.array([a for a, _ in places], dtype=np.int32),
            tuple(Block(a, b, "body") for a, b in places),
            tuple((a + c, a + d) for a, b in places for c, d in sentences(text[a:b])),
        )
        regions = tuple(Region("body", Span(a, b)) for a, b in places)
        key = document_id(name)
        made = Document(
            key,
            name,
            "0" * 64,
            name,
            None,
            None,
            text,
            regions,
            (),
            (),
            reading,
            "synthetic/1",
            markup="none",
        )
        passages = [
            Passage(key, n, a, b, text[a:b], tuple(sentences(text[a:b])), (Span(a, b),), "body")
            for n, (a, b) in enumerate(places)
        ]
        return made, passages


def _places(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    at = 0
    for text in texts:
        yield at, at + len(text)
        at += len(text) + 2
