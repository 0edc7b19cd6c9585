"""Lists of sentences for training: the evidence among those of several passages, or without it."""

import random
from collections.abc import Sequence
from dataclasses import replace

from rag.answers.features import Scorer
from rag.answers.reader import Reading, ReadText
from training.brought import Look, brought
from training.lists import list_of, rarity
from training.records import Item, Pool

POOL = Pool(
    {
        "dam": [["The dam cost nine millions.", "Oda Brun built the dam in 1911.", "It holds."]],
        "weir": [["The weir was built by farmers.", "Nobody dammed it."], ["A dam was planned."]],
    },
    {"dam": "The Dam", "weir": "The Weir"},
)
ITEM = Item("own", "Who built the dam?", "dam", 0, {1: ((0, 8),)}, ("Oda Brun",))
CLOSE = [("weir", 0), ("weir", 1)]


def lists(without: bool) -> list[list[tuple[str, bool]]]:
    """Twenty lists of the item, as texts and whether they are evidence."""
    rare, rng = rarity(POOL), random.Random(5)
    return [
        [
            (line.text, line.gold)
            for line in list_of(POOL, ITEM, CLOSE, rare, lambda t: "Oda" not in t, rng, without)
        ]
        for _ in range(20)
    ]


def test_a_list_holds_the_evidence_among_sentences_of_other_passages() -> None:
    """With it: marked, once, beside rivals. Without: nowhere, and nothing else is marked."""
    for made in lists(without=False):
        assert [text for text, gold in made if gold] == ["Oda Brun built the dam in 1911."]
        assert any(text in {"A dam was planned.", "Nobody dammed it."} for text, _ in made)
    for made in lists(without=True):
        assert made
        assert not any(gold or "Oda" in text for text, gold in made)


def test_the_evidence_has_no_place_of_its_own_in_lists() -> None:
    """A place that evidence always has would be learned instead of the question."""
    places = {[gold for _, gold in made].index(True) for made in lists(without=False)}
    assert len(places) > 2


class Words:
    """A first look that likes the sentences with most letters."""

    name = "words"

    def read(self, question: str, passages: Sequence[ReadText]) -> list[Reading]:  # noqa: ARG002
        """The longer a sentence, the surer."""
        return [Reading(0.0, tuple((b - a) / 100 for a, b in cuts), ()) for _, cuts in passages]


def test_a_list_as_brought_holds_the_readers_choice_and_never_an_evidence_left_out() -> None:
    """The evidence is in it whatever the reader likes; without it, no sentence of it is there."""
    look = Look(Words(), Scorer())
    for item, silent in ((ITEM, "Oda"), (replace(ITEM, answers=()), "no such words")):
        found = brought(POOL, item, CLOSE, look, lambda t, s=silent: s not in t)  # type: ignore[misc]
        texts = [line.text for line in found]
        assert [line.text for line in found if line.gold] == ["Oda Brun built the dam in 1911."]
        assert (len(texts), "The weir was built by farmers." in texts) == (6, True)
        left = brought(POOL, item, CLOSE, look, lambda t, s=silent: s not in t, without=True)  # type: ignore[misc]
        assert [line.text for line in left if line.gold or "Oda" in line.text] == []
