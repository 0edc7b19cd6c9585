"""Workers that are killed lose nothing and double nothing; an interrupted run goes on."""

import os
from functools import partial
from pathlib import Path

import pytest

from rag.errors import QuothError
from rag.search import update_index
from rag.search.cluster import workers
from rag.search.cluster.session import Session
from rag.search.cluster.staging import Staging, packed, unpacked
from rag.search.cluster.store import ClusterStore
from rag.search.cluster.tables import make_tables
from rag.search.cluster.workers import index_with_workers
from rag.search.codec import pack
from rag.search.local import LocalStore
from rag.search.plan import read, reading_rules
from rag.search.scan import SourceFile
from tests.cluster.alike import OnceEmbedder, differing
from tests.cluster.test_kills import whole
from tests.support.indexing import EMBEDDER, TEXTS, write

KILLED = 6 if os.environ.get("QUOTH_TEST_WHOLE") else 2
"""Workers that die; for each, Ray starts another process, which takes most of the time."""
TOWNS = {
    f"town{n:02}.md": f"# Town {n}\n\n" + f"Town {n} has {n * 3} wells and a wall. " * (n + 1)
    for n in range(4 * KILLED)
}


@pytest.mark.filterwarnings("ignore")  # Ray's own
def test_killed_workers_lose_and_double_nothing(cluster: ClusterStore, tmp_path: Path) -> None:
    """Workers are killed inside of a task; the index is the one that no worker would make."""
    folder = write(tmp_path / "library", TEXTS | TOWNS)
    dying = write(tmp_path / "dying", dict.fromkeys(list(TOWNS)[::4], ""))
    report = index_with_workers(cluster, [folder], 2, EMBEDDER, dying=dying)
    assert (len(report.added), report.problems) == (len(TEXTS | TOWNS), ())
    assert list(dying.iterdir()) == []
    assert set(whole(cluster)[1]) == set(TEXTS | TOWNS)
    update_index(tmp_path / "local", [folder], EMBEDDER)
    asked = ["Which town has 12 wells?", "When did Kabul fall?", "Who fled?"]
    with LocalStore(tmp_path / "local").open(EMBEDDER) as local, cluster.open(EMBEDDER) as other:
        assert differing(local, other, asked, [None] * len(asked)) == []
    session = Session(cluster.place)
    assert session.all("SELECT count(*) FROM staged") == [(0,)]
    session.close()


@pytest.mark.filterwarnings("ignore")  # Ray's own
def test_a_node_that_misses_its_time_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two starts that fail are made up for; a third one is told with what to do."""
    import ray

    starts: list[int] = []

    def start(fails: int, **_: object) -> None:
        starts.append(fails)
        if len(starts) <= fails:
            raise Exception("The current node timed out during startup.")

    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    monkeypatch.setattr(ray, "init", partial(start, 2))
    assert (workers._started(1), len(starts)) == (ray, 3)
    starts.clear()
    monkeypatch.setattr(ray, "init", partial(start, 3))
    with pytest.raises(QuothError, match=r"Ray did not start .*timed out.* without --workers"):
        workers._started(1)


def test_what_is_staged_is_not_computed_again(cluster: ClusterStore, tmp_path: Path) -> None:
    """A file is read and embedded once; a changed one is another."""
    folder = write(tmp_path / "library", TEXTS)
    file = SourceFile(folder / "kabul.md", str(folder), "kabul.md")
    session = Session(cluster.place)
    make_tables(session)
    staging, embedder = Staging(session, reading_rules()), OnceEmbedder(EMBEDDER)
    assert staging.stage(file, "kabul.md", embedder)
    count = len(embedder.known)
    embedder.known.clear()
    assert staging.stage(file, "kabul.md", embedder)
    assert (count > 0, len(embedder.known)) == (True, 0)
    key = staging.key(file, "kabul.md")
    write(folder, {"kabul.md": "Kabul was quiet."})
    assert key != staging.key(file, "kabul.md")
    found = staging.read(file, "kabul.md")
    assert not isinstance(found, str)
    assert found[0].text == "Kabul was quiet."
    session.close()


def test_a_staged_document_is_the_one_that_was_read(tmp_path: Path) -> None:
    """Both layers, notes, problems and passages come back as they were."""
    folder = write(tmp_path / "library", TEXTS)
    for name in TEXTS:
        result = read(SourceFile(folder / name, str(folder), name), name)
        assert not isinstance(result, str)
        back = unpacked(packed(result))
        assert (pack(back[0]), back[0].problems) == (pack(result[0]), result[0].problems)
        assert back[1] == result[1]
