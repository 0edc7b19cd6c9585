"""The batches of a leg, made beside the training where there are processors to spare."""

import os
from collections.abc import Iterator
from typing import Any

from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from training.encode import Batch, batches, plain
from training.rows import Source, stream


class Rows(IterableDataset[Batch]):
    """Endless batches of a mix of sources; every process of a loader has an order of its own."""

    def __init__(
        self, sources: dict[str, Source], config: dict[str, Any], tokenizer: str, seed: int
    ) -> None:
        self.sources, self.config, self.tokenizer, self.seed = sources, config, tokenizer, seed

    def __iter__(self) -> Iterator[Batch]:
        worker = get_worker_info()
        seed = self.seed + (100_000 * worker.id if worker else 0)
        return batches(
            stream(self.sources, self.config["shares"], seed),
            plain(self.tokenizer),
            self.config["micro_batch"],
            self.config["max_tokens"],
            self.config["max_question"],
            seed,
            self.config.get("ahead", 32),
        )


def feed(
    sources: dict[str, Source], config: dict[str, Any], tokenizer: str, step: int
) -> Iterator[Batch]:
    """A leg's batches, in the mix of its shares and in an order of its own.

    At most `workers` processes make them, two fewer than there are processors; where there are
    not that many, this one does, between the steps. After a break, at a `step`
    that is not 0, the order is another, so that nothing is seen twice before the rest is.
    """
    seed = config["seed"] + config["leg"] - 1 + 1000 * step
    rows = Rows(sources, config, tokenizer, seed)
    workers = max(0, min(config.get("workers", 0), (os.cpu_count() or 1) - 2))
    apart: dict[str, Any] = {}
    if workers:
        apart = {"multiprocessing_context": "fork", "prefetch_factor": 8}
    return iter(DataLoader(rows, batch_size=None, num_workers=workers, **apart))
