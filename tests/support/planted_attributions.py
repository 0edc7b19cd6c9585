"""Planted attributions: drafts made by rule, whose speaker, page, year, bracket or cut is known.

Every document is made here, with invented people; the rules know nothing of the audit's code. A
line is right (it must pass), or false (it must be rejected, or said in a caution).
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rag.documents.document import Document, Page
from tests.support.building import document

GIVEN = "Anna Peter Karel Mette Jonas Ines Rafael Tove Bruno Signe Omar Lucia".split()
SURNAMES = "Kovacs Brandt Lindqvist Moreau Okafor Tanaka Halvorsen Petrov Weiss Moreno".split()
ROLES = "engineer mayor pilot surveyor treasurer architect".split()
FACTS = [
    "the {n} gate has been leaking since the spring",
    "the {n} bridge will cost four million crowns",
    "the {n} ferry was sold without a vote", "the {n} tower must be rebuilt before winter",
    "the {n} road was closed for eleven weeks", "the {n} school lost half of its pupils",
]  # fmt: skip
PLACES = "north south east west upper lower old new inner outer".split()
SAYS = [
    "{who} said: “{q}”", "“{q},” said {who}.", "As {who} puts it, “{q}”.",
    "According to {who}, “{q}”.", "In {who}’s words, “{q}”.", "{who} wrote that “{q}”.",
]  # fmt: skip
LIMITS = ["unless the council objects", "except in a dry year", "only if the state pays"]
DENIED = ["It is untrue that", "Critics claim that", "Nobody believed that"]


@dataclass(frozen=True)
class Line:
    """A draft, whether what it says is so, and the rule that made it."""

    draft: str
    right: bool
    rule: str


@dataclass(frozen=True)
class World:
    """A document and what its author, its two speakers and its cut sentences are."""

    source: Document
    author: str
    year: int
    said: tuple[tuple[str, str, str], ...]
    cut: tuple[tuple[str, str], ...]


def world(number: int, chance: random.Random) -> World:
    """A report by one author in which two people of one surname speak."""
    surname, own = chance.sample(SURNAMES, 2)
    one, two, writer = chance.sample(GIVEN, 3)
    roles, places = chance.sample(ROLES, 2), chance.sample(PLACES, 4)
    facts = [f.format(n=p) for f, p in zip(chance.sample(FACTS, 4), places, strict=True)]
    facts = [f"{fact} ({number})".replace(f" ({number})", f" by order {number}") for fact in facts]
    year = chance.randint(1950, 2015)
    author = f"{writer} {own}"
    limit, denial = chance.choice(LIMITS), chance.choice(DENIED)
    text = (
        f"# Report {number} on the waters\n\nBy {author}\n\n3 May {year}\n\n"
        f"{one} {surname}, the {roles[0]}, said: “{facts[0].capitalize()}.”\n\n"
        f"“{facts[1].capitalize()},” said {two} {surname}, the {roles[1]}.\n\n"
        f"{facts[2].capitalize()} {limit}. {denial} {facts[3]}.\n"
    )
    source = document(text, f"report-{number}.md")
    paged = replace(source, pages=(Page(0, "11"), Page(text.index(facts[2].capitalize()), "12")))
    said = ((f"{one} {surname}", facts[0], roles[0]), (f"{two} {surname}", facts[1], roles[1]))
    return World(paged, author, year, said, ((facts[2], limit), (facts[3], denial)))


def lines(made: World, chance: random.Random) -> Iterator[Line]:
    """The right and the false drafts about one document."""
    (one, first, role), (two, second, other_role) = made.said
    stranger = f"{chance.choice(GIVEN)} {chance.choice(SURNAMES)}"
    for who, words, right, rule in (
        (one, first, True, "speaker"), (two, second, True, "speaker"),
        (two, first, False, "namesake"), (one, second, False, "namesake"),
        (f"{one[0]}. {one.split()[1]}", first, True, "initial"),
        (f"{two[0]}. {two.split()[1]}", first, one[0] == two[0], "wrong initial"),
        (one.split()[1], first, True, "surname"), (made.author, first, False, "author"),
        (f"the {role}", first, True, "role"), (f"the {other_role}", first, False, "wrong role"),
        (stranger, second, stranger == two, "stranger"), (f"{one} Jr.", first, False, "suffix"),
    ):  # fmt: skip
        yield Line(chance.choice(SAYS).format(who=who, q=words), right, rule)
    whole = f"{made.cut[0][0]} {made.cut[0][1]}"
    name = made.author.split()[1]
    for citation, right, rule in (
        (f"{name} {made.year}, p. 12", True, "page"), (f"{name} {made.year}, p. 11", False, "page"),
        (f"{name} {made.year}, p. 47", False, "page"), (f"{name} {made.year}", True, "year"),
        (f"{name} {made.year + chance.randint(1, 9)}", False, "year"),
    ):  # fmt: skip
        yield Line(f"It was “{whole}” ({citation}).", right, rule)
    yield Line(f"The report says “{whole}”.", True, "whole")
    for words, _ in made.cut:
        yield Line(f"The report says “{words}”.", False, "cut")
    place, wrong = first.split()[1], chance.choice(["Danish", "Second", "Harbour"])
    yield Line(f"{one} said: “{first.replace(place, f'[{wrong}]')}”.", False, "bracket")
