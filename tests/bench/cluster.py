"""The store of servers beside the local one: `python -m tests.bench cluster`.

The servers are those of `make test-cluster`: PostgreSQL, and Milvus Lite unless the environment
names a real one.
"""

import os
import statistics
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from rag.search import Index, Store, update_index
from rag.search.cluster.session import Session
from rag.search.cluster.store import ClusterStore
from rag.search.local import LocalStore
from tests.bench.library import PER_DOCUMENT, RandomEmbedder, SyntheticRead, Words
from tests.bench.measure import Row, search_times, seconds
from tests.support.servers import milvus, postgres

PASSAGES = int(os.environ.get("QUOTH_BENCH_PASSAGES", "100000"))


def cluster(folder: Path, passages: int = PASSAGES) -> Iterator[Row]:
    """Filling, size and search of both stores on the same synthetic passages."""
    files = folder / "files"
    files.mkdir(parents=True)
    for number in range(passages // PER_DOCUMENT):
        (files / f"{number:06}.txt").touch()
    with postgres() as store, milvus() as engine:
        servers = ClusterStore.of(f"{store}#bench", engine, folder / "beside")
        stores: list[tuple[str, Store]] = [
            ("local", LocalStore(folder / "local")),
            ("servers", servers),
        ]
        found: list[list[list[int]]] = []
        for name, place in stores:
            filling = seconds(lambda at=place: _fill(at, files))  # type: ignore[misc]
            what = f"{passages:,} passages, {name}"
            speed = f"{passages / filling:.0f}"
            yield f"{what}: filled without embedding, passages a second", speed, ""
            with place.open(RandomEmbedder()) as index:
                times, _ = search_times(index)
                found.append(_found(index))
            yield (
                f"{what}: question encoded and searched, p50 ms",
                f"{statistics.median(times):.1f}",
                "",
            )
            yield f"{what}: the same, p95 ms", f"{times[int(0.95 * len(times))]:.1f}", ""
        same = sum(one == other for one, other in zip(*found, strict=True))
        yield f"questions with the same first 32 passages, of {len(found[0])}", str(same), ""
        session = Session(servers.place)
        size = session.all("SELECT pg_database_size(current_database())")[0][0]
        session.close()
        yield "PostgreSQL, bytes a passage", f"{size / passages:.0f}", ""


def _fill(place: Store, files: Path) -> None:
    with patch("rag.search.write.read", SyntheticRead(Words())):
        update_index(place, [files], RandomEmbedder())


def _found(index: Index) -> list[list[int]]:
    words = Words(9)
    questions = [words.question() for _ in range(50)]
    return [
        [hash((h.passage.doc_id, h.passage.ordinal)) for h in index.search(question, 32)]
        for question in questions
    ]
