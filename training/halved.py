"""A reader in training: float32 weights, their optimiser, how far a leg has come, kept in a file.

The forward and backward passes run in bfloat16 on a working copy; the updates are made in float32.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from training.model import EvidenceReader

Weights = dict[str, Tensor]
FILE = "state.pt"


@dataclass(slots=True)
class Progress:
    """How far a run has come: its leg (from 1), and in this leg minutes, steps and rows."""

    leg: int = 1
    minutes: float = 0.0
    step: int = 0
    rows: int = 0


class Halved:
    """A bfloat16 working copy of a float32 model, and the optimiser of the latter."""

    def __init__(self, model: EvidenceReader, config: dict[str, Any]) -> None:
        self.device = next(model.parameters()).device
        self.master = model
        self.work = EvidenceReader(model.shape).to(self.device, torch.bfloat16)
        for half in (self.work, model):
            freeze(half, config.get("frozen", ()))
        both = zip(self.work.parameters(), model.parameters(), strict=True)
        learning = [(work, master) for work, master in both if master.requires_grad]
        self.halves: list[Tensor] = [work for work, _ in learning]
        self.wholes: list[Tensor] = [master for _, master in learning]
        heads = {id(p) for n, p in model.named_parameters() if "head" in n}
        groups = [
            {"params": [p for p in model.parameters() if id(p) not in heads], "lr": config["lr"]},
            {"params": [p for p in model.parameters() if id(p) in heads], "lr": config["head_lr"]},
        ]
        self.optimiser = torch.optim.AdamW(
            groups, weight_decay=config["weight_decay"], betas=(0.9, 0.98), fused=True
        )
        self.peaks = [group["lr"] for group in self.optimiser.param_groups]
        self.work.load_state_dict(model.state_dict())

    def step(self, rate: float) -> None:
        """One update with the gradients gathered so far, at `rate` times the peak rates."""
        for work, master in zip(self.halves, self.wholes, strict=True):
            master.grad = None if work.grad is None else work.grad.float()
            work.grad = None
        nn.utils.clip_grad_norm_(self.wholes, 1.0)
        for group, peak in zip(self.optimiser.param_groups, self.peaks, strict=True):
            group["lr"] = peak * rate
        self.optimiser.step()
        with torch.no_grad():
            torch._foreach_copy_(self.halves, self.wholes)


def freeze(model: EvidenceReader, parts: Sequence[str]) -> None:
    """Leave the weights whose names begin with one of `parts` as they are."""
    for name, weight in model.named_parameters():
        if name.startswith(tuple(parts)):
            weight.requires_grad_(False)


def keep(out: Path, progress: Progress, state: Halved, ends: list[Weights]) -> None:
    """Write all that a run needs to go on from here; the file is whole or the old one."""
    data = {
        "progress": asdict(progress),
        "weights": state.master.state_dict(),
        "optimiser": state.optimiser.state_dict(),
        "ends": ends,
    }
    torch.save(data, out / f"{FILE}.new")
    (out / f"{FILE}.new").replace(out / FILE)


def kept(out: Path) -> dict[str, Any] | None:
    """What `keep` wrote last, on the processor; None if there is nothing."""
    path = out / FILE
    return torch.load(path, map_location="cpu") if path.exists() else None
