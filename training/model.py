"""The evidence reader as a plain torch module: a BERT encoder with two linear heads.

The forward pass is spelled out (no model library), so that it is the readable twin of the
exported graph: Devlin et al. 2019, https://arxiv.org/abs/1810.04805. It does not pool over
sentences; `training.losses` and `rag.answers.reader` do, with the same formula.
"""

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

START, END, EVIDENCE, WEIGHT = range(4)


@dataclass(frozen=True)
class Shape:
    """The sizes of MiniLM-L6-H384."""

    vocabulary: int = 30522
    positions: int = 512
    hidden: int = 384
    inner: int = 1536
    heads: int = 12
    layers: int = 6
    dropout: float = 0.0
    """In training, behind every part of a layer and on its attention."""


class Layer(nn.Module):
    """One transformer layer with the normalisation behind each residual sum."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.dropout = shape.dropout
        self.qkv = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.out = nn.Linear(shape.hidden, shape.hidden)
        self.norm1 = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.up = nn.Linear(shape.hidden, shape.inner)
        self.down = nn.Linear(shape.inner, shape.hidden)
        self.norm2 = nn.LayerNorm(shape.hidden, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`x` (B, T, H) and an additive mask (B, 1, 1, T) to (B, T, H)."""
        batch, length, hidden = x.shape
        qkv = self.qkv(x).view(batch, length, 3, self.heads, hidden // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        if self.training:
            wide = mask.expand(batch, 1, length, length)
            mixed = functional.scaled_dot_product_attention(q, k, v, wide, self.dropout)
        else:  # the same, as the exported graph has it
            scores = torch.matmul(q * q.shape[-1] ** -0.5, k.transpose(-1, -2)) + mask
            mixed = torch.matmul(scores.softmax(-1), v)
        mixed = mixed.transpose(1, 2).reshape(batch, length, hidden)
        x = self.norm1(x + functional.dropout(self.out(mixed), self.dropout, self.training))
        inner = self.down(functional.gelu(self.up(x)))
        normed: Tensor = self.norm2(x + functional.dropout(inner, self.dropout, self.training))
        return normed


class EvidenceReader(nn.Module):
    """Token logits (start, end, evidence, weight) and one logit for "answered here"."""

    def __init__(self, shape: Shape = Shape()) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.hidden)
        self.places = nn.Embedding(shape.positions, shape.hidden)
        self.types = nn.Embedding(2, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.token_head = nn.Linear(shape.hidden, 4)
        self.answer_head = nn.Linear(shape.hidden, 1)
        for head in (self.token_head, self.answer_head):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> tuple[Tensor, Tensor]:
        """Ids, mask and types (B, T) int64 to token logits (B, T, 4) and answer logits (B,)."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.places(places) + self.types(types))
        x = functional.dropout(x, self.shape.dropout, self.training)
        additive = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, additive)
        return self.token_head(x), self.answer_head(x[:, 0]).squeeze(-1)


def from_minilm(weights: Path, dropout: float = 0.0) -> EvidenceReader:
    """A reader with fresh heads on the encoder weights of a BERT-style safetensors file."""
    old = {name.removeprefix("bert."): value for name, value in load_file(weights).items()}
    model = EvidenceReader(Shape(dropout=dropout))
    new = dict(model.state_dict())
    for mine, theirs in (("words", "word"), ("places", "position"), ("types", "token_type")):
        new[f"{mine}.weight"] = old[f"embeddings.{theirs}_embeddings.weight"]
    for part in ("weight", "bias"):
        new[f"norm.{part}"] = old[f"embeddings.LayerNorm.{part}"]
        for index in range(model.shape.layers):
            source = f"encoder.layer.{index}."
            parts = (old[f"{source}attention.self.{n}.{part}"] for n in ("query", "key", "value"))
            new[f"layers.{index}.qkv.{part}"] = torch.cat(list(parts))
            for mine, theirs in (
                ("out", "attention.output.dense"),
                ("norm1", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("norm2", "output.LayerNorm"),
            ):
                new[f"layers.{index}.{mine}.{part}"] = old[f"{source}{theirs}.{part}"]
    model.load_state_dict(new)
    return model
