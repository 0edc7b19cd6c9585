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


FERRY = """# The last ferry

By Catriona Baxendale

21 March 2019

“We were told in an email,” said Morag Urquhart, who has run the café since 1994.

Fergus Urquhart, a crofter and no relation of the café owner, disputes the figure. “They counted
the boat twice,” he said. “Any child could see it.”

Ms Urquhart recalled the advice: “Never trust a man who lives inland.” A spokeswoman for the council
said it was “not in a position to comment”. Mr Pascoe said that the route had lost a million a year
and that no board could have carried on.

An underwriter, Giles Renfrew, was blunter: “We price the postcode, not the person.” Counsel, Mr
Quarry, submitted that the words “like good order” have no settled meaning. I do not agree. Foxglove
is no remedy, ſave under the eye of a phyſician.
"""
INQUIRY = """Transcript of Day 6

9 June 2016

MS OYELARAN: You said that a tower is a failure. Was it shut?

DR TEODORESCU: He walked round it. It was not shut until the Tuesday. I have never forgotten it.

MS OYELARAN: Thank you.

DR TEODORESCU: Not at all.
"""


@pytest.mark.parametrize(
    ("draft", "outcome"),
    [
        ("Fergus Urquhart said: “We were told in an email.”", "told"),
        ("Crofter Fergus Urquhart said: “They counted the boat twice.”", "passes"),
        ("Fergus Urquhart’s motto is “Never trust a man who lives inland.”", "told"),
        ("The council is “not in a position to comment”, a spokeswoman said.", "passes"),
        ("A spokesman said the council was “not in a position to comment”.", "told"),
        ("Pascoe said that “the route had lost a million a year”.", "passes"),
        ("Renfrew says: “We price the postcode, not the person.”", "passes"),
        ("Baxendale writes that the words “like good order” “have no settled meaning”.", "told"),
        ("As Baxendale writes, “Foxglove is no remedy”.", "told"),
        ("“They counted the boat twice,” Baxendale wrote on 22 March 2019.", "told"),
        ("In “The first day” she says that “Foxglove is no remedy, save under the eye”.", "told"),
        (
            "Fergus Urquhart dissented: “They counted the boat twice.” Pascoe, however, agreed.",
            "passes",
        ),
        ("As Giles Renfrew puts it, “We price the postcode” (quoted in Baxendale (2019)).", "any"),
        ("Teodorescu testified on 9 June 2016 that “I have never forgotten it.”", "passes"),
        ("Teodorescu testified on 9 June 2015 that “I have never forgotten it.”", "told"),
        ("Teodorescu said that “a tower is a failure”.", "told"),
        ("She said: “I have never forgotten it,” Teodorescu told Ms Oyelaran.", "passes"),
        ("“I have never forgotten it.”", "passes"),
    ],
)
def test_what_a_newspaper_and_an_inquiry_say(draft: str, outcome: str) -> None:
    """Two of a surname, offices with and without their body, cuts, dates and labels."""
    auditor = Auditor([document(FERRY, "ferry.md"), document(INQUIRY, "inquiry.txt")])
    finding = auditor.audit(draft).findings[-1]
    right = finding.verdict in {"verified", "normalised"}
    told = bool(finding.cautions) or not right
    assert right if outcome == "any" else told == (outcome == "told")


SALT = """# The Salt Brothers

By Leocadia Wray

*First published in The Larkspur Review, Spring 1994*

Barnabas Fenn the elder built the pan. Barnabas Fenn the younger sold it. “My father preserved
meat,” the younger Fenn used to say. A pan is a field that rots.

Nobody has written more bitterly than Silas Crewe. “The Fenns were salt to every wound,” he wrote in
1802. ‘You are not listening at all,’ my husband said.

Woolmer thought it “a vice of the unanswered,” and perhaps it is no more. We believe that the rota
is to blame. The council has not closed the road for good. I do not keep a diary—any longer. The
driver said: “Dispatch has told me: take the coast road or take tomorrow off.”
"""


