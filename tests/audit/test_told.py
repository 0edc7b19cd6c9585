"""What does not support the draft's speaker is told: ranks, kin, parties, relative clauses."""

import pytest

from rag.audit import Auditor
from tests.support.building import document

TRAM = """# The tram of Arn

By Nora Adeyemi

14 February 2019

“We cannot run trains on hope,” the deputy mayor, Kirsti Salo, told reporters. Witness Liis Kask
said the carriage “jumped like a fish”. Her husband called the council “deaf”.

The passengers were out within nine minutes, according to the fire service. Former mayor Edgar
Sool wrote that the line “should never have been built”. The mayor was in Helsinki.

A driver who would not give his name said that the brakes were cold. Tom Kelly, a nurse, waited.

In the eyes of the Senate the line was “a toy for the rich”, and Ole Marin agreed.

> The rails cost more than all the horses of Arn.

So wrote the treasurer Zorzi in his relation of 1906. ‘You are late,’ said Mrs Kelly, without
turning round.
"""
BANK = """# The ledgers

By Farouk Benhaddou

3 October 2011

“The ledgers were fiction,” its governor, Samira Ould-Kaddour, said in Oran. A spokesman for the
Bank of the Two Rivers, Yacine Ould-Kaddour, called the fine “a political invoice”. The bank's
founder, Hadj Mokhtar, died in 1998; in his memoirs he had written that every ledger has two
fathers. Shareholder Nadia Ziani asked, “Who signed the ledgers of the bank?” Nobody answered her.

The pathologist was of the view that death came at noon. Peter Grady Jr, the father, wept. Mrs Grady
(née Whelan) had found him “in wonderful spirits”. The chief, Simamba, said to the governor of Arn:
“You may move us, but you cannot move our dead.” He almost succeeded.
"""
COURT = """# Smit v. Harbor Lines

Justice Lindqvist delivered the opinion of the court.

The petitioner contends that the bill of lading was void. The respondent answers otherwise. A
signature binds the hand that made it.
"""
AUDITOR = Auditor(
    [document(TRAM, "tram.md"), document(COURT, "smit.md"), document(BANK, "bank.md")]
)


@pytest.mark.parametrize(
    ("draft", "outcome"),
    [
        ("Kirsti Salo said: “We cannot run trains on hope”.", "passes"),
        ("The deputy mayor said: “We cannot run trains on hope”.", "passes"),
        ("The mayor said: “We cannot run trains on hope”.", "misattributed"),
        ("The mayor wrote that the line “should never have been built”.", "misattributed"),
        ("Liis Kask said that the carriage “jumped like a fish”.", "passes"),
        ("Liis Kask's husband said that the carriage “jumped like a fish”.", "misattributed"),
        ("The fire service said they were “out within nine minutes”.", "passes"),
        ("A driver said that “the brakes were cold”.", "passes"),
        ("Tom Kelly said that “the brakes were cold”.", "misattributed"),
        ("Ole Marin called it “a toy for the rich”.", "misattributed"),
        ("Zorzi wrote: “The rails cost more than all the horses of Arn.”", "passes"),
        ("Salo wrote: “The rails cost more than all the horses of Arn.”", "misattributed"),
        ("Mrs Kelly says: “You are late”.", "passes"),
        ("Edgar Sool mutters: “You are late”.", "misattributed"),
        ("Kirsti Salo made it plain that the carriage “jumped like a fish”.", "cautioned"),
        ("For Edgar Sool the carriage “jumped like a fish”.", "cautioned"),
        ("Kaddour said: “The ledgers were fiction”.", "passes"),
        ("Y. Ould-Kaddour said: “The ledgers were fiction”.", "misattributed"),
        ("A spokesman for the central bank called it “a political invoice”.", "misattributed"),
        ("A spokesman for the Bank of the Two Rivers called it “a political invoice”.", "passes"),
        ("Hadj Mokhtar wrote that “every ledger has two fathers”.", "passes"),
        ("Nadia Ziani wrote that “every ledger has two fathers”.", "misattributed"),
        ("Nadia Ziani asked: “Who signed the ledgers of the bank?”", "passes"),
        ("The pathologist held that “death came at noon”.", "passes"),
        ("Benhaddou writes that “death came at noon”.", "cautioned"),
        ("Mrs Whelan found him “in wonderful spirits”.", "passes"),
        ("Peter Grady Jr found him “in wonderful spirits”.", "misattributed"),
        ("The governor said: “You may move us, but you cannot move our dead.”", "misattributed"),
        ("Benhaddou writes: “He … succeeded.”", "cautioned"),
        ("The petitioner contends that “the bill of lading was void”.", "passes"),
        ("The respondent contends that “the bill of lading was void”.", "misattributed"),
        ("Justice Lindqvist holds that “the bill of lading was void”.", "cautioned"),
        ("Justice Lindqvist writes: “A signature binds the hand that made it.”", "passes"),
    ],
)
def test_only_what_the_source_supports_passes_in_silence(draft: str, outcome: str) -> None:
    """A looser or another speaker is rejected, or told in a caution."""
    (finding,) = AUDITOR.audit(draft).findings
    passed = finding.verdict in {"verified", "normalised"}
    seen = "cautioned" if passed and finding.cautions else "passes" if passed else finding.verdict
    assert seen == outcome


WALL = """# The orchard wall

By Tomasz Reut

3 March 2011

Ewa Sroka came in April. “The wall will not stand another winter,” said Ewa Sroka. She had
measured it twice.

Piotr Sroka, her brother, disagreed. He said: “It has stood since my grandfather’s day.”

The slit is 1⁄16 of an inch wide, and ³⁄₈ deep. The rain came down upon the hill,
and every stone was wet.
"""


@pytest.mark.parametrize(
    ("draft", "outcome"),
    [
        ("Mr Sroka said: “The wall will not stand another winter.”", "told"),
        ("Mrs Sroka said: “The wall will not stand another winter.”", "passes"),
        ("Mr Sroka said: “It has stood since my grandfather’s day.”", "passes"),
        ("Mrs Sroka said: “It has stood since my grandfather’s day.”", "told"),
        ("Reut: “The slit is 1/16 of an inch wide, and 3/8 deep.”", "passes"),
        ("Reut: “The slit is 1/10 of an inch wide, and 3/8 deep.”", "told"),
        ("Reut: “The rain came down upon the hill,/ and every stone was wet.”", "passes"),
        (
            "Piotr Sroka disagreed: “It has stood since my grandfather’s day.”\n\n“The wall will "
            "not stand another winter.”",
            "told",
        ),
        (
            "Ewa Sroka said: “The wall will not stand another winter.”\n\n“The wall will not stand "
            "another winter.”",
            "passes",
        ),
        (
            "Reut writes “The slit is 1⁄16 of an inch wide”.[^1] He writes “The rain came down "
            "upon the hill”.[^2]\n\n[^1]: Reut, *The wall*.\n\n[^2]: Ibid., 18 August 2005.",
            "told",
        ),
    ],
)
def test_two_of_a_surname_and_what_stands_for_them(draft: str, outcome: str) -> None:
    """Titles, a paragraph that is a quotation alone, and the date behind "Ibid." are held."""
    finding = Auditor([document(WALL, "wall.md")]).audit(draft).findings[-1]
    told = bool(finding.cautions) or finding.verdict not in {"verified", "normalised"}
    assert told == (outcome == "told")
