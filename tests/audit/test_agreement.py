"""A draft's "she", "Mr" or "the elder" must be what the source itself calls somebody."""

import pytest

from rag.audit import Auditor
from tests.support.building import document

PORT = """# The lock at Venn

By Ruth Okello

9 May 2012

Goran Petek had kept the lock for nineteen years. “I heard the gate go before I saw it,” he said.

Public Works Minister Aino Rand took the other side. “No gate of ours has ever gone,” she said.

Ole Dahl Sr. laid the sill. “A sill is laid once,” the elder Dahl said. His son, Ole Dahl Jr., runs
the yard. “We would lay it deeper now,” the younger Dahl said.

Counsel for the canal, Ms Bray, submitted that the keeper was asleep. RUTH OKELLO J did not agree.

“My cellar is wet,” said a woman who gave her name as Halina.

BRAY: You told the board in 2011 that “the lock is sound”.

PETEK: I take it back.
"""
GATE, NO = "I heard the gate go before I saw it", "No gate of ours has ever gone"
SILL, DEEP = "A sill is laid once", "We would lay it deeper now"


@pytest.mark.parametrize(
    ("draft", "outcome"),
    [
        (f"Goran Petek remembers. He said: “{GATE}.”", "silent"),
        (f"Goran Petek remembers. She said: “{GATE}.”", "told"),
        (f"In her statement Goran Petek said: “{GATE}.”", "told"),
        (f"Ms Petek said: “{GATE}.”", "told"),
        (f"“{NO},” Aino Rand said.", "silent"),
        (f"“{NO},” said Mr Rand.", "told"),
        (f"“{SILL},” said the elder Dahl.", "silent"),
        (f"“{SILL},” said the younger Dahl.", "told"),
        (f"“{DEEP},” said Ole Dahl Jr.", "silent"),
        (f"Ole Dahl I said: “{DEEP}.”", "told"),
        ("Ms Bray said that “the keeper was asleep”.", "silent"),
        ("Okello writes that “the keeper was asleep”.", "told"),
        ("“My cellar is wet,” said Halina.", "silent"),
        ("“My cellar is wet,” said Ms Bray.", "told"),
        ("Petek told the board that “the lock is sound”.", "told"),
        ("Petek held that “I heard the gate go”, while Rand said that “no gate”.", "silent"),
        ("Rand held that “I heard the gate go”, while Petek said that “I take it back”.", "told"),
        (f"> {SILL}.\n\n— Aino Rand", "told"),
        ("‘I heard the gate go’, said Petek, ‘before I saw it.’", "silent"),
    ],
)  # fmt: skip
def test_what_the_source_calls_somebody_otherwise_is_told(draft: str, outcome: str) -> None:
    """A given name says nothing; the source's own titles and pronouns do."""
    first = Auditor([document(PORT, "a.md")]).audit(draft).findings[0]
    passed = first.verdict in ("verified", "normalised") and not first.cautions
    assert (passed, first.cautions, first.reasons) == (outcome == "silent", *_said(first))


def _said(finding: object) -> tuple[object, object]:
    """The finding's own words, so that a failure shows them."""
    return getattr(finding, "cautions", ()), getattr(finding, "reasons", ())


def test_a_slash_is_the_end_of_a_line_of_verse() -> None:
    """The words of both lines must still stand in a row."""
    source = document("# Songs\n\nBy H. Quaile\n\nThe wheel goes round,\nand nothing is mine.\n")
    auditor = Auditor([source])
    verdicts = [
        auditor.audit(f"“The wheel goes round, / and {end}.”").findings[0].verdict
        for end in ("nothing is mine", "nothing is yours")
    ]
    assert verdicts == ["normalised", "altered"]
