"""Notes of a draft that refer back are read as the citation that they stand for."""

import pytest

from rag.audit import Auditor
from tests.support.building import document

SOURCE = """# The weirs of Hest

By Anna Lind

3 May 1999

## 1 The frost

The upper weir froze over in the year of the comet.

## 2 The thaw

Nobody mended the lower weir until the mill had closed.
"""
FIRST = "Anna Lind, *The weirs of Hest* (1999), section 2."


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("Ibid.", True),
        ("Ibid., section 1.", False),
        ("*Ibid.*, section 3.", True),
        ("Id. at section 1.", False),
        ("Lind (n 1) section 1.", False),
        ("Lind, supra note 1, section 2.", True),
        ("Lind, op. cit., note 1, section 1", False),
    ],
)
def test_a_note_that_refers_back_keeps_the_place_of_its_own(note: str, told: bool) -> None:
    """The words stand in section 1; a note that means section 2 is told."""
    draft = (
        "“Nobody mended the lower weir.”[^1] “The upper weir froze over.”[^2]\n\n"
        f"[^1]: {FIRST}\n\n[^2]: {note}\n"
    )
    found = Auditor([document(SOURCE, "a.md")]).audit(draft).findings[1]
    assert (found.verdict, any("section" in c for c in found.cautions)) == ("normalised", told)


SONGS = """---
author: Hester Quaile
date: 1931-05-14
---

# Songs of the weir

## I

The wheel goes round and nothing that I grind is mine.

## The Ferry

I did not sell the boat that bore me over.
"""


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        ("In chapter I, Quaile writes: “nothing that I grind is mine”.", False),
        ("In chapter I, Quaile writes: “I did not sell the boat”.", True),
        ("In “The Ferry”, Quaile writes: “I did not sell the boat”.", False),
        ("In “The Ferry”, Quaile writes: “nothing that I grind is mine”.", True),
        ("In *The Ferry*, Quaile writes: “nothing that I grind is mine”.", True),
        ("As Quaile writes in *Songs of the mill*, “nothing that I grind is mine”.", True),
        ("As Quaile writes in *Songs of the weir*, “nothing that I grind is mine”.", False),
        ("As Quaile writes (1932), “nothing that I grind is mine”.", True),
        ("As Quaile writes (1931), “nothing that I grind is mine”.", False),
        ("Quaile (1931) writes: “nothing that I grind is mine”.", False),
        ("Quaile (1932) writes: “nothing that I grind is mine”.", True),
    ],
)
def test_a_heading_and_a_year_of_a_full_date_are_held_against_the_source(
    draft: str, told: bool
) -> None:
    """A heading that is a bare numeral counts, and a paragraph that begins with "I" does not."""
    (found,) = Auditor([document(SONGS, "a.md")]).audit(draft).findings[-1:]
    assert (found.verdict, bool(found.cautions)) == ("verified", told)


@pytest.mark.parametrize(
    ("note", "told"),
    [
        (
            "The Long Weir: A History of Hest, 1850–1999, Anna Lind, 3 May 1999, weir.md, line 5",
            False,
        ),
        ("A Long Weir, 1999, 12", False),
        ("Hugo Marr, The Long Weir, 1999, 12", True),
    ],
)
def test_a_citation_that_begins_with_its_title_names_nobody(note: str, told: bool) -> None:
    """Words of a title look like a name ("The Long Weir"); another's name is still told."""
    text = SOURCE.replace("The weirs of Hest", "The Long Weir: A History of Hest, 1850–1999")
    draft = f"“The upper weir froze over in the year of the comet.”[^1]\n\n[^1]: {note}\n"
    (found,) = Auditor([document(text, "weir.md")]).audit(draft).findings
    assert (found.verdict, bool(found.cautions)) == ("verified", told)
