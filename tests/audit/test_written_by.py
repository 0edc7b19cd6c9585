"""Who writes letters, signed parts and judgments, and who speaks without a name."""

import pytest

from rag.audit import Auditor
from rag.quotes.voice import voice_of
from tests.support.building import document

HOUSE = """House of Assembly
Wednesday, 21 November 2007

ORAL ANSWERS TO QUESTIONS

Mr. Asante-Boateng: Will she think again about the charge?

Ms. wa Mutua: I have met the governors of all three hospitals.

Mr. Asante-Boateng: The right hon. Lady said in July that no hospital would be charged.

Ms. wa Mutua: I said no such thing.
"""
REPORT = """# Tarn & Hollis: Annual report 2021

## Chairman's statement

The year was the hardest since our foundation. We lost two mills.

Dame Philippa Oyelaran, Chairman

## Review

Our mills ran at two thirds of their capacity.

Rhodri Tarn Jr., Chief executive
"""
LETTERS = """# The Letters of Aðalsteinn Jónsson, 1861–1879

Edited and translated by Margaret Tennant. Hull 1983.

## Letter 12. To Guðrún Jónsdóttir, 8 February 1866

Sister, the winter has taken eleven sheep.[^1]

[^1]: Sheep were counted at Candlemas.

## Editor's afterword

Jónsson was the least vain of poets.
"""
JUDGMENT = """In the High Court of Selbourne

Judgment of Mr Justice Tam Wai-lun, 17 June 2004

1. The claimants own two boats, which are kept in the harbour.

2. No warning was given. The claim succeeds.
"""
PAPER = """# Late silicosis in a stone carver

Thi Hoa Nguyễn, Marcus van der Berg, and Adaeze O'Brien

Silicosis may appear decades after exposure has ended.
"""
VOLUME = """# The Weavers' Oath

by Friedrich-Karl von Stauff

*Archiv für Zunftgeschichte*, 41 (1974), pp. 88–120.

Marsh (1958) argued that the guild “died of its own success”; we would say that it was killed.

## 2 Women

The women weavers are missing from all lists.

## 3 Fines

The fine was paid in cloth.
"""
EVIDENCE = """SELECT COMMITTEE ON FISHERIES

Minutes of evidence

Witness: Mr. Helgason

Q41 Baroness Achebe: Were the quotas ignored?

Mr. Helgason: They were misread.

Q42 The Chairman: By whom?

Mr. Helgason: By the inspectors, I am afraid.

Q43 Baroness Achebe: Would you do it again?

Mr. Helgason: No.
"""
COMPLAINT = """# Complaint

Aino-Maija van der Merwe, 2 December 2019

Your rules say the contrary. It is not true that I shouted at anybody.
"""
TAPE = """# The mill

My father took me by the hand and said: “Now you will see how bread is earned.”

A former engineer of the firm said the lining was thin. “Everyone on the shift knew it,” he said.

Torleif Aas said the money was there. “Nobody will say that it failed for want of money.”

> The dividend was paid out of the reserve.
>
> — a former trustee
"""
AUDITOR = Auditor(
    [
        document(HOUSE, "house.txt"),
        document(REPORT, "report.md"),
        document(LETTERS, "letters.md"),
        document(JUDGMENT, "judgment.txt"),
        document(PAPER, "paper.md"),
        document(TAPE, "tape.md"),
        document(VOLUME, "volume.md"),
        document(EVIDENCE, "evidence.txt"),
        document(COMPLAINT, "complaint.md"),
    ]
)


@pytest.mark.parametrize(
    "draft",
    [
        "Ngozi wa Mutua answered: “I said no such thing.”",
        "Philippa Oyelaran, the chairman, wrote: “The year was the hardest since our foundation.”",
        "Jónsson wrote to his sister: “the winter has taken eleven sheep.”",
        "The editor, Margaret Tennant, notes: “Sheep were counted at Candlemas.”",
        "Tam J held: “No warning was given.”",
        "Mr Justice Tam said: “No warning was given.”",
        "“No warning was given” (para 2).",
        "“Silicosis may appear decades after exposure” (Nguyễn, van der Berg & O’Brien 2014).",
        "Marsh (1958) held that the guild “died of its own success”.",
        "“The fine was paid in cloth” (von Stauff 1974, p. 101).",
        "Under section 3, “The fine was paid in cloth.”",
        "“By the inspectors, I am afraid” (Helgason, Q42).",
        "Van der Merwe writes: “Your rules say the contrary.”",
        "A former engineer said: “Everyone on the shift knew it.”",
        "Aas said: “Nobody will say that it failed for want of money.”",
        "A former trustee said: “The dividend was paid out of the reserve.”",
    ],
)
def test_whoever_writes_or_speaks_is_known(draft: str) -> None:
    """What the right person says passes without a word."""
    (found,) = AUDITOR.audit(draft).findings
    assert found.verdict in ("verified", "normalised")
    assert not found.cautions


@pytest.mark.parametrize(
    "draft",
    [
        "Asante-Boateng answered: “I said no such thing.”",
        "Rhodri Tarn wrote: “The year was the hardest since our foundation.”",
        "Jónsson wrote: “Sheep were counted at Candlemas.”",
        "Jónsson was “the least vain of poets”, as he wrote himself.",
        "“No warning was given” (para 1).",
        "“No warning was given” (Boats v Harbour [2004] at [1]).",
        "“Silicosis may appear decades after exposure” (Trần 2014).",
        "It is a “vain poet” (Tennant 1983).",
        "Marsh (1985) held that the guild “died of its own success”.",
        "“The fine was paid in cloth” (Marsh 1958).",
        "“The fine was paid in cloth” (von Stauff 1974, p. 130).",
        "Under section 2, “The fine was paid in cloth.”",
        "“By the inspectors, I am afraid” (Helgason, Q43).",
        "Piet van der Merwe writes: “Your rules say the contrary.”",
        "An engineer said: “Everyone on the shift knew it.”",
    ],
)
def test_another_person_or_place_is_told(draft: str) -> None:
    """Words under another's name, or at another paragraph, never pass without a word."""
    found = AUDITOR.audit(draft).findings
    assert found
    assert all(one.verdict not in ("verified", "normalised") or one.cautions for one in found)


def test_a_role_speaks_where_no_name_stands() -> None:
    """In "My father took me by the hand and said" the father speaks."""
    source = document(TAPE, "tape.md")
    at = source.reading.text.find("Now you will")
    assert voice_of(source, at, at + 20).speaker == "My father"
