"""Rows from items: passages of varying length around the evidence, and eight kinds of negatives."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from training.brought import Look, brought
from training.claims import deny, statement
from training.lists import Rarity, list_of, rarity, words
from training.nearmiss import near_miss, transplant
from training.records import Item, Line, Pool, Row

Place = tuple[str, int]  # a document and the number of a paragraph in it


@dataclass(slots=True)
class Source:
    """A pool with, for each item, the paragraphs most like its question (never its own)."""

    pool: Pool
    close: list[list[Place]]
    neighbours: bool  # whether a document's paragraphs follow one another in one text
    negatives: dict[str, float]
    claims: float = 0.0  # the share of questions that become statements
    many: int = 1  # the most negatives that stand beside an item
    lists: float = 0.0  # the share of items whose passage is a list for the second look
    look: Look | None = None  # makes the lists; without it they are guessed
    rare: Rarity = field(init=False)

    def __post_init__(self) -> None:
        self.rare = rarity(self.pool)


def nearest(pool: Pool, count: int = 24) -> list[list[Place]]:
    """For each item, up to `count` paragraphs by tf-idf with its question, best first."""
    keys = [(doc, n) for doc, paragraphs in pool.docs.items() for n in range(len(paragraphs))]
    texts = [" ".join(pool.docs[doc][n]) for doc, n in keys]
    model = TfidfVectorizer(sublinear_tf=True, dtype=np.float32)
    matrix = model.fit_transform(texts).T.tocsr()
    questions = model.transform([item.question for item in pool.items])
    found: list[list[Place]] = []
    for start in range(0, len(pool.items), 500):
        scores = (questions[start : start + 500] @ matrix).toarray()
        top = np.argsort(-scores, axis=1)[:, : count + 1]
        for item, row in zip(pool.items[start : start + 500], top, strict=False):
            found.append([keys[i] for i in row if keys[i] != (item.doc, item.paragraph)])
    return found


def has_answer(text: str, answers: tuple[str, ...]) -> bool:
    """Whether one of the answers stands in `text` as words, letter case ignored."""
    return any(
        re.search(rf"(?<!\w){re.escape(a.strip().lower())}(?!\w)", text.lower())
        for a in answers
        if a.strip()
    )


def size(text: str) -> int:
    """About how many word pieces `text` has."""
    return int(len(re.findall(r"\w+|[^\w\s]", text)) * 1.2) + 1


def window(lines: list[Line], must: list[int], budget: int, rng: random.Random) -> tuple[int, int]:
    """A run of lines that holds those of `must` (or a random start) and fits the budget."""
    at = rng.randrange(len(lines))
    low, high = (min(must), max(must) + 1) if must else (at, at + 1)
    used = sum(size(line.text) for line in lines[low:high])
    while used < budget and (low > 0 or high < len(lines)):
        left = low > 0 and (high == len(lines) or rng.random() < 0.5)
        new = low - 1 if left else high
        used += size(lines[new].text)
        if used > budget + 20:
            break
        low, high = (new, high) if left else (low, new + 1)
    return low, high


def listed(
    source: Source, item: Item, close: list[Place], rng: random.Random, without: bool = False
) -> list[Line]:
    """A list for the second look; one of fewer than two sentences is none."""

    def silent(text: str) -> bool:
        return not has_answer(text, item.answers)

    if source.look is not None:
        lines = brought(source.pool, item, close, source.look, silent, without)
    else:
        lines = list_of(source.pool, item, close, source.rare, silent, rng, without)
    return lines if len(lines) > 1 else []


def passage(
    source: Source, item: Item, place: Place, rng: random.Random, without: bool = False
) -> list[Line]:
    """Lines around a paragraph, gold ones marked where it is the item's own.

    `without` takes the evidence out, with every sentence that has an answer's words.
    """
    doc, number = place
    own = place == (item.doc, item.paragraph)
    paragraphs = source.pool.docs[doc]
    budget = int(rng.triangular(40, 290, 130))
    lines = [
        Line(text, own and n in item.gold, item.gold.get(n, ()) if own else ())
        for n, text in enumerate(paragraphs[number])
    ]
    chance = 0.6 if source.neighbours else 0.2
    if rng.random() < chance and sum(size(line.text) for line in lines) < budget:
        for other in (number - 1, number + 1):
            if 0 <= other < len(paragraphs):
                more = [Line(t) for t in paragraphs[other] if not has_answer(t, item.answers)]
                lines = more + lines if other < number else lines + more
    if without:
        lines = [x for x in lines if not x.gold and not has_answer(x.text, item.answers)]
    if not lines:
        return []
    must = [n for n, line in enumerate(lines) if line.gold]
    if not own:
        must = []
    low, high = window(lines, must, budget, rng)
    lines = lines[low:high]
    title = source.pool.titles.get(doc, "")
    if title and rng.random() < 0.15:
        lines = [Line(title), *lines]
    return lines


def restyle(question: str, rng: random.Random) -> str:
    """The question as people type it: now and then without its mark, or led in."""
    question = question.strip()
    chance = rng.random()
    if chance < 0.2:
        return question.rstrip(" ?")
    if chance < 0.24 and question[:1].isalpha():
        return rng.choice(("Please tell me: ", "I would like to know, ", "Quick question: ")) + (
            question[0].lower() + question[1:]
        )
    if chance < 0.27:
        return rng.choice(("In this document, ", "According to the text, ")) + question
    return question


def as_claim(item: Item, rng: random.Random) -> Item:
    """The item asked as a statement where that can be done, now and then with a "not"."""
    claim = item.question if item.claim else statement(item.question, item.answers, rng)
    if claim is None:
        return item
    return replace(item, question=deny(claim, rng) if rng.random() < 0.2 else claim, claim=True)


def negative(
    source: Source, item: Item, close: list[Place], kind: str, rng: random.Random, as_list: bool
) -> Row | None:
    """A row of one kind that the passage does not answer, or None where none can be made."""
    pool, question = source.pool, item.question
    if kind in ("swap", "transplant", "written"):
        if item.claim and kind != "written":
            return None
        changed = _changed(pool, item, kind, rng)
        if changed is None:
            return None
        question = changed
        found = own_lines(source, replace(item, question=question), close, rng, as_list)
        lines = [Line(x.text) for x in found]
    elif kind == "deleted" or as_list:
        lines = own_lines(source, item, close, rng, as_list, without=True) if item.gold else []
    else:
        options = _places(source, item, close, kind, rng)
        fit = [p for p in options if not has_answer(" ".join(pool.docs[p[0]][p[1]]), item.answers)]
        if not fit:
            return None
        lines = passage(source, item, rng.choice(fit[:3]), rng)
        lines = [Line(x.text) for x in lines if not has_answer(x.text, item.answers)]
    return Row(item.source, kind, question, tuple(lines), False) if lines else None


def own_lines(
    source: Source,
    item: Item,
    close: list[Place],
    rng: random.Random,
    as_list: bool,
    without: bool = False,
) -> list[Line]:
    """The item's own passage, or a list with its evidence; or either without the evidence."""
    if as_list:
        return listed(source, item, close, rng, without)
    return passage(source, item, (item.doc, item.paragraph), rng, without)


