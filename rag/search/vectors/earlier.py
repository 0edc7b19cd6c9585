"""Vectors as format 1 kept them: one FAISS file of halves with their rows."""

from pathlib import Path

import numpy as np

from rag.errors import IndexRefused
from rag.search.vectors.arithmetic import faiss
from rag.search.vectors.segment import Segment

EARLIER = "vectors.faiss"


def earlier(path: Path) -> Segment:
    """Its rows as a segment without a name; raises IndexRefused if it is no such file."""
    try:
        index = faiss().read_index(str(path))
        rows = faiss().vector_to_array(index.id_map).astype(np.int64)
        codes = faiss().vector_to_array(faiss().downcast_index(index.index).codes)
    except (RuntimeError, AttributeError) as error:
        raise IndexRefused(f"{path.name} cannot be read by FAISS") from error
    return Segment.of("", rows, codes.reshape(len(rows), 2 * index.d))
