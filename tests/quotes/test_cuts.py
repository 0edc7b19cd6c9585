"""What a quotation leaves out of its sentence: the clause that turns it is seen, others are not."""

import pytest

from rag.quotes.cuts import left_inside, left_out

TURNED = [
    ("The keeper shall not ", "."),
    ("", " unless the owner objects in writing."),
    ("", " except in frost."),
    ("", " only if the rent had been paid."),
    ("", ", provided that the tide is out."),
    ("", ", but by October it had sunk."),
    ("The pilot denied that ", "."),
    ("Critics claim that ", "."),
    ("It is untrue that ", "."),
    ("The court rejected the claim that ", "."),
    ("If the harbour freezes, ", "."),
    ("Mr Oakes said ", "."),
    ("The mayor threatened to ", "."),
    ("The gale almost ", "."),
    ("", ", the surveyor wrote."),
    ("", ", according to the crew."),
    ("", ", weather permitting."),
    ("Should the wall fail, ", "."),
    ("Were Anna to sell, ", "."),
    ("The pilot stopped short of ", "."),
    ("The sand had all but ", " by noon."),
]
KEPT = [
    ("", "."),
    ("On the ninth of May ", "."),
    ("The storm rose, and ", "."),
    ("He was not at home; ", "."),
    ("Not only did they sail, ", "."),
    ("Contrary to custom, ", "."),
    ("The ferries were the pride of the town, and ", "."),
    ("", ", and nobody saw the crew again."),
    ("", " on the ninth of May."),
    ("", ", who had come from Skell."),
]


@pytest.mark.parametrize(("lead", "tail"), TURNED)
def test_a_cut_that_turns_the_meaning_shows_the_missing_words(lead: str, tail: str) -> None:
    """Denials, limits, conditions and reports, before and behind the words."""
    cuts = left_out(lead, tail)
    assert cuts
    assert all(cut.words in " ".join((lead + tail).split()) for cut in cuts)


@pytest.mark.parametrize(("lead", "tail"), KEPT)
def test_a_cut_that_turns_nothing_is_not_spoken_of(lead: str, tail: str) -> None:
    """Circumstances, and clauses of their own."""
    assert left_out(lead, tail) == []


def test_an_elision_that_hides_a_doubt() -> None:
    """One word is enough."""
    assert left_inside("allegedly")[0].code == "attributed"
    assert left_inside(", flood") == []
