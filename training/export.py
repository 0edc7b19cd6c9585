"""Export a trained reader: `python -m training.export RUN/final.pt rag/models/reader`.

Writes `reader.onnx` with int8 weights (dynamic quantisation, per output channel), the tokenizer,
and prints their SHA-256; written into the package, they are pinned there. `--float` writes float32
instead. `--list` writes `list.onnx`, the network for the second look, beside the reader there is:
it was trained with that reader's table of words left as it is, and takes it from there.
"""

import argparse
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from rag.answers.reader import FILES, LIST
from rag.models import sha256_of
from training.model import EvidenceReader
from training.pins import renew
from training.train import packaged

WORDS = "words.weight_quantized"
"""The name of the table of words in a quantised graph."""


def to_onnx(model: EvidenceReader, path: Path) -> None:
    """The float32 graph with free batch size and length."""
    model.eval()
    ids = torch.randint(1000, 2000, (2, 24))
    types = torch.zeros_like(ids)
    types[:, 10:] = 1
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        model,
        (ids, torch.ones_like(ids), types),
        str(path),
        dynamo=False,
        opset_version=17,
        input_names=["ids", "mask", "types"],
        output_names=["tokens", "answer"],
        dynamic_axes={
            "ids": axes,
            "mask": axes,
            "types": axes,
            "tokens": axes,
            "answer": {0: "batch"},
        },
    )


def quantise(source: Path, target: Path) -> None:
    """Weights of matrix products and look-ups as int8; the heads stay in float32."""
    quantize_dynamic(
        source,
        target,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=False,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        nodes_to_exclude=["/token_head/MatMul", "/answer_head/Gemm", "/answer_head/Gemm_MatMul"],
        extra_options={"MatMulConstBOnly": True},
    )


def write_tokenizer(path: Path) -> None:
    """The tokenizer without the cutting and padding of the embedding model."""
    data = json.loads((packaged() / "tokenizer.json").read_text(encoding="utf-8"))
    data["truncation"] = data["padding"] = None
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8")


def export(weights: Path, folder: Path, quantised: bool = True) -> dict[str, str]:
    """Write the files; give their SHA-256 by name."""
    model = EvidenceReader()
    model.load_state_dict(torch.load(weights))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx" if quantised else folder / "reader.onnx"
        to_onnx(model, full)
        if quantised:
            quantise(full, folder / "reader.onnx")
    write_tokenizer(folder / "tokenizer.json")
    renew(*(folder / file for file in FILES))
    return {f: sha256_of(folder / f) for f in FILES}


def export_list(weights: Path, folder: Path) -> dict[str, str]:
    """Write the network for lists beside the reader in `folder`; give its SHA-256 by name.

    Raises ValueError if its table of words is not the reader's.
    """
    model = EvidenceReader()
    model.load_state_dict(torch.load(weights))
    with tempfile.TemporaryDirectory() as scratch:
        full, small = Path(scratch) / "full.onnx", Path(scratch) / LIST
        to_onnx(model, full)
        quantise(full, small)
        made = onnx.load(str(small))
    source = folder / FILES[0]
    words = next(i for i in made.graph.initializer if i.name == WORDS)
    start = source.read_bytes().find(words.raw_data)
    if start < 0:
        raise ValueError(f"{weights}: its table of words is not that of {source}; freeze `words.`.")
    held = {"location": source.name, "offset": start, "length": len(words.raw_data)}
    words.ClearField("raw_data")
    words.data_location = onnx.TensorProto.EXTERNAL
    for key, value in held.items():
        words.external_data.add(key=key, value=str(value))
    (folder / LIST).write_bytes(made.SerializeToString())
    renew(folder / LIST)
    return {LIST: sha256_of(folder / LIST)}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--float", action="store_true", help="float32 instead of int8")
    parser.add_argument("--list", action="store_true", help="the network for the second look")
    args = parser.parse_args()
    made = (
        export_list(args.weights, args.folder)
        if args.list
        else export(args.weights, args.folder, not args.float)
    )
    for name, value in made.items():
        print(f'    "{name}": "{value}",')


if __name__ == "__main__":
    main()
