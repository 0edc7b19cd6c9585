"""Fit the weights of `quoth extract` on training sets, and measure them on the dev sets.

    python -m training.extract --data ../shared/data/train --dev ../shared/data/dev --keep RUN

Contexts of 1 to about 120 sentences, with evidence or without, are cut from training documents and
read once; what the reader, the words and the embedder say of each sentence is kept in `--keep`, and
of another reader's is made anew. Two logistic models are fitted with weights that may not change
their sign: one over sentences, one over contexts. Each set has the same weight, and so has each of
its contexts. The sentences' bias is the one that gives the best mean word F1 at 0.5. The second
table is of sets that the fit did not see. `--out rag/models/extract.json` ships the fit.
"""

import argparse
import json
import math
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import orjson
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score

from rag.answers.reader import Reader, load_reader
from rag.answers.reader.extract import Context, Model, SentenceValues, load_model, say
from rag.english.sentence import sentences
from training.evaluate import lines_of, reader_in, words_in
from training.pins import renew
from training.records import Item, Pool
from training.sets import pools_of

SETS = ("cuad", "squad2", "wice", "scifact")
"""Contracts, articles, and claims. The shipped reader has seen the last two."""
PENALTY = 0.02


@dataclass(frozen=True, slots=True)
class Read:
    """A context that was read: its set, its words' number by sentence, which are evidence.

    `wanted` and `words` count words: of the evidence, and of each sentence with how many of them
    are evidence.
    """

    source: str
    said: SentenceValues
    gold: tuple[bool, ...]
    words: tuple[tuple[int, int], ...]
    wanted: int


def contexts(pool: Pool, count: int, seed: int) -> list[tuple[str, list[str], list[bool]]]:
    """Questions with runs of sentences around their paragraph, half of them without evidence."""
    rng = random.Random(seed)
    with_gold = [item for item in pool.items if item.gold]
    without = [item for item in pool.items if not item.gold]
    rows = []
    for number in range(count):
        missing = number % 2 == 1
        item = rng.choice(without if missing and without else with_gold)
        question = item.question
        if missing and item.misses:
            question = rng.choice(item.misses)
        rows.append((question, *_run(pool, item, missing, rng)))
    return rows


def _run(pool: Pool, item: Item, missing: bool, rng: random.Random) -> tuple[list[str], list[bool]]:
    """Paragraphs around the item's, up to a number of sentences that is drawn; evidence marked.

    Where it is to be `missing`, what is evidence or has an answer's words is taken out.
    """
    paragraphs, size = pool.docs[item.doc], int(math.exp(rng.uniform(0.7, 4.8)))
    low, high = item.paragraph, item.paragraph + 1
    while sum(map(len, paragraphs[low:high])) < size and (low > 0 or high < len(paragraphs)):
        if low > 0 and (high == len(paragraphs) or rng.random() < 0.5):
            low -= 1
        else:
            high += 1
    gold: dict[int, set[int]] = {}
    for other in pool.items:
        if (other.doc, other.question) == (item.doc, item.question):
            gold.setdefault(other.paragraph, set()).update(other.gold)
    lines = [
        (text, n in gold.get(at, ()))
        for at in range(low, high)
        for n, text in enumerate(paragraphs[at])
    ]
    if missing and item.gold and not item.misses:
        lines = [line for line in lines if not line[1]] or [("Nothing.", False)]
    if missing:
        return [text for text, _ in lines], [False] * len(lines)
    return [text for text, _ in lines], [own for _, own in lines]


def read(source: str, question: str, lines: list[str], gold: list[bool], reader: Reader) -> Read:
    """What there is to know of a training context."""
    context, borders, at = " ".join(lines), [], 0
    for line in lines:
        borders.append((at, at + len(line)))
        at += len(line) + 1
    said = say(question, context, borders, reader)
    sizes = [len(line.split()) for line in lines]
    words = [(size, size if own else 0) for size, own in zip(sizes, gold, strict=True)]
    return Read(source, said, tuple(gold), tuple(words), sum(own for _, own in words))


def read_dev(source: str, row: dict[str, object], reader: Reader) -> Read:
    """What there is to know of a dev row, whose evidence is given in code points."""
    context = str(row["context"])
    spans = [(g["start"], g["end"]) for g in row["gold"]]  # type: ignore[attr-defined]
    borders = sentences(context)
    places = _words(context)
    want = words_in(spans, places)
    held = [words_in([border], places) for border in borders]
    gold = tuple(bool(own & want) for own in held)
    words = tuple((len(own), len(own & want)) for own in held)
    return Read(source, say(str(row["question"]), context, borders, reader), gold, words, len(want))


def _words(text: str) -> list[tuple[int, int]]:
    places, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        places.append((at, at + len(word)))
        at += len(word)
    return places


