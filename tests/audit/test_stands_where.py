"""Sections, days of messages and letters, and titles with a year are held against the source."""

import pytest

from rag.audit import Auditor
from tests.support.building import document

ACT = """PILOTS AND LIGHTS ACT 1922

An Act to provide for pilots.

[4th August 1922]

PART I
LICENCES

1. Power to license

(1) The Board may license any person who has served six years at sea.

(2) A licence lapses upon the death of its holder.

PART II
OFFENCES

7. Neglect of duty

A pilot who leaves a vessel adrift is liable to a fine.
"""
CHAT = """[12/03/2021, 14:05:11] Ana Quist: the invoice went out on friday
[12/03/2021, 14:06:02] Bo Quist: it went to the wrong account
[13/03/2021, 08:30:00] Ana Quist: the bank can recall it until noon
"""
LETTERS = """# The Thorne Correspondence

Edited by Margaret Lisle

## Introduction

The brothers quarrelled over every fence.

## Edmund Thorne to Josiah Thorne, 3 March 1861

Dear Josiah,

The mill is shut and the hands walk about.

## Josiah Thorne to Edmund Thorne, 19 March 1861

Dear Edmund,

You are too gentle with Father.
"""
HEARING = """HEARING ON COASTAL SAFETY

The CHAIRMAN. We hear Dr. Lena Osgood of the Institute and Mr. Martin Osgood of the pilots.

Senator ALDOUS. How many of the buoys had been inspected?

Dr. OSGOOD. Fewer than a third had been inspected.

Mr. OSGOOD. I was told by the Secretary that the lamps were new. Not one light burned that night.

Senator ALDOUS. Nobody opened the letter.
"""


@pytest.mark.parametrize(
    ("source", "draft", "fits"),
    [
        (ACT, "Under section 1(2), a licence “lapses upon the death of its holder.”", True),
        (ACT, "Under section 1(1), a licence “lapses upon the death of its holder.”", False),
        (ACT, "By § 7 a pilot “is liable to a fine.”", True),
        (ACT, "By § 1, a pilot “is liable to a fine.”", False),
        (ACT, "Pilots and Lights Act 1922, s 7: “is liable to a fine.”", True),
        (ACT, "Pilots and Lights Act 1932, s. 7: “is liable to a fine.”", False),
        (ACT, "Part II says that such a pilot “is liable to a fine.”", True),
        (ACT, "Part I says that such a pilot “is liable to a fine.”", False),
        (CHAT, "On 12 March Bo Quist wrote: “it went to the wrong account”.", True),
        (CHAT, "On 13 March Bo Quist wrote: “it went to the wrong account”.", False),
        (CHAT, "Ana Quist wrote on 13 March 2021: “the bank can recall it until noon”.", True),
        (LETTERS, "“You are too gentle with Father” (to E. Thorne, 19 March 1861).", True),
        (LETTERS, "“You are too gentle with Father” (to E. Thorne, 3 March 1861).", False),
        (LETTERS, "As Lisle notes, “The brothers quarrelled over every fence.”", True),
        (LETTERS, "As Lisle notes, “You are too gentle with Father.”", False),
        (LETTERS, "In her introduction Lisle notes: “The brothers quarrelled.”", True),
        (HEARING, "“Not one light burned that night,” testified Mr. Osgood.", True),
        (HEARING, "“Not one light burned that night,” testified Dr. Osgood.", False),
        (HEARING, "Lena Osgood said “Fewer than a third had been inspected.”", True),
        (HEARING, "Martin Osgood said “Fewer than a third had been inspected.”", False),
        (HEARING, "Mr. Osgood said that “the lamps were new.”", False),
        (HEARING, "The Chairman said: “Nobody opened the letter.”", False),
    ],
)  # fmt: skip
def test_what_a_draft_says_of_place_and_day_is_held_against_the_source(
    source: str, draft: str, fits: bool
) -> None:
    """Right ones pass in silence; wrong ones are told, with the words still found."""
    found = Auditor([document(source, "a.md" if source is LETTERS else "a.txt")]).audit(draft)
    finding = found.findings[0]
    assert finding.verdict in ("verified", "normalised", "misattributed")
    assert (finding.verdict != "misattributed" and not finding.cautions) == fits, finding
