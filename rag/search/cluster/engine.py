"""The search engine: one collection in Milvus, asked for two ranked lists.

A row is a passage: its dense vector, its words as a sparse vector (`weights`), and what a filter
may ask for. Rows are written once and never changed; which of them a generation has is said by
the filter of every search. Aliases are not used: on a cluster they are not switched at once.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rag.errors import QuothError
from rag.search.store import Matrix

FLAT_LIMIT = 1_000_000
"""Passages up to which every vector is compared, as in a local index; above it HNSW."""
_BATCH = 1000  # rows in one call
_LONG = 1000  # bytes of a text that is filtered by
_LISTS = {"ef": 512}  # how far HNSW looks; at least what is asked for
_NUMBERS, _TEXTS = ("document", "born"), ("date", "author", "kind", "collection")

Scored = list[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage as the engine has it; texts may be cut, they are filtered by alone."""

    row: int
    document: int
    born: int
    date: str
    author: str
    kind: str
    collection: str
    dense: Any
    sparse: Mapping[int, float]


class Milvus:
    """A server, or a file for milvus-lite. Thread-safe."""

    def __init__(self, uri: str) -> None:
        self.uri = uri

    @cached_property
    def _client(self) -> Any:  # noqa: ANN401 - pymilvus has no types
        with self._saying():
            from pymilvus import MilvusClient

            return MilvusClient(self.uri, token=os.environ.get("QUOTH_ENGINE_TOKEN", ""))

    def make(self, name: str, dim: int, passages: int) -> None:
        """A new collection, whose index suits the number of passages that are to come."""
        from pymilvus import DataType

        with self._saying():
            schema = self._client.create_schema(auto_id=False, enable_dynamic_field=False)
            schema.add_field("row", DataType.INT64, is_primary=True)
            for number in _NUMBERS:
                schema.add_field(number, DataType.INT64)
            for text in _TEXTS:
                schema.add_field(text, DataType.VARCHAR, max_length=_LONG)
            schema.add_field("dense", DataType.FLOAT_VECTOR, dim=dim)
            schema.add_field("sparse", DataType.SPARSE_FLOAT_VECTOR)
            indexes = self._client.prepare_index_params()
            indexes.add_index("dense", metric_type="IP", **_dense_index(passages))
            indexes.add_index(
                "sparse",
                index_type="SPARSE_INVERTED_INDEX",
                metric_type="IP",
                params={"inverted_index_algo": "DAAT_MAXSCORE"},
            )
            self._client.create_collection(
                name, schema=schema, index_params=indexes, consistency_level="Strong"
            )

    def put(self, name: str, entries: Sequence[Entry]) -> None:
        """Put rows in; those that are there already are replaced."""
        rows = [
            {name: getattr(one, name) for name in ("row", *_NUMBERS, "dense")}
            | {name: _cut(getattr(one, name)) for name in _TEXTS}
            | {"sparse": dict(one.sparse)}
            for one in entries
        ]
        with self._saying():
            for at in range(0, len(rows), _BATCH):
                self._client.upsert(name, rows[at : at + _BATCH])

    def count(self, name: str, chosen: str) -> int:
        """How many rows a filter lets through, whatever was put until now."""
        with self._saying():
            found = self._client.query(
                name, filter=chosen, output_fields=["count(*)"], consistency_level="Strong"
            )
        return int(found[0]["count(*)"])

    def delete(self, name: str, chosen: str) -> None:
        """Delete the rows that a filter lets through."""
        with self._saying():
            self._client.delete(name, filter=chosen)

    def settle(self, name: str) -> None:
        """Have everything that was put written and searchable."""
        with self._saying():
            self._client.flush(name)
            self._client.load_collection(name)

    def collections(self, prefix: str) -> list[str]:
        """The names of collections that begin so."""
        with self._saying():
            return [name for name in self._client.list_collections() if name.startswith(prefix)]

    def drop(self, name: str) -> None:
        """Delete a collection."""
        with self._saying():
            self._client.drop_collection(name)

    def words(self, name: str, weights: Mapping[int, float], chosen: str, k: int,
              strong: bool) -> Scored:  # fmt: skip
        """The `k` rows whose sparse vectors have the largest product with these weights."""
        if not weights:
            return []
        params = {"metric_type": "IP", "params": {"drop_ratio_search": 0.0}}
        return self._search(name, "sparse", dict(weights), params, chosen, k, strong)

    def near(self, name: str, query: Matrix, chosen: str, k: int, strong: bool) -> Scored:
        """The `k` rows whose vectors have the largest product with this one."""
        params = {"metric_type": "IP", "params": {"ef": max(_LISTS["ef"], k)}}
        return self._search(name, "dense", query, params, chosen, k, strong)

    def _search(
        self,
        name: str,
        field: str,
        query: Matrix | dict[int, float],
        params: dict[str, Any],
        chosen: str,
        k: int,
        strong: bool,
    ) -> Scored:
        with self._saying():
            found = self._client.search(
                name,
                [query],
                anns_field=field,
                search_params=params,
                filter=chosen,
                limit=k,
                output_fields=["row"],
                consistency_level="Strong" if strong else "Bounded",
            )
        return [(int(hit["row"]), float(hit["distance"])) for hit in found[0]]

    @contextmanager
    def _saying(self) -> Iterator[None]:
        """What pymilvus and grpc raise, in Quoth's words."""
        try:
            yield
        except ImportError as error:
            raise QuothError(
                f"{error.name} is not installed. Install what a cluster needs: "
                "pip install 'quoth[cluster]'"
            ) from error
        except QuothError:
            raise
        except Exception as error:
            if type(error).__module__.split(".")[0] not in ("pymilvus", "grpc", "milvus_lite"):
                raise
            raise QuothError(
                f"the search engine at {self.uri} does not answer: {error}. Nothing was changed. "
                "See that Milvus runs and that --engine is right, then try again."
            ) from error


def _dense_index(passages: int) -> dict[str, Any]:
    if passages <= FLAT_LIMIT:
        return {"index_type": "FLAT"}
    return {"index_type": "HNSW", "params": {"M": 32, "efConstruction": 360}}


def _cut(text: str) -> str:
    """As much of a text as a field of the engine takes."""
    return text.encode("utf-8", "replace")[:_LONG].decode("utf-8", "ignore")
