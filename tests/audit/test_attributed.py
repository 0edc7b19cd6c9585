"""Whose words the draft says they are, against whose they are in the source."""

import pytest

from rag.audit import Auditor
from tests.support.building import document

QUAY = """# The quay at Sund

By Mette Dahl

5 May 2014

Erik Dahl, the pilot, said: “The east quay will stand for another ten years.” The clerk, Ann Lee
Jr., wrote that the tolls had been paid.

“The cranes are older than I am,” said the harbour master, Ole Lund, who had come late.

‘We shall never sell the ferry,’ the owner, Jan Holt, told the paper.

He told them that the channel had been dredged twice since the war. Ole Lund was there.

Captain Iris Moe kept a diary of the storm. It begins:

> The masts went over the side before noon.
>
> Nobody slept that night.
"""
AUDITOR = Auditor([document(QUAY, "quay.md")])
RIGHT = {"verified", "normalised"}


@pytest.mark.parametrize(
    ("before", "quote", "right"),
    [
        ("Erik Dahl said: ", "The east quay will stand for another ten years.", True),
        ("Dahl said: ", "The east quay will stand for another ten years.", True),
        ("Mette Dahl said: ", "The east quay will stand for another ten years.", False),
        ("M. Dahl said: ", "The east quay will stand for another ten years.", False),
        ("The pilot said: ", "The east quay will stand for another ten years.", True),
        ("The harbour master said: ", "The east quay will stand for another ten years.", False),
        ("Lund said: ", "The cranes are older than I am", True),
        ("As Jan Holt puts it, ", "The cranes are older than I am", False),
        ("Jan Holt told the paper: ", "We shall never sell the ferry", True),
        ("In Lund’s words, ", "We shall never sell the ferry", False),
        ("Ann Lee Jr. wrote that ", "the tolls had been paid", True),
        ("Ann Lee Sr. wrote that ", "the tolls had been paid", False),
        ("Iris Moe wrote: ", "Nobody slept that night.", True),
        ("Mette Dahl writes: ", "Nobody slept that night.", False),
        ("Mette Dahl writes that ", "Captain Iris Moe kept a diary of the storm", True),
    ],
)
def test_words_pass_only_under_the_name_of_their_speaker(
    before: str, quote: str, right: bool
) -> None:
    """Given names, initials, suffixes and roles tell people apart."""
    (finding,) = AUDITOR.audit(f"{before}“{quote}”").findings
    assert finding.verdict in (RIGHT if right else {"misattributed"})


def test_latex_and_html_marks_are_quotation_marks() -> None:
    """Two backticks and two apostrophes, and the element q in Markdown."""
    for draft in ("Lund: ``The cranes are newer than I am''.", "<q>The cranes are newer</q> now."):
        assert [f.verdict for f in AUDITOR.audit(draft).findings] == ["altered"]


PRESS = """# Nordhal to close its Kessel plant

“This was no easy decision,” said Ingrid Sollers, the chief executive.

The works council, chaired by Matthias Roke, was told an hour before the press. Roke called it “a
betrayal of four hundred families”.

“We will fight this in every court,” he added.

A spokesman for the Ministry of Labour of Kessel said it had not been consulted; the Ministry of
Labour of Bruun declined to comment. Ms. Lena Hale replied that the pumps had run dry.

The inspector, Jo Breck, thought the boiler “a bathtub”. Nordhal runs eleven plants.

Nordhal was founded in 1931.

It has six mills.
"""


@pytest.mark.parametrize(
    ("before", "quote", "right"),
    [
        ("Matthias Roke said: ", "We will fight this in every court", True),
        ("Ingrid Sollers said: ", "We will fight this in every court", False),
        ("The Ministry of Labour of Kessel said ", "it had not been consulted", True),
        ("The Ministry of Labour of Bruun said ", "it had not been consulted", False),
        ("Lena Hale said ", "the pumps had run dry", True),
        ("Matthias Roke said ", "the pumps had run dry", False),
        ("Matthias Roke called it ", "a bathtub", False),
        ("Breck called it ", "a bathtub", True),
        ("Ingrid Sollers said: ", "Nordhal runs eleven plants.", False),
        ("Sollers held that ", "We will fight this in every court", False),
    ],
)
def test_he_and_reported_words_belong_to_the_one_who_is_named_last(
    before: str, quote: str, right: bool
) -> None:
    """A pronoun, indirect speech and a text of no author do not let another name through."""
    (finding,) = Auditor([document(PRESS, "press.md")]).audit(f"{before}“{quote}”").findings
    assert finding.verdict in (RIGHT if right else {"misattributed"})


STRIKE = """# The strike at Pell

By Martin Roe

3 March 1983

Joan Abbot kept the gates shut. Her brother, Luke Abbot, disagreed: “Half will never come back.”

According to the harbour pilot, Gus Alder, the seals were whole. The shipper, Dora Mint, left.

Alder himself never testified. Mint later withdrew.
"""


@pytest.mark.parametrize(
    ("before", "quote", "right"),
    [
        ("Luke Abbot said: ", "Half will never come back.", True),
        ("Joan Abbot said: ", "Half will never come back.", False),
        ("Gus Alder said that ", "the seals were whole", True),
        ("Dora Mint said that ", "the seals were whole", False),
        ("Dora Mint said: ", "Alder himself never testified.", False),
    ],
)
def test_roles_of_several_words_lead_to_their_name(before: str, quote: str, right: bool) -> None:
    """An apposition behind a long role, and a denial, give the words to nobody else."""
    (finding,) = Auditor([document(STRIKE, "strike.md")]).audit(f"{before}“{quote}”").findings
    assert finding.verdict in (RIGHT if right else {"misattributed"})


def test_a_list_of_persons_gives_nobody_anothers_lines() -> None:
    """The keeper JONAS above "WIDOW CRANE" is not called Crane."""
    play = (
        "THE TOLL HOUSE\n\nA play\nby Agnes Firth\n\nPERSONS\nJONAS, a toll keeper\n"
        "WIDOW CRANE, a carter\n\n"
        "JONAS. Two pence for the cart.\n\nWIDOW CRANE. The horse is blind.\n\n"
        "JONAS. He sees the road with his feet.\n"
    )
    auditor = Auditor([document(play, "play.txt")])
    drafts = [f"{who} said: “He sees the road with his feet.”\n" for who in ("Jonas", "Crane")]
    found = [auditor.audit(draft).findings[0].verdict for draft in drafts]
    assert found == ["verified", "misattributed"]


ICE = """# The price of ice

By Mette Dahl

Ice is dear this year. The Sund Courier reported that two ships had sunk. The harbour sleeps.
"""


@pytest.mark.parametrize(
    ("who", "verdict", "told"),
    [
        ("The Northern Gazette", "verified", "the source is by Mette Dahl; it does not say"),
        ("The Sund Courier", "misattributed", "in the source it is Mette Dahl"),
        ("Ole Lund", "misattributed", "in the source it is Mette Dahl"),
        ("Mette Dahl", "verified", None),
    ],
)
def test_a_periodical_may_have_printed_it(who: str, verdict: str, told: str | None) -> None:
    """It is never passed in silence; one that the source quotes is not where it appeared."""
    auditor = Auditor([document(ICE, "ice.md")])
    [found] = auditor.audit(f"{who} said: “Ice is dear this year.”").findings
    assert found.verdict == verdict
    said = (*found.reasons, *found.cautions)
    assert bool(said) == (told is not None)
    assert told is None or any(told in one for one in said)
