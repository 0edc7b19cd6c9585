"""Lists for the second look: an item's evidence among the best sentences of several passages.

The best sentences that were found for a question can be put together and read once more (a second
look; tried and not shipped, docs/model-card.md). Here such lists for training are made: the
evidence, or not, its neighbours in the paragraph, and from the paragraphs most like the question
the sentences that hold most of its rarer words, now and then behind their document's title.
"""

import math
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from training.records import Item, Line, Pool

Place = tuple[str, int]
_WORD = re.compile(r"\w{3,}")
_CLOSE = 6
"""Paragraphs that the other sentences are taken from."""


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare each word is among the paragraphs of a pool."""

    weight: dict[str, float]
    most: float

    def shared(self, question: set[str], text: str) -> float:
        """The summed rarity of the question's words in `text`."""
        return sum(self.weight.get(w, self.most) for w in question & words(text))


def words(text: str) -> set[str]:
    """The words of three letters or more, cut to six letters against endings."""
    return {word[:6] for word in _WORD.findall(text.lower())}


def rarity(pool: Pool) -> Rarity:
    """Inverse document frequencies over a pool's paragraphs."""
    texts = [" ".join(own) for paragraphs in pool.docs.values() for own in paragraphs]
    counts = Counter(word for text in texts for word in words(text))
    count = len(texts) + 1
    return Rarity({w: math.log(count / (n + 0.5)) for w, n in counts.items()}, math.log(count))


@dataclass(frozen=True, slots=True)
class Choice:
    """A sentence of a list: where it stands, its text, whether it is evidence."""

    place: Place
    number: int
    line: Line


def list_of(
    pool: Pool,
    item: Item,
    close: Sequence[Place],
    rare: Rarity,
    silent: Callable[[str], bool],
    rng: random.Random,
    without: bool = False,
) -> list[Line]:
    """Four to eight sentences around an item's evidence; `without` leaves it out.

    `silent` tells whether a text is free of the answer's words.
    """
    size, asked = rng.randint(4, 8), words(item.question)
    own = (item.doc, item.paragraph)
    gold = [] if without else _gold(pool, item)
    others = [
        (rare.shared(asked, text) * rng.uniform(0.6, 1.4), Choice(place, n, Line(text)))
        for place in (own, *close[:_CLOSE])
        for n, text in enumerate(pool.docs[place[0]][place[1]])
        if silent(text) and not (place == own and n in item.gold) and len(text) < 700
    ]
    others.sort(key=lambda pair: -pair[0])
    chosen = [*gold[:3], *(choice for _, choice in others[: max(1, size - len(gold[:3]))])]
    return _laid_out(pool, chosen, rng)


def _gold(pool: Pool, item: Item) -> list[Choice]:
    paragraph = pool.docs[item.doc][item.paragraph]
    place = (item.doc, item.paragraph)
    return [
        Choice(place, n, Line(paragraph[n], True, spans)) for n, spans in sorted(item.gold.items())
    ]


def _laid_out(pool: Pool, chosen: Sequence[Choice], rng: random.Random) -> list[Line]:
    """Document by document in a random order, sentences as they stand, with titles or without."""
    order = {doc: rng.random() for doc in sorted({choice.place[0] for choice in chosen})}
    places = sorted({choice.place for choice in chosen}, key=lambda p: (order[p[0]], p[1]))
    titled = rng.random() < 0.5
    lines: list[Line] = []
    for n, place in enumerate(places):
        title = pool.titles.get(place[0], "")
        if titled and title and (n == 0 or places[n - 1][0] != place[0]):
            lines.append(Line(title))
        own = sorted((c for c in chosen if c.place == place), key=lambda c: c.number)
        lines.extend(c.line for c in own)
    return lines
