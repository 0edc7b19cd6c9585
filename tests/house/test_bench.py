"""The benchmark's synthetic library is read, indexed and searched as a real one is."""

import json
from pathlib import Path

import pytest

from rag.search import open_index
from tests.bench.library import PER_DOCUMENT, Words
from tests.bench.measure import _made
from tests.bench.scale import FIGURES, figures, needs, table


def test_a_synthetic_library_can_be_searched(tmp_path: Path) -> None:
    """It has the passages that were asked for, in sentences."""
    with open_index(_made(tmp_path, 2 * PER_DOCUMENT)) as index:
        assert 2 * PER_DOCUMENT == sum(row.passages for row in index.documents())
        (hit, *_) = index.search(Words(1).question(), 5)
        assert 10 == len(hit.passage.sentences)


def test_what_many_passages_need_is_computed_from_measured_figures() -> None:
    """Ten times the passages need ten times the memory, and every figure says where it is from."""
    of = figures()
    small, large = needs(10_000_000, of), needs(100_000_000, of)
    assert pytest.approx(10 * small.engine_gib) == large.engine_gib
    assert small.query_nodes <= large.query_nodes
    told = json.loads(FIGURES.read_text(encoding="utf-8"))
    origins = {entry["from"].partition(":")[0] for entry in told.values()}
    assert {"measured", "assumed", "ours"} == origins
    page = (FIGURES.parents[2] / "docs" / "scale.md").read_text(encoding="utf-8")
    assert "\n".join(table()) in page