@pytest.mark.parametrize(
    ("draft", "outcome"),
    [
        ("The elder Fenn used to say: “My father preserved meat.”", "told"),
        ("The younger Fenn used to say: “My father preserved meat.”", "passes"),
        ("Wray writes that “[a] pan . . . is a field that rots”.", "told"),
        ("Wray writes that “[a] pan is a field that rots”.", "passes"),
        (
            "Crewe held that “The Fenns were salt to every wound”.[^1]\n\n[^1]: Silas Crewe, *A "
            "Parish* (London, 1802), 61, quoted in Wray, *The Salt Brothers*.",
            "passes",
        ),
        ("Her husband said: “You are not listening at all.”", "passes"),
        ("Her brother said: “You are not listening at all.”", "told"),
        ("Woolmer thought a diary “a vice of the unanswered.”", "passes"),
        ("The authors believe “that the rota is to blame”.", "passes"),
        ("The authors show “that the rota is to blame”.", "told"),
        ("The council has not “closed the road for good”, Wray says.", "passes"),
        ("The council has “closed the road for good”, Wray says.", "told"),
        ("Wray says: “I do not keep a diary.”", "told"),
        ("Wray wrote in 1984 that “Barnabas Fenn the younger sold it.”", "told"),
        ("Wray et al. (1994) hold that “Barnabas Fenn the younger sold it.”", "passes"),
        ("Crewe et al. (1994) hold that “Barnabas Fenn the younger sold it.”", "told"),
        ("He was told to “take the coast road or take tomorrow off”, Crewe wrote.", "told"),
    ],
)
def test_what_a_book_says(draft: str, outcome: str) -> None:
    """Elder and younger, second hand, whose husband, and cuts that the draft itself makes good."""
    finding = Auditor([document(SALT, "salt.md")]).audit(draft).findings[-1]
    told = bool(finding.cautions) or finding.verdict not in {"verified", "normalised"}
    assert told == (outcome == "told")


GOVERNOR = """# Letters

By Amadeus Quill

I have met the Governor. He is a small man. “I never read dispatches at all,” he told me.

The priest is quoted as saying “Hunger is a poor theologian.” There is no evidence that he said it.
Most of the buses ran nearly empty, I am told.
"""


@pytest.mark.parametrize(
    ("draft", "verdict", "outcome"),
    [
        ("“I never read dispatches at all,” says the Governor.", "right", "any"),
        ("The priest said: “Hunger is a poor theologian.”", "right", "told"),
        ("Quill writes that the buses “ran nearly empty”.", "right", "told"),
        ("“I never read dispatches at all,” said the committee’s chair.", "wrong", "told"),
    ],
)
def test_what_is_taken_back_and_offices(draft: str, verdict: str, outcome: str) -> None:
    """Hearsay and what the next sentence doubts are told; an office may be whom "he" means."""
    finding = Auditor([document(GOVERNOR, "letters.md")]).audit(draft).findings[-1]
    assert (finding.verdict in {"verified", "normalised"}) == (verdict == "right")
    assert outcome == "any" or bool(finding.cautions or finding.reasons)


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("would gladly re-sign the treaty of the river", "verified"),
        ("would gladly resign the treaty of the river", "altered"),
        ("called it a cost-effective peace with the towns", "verified"),
        ("called it a costeffective peace with the towns", "altered"),
    ],
)
def test_a_word_without_its_own_hyphen_is_another_word(words: str, verdict: str) -> None:
    """Also where the source has the hyphen at the end of a line."""
    source = document(
        "The envoy would gladly re-\nsign the treaty of the river, and called it a cost-\n"
        "effective peace with the towns. Other cost-effective ways were rare.\n",
        "treaty.txt",
    )
    (finding,) = Auditor([source]).audit(f"The paper says: “{words}”.").findings
    assert finding.verdict in (verdict, "normalised" if verdict == "verified" else verdict)
