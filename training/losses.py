"""The reader's loss: answer spans, sentences and "none", each sentence, the passage, and groups.

A group is an item with its evidence and the same item without, in other passages or asked
differently. The sentence score is the mean of the evidence logits of its tokens, weighted by
the softmax of their weight logits; `rag.answers.reader` computes the same outside the graph.
"""

import torch
from torch import Tensor
from torch.nn import functional

from training.encode import Batch
from training.model import END, EVIDENCE, START, WEIGHT

_LOW = -1e4


def pool(tokens: Tensor, sentence: Tensor, count: int) -> Tensor:
    """Token logits (B, T, 4) and sentence numbers (B, T) to sentence logits (B, count)."""
    member = sentence[:, None, :] == torch.arange(count, device=sentence.device)[None, :, None]
    weight = tokens[..., WEIGHT].clamp(-10, 10).exp()
    parts = member.to(tokens.dtype)
    top = torch.einsum("bst,bt->bs", parts, weight * tokens[..., EVIDENCE])
    return top / torch.einsum("bst,bt->bs", parts, weight).clamp(min=1e-9)


def marginal(logits: Tensor, right: Tensor) -> Tensor:
    """Minus the log of the probability that the softmax gives to all right places together."""
    chosen = logits.masked_fill(~right, _LOW).logsumexp(-1)
    return logits.logsumexp(-1) - chosen


def mean_of(values: Tensor, keep: Tensor) -> Tensor:
    """The mean of the kept values, 0 if none is kept."""
    return (values * keep).sum() / keep.sum().clamp(min=1)


def losses(tokens: Tensor, answer: Tensor, batch: Batch) -> dict[str, Tensor]:
    """The five parts of the loss, each a mean over the rows that have its labels."""
    inside = batch.sentence >= 0
    inside = torch.cat([torch.ones_like(inside[:, :1]), inside[:, 1:]], dim=1)
    place = tokens.masked_fill(~inside[..., None], _LOW)
    known = batch.starts.any(-1)
    span = marginal(place[..., START], batch.starts) + marginal(place[..., END], batch.ends)
    count = batch.gold.shape[1]
    scores = pool(tokens, batch.sentence, count)
    nothing = tokens[:, :1, EVIDENCE]
    listed = torch.cat([nothing, scores.masked_fill(~batch.real, _LOW)], dim=1)
    right = torch.cat([~batch.answerable[:, None], batch.gold], dim=1)
    marked = batch.sentence_labels | ~batch.answerable
    every = functional.binary_cross_entropy_with_logits(
        scores, batch.gold.to(scores.dtype), reduction="none"
    )
    return {
        "span": mean_of(span, known),
        "list": mean_of(marginal(listed, right), marked),
        "each": mean_of(every, batch.real & marked[:, None]),
        "answer": functional.binary_cross_entropy_with_logits(
            answer, batch.answerable.to(answer.dtype)
        ),
        "across": across(scores, answer, batch),
    }


def across(scores: Tensor, answer: Tensor, batch: Batch) -> Tensor:
    """Evidence against all sentences of its item's unanswered rows, and passage against passage.

    The list loss of Gao et al. 2021 (https://arxiv.org/abs/2101.08751); the list is the answered
    passage's sentences and those of every passage, or under every near miss, that does not answer.
    """
    low = scores.masked_fill(~batch.real, _LOW)
    silent = ~batch.answerable & batch.sentence_labels
    against = (batch.group[:, None] == batch.group[None, :]) & ~batch.answerable[None, :]
    rivals = (against & silent[None, :]).to(scores.dtype)
    best = low.logsumexp(-1)
    every = torch.cat([best[:, None], best[None, :] + (1 - rivals) * _LOW], dim=1).logsumexp(-1)
    right = low.masked_fill(~batch.gold, _LOW).logsumexp(-1)
    paired = batch.answerable & against.any(-1)
    ranked = mean_of(every - right, paired & batch.gold.any(-1))
    margins = functional.softplus(answer[None, :] - answer[:, None])
    return ranked + mean_of(margins, against & paired[:, None])
