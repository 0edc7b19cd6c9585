"""Every command takes `--store` and `--engine`, and several page servers share one index."""

from pathlib import Path

import pytest

from rag.cli import main
from rag.search.cluster.store import ClusterStore
from rag.web.desk import Desk
from tests.support.indexing import TEXTS, write


def test_commands_work_on_servers(
    cluster: ClusterStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Indexed, listed, asked, checked and removed; no file of an index is written."""
    folder = write(tmp_path / "library", TEXTS)
    beside = ["--index", str(tmp_path / "beside"), "--engine", cluster.engine.uri]
    where = [*beside, "--store", f"{cluster.place.url}#{cluster.place.name}"]
    assert main(["index", str(folder), *where]) == 0
    assert main(["docs", *where]) == 0
    assert "kabul.md" in capsys.readouterr().out
    assert main(["ask", "When was the Bonn agreement signed?", *where]) == 0
    assert "5 December 2001" in capsys.readouterr().out
    assert main(["check-index", *where]) == 0
    assert main(["remove", "kabul.md", *where]) == 0
    assert not list((tmp_path / "beside").glob("gen-*"))


def test_a_store_needs_an_engine(capsys: pytest.CaptureFixture[str]) -> None:
    """One without the other is said to be incomplete."""
    assert main(["docs", "--store", "postgresql://x/y"]) == 2
    assert "--engine" in capsys.readouterr().err


def test_two_page_servers_share_one_index(cluster: ClusterStore, tmp_path: Path) -> None:
    """What one of them indexes, the other answers from."""
    folder = write(tmp_path / "library", TEXTS)
    other = ClusterStore.of(f"{cluster.place.url}#{cluster.place.name}", cluster.engine.uri,
                            tmp_path / "other")  # fmt: skip
    first, second = Desk(cluster), Desk(other)
    for desk in (first, second):
        desk.start()
        desk.ready.wait(60)
    first.index([folder], None)
    assert len(second.engine.index.documents()) == len(TEXTS)
    second.remove([row.doc_id for row in second.documents()][:1])
    assert len(first.engine.index.documents()) == len(TEXTS) - 1
    for desk in (first, second):
        desk.engine.index.close()
    other.close()
