"""The shipped reader's graph against its readable torch twin."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnx", reason="the twin reads the weights out of the graph with onnx")
torch = pytest.importorskip("torch", reason="the twin is a torch module")

from rag.answers.reader import FOLDER  # noqa: E402 - only with onnx and torch
from rag.answers.reader.graph import Graph, Output  # noqa: E402
from rag.answers.reader.windows import CLS, SEP, Window  # noqa: E402
from training.model import EvidenceReader  # noqa: E402
from training.twin import twin  # noqa: E402

GRAPH = Path(FOLDER) / "reader.onnx"


def asked() -> list[Window]:
    """Eight windows of word pieces of different lengths; what they say does not matter."""
    rng = np.random.default_rng(7)
    found = []
    for number in range(8):
        question, passage = (rng.integers(1996, 12000, n).tolist() for n in (9, 20 + 25 * number))
        found.append(Window(number, 0, len(passage), (CLS, *question, SEP, *passage, SEP)))
    return found


def of_twin(model: EvidenceReader, window: Window) -> Output:
    """What the twin says of one window, alone and without padding."""
    ids = torch.tensor([window.ids])
    types = torch.zeros_like(ids)
    types[:, window.first :] = 1
    with torch.no_grad():
        tokens, answer = model(ids, torch.ones_like(ids), types)
    return Output(tokens[0].numpy(), float(answer[0]))


def likeness(model: EvidenceReader) -> float:
    """The correlation of all logits of the graph with those of a model."""
    windows = asked()
    shipped = Graph(GRAPH.read_bytes(), threads=1).run(windows)
    wanted = [of_twin(model, window) for window in windows]
    a, b = (
        np.concatenate([np.r_[o.tokens.ravel(), o.answer] for o in some])
        for some in (shipped, wanted)
    )
    return float(np.corrcoef(a, b)[0, 1])


def test_the_graph_computes_what_the_twin_computes() -> None:
    """Rounding to 8 bits moves the logits a little; padding, batching and masks not at all."""
    assert likeness(twin(GRAPH)) > 0.99


def test_the_comparison_notices_one_wrong_layer() -> None:
    """The same comparison fails when two layers of the twin change places."""
    model = twin(GRAPH)
    weights = model.state_dict()
    swapped = {
        name: weights[
            name.replace("layers.2.", "layers.x.")
            .replace("layers.3.", "layers.2.")
            .replace("layers.x.", "layers.3.")
        ]
        for name in weights
    }
    model.load_state_dict(swapped)
    assert likeness(model) < 0.96
