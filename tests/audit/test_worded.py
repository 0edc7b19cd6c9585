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
LETTERS = """# Letters of the Moe family

## 4. Aud Moe to Per Moe

Bergen, 2 April 1863

Dear Per,

The ship is late. My mother kept a ledger. “The rope is rotten,” she wrote on the last page. I had
forty sheets left, and the mate told me twice that the salt was “a sentimental cargo”.

Aud
"""
WARDS = """# Two wards close

By Marit Lie

The North Holm Trust will close two wards. Its director, Rolf Keel, promised that nobody would move.
The union's secretary, Dina Keel, called it a pity. Asked by the chair, Olav Dun, she added that a
ward was “not much use without a nurse”.

The South Holm Trust was not asked. “We read it in the paper,” a spokesman said.

Keel denied that money was short. “It is not about money,” he said. “It is about staff.”

A guest may stay, so long as he pays. The treasurer was late. He called the Trust “solvent”.
Treasurers come and go; Mr Jon Aas (treasurer) stayed.
"""
AUDITOR = Auditor(
    document(text, name)
    for name, text in (
        ("debate.md", DEBATE), ("report.md", REPORT), ("novel.md", NOVEL), ("case.md", CASE),
        ("letters.md", LETTERS), ("wards.md", WARDS),
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
        "From Bergen Aud complained that “the ship is late”.",
        "“The ship is late” (Aud Moe to Per Moe, 2 April 1863).",
        "Aud Moe’s mother wrote: “The rope is rotten.”",
        "Aud Moe “had forty sheets left”.",
        "A spokesman for the South Holm Trust said: “We read it in the paper.”",
        "Mr Keel said: “It is not about money.”",
        "Dina Keel added that a ward was “not much use without a nurse”.",
        "Mr Keel was blunt: “It is about staff.”",
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
        "“The ship is late” (Aud Moe to Ida Moe, 2 April 1863).",
        "Aud Moe wrote: “The rope is rotten.”",
        "Per Moe “had forty sheets left”.",
        "The mate “had forty sheets left”.",
        "A spokesman for the North Holm Trust said: “We read it in the paper.”",
        "Mrs Keel said: “It is not about money.”",
        "Dun remarked that a ward was “not much use without a nurse”.",
        "Before the board the chair was blunt: “not much use without a nurse”.",
        "Dina decided to speak: “The North Holm Trust will close two wards.”",
        "By the rules, “A guest may stay”.",
    ],
)
def test_false_ones_are_told(draft: str) -> None:
    """None passes without a word."""
    found = AUDITOR.audit(draft).findings[0]
    assert found.verdict not in ("verified", "normalised") or found.cautions
