"""Questions for what a text means by a word: its own definition comes before other uses of it."""

from collections.abc import Sequence

from rag.answers.evidence import Candidate, before_others
from rag.english.patterns.statements import ASKS_MEANING, DEFINES
from rag.english.terms import stems_of


def definitions_first(question: str, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with those first that define, in quotation marks, the word asked for.

    "Who is a Contributor?" is answered by '"Contributor" means …', not by "Contributor Version".
    """
    asked = ASKS_MEANING.match(question)
    if asked is None:
        return list(found)
    term = stems_of(asked["term"])
    defining = [
        one for one in found
        if (told := DEFINES.match(one.text)) is not None and stems_of(told["term"]) == term
    ]  # fmt: skip
    return before_others(defining, found) if defining else list(found)
