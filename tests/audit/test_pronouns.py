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


LIVES = """# Two lives

By Solveig Aas

2 February 2003

Hanna Lie, née Borg, opened the printing house. “Type is colder than ice,” Hanna Lie wrote. In 1920
she became Hanna Strand by her second marriage.

Vera Holt (formerly Vera Kask) ran the other press. “We set in lead,” Holt used to say.

Lang & Sons, the firm, advertised “boats without debts”. Lang Brothers of Orn kept silent.

Sir Hugh Ennis called it “a comedy”; Lady Ennis thought it “long overdue”.
"""


@pytest.mark.parametrize(
    ("before", "quote", "right"),
    [
        ("Hanna Borg wrote: ", "Type is colder than ice", True),
        ("Hanna Strand wrote: ", "Type is colder than ice", True),
        ("Hanna Kask wrote: ", "Type is colder than ice", False),
        ("Vera Kask used to say: ", "We set in lead", True),
        ("Vera Borg used to say: ", "We set in lead", False),
        ("Lady Ennis called it ", "a comedy", False),
        ("Sir Hugh Ennis called it ", "a comedy", True),
        ("Lang & Sons advertised ", "boats without debts", True),
        ("Lang Brothers advertised ", "boats without debts", False),
        ("Sir Hugh thought it ", "long overdue", False),
    ],
)
def test_a_changed_name_is_the_same_person(before: str, quote: str, right: bool) -> None:
    """Née, formerly and "became" join two names; a title before a name makes it no role."""
    auditor = Auditor([document(LIVES, "lives.md")])
    (finding,) = auditor.audit(f"{before}“{quote}”").findings
    assert (finding.verdict in RIGHT) is right


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("In his 2003 study, Aas writes: ", False),
        ("In her 1993 study, Aas writes: ", True),
        ("Writing in 1987, Aas said: ", True),
        ("In chapter 3, Aas writes: ", True),
    ],
)
def test_a_place_that_the_sentence_names_is_held_against_the_source(
    before: str, told: bool
) -> None:
    """As one in brackets is."""
    text = "# Lives\n\nBy Solveig Aas\n\n2003\n\n## 1 Youth\n\nHanna opened the printing house.\n"
    auditor = Auditor([document(text, "lives.md")])
    (finding,) = auditor.audit(f"{before}“Hanna opened the printing house.”").findings
    assert bool(finding.cautions) is told


def test_words_of_one_or_two_are_looked_up_where_somebody_finds_them() -> None:
    """Also by “to X, the roof was” and by the word that somebody uses."""
    auditor = Auditor([document(LIVES, "lives.md")])
    for before in ("Aas finds the house ", "To Aas, the house was ", "Aas used the word "):
        (finding,) = auditor.audit(f"{before}“absurd”.").findings
        assert finding.verdict == "not_found"


COUNTIES = """# Two counties

By Nell Ward

14 May 1931

East Harlow has nine mills. The Harlow Gazette wrote that “the mills are idle”. A spokesman for East
Harlow Council said the rates would rise. Dean Marcus Roth called it “a waste of candles”.
"""


@pytest.mark.parametrize(
    ("before", "quote", "right"),
    [
        ("The Harlow Gazette wrote that ", "the mills are idle", True),
        ("The West Harlow Gazette wrote that ", "the mills are idle", False),
        ("A spokesman for East Harlow Council said ", "the rates would rise", True),
        ("A spokesman for West Harlow Council said ", "the rates would rise", False),
        ("Dean Roth called it ", "a waste of candles", True),
        ("Marcus Roth called it ", "a waste of candles", True),
        ("Dean Karl Roth called it ", "a waste of candles", False),
        ("Ward writes: ", "[West Harlow] has nine mills.", False),
    ],
)
def test_east_is_not_west(before: str, quote: str, right: bool) -> None:
    """A word before a name that makes another place of it tells bodies and their speakers apart."""
    auditor = Auditor([document(COUNTIES, "counties.md")])
    (finding,) = auditor.audit(f"{before}“{quote}”").findings
    assert (finding.verdict in RIGHT) is right


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("", " (Ward, “Two counties”, 1931).", False),
        ("", " (Ward, “Two cities”, 1931).", True),
        ("In May 1931 Ward wrote: ", "", False),
        ("In May 1921 Ward wrote: ", "", True),
        ("In a report of 1921, Ward writes: ", "", True),
    ],
)
def test_another_title_or_year_is_told(before: str, after: str, told: bool) -> None:
    """Also where author and year alone would fit."""
    auditor = Auditor([document(COUNTIES, "counties.md")])
    (finding,) = auditor.audit(f"{before}“East Harlow has nine mills”{after}").findings
    assert bool(finding.cautions) is told


HOSPITAL = """# The hospital

By Ewan Strachan

5 September 1966

“The wards are run by clerks,” Dr Margaret Boyle told the board. Dr Martin Boyle, her successor,
thought otherwise: “The wards were never run at all.” The matron, Jean Reid, kept her counsel. She
wrote in her diary that the linen was grey. The vicar told him that I drank by the river.
"""


@pytest.mark.parametrize(
    ("before", "quote", "right"),
    [
        ("Martin Boyle replied: ", "The wards were never run at all.", True),
        ("Margaret Boyle replied: ", "The wards were never run at all.", False),
        ("The matron wrote that ", "the linen was grey", True),
        ("Martin Boyle took over. He found that ", "the linen was grey", False),
        ("Strachan writes: ", "The vicar told him that [Strachan] drank by the river.", True),
        ("Strachan writes: ", "The vicar told him that [Gwen] drank by the river.", False),
        ("Strachan writes: ", "The vicar told him that I drank by the [Teifi].", True),
    ],
)
def test_who_stands_before_her_is_the_subject(before: str, quote: str, right: bool) -> None:
    """A role is whom the source calls by it, and “I” is nobody but whoever speaks."""
    auditor = Auditor([document(HOSPITAL, "hospital.md")])
    (finding,) = auditor.audit(f"{before}“{quote}”").findings
    assert (finding.verdict in RIGHT) is right


def test_the_third_item_of_a_list_is_no_copyright() -> None:
    """Where no year stands behind "(c)", it is an item."""
    text = (
        "# Camp\n\nCampers shall:\n\n(a) register;\n(b) keep dogs on a lead;\n(c) leave by noon.\n"
    )
    assert "leave by noon" in document(text, "camp.md").reading.text


PORT = """# The port

By Sheila Quinn

2 April 1981

The Minister for Ports, Brian Lacey, opened the pier. The Minister for Fish, Una Boland, slept.
“The pier is a gift to the trawlers,” Boland said. Lacey's office said that the pier was “for
everybody”. The mayor's wife called him “a fox in a frock coat”.
"""


@pytest.mark.parametrize(
    ("before", "quote", "right"),
    [
        ("The Minister for Fish said: ", "The pier is a gift to the trawlers", True),
        ("The Minister for Ports said: ", "The pier is a gift to the trawlers", False),
        ("Lacey's office said that it was ", "for everybody", True),
        ("Boland's office said that it was ", "for everybody", False),
        ("The mayor's wife called him ", "a fox in a frock coat", True),
        ("The mayor called him ", "a fox in a frock coat", False),
        ("Brian Lacey called him ", "a fox in a frock coat", False),
    ],
)
def test_an_office_speaks_for_its_owner_alone(before: str, quote: str, right: bool) -> None:
    """And a wife for nobody but herself."""
    auditor = Auditor([document(PORT, "port.md")])
    (finding,) = auditor.audit(f"{before}“{quote}”").findings
    assert (finding.verdict in RIGHT) is right
