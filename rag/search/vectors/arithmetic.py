"""Vectors in 16 bits a number, and cosines that every engine computes alike."""

from functools import cache
from types import ModuleType

import numpy as np
import numpy.typing as npt

from rag.search.store import Matrix

Codes = npt.NDArray[np.uint8]
"""Vectors as they are kept: (n, 2 * dim) bytes, each number an IEEE half, little-endian."""


@cache
def faiss() -> ModuleType:
    """FAISS on one thread: beside other work, threads of OpenMP only wait for each other."""
    import faiss

    faiss.omp_set_num_threads(1)
    return faiss


def encoded(vectors: Matrix) -> Codes:
    """Each vector in 16 bits a number, rounded as FAISS does (what lies between goes up)."""
    quantizer = faiss().ScalarQuantizer(vectors.shape[1], faiss().ScalarQuantizer.QT_fp16)
    codes: Codes = quantizer.compute_codes(np.ascontiguousarray(vectors, dtype=np.float32))
    return codes


def decoded(codes: Codes) -> Matrix:
    """The numbers of these codes, exactly."""
    return codes.view("<f2").astype(np.float32)


def products(vectors: Matrix, query: Matrix) -> Matrix:
    """Inner products, on one thread as all else here; numpy takes all cores, and waits for them."""
    found = np.empty(len(vectors), dtype=np.float32)
    at = faiss().swig_ptr
    one = np.ascontiguousarray(query, dtype=np.float32)
    faiss().fvec_inner_products_ny(at(found), at(one), at(vectors), len(one), len(vectors))
    return found


def halves(vectors: Matrix) -> list[bytes]:
    """Each vector's code, as bytes."""
    return [code.tobytes() for code in encoded(vectors)]


def cosines_of(vectors: Matrix, query: Matrix) -> list[float]:
    """The cosine of each unit vector with the query's, to the last figure of 64 bits."""
    found: list[float] = (vectors.astype(np.float64) @ query.astype(np.float64)).tolist()
    return found
