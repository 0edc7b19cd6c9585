"""Text → unit vectors: all-MiniLM-L6-v2 with int8 weights, run by onnxruntime.

Each text is encoded by itself, never padded and never in a batch: int8 activations are
scaled over a whole batch, so a text's vector would depend on its neighbours. Alone it is the
same in a bulk run, in an update and as a question, and two threads on single texts are as
fast as batches. Nothing here imports torch; sentence-transformers serves other models only,
by name. Method: Reimers & Gurevych 2019, https://arxiv.org/abs/1908.10084.
"""

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from rag.documents.worker import cores
from rag.errors import ModelError
from rag.models import MODELS, check_room, pins, read_pinned

UnitRows = npt.NDArray[np.float32]

PACKAGED = f"all-MiniLM-L6-v2@{pins()['embedder/model.onnx'][:12]}"
"""Name of the packaged embedder, known without loading it."""
MAX_PIECES = 256  # word pieces a text is cut to; what the model was trained with
_CACHED = 4096
"""Texts whose vectors are kept, some 10 MB: the next question reads many of the same sentences."""


class Embedder(Protocol):
    """Turns texts into unit vectors. Equal texts give equal vectors."""

    @property
    def name(self) -> str:
        """Model name, `@`, and the first twelve figures of its weights' SHA-256."""

    @property
    def dim(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> UnitRows:
        """Float32 unit rows, (len(texts), dim), in the order of the texts."""

    def encode_query(self, text: str) -> UnitRows:
        """The float32 unit vector, (dim,), of one question; uses one thread."""


def load_embedder(name: str | None = None) -> Embedder:
    """The packaged embedder, or a sentence-transformers model by name or folder.

    Raises ModelError if a model file is missing or is not the pinned one.
    """
    return _packaged() if name is None or name == PACKAGED else SentenceTransformerEmbedder(name)


@cache
def _packaged() -> "OnnxEmbedder":
    return OnnxEmbedder(MODELS / "embedder")


class OnnxEmbedder:
    """all-MiniLM-L6-v2 from `folder` (model.onnx, tokenizer.json); both must be the pinned files.

    Thread-safe. `threads` is how many texts are encoded side by side; None takes all cores.
    """

    dim = 384

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        check_room()
        model = read_pinned("model.onnx", folder, pins()["embedder/model.onnx"])
        vocabulary = read_pinned("tokenizer.json", folder, pins()["embedder/tokenizer.json"])
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3  # errors; its warnings are about graph fusion
        self.name = PACKAGED
        self._threads = threads or cores()
        self._session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_buffer(vocabulary)
        self._tokenizer.enable_truncation(MAX_PIECES)
        self._tokenizer.no_padding()
        self._vector = lru_cache(maxsize=_CACHED)(self._run)

    def encode(self, texts: Sequence[str]) -> UnitRows:
        """Float32 unit rows, (len(texts), dim); texts beyond 256 word pieces are cut."""
        vectors = np.empty((len(texts), self.dim), dtype=np.float32)
        longest_first = sorted(range(len(texts)), key=lambda at: -len(texts[at]))
        with ThreadPoolExecutor(self._threads) as pool:
            rows = pool.map(lambda at: self._vector(texts[at]), longest_first)
            for at, row in zip(longest_first, rows, strict=True):
                vectors[at] = row
        return vectors

    def encode_query(self, text: str) -> UnitRows:
        """The float32 unit vector, (dim,), of one question, read-only; about 1 ms on one thread."""
        return self._vector(text)

    def _run(self, text: str) -> UnitRows:
        row = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        feed = {"input_ids": row, "attention_mask": np.ones_like(row)}
        vector: UnitRows = self._session.run(None, feed)[0][0]
        vector.flags.writeable = False  # it is kept, and handed to all who ask the same
        return vector


class SentenceTransformerEmbedder:
    """Any sentence-transformers model by name or folder; also the slow twin in the tests."""

    def __init__(self, name: str) -> None:
        if name.startswith((".", "/")) and not Path(name).is_dir():
            raise ModelError(
                f"{name!r} is no folder; expected one of a sentence-transformers model"
            )
        from sentence_transformers import SentenceTransformer

        try:
            self._model: Any = SentenceTransformer(name, device="cpu")
        except (OSError, ValueError) as error:
            raise ModelError(
                f"{name!r} could not be loaded as a sentence-transformers model: {error}"
            ) from error
        digest = hashlib.sha256()
        for key, tensor in sorted(self._model.state_dict().items()):
            digest.update(key.encode() + tensor.contiguous().cpu().numpy().tobytes())
        self.name = f"{Path(name).name}@{digest.hexdigest()[:12]}"
        self.dim = len(self._model.encode("dimension"))

    def encode(self, texts: Sequence[str]) -> UnitRows:
        """Float32 unit rows, (len(texts), dim)."""
        if not texts:
            return np.empty((0, self.dim), dtype=np.float32)
        rows = self._model.encode(
            list(texts), normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return np.asarray(rows, dtype=np.float32)

    def encode_query(self, text: str) -> UnitRows:
        """The float32 unit vector, (dim,), of one question."""
        return np.asarray(self.encode([text])[0], dtype=np.float32)
