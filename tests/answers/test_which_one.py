"""Sentences on another one of the same kind than the question names are no answer."""

import pytest

from rag.answers.asking.narrow import narrowed
from rag.answers.asking.which_one import of_the_one
from rag.answers.evidence import Candidate
from rag.search.chunk import chunk
from tests.support.building import document

LEASE = """# Lease of Unit 4B

The rent is 1,450 dollars.

The fine is 20 for a first offence and 60 for a second.

King Otmar IV abolished the toll. The toll house at Ried burned down in 1634.

The summer fair is in June. The last train ran in 1871. Vitamin D did not help.

Revenue was 412 million in 2023. The HR-90 weighs eleven kilograms.

A steady amber lamp means that the pump rests. A flashing white lamp means that the pump is blocked.

The old hut was given by Otto Hald.

The toll was removed by Ada Lind.

Her neighbour Idris Holm, who is no relation, sold in 1998.

## Oat biscuits

Bake for twelve minutes.
"""


@pytest.mark.parametrize(
    ("question", "words", "stays"),
    [
        ("What is the rent of Unit 5A?", "The rent", False),
        ("What is the rent of Unit 4B?", "The rent", True),
        ("What is the rent?", "The rent", True),
        ("What did Otmar III abolish?", "King Otmar", False),
        ("What did Otmar IV abolish?", "King Otmar", True),
        ("When did the toll house at Sella burn down?", "The toll house", False),
        ("When did the toll house at Ried burn down?", "The toll house", True),
        ("When did the toll house in Tyrol burn down?", "The toll house", True),
        ("Where was the toll house of Tyrol?", "The toll house", True),
        ("When is the winter fair?", "The summer fair", False),
        ("When is the summer fair?", "The summer fair", True),
        ("When did the first train run?", "The last train", False),
        ("Who added the toll?", "The toll was removed", False),
        ("Who removed the toll?", "The toll was removed", True),
        ("What is the fine for a second offence?", "The fine is", True),
        ("What is the fine for a third offence?", "The fine is", False),
        ("Did vitamin C help?", "Vitamin D", False),
        ("Did vitamin D help?", "Vitamin D", True),
        ("What was the revenue in 2021?", "Revenue was", False),
        ("What was the revenue in 2023?", "Revenue was", True),
        ("What does the HR-200 weigh?", "The HR-90", False),
        ("What does a flashing amber lamp mean?", "A steady", False),
        ("What does a steady white lamp mean?", "A flashing", False),
        ("What does a steady amber lamp mean?", "A steady", True),
        ("What does a new lamp mean?", "A steady", True),
        ("How long are oat biscuits baked?", "Bake for", True),
        ("How long are the biscuits baked?", "Bake for", True),
        ("Who gave the new hut?", "The old hut", False),
        ("Who gave the old hut?", "The old hut", True),
        ("Who gave the wooden hut?", "The old hut", True),
        ("When did Bethan Holm sell?", "Her neighbour", False),
        ("When did Idris Holm sell?", "Her neighbour", True),
        ("How many of the 12 units have heating in June?", "The HR-90", True),
    ],
)
def test_another_one_is_no_answer(question: str, words: str, stays: bool) -> None:
    """Its letter, number, year, order, season or place tells it from the one that is asked for."""
    found = document(LEASE)
    one = next(
        Candidate(passage, passage.start + a, passage.start + b, 0.5, (), 0)
        for passage in chunk(found)
        for a, b in passage.sentences
        if passage.text[a:b].startswith(words)
    )
    assert bool(of_the_one(question, [one], lambda _: found)) is stays


DEPOSED = """DEPOSITION OF RUTH HALLAM

EXAMINATION BY MS. QUILL:

Q. Where did you work in 2009?

A. At the Brampton clinic.

Q. How many patients were there?

A. Nineteen, and Dr. Lind.

Q. When did you buy your first car?

A. In 1994.
"""


