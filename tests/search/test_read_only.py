"""Asking needs no write access to the index."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rag.errors import QuothError
from rag.search import open_index, update_index
from tests.support.indexing import EMBEDDER, TEXTS, write

ROOT = Path(__file__).parents[2]


def test_an_index_that_may_not_be_written_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Searching writes nothing into it, not even a lock; an update says why it cannot."""
    folder = write(tmp_path / "library", TEXTS)
    update_index(tmp_path / "index", [folder], EMBEDDER)
    before = sorted(path for path in (tmp_path / "index").rglob("*"))
    monkeypatch.setattr(os, "access", lambda *_: False)
    index = open_index(tmp_path / "index", EMBEDDER)
    assert index.search("When did Herat fall?")
    index.close()
    assert sorted(path for path in (tmp_path / "index").rglob("*")) == before


def test_where_nothing_at_all_may_be_written_it_answers_the_same(tmp_path: Path) -> None:
    """No folder for temporary files either: what the lexical index holds is made in memory."""
    folder = write(tmp_path / "library", TEXTS)
    update_index(tmp_path / "index", [folder], EMBEDDER)
    nowhere = "import os, tempfile; tempfile._candidate_tempdir_list = lambda: ['/proc/none'];"
    ask = f"""
from pathlib import Path
from rag.search import open_index
from rag.search.examine import examine
from tests.support.indexing import EMBEDDER
place = Path({str(tmp_path / "index")!r})
hits = open_index(place, EMBEDDER).search("When did Herat fall?")
print([(hit.passage.text, hit.score) for hit in hits], examine(place)[1])
"""
    denied = f"{nowhere} os.access = lambda *_: False; {ask}"
    said = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
            for code in (ask, denied)]  # fmt: skip
    assert [one.returncode for one in said] == [0, 0], said[1].stderr
    assert "Herat" in said[0].stdout
    assert said[0].stdout.endswith("[]\n")  # and nothing is called damaged
    assert said[0].stdout == said[1].stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_update_of_an_index_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    """One clear error, and the old index as it was."""
    folder = write(tmp_path / "library", TEXTS)
    update_index(tmp_path / "index", [folder], EMBEDDER)
    write(folder, {"new.txt": "Balkh fell first."})
    (tmp_path / "index").chmod(0o555)
    with pytest.raises(QuothError, match="could not be written"):
        update_index(tmp_path / "index", [folder], EMBEDDER)
    (tmp_path / "index").chmod(0o755)
