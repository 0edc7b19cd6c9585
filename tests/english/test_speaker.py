"""The subject of a verb of saying, and whether two names are one person's."""

import time

import pytest

from rag.english.people import same_name
from rag.english.speaker import sayings

SAID = [
    ("On the day when the Guard proclaimed a truce, the spokesman, Ilir Hoxha, announced,",
     "Ilir Hoxha"),
    ("In a room at the Grand Hotel, an army general, who had been there, proposed:",
     "an army general"),
    ("… said Peter Kovacs, the mayor.", "Peter Kovacs"),
    ("… said the mayor, Peter Kovacs.", "Peter Kovacs"),
    ("Reached by telephone, the harbour master, Capt. Ole Lund, 61, who has run the port since "
     "1990, said", "Capt. Ole Lund"),
    ("Marsh, speaking in Bruun on Tuesday, said:", "Marsh"),
    ("Marsh (1974, p. 3) argues that", "Marsh"),
    ("As Peter Kovacs puts it,", "Peter Kovacs"),
    ("In the words of the mayor, Peter Kovacs,", "Peter Kovacs"),
    ("In Marsh's words,", "Marsh"),
    ("to use Brandt’s phrase", "Brandt"),
    ("According to the Speaker,", "Speaker"),
    ("Kovacs was told by Marsh that", "Marsh"),
    ("Kovacs’s lawyer said", "Kovacs’s lawyer"),
    ("The Ministry of Defence said", "Ministry of Defence"),
    ("The mayor of Zell said", "The mayor"),
    ("Owen Pratt Jr. said", "Owen Pratt Jr."),
    ("He wrote", None),
    ("Marsh never said", None),
    ("Marsh and Kovacs said", None),
    ("The lease says:", None),
    ("Asked by Roth, Ole Lund, the mayor, shook his head and replied:", "Ole Lund"),
    ("The mayor, who had defended Anna Roth, rose and said:", "The mayor"),
    ("Ole Lund defended the plan of Anna Roth and argued:", "Ole Lund"),
    ("When Roth arrived, Lund rose and said:", "Lund"),
    ("Ole Lund met Anna Roth, who rose and said:", None),
    ("Lund smiled as Roth rose and said:", None),
    ("The letter to Roth arrived and read:", None),
    ("Ann Roth, Assistant Secretary of State for Works, said:", "Ann Roth"),
    ("Ann Roth, General Secretary of the Union, said:", "Ann Roth"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "who"), SAID)
def test_the_speaker_is_the_subject_of_the_verb_of_saying(words: str, who: str | None) -> None:
    """Through appositions and subordinate clauses; a pronoun, a denial and a list name nobody."""
    assert [saying.who for saying in sayings(words)][-1] == who


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kovacs", "Peter Kovacs", True), ("P. Kovacs", "Peter Kovacs", True),
        ("P. Kovacs", "Anna Kovacs", False), ("Kovács, Anna", "Anna Kovacs", True),
        ("J.F. Kerry", "John Kerry", True), ("John F. Kerry", "John G. Kerry", False),
        ("George H. W. Bush", "George W. Bush", False), ("Mr. Alder", "MR. ALDER", True),
        ("Ms Tarrant", "Mr Owen Tarrant", False), ("Owen Pratt Jr.", "Owen Pratt", False),
        ("Pratt", "Owen Pratt Jr.", True), ("Henry VII", "Henry VIII", False),
        ("North Korea", "South Korea", False), ("the Board", "Second Harbour Board", True),
        ("Ministry of Defence", "Ministry of Health", False), ("UN", "United Nations", True),
        ("the Speaker", "Lord Pym", False), ("Lady Pym", "Lord Pym", False),
        ("Kovacs's lawyer", "Kovacs", False), ("Kovacs’s Vice President", "Kovacs", False),
        ("the Pentagon", "Defense Department", True), ("the Pentagon", "State Department", False),
    ],
)  # fmt: skip
def test_names_that_differ_in_what_tells_people_apart(one: str, other: str, same: bool) -> None:
    """Given names, initials, suffixes and titles; a body is the same by all its words."""
    assert same_name(one, other) == same_name(other, one) == same


def test_a_sentence_without_an_end_is_looked_at_in_time() -> None:
    """What stands before each verb is looked at as far as its subject may be away, no further."""
    took = []
    for times in (250, 2000):
        before = time.process_time()
        assert len(sayings("Marsh said, " * times)) == times
        took.append(time.process_time() - before)
    assert took[1] < 20 * took[0]
