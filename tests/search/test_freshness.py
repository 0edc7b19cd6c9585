"""A file that was changed behind the index is noticed."""

import os
from contextlib import closing
from pathlib import Path

import pytest

from rag.search import open_index, update_index
from tests.support.hashing import HashingEmbedder


@pytest.mark.parametrize("keep_time", [True, False])
def test_a_file_edited_behind_the_index_is_noticed(tmp_path: Path, *, keep_time: bool) -> None:
    """By its bytes, also where it has the same size and the old time; and one that is gone."""
    source = tmp_path / "in" / "mill.md"
    source.parent.mkdir()
    source.write_text("# The mill\n\nThe mill burned down in 1931.\n", encoding="utf-8")
    update_index(tmp_path / "index", [source.parent], HashingEmbedder())
    with closing(open_index(tmp_path / "index", HashingEmbedder())) as index:
        doc_id = index.documents()[0].doc_id
        assert index.state(doc_id) is None
        before = source.stat()
        source.write_text("# The mill\n\nThe mill burned down in 1913.\n", encoding="utf-8")
        if keep_time:
            os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
        assert index.state(doc_id) == "changed"
        source.unlink()
        assert index.state(doc_id) == "gone"


def test_words_that_are_near(tmp_path: Path) -> None:
    """The library's own words within a distance, as they are written."""
    source = tmp_path / "mill.md"
    source.write_text("# The mill\n\nVarga Orlo led the party as president.\n", encoding="utf-8")
    update_index(tmp_path / "index", [source], HashingEmbedder())
    with closing(open_index(tmp_path / "index", HashingEmbedder())) as index:
        assert (index.knows("Orlo"), index.knows("Orlow")) == (True, False)
        assert "Orlo" in index.words_like("Orlow", 1)
        assert "president" in index.words_like("presidnet", 2)
