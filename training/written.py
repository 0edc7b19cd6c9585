"""Questions and claims written for this project on paragraphs of the training sets and of its own.

`training/written/` has for each paragraph something that it answers or bears out and near misses:
questions on the same people and events that it does not answer, as people ask them who half
remember it. The paragraphs are named by set, document and number; no text of the sets is in the
repository. `training/texts/` has documents that were written for this project too.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any

from rag.english.sentence import sentences as sentences_of
from training.records import Item, Pool, Spans
from training.sources import locate

FOLDER = Path(__file__).with_name("written")
TEXTS = Path(__file__).with_name("texts")


def texts(folder: Path = TEXTS) -> Pool:
    """The documents of our own, without items; the rows of `FOLDER` ask about them."""
    made = Pool()
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            made.titles[row["doc"]] = row["title"]
            made.docs[row["doc"]] = [
                [text[a:b] for a, b in sentences_of(text)] for text in row["paragraphs"]
            ]
    return made


def written(pools: Mapping[str, Pool], kind: str = "", folder: Path = FOLDER) -> Pool:
    """What is answered as items, each with its paragraph's near misses of the same form.

    The files of a kind begin with its name, `pairs-` or `topics-`; "written" are those of
    neither, "" all. Raises KeyError for a paragraph that the sets do not have.
    """
    asked: dict[tuple[str, str, int], list[dict[str, Any]]] = defaultdict(list)
    for path in sorted(folder.glob("*.jsonl")):
        if kind and kind_of(path) != kind:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            asked[row["source"], row["doc"], row["paragraph"]].append(row)
    made = Pool()
    for (source, doc, paragraph), rows in asked.items():
        pool = pools[source]
        made.docs[doc] = pool.docs[doc]
        if doc in pool.titles:
            made.titles[doc] = pool.titles[doc]
        for row in rows:
            sentences, claim = pool.docs[doc][paragraph], _form(row)[0]
            if gold := _gold(sentences, row["spans"]):
                answers = tuple(sentences[n][a:b] for n, found in gold.items() for a, b in found)
                misses = _misses(rows, _form(row))
                made.items.append(
                    Item("written", row["question"], doc, paragraph, gold, answers, claim,
                         misses=misses)
                )  # fmt: skip
    return made


def kind_of(path: Path) -> str:
    """The kind of questions that a file has: "pairs", "topics" or "written"."""
    kind = path.name.split("-")[0]
    return kind if kind in {"pairs", "topics"} else "written"


def _form(row: dict[str, Any]) -> tuple[bool, bool]:
    """Whether it is a claim, and whether it is a topic."""
    return row.get("claim", False), row.get("topic", False)


def _misses(rows: list[dict[str, Any]], form: tuple[bool, bool]) -> tuple[str, ...]:
    """The near misses of one form, or all where there is none of it."""
    silent = [row for row in rows if not row["spans"]]
    found = [row for row in silent if _form(row) == form] or silent
    return tuple(row["question"] for row in found)


def _gold(sentences: list[str], spans: list[list[int]]) -> dict[int, Spans]:
    """The sentences that hold answers, with their places in them.

    `spans` are offsets in the sentences joined by blanks.
    """
    ends = list(accumulate(len(sentence) + 1 for sentence in sentences))
    borders = [(end - len(s) - 1, end - 1) for s, end in zip(sentences, ends, strict=True)]
    return locate(borders, [(start, end) for start, end in spans])
