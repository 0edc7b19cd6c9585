"""After updates and removals, too, laptop and cluster find the same, as a new index would."""

from pathlib import Path

from rag.search import remove_documents, update_index
from rag.search.cluster.session import Session
from rag.search.cluster.store import ClusterStore
from rag.search.local import LocalStore
from tests.cluster.alike import differing, seen
from tests.support.indexing import EMBEDDER, TEXTS, write

ASKED = ["Which town has 12 wells?", "When did Kabul fall?", "Who fled?", "wall", "Town 3 wells"]


def _towns(first: int, past: int, wells: int) -> dict[str, str]:
    return {
        f"town{n:02}.md": f"# Town {n}\n\n"
        + f"Town {n} has {n * wells} wells and a wall. " * (n + 1)
        for n in range(first, past)
    }


def test_the_same_after_updates_and_removals(cluster: ClusterStore, tmp_path: Path) -> None:
    """Changed, added, taken away and removed by name: five writes to both, compared after each."""
    folder, place = tmp_path / "library", tmp_path / "local"
    steps = [TEXTS | _towns(0, 20, 3), _towns(5, 9, 4), _towns(20, 60, 2), {"kabul.md": "Quiet."}]
    for number, texts in enumerate(steps):
        write(folder, texts)
        if number == 2:
            (folder / "town01.md").unlink()
        for store in (place, cluster):
            update_index(store, [folder], EMBEDDER)
        _compare(place, cluster)
    for store in (place, cluster):
        remove_documents(store, ["town07.md", "herat.md"])
    _compare(place, cluster)
    update_index(tmp_path / "new", [folder], EMBEDDER)
    for store in (place, cluster):
        update_index(store, [folder], EMBEDDER)
    with LocalStore(tmp_path / "new").open(EMBEDDER) as new, cluster.open(EMBEDDER) as old:
        for question in ASKED:
            scores = [
                sorted(one[-1] or 0 for one in seen(i.search(question, 9))) for i in (new, old)
            ]
            assert scores[0] == scores[1]


def test_an_index_from_before_a_column_came_is_read(cluster: ClusterStore, tmp_path: Path) -> None:
    """Asked as it was; the next write gives the table what it lacks."""
    folder = write(tmp_path / "library", TEXTS)
    update_index(cluster, [folder], EMBEDDER)
    session = Session(cluster.place)
    session.run("ALTER TABLE document DROP COLUMN keywords")
    with cluster.open(EMBEDDER) as index:
        assert {row.path for row in index.documents()} == set(TEXTS)
        assert index.find("kabul.md") in index.documents()
    write(folder, {"new.md": "---\nkeywords: [Balkh]\n---\n\nBalkh fell first.\n"})
    update_index(cluster, [folder], EMBEDDER)
    with cluster.open(EMBEDDER) as index:
        assert {row.path: row.keywords for row in index.documents()} == {
            **dict.fromkeys(TEXTS, ()),
            "new.md": ("Balkh",),
        }
    session.close()


def _compare(place: Path, cluster: ClusterStore) -> None:
    with LocalStore(place).open(EMBEDDER) as local, cluster.open(EMBEDDER) as other:
        few = frozenset(row.doc_id for row in local.documents()[::3])
        for chosen in (None, few):
            assert differing(local, other, ASKED, [chosen] * len(ASKED)) == []
