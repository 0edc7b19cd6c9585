"""Words of another clause, case, turn or copy: who says them, and under which condition."""

import pytest

from rag.audit import Auditor
from tests.support.building import document

ROAD = """# The road to Orm

By Elsa Krog

May 2015

For Hugo Wendt it was “the first strike in the valley”; Marta Wendt, who read the accounts, thinks
that there was none.[^1] The minister, Ida Voss, described it as “a lesson for Orm” and promised
help.

Its leader, Paul Ravn, said the council would pay. No toll is due for a day on which it snows. The
lessee pays two crowns, less the cost of the slates. Berg (1988, p. 14) wrote that “no toll was ever
paid in the north”. The Court of Appeal held in Holt v Lund that a lessee “is no magician”.

[^1]: Hugo Wendt, *Roads* (Orm: Press, 1974), 88.
"""
HEARD = """# A talk

**Petra Wold:** Whom do you hear?

**Anna Rask:** Nobody, if I can help it.

**Petra Wold:** And your brother?

**Anna Rask:** Eero writes for films. He says that an opera is a film with bad light.

**Petra Wold:** What comes next?

**Anna Rask:** A requiem, if the city pays. Otherwise nothing.
"""
COURT = "HIGH COURT\n\nQuill v Marsh\n\nBefore: Sedley J\n\n1. The claim succeeds in part.\n"
COPY = "The lamp burned colza oil until late 1903.\n"
AUDITOR = Auditor(
    [
        document(ROAD, "road.md"),
        document(HEARD, "talk.md"),
        document(f"# The lamp\n\nBy Norris Wade\n\n12 August 1911\n\n{COPY}", "lamp.md"),
        document(f"# In the west\n\n3 September 1911\n\n{COPY}", "west.md"),
        document("# Letters\n\n## Augusta Holm to Mr Lamb, 2 June 1862\n\nSir,\n\nI enclose twenty "
                 "guineas and expect her back.\n\nAugusta Holm\n", "letters.md"),
        document(COURT, "quill.txt"),
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("draft", "verdict", "told"),
    [
        ("Hugo Wendt called it “the first strike in the valley”.", "verified", ""),
        ("Marta Wendt called it “the first strike in the valley”.", "misattributed", "Hugo Wendt"),
        ("It was “the first strike in the valley” (Wendt 1974, p. 88).", "verified", ""),
        ("It was “the first strike in the valley” (Wendt 1974, p. 12).", "verified", "p. 12"),
        ("It holds that “no toll was ever paid in the north” (Berg 1988, p. 14).", "verified", ""),
        ("It holds that “no toll was ever paid in the north” (Berg 1988, 41).", "verified", "14"),
        ("“The lessee pays two crowns” (Berg et al. 2015).", "verified", "cites Berg"),
        ("“The lessee pays two crowns” (Moberg and Roth 2015).", "verified", "cites Moberg"),
        ("Ida Voss called it “a lesson for Orm”.", "verified", ""),
        ("In Holt v Lund the Court of Appeal held that one “is no magician”.", "verified", ""),
        ("In Lund v Roe the Court of Appeal held that one “is no magician”.", "verified", "Holt"),
        ("“[Ravn] said the council would pay.”", "normalised", ""),
        ("“[Voss] said the council would pay.”", "altered", ""),
        ("“[Holm] enclose[s] twenty guineas and expect her back.”", "normalised", ""),
        ("“[Cecily] enclose[s] twenty guineas and expect her back.”", "altered", ""),
        ("It says that “No toll is due”.", "verified", "on which it snows"),
        ("It says: “The lessee pays two crowns”.", "verified", "less the cost"),
        ("Anna Rask says that “an opera is a film with bad light”.", "verified", "He says that"),
        ("Anna Rask promises “A requiem”.", "verified", "if the city pays"),
        ("Petra Wold spoke first. She added: “Otherwise nothing.”", "misattributed", "Anna Rask"),
        ("Sedley J held: “The claim succeeds in part.”", "verified", ""),
        ("The judge held: “The claim succeeds in part.”", "verified", ""),
        ("Hallett J held: “The claim succeeds in part.”", "misattributed", "Sedley J"),
        ("Norris Wade wrote: “The lamp burned colza oil until late 1903”.", "verified", ""),
        ("Abel Wade wrote: “The lamp burned colza oil until late 1903”.",
         "misattributed", "Norris Wade"),
    ],
)  # fmt: skip
def test_words_stand_with_their_speaker_case_and_condition(
    draft: str, verdict: str, told: str
) -> None:
    """True ones pass in silence; the others are refused, or told with what the source has."""
    (found,) = AUDITOR.audit(draft).findings
    said = " ".join((*found.reasons, *found.cautions))
    assert found.verdict == verdict, said
    assert told in said if told else not said or verdict == "altered"
