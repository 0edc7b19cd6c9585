"""Questions for the source behind a claim, told from questions that only look like them."""

import pytest

from rag.answers.asking.source_questions import claim_of
from rag.answers.evidence import Candidate, Policy, sourced
from rag.documents.document import Passage
from tests.support.building import document

ASKED = [
    ("Which letter is cited for the price of the bell?", "the price of the bell?"),
    ("What sources does the author give for the loss of the ferry?", "the loss of the ferry?"),
    ("What is cited for the claim that the mill burned twice?", "the mill burned twice?"),
    ("On which study does the paper rely when it says that eels sleep?", "eels sleep?"),
    ("Where does the article take the story of the clerk from?", "the clerk?"),
    ("What is the full reference behind the short citation for the flood?", "the flood?"),
    ("What is the source for the number of sheep? Give the full title.", "the number of sheep?"),
    ("What is the evidence for Lund's account of the trial?", "Lund's account of the trial?"),
    ("Who wrote the report quoted for the two hundred lamps?", "the two hundred lamps?"),
    ("Which report is behind the 'Ibid.' for the burnt barn?", "the burnt barn?"),
    ("What does the footnote on the old harbour say?", "the old harbour?"),
]
OTHERS = [
    "What is the source of the Nile?",
    "What is the evidence for plate tectonics?",
    "What does the mill use for power?",
    "What is used to show that a graph is connected?",
    "Where did the rebels take the guns from?",
    "Who wrote the report on the flood?",
    "What are the two other names for first-order logic?",
    "Which book did Lund write about eels?",
    "What did the minister say about the note?",
]


@pytest.mark.parametrize(("question", "claim"), ASKED)
def test_the_claim_is_what_is_searched(question: str, claim: str) -> None:
    """What only asks for the source is left out."""
    assert claim == claim_of(question)


@pytest.mark.parametrize("question", OTHERS)
def test_other_questions_stay_as_they_are(question: str) -> None:
    """Sources of rivers, evidence for theories and books by their subject are no frames."""
    assert claim_of(question) is None


def test_a_sentence_with_a_note_goes_before_one_without() -> None:
    """Where a source is asked for, a little less like the question but noted is better."""
    source = document(
        "The mill burned twice. It burned twice.[^1]\n\n[^1]: Lund, Mills, 4.\n", "m.md"
    )
    text = source.reading.text
    passage = Passage(source.doc_id, 0, 0, 0, "", (), (), "body")
    plain, noted = text.index("The mill"), text.index("It burned")
    found = [
        Candidate(passage, plain, plain + 22, 0.9, (), 0),
        Candidate(passage, noted, noted + 16, 0.6, (), 0),
    ]
    ranked = sourced(found, lambda _: source, Policy())
    assert [noted, plain] == [c.start for c in ranked]
    assert 0.6 == ranked[0].score
