"""Numbers and days of papers are held against those beside the words."""

import pytest

from rag.audit import Auditor
from rag.audit.papers import stamped_days
from tests.support.building import document

TRUST = """# Papers of the Moss Harbour Trust

By Henrik Vale

Bulletin No. 44 is lost. Circular 12 of 4 May 1920 told the pilots: “Keep
the lamp lit until the tide turns.”

## Order No. 7

3 June 1921

No boat may anchor beyond the second buoy. As Order No. 6 had said, the fee stands at two crowns.

## Order No. 8

5 June 1921

The ferry shall wait for the mail.

## Letters

Bergen, 3 March 1922

Dear Ola, the ice has closed the sound.

We live on salted fish and hope.

Bergen, 9 April 1922

Dear Ola, the sound is open again. The first boat came in this morning.

> The lock gates will not last a winter.
>
> — Inga Moe, letter of 7 August 1923

In a memo dated June 14th, 1924, Inga Moe wrote: “Nobody listens to the lock keeper.”
"""
DIARY = """---
title: Diary
author: Clara Vance
date: 1930
---

## 4 May 1916

The guns are quiet today.

## 5 May 1916

Bread is short, and nobody complains.
"""
AUDITOR = Auditor([document(TRUST, "trust.md"), document(DIARY, "diary.md")])
LAMP = "“Keep the lamp lit until the tide turns.”"
FERRY = "“The ferry shall wait for the mail.”"
FISH = "“We live on salted fish and hope.”"
GATES = "“The lock gates will not last a winter.”"
HEARD = "“Nobody listens to the lock keeper.”"
BREAD = "“Bread is short, and nobody complains.”"


@pytest.mark.parametrize(
    ("draft", "outcome"),
    [
        (f"Circular 12 told the pilots: {LAMP}", "passes"),
        (f"Circular 13 told the pilots: {LAMP}", "told"),
        (f"{LAMP}, says Circular 13.", "told"),
        (f"{LAMP} (Circular No. 15).", "told"),
        (f"The circular of 4 May 1920 says: {LAMP}", "passes"),
        (f"The circular of 4 June 1920 says: {LAMP}", "told"),
        (f"Order No. 8 of 5 June 1921 says: {FERRY}", "passes"),
        (f"order no. 7 says: {FERRY}", "told"),
        (f"Order No. 8 of 3 June 1921 says: {FERRY}", "told"),
        ("Order No. 7 says: “No boat may anchor beyond the second buoy.”", "passes"),
        (f"In a letter of 3 March 1922 Vale wrote: {FISH}", "passes"),
        (f"In a letter of 9 April 1922 Vale wrote: {FISH}", "told"),
        (f"In a letter of 7 August Inga Moe wrote: {GATES}", "passes"),
        (f"In a letter of 9 August Inga Moe wrote: {GATES}", "told"),
        (f"On 14 June 1924 Moe wrote: {HEARD}", "passes"),
        (f"On 15 June 1924 Moe wrote: {HEARD}", "told"),
        (f"Moe wrote in her letter of 7 August 1923: {HEARD}", "told"),
        (f"In her diary entry of 5 May 1916 Vance wrote: {BREAD}", "passes"),
        (f"In her diary entry of 4 May 1916 Vance wrote: {BREAD}", "told"),
        (f"On 4 May 1916 Vance wrote: {BREAD}", "told"),
    ],
)
def test_the_paper_beside_the_words_decides(draft: str, outcome: str) -> None:
    """The same words under another number or another day are told; what agrees passes."""
    finding = AUDITOR.audit(draft).findings[-1]
    told = bool(finding.cautions) or finding.verdict not in {"verified", "normalised"}
    assert told == (outcome == "told"), finding.remarks


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("The board hired two pilots with “", "” in June 1931.", True),
        ("In June 1930 the board hired two pilots “", "”.", False),
        ("The board hired two pilots “", "” in 1931.", False),
        ("In May 1950 a reader thanked me for “", "”.", False),
    ],
)
def test_a_sentence_that_is_retold_keeps_its_day(before: str, after: str, told: bool) -> None:
    """Held against the source where the draft's own words are those of the sentence."""
    text = "# Pilots\n\nIn June 1930 the board hired two pilots with a knowledge of the shoals.\n"
    auditor = Auditor([document(text, "pilots.md")])
    [finding] = auditor.audit(f"{before}a knowledge of the shoals{after}").findings
    assert finding.verdict == "verified"
    assert [one for one in finding.cautions if "June 1930" in one] == (
        ["the draft has June 1931; the sentence of the source has June 1930"] if told else []
    )


@pytest.mark.parametrize(
    ("stamp", "day"), [("12/03/1998", "1998-03-12"), ("12/03/21", "2021-03-12")]
)
def test_a_stamp_keeps_its_century(stamp: str, day: str) -> None:
    """Two figures of a year are of this one."""
    lines = ("Ana: The lock is open again today.", "Ole: Good.", "Ana: Come.", "Ole: I will.")
    chat = document("".join(f"[{stamp}, 14:05] {line}\n" for line in lines), "chat.txt")
    assert day in stamped_days(chat, chat.reading.text.index("lock"))