@pytest.mark.parametrize(
    ("question", "stays"),
    [
        ("Where did Hallam work in 2009?", [True] * 5 + [False]),
        ("Where did Lind work in 2009?", [False, False, True, True, False, False]),
        ("How many nurses were there?", [True, True, False, False, True, True]),
        ("How many patients were there?", [True] * 6),
        ("Where did Hallam teach in 2009?", [True] * 5 + [False]),
        ("How many visitors were there in June?", [True, True, False, False, True, True]),
        ("When did Hallam buy her first horse?", [True, True, True, True, False, False]),
        ("When did Hallam buy her first car?", [True] * 6),
    ],
)
def test_what_a_witness_is_asked_is_about_the_witness(question: str, stays: list[bool]) -> None:
    """Whom "you" means is whoever answers, and patients that are counted are no nurses."""
    source = document(DEPOSED)
    found = [
        Candidate(passage, passage.start + a, passage.start + b, 0.5, (), 0)
        for passage in chunk(source)
        for a, b in passage.sentences
        if passage.text[a:b].startswith(("Q. ", "A. "))
    ]
    left = of_the_one(question, found, lambda _: source)
    assert [one in left for one in found] == stays


def test_another_place_behind_the_verb_is_no_answer() -> None:
    """Those who came to Brede are no answer to who came to Zell."""
    source = document("Four envoys came to Brede. The Swedes were at Zell. He went to Holm in May.")
    found = [
        Candidate(passage, passage.start + a, passage.start + b, 0.5, (), 0)
        for passage in chunk(source)
        for a, b in passage.sentences
    ]
    assert of_the_one("Which envoys came to Zell?", found, lambda _: source) == found[1:]
    assert of_the_one("Which envoys came to Lund?", found, lambda _: source) == found[1:]


@pytest.mark.parametrize(
    ("question", "text", "stays"),
    [
        ("Why are there no benches along Mill Road?", "No benches stand along the canal.", False),
        ("Why are there no benches along the canal?", "No benches stand along the canal.", True),
        ("When does the van stop at the school?", "The van stops at the inn on Mondays.", False),
        ("Who was convicted of theft?", "Three were convicted of arson.", False),
        ("What did she do with respect to rent?", "She did it with a smile.", True),
        ("Who paid for the children?", "Ann paid for their schoolbooks to be bound.", True),
        ("Who was mayor in 1931?", "In 1934 Ole Lind was mayor.", False),
        ("Who was mayor in the 1930s?", "In 1934 Ole Lind was mayor.", True),
        ("Who was mayor in 1933?", "From 1931 to 1936 Ole Lind was mayor.", True),
        ("Who ruled in the 10th century?", "In 1072 the bishop ruled.", False),
        ("Who opposed the new road?", "Ole Lind supported the new road.", False),
        ("Who denied the debt?", "Ole Lind conceded the debt.", False),
        ("Is the hall open on Sundays?", "The hall is closed on Sundays.", True),
        ("Who did not sign?", "Ann Roth signed.", False),
        ("What is not told in Norse notation?", "Sums are told in Norse notation.", False),
        ("What is not told in Norse notation?", "Sums go untold in Norse notation.", True),
        ("Who caught the least fish?", "Ole Lind caught the most fish.", False),
        ("Who broke the swing?", "Ole Lind said that the swing had been broken.", False),
        ("Who broke the swing?", "The swing was broken by Ole Lind.", True),
        ("Who married Ann Roth?", "Ole Lind and Ann Roth were married.", True),
        ("Why did she not sign?", "She had lost her pen.", True),
        ("Which bodies are non-elected?", "The elected bodies meet in May.", False),
        ("What interest must the Landlord pay?", "4.1 The Tenant shall pay interest.", False),
        ("What interest must the Tenant pay?", "4.1 The Tenant shall pay interest.", True),
        ("How many cooks died?", "Two sailors died and nine cooks were hurt.", False),
        ("How many sailors died?", "Two sailors died and nine cooks were hurt.", True),
        ("How many guests did the duke bring?", "He brought eleven guests and a bed.", True),
        ("Who cast the treble?", "The tenor was cast in 1752 by Abel Rudd.", False),
        ("Who cast the tenor?", "The tenor was cast in 1752 by Abel Rudd.", True),
        ("How wide is the walk?", "The walk is 310 metres long.", False),
        ("How long is the walk?", "The walk is 310 metres long.", True),
        ("How long is the walk?", "The walk weighs 42 tons.", False),
        ("How long did the walk last?", "The walk took three hours.", True),
        ("How high is the deposit?", "The deposit is 1,300 crowns.", True),
        ("How fast did the bees fly?", "The bees flew to forty hives.", False),
        ("How far is the inn?", "The inn is two days from Brede.", True),
        ("Who insures the boat?", "5.1 The Owner insures the barge.", False),
        ("How often must the engine be inspected?", "(b) have the hull inspected yearly;", False),
        ("Does Roth support the road?", "Ann Roth is for the road.", True),
        ("When did Ole Roth leave?", "Ann Roth came in May. Then Roth left for Lund.", False),
        ("When did Ann Roth leave?", "Ann Roth came in May. Then Roth left for Lund.", True),
    ],
)
def test_a_sentence_may_say_it_of_another_thing(question: str, text: str, stays: bool) -> None:
    """Where a preposition leads elsewhere, of another time, or the contrary of what is asked."""
    source = document(text)
    [passage] = chunk(source)
    found = [Candidate(passage, passage.start + a, passage.start + b, 0.5, (), 0)
             for a, b in passage.sentences]  # fmt: skip
    assert (found[-1] in of_the_one(question, found, lambda _: source)) is stays


