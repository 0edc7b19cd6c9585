"""Questions for the source behind a claim: "Which book is cited for the claim that X?".

Such a question is about X: that is what is searched and read, and the answer is the sentence
that says X with the note that stands at it. What asks for the source is a frame around X, told
by the words that people use for sources and for citing; "the source of the Nile" is none.
"""

import re

from rag.english.patterns.questions import CLAIM as _CLAIM
from rag.english.patterns.questions import CLAIM_FRAMES as _FRAMES
from rag.english.patterns.questions import CLAIM_TAIL as _TAIL


def claim_of(question: str) -> str | None:
    """What is said in the sentence whose source is asked for; None for any other question.

    >>> claim_of("Which source is cited for the claim that the bridge cost nine millions?")
    'the bridge cost nine millions?'
    >>> claim_of("Where does the essay take the story of the drowned clerk from?")
    'the drowned clerk?'
    >>> claim_of("What is the source of the Nile?")
    """
    for frame in _FRAMES:
        if match := frame.match(question):
            claim = _TAIL.sub("", question[match.end() :])
            return re.sub(r"^that\s+", "", _CLAIM.sub("", claim)) or None
    return None