def _changed(pool: Pool, item: Item, kind: str, rng: random.Random) -> str | None:
    """A question that the item's own paragraph does not answer, though it is on its subject."""
    if kind == "written":
        return _miss(item, rng)
    near = " ".join(pool.docs[item.doc][item.paragraph])
    if kind == "swap":
        return near_miss(item.question, near, _far(pool, item, rng), item.answers, rng)
    others = (rng.choice(pool.items) for _ in range(12))
    made = (transplant(o.question, near, rng) for o in others if o.doc != item.doc and not o.claim)
    return next(filter(None, made), None)


def _miss(item: Item, rng: random.Random) -> str | None:
    """A near miss of the item's paragraph, most often one of the three most like the question."""
    if not item.misses:
        return None
    if rng.random() < 0.4:
        return rng.choice(item.misses)
    asked = words(item.question)
    return rng.choice(sorted(item.misses, key=lambda m: -_alike(asked, words(m)))[:3])


def _alike(one: set[str], other: set[str]) -> float:
    """The share of common words (Jaccard)."""
    return len(one & other) / max(1, len(one | other))


def _far(pool: Pool, item: Item, rng: random.Random) -> str:
    """Text from elsewhere in the item's document."""
    paragraphs = pool.docs[item.doc]
    picked = rng.sample(range(len(paragraphs)), min(4, len(paragraphs)))
    return " ".join(t for n in picked for t in paragraphs[n])


def _places(
    source: Source, item: Item, close: list[Place], kind: str, rng: random.Random
) -> list[Place]:
    """Paragraphs for a negative of the kind same, other, adjacent or random."""
    docs = source.pool.docs
    if kind == "same":
        return [p for p in close if p[0] == item.doc]
    if kind == "other":
        return [p for p in close if p[0] != item.doc or not source.neighbours]
    if kind == "adjacent":
        near = (item.paragraph - 1, item.paragraph + 1)
        return [(item.doc, n) for n in near if 0 <= n < len(docs[item.doc])]
    doc = rng.choice(list(docs))
    return [(doc, rng.randrange(len(docs[doc])))] if doc != item.doc and docs[doc] else []


def positive(
    source: Source, item: Item, close: list[Place], rng: random.Random, as_list: bool
) -> Row | None:
    """The item with its own passage, or with a list that holds its evidence."""
    lines = own_lines(source, item, close, rng, as_list)
    answers = bool(item.gold) or item.whole
    kind = "gold" if answers else "given"
    marked = not item.whole
    return Row(item.source, kind, item.question, tuple(lines), answers, marked) if lines else None


def stream(
    sources: dict[str, Source], shares: dict[str, float], seed: int
) -> Iterator[tuple[Row, ...]]:
    """Endless groups of rows: a source by share, then each of its items with and without answer."""
    rng = random.Random(seed)
    names = list(shares)
    queues: dict[str, list[int]] = {name: [] for name in names}
    while True:
        name = rng.choices(names, [shares[n] for n in names])[0]
        source, queue = sources[name], queues[name]
        if not queue:
            queue.extend(range(len(source.pool.items)))
            rng.shuffle(queue)
        if rows := draw(source, queue.pop(), rng):
            yield rows


def draw(source: Source, index: int, rng: random.Random) -> tuple[Row, ...]:
    """An item with its own passage, and up to `many` negatives of it; fewer where none fit."""
    item, close = source.pool.items[index], source.close[index]
    if rng.random() < source.claims:
        item = as_claim(item, rng)
    as_list = not item.whole and rng.random() < source.lists
    kinds = list(source.negatives)
    rows: dict[str | tuple[Line, ...], Row] = {}
    for _ in range(4 * source.many):
        kind = rng.choices(kinds, [source.negatives[k] for k in kinds])[0]
        if len(rows) < source.many and (row := negative(source, item, close, kind, rng, as_list)):
            rows.setdefault(row.question if kind == "written" else row.lines, row)
    first = positive(source, item, close, rng, as_list)
    group = [first, *rows.values()] if first else list(rows.values())
    if item.claim:
        return tuple(group)
    return tuple(replace(row, question=restyle(row.question, rng)) for row in group)
