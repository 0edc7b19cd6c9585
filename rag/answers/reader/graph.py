"""Runs the evidence model's graph with onnxruntime and pools its logits into a reading.

The graph gives each token four logits (answer start, answer end, evidence, weight) and each
window one (answered here). A sentence's logit is the mean of its tokens' evidence logits,
weighted by the softmax of their weight logits. The graph's torch twin is `training.model`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from rag.answers.reader.windows import Window

START, END, EVIDENCE, WEIGHT = range(4)
_LONGEST_SPAN = 40
_WEIGHTS_FROM = "session.model_external_initializers_file_folder_path"
_SPINNING = "session.intra_op.allow_spinning"
"""Threads that wait for one another would burn time that others on the machine have use for."""
_CANDIDATES = 12


@dataclass(frozen=True, slots=True)
class Output:
    """What the graph says of one window: (T, 4) float32 logits and the answer logit."""

    tokens: NDArray[np.float32]
    answer: float


class Graph:
    """A loaded graph; it may be used from several threads."""

    def __init__(self, data: bytes, threads: int, beside: Path | None = None) -> None:
        """Load the graph; `beside` is the folder of the files that it takes weights from."""
        options = onnxruntime.SessionOptions()
        if beside is not None:
            options.add_session_config_entry(_WEIGHTS_FROM, str(beside))
        options.intra_op_num_threads = threads
        options.add_session_config_entry(_SPINNING, "0")
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            data, options, providers=["CPUExecutionProvider"]
        )

    def run(self, windows: Sequence[Window]) -> list[Output]:
        """One output a window, in the order given.

        Each window is run by itself: int8 activations are scaled over a whole batch, so that
        in a batch a window's logits would depend on its neighbours. It is no slower.
        """
        outputs = []
        for window in windows:
            tokens, answers = self._session.run(None, _feed(window))
            outputs.append(Output(tokens[0], float(answers[0])))
        return outputs


def _feed(window: Window) -> dict[str, NDArray[np.int64]]:
    """The graph's three inputs, (1, T) int64."""
    ids = np.array([window.ids], dtype=np.int64)
    types = np.zeros_like(ids)
    types[0, window.first :] = 1
    return {"ids": ids, "mask": np.ones_like(ids), "types": types}


def pool(tokens: NDArray[np.float32]) -> float:
    """The sentence logit of the (n, 4) logits of its tokens."""
    weight = np.exp(np.clip(tokens[:, WEIGHT], -10, 10))
    return float((weight * tokens[:, EVIDENCE]).sum() / max(float(weight.sum()), 1e-9))


def sentence_logits(
    windows: Sequence[Window],
    outputs: Sequence[Output],
    numbers: NDArray[np.int64],
    count: int,
) -> list[float]:
    """One logit a sentence, -10 for one without tokens.

    A sentence that several windows hold gets the mean over those that hold most of it.
    """
    pooled: list[list[tuple[int, float]]] = [[] for _ in range(count)]
    for window, output in zip(windows, outputs, strict=True):
        part = numbers[window.low : window.high]
        body = output.tokens[window.first : -1]
        for number in sorted(set(part[part >= 0].tolist())):
            inside = part == number
            pooled[number].append((int(inside.sum()), pool(body[inside])))
    logits = []
    for scores in pooled:
        most = max((size for size, _ in scores), default=0)
        best = [logit for size, logit in scores if size == most]
        logits.append(sum(best) / len(best) if best else -10.0)
    return logits


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    exp = np.exp(logits - logits.max())
    result: NDArray[np.float32] = exp / exp.sum()
    return result


def token_spans(
    window: Window, output: Output, numbers: NDArray[np.int64]
) -> list[tuple[int, int, float]]:
    """Likely answers as (first token, last token, score) in the passage; never across sentences.

    The score is the geometric mean of the start's and the end's probability, where "no answer"
    (the first token) takes part.
    """
    places = np.r_[0, window.first : len(window.ids) - 1]
    starts = _softmax(output.tokens[places, START])[1:]
    ends = _softmax(output.tokens[places, END])[1:]
    part = numbers[window.low : window.high]
    spans = []
    for i in np.argsort(-starts)[:_CANDIDATES].tolist():
        for j in np.argsort(-ends)[:_CANDIDATES].tolist():
            if i <= j < i + _LONGEST_SPAN and part[i] == part[j] >= 0:
                score = float(np.sqrt(starts[i] * ends[j]))
                spans.append((window.low + i, window.low + j, score))
    return sorted(spans, key=lambda s: (-s[2], s[0], s[1]))
