"""Wordings by which a draft says whose words it quotes, and where they stand."""

import pytest

from rag.audit import Auditor
from tests.support.building import document

DEBATE = """# Council of Sund: Debates, 9 May 1934

The Minister for Roads (Mr. Amdal): I beg to move the bill. The toll has emptied the road.

Mr. Vik (East Sund): My neighbours write to me. “Burn the gate and spare the mule,” one says.

Mrs. Vik (Port Holm): The gate was here before the Viks, and so was the mule.
"""
REPORT = """# The ferry strike

By Ada Brandt

Holm Gazette, 3 November 2021

Her brother, Jon Moe, a rope dealer who sat on the other side of the table, said he was “glad beyond
words”. “It is not a boat, but it floats,” said Signe Moe, who leads the crew. The ferry sank.

The crew trained under Per Aune, whose motto was “never trust a blue sail”.
"""
NOVEL = """# The Ferry House

By Imogen Dunn

## Chapter One: Low Water

‘You shall not cross today,’ said old Tabitha.

## Chapter Two: The Bank

‘You took your time,’ said Mrs Penrose.
"""
CASE = """# Roe v Harbour Board of Holm [1987]

LORD AMDAL LCJ

1. For the appellant Miss Strand submitted that “a licence is a promise”. I cannot accept that.

2. A permission may be withdrawn.

VIK LJ (dissenting)

3. Equity sells no hope.
"""
AUDITOR = Auditor(
    document(text, name)
    for name, text in (
        ("debate.md", DEBATE), ("report.md", REPORT), ("novel.md", NOVEL), ("case.md", CASE),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    "draft",
    [
        "Vik, the member for Port Holm, said that “the gate was here before the Viks”.",
        "“[S]o was the mule,” Mrs. Vik allows, “more than you can say of us”, as others say.",
        "Per Aune’s motto was: “never trust a blue sail”.",
        "Rope dealer Jon Moe professed himself “glad beyond words”.",
        "The Holm Gazette reported: “The ferry sank.”",
        "In Chapter Two, Mrs Penrose says “You took your time”.",
        "Lord Amdal held that “a permission may be withdrawn” ([2]).",
        "Counsel for the appellant, Miss Strand, said that “a licence is a promise”.",
        "“Equity sells no hope”: *Roe v Harbour Board of Holm*, per Vik LJ, cited in *Ash*.",
    ],
)
def test_true_ones_pass_in_silence(draft: str) -> None:
    """Whatever the wording."""
    found = AUDITOR.audit(draft).findings[0]
    assert (found.verdict in ("verified", "normalised"), found.cautions) == (True, ())


@pytest.mark.parametrize(
    "draft",
    [
        "Vik, the member for East Sund, said that “the gate was here before the Viks”.",
        "Vik’s advice was “Burn the gate and spare the mule”.",
        "Signe Moe’s motto was: “never trust a blue sail”.",
        "Ms Moe professed herself “glad beyond words”.",
        "In Chapter One, Mrs Penrose says “You took your time”.",
        "Per Vik LJ at [2]: “Equity sells no hope.”",
        "Brandt, in a 2014 interview, said: “The ferry sank.”",
        "Lord Amdal held that “a licence is a promise”.",
    ],
)
def test_false_ones_are_told(draft: str) -> None:
    """None passes without a word."""
    found = AUDITOR.audit(draft).findings[0]
    assert found.verdict not in ("verified", "normalised") or found.cautions
