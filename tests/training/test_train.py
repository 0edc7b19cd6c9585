"""A run that is cut off goes on where it was kept."""

from collections.abc import Iterator
from itertools import repeat
from pathlib import Path

import pytest
import torch

from training import train as training
from training.encode import Batch, Coded, collate
from training.halved import Halved, Progress, keep, kept
from training.model import EvidenceReader, Shape

SMALL = Shape(vocabulary=200, positions=32, hidden=24, inner=32, heads=2, layers=1)
SETTINGS = {
    "lr": 1e-3, "head_lr": 1e-3, "weight_decay": 0.01, "minutes": 0.02, "accumulate": 1,
    "warmup": 0.1, "leg": 1,
    "losses": {"span": 0.25, "list": 1.0, "each": 1.0, "answer": 1.0, "across": 0.5},
}  # fmt: skip


@pytest.fixture
def feed() -> Iterator[Batch]:
    """The same two rows for ever: one with an answer, and its near miss."""
    answered = Coded([101, 7, 102, 8, 9, 102], 3, [-1, -1, -1, 0, 1, -1], [False, True], [4], [4],
                     answerable=True, sentence_labels=True)  # fmt: skip
    silent = Coded([101, 6, 102, 8, 9, 102], 3, [-1, -1, -1, 0, 1, -1], [False, False], [0], [0],
                   answerable=False, sentence_labels=True)  # fmt: skip
    return repeat(collate([[answered, silent]]))


def test_kept_state_gives_weights_moments_and_progress_back(
    tmp_path: Path, feed: Iterator[Batch]
) -> None:
    """What a run is kept as holds the trained weights, the optimiser and how far the leg was."""
    torch.manual_seed(1)
    state, done = Halved(EvidenceReader(SMALL), SETTINGS), Progress()
    before = state.master.answer_head.weight.clone()
    training.loop(state, feed, SETTINGS, tmp_path, done, [])
    keep(tmp_path, done, state, [])
    old = kept(tmp_path)
    assert old is not None
    assert done.step > 0
    assert not torch.equal(before, state.master.answer_head.weight)
    again = EvidenceReader(SMALL)
    again.load_state_dict(old["weights"])
    assert torch.equal(again.answer_head.weight, state.master.answer_head.weight)
    assert Progress(**old["progress"]) == done
    fresh = Halved(again, SETTINGS)
    fresh.optimiser.load_state_dict(old["optimiser"])
    assert len(fresh.optimiser.state) == len(state.optimiser.state) > 0


def test_leg_that_was_nearly_over_only_ends(tmp_path: Path, feed: Iterator[Batch]) -> None:
    """A leg goes on from its minutes, not from nothing, and counts its rows on."""
    state, done = Halved(EvidenceReader(SMALL), SETTINGS), Progress(1, 0.02, 40, 80)
    training.loop(state, feed, SETTINGS, tmp_path, done, [])
    assert (done.step, done.rows) == (40, 80)


def test_nothing_kept_is_a_fresh_run(tmp_path: Path) -> None:
    """In an empty folder there is nothing to go on from."""
    assert kept(tmp_path) is None
