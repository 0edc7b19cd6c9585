"""Whose words they are where a pronoun speaks, in the source or in the draft."""

import pytest

from rag.audit import Auditor
from tests.support.building import document

SESSION = """# The session

By Tor Bexley

9 June 1988

Dr Lise Amund opened the session. She said: “The vaccine came late.” Nobody answered.

Then Professor Karl Amund rose. He said that the vaccine had been warm on arrival.

Nurse Ida Rask had kept the log. Her superior, Colonel Brandt, signed it. He later wrote that all
crates were there.

Anna Holm met the governor at noon. He said: “The road is closed for good.”

The University of Sarn published a study in which its engineers called the wall “a dam with
holes”. Sarn College, which has no engineers, kept silent.

Mark Dane Jr., who took over in 1961, was less sure: “Half the receipts were in one hand.”
"""
AUDITOR = Auditor([document(SESSION, "session.md")])
RIGHT = {"verified", "normalised"}


@pytest.mark.parametrize(
    ("before", "quote", "right"),
    [
        ("Lise Amund said: ", "The vaccine came late.", True),
        ("Karl Amund said: ", "The vaccine came late.", False),
        ("Karl Amund rose. He said: ", "The vaccine came late.", False),
        ("Lise Amund opened it. She said: ", "The vaccine came late.", True),
        ("Karl Amund said that ", "the vaccine had been warm on arrival", True),
        ("Lise Amund said that ", "the vaccine had been warm on arrival", False),
        ("Colonel Brandt wrote that ", "all crates were there", True),
        ("Ida Rask wrote that ", "all crates were there", False),
        ("The University of Sarn called the wall ", "a dam with holes", True),
        ("Sarn College called the wall ", "a dam with holes", False),
        ("Mark Dane Jr. complained: ", "Half the receipts were in one hand.", True),
        ("Mark Dane Sr. complained: ", "Half the receipts were in one hand.", False),
    ],
)
def test_a_pronoun_speaks_for_the_one_who_was_named(before: str, quote: str, right: bool) -> None:
    """The only person of the sentence before is meant; another one's name does not pass."""
    (finding,) = AUDITOR.audit(f"{before}“{quote}”").findings
    assert finding.verdict in (RIGHT if right else {"misattributed"})


def test_the_one_who_is_clear_is_given_without_a_caution() -> None:
    """Where somebody without a name may be meant as well, the caution stays."""
    (clear,) = AUDITOR.audit("Lise Amund said: “The vaccine came late.”").findings
    (open_,) = AUDITOR.audit("Anna Holm said: “The road is closed for good.”").findings
    assert clear.cautions == ()
    assert open_.cautions
