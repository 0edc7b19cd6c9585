"""Rows to arrays: word pieces, token types, sentence numbers, answer tokens; batches by length."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import islice

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.records import Row

CLS, SEP = 101, 102


@dataclass(slots=True)
class Coded:
    """One row as numbers. `sentence` is -1 outside the passage; the lists are token positions."""

    ids: list[int]
    first: int  # the first token of the passage
    sentence: list[int]
    gold: list[bool]
    starts: list[int]
    ends: list[int]
    answerable: bool
    sentence_labels: bool


@dataclass(slots=True)
class Batch:
    """Padded tensors: (B, T) for tokens, (B, S) for sentences, (B,) for flags.

    `group` (B,) numbers the items: rows of one number are the same item's examples.
    """

    ids: Tensor
    mask: Tensor
    types: Tensor
    sentence: Tensor
    gold: Tensor
    real: Tensor
    starts: Tensor
    ends: Tensor
    answerable: Tensor
    sentence_labels: Tensor
    group: Tensor

    def to(self, device: torch.device) -> "Batch":
        """The batch where the weights are."""
        return Batch(*(getattr(self, f.name).to(device) for f in fields(self)))


def plain(path: str) -> Tokenizer:
    """The tokenizer without the cutting and padding that its file asks for."""
    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def encode(
    rows: list[Row], tokenizer: Tokenizer, max_tokens: int, max_question: int
) -> list[Coded | None]:
    """Every row as numbers; a passage too long for `max_tokens` loses its end.

    None where nothing of the passage's first sentence is left.
    """
    questions = tokenizer.encode_batch([r.question for r in rows], add_special_tokens=False)
    texts = [line.text for row in rows for line in row.lines]
    pieces = iter(tokenizer.encode_batch(texts, add_special_tokens=False))
    coded: list[Coded | None] = []
    for row, question in zip(rows, questions, strict=True):
        ids = [CLS, *question.ids[:max_question], SEP]
        first = len(ids)
        item = Coded(ids, first, [-1] * first, [], [], [], row.answerable, row.sentence_labels)
        for number, line in enumerate(row.lines):
            piece = next(pieces)
            item.gold.append(line.gold)
            for start, end in line.spans:
                inside = [n for n, (a, b) in enumerate(piece.offsets) if a < end and start < b]
                if inside:
                    item.starts.append(len(ids) + inside[0])
                    item.ends.append(len(ids) + inside[-1])
            ids.extend(piece.ids)
            item.sentence.extend([number] * len(piece.ids))
        item = _finish(item, max_tokens)
        coded.append(item if item.sentence[first] == 0 else None)
    return coded


def _finish(item: Coded, max_tokens: int) -> Coded:
    """The row cut to `max_tokens`, closed, and its labels made to agree with what is left."""
    del item.ids[max_tokens - 1 :], item.sentence[max_tokens - 1 :]
    item.ids.append(SEP)
    item.sentence.append(-1)
    item.gold = item.gold[: max(item.sentence) + 1]
    kept = [(s, e) for s, e in zip(item.starts, item.ends, strict=True) if e < max_tokens - 1]
    item.starts, item.ends = [s for s, _ in kept], [e for _, e in kept]
    if item.sentence_labels and not any(item.gold):
        item.answerable = False
    if not item.answerable:
        item.starts, item.ends = [0], [0]
    return item


def collate(groups: list[list[Coded]]) -> Batch:
    """Rows padded to the longest and stacked; a group is the examples of one item."""
    rows = [row for group in groups for row in group]
    length = max(len(r.ids) for r in rows)
    count = max(1, max(len(r.gold) for r in rows))
    size = len(rows)
    ids, sentence = np.zeros((size, length), np.int64), np.full((size, length), -1, np.int64)
    mask, types = np.zeros((size, length), np.int64), np.zeros((size, length), np.int64)
    gold, real = np.zeros((size, count), bool), np.zeros((size, count), bool)
    starts, ends = np.zeros((size, length), bool), np.zeros((size, length), bool)
    for n, row in enumerate(rows):
        end = len(row.ids)
        ids[n, :end], sentence[n, :end], mask[n, :end] = row.ids, row.sentence, 1
        types[n, row.first : end] = 1
        gold[n, : len(row.gold)], real[n, : len(row.gold)] = row.gold, True
        starts[n, row.starts], ends[n, row.ends] = True, True
    flags = [np.array([getattr(r, f) for r in rows]) for f in ("answerable", "sentence_labels")]
    arrays = (ids, mask, types, sentence, gold, real, starts, ends, *flags, _numbers(groups))
    return Batch(*(torch.from_numpy(a) for a in arrays))


def _numbers(groups: list[list[Coded]]) -> npt.NDArray[np.int64]:
    """For each row of the groups, one behind the other, the number of its group."""
    return np.array([n for n, group in enumerate(groups) for _ in group], np.int64)


def cuts_of(groups: list[list[Coded]], size: int) -> list[list[list[Coded]]]:
    """Runs of whole groups, each of `size` rows or, where the next group does not fit, fewer."""
    cuts: list[list[list[Coded]]] = []
    used = size
    for group in groups:
        if used + len(group) > size:
            cuts.append([])
            used = 0
        cuts[-1].append(group)
        used += len(group)
    return cuts


def batches(
    groups: Iterator[tuple[Row, ...]],
    tokenizer: Tokenizer,
    size: int,
    max_tokens: int,
    max_question: int,
    seed: int,
    ahead: int = 32,
) -> Iterator[Batch]:
    """Batches of rows of like length: `ahead` batches of groups sorted, cut, the cuts shuffled."""
    rng = random.Random(seed)
    while True:
        some = list(islice(groups, size * ahead))
        coded = iter(encode([r for g in some for r in g], tokenizer, max_tokens, max_question))
        kept = [[c for c in islice(coded, len(group)) if c] for group in some]
        kept = sorted(filter(None, kept), key=lambda group: max(len(c.ids) for c in group))
        cuts = cuts_of(kept, size)
        rng.shuffle(cuts)
        for cut in cuts:
            yield collate(cut)
