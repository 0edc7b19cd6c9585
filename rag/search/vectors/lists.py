"""Lists of an inverted file: which vectors lie near which centre, and a search in some of them.

Jégou, Douze & Schmid 2011, "Product Quantization for Nearest Neighbor Search", without the product
quantizer: vectors keep their 16 bits, so what is compared is compared as exactly as without lists.
"""

import math
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from rag.search.store import Matrix, Rows
from rag.search.vectors.arithmetic import Codes, decoded, faiss, products
from rag.search.vectors.segment import Segment

if TYPE_CHECKING:
    from faiss import IndexIVFScalarQuantizer

PROBED = 1 / 32
"""Share of the vectors in lists that a question is compared with (docs/decisions.md)."""
_LEAST = 20_000  # vectors that are compared in any case
_SAMPLE = 64  # vectors a list that the centres are found from
_ROUNDS = 10  # of k-means
_PART = 65_536  # vectors that are decoded at a time


def listed(segment: Segment) -> Segment:
    """The same vectors in lists around centres that k-means finds on a sample."""
    lists = 2 ** round(math.log2(2 * math.sqrt(len(segment))))
    centres = _centres(segment.codes, lists)
    nearest = faiss().IndexFlatIP(centres.shape[1])
    nearest.add(centres)
    of = np.concatenate([nearest.search(part, 1)[1][:, 0] for part in _parts(segment.codes)])
    places = np.argsort(of, kind="stable")
    starts = np.searchsorted(of[places], np.arange(lists + 1)).astype(np.int64)
    rows = segment.rows[places]
    order = np.argsort(rows)
    return Segment(segment.name, rows, order, starts, centres, segment.codes[places])


def _centres(codes: Codes, lists: int) -> Matrix:
    """Unit vectors, (lists, dim); the same codes give the same."""
    size = min(len(codes), _SAMPLE * lists)
    sample = np.sort(np.random.default_rng(0).choice(len(codes), size, replace=False))
    means = faiss().Kmeans(
        codes.shape[1] // 2, lists, niter=_ROUNDS, seed=0, spherical=True, min_points_per_centroid=1
    )
    means.train(decoded(codes[sample]))
    centres: Matrix = means.centroids
    return centres


def _parts(codes: Codes) -> Iterator[Matrix]:
    for at in range(0, len(codes), _PART):
        yield decoded(codes[at : at + _PART])


def nearest(segments: Sequence[Segment], query: Matrix) -> Iterator[tuple[Segment, int]]:
    """The lists that a question looks into: all that are alone, and the nearest of the others.

    The others are chosen over all segments, until the share that is to be compared is reached.
    """
    several = [segment for segment in segments if not segment.flat]
    yield from ((segment, 0) for segment in segments if segment.flat)
    if not several:
        return
    scores = np.concatenate([products(segment.centres, query) for segment in several])
    sizes = np.concatenate([np.diff(segment.starts) for segment in several])
    wanted = max(_LEAST, int(PROBED * sizes.sum()))
    best = np.argsort(-scores, kind="stable")
    last = int(np.searchsorted(np.cumsum(sizes[best]), wanted)) + 1
    bounds = np.cumsum([0] + [len(segment.centres) for segment in several])
    chosen = np.sort(best[:last])
    of = np.searchsorted(bounds, chosen, side="right") - 1
    yield from ((several[s], int(at)) for s, at in zip(of, chosen - bounds[of], strict=True))


@cache
def _scanning(dim: int) -> "IndexIVFScalarQuantizer":
    """An inverted file of halves without vectors, which lends its comparing to ours."""
    centre = faiss().IndexFlatIP(dim)
    kind, metric = faiss().ScalarQuantizer.QT_fp16, faiss().METRIC_INNER_PRODUCT
    lender: IndexIVFScalarQuantizer = faiss().IndexIVFScalarQuantizer(
        centre, dim, 1, kind, metric, False
    )
    return lender


def scan(
    lists: Iterator[tuple[Segment, int]], query: Matrix, k: int, allowed: Codes | None
) -> Rows:
    """The `k` rows of largest cosine in these lists, in no order.

    `allowed` has a bit for each row, the lowest first; None allows all.
    """
    selector = None if allowed is None else faiss().IDSelectorBitmap(allowed)
    scanner = _scanning(len(query)).get_InvertedListScanner(False, selector, None)
    given = np.ascontiguousarray(query, dtype=np.float32)
    cosines = np.full(k, -np.inf, dtype=np.float32)
    found = np.full(k, -1, dtype=np.int64)
    at = faiss().swig_ptr
    scanner.set_query(at(given))
    for segment, number in lists:
        start, end = segment.starts[number : number + 2]
        if start < end:
            scanner.set_list(number, 0.0)
            codes, rows = segment.codes[start:end], segment.rows[start:end]
            scanner.scan_codes(len(rows), at(codes), at(rows), at(cosines), at(found), k)
    return found[found >= 0]
