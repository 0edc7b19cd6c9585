"""A quote takes in what it cannot do without, and nothing beyond its paragraph."""

import pytest

from rag.answers.widen import widened
from rag.documents.document import Document
from tests.support.building import document

TEXT = """# T

The town had a bridge. It was built in 1911. Nobody knows by whom. “Stones came from
abroad,” said Ann. “They were heavy. They were grey,” she added.

That summer was dry.
"""


def wide(found: Document, words: str, near: set[str]) -> str:
    """The widened sentence that begins with `words`, where those in `near` answer, too."""
    cuts = {found.reading.text[a:b]: (a, b) for a, b in found.reading.sentences}
    start, end = next(place for text, place in cuts.items() if text.startswith(words))
    beside = {
        (found.doc_id, a) for text, (a, _) in cuts.items() if text.startswith(tuple(near) or "\0")
    }
    a, b = widened(found, start, end, beside)
    return found.reading.text[a:b]


@pytest.mark.parametrize(
    ("words", "near", "want"),
    [
        ("The town", set(), "The town had a bridge."),
        ("It was", set(), "The town had a bridge. It was built in 1911."),
        (
            "Nobody",
            {"It was"},
            "The town had a bridge. It was built in 1911. Nobody knows by whom.",
        ),
        (
            "“They were heavy",
            set(),
            "“Stones came from abroad,” said Ann. “They were heavy. They were grey,” she added.",
        ),
        ("That summer", set(), "That summer was dry."),
    ],
)
def test_what_a_quote_takes_in(words: str, near: set[str], want: str) -> None:
    """What it refers to, the rest of a quotation, a neighbour that answers; never a paragraph."""
    found = document(TEXT)
    assert wide(found, words, near) == want


LED = """# The letter

By Ann Holt

She wrote to the harbour office in 1911:

> The crane has failed. Nobody was hurt.

It answered on the same day. The porter remembered: it rained.

He said it to the clerk at the gate:

“I saw the crane fall.”

There were three witnesses:

They signed in March.
"""


@pytest.mark.parametrize(
    ("words", "want"),
    [
        (
            "She wrote",
            "She wrote to the harbour office in 1911:\n\nThe crane has failed. Nobody was hurt.",
        ),
        ("He said", "He said it to the clerk at the gate:\n\n“I saw the crane fall.”"),
        ("There were", "There were three witnesses:"),
        ("It answered", "It answered on the same day."),
    ],
)
def test_a_lead_in_goes_with_the_words_that_it_leads_to(words: str, want: str) -> None:
    """A block quote or a quotation after a colon comes along; an ordinary paragraph does not."""
    assert want == wide(document(LED), words, set())


TALK = """HALL: I read that the mill burnt in 1962.
ROTH: No, no. It was sold. It burnt in 1970.
HALL: Who led your room?
ROTH: Miss Lind. She was kind.
HALL: What did you do there on the long days?
ROTH: I spun the yarn for the whole of the upper floor. It was dusty.
"""


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("HALL: I read", "It burnt in 1970."),
        ("ROTH: Miss Lind", "She was kind."),
        ("ROTH: I spun", "upper floor."),
    ],
)
def test_a_turn_takes_in_what_denies_it_and_little_takes_in_its_turn(words: str, last: str) -> None:
    """What an interviewer has read is shown with its denial, and a name alone with what follows."""
    assert wide(document(TALK, "talk.txt"), words, set()).endswith(last)
