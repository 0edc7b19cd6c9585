"""An embedder without a model."""

import re
import zlib
from collections.abc import Sequence

import numpy as np

from rag.search.embed import UnitRows


class HashingEmbedder:
    """Words hashed into signed buckets: a stand-in for tests, without a model.

    Texts that share words are close to each other; a text without words is the first axis.
    """

    def __init__(self, dim: int = 64) -> None:
        self.dim, self.name = dim, f"hashing-{dim}@000000000000"

    def encode(self, texts: Sequence[str]) -> UnitRows:
        """Float32 unit rows, (len(texts), dim)."""
        rows = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()):
                value = zlib.crc32(word.encode("utf-8", "replace"))
                row[value % self.dim] += 1 if value & 0x80000000 else -1
            if not row.any():
                row[0] = 1
            row /= np.linalg.norm(row)
        return rows

    def encode_query(self, text: str) -> UnitRows:
        """The float32 unit vector, (dim,), of one text."""
        return np.asarray(self.encode([text])[0], dtype=np.float32)
