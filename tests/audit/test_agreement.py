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

The letter came in March. It was from Emil, and I have it still:

> I am quite well and the work is not hard.

According to analysts at Banque Leman the lock “is worth more shut”, a view that Aino Rand called
“arithmetic without a pulse”.

Captain Hugh Strang, R.N., noted in the margin: “Accurate, and by a keeper.”

It has been claimed, by Tulloch among others, that the keeper never slept.

Present: the Clerk, Ms D. Orme. The Clerk reported that three letters had come.

The sill, though old, was in all probability laid by Petek.
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
        ("Emil wrote: “I am quite well and the work is not hard.”", "silent"),
        ("Goran Petek wrote: “I am quite well and the work is not hard.”", "told"),
        ("Analysts said that it “is worth more shut”.", "silent"),
        ("Aino Rand said that it “is worth more shut”.", "told"),
        ("Rand called it “arithmetic without a pulse”.", "silent"),
        ("Petek | “arithmetic without a pulse”", "told"),
        ("Hugh Strang noted: “Accurate, and by a keeper.”", "silent"),
        ("Neil Bain noted: “Accurate, and by a keeper.”", "told"),
        ("Tulloch claimed that “the keeper never slept”.", "silent"),
        ("Okello claimed that “the keeper never slept”.", "told"),
        ("Ms Orme reported that “three letters had come”.", "silent"),
        ("Ms Bray reported that “three letters had come”.", "told"),
        ("Okello writes that the sill “was … laid by Petek”.", "told"),
        ("Smith and Jones hold that “I heard the gate go”.", "told"),
        ("Rand insisted that “no gate of ours”, whereas Petek kept “the lock is sound”.", "silent"),
        (f"> “{SILL}.”\n> -- Aino Rand", "told"),
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
