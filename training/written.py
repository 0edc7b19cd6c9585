"""Questions written for this project on paragraphs of the training sets (`training/written/`).

Each paragraph has a question that it answers and near misses: questions on the same people and
events that it does not answer, as people ask them who half remember it. The paragraphs are named
by set, document and number; none of their text is in the repository.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from training.records import Item, Pool, Spans

FOLDER = Path(__file__).with_name("written")


def written(pools: Mapping[str, Pool], folder: Path = FOLDER) -> Pool:
    """The answerable questions as items, each with its paragraph's near misses.

    Raises KeyError for a paragraph that the sets do not have.
    """
    asked: dict[tuple[str, str, int], list[tuple[str, str | None]]] = defaultdict(list)
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            place = (row["source"], row["doc"], row["paragraph"])
            asked[place].append((row["question"], row["answer"]))
    made = Pool()
    for (source, doc, paragraph), questions in asked.items():
        pool = pools[source]
        made.docs[doc] = pool.docs[doc]
        if doc in pool.titles:
            made.titles[doc] = pool.titles[doc]
        misses = tuple(question for question, answer in questions if answer is None)
        for question, answer in questions:
            gold = _gold(pool.docs[doc][paragraph], answer) if answer else {}
            if answer and gold:
                item = Item("written", question, doc, paragraph, gold, (answer,), misses=misses)
                made.items.append(item)
    return made


def _gold(sentences: list[str], answer: str) -> dict[int, Spans]:
    """The sentences that hold the answer, with its places in them."""
    found: dict[int, Spans] = {}
    for number, sentence in enumerate(sentences):
        at = sentence.find(answer)
        if at >= 0:
            found[number] = ((at, at + len(answer)),)
    return found
