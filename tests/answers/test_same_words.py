"""Pages that have the words of a question: as their own question, or as a statement."""

import pytest

from rag.answers.asking.same_words import _ADDRESSED, _is_asked, _shape, stated
from rag.answers.evidence import Candidate
from rag.documents.document import Passage

WITNESS = frozenset(("ada", "brandt"))


@pytest.mark.parametrize(
    ("put", "there", "same"),
    [
        ("Did Brandt sign the ledger?", "Q. Did you sign the ledger?", True),
        ("Did Ada Brandt sign her ledger?", "Q. Did you sign your ledger?", True),
        ("Was Brandt asked to sign?", "Q. Isn't it true that you were asked to sign?", True),
        ("Who paid Brandt for the ledger?", "Who paid you for the ledger?", True),
        ("Did Brandt drink wine?", "Q. And you drank two glasses of wine?", True),
        ("Whom did Brandt pay for the ledger?", "Who paid you for the ledger?", False),
        ("Did Brandt threaten the clerk?", "Did the clerk threaten you?", False),
        ("When did Brandt sign the ledger?", "Did you sign the ledger?", False),
        ("Did Brandt sign the ledger in May?", "Did you sign the ledger?", False),
        ("Did Holm sign the ledger?", "Did you sign the ledger?", False),
        ("Did Brandt?", "Did you sign the ledger in the presence of the clerk?", False),
    ],
)
def test_the_same_question_has_the_same_words_in_the_same_order(
    put: str, there: str, same: bool
) -> None:
    """Whoever answers is "you"; another order, asking word or detail is another question."""
    assert _is_asked(_shape(put, WITNESS), _shape(there, _ADDRESSED)) is same


@pytest.mark.parametrize(
    ("question", "sentence", "states"),
    [
        ("Who took coal to the school in May?", "I took coal to the school in May.", True),
        ("What would she gladly do to the old mill?", "She gladly did paint the old mill.", False),
        ("What would Ann gladly do to the mill?", "Nobody doubts that Ann gladly sells the mill.",
         False),
        ("What would Ann gladly do to the old mill?", "No one doubts Ann gladly sold the old mill.",
         True),
        ("What did Ann never do to the old town mill?", "Ann never sold the old town mill.", True),
        ("What did Ann not do to the old town mill?", "Ann sold the old town mill.", False),
        ("What did the town lend the old ferry?", "Lend the old ferry? The town did not.", False),
        ("Why did the mayor close the old mill?", "The mayor closed the old mill.", False),
        ("How many goats did the widow own in Brod?", "The widow owned goats in Brod.", False),
        ("Who closed it?", "She closed it.", False),
        ("Who wrote of 'the mill that never slept'?", "A mill that never slept, Ann said.", False),
        ("Who wrote of 'the mill that never slept'?", "It was the mill that never slept.", True),
        ("Does 'The mill that never stopped' say that Ann sold it?",
         "It was the mill that never stopped.", False),
    ],
)  # fmt: skip
def test_a_sentence_that_says_all_of_a_question_in_its_order_answers_it(
    question: str, sentence: str, states: bool
) -> None:
    """Four words at least; for no reason, place or time, and no number that is not there."""
    passage = Passage("d", 0, 0, len(sentence), sentence, ((0, len(sentence)),), (), "body")
    one = Candidate(passage, 0, len(sentence), 0.01, (), 0)
    found, told = stated(question, [one])
    assert told is states
    assert (found[0].score > 0.01) is states
