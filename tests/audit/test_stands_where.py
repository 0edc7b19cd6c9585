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

RULES = """# Rules of the Swimming Club

1. No member may dive from the bridge.

2. The caretaker shall keep the only key.
"""
LEASE = """# Tenancy of the Mill

## 4. Repairs

4.1 The roof is the landlord’s.

4.2 The floor is the tenant’s.
"""
BOOK = """---
title: The House by the Lock
author: Owen Prys-Jones
date: 2004-05-12
---
# The House by the Lock

*With a foreword by Giles Sowerby*

## Foreword

My friend could not abide a foreword.

## 1. The stove

My grandmother, Gwen Prys, was born above the chapel. When I complained she said, “Put on wool.”

It may be that I have been unjust to her. Huw came late, and Anna Lund said, “The stove is out.”

“Oil is not wages,” Huw told the council in 1981. Huw said I had come too late, and he was right.

## 2. The water

1. No boat may pay less than a crown.

2. The first rule does not bind a punt.

*Editor’s note: the rules were lost in a flood.*

The critic Viktor Lang called the evening a funeral. Owen Stack was a boy. His father told him: “A
clock is a promise.”
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
        (LETTERS, "“You are too gentle with Father” (J. Thorne to E. Thorne, 1861).", True),
        (LETTERS, "“You are too gentle with Father” (E. Thorne to J. Thorne, 1861).", False),
        (LETTERS, "As Lisle notes, “The brothers quarrelled over every fence.”", True),
        (LETTERS, "As Lisle notes, “You are too gentle with Father.”", False),
        (LETTERS, "In her introduction Lisle notes: “The brothers quarrelled.”", True),
        (HEARING, "“Not one light burned that night,” testified Mr. Osgood.", True),
        (HEARING, "“Not one light burned that night,” testified Dr. Osgood.", False),
        (HEARING, "Lena Osgood said “Fewer than a third had been inspected.”", True),
        (HEARING, "Martin Osgood said “Fewer than a third had been inspected.”", False),
        (HEARING, "Mr. Osgood said that “the lamps were new.”", False),
        (HEARING, "The Chairman said: “Nobody opened the letter.”", False),
        (BOOK, "In his *Memories* Prys-Jones writes that Gwen “was born above the chapel.”", True),
        (BOOK, "As Giles Sowerby says, “My friend could not abide a foreword.”", True),
        (BOOK, "As Prys-Jones says, “My friend could not abide a foreword.”", False),
        (BOOK, "Owen Prys writes that Gwen “was born above the chapel.”", False),
        (BOOK, "Prys-Jones admits: “I have been unjust to her.”", False),
        (BOOK, "Prys-Jones says: “Put on wool.”", False),
        (BOOK, "Anna Lund said: “The stove is out.”", True),
        (BOOK, "“Oil is not wages,” Huw told the council in 1981.", True),
        (BOOK, "“Oil is not wages,” Huw told the council in 1991.", False),
        (BOOK, "Prys-Jones admitted in 2004: “Gwen Prys, was born above the chapel.”", True),
        (BOOK, "Prys-Jones admitted in 2007: “Gwen Prys, was born above the chapel.”", False),
        (BOOK, "Huw admitted that “he was right.”", False),
        (BOOK, "The editor notes that “the rules were lost in a flood.”", True),
        (BOOK, "Prys-Jones notes that “the rules were lost in a flood.”", False),
        (BOOK, "Prys-Jones called the evening “a funeral.”", False),
        (BOOK, "Owen Stack said: “A clock is a promise.”", False),
        (BOOK, "Under “The water” Prys-Jones writes: “No boat may pay less.”", True),
        (BOOK, "Under “The stove” Prys-Jones writes: “No boat may pay less.”", False),
        (RULES, "Rule 2 says: “The caretaker shall keep the only key.”", True),
        (RULES, "Rule 1 says: “The caretaker shall keep the only key.”", False),
        (HEARING, "Senator Osgood said “Fewer than a third had been inspected.”", False),
        (BOOK, "Under § 2(2), “The first rule does not bind a punt.”", True),
        (BOOK, "Under § 2(1), “The first rule does not bind a punt.”", False),
        (LEASE, "Clause 4.1 says: “The roof is the landlord’s.”", True),
        (LEASE, "Clause 4.2 says: “The roof is the landlord’s.”", False),
        (BOOK, "O. Prys-Jones, *The House by the Lock* (2004): “was born above the chapel”", True),
        (BOOK, "O. Prys-Jones, *The House by the Loch* (2004): “was born above the chapel”", False),
        (BOOK, "The book of 12 May 2005 says that she “was born above the chapel”.", False),
    ],
)  # fmt: skip
def test_what_a_draft_says_of_place_and_day_is_held_against_the_source(
    source: str, draft: str, fits: bool
) -> None:
    """Right ones pass in silence; wrong ones are told, with the words still found."""
    found = Auditor(
        [document(source, "a.md" if source.startswith(("# ", "---")) else "a.txt")]
    ).audit(draft)
    finding = found.findings[-1]
    assert finding.verdict in ("verified", "normalised", "misattributed")
    assert (finding.verdict != "misattributed" and not finding.cautions) == fits, finding
