"""Questions that the page itself asks: who "you" is, and which of two near questions it was."""

import pytest

from rag.answers.asking.answered_there import _ADDRESSED, _is_asked, _shape

WITNESS = frozenset(("ada", "brandt"))


@pytest.mark.parametrize(
    ("put", "there", "same"),
    [
        ("Did Brandt sign the ledger?", "Q. Did you sign the ledger?", True),
        ("Did Ada Brandt sign her ledger?", "Q. Did you sign your ledger?", True),
        ("Was Brandt asked to sign?", "Q. Isn't it true that you were asked to sign?", True),
        ("Who paid Brandt for the ledger?", "Who paid you for the ledger?", True),
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
