"""Vectors of the passages in FAISS; the kind of index follows their number.

Up to `FLAT_LIMIT` rows every vector is compared (fp16, exact); above it an inverted file
with 8-bit codes is trained on a sample. FAISS runs on one thread here: beside other work,
threads of OpenMP wait for each other longer than one thread takes.
"""

import math
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from rag.errors import IndexRefused
from rag.search.store import Matrix, Rows
from rag.search.ties import MARGIN, settled

FLAT_LIMIT = 1_000_000
"""Rows up to which every vector is compared; about 28 ms a question a million rows."""
_PROBED = 1 / 32  # share of the lists that a question looks into


@cache
def _faiss() -> Any:  # noqa: ANN401 - FAISS has no types
    import faiss

    faiss.omp_set_num_threads(1)
    return faiss


class Vectors:
    """Row ids with their unit vectors, in memory. Safe for many readers at once."""

    def __init__(self, index: Any) -> None:  # noqa: ANN401 - FAISS has no types
        self._index = index

    @classmethod
    def empty(cls, dim: int) -> "Vectors":
        """No rows yet."""
        faiss = _faiss()
        flat = faiss.IndexScalarQuantizer(
            dim, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )
        flat.is_trained = True
        return cls(faiss.IndexIDMap2(flat))

    @classmethod
    def load(cls, path: Path) -> "Vectors":
        """The vectors in `path`; raises IndexRefused if it is no FAISS file."""
        try:
            return cls(_faiss().read_index(str(path)))
        except RuntimeError as error:
            raise IndexRefused(f"{path.name} cannot be read by FAISS") from error

    def save(self, path: Path) -> None:
        """Write all rows to `path`; raises OSError where that cannot be done."""
        try:
            _faiss().write_index(self._index, str(path))
        except RuntimeError as error:  # what FAISS makes of a full disk
            why = str(error).rpartition("(")[2].strip(") ")
            raise OSError(f"{path.name}: {why}") from error

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    @property
    def flat(self) -> bool:
        """Whether every vector is compared, so that search is exact."""
        return hasattr(self._index, "id_map")

    def remove(self, rows: Rows) -> None:
        """Drop these rows; unknown ones are passed over."""
        if rows.size:
            faiss = _faiss()
            kind = faiss.IDSelectorBatch if self.flat else faiss.IDSelectorArray
            self._index.remove_ids(kind(rows))

    def add(self, rows: Rows, vectors: Matrix) -> None:
        """Append unit vectors, (len(rows), dim), under new row ids."""
        if rows.size:
            self._index.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), rows)

    def fitted(self, limit: int = FLAT_LIMIT) -> "Vectors":
        """These rows in the kind of index that suits their number."""
        if not self.flat or len(self) <= limit:
            return self
        faiss = _faiss()
        rows: Rows = faiss.vector_to_array(self._index.id_map)
        lists = 2 ** round(math.log2(4 * math.sqrt(len(rows))))
        index = faiss.index_factory(self.dim, f"IVF{lists},SQ8", faiss.METRIC_INNER_PRODUCT)
        index.nprobe = max(1, int(lists * _PROBED))
        sample = np.random.default_rng(0).choice(len(rows), min(len(rows), 64 * lists), False)
        index.train(self._index.reconstruct_batch(rows[sample]))
        index.set_direct_map_type(faiss.DirectMap.Hashtable)
        for at in range(0, len(rows), 65_536):
            part = rows[at : at + 65_536]
            index.add_with_ids(self._index.reconstruct_batch(part), part)
        return Vectors(index)

    def search(self, query: Matrix, k: int, rows: Rows | None = None) -> list[tuple[int, float]]:
        """The `k` rows of largest cosine, best first; of `rows` only, and then exactly."""
        if rows is not None:
            return self._among(query, k, rows)
        if k <= 0 or not len(self):
            return []
        _, found = self._index.search(query[None, :], min(k + MARGIN, len(self)))
        return self._best(query, k, found[0][found[0] >= 0])

    def _among(self, query: Matrix, k: int, rows: Rows) -> list[tuple[int, float]]:
        scores = self.cosines(query, rows)
        best = np.lexsort((rows, -scores))[: max(k, 0) + MARGIN]
        return self._best(query, max(k, 0), rows[best])

    def _best(self, query: Matrix, k: int, rows: Rows) -> list[tuple[int, float]]:
        """The `k` best of a few rows, by cosines that any engine computes alike."""
        if not rows.size:
            return []
        cosines = cosines_of(self._index.reconstruct_batch(rows), query)
        return settled(zip(rows.tolist(), cosines, strict=True))[:k]

    def cosines(self, query: Matrix, rows: Rows) -> Matrix:
        """The cosine of each of these rows, (len(rows),); every row must be known."""
        if not rows.size:
            return np.empty(0, dtype=np.float32)
        return np.asarray(self._index.reconstruct_batch(rows) @ query, dtype=np.float32)


def cosines_of(vectors: Matrix, query: Matrix) -> list[float]:
    """The cosine of each unit vector with the query's, to the last figure of 64 bits."""
    found: list[float] = (vectors.astype(np.float64) @ query.astype(np.float64)).tolist()
    return found


def halves(vectors: Matrix) -> list[bytes]:
    """Each vector in 16 bits a number, rounded as FAISS does (what lies between goes up)."""
    faiss = _faiss()
    quantizer = faiss.ScalarQuantizer(vectors.shape[1], faiss.ScalarQuantizer.QT_fp16)
    codes = quantizer.compute_codes(np.ascontiguousarray(vectors, dtype=np.float32))
    return [code.tobytes() for code in codes]
