"""Whether a sentence tells what is asked of the thing asked about, or of another one."""

import pytest

from rag.english.thing_questions import thing_question
from rag.english.things import of_another

CASES: list[tuple[str, str, list[str], bool]] = [
    (
        "When was the mill founded?",
        "The brewery at Ostrel was founded in 1802 by Tomas Brand.",
        [],
        True,
    ),
    (
        "When was the mill founded?",
        "The Savings Bank of Ostrel was founded in 1851, and its first director was Nils Orre.",
        [],
        True,
    ),
    (
        "When was the mill founded?",
        "The town orchestra was founded in 1893 by Clara Wenz, who had studied in Leipzig.",
        [],
        True,
    ),
    (
        "When was the mill founded?",
        "It was built in 1846 by the brothers Ekman.",
        ["The paper mill stands below the weir."],
        False,
    ),
    (
        "When was the mill founded?",
        "It was established in 1846 by the brothers Ekman.",
        ["The brewery stands below the weir."],
        True,
    ),
    ("When was the mill founded?", "Ekman & Co was founded in 1846.", [], False),
    (
        "When was the mill founded?",
        "The company was founded in 1846.",
        ["The mill stands there."],
        False,
    ),
    ("When was the mill founded?", "In 1802 the brewery was founded.", [], True),
    ("When was the mill founded?", "Founded in 1846, the mill employed sixty.", [], False),
    ("When was the mill founded?", "Founded in 1802, the brewery employed sixty.", [], True),
    (
        "When was the mill founded?",
        "Brand founded it in 1802.",
        ["The brewery stands below the weir."],
        True,
    ),
    ("When was the mill founded?", "The brewery was founded in 1802, the mill in 1846.", [], False),
    (
        "When was the mill founded?",
        "The brewery was founded in 1802 and the mill in 1846.",
        [],
        False,
    ),
    ("When did the grammar school close?", "The girls' school closed in 1934.", [], True),
    ("When did the grammar school close?", "The school closed in 1934.", [], False),
    (
        "When did the grammar school close?",
        "It closed in 1934.",
        ["The girls' school had fifty pupils."],
        True,
    ),
    (
        "When did the grammar school close?",
        "It closed in 1934.",
        ["The grammar school had fifty pupils."],
        False,
    ),
    ("When did the girls' school close?", "The girls' school closed in 1934.", [], False),
    ("Who founded the choir?", "Clara Wenz founded the orchestra in 1893.", [], True),
    ("Who founded the choir?", "Clara Wenz founded the choir in 1893.", [], False),
    ("How many members did the choir have?", "The fire brigade has 31 members.", [], True),
    ("How many members did the choir have?", "The choir had 31 members.", [], False),
    (
        "How long did the strike at the mill last?",
        "The strike at the brewery lasted nine days in 1907.",
        [],
        True,
    ),
    (
        "How long did the strike at the mill last?",
        "The mill strike lasted nine days in 1907.",
        [],
        False,
    ),
    (
        "How long did the strike at the mill last?",
        "The strike lasted nine days in 1907.",
        [],
        False,
    ),
    (
        "Who was the first director of the orchestra?",
        "The Savings Bank of Ostrel was founded in 1851, and its first director was Nils Orre.",
        [],
        True,
    ),
    (
        "Who was the first director of the bank?",
        "The Savings Bank of Ostrel was founded in 1851, and its first director was Nils Orre.",
        [],
        False,
    ),
    (
        "When did the tower of the church fall?",
        "The chapel of Saint Brida fell in the storm of 1877.",
        [],
        True,
    ),
    (
        "When did the grammar school open?",
        "The grammar school opened in 1869 with forty pupils.",
        [],
        False,
    ),
    ("How many people died in the fire?", "Twelve people died in the flood of 1902.", [], True),
    ("How many people died in the fire?", "The flood killed twelve people.", [], True),
    ("How many people died in the fire?", "Twelve people died in the fire of 1902.", [], False),
    ("How many people died in the fire?", "The blaze killed twelve people.", [], False),
    (
        "Who signed the treaty on the river tolls?",
        "The treaty on the river tolls was signed at Lund in 1855 by Nils Orre for the town.",
        [],
        False,
    ),
    (
        "Who signed the treaty on the river tolls?",
        "The lease of the quarry was signed by Nils Orre.",
        [],
        True,
    ),
    (
        "When did the library move to the granary?",
        "In 1903 the library moved from the town hall to the old granary.",
        [],
        False,
    ),
    ("When was the bridge opened?", "The Queen opened the bridge in 1911.", [], False),
    ("When was the bridge opened?", "The Queen opened the market in 1911.", [], True),
    (
        "Who is the director of the museum?",
        "Anna Roth, director of the theatre, spoke first.",
        [],
        True,
    ),
    (
        "Who is the director of the museum?",
        "Anna Roth, director of the museum, spoke first.",
        [],
        False,
    ),
    (
        "Who is the director of the museum?",
        "The museum's director, Anna Roth, spoke first.",
        [],
        False,
    ),
    ("Who is the director of the museum?", "Director: Anna Roth", [], False),
    ("Who led the revolt in Zell?", "The millers led a revolt in the city.", [], False),
    ("Who led the revolt in Zell?", "The millers led a revolt in Brede.", [], True),
    (
        "How many people died in the station bombings in Zell?",
        "The two explosions killed 24 people.",
        ["Two men carried bombs into the station at Zell."],
        False,
    ),
    ("When was the colour crimson adopted?", "The colour was adopted in 1875.", [], False),
    ("When can the licensor end the licence?", "The Licensee may end the licence.", [], True),
    ("When can the licensee end the licence?", "The Licensee may end the licence.", [], False),
    ("When can the Licensor end the licence?", "Either party may end the licence.", [], False),
    ("When must the Seller ship the goods?", "The Buyer ships the Seller's goods.", [], True),
    ("When must the Seller ship the goods?", "The goods are shipped in May.", [], False),
    ("May the landlord keep a dog?", "The Tenant shall not keep a dog.", [], True),
    ("May the tenant keep a dog?", "The Tenant shall not keep a dog.", [], False),
    ("How long must the pancake batter rest?", "Let the batter rest for an hour.", [], False),
    ("Where was the film never shown?", "It was never shown in Chad.", ["The film"], False),
]


@pytest.mark.parametrize(("question", "text", "back", "another"), CASES)
def test_the_sentence_must_tell_it_of_the_thing_asked_about(
    question: str, text: str, back: list[str], another: bool
) -> None:
    """By its head noun, the words before it and what it belongs to; a pronoun looks back."""
    told = thing_question(question)
    assert told is not None
    assert of_another(told, text, back) is another


@pytest.mark.parametrize("question", ["When did Harsk fall?", "Why?", "How tall is the tower?"])
def test_a_name_or_a_question_without_a_verb_is_left_to_others(question: str) -> None:
    """Only a thing that is called by a common noun is compared."""
    assert thing_question(question) is None
