"""Legs of a training run: one that was cut off goes on, and one that is afresh begins anew."""

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


@pytest.mark.parametrize("afresh", [True, False])
def test_a_leg_that_is_afresh_begins_with_the_weights_of_the_run(
    tmp_path: Path, feed: Iterator[Batch], monkeypatch: pytest.MonkeyPatch, afresh: bool
) -> None:
    """A leg of no minutes ends as it begins: with the start's weights, or the first leg's."""
    start = EvidenceReader(SMALL)
    torch.save(start.state_dict(), tmp_path / "start.pt")
    monkeypatch.setattr(training, "load", lambda *_: {})
    monkeypatch.setattr(training, "packaged", lambda: tmp_path)
    monkeypatch.setattr(training, "from_minilm", lambda *_: EvidenceReader(SMALL))
    monkeypatch.setattr(training, "feed", lambda *_: feed)
    legs = [{"minutes": 0.02}, {"minutes": 0, "afresh": afresh}]
    config = {**SETTINGS, "seed": 1, "legs": legs, "averaged": 1}
    training.train(config, tmp_path, tmp_path / "run", tmp_path / "start.pt")
    ended = torch.load(tmp_path / "run" / "final.pt")
    assert torch.equal(ended["token_head.weight"], start.token_head.weight) is afresh


def test_attention_in_training_is_that_of_the_exported_graph(feed: Iterator[Batch]) -> None:
    """Without dropout the short form of training and the written-out one give the same logits."""
    model, batch = EvidenceReader(SMALL), next(feed)
    short = model.train()(batch.ids, batch.mask, batch.types)
    long = model.eval()(batch.ids, batch.mask, batch.types)
    assert all(torch.allclose(a, b, atol=1e-5) for a, b in zip(short, long, strict=True))


def test_frozen_weights_stay_as_they_are(tmp_path: Path, feed: Iterator[Batch]) -> None:
    """What a configuration freezes is not moved by a step, and the rest is."""
    model = EvidenceReader(SMALL)
    words, head = model.words.weight.clone(), model.token_head.weight.clone()
    settings = {**SETTINGS, "frozen": ["words."]}
    training.loop(Halved(model, settings), feed, settings, tmp_path, Progress(), [])
    assert torch.equal(model.words.weight, words)
    assert not torch.equal(model.token_head.weight, head)
