"""What belongs to quoted words beyond their marks: the other piece, a condition, a near denial."""

import pytest

from rag.audit import Auditor
from tests.support.building import document

FERRY = """# The last ferryman

By Yusuf Demir

“If the bridge opens in time,” Amal Haddad added, “we may keep the ferry.” “The keys,” Ola Lie said,
turning round, “are under the mat.” “The rope is old,” said Ola Lie. “It will break,” said Per Holm.
“The mast,” she did not say, “was cut.” “We go at dawn,” said Per Holm. “Nobody stays.”

It is possible that the parish paid in fish, unless the books were forged. Ola Lie would not say
that it failed. Keller's own manager, Doris Vance, told the court: “The fee was lower than
elsewhere.”

His wife, Britt Lind, a retired nurse, keeps the accounts. “It makes no money,” she said.
"""
AUDITOR = Auditor([document(FERRY, "ferry.md")])


@pytest.mark.parametrize(
    ("draft", "outcome"),
    [
        ("Haddad said: “If the bridge opens in time, we may keep the ferry.”", "passes"),
        ("Haddad said: “we may keep the ferry.”", "told"),
        ("Ola Lie said: “The keys are under the mat.”", "passes"),
        ("Ola Lie said: “The keys were under the mat.”", "told"),
        ("Ola Lie said: “The rope is old. It will break.”", "told"),
        ("Per Holm said: “The rope is old. It will break.”", "told"),
        ("Per Holm said: “We go at dawn. Nobody stays.”", "passes"),
        ("Demir writes: “The mast was cut.”", "told"),
        ("Demir writes that “the parish paid in fish, unless the books were forged.”", "told"),
        ("Demir writes: “It is possible that the parish paid in fish, unless the books were "
         "forged.”", "passes"),
        ("Demir writes that “it failed”.", "told"),
        ("Doris Vance said: “The fee was lower than elsewhere.”", "passes"),
        ("Keller's manager said: “The fee was lower than elsewhere.”", "passes"),
        ("The port's manager said: “The fee was lower than elsewhere.”", "told"),
        ("Britt Lind said: “It makes no money.”", "passes"),
    ],
)  # fmt: skip
def test_a_piece_is_read_with_the_other(draft: str, outcome: str) -> None:
    """The author's "she said" parts no words, but what it parts may limit them."""
    finding = AUDITOR.audit(draft).findings[-1]
    told = bool(finding.cautions) or finding.verdict not in {"verified", "normalised"}
    assert told == (outcome == "told"), finding.remarks


BLOG = """---
title: Why I left
author: Sam Tully
date: 2022-05-09
---

My first manager used to say that “a client is a guest”. In Lyon she met the critic Marcel Duhamel,
who called her bowls “frozen weather”. Duhamel may have been the first to collect them.

> I have never met a client I could not replace.
>
> — Petra Quist, internal memo, 3 June 2015

— I never signed a glass, Baumann said. — Why should I? The glass knows.

Present: Cllr J. Peake (Chair). “The shelter stays,” said J. Peake.
"""


@pytest.mark.parametrize(
    ("draft", "outcome"),
    [
        ("His first manager said that “a client is a guest”.", "passes"),
        ("His last manager said that “a client is a guest”.", "told"),
        ("Duhamel called her bowls “frozen weather”.", "passes"),
        ("Tully calls her bowls “frozen weather”.", "told"),
        ("Tully writes that Duhamel was “the first to collect them”.", "told"),
        ("Tully writes that Duhamel may have been “the first to collect them”.", "passes"),
        ("In a memo of 3 June 2015 Quist wrote: “I have never met a client I could not replace.”",
         "passes"),
        ("In a memo of 3 June 2016 Quist wrote: “I have never met a client I could not replace.”",
         "told"),
        ("Baumann said: “The glass knows.”", "passes"),
        ("Tully said: “The glass knows.”", "told"),
        ("The Chair said: “The shelter stays.”", "passes"),
        ("The Clerk said: “The shelter stays.”", "told"),
    ],
)  # fmt: skip
def test_who_says_it_and_when(draft: str, outcome: str) -> None:
    """Relative clauses, roles in brackets, dialogue after dashes, the day beside a signature."""
    finding = Auditor([document(BLOG, "blog.md")]).audit(draft).findings[-1]
    told = bool(finding.cautions) or finding.verdict not in {"verified", "normalised"}
    assert told == (outcome == "told"), finding.remarks
