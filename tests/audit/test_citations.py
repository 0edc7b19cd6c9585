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
