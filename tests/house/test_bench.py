"""The benchmark's synthetic library is read, indexed and searched as a real one is."""

from pathlib import Path

from rag.search import open_index
from tests.bench.library import PER_DOCUMENT, Words
from tests.bench.measure import _made


def test_a_synthetic_library_can_be_searched(tmp_path: Path) -> None:
    """It has the passages that were asked for, in sentences."""
    with open_index(_made(tmp_path, 2 * PER_DOCUMENT)) as index:
        assert 2 * PER_DOCUMENT == sum(row.passages for row in index.documents())
        (hit, *_) = index.search(Words(1).question(), 5)
        assert 10 == len(hit.passage.sentences)
