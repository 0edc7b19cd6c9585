"""The two servers, once for all tests here; these run by `make test-cluster` alone."""

import itertools
import os
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

if not os.environ.get("QUOTH_TEST_CLUSTER"):
    collect_ignore_glob = ["test_*.py"]
else:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pymilvus  # noqa: F401 - its own warnings of old names are not ours

    from rag.search.cluster.session import Place, Session
    from rag.search.cluster.store import ClusterStore
    from tests.support.servers import milvus, postgres

    _numbers = itertools.count(1)

    @pytest.fixture(scope="session")
    def servers() -> Iterator[tuple[str, str]]:
        """The URLs of PostgreSQL and of Milvus."""
        with postgres() as store, milvus() as engine:
            yield store, engine

    @pytest.fixture
    def cluster(servers: tuple[str, str], tmp_path: Path) -> Iterator[ClusterStore]:
        """An index of its own name, dropped afterwards."""
        name = f"t{os.getpid()}_{next(_numbers)}"
        store = ClusterStore.of(f"{servers[0]}#{name}", servers[1], tmp_path / "beside")
        yield store
        drop(store)

    @pytest.fixture(scope="module")
    def lasting(
        servers: tuple[str, str], tmp_path_factory: pytest.TempPathFactory
    ) -> Iterator[ClusterStore]:
        """An index that the tests of a file share."""
        name = f"t{os.getpid()}_{next(_numbers)}"
        beside = tmp_path_factory.mktemp("beside") / "index"
        store = ClusterStore.of(f"{servers[0]}#{name}", servers[1], beside)
        yield store
        drop(store)

    def drop(store: ClusterStore) -> None:
        """Forget an index with all that belongs to it."""
        store.close()
        session = Session(Place(store.place.url, store.place.name))
        session.run(f"DROP SCHEMA IF EXISTS {store.place.name} CASCADE")
        session.close()
        for name in store.engine.collections(f"{store.place.name}_"):
            store.engine.drop(name)