def fit(rows: Sequence[Read]) -> Model:
    """Both models, fitted to these contexts."""
    each = [(row, n) for row in rows for n in range(len(row.gold))]
    x = np.array([row.said.of(n) for row, n in each])
    y = np.array([row.gold[n] for row, n in each])
    size = Counter(row.source for row in rows)
    weight = np.array([1 / size[row.source] / len(row.gold) for row, _ in each])
    sentence = _logistic(x, y, weight, (1, 1, 1, -1))
    tops = np.array([row.said.context() for row in rows])
    answerable = np.array([any(row.gold) for row in rows])
    even = np.array([1 / size[row.source] for row in rows])
    whole = _logistic(tops, answerable, even, (1, 1, 1, 1, -1))
    model = Model(tuple(sentence[:-1]), sentence[-1], Context(tuple(whole[:-1]), whole[-1]))
    biases = np.arange(model.bias - 2, model.bias + 4, 0.1)
    best = max(biases, key=lambda bias: mean_f1(rows, replace(model, bias=float(bias))))
    return replace(model, bias=float(best))


def _logistic(
    x: NDArray[np.float64], y: NDArray[np.bool_], weight: NDArray[np.float64], signs: Sequence[int]
) -> list[float]:
    """Weights of the columns of x, each of its sign or 0, then the bias; least penalised loss."""
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-9
    z, share = (x - mean) / scale, weight / weight.sum()

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total = z @ w[:-1] + w[-1]
        wrong = 1 / (1 + np.exp(-total)) - y
        value = (share * (np.logaddexp(0, total) - y * total)).sum() + PENALTY * (w[:-1] ** 2).sum()
        slope = np.r_[z.T @ (share * wrong), (share * wrong).sum()]
        return float(value), slope + 2 * PENALTY * np.r_[w[:-1], 0]

    bounds = [(0, None) if sign > 0 else (None, 0) for sign in signs] + [(None, None)]
    found = minimize(loss, np.zeros(len(bounds)), jac=True, bounds=bounds, method="L-BFGS-B").x
    weights = found[:-1] / scale
    return [*map(float, weights), float(found[-1] - weights @ mean)]


def mean_f1(rows: Sequence[Read], model: Model) -> float:
    """The mean over the sets of the words' F1 at 0.5."""
    names = sorted({row.source for row in rows})
    return float(np.mean([f1([r for r in rows if r.source == name], model) for name in names]))


def f1(rows: Sequence[Read], model: Model) -> float:
    """F1 over the words of sentences whose score reaches 0.5."""
    right = marked = wanted = 0
    for row in rows:
        wanted += row.wanted
        for n, (size, own) in enumerate(row.words):
            if model.sentence(row.said, n) >= 0.5:
                marked, right = marked + size, right + own
    return 2 * right / max(1, marked + wanted)


def table(rows: Sequence[Read], model_of: Callable[[str], Model]) -> str:
    """Word F1 at 0.5 and AUROC of each set."""
    lines = []
    for name in dict.fromkeys(row.source for row in rows):
        own, model = [row for row in rows if row.source == name], model_of(name)
        area = roc_auc_score([any(r.gold) for r in own], [model.whole(r.said) for r in own])
        lines.append(f"  {name:12} F1 {f1(own, model):.3f}  AUROC {area:.3f}  ({len(own)})")
    return "\n".join(lines)


def kept(path: Path, reader: Reader, make: Callable[[], list[Read]]) -> list[Read]:
    """What was read by this reader before, or now."""
    if path.is_file() and (data := json.loads(path.read_bytes()))["reader"] == reader.name:
        return [
            Read(
                r["source"], SentenceValues(**r["said"]), tuple(r["gold"]),
                tuple((size, own) for size, own in r["words"]), r["wanted"],
            ) for r in data["rows"]
        ]  # fmt: skip
    rows = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(orjson.dumps({"reader": reader.name, "rows": rows}))
    return rows


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of training sets")
    parser.add_argument("--dev", type=Path, required=True, help="the folder of dev sets")
    parser.add_argument("--keep", type=Path, required=True, help="where what was read is kept")
    parser.add_argument("--reader", type=Path, help="a folder with another reader's files")
    parser.add_argument("--count", type=int, default=300, help="contexts of each training set")
    parser.add_argument("--out", type=Path, help="write the weights that were fitted here")
    args = parser.parse_args()
    reader = reader_in(args.reader) if args.reader else load_reader()

    def train() -> list[Read]:
        pools = pools_of(args.data)
        return [
            read(name, *row, reader)
            for number, name in enumerate(SETS)
            for row in contexts(pools[name], args.count, number)
        ]

    def dev() -> list[Read]:
        files = sorted(args.dev.glob("extract/*.jsonl"))
        return [read_dev(f.stem, row, reader) for f in files for row in lines_of(f)]

    rows = kept(args.keep / "extract-train.json", reader, train)
    print(reader.name)
    print("shipped:", table(rows, lambda _: load_model()), sep="\n")
    print("by models that did not see the set:")
    print(table(rows, lambda name: fit([row for row in rows if row.source != name])))
    model = fit(rows)
    print(model)
    held = kept(args.keep / "extract-dev.json", reader, dev)
    print("dev, shipped:", table(held, lambda _: load_model()), sep="\n")
    print("dev, fitted:", table(held, lambda _: model), sep="\n")
    if args.out:
        args.out.write_bytes(orjson.dumps(model, option=orjson.OPT_INDENT_2) + b"\n")
        renew(args.out)


if __name__ == "__main__":
    main()