@pytest.mark.parametrize(
    ("question", "stays"),
    [
        ("What happened on 4 May 1911?", True),
        ("What happened on 5 May 1911?", False),
        ("What happened on 4 May 1910?", False),
        ("Who raised the ferry on 4 May 1911?", True),
        ("Who raised the ferry on 6 May 1911?", False),
    ],
)
def test_another_day_is_no_answer(question: str, stays: bool) -> None:
    """A sentence is of the days that it names, or its paragraph."""
    found = document("In 1911 it rained.\n\nOle Dahl raised the ferry on 4 May 1911. It leaked.\n")
    raised, leaked = chunk(found)[0].sentences[-2:]
    both = [Candidate(chunk(found)[0], *one, 0.5, (), 0) for one in (raised, leaked)]
    asks_who = question.startswith("Who")
    wanted = both if stays else [both[1]] if asks_who else []
    assert of_the_one(question, both, lambda _: found) == wanted


def test_a_heading_is_evidence_only_where_it_states_what_is_asked() -> None:
    """What stands behind it is no answer with the heading's confidence."""
    source = document("# Hearing\n\n## Held in the Corn Hall, 8 May 2005\n\nIt was long.\n")
    found = [
        Candidate(passage, passage.start + a, passage.start + b, 0.5, (), 0)
        for passage in chunk(source)
        for a, b in passage.sentences
    ]

    def left(question: str) -> list[str]:
        kept = narrowed(question, None, None, found, lambda _: source)[0]
        return [one.text for one in kept]

    assert "Held in the Corn Hall, 8 May 2005" in left("When was the hearing held?")
    assert left("Who spoke first?") == ["It was long."]


CATALOGUE = """# The Lund Collection

## Jugs

No. 1. Dish, red, with a pelican. Given by Ada Roth in 1931.

No. 2. Puzzle jug, blue, inscribed “Drink”. Bought for £12. Height 21 cm.

## Plum tart

Bake it for an hour.

## Pickled walnuts

Pick them in June. They keep for three years.
"""


@pytest.mark.parametrize(
    ("question", "words", "stays"),
    [
        ("Who gave the puzzle jug?", "Given by", False),
        ("Who gave the dish?", "Given by", True),
        ("How high is the puzzle jug?", "Height", True),
        ("How high is the pelican dish?", "Height", False),
        ("How high is the first piece?", "Height", True),
        ("How long does the plum tart keep?", "They keep", False),
        ("How long do the walnuts keep?", "They keep", True),
        ("How long does a plum keep?", "They keep", True),
    ],
)
def test_a_sentence_is_of_its_own_entry_or_section(question: str, words: str, stays: bool) -> None:
    """It is no answer where the question has the name of another."""
    source = document(CATALOGUE, "catalogue.md")
    passages = chunk(source)
    found = [
        Candidate(p, p.start + a, p.start + b, 0.5, (), 0) for p in passages for a, b in p.sentences
    ]
    left = [one.text for one in of_the_one(question, found, lambda _: source)]
    assert any(words in text for text in left) is stays
