"""Processes that write to an index and are killed, by themselves at a step or from outside.

They are forked from one server process that has the libraries loaded, so that a dozen of them
cost little.
"""

import itertools
import multiprocessing
import os
import signal
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import faiss  # noqa: F401 - loaded once, before the forks
import tantivy  # noqa: F401

from rag.search import update_index
from rag.search.chunk import encoding
from tests.support.hashing import HashingEmbedder

encoding()
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.support.index_writer"])


def dying_at(step: int, index: Path, folder: Path) -> ForkServerProcess:
    """A started process that updates the index and kills itself at its step of this number."""
    process = _CONTEXT.Process(target=_die_at, args=(step, index, folder))
    process.start()
    return process


def turning(index: Path, folder: Path) -> tuple[ForkServerProcess, Connection]:
    """A started process that rewrites `turning.txt` and updates for ever; it tells its steps."""
    ours, theirs = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_turn, args=(index, folder, theirs))
    process.start()
    theirs.close()
    return process, ours


def _die_at(last: int, index: Path, folder: Path) -> None:
    steps = itertools.count(1)

    def step(_: str) -> None:
        if next(steps) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    update_index(index, [folder], HashingEmbedder(), on_step=step)


def _turn(index: Path, folder: Path, told: Connection) -> None:
    for turn in itertools.count():
        (folder / "turning.txt").write_text(f"In turn {turn} the wheel stood at mark {turn}.")
        update_index(index, [folder], HashingEmbedder(), on_step=told.send)
