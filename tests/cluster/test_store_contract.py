"""The contract of every store (tests/search/test_store.py), held by the cluster."""

import pytest

from rag.search.cluster.store import ClusterStore
from tests.search.test_store import (
    test_a_failed_file_changes_no_store,
    test_any_store_is_written_and_read_by_the_same_verbs,
    test_no_store_takes_vectors_of_two_models,
)

__all__ = [
    "test_a_failed_file_changes_no_store",
    "test_any_store_is_written_and_read_by_the_same_verbs",
    "test_no_store_takes_vectors_of_two_models",
]


@pytest.fixture
def store(cluster: ClusterStore) -> ClusterStore:
    """The store that the contract is asked of."""
    return cluster
