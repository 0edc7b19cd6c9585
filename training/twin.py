"""The torch twin of the shipped graph: the weights read back out of the ONNX file.

The int8 weights are turned back into float32 and loaded into the readable model of
`training.model`. What remains between the two is the rounding of activations to 8 bits.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from training.model import EvidenceReader


def weights_of(path: Path) -> dict[str, torch.Tensor]:
    """The state dict of `EvidenceReader` from the initialisers of an exported graph."""
    graph = onnx.load(str(path)).graph
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    found = {n: a for n, a in arrays.items() if a.dtype == np.float32 and "::" not in n}
    for name in list(arrays):
        if name.endswith("_quantized") and "::" not in name:
            stem = name.removesuffix("_quantized")
            found[stem] = _real(arrays, stem)
    for node in graph.node:
        if node.op_type in {"MatMul", "MatMulInteger"} and node.name.count("/") > 1:
            source = node.input[1].removesuffix("_quantized")
            module = node.name.strip("/").rsplit("/", 1)[0].replace("/", ".")
            if "::" in source:
                found[f"{module}.weight"] = _real(arrays, source).T
    wanted = EvidenceReader().state_dict()
    found["answer_head.weight"] = found["answer_head.weight"].reshape(1, -1)
    return {n: torch.tensor(found[n].copy()) for n in wanted}


def _real(arrays: dict[str, NDArray[np.generic]], stem: str) -> NDArray[np.float32]:
    """A weight in float32, whether it is stored so or as int8 with scale and zero point."""
    if stem in arrays:
        return arrays[stem].astype(np.float32)
    whole = arrays[f"{stem}_quantized"].astype(np.float32)
    zero = arrays[f"{stem}_zero_point"].astype(np.float32)
    return (whole - zero) * arrays[f"{stem}_scale"].astype(np.float32)


def twin(path: Path) -> EvidenceReader:
    """The readable model with the weights of an exported graph, ready to be asked."""
    model = EvidenceReader()
    model.load_state_dict(weights_of(path))
    return model.eval()
