"""Processes that write to a cluster's index and kill themselves at a step."""

import itertools
import multiprocessing
import os
import signal
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from rag.search import update_index
from rag.search.chunk import encoding
from rag.search.cluster.store import ClusterStore
from tests.support.hashing import HashingEmbedder

encoding()
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.support.cluster_writer"])


def dying_at(step: int, store: str, engine: str, folder: Path) -> ForkServerProcess:
    """A started process that updates the index and kills itself at its step of this number."""
    process = _CONTEXT.Process(target=_die_at, args=(step, store, engine, folder))
    process.start()
    return process


def _die_at(last: int, store: str, engine: str, folder: Path) -> None:
    steps = itertools.count(1)

    def step(_: str) -> None:
        if next(steps) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    place = ClusterStore.of(store, engine, folder.parent / "beside")
    update_index(place, [folder], HashingEmbedder(), on_step=step)
